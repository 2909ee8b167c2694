"""The command that prints the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

import orjson
import typer

from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error, write
from ordos_geo.reporting.store.audit import latest_events


def audit(
    limit: Annotated[
        int, typer.Option(min=1, max=100_000, help="Number of events, the latest.")
    ] = 200,
    account: Annotated[str, typer.Option(help="Only what this account did.")] = "",
    subject: Annotated[str, typer.Option(help="Only what was done to this.")] = "",
) -> None:
    """Print the audit log as JSON, one event a line, the latest first."""
    with faults_to_standard_error():
        engine = command_context().repository.engine
        for event in latest_events(engine, limit=limit, account_id=account, subject=subject):
            line: Mapping[str, object] = asdict(event)
            write(orjson.dumps(line) + b"\n", None)
