"""Months, rounds and reports as plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.errors import ReportingError, ReportingFault
from ordos_geo.model.reporting import (
    Duty,
    Milestone,
    Month,
    Report,
    ReportChange,
    ReportConflict,
    ReportConflictError,
    ReportContent,
    ReportState,
    Round,
    RoundEvent,
    RoundEventKind,
    RoundState,
)

months = st.builds(Month, st.integers(2001, 2098), st.integers(1, 12))


@given(months)
def test_a_month_is_read_as_it_is_written(month):
    assert Month.parse(str(month)) == month


@given(months, st.integers(-12, 12))
def test_shifting_there_and_back_gives_the_same_month(month, count):
    assert month.shift(count).shift(-count) == month
    assert (month.shift(1), month.shift(-1)) == (month.next, month.previous)
    assert month.previous < month < month.next
    assert str(month.previous) < str(month) < str(month.next)


@pytest.mark.parametrize(
    "text",
    [
        "2025-13",
        "2025-00",
        "2025-4",
        "2025/04",
        "25-04",
        "",
        "２０２５-０４",
        "2025-04-01",
        " 2025-04",
    ],
)
def test_anything_else_is_no_month(text):
    with pytest.raises(ReportingError) as caught:
        Month.parse(text)
    (fault,) = caught.value.faults
    assert fault.kind is ReportingFault.MONTH_INVALID
    assert "2025-04" in fault.chinese()


def test_a_month_that_does_not_exist_cannot_be_made():
    for year, month in ((2025, 13), (2025, 0), (1999, 12), (2100, 1)):
        with pytest.raises(ReportingError):
            Month(year, month)


def test_a_month_at_the_turn_of_the_year():
    december = Month.of(date(2025, 12, 31))
    assert (december.label, str(december.next)) == ("2025年12月", "2026-01")


@pytest.mark.parametrize(
    ("content", "begun", "completed"),
    [
        (ReportContent(), False, False),
        (ReportContent(percent=0), False, False),
        (ReportContent(percent=1), True, False),
        (ReportContent(percent=100), True, True),
        (ReportContent(milestone=Milestone.NOT_BEGUN), False, False),
        (ReportContent(percent=5, milestone=Milestone.PREPARING), False, False),
        (ReportContent(milestone=Milestone.UNDER_WAY), True, False),
        (ReportContent(milestone=Milestone.COMPLETED), True, True),
    ],
)
def test_a_report_says_whether_the_work_is_begun_and_completed(content, begun, completed):
    assert (content.is_begun, content.is_completed) == (begun, completed)


def test_a_round_is_as_its_last_event_says():
    def event(kind, day):
        at = datetime(2025, 5, day, tzinfo=UTC)
        return RoundEvent(kind=kind, account_id="wang", at=at, due_on=date(2025, 5, day))

    events = [event(kind, day) for day, kind in enumerate(RoundEventKind, start=1)]
    states = []
    for count in range(1, len(events) + 1):
        round_ = Round(month=Month(2025, 4), events=tuple(events[:count]), duties=())
        states.append((round_.state, round_.due_on.day))
    assert states == [(RoundState.OPEN, 1), (RoundState.CLOSED, 2), (RoundState.OPEN, 3)]
    assert round_.first_closed_at == events[1].at


def test_a_conflict_tells_who_saved_what_and_keeps_both_texts():
    duty = Duty("task-road", "dongsheng-government")
    mine = ReportChange(duty=duty, content=ReportContent(done="我的"), based_on=1)
    theirs = Report(
        month=Month(2025, 4),
        duty=duty,
        version=2,
        state=ReportState.DRAFT,
        content=ReportContent(done="对方的"),
        account_id="li",
    )
    error = ReportConflictError([ReportConflict(mine, theirs)])
    assert error.conflicts == (ReportConflict(mine, theirs),)
    for part in ("task-road", "2025-04", "li", "2"):
        assert part in error.english()
        assert part in error.chinese()
