"""Reminders as a workbook and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ordos_geo import wording
from ordos_geo.model import clock
from ordos_geo.model.dates import day_label
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.office.spreadsheet import (
    harmless,
    printable,
    row_height_points,
    workbook_bytes,
    write_cell,
)
from ordos_geo.reporting.reminders.letters import (
    MissingReport,
    Reminder,
    marked_demo,
    reminder_text,
)

_PRODUCT = "-//ordos_geo//monthly dispatch//ZH"
_UID = "{month}.{unit}@dispatch.ordos-geo"
_WARNED_BEFORE = timedelta(hours=15)  # 9:00 on the day before
_WIDTHS = (8, 34, 14, 10, 44, 10, 30, 18, 16)


def reminder_workbook(reminders: Iterable[Reminder], today: date, texts: ReportingTexts) -> bytes:
    """One row for every report that is missing, as an XLSX file."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = wording.reminders.REMINDER_SHEET
    sheet.append(list(wording.reminders.REMINDER_COLUMNS.values()))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    rows = (
        (
            _kind(reminder, report),
            reminder.unit_name,
            report.task_id,
            report.task.clause,
            report.task.name,
            texts.states[report.state],
            report.reason,
            report.months,
            day_label(reminder.due_on),
        )
        for reminder in reminders
        for report in reminder.missing
    )
    for row_number, values in enumerate(rows, start=2):
        for column_number, value in enumerate(values, start=1):
            cell = sheet.cell(row_number, column_number)
            safe = printable(harmless(value)) if isinstance(value, str) else value
            write_cell(cell, safe)
            horizontal = None if isinstance(value, str) else "center"
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=horizontal)
        texts_of_row = [str(value) for value in values]
        height = row_height_points(texts_of_row, _WIDTHS, least_lines=1)
        sheet.row_dimensions[row_number].height = height
    for column_number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column_number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return workbook_bytes(workbook, datetime.combine(today, datetime.min.time()))


def _kind(reminder: Reminder, report: MissingReport) -> str:
    kind = wording.reminders.REMINDER_KINDS[report.is_repeated]
    return marked_demo(kind) if reminder.is_demo else kind


def reminder_calendar(reminders: Iterable[Reminder], now: datetime, texts: ReportingTexts) -> bytes:
    """One all-day event for every unit, on the day its reports are due, as an iCalendar file.

    The same month and unit have the same UID in every file, so that a calendar replaces the event
    instead of showing it twice. `now` is the time of writing, with its zone; its day in Ordos is
    the date of the letters.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", wording.reminders.CALENDAR_NAME)
    for reminder in reminders:
        title = wording.reminders.EVENT_TITLE.format(
            month=reminder.month.label, count=len(reminder.missing)
        )
        event = Event()
        event.add("uid", _UID.format(month=reminder.month, unit=reminder.unit_id))
        event.add("sequence", reminder.sequence)
        event.add("dtstamp", now)
        event.add("dtstart", reminder.due_on)
        event.add("dtend", reminder.due_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        summary = wording.reminders.EVENT_SUMMARY.format(unit=reminder.unit_name, title=title)
        event.add("summary", marked_demo(summary) if reminder.is_demo else summary)
        event.add("description", reminder_text(reminder, clock.day_of(now), texts))
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -_WARNED_BEFORE)
        event.add_component(alarm)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
