"""Statuses of the map's features: the worst of what is owed on the tasks that speak of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis.reporting.feature_status import (
    STATUSES_WORST_FIRST,
    feature_statuses,
    feature_tasks,
    worst_status,
)
from ordos_geo.model.reporting import Duty, Status

RULE_STATUS = st.sampled_from(list(Status))


def test_every_feature_of_the_plan_is_spoken_of_by_a_task(dataset):
    context = set(dataset.features.index[dataset.features["quote"] == ""])
    assert set(dataset.features.index) - set(feature_tasks(dataset)) == context
    assert set(context) <= set(dataset.features.index[dataset.features["context"]])


def test_task_and_feature_stand_in_the_same_measure(dataset):
    for feature_id, tasks in feature_tasks(dataset).items():
        measures = set(dataset.tasks.loc[list(tasks), "measure_id"])
        mentions = dataset.register.mentions.query("record_id == @feature_id")["measure_id"]
        assert measures <= {dataset.features.loc[feature_id, "measure_id"], *mentions}


@given(data=st.data())
def test_feature_has_the_worst_light_of_its_duties(dataset, data):
    tasks = feature_tasks(dataset)
    feature_id = data.draw(st.sampled_from(sorted(tasks)))
    units = dataset.features.at[feature_id, "units"]
    held = data.draw(st.lists(RULE_STATUS, min_size=1, max_size=len(units)))
    owing = dict(zip(units, held, strict=False))
    task = tasks[feature_id][0]
    found = feature_statuses(dataset, {Duty(task, unit): status for unit, status in owing.items()})
    assert found[feature_id] == worst_status(held)
    assert set(found) == {
        i
        for i, ids in tasks.items()
        if task in ids and not owing.keys().isdisjoint(dataset.features.at[i, "units"])
    }


@pytest.mark.parametrize(
    ("late", "untouched"),
    [
        # 杭锦旗 is no end of 准格尔—达拉特, though the same task speaks of both pairs
        (Duty("task-1-3-01", "hanggin-government"), "jungar-dalad-mutual-help"),
        # education is not health
        (Duty("task-1-3-03", "otog-government"), "dongsheng-uxin-health"),
        (Duty("task-1-3-03", "otog-government"), "dongsheng-otog-health"),
        # the four corridors of 4-6 are not what 4-5 asks a society for
        (Duty("task-4-5-01", "ordos-studies-society"), "kubuqi-jiangsu-corridor"),
        # who positions the park is not who positions a banner
        (Duty("task-1-1-12", "otog-front-government"), "airport-hydrogen-equipment-base"),
    ],
)
def test_a_feature_takes_no_light_from_a_unit_or_theme_that_it_is_not_about(
    dataset, late, untouched
):
    assert untouched not in feature_statuses(dataset, {late: Status.RED})


def test_a_relation_is_lit_by_its_ends(dataset):
    found = feature_statuses(dataset, {Duty("task-1-3-01", "hanggin-government"): Status.RED})
    assert found == {"ejin-horo-hanggin-mutual-help": Status.RED}


def test_feature_on_which_nobody_owes_a_report_has_no_light(dataset):
    assert feature_statuses(dataset, {}) == {}


def test_every_light_has_a_rank():
    assert set(STATUSES_WORST_FIRST) == set(Status)
    assert worst_status([Status.GREEN, Status.PENDING]) is Status.PENDING
    with pytest.raises(ValueError, match="empty"):
        worst_status([])
