"""The base map of a sheet: land, provinces, cities, banners, borders and the Yellow River."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.frames import Bounds
from ordos_geo.cartography.base_layers import FAR_LAYERS, NEAR_LAYERS, BaseLayer
from ordos_geo.cartography.sheet.page import Page, Points
from ordos_geo.cartography.sheet.projection import Projection
from ordos_geo.cartography.style import LIGHT, Colour, Theme

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
    layer: str = "base",
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
    dataset: Dataset, projection: Projection, *, far: bool, theme: Theme = LIGHT
) -> tuple[Areas | Lines, ...]:
    """The base map for one projection, bottom up. Kept, since previews ask for it again."""
    layers = FAR_LAYERS if far else NEAR_LAYERS
    return tuple(_projected(dataset, projection, layer, theme) for layer in layers)


def _projected(
    dataset: Dataset, projection: Projection, layer: BaseLayer, theme: Theme
) -> Areas | Lines:
    geometries = clipped(layer.frame(dataset), projection.bounds)
    if layer.is_area:
        return Areas(area_path(geometries, projection), layer.colour(theme))
    return Lines(line_paths(geometries, projection), layer.colour(theme), layer.width_px)


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
