"""Workbooks (XLSX) as everything here writes them: cells that nothing runs, bytes that repeat.

Shared by `analysis` and `tracking`.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

from ordos_geo.office.archive import without_times

CELL_LIMIT = 32_767
"""Characters in a cell of Excel; openpyxl would cut the rest off without a word."""

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_HARMLESS = "'"
_LIKE_DATES = re.compile(r"\d{1,2}-\d{1,2}(;\d{1,2}-\d{1,2})*")
_LINE_POINTS = 16.0
_HIGHEST_POINTS = 400.0  # Excel takes 409
_TEXT_FORMAT = "@"  # keeps "1-3" from becoming a date when it is edited


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet runs: an apostrophe before what it would; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(_HARMLESS).startswith(_FORMULA_STARTS):
        return _HARMLESS + value
    return value


def undated(value: Any) -> Any:
    """A cell of a CSV that no spreadsheet takes for a date: measures 1-3;4-5 become M1-3;M4-5.

    A CSV says nothing about its cells, and Excel makes 3月5日 of "3-5" for good.
    """
    if isinstance(value, str) and _LIKE_DATES.fullmatch(value):
        return ";".join(f"M{part}" for part in value.split(";"))
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

    Text must be `printable` and no longer than CELL_LIMIT. Empty text is an empty cell, still
    formatted as text.
    """
    cell.value = None if value == "" else value
    if isinstance(value, str):
        if value:
            cell.data_type = "s"
        cell.number_format = _TEXT_FORMAT


def row_height_points(texts: Iterable[str], widths: Iterable[float], *, least_lines: int) -> float:
    """The height that a row needs for wrapped texts in columns of these widths (characters).

    Spreadsheets do not work it out themselves when they open a file.
    """
    lines = [least_lines]
    for text, width in zip(texts, widths, strict=True):
        room = max(width - 1, 1)
        lines.append(sum(max(1, ceil(_width(line) / room)) for line in text.split("\n")))
    return min(max(lines) * _LINE_POINTS, _HIGHEST_POINTS)


def _width(text: str) -> int:
    """In digits: Chinese characters and full-width signs are two wide."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def workbook_bytes(workbook: Workbook, day: datetime) -> bytes:
    """The file. The same workbook of the same `day` (UTC, no zone) gives the same bytes."""
    workbook.properties.creator = "ordos_geo"
    workbook.properties.created = day
    buffer = io.BytesIO()
    workbook.save(buffer)
    return without_times(buffer.getvalue(), day)
