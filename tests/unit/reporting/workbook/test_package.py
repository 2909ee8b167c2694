"""Nothing that is too large, damaged or dangerous gets to the parser."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordos_geo import wording
from ordos_geo.errors import ReportingError, WorkbookFault
from ordos_geo.reporting.workbook.package import UPLOAD_LIMIT_BYTES, checked_workbook
from support.examples import at_most
from support.workbooks import FILLED, download, edit, fill, upload

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def store_url(sqlite_url):
    """What is refused is the same on every database."""
    return sqlite_url


@pytest.fixture
def workbook(april):
    return download(april)


def repack(content, change=lambda name, part: part, extra=()):
    """The archive with its parts changed and others added."""
    buffer = io.BytesIO()
    added = dict(extra)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in added:
                target.writestr(name, change(name, source.read(name)))
        for name, part in added.items():
            target.writestr(name, part)
    return buffer.getvalue()


def refused(content):
    """The fault that a file is refused for, before anything parses it."""
    with pytest.raises(ReportingError) as error:
        checked_workbook(content)
    (fault,) = error.value.faults
    assert fault.chinese()
    return fault


def test_workbook_as_it_was_downloaded_is_taken(workbook):
    names = zipfile.ZipFile(checked_workbook(workbook)).namelist()
    assert SHEET in names


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a workbook",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"%PDF-1.7",
        "任务,进度".encode(),
    ],
    ids=["empty", "text", "cut off", "with a password", "PDF", "CSV"],
)
def test_other_files_are_refused(content):
    assert refused(content).kind is WorkbookFault.UNREADABLE


def test_file_over_the_limit_is_refused_unread():
    fault = refused(b"PK\x03\x04" + bytes(UPLOAD_LIMIT_BYTES))
    assert fault.kind is WorkbookFault.TOO_LARGE
    assert "4.0 MB" in fault.chinese()


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/media/a.png"])
def test_archive_that_unpacks_to_much_more_is_refused(workbook, name):
    bomb = repack(workbook, extra=[(name, b"0" * 20 * 1024**2)])
    assert len(bomb) < 100_000
    assert refused(bomb).kind is WorkbookFault.TOO_LARGE


def test_full_sheet_of_the_longest_texts_is_taken(april, workbook):
    """A hundred reports of four thousand characters in each field."""
    longest = dict.fromkeys(("done", "problem", "need"), "长" * 4000)
    filled = edit(fill(workbook, {**FILLED, **longest}), lambda book: None)
    texts = "".join(f"<si><t>{number}{'长' * 4000}</t></si>" for number in range(300))
    full = repack(
        filled,
        lambda name, part: (
            part.replace(b"</sst>", texts.encode() + b"</sst>")
            if name == "xl/sharedStrings.xml"
            else part
        ),
    )
    assert len(upload(april, full).rows) == 1


def test_large_styles_are_refused(workbook):
    styles = repack(
        workbook, lambda name, part: b"<a>" * 400_000 if name == "xl/styles.xml" else part
    )
    assert refused(styles).kind is WorkbookFault.TOO_LARGE


def test_archive_of_very_many_parts_is_refused(workbook):
    many = repack(workbook, extra=[(f"xl/{number}.xml", b"<a/>") for number in range(300)])
    assert refused(many).kind is WorkbookFault.TOO_LARGE


def test_size_that_the_archive_lies_about_gains_nothing():
    """A part that says it is small and is not: no byte more than declared is unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(SHEET, b"<a>" + b" " * 30 * 1024**2 + b"</a>")
    content = bytearray(buffer.getvalue())
    central = content.rindex(b"PK\x01\x02")
    content[central + 24 : central + 28] = struct.pack("<I", 100)
    assert refused(bytes(content)).kind is WorkbookFault.UNREADABLE


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><worksheet>&c;'
    b"</worksheet>"
)


@pytest.mark.parametrize(
    "part",
    [
        ENTITIES,
        b"\xef\xbb\xbf" + ENTITIES,
        ENTITIES.decode().encode("utf-16"),
        ENTITIES.decode().encode("utf-16-le"),
        ENTITIES.replace(b'version="1.0"', b'version="1.0" encoding="utf-7"').replace(
            b"<!D", b"+A"
        ),
        b'<?xml version="1.0" encoding="cp037"?><a/>',
        ENTITIES.decode().encode("cp037"),
        b"\xff\xfe\x00",
    ],
    ids=["entities", "BOM", "UTF-16", "UTF-16-LE", "UTF-7", "named EBCDIC", "EBCDIC", "no UTF-8"],
)
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_xml_with_entities_or_in_a_hidden_encoding_is_refused(workbook, name, part):
    changed = repack(workbook, lambda found, old: part if found == name else old)
    assert refused(changed).kind is WorkbookFault.UNREADABLE


def test_part_that_was_not_looked_at_is_not_there(workbook):
    """A sheet that hides its XML under another name is not parsed."""

    def rename(name, part):
        return part.replace(b"sheet1.xml", b"sheet1.bin")

    hidden = repack(workbook, rename, extra=[("xl/worksheets/sheet1.bin", ENTITIES)])
    names = zipfile.ZipFile(checked_workbook(hidden)).namelist()
    assert "xl/worksheets/sheet1.bin" not in names


def test_sheet_of_very_many_rows_is_refused(april, workbook):
    def change(book):
        book[wording.workbook.REPORT_SHEET].cell(5000, 1).value = "x"

    with pytest.raises(ReportingError) as error:
        upload(april, edit(workbook, change))
    assert [fault.kind for fault in error.value.faults] == [WorkbookFault.TOO_LARGE]


def test_row_far_below_costs_nothing(april, workbook):
    """A row number of a thousand million does not make so many rows."""

    def change(name, part):
        if name != SHEET:
            return part
        far = b'<row r="1000000000"><c r="A1000000000" t="n"><v>1</v></c></row></sheetData>'
        return part.replace(b"</sheetData>", far)

    with pytest.raises(ReportingError) as error:
        upload(april, repack(workbook, change))
    assert [fault.kind for fault in error.value.faults] == [WorkbookFault.TOO_LARGE]


def test_huge_declared_dimension_costs_nothing(april, workbook):
    def change(name, part):
        if name != SHEET:
            return part
        start = part.index(b"<dimension")
        end = part.index(b"/>", start) + 2
        return part[:start] + b'<dimension ref="A1:XFD1048576"/>' + part[end:]

    assert upload(april, repack(workbook, change)).untouched == 2


def rows_or_words(store, content):
    """How many rows an upload has, or that it was refused in words."""
    try:
        found = upload(store, content)
    except ReportingError as error:
        return "words" if error.chinese() else "nothing"
    return found.untouched + len(found.rows)


@settings(max_examples=at_most(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_workbook_is_a_fault_never_a_crash(april, workbook, data):
    content = bytearray(workbook)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2]))])
    assert rows_or_words(april, content) in {2, "words"}


@settings(max_examples=at_most(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_xml_is_a_fault_never_a_crash(april, workbook, data):
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    name = data.draw(st.sampled_from(names))

    def change(found, part):
        if found != name:
            return part
        start = data.draw(st.integers(0, len(part) - 1))
        replacement = data.draw(st.sampled_from([b"", b"<", b"1", b"&", b"\xe4", b'"', b"</row>"]))
        return part[:start] + replacement + part[start + data.draw(st.integers(0, 9)) :]

    assert rows_or_words(april, repack(workbook, change)) in {2, "words"}
