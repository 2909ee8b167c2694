"""Duties of a month as a list, and one report in full."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import streamlit as st

from ordos_geo.analysis.dispatch import light_text
from ordos_geo.model import wording_dispatch as dispatch_wording
from ordos_geo.model import wording_dispatch_pages as wording
from ordos_geo.model.dispatch import Duty, Evidence, Report, ReportState
from ordos_geo.ui.board import board
from ordos_geo.ui.dispatch_page import Desk, time_label
from ordos_geo.ui.dispatch_store import OpenMonth
from ordos_geo.ui.filters import escape_markdown
from ordos_geo.ui.panels import render

_SEPARATOR = "/"


def duty_board(
    desk: Desk,
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

    board(
        "dispatch_duties",
        "dispatch_duties.html",
        choose,
        chosen=_row_id(chosen) if chosen else "",
        words=wording,
        rows=[_row(desk, opened, duty, is_unsaved=duty in unsaved) for duty in duties],
        has_units=has_units,
        has_previous=has_previous,
    )


def report_card(desk: Desk, opened: OpenMonth, duty: Duty) -> None:
    """A report in full: light and reason, progress, texts, figures; and its files to download."""
    standing = opened.standings[duty]
    render(
        "dispatch_report.html",
        words=wording,
        fields=dispatch_wording.REPORT_FIELDS,
        task=desk.texts.task(duty.task_id),
        unit=desk.texts.unit(duty.unit_id),
        report=report_words(desk, standing.report),
        light=standing.verdict.light,
        light_label=light_text(desk.dataset, standing),
        reason=standing.verdict.reason,
    )
    evidence_downloads(desk, standing.report.content.evidence)


def last_month_card(desk: Desk, opened: OpenMonth, duty: Duty) -> None:
    """What the unit reported the month before, as help; it never counts for this month."""
    report = last_report(opened, duty)
    month = opened.previous.round.month.label if opened.previous else ""
    render(
        "dispatch_last_month.html",
        words=wording,
        fields=dispatch_wording.REPORT_FIELDS,
        title=wording.LAST_MONTH.format(month=month or opened.month.previous.label),
        report=report_words(desk, report) if report else None,
    )


def last_report(opened: OpenMonth, duty: Duty) -> Report | None:
    """The report that was handed in the month before, None where there is none."""
    report = opened.previous.reports.get(duty) if opened.previous else None
    return report if report is not None and report.is_handed_in else None


def evidence_downloads(desk: Desk, files: Collection[Evidence]) -> None:
    """A button for each file; its content is read on the click only."""
    for number, file in enumerate(files):
        st.download_button(
            escape_markdown(evidence_label(file)),
            data=partial(_content, desk, file.sha256),
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
    return wording.EVIDENCE_FILE.format(name=file.name, size=size)


def _content(desk: Desk, sha256: str) -> bytes:
    return desk.store.repository.evidence_content(sha256) or b""


def _row_id(duty: Duty) -> str:
    return f"{duty.task_id}{_SEPARATOR}{duty.unit_id}"


def _row(desk: Desk, opened: OpenMonth, duty: Duty, *, is_unsaved: bool) -> dict[str, Any]:
    standing = opened.standings[duty]
    state = standing.report.state
    task = desk.texts.task(duty.task_id)
    return {
        "id": _row_id(duty),
        "is_unsaved": is_unsaved,
        "clause": task.clause,
        "task": task.name,
        "unit": desk.texts.unit(duty.unit_id),
        "state": state.value,
        "state_label": desk.dataset.vocabularies["report_state"].label(state),
        "light": standing.verdict.light.value,
        "light_label": light_text(desk.dataset, standing),
        "reason": standing.verdict.reason,
        "progress": _progress(desk, standing.report),
        "previous": _previous(desk, opened, duty),
    }


def _progress(desk: Desk, report: Report) -> str:
    """How far the work is by the report, a draft's too."""
    content = report.content
    parts = []
    if content.percent is not None:
        parts.append(dispatch_wording.PERCENT.format(percent=content.percent))
    if content.milestone is not None:
        parts.append(desk.dataset.vocabularies["milestone"].label(content.milestone))
    return " ".join(parts)


def _previous(desk: Desk, opened: OpenMonth, duty: Duty) -> str:
    report = last_report(opened, duty)
    return _progress(desk, report) if report else ""


def report_words(desk: Desk, report: Report) -> dict[str, Any]:
    """A report as its templates read it."""
    content = report.content
    state = desk.dataset.vocabularies["report_state"].label(report.state)
    return {
        "state": report.state.value,
        "state_label": state,
        "saved": wording.REPORT_SAVED.format(
            version=report.version, account=report.account_id, time=time_label(report.saved_at)
        )
        if report.version
        else "",
        "reason_label": wording.REPORT_RETURNED
        if report.state is ReportState.RETURNED
        else wording.REPORT_CORRECTED,
        "reason": report.reason,
        "progress": _progress(desk, report),
        "percent": content.percent,
        "texts": {name: getattr(content, name) for name in ("done", "problem", "need")},
        "figures": [
            (desk.texts.target(figure.target_id), f"{figure.value:g}") for figure in content.figures
        ],
        "has_evidence": bool(content.evidence),
        "files": "；".join(file.name for file in content.evidence),
    }
