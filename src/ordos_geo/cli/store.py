"""Commands on the store of the monthly dispatch as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ordos_geo.cli.output import faults_to_standard_error
from ordos_geo.settings import Settings
from ordos_geo.tracking.backup import restore_backup, write_backup
from ordos_geo.tracking.database import open_database

store_app = typer.Typer(no_args_is_help=True, help="The store of the monthly dispatch.")


@store_app.command("backup")
def store_backup(
    out: Annotated[Path, typer.Option(help="File to write, a zip.")],
) -> None:
    """Write all rounds, reports, files and accounts to one file, while others go on working.

    It holds password hashes: keep it as safe as the store itself.
    """
    with faults_to_standard_error():
        rows = write_backup(open_database(Settings().store_url), out)
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
        engine = open_database(Settings().store_url)
        rows = restore_backup(engine, file, by=by, replace=replace)
    print(f"{rows} rows restored")
