"""The history of a task: every version of every report on it, who made it, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from ordos_geo import wording
from ordos_geo.model.dates import time_label
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.report_card import ReportWords, report_words
from ordos_geo.ui.reporting.view_state import current_view
from ordos_geo.ui.widgets.markup import render


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A version of a report: what it says, whose it is, what was done, by whom and when."""

    report: ReportWords
    unit: str
    event: str
    account: str
    time: str


def timeline(context: ReportingContext) -> None:
    """All versions of the chosen task, of the chosen unit where there is one; the latest first."""
    view = current_view()
    if not view.task_id:
        st.caption(wording.reporting_pages.PROGRESS_HINT)
        return
    reports = context.store.repository.history(task_id=view.task_id, unit_id=view.unit_id)
    by_month = [
        (
            month.label,
            [
                TimelineEntry(
                    report=report_words(context, report),
                    unit=context.texts.unit(report.duty.unit_id),
                    event=wording.reporting_pages.TIMELINE_EVENT[report.state.value],
                    account=report.account_id,
                    time=time_label(report.saved_at),
                )
                for report in sorted(versions, key=lambda r: (r.duty.unit_id, -r.version))
            ],
        )
        for month, versions in groupby(reversed(reports), key=lambda report: report.month)
    ]
    render(
        "reporting/timeline.html",
        words=wording.reporting_pages,
        fields=wording.reporting.REPORT_FIELDS,
        task=context.texts.task(view.task_id),
        months=by_month,
    )
