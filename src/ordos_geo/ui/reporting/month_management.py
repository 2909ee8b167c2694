"""Open, close and reopen a month: for dispatchers. And what has happened to it, for all."""

from __future__ import annotations

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis.reporting.duties import task_targets, unit_duties, unowed_tasks
from ordos_geo.analysis.reporting.expectations import load_expectations
from ordos_geo.model import clock
from ordos_geo.model.dates import day_label, time_label
from ordos_geo.model.reporting import Month, RoundEventKind
from ordos_geo.reporting.rules.permissions import may_dispatch
from ordos_geo.reporting.rules.validation import REASON_LIMIT_CHARACTERS
from ordos_geo.settings import Settings
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.messages import telling
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.reporting.view_state import change_view
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.shell.sign_in import acting
from ordos_geo.ui.widgets.markup import render


def manage(context: ReportingContext, opened: OpenMonth | None) -> None:
    """The dispatcher's actions on months; nothing for anybody else."""
    if context.actor is None or not may_dispatch(context.actor):
        return
    with st.popover(wording.reporting_pages.MANAGE, icon=":material/settings:"):
        if opened is not None and opened.is_open:
            _close_part(context, opened)
        elif opened is not None:
            _reopen_part(context, opened)
        _open_part(context)
        st.caption(wording.reporting_pages.BACKUP_HINT)
        st.code(wording.reporting_pages.BACKUP_COMMAND, language=None, wrap_lines=True)


def round_events(opened: OpenMonth) -> None:
    """Opened, closed, reopened: when, by whom and why."""
    lines = []
    for event in opened.reports.round.events:
        closes = event.kind is RoundEventKind.CLOSED
        pattern = (
            wording.reporting_pages.ROUND_EVENT_CLOSED
            if closes
            else wording.reporting_pages.ROUND_EVENT
        )
        line = pattern.format(
            time=time_label(event.at),
            account=event.account_id,
            event=wording.reporting_pages.ROUND_EVENT_LABELS[event.kind],
            due=day_label(event.due_on),
        )
        lines.append((line, event.reason))
    render("reporting/events.html", words=wording.reporting_pages, lines=lines)


def _open_part(context: ReportingContext) -> None:
    duties = unit_duties(context.dataset)
    expected = load_expectations(Settings().root, context.dataset)
    suggested = context.months[-1].next if context.months else Month.of(clock.today()).previous
    month = min(suggested, Month.of(clock.today()).next)
    with st.form("manage_open", border=True):
        st.markdown(f"**{wording.reporting_pages.OPEN_ROUND}**")
        st.text_input(
            wording.reporting_pages.OPEN_MONTH,
            value=str(month),
            key=Session.opening_month.key,
            max_chars=7,
        )
        st.date_input(
            wording.reporting_pages.OPEN_DUE,
            value=month.usual_due_on,
            key=Session.opening_due_on.key,
            format="YYYY-MM-DD",
        )
        st.caption(
            wording.reporting_pages.OPEN_NOTE.format(
                duties=len(duties),
                tasks=len({duty.task_id for duty in duties}),
                units=len({duty.unit_id for duty in duties}),
                expected=len(expected),
            )
        )
        unowed = unowed_tasks(context.dataset)
        if unowed:
            st.caption(wording.reporting_pages.OPEN_UNOWED.format(count=len(unowed)))
        st.form_submit_button(wording.reporting_pages.OPEN_ROUND, on_click=_open, args=(context,))


def _close_part(context: ReportingContext, opened: OpenMonth) -> None:
    missing = sum(not s.report.is_handed_in for s in opened.judged.values())
    with st.form("manage_close", border=True):
        st.markdown(f"**{wording.reporting_pages.CLOSE_ROUND}**（{opened.month.label}）")
        st.caption(wording.reporting_pages.CLOSE_NOTE.format(missing=missing))
        st.form_submit_button(
            wording.reporting_pages.CLOSE_ROUND,
            type="primary",
            on_click=_close,
            args=(context, opened.month),
        )


def _reopen_part(context: ReportingContext, opened: OpenMonth) -> None:
    with st.form("manage_reopen", border=True):
        st.markdown(f"**{wording.reporting_pages.REOPEN_ROUND}**（{opened.month.label}）")
        st.caption(wording.reporting_pages.REOPEN_NOTE)
        due = max(clock.today(), opened.reports.round.due_on)
        st.date_input(
            wording.reporting_pages.OPEN_DUE,
            value=due,
            key=Session.reopening_due_on.key,
            format="YYYY-MM-DD",
        )
        st.text_area(
            wording.reporting_pages.REOPEN_REASON,
            key=Session.reopening_reason.key,
            max_chars=REASON_LIMIT_CHARACTERS,
            height=70,
        )
        st.form_submit_button(
            wording.reporting_pages.REOPEN_ROUND, on_click=_reopen, args=(context, opened.month)
        )


def _open(context: ReportingContext) -> None:
    text, due_on = session.opening_month.strip(), session.opening_due_on
    with telling(context.texts, wording.reporting_pages.OPENED.format(month=text)):
        month = Month.parse(text)
        context.store.repository.open_round(
            month,
            unit_duties(context.dataset),
            acting(),
            due_on=due_on,
            targets=task_targets(context.dataset),
            expectations=load_expectations(Settings().root, context.dataset),
        )
        change_view(month=month, unit_id="", task_id="")


def _close(context: ReportingContext, month: Month) -> None:
    with telling(context.texts, wording.reporting_pages.CLOSED.format(month=month.label)):
        context.store.repository.close_round(month, acting())


def _reopen(context: ReportingContext, month: Month) -> None:
    due_on, reason = session.reopening_due_on, session.reopening_reason
    with telling(context.texts, wording.reporting_pages.REOPENED.format(month=month.label)):
        context.store.repository.reopen_round(month, acting(), due_on=due_on, reason=reason)
