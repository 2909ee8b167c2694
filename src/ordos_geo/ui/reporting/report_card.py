"""One report in full: its words, the month before, and its files to download."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from ordos_geo import wording
from ordos_geo.model.dates import time_label
from ordos_geo.model.reporting import Duty, Evidence, Report, ReportState
from ordos_geo.model.reporting_texts import TargetText
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.widgets.filters import escape_markdown
from ordos_geo.ui.widgets.markup import render


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """A report as its templates read it.

    `saved` says which version it is, by whom and when, "" where nothing is saved. `texts` are by
    the names of `wording.reporting.REPORT_FIELDS`; `figures` are targets and what was reached;
    `files` are the names of the evidence in one line.
    """

    state: str
    state_label: str
    saved: str
    reason_label: str
    reason: str
    progress: str
    percent: int | None
    texts: Mapping[str, str]
    figures: tuple[tuple[TargetText, str], ...]
    has_evidence: bool
    files: str


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


def last_report(opened: OpenMonth, duty: Duty) -> Report | None:
    """The report that was handed in the month before, None where there is none."""
    report = opened.previous.reports.get(duty) if opened.previous else None
    return report if report is not None and report.is_handed_in else None


def report_words(context: ReportingContext, report: Report) -> ReportWords:
    """A report in words."""
    content = report.content
    state = context.texts.states[report.state]
    return ReportWords(
        state=report.state.value,
        state_label=state,
        saved=wording.reporting_pages.REPORT_SAVED.format(
            version=report.version, account=report.account_id, time=time_label(report.saved_at)
        )
        if report.version
        else "",
        reason_label=wording.reporting_pages.REPORT_RETURNED
        if report.state is ReportState.RETURNED
        else wording.reporting_pages.REPORT_CORRECTED,
        reason=report.reason,
        progress=context.texts.progress(content),
        percent=content.percent,
        texts={name: getattr(content, name) for name in ("done", "problem", "need")},
        figures=tuple(
            (context.texts.target(figure.target_id), f"{figure.value:g}")
            for figure in content.figures
        ),
        has_evidence=bool(content.evidence),
        files="；".join(file.name for file in content.evidence),
    )
