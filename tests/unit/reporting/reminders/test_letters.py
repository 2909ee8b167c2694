"""Who has not reported is reminded, never after the close; the second month makes a 督办."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from ordos_geo.model.reporting import (
    Duty,
    Month,
    Report,
    ReportState,
    Round,
    RoundEvent,
    RoundEventKind,
    RoundReports,
)
from ordos_geo.reporting.reminders.attachments import reminder_calendar, reminder_workbook
from ordos_geo.reporting.reminders.letters import letters_text, list_reminders, reminder_text
from ordos_geo.wording.reminders import REMINDER_COLUMNS
from support.reporting import APRIL, DISPATCHER, DUE, HYDROGEN, ROAD, SCHOOL, TEXTS

MISSING = (ReportState.NOT_STARTED, ReportState.DRAFT, ReportState.RETURNED)
TODAY = date(2025, 5, 2)
NOW = datetime(2025, 5, 2, 1, tzinfo=UTC)
NO = ReportState.NOT_STARTED
YES = ReportState.SUBMITTED


def a_round(states, *, month=APRIL, closed=False, reason=""):
    """A round whose duties have reports in these states."""
    kinds = [RoundEventKind.OPENED, *([RoundEventKind.CLOSED] if closed else [])]
    events = tuple(
        RoundEvent(kind=kind, account_id=DISPATCHER.account_id, at=NOW, due_on=DUE)
        for kind in kinds
    )
    reports = {
        duty: Report(
            month=month, duty=duty, version=int(state is not NO), state=state, reason=reason
        )
        for duty, state in states.items()
    }
    return RoundReports(
        round=Round(month=month, events=events, duties=tuple(states)), reports=reports
    )


def due_reminders(rounds, texts):
    return list_reminders(rounds, texts, is_demo=False)


def march(states):
    return a_round(states, month=APRIL.previous, closed=True)


# ---------------------------------------------------------------- who is reminded


def test_units_are_reminded_of_what_they_have_not_handed_in():
    rounds = [a_round({ROAD: NO, HYDROGEN: YES, SCHOOL: ReportState.DRAFT})]
    first, second = due_reminders(rounds, TEXTS)
    assert (first.unit_id, [report.task_id for report in first.missing]) == (
        "dongsheng-government",
        ["task-road"],
    )
    assert second.unit_name == "康巴什区人民政府"
    assert not first.is_escalated


def test_those_who_have_reported_are_not_reminded():
    rounds = [a_round({ROAD: YES, HYDROGEN: ReportState.APPROVED, SCHOOL: YES})]
    assert due_reminders(rounds, TEXTS) == ()


def test_nobody_is_reminded_after_the_close():
    assert due_reminders([a_round({ROAD: NO, SCHOOL: NO}, closed=True)], TEXTS) == ()


def test_second_month_without_a_report_escalates():
    (reminder,) = due_reminders([march({ROAD: NO}), a_round({ROAD: NO})], TEXTS)
    assert reminder.is_escalated
    assert reminder.missing[0].months == 2


@pytest.mark.parametrize(
    "earlier",
    [
        [],
        [march({ROAD: YES})],  # also what was made up
        [march({SCHOOL: NO})],  # not owed then
        [a_round({ROAD: NO}, month=Month(2025, 2), closed=True), march({ROAD: YES})],
    ],
    ids=["no round before", "reported", "not owed", "missing longer ago"],
)
def test_nothing_escalates_without_a_second_month_in_a_row(earlier):
    (reminder,) = due_reminders([*earlier, a_round({ROAD: NO})], TEXTS)
    assert not reminder.is_escalated


duties = st.sampled_from([Duty(f"task-{i}", f"unit-{j}") for i in range(4) for j in range(3)])
states = st.dictionaries(duties, st.sampled_from(list(ReportState)), min_size=1)


@given(st.lists(states, min_size=1, max_size=3), st.booleans())
def test_reminders_hold_exactly_what_is_missing_in_an_open_round(months, closed):
    rounds = [
        a_round(held, month=APRIL.shift(index), closed=closed or index < len(months) - 1)
        for index, held in enumerate(months)
    ]
    found = {
        Duty(report.task_id, reminder.unit_id): report.months
        for reminder in due_reminders(rounds, TEXTS)
        for report in reminder.missing
    }
    expected = set() if closed else {d for d, state in months[-1].items() if state in MISSING}
    assert set(found) == expected
    for duty, count in found.items():
        assert all(held.get(duty) in MISSING for held in months[len(months) - count :])


# ---------------------------------------------------------------- what they read


def letter(rounds, today=TODAY):
    (reminder,) = due_reminders(rounds, TEXTS)
    return reminder_text(reminder, today, TEXTS)


def test_letter_names_unit_month_day_and_tasks():
    assert letter([a_round({ROAD: NO, HYDROGEN: NO})]) == (
        "关于报送2025年4月区域合作工作进展情况的提醒\n"
        "\n"
        "东胜区人民政府：\n"
        "　　按照《鄂尔多斯市区域合作深化行动方案》按月统筹调度要求，请贵单位于2025年5月5日前报送"
        "2025年4月工作进展情况。截至2025年5月2日，尚有以下2项未报送：\n"
        "　　1. 一（一）氢能（未填报）\n"
        "　　2. 二（二）打通“瓶颈路”（未填报）\n"
        "　　烦请尽快填报，如有困难请及时与我们联系。感谢支持！\n"
        "\n"
        "鄂尔多斯市商务局\n"
        "2025年5月2日\n"
    )


def test_letter_after_the_due_day_says_that_it_has_passed():
    text = letter([a_round({ROAD: NO})], today=date(2025, 5, 6))
    assert "应于2025年5月5日前报送" in text


def test_letter_of_the_second_month_is_sterner():
    text = letter([march({ROAD: NO, HYDROGEN: YES}), a_round({ROAD: NO, HYDROGEN: NO})])
    assert text.startswith("关于报送2025年4月区域合作工作进展情况的督办通知\n")
    assert "其中1项已连续两个月及以上未报送" in text
    assert "打通“瓶颈路”（未填报，已连续2个月未报送）" in text
    assert "氢能（未填报）" in text


def test_letter_says_why_a_report_was_returned():
    text = letter([a_round({ROAD: ReportState.RETURNED}, reason="缺少数据")])
    assert "打通“瓶颈路”（已退回：缺少数据）" in text


def test_letters_to_several_units_stand_apart():
    reminders = due_reminders([a_round({ROAD: NO, SCHOOL: NO})], TEXTS)
    text = letters_text(reminders, TODAY, TEXTS)
    assert text.count("感谢支持") == 2
    assert text.count("────") == 3
    assert letters_text((), TODAY, TEXTS) == ""


def test_task_that_the_register_no_longer_has_stands_by_its_id():
    assert "task-gone" in letter([a_round({Duty("task-gone", "dongsheng-government"): NO})])


# ---------------------------------------------------------------- files


def test_workbook_has_a_row_for_every_missing_report_and_runs_nothing():
    rounds = [march({ROAD: NO}), a_round({ROAD: NO, HYDROGEN: YES, SCHOOL: NO})]
    reminders = due_reminders(rounds, TEXTS)
    content = reminder_workbook(reminders, TODAY, TEXTS)
    header, *rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert header == tuple(REMINDER_COLUMNS.values())
    assert [(row[0], row[2], row[4], row[7]) for row in rows] == [
        ("督办", "task-road", "打通“瓶颈路”", 2),
        ("提醒", "task-school", "'=学校", 1),
    ]
    assert content == reminder_workbook(reminders, TODAY, TEXTS)


def test_calendar_has_one_event_a_unit_on_the_due_day():
    reminders = due_reminders([a_round({ROAD: NO, HYDROGEN: NO, SCHOOL: NO})], TEXTS)
    calendar = Calendar.from_ical(reminder_calendar(reminders, NOW, TEXTS))
    first, second = calendar.walk("VEVENT")
    assert first["uid"] == "2025-04.dongsheng-government@dispatch.ordos-geo"
    assert first["dtstart"].dt == DUE
    assert first["summary"] == "东胜区人民政府：报送2025年4月区域合作工作进展情况（2项）"
    assert "氢能" in first["description"]
    assert len(first.walk("VALARM")) == 1
    assert second["uid"] != first["uid"]


def test_calendar_event_is_replaced_by_a_later_one():
    (reminder,) = due_reminders([a_round({ROAD: NO})], TEXTS)
    moved = replace(reminder, due_on=date(2025, 5, 9), sequence=2)
    events = [
        Calendar.from_ical(reminder_calendar([each], NOW, TEXTS)).walk("VEVENT")[0]
        for each in (reminder, moved)
    ]
    assert events[0]["uid"] == events[1]["uid"]
    assert events[0]["sequence"] < events[1]["sequence"]


def test_no_name_adds_a_line_to_the_calendar():
    named = replace(
        due_reminders([a_round({ROAD: NO})], TEXTS)[0],
        unit_name="东胜区\r\nATTENDEE:mailto:spy@example.org",
    )
    content = reminder_calendar([named], NOW, TEXTS)
    assert b"\r\nATTENDEE" not in content
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1


def test_demonstration_data_say_so_everywhere():
    reminders = list_reminders([a_round({ROAD: NO})], TEXTS, is_demo=True)
    assert letters_text(reminders, TODAY, TEXTS).startswith("【演示数据】关于报送")
    workbook = load_workbook(io.BytesIO(reminder_workbook(reminders, TODAY, TEXTS)))
    assert workbook.active["A2"].value == "【演示数据】提醒"
    calendar = Calendar.from_ical(reminder_calendar(reminders, NOW, TEXTS))
    assert calendar.walk("VEVENT")[0]["summary"].startswith("【演示数据】")
