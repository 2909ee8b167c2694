"""Who owes monthly reports on what, derived from the plan's tasks and responsible units."""

from __future__ import annotations

import pandas as pd

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.model.reporting import Duty, TaskTarget

COLLECTIVE = "collective"
"""Kind of a unit that only names its members together and owes nothing itself."""


def unit_duties(dataset: Dataset) -> tuple[Duty, ...]:
    """One duty for each task and responsible unit, in the order of the plan.

    A collective such as 各旗区人民政府 is its members; one whose members the plan does not list
    (市直相关部门) owes nothing, see `unowed_tasks`. On an effect that the plan hopes for
    (`owed` is false) nobody reports.
    """
    kinds = dataset.register.units["kind"]
    return tuple(
        Duty(str(task_id), unit_id)
        for task_id, units in _owed(dataset)["units"].items()
        for unit_id in units
        if kinds[unit_id] != COLLECTIVE
    )


def unowed_tasks(dataset: Dataset) -> tuple[str, ...]:
    """Tasks that nobody owes reports on: their units are collectives without listed members."""
    owed = {duty.task_id for duty in unit_duties(dataset)}
    return tuple(str(task_id) for task_id in _owed(dataset).index if task_id not in owed)


def _owed(dataset: Dataset) -> pd.DataFrame:
    """The tasks on which reports are owed."""
    return dataset.tasks[dataset.tasks["owed"]]


def task_targets(dataset: Dataset) -> tuple[TaskTarget, ...]:
    """The targets that a task's report fills in, in the order of the tasks.

    A figure in the name of a programme (六个倍增计划) belongs to no task.
    """
    by_task: dict[str, list[TaskTarget]] = {}
    values = dataset.register.targets["value"].to_dict()
    for row in dataset.register.targets.itertuples():
        task_id, comparator = str(row.task_id), str(row.comparator)
        target = TaskTarget(task_id, str(row.Index), comparator, float(values[str(row.Index)]))
        by_task.setdefault(task_id, []).append(target)
    return tuple(target for task_id in dataset.tasks.index for target in by_task.get(task_id, ()))
