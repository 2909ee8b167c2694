"""Commands on boundaries and places."""

from __future__ import annotations

import csv
import io
import sys
from math import isfinite
from pathlib import Path
from typing import Annotated

import typer

from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.geodata.datum import DATUMS, Datum, convert_file, coordinate_text
from ordos_geo.geodata.measure import distance_km

geodata_app = typer.Typer(no_args_is_help=True, help="Boundaries and places.")


@geodata_app.command("build")
def geodata_build() -> None:
    """Write geo/admin anew from the boundary packages (needs the development requirements)."""
    from ordos_geo.geodata.build import build_geodata  # noqa: PLC0415 - a development dependency

    with faults_to_standard_error():
        build_geodata(command_context().root / "geo")


@geodata_app.command("convert")
def geodata_convert(
    lon: Annotated[
        float | None, typer.Argument(min=-180, max=180, help="Longitude, degrees.")
    ] = None,
    lat: Annotated[float | None, typer.Argument(min=-90, max=90, help="Latitude, degrees.")] = None,
    *,
    datum: Annotated[
        str,
        typer.Option(
            "--from",
            callback=one_of(DATUMS),
            help=" | ".join(f"{code} ({datum.maps})" for code, datum in DATUMS.items()),
        ),
    ],
    points: Annotated[
        Path | None, typer.Option(help="A CSV file with columns lon and lat instead.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File; standard output if left out.")] = None,
) -> None:
    """Print the WGS84 coordinates of a point of a Chinese web map, as geo/ holds them.

    What was done goes to standard error.
    """
    source = DATUMS[datum]
    if points is not None:
        if lon is not None or lat is not None:
            raise typer.BadParameter("give LON and LAT or --points, not both")
        _convert_points(points, source, out)
    elif lon is None or lat is None or not (isfinite(lon) and isfinite(lat)):
        raise typer.BadParameter("give LON and LAT in degrees, or --points FILE")
    else:
        _convert_point(lon, lat, source, out)


def _convert_point(lon: float, lat: float, source: Datum, out: Path | None) -> None:
    with faults_to_standard_error():
        converted = source.to_wgs84(lon, lat)
        write(f"{','.join(map(coordinate_text, converted))}\n".encode(), out)
    metres = distance_km(lon, lat, *converted) * 1000
    print(
        f"{source.name} to WGS84 (lon,lat in degrees), moved by {metres:.0f} m; "
        f"say so in `basis`: 由 {source.name}（{source.maps}）换算",
        file=sys.stderr,
    )


def _convert_points(points: Path, source: Datum, out: Path | None) -> None:
    with faults_to_standard_error():
        table = convert_file(points, source)
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([table.header, *table.rows])
        write(text.getvalue().encode(), out)
    print(
        f"{source.name} to WGS84: columns lon and lat of {len(table.rows)} rows; "
        f"say so in `basis`: 由 {source.name}（{source.maps}）换算",
        file=sys.stderr,
    )
