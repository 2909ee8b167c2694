"""Each rule of the statuses in its own words, and what holds for any history."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo import wording
from ordos_geo.model.reporting import (
    Duty,
    Expectation,
    Figure,
    Milestone,
    Month,
    Report,
    ReportContent,
    ReportState,
    Round,
    RoundEvent,
    RoundEventKind,
    RoundReports,
    Status,
    StatusRule,
    TaskTarget,
)
from ordos_geo.reporting.rules.status import RULE_STATUS, has_advanced, judge, judge_round

ROAD = Duty("task-road", "dongsheng-government")
APRIL = Month(2025, 4)
OPENED, CLOSED, REOPENED = RoundEventKind


def reports(
    content=None,
    *,
    month=APRIL,
    state=ReportState.APPROVED,
    events=(OPENED, CLOSED),
    late=False,
    expectations=(),
    targets=(),
):
    """A round with one duty. `content` is a percentage, a content, or None: nothing saved."""
    if content is None:
        report = Report(month=month, duty=ROAD)
    else:
        if isinstance(content, int):
            content = ReportContent(percent=content)
        report = Report(month=month, duty=ROAD, version=1, state=state, content=content)
    happened = tuple(
        RoundEvent(
            kind=kind, account_id="wang", at=datetime(2025, 4, 1, tzinfo=UTC), due_on=date.max
        )
        for kind in events
    )
    round_ = Round(
        month=month,
        events=happened,
        duties=(ROAD,),
        expectations=tuple(expectations),
        targets=tuple(targets),
    )
    return RoundReports(
        round=round_, reports={ROAD: report}, late=frozenset([ROAD] if late else [])
    )


def verdict(*rounds):
    found = judge(rounds, ROAD)
    assert found.status is RULE_STATUS[found.rule]
    assert found.reason
    assert "{" not in found.reason
    return found.status, found.rule


MISSING = reports(late=True)


def test_the_rules_are_worded_in_their_order():
    assert (
        list(wording.reporting.STATUS_RULES)
        == [rule.value for rule in RULE_STATUS]
        == list(StatusRule)
    )
    assert set(wording.reporting.STATUS_SHAPES) == set(Status)
    assert len(set(wording.reporting.STATUS_SHAPES.values())) == len(Status)


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED])
def test_a_draft_or_return_at_the_close_is_missing(state):
    assert verdict(MISSING) == (Status.RED, StatusRule.MISSING)
    assert verdict(reports(40, state=state, late=True)) == (Status.RED, StatusRule.MISSING)


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED])
def test_nothing_is_said_of_what_may_still_come(state):
    assert verdict(reports(events=(OPENED,))) == (Status.PENDING, StatusRule.PENDING)
    assert verdict(reports(40, state=state, events=(OPENED,)))[0] is Status.PENDING


def test_what_was_missing_stays_red_while_the_round_is_open_again():
    again = reports(events=(OPENED, CLOSED, REOPENED), late=True)
    assert verdict(again) == (Status.RED, StatusRule.MISSING)


def test_what_comes_after_the_close_is_handed_in_late():
    handed_in_late = reports(40, events=(OPENED, CLOSED, REOPENED), late=True)
    assert verdict(handed_in_late) == (Status.YELLOW, StatusRule.HANDED_IN_LATE)


def test_what_comes_in_the_month_after_a_missing_one_is_handed_in_late():
    may = reports(40, month=APRIL.next)
    assert verdict(MISSING, may) == (Status.YELLOW, StatusRule.HANDED_IN_LATE)
    assert "2025年4月" in judge([MISSING, may], ROAD).reason
    late_in_april = reports(30, late=True)
    assert verdict(late_in_april, may) == (Status.GREEN, StatusRule.ON_COURSE)
    june = reports(60, month=may.round.month.next)
    assert verdict(MISSING, may, june) == (Status.GREEN, StatusRule.ON_COURSE)


def test_no_progress_in_two_rounds_in_a_row_is_stalled():
    rounds = [reports(40, month=month) for month in (APRIL, APRIL.next, APRIL.shift(2))]
    assert verdict(*rounds) == (Status.YELLOW, StatusRule.STALLED)
    assert verdict(*rounds[:2]) == (Status.GREEN, StatusRule.ON_COURSE)
    less = [reports(50), reports(45, month=APRIL.next), reports(45, month=APRIL.shift(2))]
    assert verdict(*less) == (Status.YELLOW, StatusRule.STALLED)


def test_what_is_finished_does_not_stall():
    for content in (ReportContent(percent=100), ReportContent(milestone=Milestone.COMPLETED)):
        rounds = [reports(content, month=APRIL.shift(n)) for n in range(3)]
        assert verdict(*rounds) == (Status.GREEN, StatusRule.ON_COURSE)


def test_a_gap_in_the_reports_is_not_called_stalled():
    rounds = [reports(40), reports(month=APRIL.next, events=(OPENED,)), reports(40)]
    assert verdict(*rounds) == (Status.GREEN, StatusRule.ON_COURSE)


@pytest.mark.parametrize(
    "after",
    [
        ReportContent(percent=41),
        ReportContent(percent=40, milestone=Milestone.UNDER_WAY),
        ReportContent(percent=40, figures=(Figure("target-roads", 2),)),
    ],
)
def test_a_percent_a_milestone_or_a_figure_is_progress(after):
    before = ReportContent(percent=40, figures=(Figure("target-roads", 1),))
    assert has_advanced(before, after)
    assert not has_advanced(before, before)


def test_less_than_expected_is_behind():
    expected = [Expectation(ROAD, APRIL, 60)]
    assert verdict(reports(59, expectations=expected)) == (Status.RED, StatusRule.BEHIND)
    assert verdict(reports(60, expectations=expected)) == (Status.GREEN, StatusRule.ON_COURSE)
    finished = ReportContent(milestone=Milestone.COMPLETED)
    assert verdict(reports(finished, expectations=expected))[0] is Status.GREEN
    unstated = ReportContent(milestone=Milestone.UNDER_WAY)
    behind = judge([reports(unstated, expectations=expected)], ROAD)
    assert behind.status is Status.RED
    assert wording.reporting.NOT_STATED in behind.reason


def test_only_the_latest_expectation_that_is_due_counts():
    expected = [
        Expectation(ROAD, APRIL.previous, 90),
        Expectation(ROAD, APRIL, 40),
        Expectation(ROAD, APRIL.next, 95),
    ]
    assert verdict(reports(40, expectations=expected))[0] is Status.GREEN


@pytest.mark.parametrize(
    ("comparator", "value", "status"),
    [
        ("ge", 1, Status.RED),
        ("ge", 2, Status.GREEN),
        ("ge", 3, Status.GREEN),
        ("eq", 1, Status.RED),
        ("eq", 2, Status.GREEN),
        ("le", 2, Status.GREEN),
        ("le", 3, Status.RED),
        ("ge", None, Status.RED),
    ],
)
def test_a_figure_is_held_against_its_target_the_right_way_round(comparator, value, status):
    figures = () if value is None else (Figure("target-roads", value),)
    found = verdict(
        reports(
            ReportContent(percent=50, figures=figures),
            expectations=[Expectation(ROAD, APRIL, 2, "target-roads")],
            targets=[TaskTarget(ROAD.task_id, "target-roads", comparator, 10)],
        )
    )
    assert found[0] is status


contents = st.none() | st.integers(0, 100)
histories = st.lists(
    st.builds(
        reports,
        contents,
        state=st.sampled_from([s for s in ReportState if s is not ReportState.NOT_STARTED]),
        late=st.booleans(),
        expectations=st.lists(
            st.builds(Expectation, st.just(ROAD), st.just(APRIL), st.integers(0, 100)), max_size=2
        ),
    ),
    min_size=1,
    max_size=5,
)


@given(histories)
def test_any_history_gives_one_light_and_only_what_is_handed_in_can_be_green(history):
    judged_report = judge_round(history)[ROAD]
    report, found = judged_report.report, judged_report.verdict
    assert report is history[-1].reports[ROAD]
    assert found == judge(history, ROAD)
    assert found.status is RULE_STATUS[found.rule]
    if not report.is_handed_in:
        late = ROAD in history[-1].late
        assert found.status is (Status.RED if late else Status.PENDING)
    else:
        assert found.status is not Status.PENDING
    # older rounds than the two before do not count
    assert found == judge(history[-3:], ROAD)


@given(histories)
def test_an_approval_of_another_month_never_makes_this_one_green(history):
    this = reports(late=True)
    assert judge([*history, this], ROAD).status is Status.RED
