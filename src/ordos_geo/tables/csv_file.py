"""The cells of a CSV file with a header, and what is wrong with its shape."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ordos_geo.errors import Fault, TableFault, missing_file, unreadable_file

HEADER_LINES = 1


@dataclass(frozen=True, slots=True)
class CsvRows:
    """`header` and `rows` as text, cells trimmed of spaces; every row as wide as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def line_of(index: int) -> int:
    """The line in the file of a row, counted from 0 without the header."""
    return index + HEADER_LINES + 1


def read_rows(
    path: Path, columns: Sequence[str], name: str, *, are_others_allowed: bool = False
) -> tuple[CsvRows, list[Fault]]:
    """Read a CSV file (UTF-8, with or without byte order mark) that must have these columns.

    `name` is what faults call the file; with `are_others_allowed` it may have more columns. Out:
    its cells, and every fault of the file's shape: no such file, no CSV, a column that is missing,
    unknown or repeated, a row that is longer or shorter than the header. With faults there are no
    rows.
    """
    empty = CsvRows(tuple(columns), ())
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            lines = [tuple(row) for row in csv.reader(handle, strict=True)]
    except FileNotFoundError:
        return empty, [missing_file(name)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return empty, [unreadable_file(name, "CSV", error)]
    header, *rows = lines or [()]
    faults = [
        fault
        for fault in column_faults(header, columns, name, row=HEADER_LINES)
        if not (are_others_allowed and fault.kind is TableFault.COLUMN_UNKNOWN)
    ]
    if not faults:
        for index, row in enumerate(rows):
            if len(row) != len(header):
                line = line_of(index)
                reason = f"line {line}: {len(row)} cells, the header has {len(header)}"
                faults.append(unreadable_file(name, "CSV", reason, row=line))
    if faults:
        return empty, faults
    return CsvRows(header, tuple(tuple(map(str.strip, row)) for row in rows)), []


def column_faults(
    found: Sequence[str], columns: Sequence[str], name: str, *, row: int | None
) -> list[Fault]:
    """Columns that are missing from, unknown to or repeated in those of the file `name`."""
    known = ", ".join(columns)
    missing = [
        Fault(TableFault.COLUMN_MISSING, name, row, {"column": column, "columns": known})
        for column in columns
        if column not in found
    ]
    unknown = [
        Fault(TableFault.COLUMN_UNKNOWN, name, row, {"column": column, "columns": known})
        for column in found
        if column not in columns
    ]
    repeated = [
        Fault(TableFault.COLUMN_REPEATED, name, row, {"column": column})
        for column in columns
        if found.count(column) > 1
    ]
    return missing + unknown + repeated
