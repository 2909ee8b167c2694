"""Files are taken by what they are, not by what they are called."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image
from pptx import Presentation

from ordos_geo.errors import EvidenceFault, ReportingError
from ordos_geo.reporting.rules.evidence import (
    NAME_LIMIT_CHARACTERS,
    SIZE_LIMIT_BYTES,
    check_evidence,
    display_name,
)

PDF = b"%PDF-1.7\n%%EOF\n"


def image(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, kind)
    return buffer.getvalue()


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as handle:
        for name in names:
            handle.writestr(name, "x")
    return buffer.getvalue()


FILES = {
    "pdf": PDF,
    "png": image("PNG"),
    "jpg": image("JPEG"),
    "docx": archive("[Content_Types].xml", "word/document.xml"),
    "xlsx": saved(Workbook()),
    "pptx": saved(Presentation()),
}


def refused(name, content):
    with pytest.raises(ReportingError) as caught:
        check_evidence(name, content)
    (fault,) = caught.value.faults
    assert fault.english()
    assert fault.chinese()
    return fault.kind


@pytest.mark.parametrize("suffix", FILES)
def test_files_of_every_kind_are_taken_and_known_by_their_content(suffix):
    file = check_evidence(f"材料.{suffix.upper()}", FILES[suffix])
    assert file.sha256 == hashlib.sha256(FILES[suffix]).hexdigest()
    assert (file.name, file.size_bytes) == (f"材料.{suffix.upper()}", len(FILES[suffix]))
    assert "/" in file.media_type


@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.parametrize("content", FILES)
def test_a_file_that_is_not_what_its_name_says_is_refused(suffix, content):
    if suffix != content:
        assert refused(f"a.{suffix}", FILES[content]) is EvidenceFault.TYPE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<script>"),
        ("a.svg", b"<svg>"),
        ("a", PDF),
        ("pdf", PDF),
        (".pdf", PDF),
        ("a.pdf.exe", PDF),
        ("a.pdf", b""),
        ("a.xlsx", archive("xl/other.xml")),
        ("a.xlsx", b"PK\x03\x04 damaged"),
        ("a.docm", archive("word/document.xml")),
    ],
)
def test_other_files_are_refused(name, content):
    assert refused(name, content) is EvidenceFault.TYPE


def test_a_file_of_50_mb_is_refused_with_both_sizes():
    with pytest.raises(ReportingError) as caught:
        check_evidence("a.pdf", PDF + bytes(50 * 1024**2))
    assert caught.value.faults[0].kind is EvidenceFault.TOO_LARGE
    assert "50.0 MB" in caught.value.chinese()
    assert "10 MB" in caught.value.chinese()


def test_a_file_at_the_limit_is_taken():
    content = PDF + bytes(SIZE_LIMIT_BYTES - len(PDF))
    assert check_evidence("a.pdf", content).size_bytes == SIZE_LIMIT_BYTES


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\王\\报告.pdf", "报告.pdf"),
        ("a\0b\n.pdf", "ab.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("..", "-"),
        ("", "-"),
    ],
)
def test_of_a_name_only_the_last_part_is_kept(name, shown):
    assert display_name(name) == shown


@given(st.text())
def test_a_shown_name_is_short_printable_no_path_and_stays_the_same(name):
    shown = display_name(name)
    assert 0 < len(shown) <= NAME_LIMIT_CHARACTERS
    assert not set(shown) & set("/\\\0\n\r")
    assert display_name(shown) == shown
