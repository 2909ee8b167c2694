"""Which files geo/ has, and how detailed the built layers are at each scale."""

from __future__ import annotations

from dataclasses import dataclass

ORDOS = "150600"
RIVER_INPUT = "admin/source/yellow_river_50m.geojson"
MEMBERS_INPUT = "corridors/members.csv"
PLACES = "places/places.csv"
PARKS = "parks/parks.csv"
GEOMETRIES = "projects/geometries.csv"
WAYPOINTS = "projects/waypoints.csv"
CORRIDORS = "corridors/corridors"
CORRIDORS_SCALE = "regional"
SOURCES = "sources.yaml"


@dataclass(frozen=True, slots=True)
class Scale:
    """One level of detail.

    `focus_degrees` and `rest_degrees` are tolerances of the coverage simplification, for Ordos and
    for everything else; `land_degrees` that of foreign land.
    `cities_window` (west, south, east, north) picks the cities that are written, None picks all;
    `land_window` cuts foreign land off.
    """

    name: str
    focus_degrees: float
    rest_degrees: float
    land_degrees: float
    cities_window: tuple[float, float, float, float] | None
    land_window: tuple[float, float, float, float]
    layers: tuple[str, ...]


_EVERYWHERE = ("boundaries", "cities", "foreign_land", "national_border", "yellow_river")
SCALES = (
    Scale(
        name="local",
        focus_degrees=0.005,
        rest_degrees=0.02,
        land_degrees=0.03,
        cities_window=(99.0, 34.0, 121.0, 45.0),
        land_window=(85.0, 28.0, 130.0, 56.0),
        layers=("banners", *_EVERYWHERE),
    ),
    Scale(
        name="regional",
        focus_degrees=0.01,
        rest_degrees=0.06,
        land_degrees=0.05,
        cities_window=(97.0, 33.0, 124.0, 52.0),
        land_window=(60.0, -2.0, 150.0, 70.0),
        layers=("banners", "dash_lines", "provinces", *_EVERYWHERE),
    ),
    Scale(
        name="national",
        focus_degrees=0.01,
        rest_degrees=0.08,
        land_degrees=0.08,
        cities_window=None,
        land_window=(25.0, -12.0, 160.0, 76.0),
        layers=("dash_lines", "provinces", *_EVERYWHERE),
    ),
)


def built_layers() -> tuple[str, ...]:
    """Every built layer, as its file is called below geo/ without `.geojson`."""
    names = [f"admin/{scale.name}/{layer}" for scale in SCALES for layer in scale.layers]
    return (*sorted(names), CORRIDORS)
