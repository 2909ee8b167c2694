"""How a round of the monthly dispatch stands, and the change between two. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.model.reporting import (
    Duty,
    Month,
    ReportContent,
    ReportState,
    RoundReports,
    Standing,
    Status,
)
from ordos_geo.reporting.rules.status import has_advanced, standings
from ordos_geo.wording.general import short_clause


class WorkChange(StrEnum):
    """How the work on a duty moved between two rounds; exactly one for each duty."""

    STARTED = "started"
    FINISHED = "finished"
    ADVANCED = "advanced"
    UNCHANGED = "unchanged"
    FELL_BACK = "fell_back"
    FIRST_REPORTED = "first_reported"
    UNREPORTED = "unreported"
    ADDED = "added"
    DROPPED = "dropped"


class StatusChange(StrEnum):
    """How the light of a duty moved between two rounds; exactly one for each duty."""

    LAGGING = "lagging"
    STILL_LAGGING = "still_lagging"
    ATTENTION = "attention"
    RECOVERED = "recovered"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class DutyChange:
    """One duty in both rounds; a standing is None in the round that does not have the duty."""

    duty: Duty
    before: Standing | None
    after: Standing | None
    work: WorkChange
    light: StatusChange


@dataclass(frozen=True, slots=True)
class RoundChange:
    """What moved from the round of `earlier` to that of `later`: each duty of either, once."""

    earlier: Month
    later: Month
    changes: tuple[DutyChange, ...]

    def with_work(self, work: WorkChange) -> tuple[Duty, ...]:
        """The duties whose work moved in that way."""
        return tuple(change.duty for change in self.changes if change.work is work)

    def with_light(self, light: StatusChange) -> tuple[Duty, ...]:
        """The duties whose light moved in that way."""
        return tuple(change.duty for change in self.changes if change.light is light)

    def narrowed_to(self, duties: Collection[Duty]) -> RoundChange:
        """The same of some duties only."""
        kept = frozenset(duties)
        return replace(self, changes=tuple(each for each in self.changes if each.duty in kept))


def moved_duties(change: RoundChange) -> frozenset[Duty]:
    """The duties of the later round whose light changed, or whose work began or was finished."""
    still = {StatusChange.STEADY, StatusChange.STILL_LAGGING}
    return frozenset(
        each.duty
        for each in change.changes
        if each.after is not None
        and (each.light not in still or each.work in {WorkChange.STARTED, WorkChange.FINISHED})
    )


def round_change(
    earlier: Month,
    before: Mapping[Duty, Standing],
    later: Month,
    after: Mapping[Duty, Standing],
) -> RoundChange:
    """Compare two rounds by how their duties stand (see `tracking.lights.standings`)."""
    duties = sorted(before.keys() | after.keys())
    return RoundChange(
        earlier, later, tuple(_duty_change(d, before.get(d), after.get(d)) for d in duties)
    )


def _duty_change(duty: Duty, before: Standing | None, after: Standing | None) -> DutyChange:
    return DutyChange(
        duty, before, after, _work_change(before, after), _light_change(before, after)
    )


def _work_change(before: Standing | None, after: Standing | None) -> WorkChange:
    if after is None:
        return WorkChange.DROPPED
    if before is None:
        return WorkChange.ADDED
    if not after.report.is_handed_in:
        return WorkChange.UNREPORTED
    if not before.report.is_handed_in:
        return WorkChange.FIRST_REPORTED
    return _progress_change(before.report.content, after.report.content)


def _progress_change(before: ReportContent, after: ReportContent) -> WorkChange:
    if after.is_completed and not before.is_completed:
        return WorkChange.FINISHED
    if after.is_begun and not before.is_begun:
        return WorkChange.STARTED
    if has_advanced(before, after):
        return WorkChange.ADVANCED
    return WorkChange.FELL_BACK if has_advanced(after, before) else WorkChange.UNCHANGED


def _light_change(before: Standing | None, after: Standing | None) -> StatusChange:
    if after is None:
        return StatusChange.STEADY
    then = before.verdict.light if before is not None else Status.PENDING
    now = after.verdict.light
    if now is Status.RED:
        return StatusChange.STILL_LAGGING if then is Status.RED else StatusChange.LAGGING
    if now is Status.GREEN and then in {Status.RED, Status.YELLOW}:
        return StatusChange.RECOVERED
    if now is Status.YELLOW and then is not Status.YELLOW:
        return StatusChange.ATTENTION
    return StatusChange.STEADY


def unit_table(dataset: Dataset, standing: Mapping[Duty, Standing]) -> pd.DataFrame:
    """How many reports of each unit are in each state and have each light.

    Indexed by unit id, in the order of the unit register; columns `name`, `duties`, then the codes
    of report_state and light.
    """
    names = dataset.register.units["name"]
    order = {str(unit_id): place for place, unit_id in enumerate(names.index)}
    counts: dict[str, Counter[str]] = {}
    for duty, each in standing.items():
        counts.setdefault(duty.unit_id, Counter()).update(
            ["duties", each.report.state.value, each.verdict.light.value]
        )
    unit_ids = sorted(counts, key=lambda unit_id: (order.get(unit_id, len(order)), unit_id))
    columns = ["duties", *ReportState, *Status]
    rows = [
        {
            "name": names.get(unit_id, unit_id),
            **{str(column): counts[unit_id][str(column)] for column in columns},
        }
        for unit_id in unit_ids
    ]
    return pd.DataFrame(
        rows, index=pd.Index(unit_ids, name="unit_id"), columns=["name", *map(str, columns)]
    )


def round_status(dataset: Dataset, rounds: Sequence[RoundReports]) -> dict[str, object]:
    """How the last of `rounds` stands, for machines: its field names are a contract.

    month, state, due_on, duties, states and lights (counts by code), late, and units: the same
    counts for each unit, with unit_id and name.
    """
    current = rounds[-1]
    table = unit_table(dataset, standings(rounds))
    totals = table.drop(columns="name").sum()
    return {
        "month": str(current.round.month),
        "state": current.round.state.value,
        "due_on": current.round.due_on.isoformat(),
        "duties": len(current.round.duties),
        "late": len(current.late),
        "states": {state.value: int(totals[state.value]) for state in ReportState},
        "lights": {light.value: int(totals[light.value]) for light in Status},
        "units": table.reset_index().to_dict("records"),
    }


def change_sentences(change: RoundChange) -> tuple[str, str]:
    """The change in two Chinese sentences: what was done, and what lags.

    New starts are always counted, other kinds where there are any.
    """
    work = Counter(each.work for each in change.changes)
    counts = [
        wording.reporting.CHANGE_COUNT.format(
            label=wording.reporting.WORK_CHANGES[kind], count=work[kind]
        )
        for kind in WorkChange
        if work[kind] or kind is WorkChange.STARTED
    ]
    light = Counter(each.light for each in change.changes)
    others = [
        wording.reporting.CHANGE_COUNT.format(
            label=wording.reporting.LIGHT_CHANGES[kind], count=light[kind]
        )
        for kind in (StatusChange.ATTENTION, StatusChange.RECOVERED)
    ]
    return (
        wording.reporting.CHANGE_WORK.format(
            later=change.later.label, earlier=change.earlier.label, counts="，".join(counts)
        ),
        wording.reporting.CHANGE_LIGHTS.format(
            lagging=light[StatusChange.LAGGING] + light[StatusChange.STILL_LAGGING],
            new=light[StatusChange.LAGGING],
            counts="，".join(others),
            total=sum(1 for each in change.changes if each.after is not None),
        ),
    )


def change_table(dataset: Dataset, change: RoundChange) -> pd.DataFrame:
    """The change as a table: a row for each duty, in the order of the plan.

    Columns are those of `wording.reporting.CHANGE_COLUMNS`, cells Chinese text; indexed by
    (task id, unit id). A task or unit that the register no longer has is shown by its id.
    """
    order = {str(task_id): place for place, task_id in enumerate(dataset.tasks.index)}
    changes = sorted(
        change.changes, key=lambda each: (order.get(each.duty.task_id, len(order)), each.duty)
    )
    return pd.DataFrame(
        [_change_row(dataset, each) for each in changes],
        index=pd.MultiIndex.from_tuples(
            [(each.duty.task_id, each.duty.unit_id) for each in changes],
            names=["task_id", "unit_id"],
        )
        if changes
        else None,
        columns=list(wording.reporting.CHANGE_COLUMNS),
    )


def change_headings(change: RoundChange) -> dict[str, str]:
    """The Chinese headings of `change_table`, with the months in them."""
    return {
        name: text.format(
            month=change.earlier.label if name.endswith("before") else change.later.label
        )
        for name, text in wording.reporting.CHANGE_COLUMNS.items()
    }


def progress_text(dataset: Dataset, standing: Standing | None) -> str:
    """How far a report says the work is, "" where nothing is handed in."""
    if standing is None or not standing.report.is_handed_in:
        return ""
    content = standing.report.content
    milestones = dataset.vocabularies["milestone"]
    parts = [
        wording.reporting.PERCENT.format(percent=content.percent)
        if content.percent is not None
        else "",
        milestones.label(content.milestone) if content.milestone is not None else "",
    ]
    return " ".join(part for part in parts if part)


def light_text(dataset: Dataset, standing: Standing | None) -> str:
    """A light as shape and word, "" where the round does not have the duty."""
    if standing is None:
        return ""
    light = standing.verdict.light
    return f"{wording.reporting.LIGHT_SHAPES[light]} {dataset.vocabularies['light'].label(light)}"


def _change_row(dataset: Dataset, each: DutyChange) -> dict[str, str]:
    task_id, unit_id = each.duty.task_id, each.duty.unit_id
    tasks, units = dataset.tasks, dataset.register.units
    clause = ""
    if task_id in tasks.index:
        measure = dataset.plan.measure(str(tasks.loc[task_id, "measure_id"]))
        clause = short_clause(measure.chapter_no, measure.no)
    return {
        "clause": clause,
        "task": str(tasks.loc[task_id, "name"]) if task_id in tasks.index else task_id,
        "unit": str(units.loc[unit_id, "name"]) if unit_id in units.index else unit_id,
        "progress_before": progress_text(dataset, each.before),
        "progress_after": progress_text(dataset, each.after),
        "work": wording.reporting.WORK_CHANGES[each.work],
        "light_before": light_text(dataset, each.before),
        "light_after": light_text(dataset, each.after),
        "light": wording.reporting.LIGHT_CHANGES[each.light],
        "reason": each.after.verdict.reason if each.after is not None else "",
    }
