"""填报: a unit's own tasks, the form, conflicts, files, the workbook; nobody else's unit."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from ordos_geo import wording
from ordos_geo.model.reporting import Actor, Milestone, Month, ReportState, Role
from support.reporting_app import (
    DISPATCHER,
    DONGSHENG,
    FIRST,
    MAY,
    NEIGHBOUR,
    PASSWORD,
    REPORT,
    REPORTER,
    ROADS,
    ROUNDS,
    SECOND,
    TRANSPORT,
    VIEWER,
    area,
    button,
    has_button,
    markup_of,
    messages,
    parameters,
    sign_in,
)

DONE = wording.reporting.REPORT_FIELDS["done"]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def fill(app, *, done: str = "完成路基十公里", percent: int | None = 30):
    app.number_input[0].set_value(percent)
    area(app, DONE).set_value(done)
    return app


def form(may, **parameters):
    return may.open(REPORT, REPORTER, **({"task": FIRST.task_id} | parameters))


def test_the_page_asks_to_sign_in_and_then_shows_the_unit(may):
    app = may.open(REPORT)
    assert wording.reporting_pages.SIGN_IN_TO_REPORT in messages(app)
    assert not app.text_area
    assert FIRST.task_id not in markup_of(app)


def test_a_viewer_reports_nothing(may):
    app = may.open(REPORT, VIEWER)
    assert wording.reporting_pages.VIEWER_CANNOT_REPORT in messages(app)
    assert not app.text_area


def test_an_empty_store_says_so(desk):
    assert wording.reporting_pages.NO_ROUNDS in messages(desk.open(REPORT, REPORTER))


def test_a_reporter_sees_the_own_tasks_only(may):
    html = markup_of(may.open(REPORT, REPORTER))
    assert FIRST.task_id in html
    assert SECOND.task_id in html
    assert ROADS.task_id not in html


def test_a_unit_that_owes_nothing_is_told(may, dataset):
    may.accounts.create(
        "hao", Role.UNIT_REPORTER, by="test", unit_id="water-resources-bureau", password=PASSWORD
    )
    app = may.open(REPORT, Actor("hao", Role.UNIT_REPORTER, "water-resources-bureau"))
    name = dataset.register.units["name"]["water-resources-bureau"]
    assert wording.reporting_pages.REPORT_NOT_OWED.format(month=MAY.label, unit=name) in messages(
        app
    )
    assert not app.text_area


def test_draft_then_submit(may):
    app = fill(form(may))
    button(app, wording.reporting_pages.SAVE_DRAFT).click().run()
    saved = may.standing()
    assert (saved.state, saved.content.percent) == (ReportState.DRAFT, 30)
    assert saved.account_id == REPORTER.account_id

    area(app, DONE).set_value("完成路基十二公里")
    app.selectbox[1].set_value(Milestone.UNDER_WAY)
    button(app, wording.reporting_pages.SUBMIT).click().run()
    saved = may.standing()
    assert (saved.state, saved.version) == (ReportState.SUBMITTED, 2)
    assert saved.content.done == "完成路基十二公里"
    assert saved.content.milestone is Milestone.UNDER_WAY
    assert wording.reporting_pages.SUBMITTED_NOTE in markup_of(app)


def test_an_incomplete_report_is_refused_in_words_and_kept(may):
    app = fill(form(may), percent=None)
    button(app, wording.reporting_pages.SUBMIT).click().run()
    assert may.standing().version == 0
    (told,) = app.error
    assert FIRST.task_id not in told.value, "people read names, not ids"
    assert area(app, DONE).value == "完成路基十公里"


def test_what_was_submitted_is_corrected_only_with_a_reason(may):
    may.save(FIRST)
    app = form(may)
    assert not has_button(app, wording.reporting_pages.SAVE_DRAFT)
    area(app, DONE).set_value("更正后的内容")
    button(app, wording.reporting_pages.SUBMIT_CORRECTION).click().run()
    assert may.standing().version == 1
    area(app, wording.reporting.REPORT_FIELDS["reason"]).set_value("数字有误")
    button(app, wording.reporting_pages.SUBMIT_CORRECTION).click().run()
    assert (may.standing().version, may.standing().reason) == (2, "数字有误")


def test_a_returned_report_shows_the_reason_on_top(may):
    may.save(FIRST)
    may.repository.send_back(MAY, FIRST, 1, DISPATCHER, reason="请写明数据")
    html = markup_of(may.open(REPORT, REPORTER))
    assert "请写明数据" in html, "the returned one is opened first"


def test_figures_of_targets_are_reported(may):
    app = may.open(REPORT, NEIGHBOUR, task=ROADS.task_id)
    fill(app)
    app.number_input[1].set_value(1.0)
    button(app, wording.reporting_pages.SUBMIT).click().run()
    (figure,) = may.standing(ROADS).content.figures
    assert (figure.target_id, figure.value) == ("target-bottleneck-roads", 1.0)


def test_last_months_text_is_shown_and_never_counted(may):
    may.save(FIRST, done="五月的内容")
    may.open_month(Month(2025, 6))
    app = form(may, month="2025-06")
    assert "五月的内容" in markup_of(app)
    assert area(app, DONE).value == ""
    assert may.standing(month=Month(2025, 6)).version == 0
    button(app, wording.reporting_pages.LAST_MONTH_COPY).click().run()
    assert area(app, DONE).value == "五月的内容"
    assert may.standing(month=Month(2025, 6)).version == 0, "copied, not saved"


def test_a_stale_save_shows_both_texts_and_loses_neither(may):
    app = fill(form(may), done="我写的内容")
    may.save(FIRST, state=ReportState.DRAFT, done="别人写的内容")
    button(app, wording.reporting_pages.SUBMIT).click().run()
    assert may.standing().content.done == "别人写的内容"
    html = markup_of(app)
    assert "我写的内容" in html
    assert "别人写的内容" in html

    button(app, wording.reporting_pages.CONFLICT_KEEP_MINE).click().run()
    assert area(app, DONE).value == "我写的内容"
    button(app, wording.reporting_pages.SUBMIT).click().run()
    assert (may.standing().version, may.standing().content.done) == (2, "我写的内容")


def test_after_a_conflict_the_saved_text_can_be_taken(may):
    app = fill(form(may), done="我写的内容")
    may.save(FIRST, state=ReportState.DRAFT, done="别人写的内容")
    button(app, wording.reporting_pages.SAVE_DRAFT).click().run()
    button(app, wording.reporting_pages.CONFLICT_TAKE_THEIRS).click().run()
    assert area(app, DONE).value == "别人写的内容"
    assert may.standing().version == 1


def test_what_is_typed_is_kept_while_another_page_is_open(may):
    app = fill(form(may)).run()
    app.switch_page(ROUNDS).run()
    app.switch_page(REPORT).run()
    assert area(app, DONE).value == "完成路基十公里"


def test_an_expired_session_saves_nothing_and_keeps_what_was_typed(may):
    app = fill(form(may)).run()
    may.accounts.disable(REPORTER.account_id, by="test")
    button(app, wording.reporting_pages.SAVE_DRAFT).click().run()
    assert may.standing().version == 0
    assert not app.text_area
    may.accounts.enable(REPORTER.account_id, by="test")
    app.session_state["session_token"] = may.accounts.sign_in(REPORTER.account_id, PASSWORD).token
    app.run()
    assert area(app, DONE).value == "完成路基十公里"


def test_a_closed_month_is_read_only(may):
    may.save(FIRST)
    may.repository.close_round(MAY, DISPATCHER)
    app = form(may)
    assert wording.reporting_pages.REPORT_CLOSED.format(month=MAY.label) in messages(app)
    assert not app.text_area
    assert "路基完成" in markup_of(app)


def test_a_month_that_closes_meanwhile_saves_nothing(may):
    app = fill(form(may))
    may.repository.close_round(MAY, DISPATCHER)
    button(app, wording.reporting_pages.SUBMIT).click().run()
    assert may.standing().version == 0
    assert len(app.error) == 1


@pytest.mark.parametrize("task", [ROADS.task_id, "task-2-1-01"])
def test_a_reporter_cannot_write_for_another_unit_by_the_address(may, task):
    app = may.open(REPORT, REPORTER, unit=TRANSPORT, task=task)
    assert parameters(app)["unit"] == DONGSHENG
    assert ROADS.task_id not in markup_of(app)
    fill(app)
    button(app, wording.reporting_pages.SUBMIT).click().run()
    assert may.standing(ROADS).version == 0
    assert may.standing(FIRST).account_id == REPORTER.account_id


def test_a_reporter_cannot_write_for_another_unit_by_what_the_session_holds(may):
    app = fill(form(may))
    app.session_state["report_unit"] = TRANSPORT
    button(app, wording.reporting_pages.SUBMIT).click().run()
    assert may.standing(ROADS).version == 0
    assert may.standing(FIRST).version == 1


def test_another_account_on_the_same_tab_does_not_see_what_was_typed(may):
    app = fill(form(may)).run()
    button(app, wording.reporting_pages.SIGN_OUT).click().run()
    assert not app.text_area
    assert "mine_drafts" not in app.session_state
    sign_in(app, DISPATCHER.account_id)
    assert area(app, DONE).value == ""


def test_a_dispatcher_who_writes_for_a_unit_is_told_and_named(may, dataset):
    app = may.open(REPORT, DISPATCHER, unit=DONGSHENG, task=FIRST.task_id)
    name = dataset.register.units["name"][DONGSHENG]
    assert wording.reporting_pages.REPORT_ON_BEHALF.format(unit=name) in messages(app)
    button(fill(app), wording.reporting_pages.SUBMIT).click().run()
    assert may.standing().account_id == DISPATCHER.account_id


def test_evidence_is_attached_and_taken_away(may):
    app = fill(form(may))
    app.file_uploader[0].set_value([("现场照片.png", PNG, "image/png")]).run()
    button(app, wording.reporting_pages.SAVE_DRAFT).click().run()
    (file,) = may.standing().content.evidence
    assert file.name == "现场照片.png"
    (remove,) = [each for each in app.button if "现场照片" in each.label]
    remove.click().run()
    button(app, wording.reporting_pages.SAVE_DRAFT).click().run()
    assert may.standing().content.evidence == ()


def test_a_file_that_is_not_what_its_name_says_is_refused(may):
    app = fill(form(may))
    app.file_uploader[0].set_value([("<b>x</b>.png", b"MZ no picture", "image/png")]).run()
    assert len(app.error) == 1
    assert area(app, DONE).value == "完成路基十公里"
    button(app, wording.reporting_pages.SAVE_DRAFT).click().run()
    assert may.standing().content.evidence == ()


# ---------------------------------------------------------------- workbook


def filled_workbook(may, unit: str = DONGSHENG, done: str = "表格里写的") -> bytes:
    from ordos_geo.analysis.dataset.loading import load_dataset
    from ordos_geo.analysis.reporting.texts import reporting_texts
    from ordos_geo.reporting.workbook.writing import report_workbook
    from ordos_geo.wording.workbook import REPORT_COLUMNS

    texts = reporting_texts(load_dataset(may.root))
    reports = may.repository.reports(MAY)
    book = load_workbook(io.BytesIO(report_workbook(reports, None, unit, texts)))
    sheet = book.worksheets[0]
    heads = {
        cell.value: (cell.row, cell.column)
        for row in sheet.iter_rows(max_row=6)
        for cell in row
        if cell.value in REPORT_COLUMNS.values()
    }
    first = heads[REPORT_COLUMNS["done"]][0] + 1
    for name, value in (("percent", 55), ("done", done), ("action", texts.states["submitted"])):
        sheet.cell(first, heads[REPORT_COLUMNS[name]][1], value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def upload(may, content: bytes, actor=REPORTER):
    app = may.open(REPORT, actor)
    app.toggle(key="report_offline").set_value(True).run()
    app.file_uploader[0].set_value([("填报表.xlsx", content, "application/octet-stream")]).run()
    return app


def test_a_workbook_is_compared_before_it_is_saved(may):
    app = upload(may, filled_workbook(may))
    assert "表格里写的" in markup_of(app)
    assert may.standing().version == 0
    app.button(key="workbook_commit").click().run()
    assert may.standing().content.done == "表格里写的"
    assert may.standing().account_id == REPORTER.account_id


def test_a_workbook_of_another_unit_is_refused_by_name(may, dataset):
    app = upload(may, filled_workbook(may), NEIGHBOUR)
    assert not has_button(app, wording.reporting_pages.WORKBOOK_COMMIT.format(count=1))
    assert dataset.register.units["name"][DONGSHENG] in markup_of(app)
    assert may.standing().version == 0


def test_a_damaged_workbook_is_refused(may):
    app = upload(may, b"PK no workbook")
    assert not app.exception
    assert wording.reporting_pages.WORKBOOK_FAULTS.format(count=1) in markup_of(app)


def test_a_workbook_that_somebody_overtook_saves_nothing(may):
    content = filled_workbook(may)
    app = upload(may, content)
    may.save(FIRST, done="抢先保存的")
    app.button(key="workbook_commit").click().run()
    assert may.standing().content.done == "抢先保存的"
    assert may.standing().version == 1
    assert app.error
