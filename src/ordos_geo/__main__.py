"""The command line: python -m ordos_geo …

Results go to standard output or a file, faults in English to standard error, one a line. Exit
status: 0 done, 1 faults found, 2 wrong use.
"""

from __future__ import annotations

import gc

# a command is over in seconds, and what it loads stays: looking for garbage among it as often as
# Python does by itself takes an eighth of the time
gc.set_threshold(50_000, 20, 100)

from pathlib import Path
from typing import Annotated

import orjson
import typer

from ordos_geo.address.saved_views import load_views
from ordos_geo.analysis.dataset.loading import load_dataset
from ordos_geo.analysis.quotes.coverage import coverage_report, plan_coverage
from ordos_geo.analysis.reporting.expectations import load_expectations
from ordos_geo.analysis.tables.dictionary import DICTIONARY, dictionary_text
from ordos_geo.analysis.tables.export import FORMATS, layer_bytes
from ordos_geo.analysis.tables.layers import LAYERS, layer_frame
from ordos_geo.cartography.style import check_symbols
from ordos_geo.cli.accounts import account_app, audit
from ordos_geo.cli.atlas import atlas_app
from ordos_geo.cli.maps import map_app
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.cli.reminders import round_remind
from ordos_geo.cli.reporting import round_app
from ordos_geo.cli.status_map import round_map
from ordos_geo.cli.store import store_app
from ordos_geo.plan import plan_document, read_plan
from ordos_geo.reporting.reminders.recipients import RECIPIENTS, load_recipients
from ordos_geo.settings import Settings

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Map of Ordos City's regional cooperation: checks, builds and exports.",
)
plan_app = typer.Typer(no_args_is_help=True, help="Policy texts.")
data_app = typer.Typer(no_args_is_help=True, help="Layers as files, and what is in them.")
geodata_app = typer.Typer(no_args_is_help=True, help="Boundaries and places.")
app.add_typer(plan_app, name="plan")
app.add_typer(data_app, name="data")
app.add_typer(geodata_app, name="geodata")
app.add_typer(map_app, name="map")
app.add_typer(atlas_app, name="atlas")
app.add_typer(round_app, name="round")
app.add_typer(store_app, name="store")
app.add_typer(account_app, name="account")
app.command("audit")(audit)
round_app.command("remind")(round_remind)
round_app.command("map")(round_map)


@app.command()
def check(
    coverage: Annotated[
        bool, typer.Option("--coverage", help="List the records that quote each sentence.")
    ] = False,
) -> None:
    """Report every fault in geo/ and data/; exit status 1 if there is any.

    With --coverage also where a sentence is neither quoted nor listed in uncovered.csv.
    """
    with faults_to_standard_error():
        dataset = load_dataset(Settings().root)
        check_symbols(dataset.vocabularies)
        load_views(Settings().root, dataset)
        load_expectations(Settings().root, dataset)
        load_recipients(
            Settings().root / RECIPIENTS,
            set(dataset.register.units.index),
            relative_to=Settings().root,
        )
    if coverage:
        sentences = plan_coverage(dataset.plan, dataset.register)
        print(coverage_report(sentences))
        if any(sentence.remainder for sentence in sentences):
            raise typer.Exit(1)
    measures = sum(1 for measure in dataset.plan.measures if measure.no)
    features = len(dataset.features)
    print(f"no faults: {measures} measures, {features} features on the map")


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
        frame = layer_frame(load_dataset(Settings().root), layer)
        write(layer_bytes(frame, file_format, name=layer), out)


@data_app.command("dictionary")
def data_dictionary(
    out: Annotated[
        Path | None, typer.Option(help=f"File to write, - for standard output [{DICTIONARY}].")
    ] = None,
) -> None:
    """Write the data dictionary anew: every table, layer and column, from the schemas."""
    with faults_to_standard_error():
        root = Settings().root
        write(dictionary_text().encode(), root / DICTIONARY if out is None else out)


@geodata_app.command("build")
def geodata_build() -> None:
    """Write geo/admin anew from the boundary packages (needs the development requirements)."""
    from ordos_geo.geodata.build import build_geodata  # noqa: PLC0415 - a development dependency

    with faults_to_standard_error():
        build_geodata(Settings().root / "geo")


if __name__ == "__main__":
    app()
