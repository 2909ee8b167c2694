"""Scale bar, north arrow and degrees at the frame."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.path import Path
from matplotlib_scalebar.scalebar import ScaleBar

from ordos_geo import wording
from ordos_geo.cartography.sheet.page import LAYERS, Box, Page, Points
from ordos_geo.cartography.sheet.projection import Projection
from ordos_geo.cartography.sheet.typeface import face
from ordos_geo.cartography.style import LIGHT, hex_colour

_METRES_PER_KM = 1000
_TEXT_PT = 8.0
_DEGREE_PT = 6.8
_TICK_PT = 3.2
_STEPS_DEGREES = (0.25, 0.5, 1, 2, 5, 10, 20)
# the half is for what rounding makes a power of ten
_ROUND_STEPS = (0.5, 1, 2, 5)
_MOST_TICKS = 7
# the arrow in a square of one: dark half and light half
_ARROW_LEFT = np.array([(0.5, 1.0), (0.16, 0.0), (0.5, 0.24), (0.5, 1.0)])
_ARROW_RIGHT = np.array([(0.5, 1.0), (0.84, 0.0), (0.5, 0.24), (0.5, 1.0)])


def draw_scale_bar(page: Page, box: Box, projection: Projection, scale: float) -> ScaleBar:
    """A bar of a round number of kilometres, true from west to east at the map's middle."""
    axes = page.axes_in(box)
    room_km = (box[2] - box[0]) * projection.ground_metres_per_pt / _METRES_PER_KM
    bar = ScaleBar(
        projection.ground_metres_per_pt,
        "m",
        fixed_value=round_length(room_km),
        fixed_units="km",
        width_fraction=0.1,
        location="lower left",
        border_pad=0,
        pad=0,
        sep=2 * scale,
        frameon=False,
        color=hex_colour(LIGHT.label),
        font_properties={"family": face(bold=False).get_family(), "size": _TEXT_PT * scale},
        scale_formatter=lambda value, _unit: wording.sheets.SCALE_BAR.format(value=value),
        rotation="horizontal-only",
    )
    bar.set_zorder(LAYERS["furniture"])
    axes.add_artist(bar)
    return bar


def round_length(most: float) -> float:
    """The longest length of 1, 2 or 5 and zeros that is not longer than `most`."""
    power = 10.0 ** np.floor(np.log10(most))
    return float(max(step * power for step in _ROUND_STEPS if step * power <= most))


def draw_north_arrow(page: Page, box: Box, scale: float) -> None:
    """An arrow to the north at the map's middle."""
    left, bottom, right, top = box
    size = _TEXT_PT * scale * 1.1
    height = top - bottom - size * 1.2
    side = min(right - left, height)
    corner = np.array([(left + right - side) / 2, bottom])
    for half, colour in ((_ARROW_LEFT, LIGHT.label), (_ARROW_RIGHT, LIGHT.label_faint)):
        page.areas(Path(half * (side, height) + corner), colour, layer="furniture")
    page.text(
        wording.sheets.NORTH,
        (left + right) / 2,
        top - size * 0.55,
        size,
        LIGHT.label,
        bold=True,
        align="center",
        middle=True,
    )


def draw_degrees(page: Page, projection: Projection, scale: float) -> None:
    """Ticks around the frame with their degrees, below and to the left."""
    west, south, east, north = projection.bounds
    left, bottom, right, top = projection.box
    size, tick = _DEGREE_PT * scale, _TICK_PT * scale
    faint = LIGHT.label_faint
    for lon in _round_degrees(west, east):
        meridian = _sampled(projection, [(lon, lat) for lat in np.linspace(south, north, 60)])
        x = _crossing(meridian[:, ::-1], bottom)
        if left < x < right:
            stroke = np.array([(x, bottom), (x, bottom - tick)])
            page.lines([stroke], faint, 0.6 * scale, layer="furniture")
            text = wording.sheets.EAST_DEGREES.format(degrees=lon)
            page.text(text, x, bottom - tick - size, size, faint, align="center")
    for lat in _round_degrees(south, north):
        parallel = _sampled(projection, [(lon, lat) for lon in np.linspace(west, east, 60)])
        y = _crossing(parallel, left)
        if bottom < y < top:
            stroke = np.array([(left - tick, y), (left, y)])
            page.lines([stroke], faint, 0.6 * scale, layer="furniture")
            text = wording.sheets.NORTH_DEGREES.format(degrees=lat)
            page.text(text, left - tick * 1.4, y, size, faint, align="center", upright=True)


def _sampled(projection: Projection, lon_lats: list[tuple[float, float]]) -> Points:
    return projection.points(np.array(lon_lats))


def _crossing(line: Points, at: float) -> float:
    """The second coordinate of a line where its first, which grows, has a value."""
    return float(np.interp(at, line[:, 0], line[:, 1], left=np.nan, right=np.nan))


def _round_degrees(least: float, most: float) -> Iterator[float]:
    """Round values between two, few enough to read."""
    step = next((s for s in _STEPS_DEGREES if (most - least) / s <= _MOST_TICKS), 30)
    first = int(np.ceil(least / step))
    yield from (number * step for number in range(first, int(np.floor(most / step)) + 1))
