"""The command that reminds of what is not reported: as letters, workbook, calendar or mail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ordos_geo.analysis.reporting.texts import reporting_texts
from ordos_geo.cli.arguments import MonthArgument
from ordos_geo.cli.context import CommandContext, command_context
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.errors import Fault, MailFault, RequestError
from ordos_geo.model import clock
from ordos_geo.model.reporting import Month
from ordos_geo.reporting.reminders.attachments import reminder_calendar, reminder_workbook
from ordos_geo.reporting.reminders.delivery import delivery_error, send_reminders
from ordos_geo.reporting.reminders.letters import Reminder, letters_text, list_reminders
from ordos_geo.reporting.reminders.mail import parse_mail_url
from ordos_geo.reporting.reminders.recipients import RECIPIENTS, load_recipients

_FORMATS = ("text", "xlsx", "ics")


def round_remind(
    month: MonthArgument,
    *,
    file_format: Annotated[
        str, typer.Option("--format", callback=one_of(_FORMATS), help=" | ".join(_FORMATS))
    ] = "text",
    unit: Annotated[str, typer.Option(help="Only this unit's, by its id.")] = "",
    out: Annotated[Path | None, typer.Option(help="File; standard output if left out.")] = None,
    send: Annotated[bool, typer.Option("--send", help="Send them by mail instead.")] = False,
    account: Annotated[str, typer.Option("--as", help="Account of a dispatcher, to send.")] = "",
) -> None:
    """Remind the units that have not reported in an open month; nobody after its close."""
    with faults_to_standard_error():
        context = command_context()
        repository, texts = context.repository, reporting_texts(context.dataset)
        rounds = repository.recent(Month.parse(month))
        reminders = tuple(
            reminder
            for reminder in list_reminders(rounds, texts, is_demo=repository.is_demo())
            if not unit or reminder.unit_id == unit
        )
        if send:
            _send(context, reminders, account)
            return
        contents = {
            "text": lambda: letters_text(reminders, clock.today(), texts).encode(),
            "xlsx": lambda: reminder_workbook(reminders, clock.today(), texts),
            "ics": lambda: reminder_calendar(reminders, clock.now(), texts),
        }
        write(contents[file_format](), out)


def _send(context: CommandContext, reminders: tuple[Reminder, ...], account: str) -> None:
    """Send them; raises OrdosGeoError with what went wrong with any of them."""
    settings, dataset = context.settings, context.dataset
    if settings.smtp_url is None:
        raise RequestError([Fault(MailFault.OFF)])
    root = settings.root
    units = set(dataset.register.units.index)
    deliveries = send_reminders(
        context.repository.engine,
        context.actor(account),
        reminders,
        load_recipients(root / RECIPIENTS, units, relative_to=root),
        server=parse_mail_url(settings.smtp_url.get_secret_value()),
        sender=settings.mail_sender,
        now=clock.now(),
        texts=reporting_texts(dataset),
    )
    sent = sum(not delivery.faults for delivery in deliveries)
    print(f"{sent} of {len(deliveries)} units reminded by mail")
    error = delivery_error(deliveries)
    if error is not None:
        raise error
