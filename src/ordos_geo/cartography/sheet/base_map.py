"""The base map of a sheet: land, provinces, cities, banners, borders and the Yellow River."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from ordos_geo.analysis import CITYWIDE, Dataset
from ordos_geo.cartography.geometry.viewport import Bounds
from ordos_geo.cartography.sheet.page import Page, Points
from ordos_geo.cartography.sheet.projection import Projection
from ordos_geo.cartography.style import LIGHT, Colour, Theme
from ordos_geo.geodata.data import Frames

# sheets that show more than this from west to east are drawn from the national layers
_FAR_KM = 1800.0
_SPARE_DEGREES = 1.0
_HEARTLAND: Bounds = (90.0, 21.0, 123.0, 45.0)
_METRES_PER_KM = 1000.0


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas of one colour, as one path on the page."""

    path: Path
    colour: Colour


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one look, on the page. `width` in pixels of the screen."""

    paths: Sequence[Points]
    colour: Colour
    width: float


def draw_base_map(
    page: Page,
    dataset: Dataset,
    projection: Projection,
    unit_pt: float,
    *,
    far: bool,
    layer: str = "ground",
) -> None:
    """Draw the base map into the projection's box; `far` from the national layers."""
    page.box(projection.box, fill=LIGHT.water, layer=layer)
    for part in base_map_layers(dataset, projection, far=far):
        if isinstance(part, Areas):
            page.areas(part.path, part.colour, layer=layer, clip=projection.box)
        else:
            width_pt = part.width * unit_pt
            page.lines(part.paths, part.colour, width_pt, layer=layer, clip=projection.box)


def is_far(projection: Projection) -> bool:
    """Whether the map shows so much that it is drawn from the national layers."""
    left, _, right, _ = projection.box
    return (right - left) * projection.metres_per_pt > _FAR_KM * _METRES_PER_KM


def shows_country(projection: Projection) -> bool:
    """Whether the map looks like one of the whole country, which then has all its islands."""
    west, south, east, north = projection.bounds
    country_west, country_south, country_east, country_north = _HEARTLAND
    return (
        west < country_west
        and south < country_south
        and east > country_east
        and north > country_north
    )


@lru_cache(maxsize=32)
def base_map_layers(
    dataset: Dataset, projection: Projection, *, far: bool, ground: Theme = LIGHT
) -> tuple[Areas | Lines, ...]:
    """The base map for one projection, bottom up. Kept, since previews ask for it again."""
    layers = _far_layers if far else _near_layers
    return tuple(_projected(projection, *layer) for layer in layers(dataset, ground))


_Layer = tuple[gpd.GeoDataFrame, Colour, float]


def _far_layers(dataset: Dataset, ground: Theme) -> Iterator[_Layer]:
    """Width 0 means areas."""
    national = dataset.geodata.admin["national"]
    yield national["foreign_land"], ground.foreign, 0
    yield national["provinces"], ground.country, 0
    yield national["cities"].loc[[CITYWIDE]], ground.city, 0
    yield national["yellow_river"], ground.river, 1.6
    yield from _borders(national, ground)


def _near_layers(dataset: Dataset, ground: Theme) -> Iterator[_Layer]:
    # outer outlines from one scale, or coast and border would not meet; the near ground finer
    admin = dataset.geodata.admin
    local, regional = admin["local"], admin["regional"]
    yield regional["foreign_land"], ground.foreign, 0
    yield regional["provinces"], ground.country, 0
    yield local["cities"], ground.neighbour, 0
    yield local["banners"], ground.city, 0
    yield local["yellow_river"], ground.river, 2.0
    yield local["boundaries"].query("level == 'banner'"), ground.banner_line, 1.0
    yield local["boundaries"].query("level == 'city'"), ground.city_line, 1.0
    yield from _borders(regional, ground)


def _borders(frames: Frames, ground: Theme) -> Iterator[_Layer]:
    yield frames["boundaries"].query("level == 'province'"), ground.province_line, 1.4
    yield frames["national_border"].query("level != 'coast'"), ground.national_line, 1.8
    yield frames["dash_lines"], ground.national_line, 2.4


def _projected(
    projection: Projection, frame: gpd.GeoDataFrame, colour: Colour, width: float
) -> Areas | Lines:
    geometries = clipped(frame, projection.bounds)
    if width:
        return Lines(line_paths(geometries, projection), colour, width)
    return Areas(area_path(geometries, projection), colour)


def clipped(frame: gpd.GeoDataFrame, bounds: Bounds) -> list[BaseGeometry]:
    """The geometries inside the bounds and a little around, without empty ones."""
    west, south, east, north = bounds
    spare = _SPARE_DEGREES
    window = (west - spare, south - spare, east + spare, north + spare)
    cut = shapely.clip_by_rect(frame.geometry.to_numpy(), *window)
    return [geometry for geometry in cut if not geometry.is_empty]


def line_paths(geometries: Sequence[BaseGeometry], projection: Projection) -> list[Points]:
    """All single lines, on the page."""
    lines = shapely.get_parts(geometries)
    return [projection.points(shapely.get_coordinates(line)) for line in lines]


def area_path(geometries: Sequence[BaseGeometry], projection: Projection) -> Path:
    """All areas as one path on the page: neighbours leave no seam, holes stay open."""
    polygons = shapely.orient_polygons(shapely.get_parts(geometries))
    rings = shapely.get_rings(polygons)
    if not len(rings):
        return Path(np.empty((0, 2)))
    coordinates, owner = shapely.get_coordinates(rings, return_index=True)
    codes = np.full(len(coordinates), Path.LINETO, dtype=Path.code_type)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    codes[starts] = Path.MOVETO
    codes[np.append(starts[1:], len(coordinates)) - 1] = Path.CLOSEPOLY
    return Path(projection.points(coordinates), codes)
