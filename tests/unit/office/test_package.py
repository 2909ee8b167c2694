"""Office files from outside: one check, whose words are those of whoever takes the file."""

from __future__ import annotations

import io
import zipfile

import pytest

from ordos_geo.errors import Fault, RequestError, WorkbookFault
from ordos_geo.office.package import PackageLimits, Problem, open_package, xml_parts

LIMITS = PackageLimits(
    file_bytes=10_000,
    unpacked_bytes=5_000,
    parts=3,
    part_bytes=lambda name: 100 if name == "small.xml" else 5_000,
)


def package(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(f"{name}.xml", part)
    return buffer.getvalue()


def problem_of(content, read=open_package):
    """What a file is refused for; the error is the one that its taker makes."""
    refusals = []

    def refused(refusal):
        refusals.append(refusal)
        return RequestError([Fault(WorkbookFault.FOREIGN)])

    with pytest.raises(RequestError):  # noqa: PT012 - a context manager reads at its end
        if read is open_package:
            with open_package(content, LIMITS, refused) as archive:
                archive.testzip()
        else:
            read(content, LIMITS, refused)
    return (refusals[0].problem, refusals[0].found, refusals[0].limit)


def never(refusal):
    raise AssertionError(refusal)


def locked():
    content = bytearray(package(a=b"<a/>"))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + offset] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04" + bytes(10_000), (Problem.FILE_TOO_LARGE, 10_004, 10_000)),
        (package(a=bytes(5_001)), (Problem.UNPACKED_TOO_LARGE, 5_001, 5_000)),
        (package(a=bytes(3_000), b=bytes(3_000)), (Problem.UNPACKED_TOO_LARGE, 6_000, 5_000)),
        (package(small=bytes(101)), (Problem.UNPACKED_TOO_LARGE, 101, 100)),
        (package(a=b"", b=b"", c=b"", d=b""), (Problem.TOO_MANY_PARTS, 4, 3)),
        (b"\xd0\xcf\x11\xe0" + bytes(60), (Problem.OLD_FORMAT, 0, 0)),
        (b"%PDF-1.7", (Problem.NO_ARCHIVE, 0, 0)),
        (b"PK\x03\x04 cut off", (Problem.DAMAGED, 0, 0)),
        (locked(), (Problem.LOCKED_PART, 0, 0)),
    ],
)
def test_file_that_is_not_taken_says_why(content, problem):
    assert problem_of(content) == problem


@pytest.mark.parametrize(
    "part", [b"<!DOCTYPE a><a/>", "<a/>".encode("utf-16"), b'<?xml encoding="cp037"?>']
)
def test_xml_that_could_hide_entities_is_refused(part):
    assert problem_of(package(a=part), xml_parts)[0] is Problem.DANGEROUS_XML


def test_file_within_the_limits_is_opened():
    with open_package(package(a=b"<a/>"), LIMITS, never) as archive:
        assert archive.namelist() == ["a.xml"]


def test_what_is_not_unpacked_needs_no_limits():
    content = package(a=bytes(9_000_000))
    with open_package(content, PackageLimits(file_bytes=10_000), never) as archive:
        assert archive.namelist() == ["a.xml"]


def test_only_xml_parts_are_kept():
    buffer = io.BytesIO(package(a=b"<a/>"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("a.bin", b"<!DOCTYPE a>")
    with zipfile.ZipFile(xml_parts(buffer.getvalue(), LIMITS, never)) as kept:
        assert kept.namelist() == ["a.xml"]
