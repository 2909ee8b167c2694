"""The map of a month: what filters and the change since another month leave on it."""

from __future__ import annotations

import pytest

from ordos_geo.analysis.reporting.change import moved_duties, round_change
from ordos_geo.analysis.reporting.duties import unit_duties
from ordos_geo.analysis.reporting.feature_status import feature_statuses, feature_tasks
from ordos_geo.analysis.summary import counted
from ordos_geo.cartography.scene.status_scene import status_scene
from ordos_geo.model.reporting import JudgedReport, Month, Report, Status, StatusRule, Verdict
from ordos_geo.wording.reporting import DEMO

EARLIER, LATER = Month(2025, 4), Month(2025, 5)
RULES = {
    Status.RED: StatusRule.MISSING,
    Status.YELLOW: StatusRule.STALLED,
    Status.GREEN: StatusRule.ON_COURSE,
}


def judged_report(duty, month, status):
    return JudgedReport(Report(month=month, duty=duty), Verdict(status, RULES[status], ""))


@pytest.fixture(scope="module")
def duties(dataset):
    return list(unit_duties(dataset))


@pytest.fixture(scope="module")
def april(duties):
    return {duty: judged_report(duty, EARLIER, Status.GREEN) for duty in duties}


@pytest.fixture(scope="module")
def fallen(dataset, duties):
    """One duty on a task that speaks of features."""
    speaking = {task for tasks in feature_tasks(dataset).values() for task in tasks}
    return next(duty for duty in duties if duty.task_id in speaking)


@pytest.fixture(scope="module")
def may(duties, fallen):
    return {
        duty: judged_report(duty, LATER, Status.RED if duty == fallen else Status.GREEN)
        for duty in duties
    }


def test_map_of_a_month_shows_every_feature_that_has_a_light(dataset, may):
    scene = status_scene(dataset, LATER, may)
    assert set(scene.feature_ids) == set(feature_tasks(dataset))
    assert scene.total == len(counted(dataset, scene.feature_ids))
    assert "2025年5月" in scene.title


def test_map_of_the_change_shows_only_what_changed(dataset, april, may, fallen):
    change = round_change(EARLIER, april, LATER, may)
    assert moved_duties(change) == {fallen}
    scene = status_scene(dataset, LATER, may, change=change)
    units = dataset.features["units"]
    spoken_of = {
        i
        for i, tasks in feature_tasks(dataset).items()
        if fallen.task_id in tasks and fallen.unit_id in units[i]
    }
    assert set(scene.feature_ids) == spoken_of
    assert {member.group for member in scene.classes} == {"red"}


def test_map_of_two_equal_months_shows_no_change(dataset, april):
    change = round_change(EARLIER, april, LATER, april)
    assert status_scene(dataset, LATER, april, change=change).feature_ids == ()


def test_filters_narrow_the_map_and_leave_the_total(dataset, may, fallen):
    scene = status_scene(dataset, LATER, may, duties=[fallen])
    assert set(scene.feature_ids) == set(feature_statuses(dataset, {fallen: Status.RED}))
    assert scene.total > len(scene.feature_ids)


def test_map_of_demonstration_data_says_so(dataset, may):
    assert DEMO in status_scene(dataset, LATER, may, is_demo=True).title
    assert DEMO not in status_scene(dataset, LATER, may).title
