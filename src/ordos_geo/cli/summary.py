"""data summary: every number of a view, as every page and sheet says it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import orjson
import typer

from ordos_geo.analysis import selected
from ordos_geo.analysis.summary import summary
from ordos_geo.cli.arguments import View, read_view
from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error, write


def data_summary(
    view: View = "",
    out: Annotated[
        Path | None, typer.Option(help="File to write; standard output if left out.")
    ] = None,
) -> None:
    """Print every number of a view as JSON: statements, pairs, partners, units and what is open."""
    with faults_to_standard_error():
        dataset = command_context().dataset
        selection, _, _ = read_view(dataset, view)
        # no filter: tasks that no feature is drawn for are counted too
        ids = selected(dataset, selection) if selection.values else None
        document = summary(dataset, ids)
        write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n", out)
