"""What changed between two rounds: each duty once, in sentences and as a table. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from ordos_geo import wording
from ordos_geo.model.reporting import (
    Duty,
    Month,
    ReportContent,
    Standing,
    Status,
)
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.reporting.rules.status import has_advanced


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


def change_table(texts: ReportingTexts, change: RoundChange) -> pd.DataFrame:
    """The change as a table: a row for each duty, in the order of the plan.

    Columns are those of `wording.reporting.CHANGE_COLUMNS`, cells Chinese text; indexed by
    (task id, unit id). A task or unit that the register no longer has is shown by its id.
    """
    order = {task_id: place for place, task_id in enumerate(texts.tasks)}
    changes = sorted(
        change.changes, key=lambda each: (order.get(each.duty.task_id, len(order)), each.duty)
    )
    return pd.DataFrame(
        [_change_row(texts, each) for each in changes],
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


def _progress(texts: ReportingTexts, standing: Standing | None) -> str:
    """How far the work is by what is handed in; "" where nothing is."""
    if standing is None or not standing.report.is_handed_in:
        return ""
    return texts.progress(standing.report.content)


def _status(texts: ReportingTexts, standing: Standing | None) -> str:
    return texts.status(standing.verdict.light) if standing is not None else ""


def _change_row(texts: ReportingTexts, each: DutyChange) -> dict[str, str]:
    task = texts.task(each.duty.task_id)
    return {
        "clause": task.clause,
        "task": task.name,
        "unit": texts.unit(each.duty.unit_id),
        "progress_before": _progress(texts, each.before),
        "progress_after": _progress(texts, each.after),
        "work": wording.reporting.WORK_CHANGES[each.work],
        "light_before": _status(texts, each.before),
        "light_after": _status(texts, each.after),
        "light": wording.reporting.LIGHT_CHANGES[each.light],
        "reason": each.after.verdict.reason if each.after is not None else "",
    }
