"""Commands on policy texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import orjson
import typer

from ordos_geo.cli.output import faults_to_standard_error, write
from ordos_geo.plan import plan_document, read_plan

plan_app = typer.Typer(no_args_is_help=True, help="Policy texts.")


@plan_app.command("parse")
def plan_parse(
    file: Annotated[Path, typer.Argument(help="Policy text, UTF-8.")],
    out: Annotated[
        Path | None, typer.Option(help="File to write; standard output if left out.")
    ] = None,
) -> None:
    """Print a policy text's chapters, measures and units as JSON."""
    with faults_to_standard_error():
        document = plan_document(read_plan(file))
        write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n", out)
