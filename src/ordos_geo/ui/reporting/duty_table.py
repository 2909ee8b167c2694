"""Duties of a month as a list, and one report in full."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import streamlit as st

from ordos_geo import wording
from ordos_geo.model.dates import time_label
from ordos_geo.model.reporting import Duty, Evidence, Report, ReportState
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.widgets.choice_table import choice_table
from ordos_geo.ui.widgets.filters import escape_markdown
from ordos_geo.ui.widgets.markup import render

_SEPARATOR = "/"


def duty_list(
    context: ReportingContext,
    opened: OpenMonth,
    duties: Collection[Duty],
    on_choose: Callable[[Duty], None],
    *,
    chosen: Duty | None,
    has_units: bool = False,
    has_previous: bool = True,
    unsaved: Collection[Duty] = (),
) -> None:
    """One row for each duty; choosing one calls `on_choose`.

    `has_units`: with the unit's name; `has_previous`: with last month's progress; `unsaved` are
    marked.
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
        has_units=has_units,
        has_previous=has_previous,
    )


def report_card(context: ReportingContext, opened: OpenMonth, duty: Duty) -> None:
    """A report in full: status and reason, progress, texts, figures; and its files to download."""
    judged_report = opened.judged[duty]
    render(
        "reporting/report.html",
        words=wording.reporting_pages,
        fields=wording.reporting.REPORT_FIELDS,
        task=context.texts.task(duty.task_id),
        unit=context.texts.unit(duty.unit_id),
        report=report_words(context, judged_report.report),
        status=judged_report.verdict.status,
        status_label=context.texts.status(judged_report.verdict.status),
        reason=judged_report.verdict.reason,
    )
    evidence_downloads(context, judged_report.report.content.evidence)


def last_month_card(context: ReportingContext, opened: OpenMonth, duty: Duty) -> None:
    """What the unit reported the month before, as help; it never counts for this month."""
    report = last_report(opened, duty)
    month = opened.previous.round.month.label if opened.previous else ""
    render(
        "reporting/last_month.html",
        words=wording.reporting_pages,
        fields=wording.reporting.REPORT_FIELDS,
        title=wording.reporting_pages.LAST_MONTH.format(month=month or opened.month.previous.label),
        report=report_words(context, report) if report else None,
    )


def last_report(opened: OpenMonth, duty: Duty) -> Report | None:
    """The report that was handed in the month before, None where there is none."""
    report = opened.previous.reports.get(duty) if opened.previous else None
    return report if report is not None and report.is_handed_in else None


def evidence_downloads(context: ReportingContext, files: Collection[Evidence]) -> None:
    """A button for each file; its content is read on the click only."""
    for number, file in enumerate(files):
        st.download_button(
            escape_markdown(evidence_label(file)),
            data=partial(_content, context, file.sha256),
            file_name=file.name,
            mime=file.media_type,
            key=f"evidence_{number}_{file.sha256}",
            on_click="ignore",
            icon=":material/attach_file:",
        )


def evidence_label(file: Evidence) -> str:
    """Name and size."""
    size_kb = file.size_bytes / 1024
    size = f"{size_kb:.0f} KB" if size_kb < 1024 else f"{size_kb / 1024:.1f} MB"
    return wording.reporting_pages.EVIDENCE_FILE.format(name=file.name, size=size)


def _content(context: ReportingContext, sha256: str) -> bytes:
    return context.store.repository.evidence_content(sha256) or b""


def _row_id(duty: Duty) -> str:
    return f"{duty.task_id}{_SEPARATOR}{duty.unit_id}"


def _row(
    context: ReportingContext, opened: OpenMonth, duty: Duty, *, is_unsaved: bool
) -> dict[str, Any]:
    judged_report = opened.judged[duty]
    state = judged_report.report.state
    task = context.texts.task(duty.task_id)
    return {
        "id": _row_id(duty),
        "is_unsaved": is_unsaved,
        "clause": task.clause,
        "task": task.name,
        "unit": context.texts.unit(duty.unit_id),
        "state": state.value,
        "state_label": context.texts.states[state],
        "status": judged_report.verdict.status.value,
        "status_label": context.texts.status(judged_report.verdict.status),
        "reason": judged_report.verdict.reason,
        "progress": context.texts.progress(judged_report.report.content),
        "previous": _previous(context, opened, duty),
    }


def _previous(context: ReportingContext, opened: OpenMonth, duty: Duty) -> str:
    report = last_report(opened, duty)
    return context.texts.progress(report.content) if report else ""


def report_words(context: ReportingContext, report: Report) -> dict[str, Any]:
    """A report as its templates read it."""
    content = report.content
    state = context.texts.states[report.state]
    return {
        "state": report.state.value,
        "state_label": state,
        "saved": wording.reporting_pages.REPORT_SAVED.format(
            version=report.version, account=report.account_id, time=time_label(report.saved_at)
        )
        if report.version
        else "",
        "reason_label": wording.reporting_pages.REPORT_RETURNED
        if report.state is ReportState.RETURNED
        else wording.reporting_pages.REPORT_CORRECTED,
        "reason": report.reason,
        "progress": context.texts.progress(content),
        "percent": content.percent,
        "texts": {name: getattr(content, name) for name in ("done", "problem", "need")},
        "figures": [
            (context.texts.target(figure.target_id), f"{figure.value:g}")
            for figure in content.figures
        ],
        "has_evidence": bool(content.evidence),
        "files": "；".join(file.name for file in content.evidence),
    }
