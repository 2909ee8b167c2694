"""The words behind the ids of the monthly reporting, as plain values for letters and workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ordos_geo.model.reporting import Milestone, ReportContent, ReportState, Status
from ordos_geo.wording.reporting import PERCENT, PROGRESS, STATUS, STATUS_SHAPES


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task in words. `clause` is its measure as people cite it: 一（三）."""

    name: str
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class TargetText:
    """A target in words. `name` says what is counted in `unit`, `words` what the plan sets."""

    name: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class ReportingTexts:
    """Names of units, words of tasks and targets by id, labels of codes, and the plan's title.

    A round keeps its ids when the register changes later; an id without words stands for itself.
    """

    plan_title: str
    units: Mapping[str, str]
    tasks: Mapping[str, TaskText]
    targets: Mapping[str, TargetText]
    states: Mapping[ReportState, str]
    milestones: Mapping[Milestone, str]
    statuses: Mapping[Status, str]

    def unit(self, unit_id: str) -> str:
        """The unit's name."""
        return self.units.get(unit_id, unit_id)

    def task(self, task_id: str) -> TaskText:
        """The task's words."""
        return self.tasks.get(task_id, TaskText(task_id, "", ""))

    def target(self, target_id: str) -> TargetText:
        """The target's words."""
        return self.targets.get(target_id, TargetText(target_id, "", ""))

    def progress(self, content: ReportContent) -> str:
        """How far a report says the work is: 40% 实施中; "" where it does not say."""
        percent = "" if content.percent is None else PERCENT.format(percent=content.percent)
        milestone = "" if content.milestone is None else self.milestones[content.milestone]
        return PROGRESS.format(percent=percent, milestone=milestone).strip()

    def status(self, status: Status) -> str:
        """A status as shape and word: ▲ 关注."""
        return STATUS.format(shape=STATUS_SHAPES[status], label=self.statuses[status])
