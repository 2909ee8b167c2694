"""GCJ-02 and BD-09 coordinates, as Chinese web maps give them, to WGS84.

Use it (`python -m ordos_geo geodata convert`) before a coordinate copied from such a map goes into
geo/, and say so in its `basis`.
Facts: the formulas are the ones in common use (the offset is not published officially); the
inverse here returns the input to well under a centimetre. Outside China's rectangle GCJ-02 has no
offset, and neither has the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, isfinite, pi, sin, sqrt
from pathlib import Path
from types import MappingProxyType

from ordos_geo.errors import Fault, GeodataError, TableFault
from ordos_geo.tables.csv_file import CsvRows, line_of, read_rows

_SEMI_MAJOR_AXIS_METRES = 6_378_245.0  # Krasovsky 1940
_ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
_BD09_ANGLE = pi * 3000.0 / 180.0
_BD09_SHIFT_DEGREES = (0.0065, 0.006)
_OFFSET_AREA = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north
_CONVERGED_DEGREES = 1e-10
_MAX_ITERATIONS = 20


def gcj02_to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """GCJ-02 (高德、腾讯) lon/lat in degrees to WGS84 lon/lat in degrees."""
    if not _has_offset(lon, lat):
        return lon, lat
    guess_lon, guess_lat = lon, lat
    for _ in range(_MAX_ITERATIONS):
        shifted_lon, shifted_lat = _shift(guess_lon, guess_lat)
        error_lon, error_lat = shifted_lon - lon, shifted_lat - lat
        guess_lon, guess_lat = guess_lon - error_lon, guess_lat - error_lat
        if hypot(error_lon, error_lat) < _CONVERGED_DEGREES:
            break
    return guess_lon, guess_lat


def wgs84_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """WGS84 lon/lat in degrees to GCJ-02 lon/lat in degrees."""
    return _shift(lon, lat) if _has_offset(lon, lat) else (lon, lat)


def bd09_to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """BD-09 (百度) lon/lat in degrees to WGS84 lon/lat in degrees."""
    # BD-09 is a closed formula over GCJ-02; its customary inverse is off by about a metre, so
    # that is only where the search starts.
    x, y = lon - _BD09_SHIFT_DEGREES[0], lat - _BD09_SHIFT_DEGREES[1]
    for _ in range(_MAX_ITERATIONS):
        found_lon, found_lat = _gcj02_to_bd09(x, y)
        error_lon, error_lat = found_lon - lon, found_lat - lat
        x, y = x - error_lon, y - error_lat
        if hypot(error_lon, error_lat) < _CONVERGED_DEGREES:
            break
    return gcj02_to_wgs84(x, y)


def wgs84_to_bd09(lon: float, lat: float) -> tuple[float, float]:
    """WGS84 lon/lat in degrees to BD-09 lon/lat in degrees."""
    return _gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


@dataclass(frozen=True, slots=True)
class Datum:
    """A datum of Chinese web maps: its name, the maps that use it, and the way to WGS84.

    `to_wgs84` takes and returns lon and lat in degrees.
    """

    name: str
    maps: str
    to_wgs84: Callable[[float, float], tuple[float, float]]


DATUMS: Mapping[str, Datum] = MappingProxyType(
    {
        "gcj02": Datum("GCJ-02", "高德、腾讯", gcj02_to_wgs84),
        "bd09": Datum("BD-09", "百度", bd09_to_wgs84),
    }
)
"""By the code that the command line takes."""


def convert_file(path: Path, datum: Datum) -> CsvRows:
    """The rows of a CSV file with columns `lon` and `lat` (degrees) of a datum, now in WGS84.

    Other columns stay as they are. Raises GeodataError with every fault: no such file, no CSV,
    a column that is missing or repeated, a cell that is no longitude or latitude.
    """
    table, faults = read_rows(path, ("lon", "lat"), path.name, are_others_allowed=True)
    if faults:
        raise GeodataError(faults)
    columns = {"lon": (table.header.index("lon"), 180), "lat": (table.header.index("lat"), 90)}
    rows = []
    for index, row in enumerate(table.rows):
        point = {}
        for name, (column, limit) in columns.items():
            degrees = _degrees(row[column], limit)
            if degrees is None:
                details = {
                    "column": name,
                    "value": row[column],
                    "rule": f"degrees from -{limit} to {limit} / 度，-{limit} 至 {limit}",
                }
                faults.append(Fault(TableFault.VALUE_INVALID, path.name, line_of(index), details))
            else:
                point[column] = degrees
        if len(point) == len(columns):
            converted = datum.to_wgs84(*point.values())
            cells = dict(zip(point, map(coordinate_text, converted), strict=True))
            rows.append(tuple(cells.get(number, cell) for number, cell in enumerate(row)))
    if faults:
        raise GeodataError(faults)
    return CsvRows(table.header, tuple(rows))


def coordinate_text(degrees: float) -> str:
    """Degrees as files hold them: six decimals, about a decimetre."""
    return f"{degrees:.6f}"


def _degrees(text: str, limit: float) -> float | None:
    """The number in a cell; None where it is none, or beyond the limit."""
    try:
        degrees = float(text)
    except ValueError:
        return None
    return degrees if isfinite(degrees) and abs(degrees) <= limit else None


def _gcj02_to_bd09(lon: float, lat: float) -> tuple[float, float]:
    radius = hypot(lon, lat) + 0.00002 * sin(lat * _BD09_ANGLE)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * _BD09_ANGLE)
    return (
        radius * cos(angle) + _BD09_SHIFT_DEGREES[0],
        radius * sin(angle) + _BD09_SHIFT_DEGREES[1],
    )


def _has_offset(lon: float, lat: float) -> bool:
    west, south, east, north = _OFFSET_AREA
    return west <= lon <= east and south <= lat <= north


def _shift(lon: float, lat: float) -> tuple[float, float]:
    """WGS84 to GCJ-02, wherever the point is."""
    x, y = lon - 105.0, lat - 35.0
    ripple = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    north_metres = (
        -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * sqrt(abs(x))
        + (ripple + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
        + (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    )
    east_metres = (
        300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * sqrt(abs(x))
        + (ripple + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
        + (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    )
    latitude = lat / 180.0 * pi
    curvature = 1.0 - _ECCENTRICITY_SQUARED * sin(latitude) ** 2
    degrees = 180.0 / pi
    meridian_radius = (
        _SEMI_MAJOR_AXIS_METRES * (1.0 - _ECCENTRICITY_SQUARED) / (curvature * sqrt(curvature))
    )
    parallel_radius = _SEMI_MAJOR_AXIS_METRES / sqrt(curvature) * cos(latitude)
    return (
        lon + east_metres / parallel_radius * degrees,
        lat + north_metres / meridian_radius * degrees,
    )
