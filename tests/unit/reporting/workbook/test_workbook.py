"""A unit's workbook: what is in it, what is refused in it, and that it comes back as it went."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ordos_geo import wording
from ordos_geo.errors import ReportingError, ReportingFault, WorkbookFault
from ordos_geo.model.reporting import (
    Actor,
    Figure,
    Milestone,
    Report,
    ReportChange,
    ReportContent,
    ReportState,
    Role,
    Round,
    RoundEvent,
    RoundEventKind,
    RoundReports,
)
from ordos_geo.reporting.workbook.marks import (
    FIRST_ROW,
    HEADER_ROW,
    IDENTITY_SHEET,
    SheetIdentity,
    plain_text,
)
from ordos_geo.reporting.workbook.upload import read_upload
from ordos_geo.reporting.workbook.writing import report_workbook, workbook_name
from support.examples import at_most
from support.reporting import (
    APRIL,
    DISPATCHER,
    DONGSHENG,
    DUE,
    DUTIES,
    FULL,
    KANGBASHI,
    ROAD,
    TARGETS,
    TEXTS,
    VIEWER,
    submit,
)
from support.workbooks import COLUMNS, FIGURE_COLUMNS, FILLED, UNIT, download, edit, fill, upload

OPENED_AT = datetime(2025, 4, 1, tzinfo=UTC)


@pytest.fixture
def store_url(sqlite_url):
    """What is only read and refused is the same on every database."""
    return sqlite_url


def refused(store, content, **options):
    """The faults that an upload is refused for; nothing is saved."""
    before = store.history()
    with pytest.raises(ReportingError) as error:
        upload(store, content, **options)
    assert store.history() == before
    for fault in error.value.faults:
        assert fault.english()
    return error.value.faults


def refused_kinds(store, content, **options):
    return [(fault.kind, fault.row) for fault in refused(store, content, **options)]


# ---------------------------------------------------------------- what is in it


def test_workbook_holds_the_units_own_tasks_and_no_other(april):
    book = load_workbook(io.BytesIO(download(april)))
    assert book.sheetnames[:3] == [
        wording.workbook.REPORT_SHEET,
        wording.workbook.FIGURE_SHEET,
        wording.workbook.HELP_SHEET,
    ]
    sheet = book[wording.workbook.REPORT_SHEET]
    assert sheet["A1"].value == "2025年4月 东胜区人民政府 填报表（2025年5月5日前报送）"
    headings = [cell.value for cell in sheet[HEADER_ROW]]
    assert headings == list(wording.workbook.REPORT_COLUMNS.values())
    ids = [sheet.cell(row, COLUMNS["task_id"]).value for row in (3, 4)]
    assert ids == ["task-hydrogen", "task-road"]
    assert sheet.max_row == 4
    quote = sheet.cell(4, COLUMNS["quote"]).value
    assert quote == TEXTS.task("task-road").quote


def test_only_the_cells_to_fill_in_can_be_changed(april):
    book = load_workbook(io.BytesIO(download(april)))
    sheet = book[wording.workbook.REPORT_SHEET]
    unlocked = {
        name for name, column in COLUMNS.items() if not sheet.cell(3, column).protection.locked
    }
    assert sheet.protection.sheet
    assert unlocked == {"percent", "milestone", "done", "problem", "need", "reason", "action"}
    assert sheet.cell(HEADER_ROW, COLUMNS["percent"]).protection.locked
    assert [book[name].sheet_state for name in ("_lists", IDENTITY_SHEET)] == [
        "hidden",
        "veryHidden",
    ]


def test_drop_downs_offer_the_labels_of_the_code_lists(april):
    book = load_workbook(io.BytesIO(download(april)))
    lists = [[cell.value for cell in column if cell.value] for column in book["_lists"].iter_cols()]
    assert lists == [list(TEXTS.milestones.values()), ["草稿", "已提交"]]
    checks = {
        (check.type, str(check.sqref)): check.formula1
        for check in book[wording.workbook.REPORT_SHEET].data_validations.dataValidation
    }
    assert checks["list", "K3:K4"] == "_lists!$A$1:$A$5"
    assert checks["list", "P3:P4"] == "_lists!$B$1:$B$2"
    assert checks["whole", "J3:J4"] == "0"


def test_last_month_is_shown_but_not_taken_over(april):
    submit(april, ROAD)
    april.close_round(APRIL, DISPATCHER)
    april.open_round(APRIL.next, DUTIES, DISPATCHER, due_on=DUE.replace(month=6))
    sheet = load_workbook(io.BytesIO(download(april, month=APRIL.next)))[
        wording.workbook.REPORT_SHEET
    ]
    shown = {name: sheet.cell(4, column).value for name, column in COLUMNS.items()}
    assert (shown["last_state"], shown["last_progress"]) == ("已提交", "40%")
    assert shown["last_done"] == FULL.done
    assert (shown["state"], shown["percent"], shown["done"]) == ("未填报", None, None)


def test_why_a_report_was_returned_is_shown(april):
    submit(april, ROAD)
    april.send_back(APRIL, ROAD, 1, DISPATCHER, reason="缺少数据")
    sheet = load_workbook(io.BytesIO(download(april)))[wording.workbook.REPORT_SHEET]
    assert sheet.cell(4, COLUMNS["state"]).value == "已退回：缺少数据"


def test_demonstration_data_say_so(april):
    sheet = load_workbook(io.BytesIO(download(april, is_demo=True)))[wording.workbook.REPORT_SHEET]
    assert sheet["A1"].value.startswith("【演示数据】")


def test_same_reports_give_the_same_bytes(april):
    assert download(april) == download(april)


def test_file_is_named_by_month_and_unit(april):
    name = workbook_name(april.reports(APRIL), UNIT, TEXTS)
    assert name == "2025年4月 东胜区人民政府 填报表.xlsx"


def test_unit_that_owes_nothing_has_no_workbook(april):
    with pytest.raises(ReportingError) as error:
        download(april, unit_id="nobody")
    assert error.value.faults[0].kind is WorkbookFault.EMPTY


# ---------------------------------------------------------------- whose it is


def test_sheet_of_another_unit_is_refused_by_name(april):
    content = download(april, unit_id=KANGBASHI.unit_id)
    (fault,) = refused(april, content)
    assert fault.chinese() == (
        "这是 2025年4月 康巴什区人民政府 的填报表，"
        "当前应上传 2025年4月 东胜区人民政府 的填报表；请选择对应的文件"
    )


def test_sheet_of_another_month_is_refused_by_name(april):
    content = download(april)
    april.close_round(APRIL, DISPATCHER)
    april.open_round(APRIL.next, DUTIES, DISPATCHER, due_on=DUE.replace(month=6))
    (fault,) = refused(april, content, month=APRIL.next)
    assert fault.chinese().startswith("这是 2025年4月 东胜区人民政府 的填报表")


def test_sheet_of_another_store_is_refused(april):
    current = april.reports(APRIL)
    opened = replace(current.round.events[0], at=OPENED_AT)
    other = RoundReports(round=replace(current.round, events=(opened,)), reports=current.reports)
    content = report_workbook(other, None, UNIT, TEXTS)
    assert refused_kinds(april, content) == [(WorkbookFault.FOREIGN, None)]


@pytest.mark.parametrize("actor", [KANGBASHI, VIEWER, Actor("x", Role.UNIT_REPORTER, "")])
def test_nobody_uploads_for_a_unit_that_is_not_theirs(april, actor):
    content = fill(download(april), FILLED)
    assert refused_kinds(april, content, actor=actor) == [(ReportingFault.REPORT_NOT_ALLOWED, None)]


def change_identity(book):
    """Make the sheet say that it is another unit's, with a checksum that is right again."""
    sheet = book[IDENTITY_SHEET]
    cells = [tuple(cell.value or "" for cell in row) for row in sheet.iter_rows(max_col=3)]
    identity = replace(SheetIdentity.from_cells(cells), unit_id=KANGBASHI.unit_id)
    for row, values in enumerate(identity.cells(), start=1):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value


def test_reporter_cannot_write_for_another_unit_by_a_changed_sheet(april):
    forged = edit(fill(download(april), FILLED), change_identity)
    theirs = {"actor": DONGSHENG, "unit_id": KANGBASHI.unit_id}
    assert refused_kinds(april, forged, **theirs) == [(ReportingFault.REPORT_NOT_ALLOWED, None)]
    assert refused_kinds(april, forged) == [(WorkbookFault.OTHER, None)]
    # and whoever may write for that unit finds no task of it in the sheet
    kinds = refused_kinds(april, forged, actor=KANGBASHI, unit_id=KANGBASHI.unit_id)
    assert {kind for kind, _ in kinds} == {WorkbookFault.TASK_UNKNOWN}


def test_another_units_task_cannot_be_smuggled_in(april):
    content = fill(download(april), {**FILLED, "task_id": "task-school"})
    assert refused_kinds(april, content) == [
        (WorkbookFault.TASK_UNKNOWN, 4),
        (WorkbookFault.TASK_MISSING, None),
    ]


@pytest.mark.parametrize(("row", "column"), [(1, 1), (2, 1), (2, 2), (2, 3), (3, 2), (4, 3)])
def test_changed_identity_is_noticed(april, row, column):
    def change(book):
        book[IDENTITY_SHEET].cell(row, column).value = "7"

    content = edit(download(april), change)
    assert refused_kinds(april, content) == [(WorkbookFault.FOREIGN, None)]


@pytest.mark.parametrize("name", [IDENTITY_SHEET, wording.workbook.REPORT_SHEET])
def test_workbook_without_its_sheets_is_refused(april, name):
    content = edit(download(april), lambda book: book.remove(book[name]))
    assert refused_kinds(april, content) == [(WorkbookFault.FOREIGN, None)]


# ---------------------------------------------------------------- rows and cells


def test_every_wrong_cell_is_named_with_its_row(april):
    content = fill(download(april), {"percent": 140, "milestone": "很快", "action": "同意"})
    content = fill(content, {"percent": "一半", "done": "=1+1"}, task_id="task-hydrogen")
    assert refused_kinds(april, content) == [
        (WorkbookFault.PERCENT, 3),
        (WorkbookFault.FORMULA, 3),
        (WorkbookFault.PERCENT, 4),
        (WorkbookFault.CHOICE, 4),
        (WorkbookFault.CHOICE, 4),
    ]
    first, *_, last = refused(april, content)
    assert first.chinese() == "填报 第 3 行：“进度（%）”的值为“一半”；请填 0 至 100 的整数"
    assert last.chinese() == "填报 第 4 行：“处理”的值“同意”不在可选项中；请选择：草稿 / 已提交"


@pytest.mark.parametrize("value", [-1, 101, 40.5, "abc", "nan", "1e400", True])
def test_percentage_that_is_none_is_refused(april, value):
    content = fill(download(april), {**FILLED, "percent": value})
    assert refused_kinds(april, content) == [(WorkbookFault.PERCENT, 4)]


@pytest.mark.parametrize("value", ["两条", "2条", True, "inf"])
def test_figure_that_is_no_number_is_refused(april, value):
    content = fill(download(april), FILLED, figures=[value])
    assert refused_kinds(april, content) == [(WorkbookFault.NUMBER, 3)]


@pytest.mark.parametrize("column", ["percent", "milestone", "done", "need", "reason", "action"])
def test_formula_is_refused_in_every_cell_to_fill_in(april, column):
    content = fill(download(april), {**FILLED, column: '=HYPERLINK("http://x")'})
    assert (WorkbookFault.FORMULA, 4) in refused_kinds(april, content)


def test_error_value_is_refused(april):
    content = fill(download(april), {**FILLED, "percent": "#REF!"})
    assert refused_kinds(april, content) == [(WorkbookFault.FORMULA, 4)]


def test_row_without_a_choice_is_refused(april):
    content = fill(download(april), {"percent": 40})
    assert refused_kinds(april, content) == [(WorkbookFault.ACTION_MISSING, 4)]


def test_what_is_submitted_must_be_whole(april):
    content = fill(download(april), {"problem": "资金不足", "action": "已提交"})
    assert refused_kinds(april, content) == [
        (ReportingFault.PROGRESS_MISSING, 4),
        (ReportingFault.TEXT_MISSING, 4),
    ]
    draft = fill(download(april), {"problem": "资金不足", "action": "草稿"})
    assert upload(april, draft).changes[0].state is ReportState.DRAFT


def test_what_was_submitted_is_no_draft_again(april):
    submit(april, ROAD)
    content = fill(download(april), {"action": "草稿"})
    assert refused_kinds(april, content) == [(ReportingFault.STATE_CHANGE_INVALID, 4)]


def test_text_that_is_too_long_is_refused(april):
    content = fill(download(april), {**FILLED, "done": "长" * 4001})
    assert refused_kinds(april, content) == [(ReportingFault.TEXT_TOO_LONG, 4)]


def test_row_that_stands_there_twice_is_refused(april):
    content = fill(download(april), {"task_id": "task-road"}, task_id="task-hydrogen")
    assert refused_kinds(april, content) == [
        (WorkbookFault.TASK_REPEATED, 4),
        (WorkbookFault.TASK_MISSING, None),
    ]


def test_row_that_was_deleted_is_named(april):
    content = edit(download(april), lambda book: book[wording.workbook.REPORT_SHEET].delete_rows(3))
    (fault,) = refused(april, content)
    assert fault.chinese() == "填报：缺少任务“task-hydrogen”所在的行；请恢复该行或重新下载"


def test_deleted_figure_is_named(april):
    content = edit(download(april), lambda book: book[wording.workbook.FIGURE_SHEET].delete_rows(3))
    assert refused_kinds(april, content) == [(WorkbookFault.TASK_MISSING, None)]


def test_changed_heading_is_refused(april):
    def change(book):
        book[wording.workbook.REPORT_SHEET].insert_cols(3)

    kinds = refused_kinds(april, edit(download(april), change))
    assert set(kinds) == {(WorkbookFault.HEADING, HEADER_ROW)}


def test_empty_rows_below_change_nothing(april):
    def change(book):
        book[wording.workbook.REPORT_SHEET].cell(40, 3).value = " "
        book[wording.workbook.REPORT_SHEET].cell(40, 3).value = None

    assert upload(april, edit(download(april), change)).rows == ()


@pytest.mark.parametrize(
    ("value", "number_format", "percent"),
    [("40", "@", 40), ("40%", "@", 40), (0.4, "0%", 40), (40.0, "General", 40), ("４０", "@", 40)],
)
def test_percentages_are_read_as_people_write_them(april, value, number_format, percent):
    def change(book):
        cell = book[wording.workbook.REPORT_SHEET].cell(4, COLUMNS["percent"])
        cell.value, cell.number_format = value, number_format

    content = edit(fill(download(april), FILLED), change)
    assert upload(april, content).changes[0].content.percent == percent


# ---------------------------------------------------------------- there and back

OPENED = RoundEvent(kind=RoundEventKind.OPENED, account_id="wang", at=OPENED_AT, due_on=DUE)
printable_characters = st.characters(codec="utf-8", exclude_categories=["Cc"])
line_text = st.text(alphabet=st.sampled_from("'=+-@ \n一a_x000D_&<") | printable_characters)
texts = line_text.map(plain_text)
progress = st.one_of(
    st.tuples(st.integers(1, 99), st.sampled_from([None, *list(Milestone)[1:4]])),
    st.just((100, Milestone.COMPLETED)),
    st.tuples(st.none(), st.sampled_from(Milestone)),
)


@st.composite
def contents(draw):
    percent, milestone = draw(progress)
    value = draw(st.none() | st.floats(-1e9, 1e9).map(lambda number: float(f"{number:.12g}")))
    return ReportContent(
        percent=percent,
        milestone=milestone,
        done=draw(texts.filter(bool)),
        problem=draw(texts),
        need=draw(texts),
        figures=() if value is None else (Figure("target-roads", value),),
    )


def a_round(content, *, version):
    state = ReportState.DRAFT if version else ReportState.NOT_STARTED
    report = Report(month=APRIL, duty=ROAD, version=version, state=state, content=content)
    round_ = Round(month=APRIL, events=(OPENED,), duties=(ROAD,), targets=TARGETS)
    return RoundReports(round=round_, reports={ROAD: report})


@settings(max_examples=at_most(50))
@given(contents())
def test_any_report_goes_out_and_comes_back_untouched(content):
    current = a_round(content, version=1)
    workbook = report_workbook(current, None, UNIT, TEXTS)
    found = read_upload(workbook, current, UNIT, DONGSHENG, TEXTS)
    assert (found.rows, found.untouched) == ((), 1)


@settings(max_examples=at_most(30))
@given(contents())
def test_whatever_is_filled_in_is_what_is_read(content):
    current = a_round(ReportContent(), version=0)
    # a workbook that shows this content is what a unit would have typed
    typed = load_workbook(
        io.BytesIO(report_workbook(a_round(content, version=1), None, UNIT, TEXTS))
    )
    blank = load_workbook(io.BytesIO(report_workbook(current, None, UNIT, TEXTS)))
    for name in ("percent", "milestone", "done", "problem", "need"):
        source = typed[wording.workbook.REPORT_SHEET].cell(FIRST_ROW, COLUMNS[name])
        cell = blank[wording.workbook.REPORT_SHEET].cell(FIRST_ROW, COLUMNS[name])
        cell.value, cell.data_type = source.value, source.data_type
    blank[wording.workbook.REPORT_SHEET].cell(FIRST_ROW, COLUMNS["action"]).value = "已提交"
    value = typed[wording.workbook.FIGURE_SHEET].cell(FIRST_ROW, FIGURE_COLUMNS["value"]).value
    blank[wording.workbook.FIGURE_SHEET].cell(FIRST_ROW, FIGURE_COLUMNS["value"]).value = value
    buffer = io.BytesIO()
    blank.save(buffer)
    (change,) = read_upload(buffer.getvalue(), current, UNIT, DONGSHENG, TEXTS).changes
    assert change == ReportChange(
        duty=ROAD, content=content, based_on=0, state=ReportState.SUBMITTED
    )
