"""Reminders by mail: to whom, with what, and a line in the audit log for each that went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from ordos_geo.errors import Fault, MailFault, ReportingError
from ordos_geo.model import clock
from ordos_geo.model.reporting import Actor, AuditEvent
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.reporting.reminders.attachments import reminder_calendar
from ordos_geo.reporting.reminders.letters import Reminder, reminder_text
from ordos_geo.reporting.reminders.mail import Letter, MailServer, make_message, send_messages
from ordos_geo.reporting.rules.permissions import require_dispatch
from ordos_geo.reporting.store.audit import append_event
from ordos_geo.reporting.store.database import writing

_CALENDAR_NAME = "{month}.ics"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a unit's reminder: `faults` are empty where the server took it."""

    unit_id: str
    faults: tuple[Fault, ...] = ()


def reminder_letter(
    reminder: Reminder,
    to: tuple[str, ...],
    now: datetime,
    texts: ReportingTexts,
) -> Letter:
    """The mail to one unit, its day for the calendar attached. `now` knows its zone."""
    calendar = reminder_calendar([reminder], now, texts)
    name = _CALENDAR_NAME.format(month=reminder.month)
    return Letter(
        to=to,
        subject=reminder.title,
        text=reminder_text(reminder, clock.day_of(now), texts),
        attachments=((name, "text/calendar", calendar),),
    )


def send_reminders(
    engine: Engine,
    actor: Actor,
    reminders: Sequence[Reminder],
    recipients: Mapping[str, tuple[str, ...]],
    *,
    server: MailServer,
    sender: str,
    now: datetime,
    texts: ReportingTexts,
) -> tuple[Delivery, ...]:
    """Send each unit its reminder; a dispatcher does.

    Out: what became of each. A unit without an address, or whose address the server does not take,
    keeps no other one from being reminded. Raises ReportingError where the actor may not send,
    the reminders are made from demonstration data, or the server cannot be used at all.
    """
    require_dispatch(actor)
    if any(reminder.is_demo for reminder in reminders):
        raise ReportingError([Fault(MailFault.DEMO)])
    reachable = [reminder for reminder in reminders if recipients.get(reminder.unit_id)]
    messages = [
        make_message(
            reminder_letter(reminder, recipients[reminder.unit_id], now, texts),
            sender,
            now,
        )
        for reminder in reachable
    ]
    outcomes = send_messages(server, messages) if messages else ()
    deliveries = {
        reminder.unit_id: Delivery(reminder.unit_id, outcome.faults if outcome else ())
        for reminder, outcome in zip(reachable, outcomes, strict=True)
    }
    with writing(engine) as connection:
        for reminder in reachable:
            details = {
                "to": list(recipients[reminder.unit_id]),
                "missing": len(reminder.missing),
                "escalated": reminder.is_escalated,
                "taken": not deliveries[reminder.unit_id].faults,
            }
            event = AuditEvent(
                at=now,
                account_id=actor.account_id,
                action="reminder.sent",
                subject=f"{reminder.month} {reminder.unit_id}",
                details=details,
            )
            append_event(connection, event)
    return tuple(
        deliveries.get(reminder.unit_id) or _without_address(reminder) for reminder in reminders
    )


def delivery_error(deliveries: Sequence[Delivery]) -> ReportingError | None:
    """What went wrong with all of them together; None where nothing did."""
    faults = [fault for delivery in deliveries for fault in delivery.faults]
    return ReportingError(faults) if faults else None


def _without_address(reminder: Reminder) -> Delivery:
    details = {"value": reminder.unit_name}
    return Delivery(reminder.unit_id, (Fault(MailFault.ADDRESS_MISSING, details=details),))
