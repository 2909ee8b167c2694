"""Duties of a month as a list, one of which is chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ordos_geo import wording
from ordos_geo.model.reporting import Duty
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.report_card import last_report
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.widgets.choice_table import choice_table

_SEPARATOR = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty as its template reads it: codes, and beside them words.

    `reason` is why the status is what it is, `previous` last month's progress.
    """

    id: str
    is_unsaved: bool
    clause: str
    task: str
    state: str
    state_label: str
    status: str
    status_label: str
    reason: str
    progress: str
    previous: str


def duty_list(
    context: ReportingContext,
    opened: OpenMonth,
    duties: Collection[Duty],
    on_choose: Callable[[Duty], None],
    *,
    chosen: Duty | None,
    has_previous: bool = True,
    unsaved: Collection[Duty] = (),
) -> None:
    """One row for each duty; choosing one calls `on_choose`.

    `has_previous`: with last month's progress; `unsaved` are marked.
    """
    by_id = {_row_id(duty): duty for duty in duties}

    def choose(row_id: str) -> None:
        if row_id in by_id:
            on_choose(by_id[row_id])

    choice_table(
        "dispatch_duties",
        "reporting/duties.html",
        choose,
        chosen=_row_id(chosen) if chosen else "",
        words=wording.reporting_pages,
        rows=[_row(context, opened, duty, is_unsaved=duty in unsaved) for duty in duties],
        has_previous=has_previous,
    )


def _row_id(duty: Duty) -> str:
    return f"{duty.task_id}{_SEPARATOR}{duty.unit_id}"


def _row(context: ReportingContext, opened: OpenMonth, duty: Duty, *, is_unsaved: bool) -> DutyRow:
    judged_report = opened.judged[duty]
    state = judged_report.report.state
    task = context.texts.task(duty.task_id)
    return DutyRow(
        id=_row_id(duty),
        is_unsaved=is_unsaved,
        clause=task.clause,
        task=task.name,
        state=state.value,
        state_label=context.texts.states[state],
        status=judged_report.verdict.status.value,
        status_label=context.texts.status(judged_report.verdict.status),
        reason=judged_report.verdict.reason,
        progress=context.texts.progress(judged_report.report.content),
        previous=_previous(context, opened, duty),
    )


def _previous(context: ReportingContext, opened: OpenMonth, duty: Duty) -> str:
    report = last_report(opened, duty)
    return context.texts.progress(report.content) if report else ""
