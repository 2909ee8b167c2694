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


def test_task_and_feature_stand_in_the_same_measure(dataset):
    for feature_id, tasks in feature_tasks(dataset).items():
        measures = set(dataset.tasks.loc[list(tasks), "measure_id"])
        mentions = dataset.register.mentions.query("record_id == @feature_id")["measure_id"]
        assert measures <= {dataset.features.loc[feature_id, "measure_id"], *mentions}


@given(data=st.data())
def test_feature_has_the_worst_light_of_its_duties(dataset, data):
    tasks = feature_tasks(dataset)
    feature_id = data.draw(st.sampled_from(sorted(tasks)))
    held = data.draw(st.lists(RULE_STATUS, min_size=1, max_size=4))
    statuses = {Duty(tasks[feature_id][0], f"unit-{n}"): status for n, status in enumerate(held)}
    found = feature_statuses(dataset, statuses)
    assert found[feature_id] == worst_status(held)
    assert set(found) == {i for i, ids in tasks.items() if tasks[feature_id][0] in ids}


def test_feature_on_which_nobody_owes_a_report_has_no_light(dataset):
    assert feature_statuses(dataset, {}) == {}


def test_every_light_has_a_rank():
    assert set(STATUSES_WORST_FIRST) == set(Status)
    assert worst_status([Status.GREEN, Status.PENDING]) is Status.PENDING
    with pytest.raises(ValueError, match="empty"):
        worst_status([])
