"""The history of a task: every version of every report on it, who made it, when and why."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from ordos_geo.model import wording_dispatch as dispatch_wording
from ordos_geo.model import wording_dispatch_pages as wording
from ordos_geo.ui.dispatch_duties import report_words
from ordos_geo.ui.dispatch_page import Desk, time_label
from ordos_geo.ui.dispatch_view import current_view
from ordos_geo.ui.panels import render


def timeline(desk: Desk) -> None:
    """All versions of the chosen task, of the chosen unit where there is one; the latest first."""
    view = current_view()
    if not view.task_id:
        st.caption(wording.PROGRESS_HINT)
        return
    reports = desk.store.repository.history(task_id=view.task_id, unit_id=view.unit_id)
    by_month = [
        (
            month.label,
            [
                {
                    **report_words(desk, report),
                    "unit": desk.texts.unit(report.duty.unit_id),
                    "event": wording.TIMELINE_EVENT[report.state.value],
                    "account": report.account_id,
                    "time": time_label(report.saved_at),
                }
                for report in sorted(versions, key=lambda r: (r.duty.unit_id, -r.version))
            ],
        )
        for month, versions in groupby(reversed(reports), key=lambda report: report.month)
    ]
    render(
        "dispatch_timeline.html",
        words=wording,
        fields=dispatch_wording.REPORT_FIELDS,
        task=desk.texts.task(view.task_id),
        months=by_month,
    )
