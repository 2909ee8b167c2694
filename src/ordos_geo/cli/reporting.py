"""Commands of the monthly reporting: open a month, see how it stands, close it, compare it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer

from ordos_geo.analysis.reporting.change import (
    change_headings,
    change_sentences,
    change_table,
    round_change,
)
from ordos_geo.analysis.reporting.duties import task_targets, unit_duties
from ordos_geo.analysis.reporting.expectations import load_expectations
from ordos_geo.analysis.reporting.overview import round_status
from ordos_geo.analysis.reporting.texts import reporting_texts
from ordos_geo.cli.arguments import MonthArgument
from ordos_geo.cli.context import command_context
from ordos_geo.cli.lazy import lazy_group
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.model import clock
from ordos_geo.model.reporting import Month
from ordos_geo.office.spreadsheet import harmless
from ordos_geo.reporting.rules.status import judge_round

round_app = typer.Typer(
    cls=lazy_group(
        {
            "remind": "ordos_geo.cli.reminders:round_remind",
            "map": "ordos_geo.cli.status_map:round_map",
        }
    ),
    no_args_is_help=True,
    help="Rounds of the monthly reporting.",
)

AccountOption = Annotated[str, typer.Option("--as", help="Account of a dispatcher.")]
DueOption = Annotated[
    datetime | None,
    typer.Option("--due", formats=["%Y-%m-%d"], help="Day on which reports are due."),
]


@round_app.command("open")
def round_open(month: MonthArgument, account: AccountOption, due: DueOption = None) -> None:
    """Open a month: each unit owes a report on each of its tasks (due: the 5th of the next)."""
    with faults_to_standard_error():
        opened = Month.parse(month)
        context = command_context()
        dataset = context.dataset
        round_ = context.repository.open_round(
            opened,
            unit_duties(dataset),
            context.actor(account),
            due_on=_due(due, opened),
            targets=task_targets(dataset),
            expectations=load_expectations(context.root, dataset),
        )
    units = len({duty.unit_id for duty in round_.duties})
    print(
        f"{month} is open until {round_.due_on}: {units} units owe {len(round_.duties)} reports, "
        f"{len(round_.expectations)} expectations"
    )


@round_app.command("status")
def round_status_(
    month: MonthArgument,
    out: Annotated[Path | None, typer.Option(help="File; standard output if left out.")] = None,
) -> None:
    """Print how a month stands as JSON: states and statuses, in all and for each unit."""
    with faults_to_standard_error():
        context = command_context()
        dataset, repository = context.dataset, context.repository
        rounds = repository.recent(Month.parse(month))
        status = {"demo": repository.is_demo(), **round_status(reporting_texts(dataset), rounds)}
        write(orjson.dumps(status, option=orjson.OPT_INDENT_2) + b"\n", out)


@round_app.command("close")
def round_close(month: MonthArgument, account: AccountOption) -> None:
    """Close a month: what is not handed in is late."""
    with faults_to_standard_error():
        closed = Month.parse(month)
        context = command_context()
        repository = context.repository
        repository.close_round(closed, context.actor(account))
        late = len(repository.reports(closed).late)
    print(f"{month} is closed: {late} reports are late")


@round_app.command("reopen")
def round_reopen(
    month: MonthArgument,
    account: AccountOption,
    reason: Annotated[str, typer.Option(help="Why, for the record.")],
    due: DueOption = None,
) -> None:
    """Take reports again in a closed month (due: today)."""
    with faults_to_standard_error():
        reopened = Month.parse(month)
        context = command_context()
        repository = context.repository
        due_on = due.date() if due is not None else clock.today()
        actor = context.actor(account)
        round_ = repository.reopen_round(reopened, actor, due_on=due_on, reason=reason)
    print(f"{month} is open again until {round_.due_on}")


@round_app.command("change")
def round_change_(
    earlier: MonthArgument,
    later: MonthArgument,
    file_format: Annotated[
        str, typer.Option("--format", callback=one_of(("text", "csv")), help="text | csv")
    ] = "text",
    out: Annotated[Path | None, typer.Option(help="File; standard output if left out.")] = None,
) -> None:
    """Print what moved between two months: two sentences, or a row for each task and unit."""
    with faults_to_standard_error():
        context = command_context()
        dataset, repository = context.dataset, context.repository
        months = Month.parse(earlier), Month.parse(later)
        before, after = (judge_round(repository.recent(month)) for month in months)
        change = round_change(months[0], before, months[1], after)
        if file_format == "csv":
            table = change_table(reporting_texts(dataset), change).map(harmless)
            headings = change_headings(change)
            write(table.rename(columns=headings).to_csv().encode("utf-8-sig"), out)
        else:
            write(("\n".join(change_sentences(change)) + "\n").encode(), out)


def _due(due: datetime | None, month: Month) -> date:
    if due is not None:
        return due.date()
    return month.usual_due_on
