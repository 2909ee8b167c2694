"""The form of one report: fields, files, save and submit, and what to do about a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from ordos_geo import wording
from ordos_geo.errors import OrdosGeoError
from ordos_geo.model.dates import time_label
from ordos_geo.model.reporting import (
    Duty,
    Evidence,
    Figure,
    Milestone,
    Month,
    Report,
    ReportChange,
    ReportState,
)
from ordos_geo.reporting.rules.evidence import SIZE_LIMIT_BYTES, TYPES
from ordos_geo.reporting.rules.validation import (
    EVIDENCE_LIMIT_FILES,
    REASON_LIMIT_CHARACTERS,
    TEXT_LIMIT_CHARACTERS,
)
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.drafts import Draft, drop_draft, held_draft, open_draft, rebase_draft
from ordos_geo.ui.reporting.messages import fault_lines, tell, telling
from ordos_geo.ui.reporting.report_card import (
    ReportWords,
    evidence_label,
    last_report,
    report_words,
)
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.reporting.view_state import change_view
from ordos_geo.ui.shell.session import private_key, session
from ordos_geo.ui.shell.sign_in import acting
from ordos_geo.ui.widgets.filters import escape_markdown
from ordos_geo.ui.widgets.markup import render

_TEXTS = {"done": 130, "problem": 80, "need": 80}
"""Fields of text, and their heights in pixels."""
_MEGABYTE = 1024 * 1024


def report_form(context: ReportingContext, opened: OpenMonth, duty: Duty) -> None:
    """The report of a duty to be written; nothing that was typed is lost by a refused save."""
    judged_report = opened.judged[duty]
    report = judged_report.report
    draft = open_draft(report)
    render(
        "reporting/form_head.html",
        words=wording.reporting_pages,
        task=context.texts.task(duty.task_id),
        report=report_words(context, report),
        status=judged_report.verdict.status,
        status_label=context.texts.status(judged_report.verdict.status),
        reason=judged_report.verdict.reason,
        note=_note(report.state),
        is_changed=draft.is_changed,
    )
    if draft.base.version != report.version:
        _conflict(context, opened.month, draft, report)
        return
    _fields(context, opened, duty, draft)
    _evidence(context, duty, draft)
    if report.is_handed_in:
        st.text_area(
            wording.reporting.REPORT_FIELDS["reason"],
            key=_filled(draft, "reason", draft.reason),
            max_chars=REASON_LIMIT_CHARACTERS,
            height=70,
            placeholder=wording.reporting_pages.REPORT_HINTS["reason"],
        )
    _take_typed(draft)
    _buttons(context, opened, duty, report)


def _note(state: ReportState) -> str:
    return {
        ReportState.APPROVED: wording.reporting_pages.APPROVED_NOTE,
        ReportState.SUBMITTED: wording.reporting_pages.SUBMITTED_NOTE,
    }.get(state, "")


# ---------------------------------------------------------------- fields


def _key(draft: Draft, name: str) -> str:
    return private_key(f"field_{draft.serial}_{name}")


def _filled(draft: Draft, name: str, value: Any) -> str:
    """The key of a field, which holds what was typed before where Streamlit has forgotten it."""
    return session.begin(_key(draft, name), value)


def _fields(context: ReportingContext, opened: OpenMonth, duty: Duty, draft: Draft) -> None:
    content, labels = draft.content, wording.reporting.REPORT_FIELDS
    percent, milestone = st.columns(2, gap="small")
    percent.number_input(
        labels["percent"],
        min_value=0,
        max_value=100,
        step=1,
        value=None,
        key=_filled(draft, "percent", content.percent),
        placeholder=wording.reporting_pages.REPORT_HINTS["percent"],
    )
    milestone.selectbox(
        labels["milestone"],
        options=list(Milestone),
        index=None,
        format_func=context.texts.milestones.__getitem__,
        key=_filled(draft, "milestone", content.milestone),
        placeholder=wording.reporting_pages.MILESTONE_CHOOSE,
    )
    for target_id in _target_ids(opened, duty):
        target = context.texts.target(target_id)
        label = wording.reporting_pages.FIGURE_LABEL.format(
            name=target.name, unit=target.unit, words=target.words
        )
        st.number_input(
            escape_markdown(label),
            value=None,
            step=None,
            format="%g",
            key=_filled(draft, f"figure_{target_id}", _figures(content.figures).get(target_id)),
            placeholder=wording.reporting_pages.NOT_FILLED,
        )
    for name, height in _TEXTS.items():
        st.text_area(
            labels[name],
            key=_filled(draft, name, getattr(content, name)),
            max_chars=TEXT_LIMIT_CHARACTERS,
            height=height,
            placeholder=wording.reporting_pages.REPORT_HINTS[name],
        )


def _target_ids(opened: OpenMonth, duty: Duty) -> list[str]:
    return [t.target_id for t in opened.reports.round.targets if t.task_id == duty.task_id]


def _figures(figures: tuple[Figure, ...]) -> Mapping[str, float]:
    return {figure.target_id: figure.value for figure in figures}


def _take_typed(draft: Draft) -> None:
    """Keep what the fields hold now in the draft."""
    typed = dict(session.values_of(_key(draft, "")))
    figures = [
        Figure(target_id, float(value))
        for target_id, value in session.values_of(_key(draft, "figure_"))
        if value is not None
    ]
    draft.content = replace(
        draft.content,
        percent=typed.get("percent"),
        milestone=typed.get("milestone"),
        figures=tuple(sorted(figures)),
        done=typed.get("done") or "",
        problem=typed.get("problem") or "",
        need=typed.get("need") or "",
    )
    draft.reason = typed.get("reason") or ""


# ---------------------------------------------------------------- files


def _evidence(context: ReportingContext, duty: Duty, draft: Draft) -> None:
    """The files of the report; a new one is kept at once, and named when the report is saved."""
    files = draft.content.evidence
    count = f"{len(files)}/{EVIDENCE_LIMIT_FILES}"
    label = f"{wording.reporting.REPORT_FIELDS['evidence']}（{count}）"
    with st.container(key="evidence"):
        st.markdown(label)
        render("reporting/uploader.html", words=wording.reporting_pages, scope="evidence")
        for file in files:
            st.button(
                wording.reporting_pages.EVIDENCE_REMOVE.format(
                    name=escape_markdown(evidence_label(file))
                ),
                key=f"remove_{draft.serial}_{file.sha256}",
                icon=":material/close:",
                on_click=_remove_file,
                args=(draft, file),
            )
        if len(files) < EVIDENCE_LIMIT_FILES:
            # another key after each file: the uploader is empty again
            key = private_key(f"upload_{draft.serial}_{len(files)}")
            st.file_uploader(
                wording.reporting_pages.REPORT_HINTS["evidence"].format(
                    limit_mb=SIZE_LIMIT_BYTES / _MEGABYTE,
                    most=EVIDENCE_LIMIT_FILES,
                    types="、".join(TYPES),
                ),
                type=list(TYPES),
                key=key,
                max_upload_size=SIZE_LIMIT_BYTES // _MEGABYTE,
                on_change=_add_file,
                args=(context, duty, draft, key),
            )


def _add_file(context: ReportingContext, duty: Duty, draft: Draft, key: str) -> None:
    upload = session.value(key)
    if upload is None:
        return
    _take_typed(draft)
    try:
        file = context.store.repository.add_evidence(
            upload.name, upload.getvalue(), acting(), duty.unit_id
        )
    except OrdosGeoError as error:
        tell(fault_lines(context.texts, error), is_problem=True)
        return
    if file not in draft.content.evidence:
        draft.content = replace(draft.content, evidence=(*draft.content.evidence, file))


def _remove_file(draft: Draft, file: Evidence) -> None:
    _take_typed(draft)
    left = tuple(other for other in draft.content.evidence if other != file)
    draft.content = replace(draft.content, evidence=left)


# ---------------------------------------------------------------- saving


def _buttons(context: ReportingContext, opened: OpenMonth, duty: Duty, report: Report) -> None:
    month = opened.month
    with st.container(horizontal=True, gap="small", key="form_buttons"):
        if report.is_handed_in:
            st.button(
                wording.reporting_pages.SUBMIT_CORRECTION,
                type="primary",
                icon=":material/send:",
                on_click=_save,
                args=(context, month, duty, ReportState.SUBMITTED),
            )
        else:
            st.button(
                wording.reporting_pages.SUBMIT,
                type="primary",
                icon=":material/send:",
                on_click=_save,
                args=(context, month, duty, ReportState.SUBMITTED),
            )
            st.button(
                wording.reporting_pages.SAVE_DRAFT,
                icon=":material/save:",
                on_click=_save,
                args=(context, month, duty, ReportState.DRAFT),
            )
        last = last_report(opened, duty)
        if last is not None and not report.is_handed_in:
            st.button(
                wording.reporting_pages.LAST_MONTH_COPY,
                icon=":material/content_copy:",
                on_click=_copy_last,
                args=(month, duty, last),
            )


def _save(context: ReportingContext, month: Month, duty: Duty, state: ReportState) -> None:
    change_view(task_id=duty.task_id)  # the page stays where it is, also on a task it chose
    draft = held_draft(month, duty)
    _take_typed(draft)
    change = ReportChange(
        duty=duty,
        content=draft.content,
        based_on=draft.base.version,
        state=state,
        reason=draft.reason,
    )
    done = (
        wording.reporting_pages.SAVED_DRAFT
        if state is ReportState.DRAFT
        else wording.reporting_pages.SUBMITTED
    )
    with telling(context.texts, done):
        context.store.repository.save(month, [change], acting())
        drop_draft(month, duty)


def _copy_last(month: Month, duty: Duty, last: Report) -> None:
    """Last month's texts into fields that are empty; progress and figures are for this month."""
    draft = held_draft(month, duty)
    for name in _TEXTS:
        if not session.value(_key(draft, name)):
            session.set_value(_key(draft, name), getattr(last.content, name))


def _conflict(context: ReportingContext, month: Month, draft: Draft, theirs: Report) -> None:
    """Both texts side by side; neither is lost until somebody decides."""
    duty = theirs.duty
    mine = replace(theirs, content=draft.content, version=0, reason=draft.reason)
    render(
        "reporting/conflict.html",
        words=wording.reporting_pages,
        fields=wording.reporting.REPORT_FIELDS,
        text=wording.reporting_pages.CONFLICT_TEXT.format(
            account=theirs.account_id, time=time_label(theirs.saved_at), version=theirs.version
        ),
        theirs_title=wording.reporting_pages.CONFLICT_THEIRS.format(version=theirs.version),
        pairs=_pairs(report_words(context, mine), report_words(context, theirs)),
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            wording.reporting_pages.CONFLICT_KEEP_MINE,
            type="primary",
            on_click=rebase_draft,
            args=(month, duty, theirs),
        )
        st.button(
            wording.reporting_pages.CONFLICT_TAKE_THEIRS, on_click=drop_draft, args=(month, duty)
        )


def _pairs(mine: ReportWords, theirs: ReportWords) -> list[tuple[str, str, str]]:
    """Field, mine, theirs; both as text."""

    def figures(report: ReportWords) -> str:
        return "；".join(f"{target.name} {value}" for target, value in report.figures)

    return [
        (wording.reporting_pages.REPORT_PROGRESS, mine.progress, theirs.progress),
        *(
            (wording.reporting.REPORT_FIELDS[name], mine.texts[name], theirs.texts[name])
            for name in _TEXTS
        ),
        (wording.reporting.REPORT_FIELDS["figures"], figures(mine), figures(theirs)),
        (wording.reporting.REPORT_FIELDS["evidence"], mine.files, theirs.files),
    ]
