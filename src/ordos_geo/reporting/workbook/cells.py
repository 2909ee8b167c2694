"""The cells of a filled-in workbook as values, every one of them with its fault or without."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from openpyxl import load_workbook

from ordos_geo import wording
from ordos_geo.errors import Fault, FaultKind, ReportingError, WorkbookFault
from ordos_geo.model.reporting import Figure
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.office.spreadsheet import restored
from ordos_geo.reporting.workbook.marks import (
    ACTIONS,
    FIRST_ROW,
    HEADER_ROW,
    IDENTITY_SHEET,
    RowInput,
    SheetIdentity,
    plain_text,
)
from ordos_geo.reporting.workbook.package import checked_workbook, unreadable_workbook

ROWS_LIMIT = 2000
_IDENTITY_COLUMNS = 3
_FORMULA, _ERROR = "f", "e"
_SHOWN_CHARACTERS = 40

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: its value, its type as a letter of the file format, and how it is shown."""

    value: Any = None
    data_type: str = "n"
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its number in the sheet, and its cells by the names of their columns."""

    number: int
    cells: Mapping[str, SheetCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookContent:
    """A workbook as read: whose it is, and the rows of its two sheets; nothing checked in them."""

    identity: SheetIdentity
    reports: tuple[SheetRow, ...]
    figures: tuple[SheetRow, ...]


def read_workbook(content: bytes) -> WorkbookContent:
    """Read an uploaded file.

    Raises ReportingError where it is too large, damaged, not a workbook that was downloaded here,
    or where its headings were changed.
    """
    package = checked_workbook(content)
    try:
        book = load_workbook(package, read_only=True, keep_links=False)
        sheets = {
            name: [list(map(_cell, row)) for row in _rows(book[name], width)]
            for name, width in (
                (IDENTITY_SHEET, _IDENTITY_COLUMNS),
                (wording.workbook.REPORT_SHEET, len(wording.workbook.REPORT_COLUMNS)),
                (wording.workbook.FIGURE_SHEET, len(wording.workbook.FIGURE_COLUMNS)),
            )
            if name in book.sheetnames
        }
    except ReportingError:
        raise
    except Exception as error:  # the library raises whatever it stumbles over
        raise unreadable_workbook() from error
    return WorkbookContent(
        identity=_identity(sheets.get(IDENTITY_SHEET, [])),
        reports=_table(
            sheets.get(wording.workbook.REPORT_SHEET),
            wording.workbook.REPORT_SHEET,
            wording.workbook.REPORT_COLUMNS,
        ),
        figures=_table(
            sheets.get(wording.workbook.FIGURE_SHEET, []),
            wording.workbook.FIGURE_SHEET,
            wording.workbook.FIGURE_COLUMNS,
        ),
    )


def _rows(sheet: Any, width: int) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # the file may declare others than it has
    for number, row in enumerate(sheet.iter_rows(max_row=ROWS_LIMIT + 1, max_col=width), start=1):
        if number > ROWS_LIMIT:
            details = {
                "reason_en": f"has more than {ROWS_LIMIT} rows in a sheet",
                "reason_zh": f"的工作表超过 {ROWS_LIMIT} 行",
            }
            raise ReportingError([Fault(WorkbookFault.TOO_LARGE, details=details)])
        yield row


def _cell(cell: Any) -> SheetCell:
    return SheetCell(cell.value, cell.data_type, cell.number_format or "")


def _identity(rows: list[list[SheetCell]]) -> SheetIdentity:
    cells = [[str(cell.value or "") for cell in row] for row in rows]
    filled = [(*row, "", "", "")[:_IDENTITY_COLUMNS] for row in cells if any(row)]
    try:
        return SheetIdentity.from_cells([(a, b, c) for a, b, c in filled])
    except (ValueError, ReportingError) as error:
        raise ReportingError([Fault(WorkbookFault.FOREIGN)]) from error


def _table(
    rows: list[list[SheetCell]] | None, sheet: str, columns: Mapping[str, str]
) -> tuple[SheetRow, ...]:
    """The rows under the headings that are not empty. A sheet that is not there has none."""
    if rows is None:
        raise ReportingError([Fault(WorkbookFault.FOREIGN)])
    if not rows:
        return ()
    padded = [[*row, *[SheetCell()] * (len(columns) - len(row))] for row in rows]
    headings = padded[HEADER_ROW - 1] if len(padded) >= HEADER_ROW else [SheetCell()] * len(columns)
    faults = [
        Fault(
            WorkbookFault.HEADING,
            sheet,
            HEADER_ROW,
            {"number": number, "value": _shown(cell), "column": heading},
        )
        for number, (cell, heading) in enumerate(
            zip(headings, columns.values(), strict=True), start=1
        )
        if cell.value != heading
    ]
    if faults:
        raise ReportingError(faults)
    return tuple(
        SheetRow(number, dict(zip(columns, row, strict=True)))
        for number, row in enumerate(padded, start=1)
        if number >= FIRST_ROW and any(cell.value not in {None, ""} for cell in row)
    )


class CellReader:
    """Reads the cells that a unit fills in, with the labels of the code lists."""

    def __init__(self, texts: ReportingTexts) -> None:
        self._milestones = texts.milestones
        self._actions = {action: texts.states[action] for action in ACTIONS}

    @property
    def action_labels(self) -> str:
        """What the last column may say."""
        return " / ".join(self._actions.values())

    def plain(self, row: SheetRow, column: str) -> str:
        """A cell that is not to be filled in, as text; its faults show in what it is used for."""
        value = row.cells[column].value
        return "" if value is None else str(value).strip()[:200]

    def row_input(self, row: SheetRow, figures: tuple[Figure, ...]) -> tuple[RowInput, list[Fault]]:
        """What a row says, and every fault of its cells."""
        faults: list[Fault] = []
        cells = _Cells(row, wording.workbook.REPORT_SHEET, wording.workbook.REPORT_COLUMNS, faults)
        filled = RowInput(
            percent=cells.percent("percent"),
            milestone=cells.choice("milestone", self._milestones),
            done=cells.text("done"),
            problem=cells.text("problem"),
            need=cells.text("need"),
            figures=figures,
            reason=cells.text("reason"),
            action=cells.choice("action", self._actions),
        )
        return filled, faults

    def figure(self, row: SheetRow) -> tuple[float | None, list[Fault]]:
        """The figure of a row of the second sheet, None where it is empty or has a fault."""
        faults: list[Fault] = []
        cells = _Cells(row, wording.workbook.FIGURE_SHEET, wording.workbook.FIGURE_COLUMNS, faults)
        return cells.number("value"), faults


class _Cells:
    """The cells of one row; what is wrong with them goes into `faults`."""

    def __init__(
        self, row: SheetRow, sheet: str, columns: Mapping[str, str], faults: list[Fault]
    ) -> None:
        self._row = row
        self._sheet = sheet
        self._columns = columns
        self._faults = faults

    def text(self, column: str) -> str:
        value = self._value(column)
        if value is None:
            return ""
        if isinstance(value, datetime) and value.time() == datetime.min.time():
            value = value.date()
        if isinstance(value, date):
            value = value.isoformat()
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return plain_text(restored(str(value)))

    def percent(self, column: str) -> int | None:
        value = self._value(column)
        if value is None:
            return None
        number = _number(value.strip().rstrip("%％") if isinstance(value, str) else value)
        if number is not None and self._row.cells[column].number_format.endswith("%"):
            number = round(number * 100, 6)  # typed as 40%, kept as 0.4
        if number is None or not number.is_integer() or not 0 <= number <= 100:
            self._fault(WorkbookFault.PERCENT, column)
            return None
        return int(number)

    def number(self, column: str) -> float | None:
        value = self._value(column)
        if value is None:
            return None
        number = _number(value)
        if number is None:
            self._fault(WorkbookFault.NUMBER, column)
        return number

    def choice(self, column: str, labels: Mapping[Choice, str]) -> Choice | None:
        """A label of a drop-down, or the code itself."""
        value = self._value(column)
        if value is None:
            return None
        for code, label in labels.items():
            if str(value).strip() in {label, code.value}:
                return code
        self._fault(WorkbookFault.CHOICE, column, choices=" / ".join(labels.values()))
        return None

    def _value(self, column: str) -> Any:
        """The cell's value, None where it is empty; a formula or an error is a fault."""
        cell = self._row.cells[column]
        if cell.data_type in {_FORMULA, _ERROR}:
            self._fault(WorkbookFault.FORMULA, column)
            return None
        if isinstance(cell.value, str) and not cell.value.strip():
            return None
        return cell.value

    def _fault(self, kind: FaultKind, column: str, **details: object) -> None:
        details |= {"column": self._columns[column], "value": _shown(self._row.cells[column])}
        self._faults.append(Fault(kind, self._sheet, self._row.number, details))


def _number(value: Any) -> float | None:
    """A finite number, also one that was typed as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _shown(cell: SheetCell) -> str:
    """What a message says of a cell."""
    return str("" if cell.value is None else cell.value)[:_SHOWN_CHARACTERS]
