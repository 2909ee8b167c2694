"""Open, close and reopen a month: for dispatchers. And what has happened to it, for all."""

from __future__ import annotations

import streamlit as st

from ordos_geo.analysis.duties import task_targets, unit_duties, unowed_tasks
from ordos_geo.analysis.expectations import load_expectations
from ordos_geo.model import wording_dispatch_pages as wording
from ordos_geo.model.dispatch import Month, RoundEventKind
from ordos_geo.settings import Settings
from ordos_geo.tracking.permissions import may_dispatch
from ordos_geo.tracking.validation import REASON_LIMIT_CHARACTERS
from ordos_geo.ui.dispatch_messages import telling
from ordos_geo.ui.dispatch_page import Desk, day_label, time_label, today
from ordos_geo.ui.dispatch_store import OpenMonth
from ordos_geo.ui.dispatch_view import change_view
from ordos_geo.ui.panels import render
from ordos_geo.ui.sign_in import acting

_MONTH, _DUE = "manage_month", "manage_due"
_REOPEN_DUE, _REOPEN_REASON = "manage_reopen_due", "manage_reopen_reason"


def manage(desk: Desk, opened: OpenMonth | None) -> None:
    """The dispatcher's actions on months; nothing for anybody else."""
    if desk.actor is None or not may_dispatch(desk.actor):
        return
    with st.popover(wording.MANAGE, icon=":material/settings:"):
        if opened is not None and opened.is_open:
            _close_part(desk, opened)
        elif opened is not None:
            _reopen_part(desk, opened)
        _open_part(desk)
        st.caption(wording.BACKUP_HINT)
        st.code(wording.BACKUP_COMMAND, language=None, wrap_lines=True)


def round_events(opened: OpenMonth) -> None:
    """Opened, closed, reopened: when, by whom and why."""
    lines = []
    for event in opened.reports.round.events:
        closes = event.kind is RoundEventKind.CLOSED
        pattern = wording.ROUND_EVENT_CLOSED if closes else wording.ROUND_EVENT
        line = pattern.format(
            time=time_label(event.at),
            account=event.account_id,
            event=wording.ROUND_EVENT_LABELS[event.kind],
            due=day_label(event.due_on),
        )
        lines.append((line, event.reason))
    render("dispatch_events.html", words=wording, lines=lines)


def _open_part(desk: Desk) -> None:
    duties = unit_duties(desk.dataset)
    expected = load_expectations(Settings().root, desk.dataset)
    suggested = desk.months[-1].next if desk.months else Month.of(today()).previous
    month = min(suggested, Month.of(today()).next)
    with st.form("manage_open", border=True):
        st.markdown(f"**{wording.OPEN_ROUND}**")
        st.text_input(wording.OPEN_MONTH, value=str(month), key=_MONTH, max_chars=7)
        st.date_input(wording.OPEN_DUE, value=month.usual_due_on, key=_DUE, format="YYYY-MM-DD")
        st.caption(
            wording.OPEN_NOTE.format(
                duties=len(duties),
                tasks=len({duty.task_id for duty in duties}),
                units=len({duty.unit_id for duty in duties}),
                expected=len(expected),
            )
        )
        unowed = unowed_tasks(desk.dataset)
        if unowed:
            st.caption(wording.OPEN_UNOWED.format(count=len(unowed)))
        st.form_submit_button(wording.OPEN_ROUND, on_click=_open, args=(desk,))


def _close_part(desk: Desk, opened: OpenMonth) -> None:
    missing = sum(not s.report.is_handed_in for s in opened.standings.values())
    with st.form("manage_close", border=True):
        st.markdown(f"**{wording.CLOSE_ROUND}**（{opened.month.label}）")
        st.caption(wording.CLOSE_NOTE.format(missing=missing))
        st.form_submit_button(
            wording.CLOSE_ROUND, type="primary", on_click=_close, args=(desk, opened.month)
        )


def _reopen_part(desk: Desk, opened: OpenMonth) -> None:
    with st.form("manage_reopen", border=True):
        st.markdown(f"**{wording.REOPEN_ROUND}**（{opened.month.label}）")
        st.caption(wording.REOPEN_NOTE)
        due = max(today(), opened.reports.round.due_on)
        st.date_input(wording.OPEN_DUE, value=due, key=_REOPEN_DUE, format="YYYY-MM-DD")
        st.text_area(
            wording.REOPEN_REASON,
            key=_REOPEN_REASON,
            max_chars=REASON_LIMIT_CHARACTERS,
            height=70,
        )
        st.form_submit_button(wording.REOPEN_ROUND, on_click=_reopen, args=(desk, opened.month))


def _open(desk: Desk) -> None:
    text, due_on = st.session_state[_MONTH].strip(), st.session_state[_DUE]
    with telling(desk.texts, wording.OPENED.format(month=text)):
        month = Month.parse(text)
        desk.store.repository.open_round(
            month,
            unit_duties(desk.dataset),
            acting(),
            due_on=due_on,
            targets=task_targets(desk.dataset),
            expectations=load_expectations(Settings().root, desk.dataset),
        )
        change_view(month=month, unit_id="", task_id="")


def _close(desk: Desk, month: Month) -> None:
    with telling(desk.texts, wording.CLOSED.format(month=month.label)):
        desk.store.repository.close_round(month, acting())


def _reopen(desk: Desk, month: Month) -> None:
    due_on, reason = st.session_state[_REOPEN_DUE], st.session_state[_REOPEN_REASON]
    with telling(desk.texts, wording.REOPENED.format(month=month.label)):
        desk.store.repository.reopen_round(month, acting(), due_on=due_on, reason=reason)
