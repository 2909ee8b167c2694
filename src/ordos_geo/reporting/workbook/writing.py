"""The workbook that a unit fills in offline: its own tasks of a month, with the latest reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from ordos_geo import wording
from ordos_geo.errors import Fault, ReportingError, WorkbookFault
from ordos_geo.model.dates import day_label
from ordos_geo.model.reporting import (
    Duty,
    Milestone,
    Report,
    ReportState,
    RoundReports,
    TaskTarget,
)
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.office.spreadsheet import (
    harmless,
    printable,
    row_height_points,
    workbook_bytes,
    write_cell,
)
from ordos_geo.reporting.reminders.letters import marked_demo
from ordos_geo.reporting.rules.validation import REASON_LIMIT_CHARACTERS, TEXT_LIMIT_CHARACTERS
from ordos_geo.reporting.workbook.marks import (
    ACTIONS,
    FIRST_ROW,
    HEADER_ROW,
    IDENTITY_SHEET,
    LIST_SHEET,
    TITLE_ROW,
    RowMark,
    SheetIdentity,
    opened_at,
    row_input,
)

_INPUT_FILL = PatternFill("solid", fgColor="DCEBFA")
_HEADER_FILL = PatternFill("solid", fgColor="1F4E79")
_HEADER_FONT = Font(bold=True, color="FFFFFF")
_LINE = Side(style="thin", color="B0B7BF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_REPORT_WIDTHS = (6, 14, 9, 26, 34, 9, 14, 30, 14, 9, 11, 40, 30, 30, 20, 10)
_HELP_WIDTH = 90
_FIGURE_WIDTHS = (14, 30, 24, 34, 12, 8, 14)
_REPORT_INPUTS = ("percent", "milestone", "done", "problem", "need", "reason", "action")
_LONG_TEXTS = ("done", "problem", "need")


@dataclass(frozen=True, slots=True)
class _Source:
    """What the sheets are filled from."""

    title: str
    current: RoundReports
    earlier: RoundReports | None
    texts: ReportingTexts

    def before(self, duty: Duty) -> Report | None:
        """The report of the round before, if there was one."""
        return self.earlier.reports.get(duty) if self.earlier else None


def report_workbook(
    current: RoundReports,
    earlier: RoundReports | None,
    unit_id: str,
    texts: ReportingTexts,
    *,
    is_demo: bool = False,
) -> bytes:
    """The workbook of a unit for a round, as an XLSX file.

    `earlier` is the round before, shown beside what is to be filled in. The same reports give the
    same bytes. Raises ReportingError where the unit owes nothing in the round.
    """
    duties = [duty for duty in sorted(current.round.duties) if duty.unit_id == unit_id]
    if not duties:
        details = {"value": texts.unit(unit_id), "month": current.round.month.label}
        raise ReportingError([Fault(WorkbookFault.EMPTY, details=details)])
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = wording.workbook.REPORT_SHEET
    title = wording.workbook.TITLE.format(
        month=current.round.month.label,
        unit=texts.unit(unit_id),
        due=day_label(current.round.due_on),
    )
    if is_demo:
        title = marked_demo(title)
    source = _Source(title, current, earlier, texts)
    _fill_reports(sheet, source, duties)
    targets = [
        (duty, target)
        for duty in duties
        for target in current.round.targets
        if target.task_id == duty.task_id
    ]
    if targets:
        _fill_figures(workbook.create_sheet(wording.workbook.FIGURE_SHEET), source, targets)
    _fill_help(workbook.create_sheet(wording.workbook.HELP_SHEET), title, texts)
    _fill_lists(workbook.create_sheet(LIST_SHEET), texts)
    _fill_identity(workbook.create_sheet(IDENTITY_SHEET), _identity(current, unit_id, duties))
    day = datetime(current.round.month.year, current.round.month.month, 1)  # noqa: DTZ001
    return workbook_bytes(workbook, day)


def workbook_name(current: RoundReports, unit_id: str, texts: ReportingTexts) -> str:
    """What the file is called: 2025年4月 东胜区人民政府 填报表.xlsx."""
    return wording.workbook.FILE_NAME.format(
        month=current.round.month.label, unit=texts.unit(unit_id)
    )


def _identity(current: RoundReports, unit_id: str, duties: Iterable[Duty]) -> SheetIdentity:
    reports = [current.reports[duty] for duty in duties]
    return SheetIdentity(
        month=current.round.month,
        unit_id=unit_id,
        opened_at=opened_at(current.round),
        rows=tuple(
            RowMark(
                task_id=report.duty.task_id,
                version=report.version,
                digest=row_input(report).digest,
            )
            for report in reports
        ),
    )


# ---------------------------------------------------------------- sheets that people see


def _fill_reports(sheet: Worksheet, source: _Source, duties: Sequence[Duty]) -> None:
    columns, texts = tuple(wording.workbook.REPORT_COLUMNS), source.texts
    _head(sheet, source.title, wording.workbook.REPORT_COLUMNS.values(), _REPORT_WIDTHS)
    for number, duty in enumerate(duties, start=1):
        task = texts.task(duty.task_id)
        report, before = source.current.reports[duty], source.before(duty)
        filled = row_input(report)
        values: dict[str, Any] = {
            "number": number,
            "task_id": duty.task_id,
            "clause": task.clause,
            "task": task.name,
            "quote": task.quote,
            "last_state": texts.states[before.state] if before else "",
            "last_progress": texts.progress(before.content) if before else "",
            "last_done": before.content.done if before else "",
            "state": _state(report, texts),
            "percent": filled.percent,
            "milestone": texts.milestones[filled.milestone] if filled.milestone else None,
            "done": filled.done or None,
            "problem": filled.problem or None,
            "need": filled.need or None,
            "reason": None,
            "action": texts.states[filled.action] if filled.action else None,
        }
        row_number = FIRST_ROW + number - 1
        for column_number, name in enumerate(columns, start=1):
            cell = sheet.cell(row_number, column_number)
            _fill(cell, values[name], is_input=name in _REPORT_INPUTS)
        _set_height(sheet, row_number, values, _REPORT_WIDTHS, least_lines=3)
    last_row = HEADER_ROW + len(duties)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, columns.index("quote") + 1)
    checks = {
        "percent": _number_check("whole", wording.workbook.INPUT_PERCENT, 0, 100),
        "milestone": _list_check(1, len(Milestone)),
        "reason": _length_check(REASON_LIMIT_CHARACTERS),
        "action": _list_check(2, len(ACTIONS)),
        **{name: _length_check(TEXT_LIMIT_CHARACTERS) for name in _LONG_TEXTS},
    }
    for name, check in checks.items():
        letter = get_column_letter(columns.index(name) + 1)
        check.add(f"{letter}{FIRST_ROW}:{letter}{last_row}")
        sheet.add_data_validation(check)


def _fill_figures(
    sheet: Worksheet, source: _Source, targets: Sequence[tuple[Duty, TaskTarget]]
) -> None:
    columns, texts = tuple(wording.workbook.FIGURE_COLUMNS), source.texts
    _head(sheet, source.title, wording.workbook.FIGURE_COLUMNS.values(), _FIGURE_WIDTHS)
    for row_number, (duty, target) in enumerate(targets, start=FIRST_ROW):
        text = texts.target(target.target_id)
        values: dict[str, Any] = {
            "task_id": duty.task_id,
            "task": texts.task(duty.task_id).name,
            "target_id": target.target_id,
            "target": text.words or text.name,
            "last_value": _figure(source.before(duty), target),
            "unit": text.unit,
            "value": _figure(source.current.reports[duty], target),
        }
        for column_number, name in enumerate(columns, start=1):
            _fill(sheet.cell(row_number, column_number), values[name], is_input=name == "value")
        _set_height(sheet, row_number, values, _FIGURE_WIDTHS, least_lines=2)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 1)
    check = _number_check("decimal", wording.workbook.INPUT_NUMBER, -1e15, 1e15)
    letter = get_column_letter(columns.index("value") + 1)
    check.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + len(targets) - 1}")
    sheet.add_data_validation(check)


def _fill_help(sheet: Worksheet, title: str, texts: ReportingTexts) -> None:
    sheet.column_dimensions["A"].width = _HELP_WIDTH
    write_cell(sheet.cell(1, 1), printable(harmless(title)))
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    labels = {
        **wording.workbook.REPORT_COLUMNS,
        "report_sheet": wording.workbook.REPORT_SHEET,
        "figure_sheet": wording.workbook.FIGURE_SHEET,
        "completed": texts.milestones[Milestone.COMPLETED],
        "draft": texts.states[ReportState.DRAFT],
        "submitted": texts.states[ReportState.SUBMITTED],
    }
    for row_number, line in enumerate(wording.workbook.HELP, start=FIRST_ROW):
        cell = sheet.cell(row_number, 1)
        text = line.format_map(labels)
        write_cell(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        height = row_height_points([text], [_HELP_WIDTH], least_lines=1)
        sheet.row_dimensions[row_number].height = height
    sheet.page_setup.orientation = "landscape"
    sheet.protection.sheet = True


def _head(sheet: Worksheet, title: str, headings: Iterable[str], widths: Sequence[float]) -> None:
    """Title, headings, widths, print layout, and protection of all but the cells to fill in."""
    write_cell(sheet.cell(TITLE_ROW, 1), printable(harmless(title)))
    sheet.cell(TITLE_ROW, 1).font = Font(bold=True, size=14)
    for column_number, heading in enumerate(headings, start=1):
        cell = sheet.cell(HEADER_ROW, column_number)
        write_cell(cell, heading)
        cell.font, cell.fill, cell.border = _HEADER_FONT, _HEADER_FILL, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for column_number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column_number)].width = width
    sheet.row_dimensions[TITLE_ROW].height = 26
    sheet.row_dimensions[HEADER_ROW].height = 30
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    protection = sheet.protection
    protection.sheet = True  # without a password: against slips, what is sent in is checked anyway
    protection.formatColumns = protection.formatRows = False  # these may be changed


def _set_height(
    sheet: Worksheet,
    row_number: int,
    values: Mapping[str, Any],
    widths: Sequence[float],
    *,
    least_lines: int,
) -> None:
    texts = ["" if value is None else str(value) for value in values.values()]
    height = row_height_points(texts, widths, least_lines=least_lines)
    sheet.row_dimensions[row_number].height = height


def _fill(cell: Cell, value: Any, *, is_input: bool) -> None:
    write_cell(cell, printable(harmless(value)) if isinstance(value, str) else value)
    horizontal = None if isinstance(value, str) else "center"
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=horizontal)
    cell.border = _BORDER
    if is_input:
        cell.fill = _INPUT_FILL
        cell.protection = Protection(locked=False)


def _state(report: Report, texts: ReportingTexts) -> str:
    label = texts.states[report.state]
    if report.state is ReportState.RETURNED:
        return wording.workbook.STATE_RETURNED.format(state=label, reason=report.reason)
    return label


def _figure(report: Report | None, target: TaskTarget) -> float | None:
    if report is None:
        return None
    figures = {figure.target_id: figure.value for figure in report.content.figures}
    return figures.get(target.target_id)


# ---------------------------------------------------------------- sheets that nobody sees


def _fill_lists(sheet: Worksheet, texts: ReportingTexts) -> None:
    """What the drop-downs offer: milestones in the first column, actions in the second."""
    for row_number, milestone in enumerate(Milestone, start=1):
        write_cell(sheet.cell(row_number, 1), texts.milestones[milestone])
    for row_number, action in enumerate(ACTIONS, start=1):
        write_cell(sheet.cell(row_number, 2), texts.states[action])
    sheet.sheet_state = "hidden"


def _fill_identity(sheet: Worksheet, identity: SheetIdentity) -> None:
    for row_number, values in enumerate(identity.cells(), start=1):
        for column_number, value in enumerate(values, start=1):
            write_cell(sheet.cell(row_number, column_number), value)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


# ---------------------------------------------------------------- what a cell takes


def _list_check(column_number: int, length: int) -> DataValidation:
    letter = get_column_letter(column_number)
    formula = f"{LIST_SHEET}!${letter}$1:${letter}${length}"
    return _check(wording.workbook.INPUT_CHOICE, type="list", formula1=formula)


def _number_check(kind: str, message: str, least: float, most: float) -> DataValidation:
    return _check(message, type=kind, operator="between", formula1=f"{least}", formula2=f"{most}")


def _length_check(limit: int) -> DataValidation:
    message = wording.workbook.INPUT_TEXT.format(limit=limit)
    return _check(message, type="textLength", operator="lessThanOrEqual", formula1=f"{limit}")


def _check(message: str, **options: Any) -> DataValidation:
    check = DataValidation(allow_blank=True, showErrorMessage=True, **options)
    check.error, check.errorTitle = message, wording.workbook.INPUT_TITLE
    return check
