"""The statuses of a round on the map: which map features which commitments speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.model.reporting import Duty, Status

STATUSES_WORST_FIRST = (Status.RED, Status.YELLOW, Status.PENDING, Status.GREEN)


def feature_tasks(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """The tasks that speak of each feature, in the order of the plan.

    Features that no task speaks of, such as context, are left out.
    """
    spoken_of = dataset.features["tasks"]
    return MappingProxyType({str(i): tasks for i, tasks in spoken_of.items() if tasks})


def feature_statuses(dataset: Dataset, statuses: Mapping[Duty, Status]) -> Mapping[str, Status]:
    """The status of each feature: the worst of the duties of its units on the tasks it is about.

    A relation's units are those that are its ends, where its tasks name one of them. Features
    on which nobody owes a report are left out. Order: that of `dataset.features`.
    """
    by_task: dict[str, list[Duty]] = {}
    for duty in statuses:
        by_task.setdefault(duty.task_id, []).append(duty)
    columns = dataset.features[["tasks", "units"]]
    found = {
        str(feature_id): [
            statuses[duty]
            for task in tasks
            for duty in by_task.get(task, ())
            if duty.unit_id in units
        ]
        for feature_id, tasks, units in columns.itertuples(name=None)
    }
    return MappingProxyType({i: worst_status(held) for i, held in found.items() if held})


def worst_status(statuses: Iterable[Status]) -> Status:
    """The status that asks for most attention; a report still awaited comes before green.

    ValueError where there is none.
    """
    return min(statuses, key=STATUSES_WORST_FIRST.index)
