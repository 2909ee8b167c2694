"""Who owes monthly reports on what, derived from the plan's tasks and responsible units."""

from __future__ import annotations

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.quotes.annotations import annotate_plan, related
from ordos_geo.model.reporting import Duty, TaskTarget

COLLECTIVE = "collective"
"""Kind of a unit that only names its members together and owes nothing itself."""


def unit_duties(dataset: Dataset) -> tuple[Duty, ...]:
    """One duty for each task and responsible unit, in the order of the plan.

    A collective such as 各旗区人民政府 is its members; one whose members the plan does not list
    (市直相关部门) owes nothing, see `unowed_tasks`.
    """
    kinds = dataset.register.units["kind"]
    return tuple(
        Duty(str(task_id), unit_id)
        for task_id, units in dataset.tasks["units"].items()
        for unit_id in units
        if kinds[unit_id] != COLLECTIVE
    )


def unowed_tasks(dataset: Dataset) -> tuple[str, ...]:
    """Tasks that nobody owes reports on: their units are collectives without listed members."""
    owed = {duty.task_id for duty in unit_duties(dataset)}
    return tuple(str(task_id) for task_id in dataset.tasks.index if task_id not in owed)


def task_targets(dataset: Dataset) -> tuple[TaskTarget, ...]:
    """The targets of each task: those whose quotes share words with the task's."""
    segments = annotate_plan(dataset)
    targets = dataset.register.targets
    return tuple(
        TaskTarget(
            str(task_id),
            target_id,
            str(targets["comparator"][target_id]),
            float(targets["value"][target_id]),
        )
        for task_id, measure_id in dataset.tasks["measure_id"].items()
        for target_id in related(segments[measure_id], str(task_id))
        if target_id in targets.index
    )
