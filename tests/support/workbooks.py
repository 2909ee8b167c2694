"""A unit's workbook as a test downloads it, works on it and uploads it."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from ordos_geo import wording
from ordos_geo.reporting.workbook.marks import FIRST_ROW
from ordos_geo.reporting.workbook.upload import read_upload
from ordos_geo.reporting.workbook.writing import report_workbook
from support.reporting import APRIL, DONGSHENG, ROAD, TEXTS

UNIT = ROAD.unit_id
COLUMNS = {name: number for number, name in enumerate(wording.workbook.REPORT_COLUMNS, start=1)}
FIGURE_COLUMNS = {
    name: number for number, name in enumerate(wording.workbook.FIGURE_COLUMNS, start=1)
}
FILLED = {"percent": 40, "milestone": "实施中", "done": "路基完成", "action": "已提交"}


def download(store, unit_id=UNIT, month=APRIL, **options):
    *_, current = rounds = store.recent(month)
    earlier = rounds[-2] if len(rounds) > 1 else None
    return report_workbook(current, earlier, unit_id, TEXTS, **options)


def edit(content, change):
    """The workbook after somebody has worked on it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row_of(book, task_id):
    sheet = book[wording.workbook.REPORT_SHEET]
    return next(
        row
        for row in range(FIRST_ROW, sheet.max_row + 1)
        if sheet.cell(row, COLUMNS["task_id"]).value == task_id
    )


def fill(content, values, task_id="task-road", figures=()):
    def change(book):
        row = row_of(book, task_id)
        for name, value in values.items():
            book[wording.workbook.REPORT_SHEET].cell(row, COLUMNS[name]).value = value
        for row, value in enumerate(figures, start=FIRST_ROW):
            book[wording.workbook.FIGURE_SHEET].cell(row, FIGURE_COLUMNS["value"]).value = value

    return edit(content, change)


def upload(store, content, actor=DONGSHENG, unit_id=UNIT, month=APRIL):
    return read_upload(content, store.reports(month), unit_id, actor, TEXTS)
