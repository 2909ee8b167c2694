"""Whom to remind, and with what: text to paste, a list, a calendar, mail where it is set up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from ordos_geo import wording
from ordos_geo.errors import OrdosGeoError
from ordos_geo.model import clock
from ordos_geo.model.reporting import Month
from ordos_geo.reporting.reminders.attachments import reminder_calendar, reminder_workbook
from ordos_geo.reporting.reminders.delivery import delivery_error, send_reminders
from ordos_geo.reporting.reminders.letters import Reminder, letters_text, list_reminders
from ordos_geo.reporting.reminders.mail import parse_mail_url
from ordos_geo.reporting.reminders.recipients import RECIPIENTS, load_recipients
from ordos_geo.reporting.rules.permissions import may_dispatch
from ordos_geo.settings import Settings
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.messages import fault_lines, tell
from ordos_geo.ui.reporting.store import OpenMonth, read_month
from ordos_geo.ui.reporting.view_state import current_view
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.shell.sign_in import acting

BOARD, REMINDERS = "board", "reminders"
_TEMPLATES = Path(__file__).parent / "templates"

_letter = st.components.v2.component(
    "ordos_letter",
    html='<div class="letter"><button type="button"></button><pre tabindex="0"></pre></div>',
    css=(_TEMPLATES / "letter.css").read_text(encoding="utf-8"),
    js=(_TEMPLATES / "letter.js").read_text(encoding="utf-8"),
)


def view_choice(context: ReportingContext) -> bool:
    """For a dispatcher: the state of the reports or the reminders; whether it is the reminders."""
    if context.actor is None or not may_dispatch(context.actor):
        return False
    session.begin(Session.rounds_part.key, BOARD)
    st.segmented_control(
        wording.reporting_pages.PAGE_ROUNDS,
        options=[BOARD, REMINDERS],
        format_func=wording.reporting_pages.VIEWS.__getitem__,
        key=Session.rounds_part.key,
        required=True,
        label_visibility="collapsed",
    )
    return session.rounds_part == REMINDERS


def reminders_part(context: ReportingContext, opened: OpenMonth) -> None:
    """The letters to those who have not reported, all or one unit's, and what to do with them."""
    unit_id = current_view().unit_id
    found = [
        reminder
        for reminder in list_reminders(opened.rounds, context.texts, is_demo=context.store.is_demo)
        if unit_id in ("", reminder.unit_id)
    ]
    if not found:
        st.info(wording.reporting_pages.REMINDERS_NONE, icon=":material/check_circle:")
        return
    st.markdown(
        wording.reporting_pages.REMINDERS_COUNT.format(
            units=len(found),
            count=sum(len(reminder.missing) for reminder in found),
            escalated=sum(reminder.is_escalated for reminder in found),
        )
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        whom = _whom(found)
        _downloads(context, opened, whom)
        _sending(context, opened.month, whom)
    _letter(
        key="dispatch_letter",
        data={
            "text": letters_text(whom, clock.today(), context.texts),
            "label": wording.reporting_pages.COPY_TEXT,
            "copied": wording.reporting_pages.COPIED,
            "failed": wording.reporting_pages.COPY_FAILED,
        },
    )


def _whom(found: Sequence[Reminder]) -> Sequence[Reminder]:
    by_unit = {reminder.unit_id: reminder for reminder in found}

    def label(unit_id: str) -> str:
        if not unit_id:
            return wording.reporting_pages.REMINDERS_ALL.format(count=len(found))
        reminder = by_unit[unit_id]
        pattern = (
            wording.reporting_pages.REMINDERS_UNIT_ESCALATED
            if reminder.is_escalated
            else wording.reporting_pages.REMINDERS_UNIT
        )
        return pattern.format(unit=reminder.unit_name, count=len(reminder.missing))

    if session.reminded_unit not in ("", *by_unit):
        session.reminded_unit = ""
    chosen = st.selectbox(
        wording.reporting_pages.REMINDERS_WHOM,
        options=["", *by_unit],
        format_func=label,
        key=Session.reminded_unit.key,
        label_visibility="collapsed",
        width=420,
    )
    return [by_unit[chosen]] if chosen else list(found)


def _downloads(context: ReportingContext, opened: OpenMonth, whom: Sequence[Reminder]) -> None:
    name = context.file_prefix + wording.reporting_pages.REMINDER_FILE.format(
        month=opened.month.label
    )
    st.download_button(
        wording.reporting_pages.REMINDERS_XLSX,
        data=partial(reminder_workbook, whom, clock.today(), context.texts),
        file_name=f"{name}.xlsx",
        icon=":material/table:",
        on_click="ignore",
    )
    st.download_button(
        wording.reporting_pages.REMINDERS_ICS,
        data=partial(_calendar, context, whom),
        file_name=f"{name}.ics",
        mime="text/calendar",
        icon=":material/event:",
        on_click="ignore",
    )


def _calendar(context: ReportingContext, whom: Sequence[Reminder]) -> bytes:
    return reminder_calendar(whom, clock.now(), context.texts)


def _sending(context: ReportingContext, month: Month, whom: Sequence[Reminder]) -> None:
    """Only where a mail server is set up."""
    if Settings().smtp_url is None:
        return
    with st.popover(wording.reporting_pages.REMINDERS_SEND, icon=":material/mail:"):
        st.caption(wording.reporting_pages.REMINDERS_SEND_NOTE.format(count=len(whom)))
        st.button(
            wording.reporting_pages.CONFIRM,
            key="reminders_send",
            type="primary",
            on_click=_send,
            args=(context, month, [reminder.unit_id for reminder in whom]),
        )


def _send(context: ReportingContext, month: Month, unit_ids: Sequence[str]) -> None:
    """Send to those of the units that have not reported by now."""
    settings = Settings()
    try:
        actor = acting()
        rounds = read_month(context.store, month, context.store.repository.writes()).rounds
        reminders = [
            reminder
            for reminder in list_reminders(rounds, context.texts, is_demo=context.store.is_demo)
            if reminder.unit_id in unit_ids
        ]
        recipients = load_recipients(
            settings.root / RECIPIENTS, context.texts.units, relative_to=settings.root
        )
        url = settings.smtp_url.get_secret_value() if settings.smtp_url else ""
        deliveries = send_reminders(
            context.store.repository.engine,
            actor,
            reminders,
            recipients,
            server=parse_mail_url(url),
            sender=settings.mail_sender,
            now=clock.now(),
            texts=context.texts,
        )
    except OrdosGeoError as error:
        tell(fault_lines(context.texts, error), is_problem=True)
        return
    sent = sum(not delivery.faults for delivery in deliveries)
    problem = delivery_error(deliveries)
    lines = [wording.reporting_pages.REMINDERS_SENT.format(count=sent)]
    if problem is not None:
        lines += fault_lines(context.texts, problem)
    tell(lines, is_problem=problem is not None)
