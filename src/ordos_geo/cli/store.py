"""Commands on the store of the monthly reporting as a whole."""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated

import typer

from ordos_geo.analysis.reporting.demonstration import (
    DEMO_MONTHS,
    DISPATCHER,
    REPORTER,
    DemoClock,
    fill_demonstration,
)
from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error
from ordos_geo.reporting.accounts.accounts import Accounts
from ordos_geo.reporting.store.backup import restore_backup, write_backup
from ordos_geo.reporting.store.database import open_database
from ordos_geo.reporting.store.repository import ReportingRepository

store_app = typer.Typer(no_args_is_help=True, help="The store of the monthly reporting.")


@store_app.command("backup")
def store_backup(
    out: Annotated[Path, typer.Option(help="File to write, a zip.")],
) -> None:
    """Write all rounds, reports, files and accounts to one file, while others go on working.

    It holds password hashes: keep it as safe as the store itself.
    """
    with faults_to_standard_error():
        rows = write_backup(command_context().repository.engine, out)
    print(f"{out}: {rows} rows")


@store_app.command("restore")
def store_restore(
    file: Annotated[Path, typer.Argument(help="A file that `store backup` wrote.")],
    by: Annotated[str, typer.Option("--as", help="Who restores, for the audit log.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Give up what the store holds now.")
    ] = False,
) -> None:
    """Fill an empty store from a backup, of either kind of database."""
    with faults_to_standard_error():
        engine = command_context().repository.engine
        rows = restore_backup(engine, file, by=by, replace=replace)
    print(f"{rows} rows restored")


@store_app.command("demo")
def store_demo() -> None:
    """Make the store of demonstration data anew: three rounds, two accounts.

    A file of its own, whatever ORDOS_GEO_DATABASE_URL says: it never mixes with real data.
    """
    with faults_to_standard_error():
        settings, dataset = command_context().settings, command_context().dataset
        for path in (settings.demo_file, *_companions(settings.demo_file)):
            path.unlink(missing_ok=True)
        engine = open_database(f"sqlite:///{settings.demo_file}")
        clock = DemoClock()
        repository = ReportingRepository(engine, now=clock)
        fill_demonstration(dataset, repository, clock)
        password = token_urlsafe(9)
        accounts = Accounts(engine)
        for actor in (DISPATCHER, REPORTER):
            accounts.create(
                actor.account_id, actor.role, by="demo", unit_id=actor.unit_id, password=password
            )
    print(f"{settings.demo_file}: demonstration data, months {', '.join(map(str, DEMO_MONTHS))}")
    print(f"accounts {DISPATCHER.account_id} and {REPORTER.account_id}, password {password}")


def _companions(file: Path) -> tuple[Path, ...]:
    """The files that SQLite keeps beside a database."""
    return tuple(file.with_name(file.name + suffix) for suffix in ("-wal", "-shm"))
