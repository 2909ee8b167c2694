"""Small maps beside the map: where it lies in the country, and the South China Sea."""

from __future__ import annotations

import numpy as np
import shapely

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.frames import Bounds
from ordos_geo.cartography.sheet.base_map import draw_base_map, shows_country
from ordos_geo.cartography.sheet.page import Box, Page
from ordos_geo.cartography.sheet.projection import Projection, fit_projection
from ordos_geo.cartography.style import LIGHT

COUNTRY: Bounds = (76.5, 3.0, 131.0, 53.8)
SOUTH_CHINA_SEA: Bounds = (107.0, 2.8, 122.6, 24.6)
_SOUTHERNMOST = ((108.0, 3.2), (119.5, 3.2))
_UPRIGHT = 0.85
_SEA_SHARE = 0.21
_SEA_SHAPE = 1.32
_LABEL_PT = 6.6
# of a pixel of the screen's borders, in points
_LOCATOR_UNIT_PT = 0.22
_SEA_UNIT_PT = 0.4


def sheet_projection(extent: Bounds, box: Box) -> Projection:
    """The projection of a sheet's map.

    A map of the country in an upright box has room for all of it: then nothing needs an inset.
    """
    projection = fit_projection(extent, box)
    left, bottom, right, top = box
    is_upright = (top - bottom) > _UPRIGHT * (right - left)
    if is_upright and shows_country(projection):
        return fit_projection(COUNTRY, box)
    return projection


def shows_islands(projection: Projection) -> bool:
    """Whether the map itself reaches to the southernmost islands."""
    left, bottom, right, top = projection.box
    return all(
        left < x < right and bottom < y < top
        for x, y in (projection.point(lon, lat) for lon, lat in _SOUTHERNMOST)
    )


def draw_locator(page: Page, dataset: Dataset, box: Box, shown: Projection, scale: float) -> None:
    """The whole country with all its islands, and a frame around what the map shows."""
    projection = fit_projection(COUNTRY, box)
    draw_base_map(page, dataset, projection, _LOCATOR_UNIT_PT * scale, far=True, layer="inset")
    left, bottom, right, top = shown.box
    ring = shapely.segmentize(shapely.box(left, bottom, right, top), (right - left) / 12)
    corners = shapely.get_coordinates(ring)
    outline = projection.points(np.array([shown.lon_lat(x, y) for x, y in corners]))
    page.lines([outline], LIGHT.selected, 1.4 * scale, layer="furniture", clip=box)
    page.box(box, line=LIGHT.label_faint, width_pt=0.6 * scale)


def draw_south_china_sea(page: Page, dataset: Dataset, box: Box, scale: float) -> None:
    """The South China Sea with all its islands and dash segments."""
    projection = fit_projection(SOUTH_CHINA_SEA, box)
    draw_base_map(page, dataset, projection, _SEA_UNIT_PT * scale, far=True, layer="inset")
    page.box(box, line=LIGHT.label_faint, width_pt=0.8 * scale)
    size = _LABEL_PT * scale
    page.text(
        wording.sheets.SOUTH_CHINA_SEA,
        (box[0] + box[2]) / 2,
        box[1] + size * 0.5,
        size,
        LIGHT.label,
        align="center",
        halo=LIGHT.halo,
        layer="furniture",
    )


def south_china_sea_box(map_box: Box) -> Box:
    """Where the South China Sea stands on a map of the country: its lower right corner."""
    left, bottom, right, top = map_box
    height = min((right - left), (top - bottom)) * _SEA_SHARE * _SEA_SHAPE
    return (right - height / _SEA_SHAPE, bottom, right, bottom + height)
