"""月度调度: figures, units, review, months opened and closed; who may do it."""

from __future__ import annotations

import pytest

from ordos_geo import wording
from ordos_geo.model.reporting import Month, ReportState, RoundState
from support.reporting_app import (
    APRIL,
    DISPATCHER,
    DONGSHENG,
    FIRST,
    MAY,
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
)


def unit_row(app, unit: str) -> str:
    html = markup_of(app)
    return html.partition(f'<tr data-id="{unit}">')[2].partition("</tr>")[0]


def test_everybody_sees_figures_units_and_rules(may):
    may.save(FIRST)
    app = may.open()
    assert not app.exception
    html = markup_of(app)
    assert "<span>应报</span><strong>3</strong>" in html
    assert "<span>待审</span><strong>1</strong>" in html
    assert wording.reporting_pages.HANDED_IN_PCT.format(percent=33) in html
    assert "50%" in unit_row(app, DONGSHENG)
    assert "0%" in unit_row(app, TRANSPORT)
    assert wording.reporting_pages.RULES_TITLE in html
    assert parameters(app)["month"] == "2025-05"


def test_nobody_signed_in_can_change_anything(may):
    may.save(FIRST)
    app = may.open(unit=DONGSHENG)
    labels = {each.label for each in app.button}
    assert labels.isdisjoint(
        {
            wording.reporting_pages.APPROVE,
            wording.reporting_pages.RETURN,
            wording.reporting_pages.CLOSE_ROUND,
            wording.reporting_pages.OPEN_ROUND,
        }
    )


@pytest.mark.parametrize("actor", [REPORTER, VIEWER])
def test_other_roles_can_neither_review_nor_manage(may, actor):
    may.save(FIRST)
    app = may.open(actor=actor, unit=DONGSHENG)
    labels = {each.label for each in app.button}
    assert labels.isdisjoint(
        {
            wording.reporting_pages.APPROVE,
            wording.reporting_pages.RETURN,
            wording.reporting_pages.CLOSE_ROUND,
            wording.reporting_pages.OPEN_ROUND,
        }
    )


def test_an_empty_store_says_so(desk):
    assert wording.reporting_pages.NO_ROUNDS in messages(desk.open())
    app = desk.open(actor=DISPATCHER)
    assert wording.reporting_pages.NO_ROUNDS_DISPATCHER in messages(app)
    assert has_button(app, wording.reporting_pages.OPEN_ROUND)


def test_dispatcher_opens_the_first_month(desk):
    app = desk.open(actor=DISPATCHER)
    app.text_input(key="manage_month").set_value("2025-04")
    button(app, wording.reporting_pages.OPEN_ROUND).click().run()
    assert desk.repository.round(APRIL).state is RoundState.OPEN
    assert parameters(app)["month"] == "2025-04"


@pytest.mark.parametrize("text", ["2025-13", "四月", "", "2099-01"])
def test_a_month_that_cannot_be_opened_is_refused_in_words(desk, text):
    app = desk.open(actor=DISPATCHER)
    app.text_input(key="manage_month").set_value(text)
    button(app, wording.reporting_pages.OPEN_ROUND).click().run()
    assert not app.exception
    assert len(app.error) == 1
    assert desk.repository.months() == ()


def test_dispatcher_closes_and_reopens_with_a_reason(may):
    app = may.open(actor=DISPATCHER)
    button(app, wording.reporting_pages.CLOSE_ROUND).click().run()
    assert may.repository.round(MAY).state is RoundState.CLOSED
    assert wording.reporting_pages.FIGURE_NOTES["late"] in markup_of(app)

    button(app, wording.reporting_pages.REOPEN_ROUND).click().run()
    assert may.repository.round(MAY).state is RoundState.CLOSED, "the reason was missing"
    area(app, wording.reporting_pages.REOPEN_REASON).set_value("东胜区补报")
    button(app, wording.reporting_pages.REOPEN_ROUND).click().run()
    assert may.repository.round(MAY).state is RoundState.OPEN
    assert "东胜区补报" in markup_of(app)


def test_dispatcher_approves_the_version_that_is_shown(may):
    may.save(FIRST, done="第一版")
    app = may.open(actor=DISPATCHER, unit=DONGSHENG, task=FIRST.task_id)
    assert "第一版" in markup_of(app)
    may.save(FIRST, based_on=1, done="第二版", reason="更正")
    button(app, wording.reporting_pages.APPROVE).click().run()
    assert may.standing(FIRST).state is ReportState.SUBMITTED
    assert "另" in messages(app) or "保存" in messages(app)
    assert "第二版" in markup_of(app)
    button(app, wording.reporting_pages.APPROVE).click().run()
    assert may.standing(FIRST).state is ReportState.APPROVED


def test_dispatcher_returns_only_with_a_reason(may):
    may.save(FIRST)
    app = may.open(actor=DISPATCHER, unit=DONGSHENG, task=FIRST.task_id)
    button(app, wording.reporting_pages.RETURN).click().run()
    assert may.standing(FIRST).state is ReportState.SUBMITTED
    area(app, wording.reporting_pages.RETURN_REASON_HINT).set_value("请写明数据")
    button(app, wording.reporting_pages.RETURN).click().run()
    assert may.standing(FIRST).state is ReportState.RETURNED
    assert "请写明数据" in markup_of(app)


def test_all_that_waits_is_approved_after_a_confirmation(may):
    may.save(FIRST)
    may.save(SECOND)
    may.save(ROADS)
    app = may.open(actor=DISPATCHER, unit=DONGSHENG)
    app.button(key="approve_all").click().run()
    assert may.standing(FIRST).state is ReportState.APPROVED
    assert may.standing(SECOND).state is ReportState.APPROVED
    assert may.standing(ROADS).state is ReportState.SUBMITTED, "another unit's"


def test_an_expired_session_approves_nothing(may):
    may.save(FIRST)
    app = may.open(actor=DISPATCHER, unit=DONGSHENG, task=FIRST.task_id)
    may.accounts.disable(DISPATCHER.account_id, by="test")
    button(app, wording.reporting_pages.APPROVE).click().run()
    assert may.standing(FIRST).state is ReportState.SUBMITTED
    assert not has_button(app, wording.reporting_pages.APPROVE)
    assert "登录" in messages(app)


def test_a_broken_address_is_named_and_ignored(may):
    app = may.open(month="2025-13", unit="nobody", light="purple", colour="1")
    assert not app.exception
    html = markup_of(app)
    assert wording.general.ADDRESS_PROBLEM in html
    for value in ("2025-13", "nobody", "purple", "colour"):
        assert value in html
    assert parameters(app)["month"] == "2025-05"


def test_a_month_that_was_not_opened_is_named(may):
    assert "2025-01" in markup_of(may.open(month="2025-01"))


def test_hostile_parameters_are_text(may):
    html = markup_of(may.open(unit="<img src=x onerror=alert(1)>"))
    assert "<img" not in html
    assert "&lt;img" in html


def test_filters_of_the_address_narrow_figures_and_board(may):
    may.save(FIRST)
    app = may.open(state="submitted")
    html = markup_of(app)
    assert "<span>应报</span><strong>1</strong>" in html
    assert f'data-id="{TRANSPORT}"' not in html
    assert parameters(app)["state"] == "submitted"


def test_hostile_reports_are_text(may):
    may.save(FIRST, done="<script>alert(1)</script>")
    html = markup_of(may.open(unit=DONGSHENG, task=FIRST.task_id))
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_reminders_name_only_those_who_have_not_reported(may, dataset):
    names = dataset.register.units["name"]
    may.save(ROADS)
    app = may.open(actor=DISPATCHER)
    app.segmented_control[0].set_value("reminders").run()
    letters = markup_of(app)
    assert f"{names[DONGSHENG]}：" in letters
    assert f"{names[TRANSPORT]}：" not in letters
    assert {each.label for each in app.get("download_button")} == {
        wording.reporting_pages.REMINDERS_XLSX,
        wording.reporting_pages.REMINDERS_ICS,
    }


def test_after_the_close_nobody_is_reminded(may):
    may.repository.close_round(MAY, DISPATCHER)
    app = may.open(actor=DISPATCHER)
    app.segmented_control[0].set_value("reminders").run()
    assert wording.reporting_pages.REMINDERS_NONE in messages(app)


def test_a_month_of_the_list_is_shown_and_kept_on_the_other_page(may):
    may.open_month(Month(2025, 6))
    app = may.open(actor=REPORTER)
    app.selectbox(key="dispatch_month").set_value(MAY).run()
    assert parameters(app)["month"] == "2025-05"
    app.switch_page(REPORT).run()
    assert parameters(app)["month"] == "2025-05"


def test_real_data_carry_no_banner(may):
    assert wording.reporting_pages.DEMO_BANNER not in markup_of(may.open())


@pytest.mark.parametrize("page", [ROUNDS, REPORT])
def test_every_page_of_a_demonstration_says_so(desk, page):
    desk.repository.mark_as_demo()
    desk.open_month()
    assert wording.reporting_pages.DEMO_BANNER in markup_of(desk.open(page, REPORTER))


def test_a_store_that_cannot_be_used_is_told_in_chinese(desk, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", f"sqlite:///{tmp_path}/file/dispatch.sqlite3")
    app = desk.open()
    assert not app.exception
    assert "月度调度数据库无法使用" in "\n".join(each.value for each in app.code)
