"""Demonstration data says what it is, everywhere, and shows every state and status."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from ordos_geo import wording
from ordos_geo.analysis.reporting.demonstration import DEMO_MONTHS, DemoClock, fill_demonstration
from ordos_geo.analysis.reporting.duties import unit_duties
from ordos_geo.errors import ReportingError
from ordos_geo.model.reporting import ReportState, RoundState, Status, StatusRule
from ordos_geo.reporting.rules.status import judge_round
from ordos_geo.reporting.store.database import open_database
from ordos_geo.reporting.store.repository import ReportingRepository
from ordos_geo.wording.reporting import DEMO
from support.reporting import APRIL, DISPATCHER, DUE, DUTIES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def few_tasks(dataset):
    """The plan with some of its tasks only."""
    return replace(dataset, tasks=dataset.tasks.iloc[::6])


def filled(dataset, folder):
    clock = DemoClock()
    engine = open_database(f"sqlite:///{folder / 'demo.sqlite3'}")
    repository = ReportingRepository(engine, now=clock)
    fill_demonstration(dataset, repository, clock)
    return repository


@pytest.fixture(scope="module")
def demo(few_tasks, tmp_path_factory):
    return filled(few_tasks, tmp_path_factory.mktemp("demo"))


def test_the_store_and_every_text_say_that_they_are_a_demonstration(demo):
    assert demo.is_demo()
    assert DEMO in wording.demonstration.DEMO_MARK
    for report in demo.history():
        for text in (report.content.done, report.content.problem, report.content.need):
            assert text == "" or text.startswith(wording.demonstration.DEMO_MARK)


def test_three_rounds_owe_what_the_plan_says_and_the_last_is_open(demo, few_tasks):
    assert demo.months() == DEMO_MONTHS
    rounds = [demo.round(month) for month in DEMO_MONTHS]
    assert [r.state for r in rounds] == [RoundState.CLOSED, RoundState.CLOSED, RoundState.OPEN]
    assert all(set(r.duties) == set(unit_duties(few_tasks)) for r in rounds)


def test_every_state_and_every_reason_for_a_light_can_be_seen(demo):
    states, rules, statuses = Counter(), Counter(), Counter()
    for month in DEMO_MONTHS:
        for judged_report in judge_round(demo.recent(month)).values():
            states[judged_report.report.state] += 1
            rules[judged_report.verdict.rule] += 1
            statuses[judged_report.verdict.status] += 1
    assert set(states) == set(ReportState)
    assert set(rules) == set(StatusRule)
    assert set(statuses) == set(Status)
    assert any(report.content.evidence for report in demo.history())


def test_times_go_on_and_lie_in_the_months(demo):
    for report in demo.history():
        assert (report.saved_at.year, report.saved_at.month) == (
            report.month.year,
            report.month.month,
        )


def test_it_is_the_same_every_time(demo, few_tasks, tmp_path):
    again = filled(few_tasks, tmp_path)
    assert again.history() == demo.history()
    again.engine.dispose()


def test_a_store_with_real_rounds_is_left_alone(few_tasks, repository, clock):
    repository.open_round(APRIL, DUTIES, DISPATCHER, due_on=DUE)
    with pytest.raises(ReportingError):
        fill_demonstration(few_tasks, repository, DemoClock())
    assert not repository.is_demo()
    assert repository.months() == (APRIL,)
