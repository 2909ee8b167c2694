"""Commands that write layers and describe them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ordos_geo.analysis.tables.dictionary import DICTIONARY, dictionary_text
from ordos_geo.analysis.tables.export import FORMATS, layer_bytes
from ordos_geo.analysis.tables.layers import LAYERS, layer_frame
from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error, one_of, write

data_app = typer.Typer(no_args_is_help=True, help="Layers as files, and what is in them.")


@data_app.command("export")
def data_export(
    layer: Annotated[str, typer.Argument(callback=one_of(LAYERS), help=", ".join(LAYERS))],
    file_format: Annotated[
        str, typer.Option("--format", callback=one_of(FORMATS), help=" | ".join(FORMATS))
    ],
    out: Annotated[Path, typer.Option(help="File to write, - for standard output.")],
) -> None:
    """Write one layer to a file: every row with its identity, its clause and its quote."""
    with faults_to_standard_error():
        frame = layer_frame(command_context().dataset, layer)
        write(layer_bytes(frame, file_format, name=layer), out)


@data_app.command("dictionary")
def data_dictionary(
    out: Annotated[
        Path | None,
        typer.Option(help=f"File to write, - for standard output; {DICTIONARY} if left out."),
    ] = None,
) -> None:
    """Write the data dictionary anew: every table, layer and column, from the schemas."""
    with faults_to_standard_error():
        root = command_context().root
        write(dictionary_text().encode(), root / DICTIONARY if out is None else out)
