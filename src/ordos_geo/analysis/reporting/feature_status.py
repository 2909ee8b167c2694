"""The statuses of a round on the map: which map features which commitments speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.quotes.annotations import annotate_plan
from ordos_geo.model.reporting import Duty, Status

STATUSES_WORST_FIRST = (Status.RED, Status.YELLOW, Status.PENDING, Status.GREEN)


@lru_cache(maxsize=2)
def feature_tasks(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """The tasks whose quotes share words with each feature's, in the order of the plan.

    Features that no task speaks of, such as context, are left out.
    """
    tasks, features = set(dataset.tasks.index), set(dataset.features.index)
    found: dict[str, dict[str, None]] = {}
    for segments in annotate_plan(dataset).values():
        for segment in segments:
            quoting = dict.fromkeys(i for i in segment.record_ids if i in tasks)
            for feature_id in features.intersection(segment.record_ids) if quoting else ():
                found.setdefault(feature_id, {}).update(quoting)
    return MappingProxyType({feature_id: tuple(ids) for feature_id, ids in found.items()})


def feature_statuses(dataset: Dataset, statuses: Mapping[Duty, Status]) -> Mapping[str, Status]:
    """The status of each feature: the worst of all duties of the tasks that speak of it.

    Features of tasks on which nobody owes a report are left out. Order: that of
    `dataset.features`.
    """
    by_task: dict[str, list[Status]] = {}
    for duty, status in statuses.items():
        by_task.setdefault(duty.task_id, []).append(status)
    tasks = feature_tasks(dataset)
    found = {
        feature_id: [
            status for task in tasks.get(feature_id, ()) for status in by_task.get(task, ())
        ]
        for feature_id in dataset.features.index
    }
    return MappingProxyType({i: worst_status(held) for i, held in found.items() if held})


def worst_status(statuses: Iterable[Status]) -> Status:
    """The status that asks for most attention; a report still awaited comes before green.

    ValueError where there is none.
    """
    return min(statuses, key=STATUSES_WORST_FIRST.index)
