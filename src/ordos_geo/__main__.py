"""The command line: python -m ordos_geo …

Results go to standard output or a file, faults in English to standard error, one a line. Exit
status: 0 done, 1 faults found, 2 wrong use.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import orjson
import typer

from ordos_geo.analysis.coverage import coverage_report, plan_coverage
from ordos_geo.analysis.dictionary import DICTIONARY, dictionary_text
from ordos_geo.analysis.export import FORMATS, layer_bytes
from ordos_geo.analysis.layers import LAYERS, layer_frame
from ordos_geo.analysis.load import load_dataset
from ordos_geo.analysis.views import load_views
from ordos_geo.cartography.style import check_symbols
from ordos_geo.errors import Fault, FaultKind, OrdosGeoError, RequestError
from ordos_geo.plan import plan_document, read_plan
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


@contextmanager
def _faults_to_standard_error() -> Iterator[None]:
    """End with exit status 1 and the faults, never a traceback."""
    try:
        yield
    except OrdosGeoError as error:
        print(error.english(), file=sys.stderr)
        print(f"{len(error.faults)} fault(s)", file=sys.stderr)
        raise typer.Exit(1) from None


def _write(content: bytes, out: Path | None) -> None:
    """To a file, or to standard output; raises RequestError where the file cannot be written."""
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        details = {
            "parameter": "--out",
            "value": str(out),
            "reason_en": f"it cannot be written ({error.strerror}); choose another place",
            "reason_zh": f"无法写入（{error.strerror}）；请换一个位置",
        }
        fault = Fault(FaultKind.ARGUMENT_INVALID, details=details)
        raise RequestError([fault]) from error


def _one_of(values: Iterable[str]) -> Callable[[str], str]:
    """A check of an argument: wrong use (exit status 2) where it is none of `values`."""

    def known(value: str) -> str:
        if value not in values:
            raise typer.BadParameter(f"'{value}' is not one of: {', '.join(values)}")
        return value

    return known


@app.command()
def check(
    coverage: Annotated[
        bool, typer.Option("--coverage", help="List the records that quote each sentence.")
    ] = False,
) -> None:
    """Report every fault in geo/ and data/; exit status 1 if there is any.

    With --coverage also where a sentence is neither quoted nor listed in uncovered.csv.
    """
    with _faults_to_standard_error():
        dataset = load_dataset(Settings().root)
        check_symbols(dataset.vocabularies)
        load_views(Settings().root, dataset)
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
    with _faults_to_standard_error():
        document = plan_document(read_plan(file))
        _write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n", out)


@data_app.command("export")
def data_export(
    layer: Annotated[str, typer.Argument(callback=_one_of(LAYERS), help=", ".join(LAYERS))],
    file_format: Annotated[
        str, typer.Option("--format", callback=_one_of(FORMATS), help=" | ".join(FORMATS))
    ],
    out: Annotated[Path, typer.Option(help="File to write, - for standard output.")],
) -> None:
    """Write one layer to a file: every row with its identity, its clause and its quote."""
    with _faults_to_standard_error():
        frame = layer_frame(load_dataset(Settings().root), layer)
        _write(layer_bytes(frame, file_format, name=layer), out)


@data_app.command("dictionary")
def data_dictionary(
    out: Annotated[
        Path | None, typer.Option(help=f"File to write, - for standard output [{DICTIONARY}].")
    ] = None,
) -> None:
    """Write the data dictionary anew: every table, layer and column, from the schemas."""
    with _faults_to_standard_error():
        root = Settings().root
        _write(dictionary_text().encode(), root / DICTIONARY if out is None else out)


@geodata_app.command("build")
def geodata_build() -> None:
    """Write geo/admin anew from the boundary packages (needs the development requirements)."""
    from ordos_geo.geodata.build import build_geodata  # noqa: PLC0415 - a development dependency

    with _faults_to_standard_error():
        build_geodata(Settings().root / "geo")


if __name__ == "__main__":
    app()
