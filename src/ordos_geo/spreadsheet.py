"""Workbooks (XLSX) as everything here writes them: cells that nothing runs, bytes that repeat.

Shared by `analysis` and `tracking`.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

CELL_LIMIT = 32_767
"""Characters in a cell of Excel; openpyxl would cut the rest off without a word."""

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_HARMLESS = "'"
_TEXT_FORMAT = "@"  # keeps "1-3" from becoming a date when it is edited
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet runs: an apostrophe before what it would; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(_HARMLESS).startswith(_FORMULA_STARTS):
        return _HARMLESS + value
    return value


def restored(text: str) -> str:
    """What `harmless` was given, from what it made of it."""
    if text.startswith(_HARMLESS) and text.lstrip(_HARMLESS).startswith(_FORMULA_STARTS):
        return text.removeprefix(_HARMLESS)
    return text


def printable(text: str) -> str:
    """The text without the control characters that a workbook cannot hold."""
    kept: str = ILLEGAL_CHARACTERS_RE.sub("", text)
    return kept


def write_cell(cell: Cell, value: Any) -> None:
    """Put a value into a cell as what it is: text stays text, whatever it looks like.

    Text must be `printable` and no longer than CELL_LIMIT.
    """
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = _TEXT_FORMAT


def workbook_bytes(workbook: Workbook, day: datetime) -> bytes:
    """The file. The same workbook of the same `day` (UTC, no zone) gives the same bytes."""
    workbook.properties.creator = "ordos_geo"
    workbook.properties.created = day
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _without_times(buffer.getvalue(), day)


def _without_times(workbook: bytes, day: datetime) -> bytes:
    """The workbook with the time of writing taken out of the archive and the properties."""
    modified = day.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + modified, content)
            fixed = zipfile.ZipInfo(entry.filename, day.timetuple()[:6])
            target.writestr(fixed, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
