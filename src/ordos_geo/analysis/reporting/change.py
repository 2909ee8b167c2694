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
    JudgedReport,
    Month,
    ReportContent,
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
    """How the status of a duty moved between two rounds; exactly one for each duty."""

    LAGGING = "lagging"
    STILL_LAGGING = "still_lagging"
    ATTENTION = "attention"
    RECOVERED = "recovered"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class DutyChange:
    """One duty in both rounds; a report is None in the round that does not have the duty."""

    duty: Duty
    before: JudgedReport | None
    after: JudgedReport | None
    work: WorkChange
    status: StatusChange


@dataclass(frozen=True, slots=True)
class RoundChange:
    """What moved from the round of `earlier` to that of `later`: each duty of either, once."""

    earlier: Month
    later: Month
    changes: tuple[DutyChange, ...]

    def with_work(self, work: WorkChange) -> tuple[Duty, ...]:
        """The duties whose work moved in that way."""
        return tuple(change.duty for change in self.changes if change.work is work)

    def with_status(self, status: StatusChange) -> tuple[Duty, ...]:
        """The duties whose status moved in that way."""
        return tuple(change.duty for change in self.changes if change.status is status)

    def narrowed_to(self, duties: Collection[Duty]) -> RoundChange:
        """The same of some duties only."""
        kept = frozenset(duties)
        return replace(self, changes=tuple(each for each in self.changes if each.duty in kept))


def moved_duties(change: RoundChange) -> frozenset[Duty]:
    """The duties of the later round whose status changed, or whose work began or was finished."""
    still = {StatusChange.STEADY, StatusChange.STILL_LAGGING}
    return frozenset(
        each.duty
        for each in change.changes
        if each.after is not None
        and (each.status not in still or each.work in {WorkChange.STARTED, WorkChange.FINISHED})
    )


def round_change(
    earlier: Month,
    before: Mapping[Duty, JudgedReport],
    later: Month,
    after: Mapping[Duty, JudgedReport],
) -> RoundChange:
    """Compare two rounds by the judged reports of their duties (see `rules.status.judge_round`)."""
    duties = sorted(before.keys() | after.keys())
    return RoundChange(
        earlier, later, tuple(_duty_change(d, before.get(d), after.get(d)) for d in duties)
    )


def _duty_change(duty: Duty, before: JudgedReport | None, after: JudgedReport | None) -> DutyChange:
    return DutyChange(
        duty, before, after, _work_change(before, after), _status_change(before, after)
    )


def _work_change(before: JudgedReport | None, after: JudgedReport | None) -> WorkChange:
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


def _status_change(before: JudgedReport | None, after: JudgedReport | None) -> StatusChange:
    if after is None:
        return StatusChange.STEADY
    then = before.verdict.status if before is not None else Status.PENDING
    now = after.verdict.status
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
    status = Counter(each.status for each in change.changes)
    others = [
        wording.reporting.CHANGE_COUNT.format(
            label=wording.reporting.STATUS_CHANGES[kind], count=status[kind]
        )
        for kind in (StatusChange.ATTENTION, StatusChange.RECOVERED)
    ]
    return (
        wording.reporting.CHANGE_WORK.format(
            later=change.later.label, earlier=change.earlier.label, counts="，".join(counts)
        ),
        wording.reporting.CHANGE_STATUSES.format(
            lagging=status[StatusChange.LAGGING] + status[StatusChange.STILL_LAGGING],
            new=status[StatusChange.LAGGING],
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


def _progress(texts: ReportingTexts, judged_report: JudgedReport | None) -> str:
    """How far the work is by what is handed in; "" where nothing is."""
    if judged_report is None or not judged_report.report.is_handed_in:
        return ""
    return texts.progress(judged_report.report.content)


def _status(texts: ReportingTexts, judged_report: JudgedReport | None) -> str:
    return texts.status(judged_report.verdict.status) if judged_report is not None else ""


def _change_row(texts: ReportingTexts, each: DutyChange) -> dict[str, str]:
    task = texts.task(each.duty.task_id)
    return {
        "clause": task.clause,
        "task": task.name,
        "unit": texts.unit(each.duty.unit_id),
        "progress_before": _progress(texts, each.before),
        "progress_after": _progress(texts, each.after),
        "work": wording.reporting.WORK_CHANGES[each.work],
        "status_before": _status(texts, each.before),
        "status_after": _status(texts, each.after),
        "status": wording.reporting.STATUS_CHANGES[each.status],
        "reason": each.after.verdict.reason if each.after is not None else "",
    }
