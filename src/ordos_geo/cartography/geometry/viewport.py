"""The first view of a map, and where partners beyond it stand: at its edge, in their direction."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ordos_geo.analysis.frames import VIEWPORTS, Bounds, Viewport
from ordos_geo.cartography.placement import Box, lon_lat, mercator_px

LonLat = tuple[float, float]

CLOSEST_ZOOM = 8.0
LEAST_ZOOM, MOST_ZOOM = 2.5, 12.0
_MOST_LATITUDE = 85.0
_NUMBER = r"-?\d{1,3}(?:\.\d{1,9})?"
_VIEW_TEXT = re.compile(rf"{_NUMBER},{_NUMBER},{_NUMBER}", re.ASCII)

_ROW_PX = 22.0
_COLUMN_GAP_PX = 8.0
_FIT_MARGIN_PX = 90.0
_NUDGE_DEGREES = 1e-7
_CORNER_PX = (10.0, 150.0)


ORDOS_AND_NEIGHBOURS, PARTNERS = VIEWPORTS


@dataclass(frozen=True, slots=True)
class ViewState:
    """Where the camera stands: middle of the map (lon/lat degrees) and zoom."""

    longitude: float
    latitude: float
    zoom: float

    @property
    def text(self) -> str:
        """lon,lat,zoom as addresses have it: to about 10 m."""
        return f"{self.longitude:.4f},{self.latitude:.4f},{self.zoom:.2f}"

    @classmethod
    def read(cls, text: str) -> ViewState | None:
        """What `text` writes; None where it is no view or lies off the map."""
        if not _VIEW_TEXT.fullmatch(text):
            return None
        view = cls(*map(float, text.split(",")))
        on_map = abs(view.longitude) <= 180.0 and abs(view.latitude) <= _MOST_LATITUDE
        return view if on_map and LEAST_ZOOM <= view.zoom <= MOST_ZOOM else None

    def nudged(self) -> ViewState:
        """The same view to the eye, but not equal."""
        return ViewState(self.longitude + _NUDGE_DEGREES, self.latitude, self.zoom)


def home(frame: Viewport) -> ViewState:
    """The first view of a frame."""
    return ViewState(frame.longitude, frame.latitude, frame.zoom)


def fit(frame: Viewport, bounds: Sequence[Bounds]) -> ViewState:
    """The view that shows all bounds (west, south, east, north) in the frame's free part.

    It never goes further out than the frame's first view, for which labels are placed and beyond
    which partners stand at the edge, nor closer than CLOSEST_ZOOM, so that a single point keeps
    its surroundings.
    """
    scale = 2**frame.zoom
    middle_x, middle_y = mercator_px(frame.longitude, frame.latitude, 0.0)
    least_x, most_x = middle_x - frame.left_px / scale, middle_x + frame.right_px / scale
    least_y, most_y = middle_y - frame.top_px / scale, middle_y + frame.bottom_px / scale

    corners = [mercator_px(west, north, 0.0) for west, _, _, north in bounds]
    corners += [mercator_px(east, south, 0.0) for _, south, east, _ in bounds]
    across = [min(max(x, least_x), most_x) for x, _ in corners]
    down = [min(max(y, least_y), most_y) for _, y in corners]
    share = max(
        (max(across) - min(across)) / (frame.left_px + frame.right_px - _FIT_MARGIN_PX),
        (max(down) - min(down)) / (frame.top_px + frame.bottom_px - _FIT_MARGIN_PX),
    )
    zoom = CLOSEST_ZOOM if share <= 0 else min(CLOSEST_ZOOM, -math.log2(share))
    if zoom <= frame.zoom:
        return home(frame)
    # the free part is not in the middle of the screen: shift what is shown into it
    scale = 2**zoom
    x = (min(across) + max(across)) / 2 - (frame.right_px - frame.left_px) / 2 / scale
    y = (min(down) + max(down)) / 2 - (frame.bottom_px - frame.top_px) / 2 / scale
    return ViewState(*lon_lat(x, y, 0.0), zoom)


@dataclass(frozen=True, slots=True)
class EdgeMarker:
    """Where something without a place in the frame stands instead.

    Its label hangs to the right, symbols line up to the left. `side` is the edge that it stands
    at ("left", "right", "top", "bottom"), "" inside the frame.
    """

    position: LonLat
    side: str


def corner_marker(frame: Viewport) -> EdgeMarker:
    """The lower left of the frame, for what concerns the whole city and has no place of its own."""
    x, y = mercator_px(frame.longitude, frame.latitude, frame.zoom)
    corner = (x - frame.left_px + _CORNER_PX[0], y + frame.bottom_px - _CORNER_PX[1])
    return EdgeMarker(lon_lat(*corner, frame.zoom), "")


def edge_markers(
    frame: Viewport,
    home: LonLat,
    partners: Mapping[str, LonLat],
    extents_px: Mapping[str, tuple[float, float]],
) -> dict[str, EdgeMarker]:
    """Markers at the frame's edge for the partners that lie outside it.

    Each stands where the straight line from `home` to the partner leaves the frame, moved along
    the edge as far as the labels need. `extents_px` tells for each partner how far its symbols
    reach to the left of the marker and its label to the right. Partners inside the frame are left
    out.
    """
    x, y = mercator_px(frame.longitude, frame.latitude, frame.zoom)
    box = (x - frame.left_px, y - frame.top_px, x + frame.right_px, y + frame.bottom_px)
    spots = edge_spots(
        box,
        mercator_px(*home, frame.zoom),
        {partner: mercator_px(*position, frame.zoom) for partner, position in partners.items()},
        extents_px,
        row=_ROW_PX,
        gap=_COLUMN_GAP_PX,
    )
    return {
        partner: EdgeMarker(lon_lat(*spot, frame.zoom), side)
        for partner, (spot, side) in spots.items()
    }


def edge_spots(
    box: Box,
    home: tuple[float, float],
    partners: Mapping[str, tuple[float, float]],
    extents: Mapping[str, tuple[float, float]],
    *,
    row: float,
    gap: float,
) -> dict[str, tuple[tuple[float, float], str]]:
    """Where the partners outside a box stand at its edge, and at which side.

    Everything in one plane whose y grows downwards. Labels at the upright sides are kept `row`
    apart, those at the top and the bottom `gap`; the rest as `edge_markers`.
    """
    left, top, right, bottom = box
    home_x, home_y = home
    sides: dict[str, list[tuple[float, str]]] = {"left": [], "right": [], "top": [], "bottom": []}
    for partner_id, (x, y) in partners.items():
        if left < x < right and top < y < bottom:
            continue
        across = (right if x > home_x else left) - home_x
        down = (bottom if y > home_y else top) - home_y
        share_x = across / (x - home_x) if x != home_x else float("inf")
        share_y = down / (y - home_y) if y != home_y else float("inf")
        if share_x < share_y:
            sides["right" if across > 0 else "left"].append(
                (home_y + share_x * (y - home_y), partner_id)
            )
        else:
            sides["bottom" if down > 0 else "top"].append(
                (home_x + share_y * (x - home_x), partner_id)
            )

    for side, corner in (("top", top), ("bottom", bottom)):
        _thin_out(sides, side, corner, extents, gap=gap, limits=(left, right))
    spots = {}
    for side, wanted in sides.items():
        wanted.sort()
        upright = side in {"left", "right"}
        # the upright sides leave the corners to the rows at the top and the bottom
        lowest, highest = (top + row, bottom - row) if upright else (left, right)
        ids = [partner_id for _, partner_id in wanted]
        gaps = [
            row if upright else extents[one][1] + gap + extents[other][0]
            for one, other in pairwise(ids)
        ]
        places = spread([place for place, _ in wanted], gaps, lowest, highest)
        for place, (_, partner_id) in zip(places, wanted, strict=True):
            spot = {
                "left": (left, place),
                "right": (right, place),
                "top": (place, top),
                "bottom": (place, bottom),
            }[side]
            spots[partner_id] = (spot, side)
    return spots


def _thin_out(
    sides: Mapping[str, list[tuple[float, str]]],
    side: str,
    corner: float,
    extents: Mapping[str, tuple[float, float]],
    *,
    gap: float,
    limits: tuple[float, float],
) -> None:
    """Move the outermost of a row at the top or the bottom to the upright sides until it fits."""
    wanted, (left, right) = sides[side], limits
    wanted.sort()
    while len(wanted) > 1:
        pairs = pairwise(partner_id for _, partner_id in wanted)
        needed = sum(extents[one][1] + gap + extents[other][0] for one, other in pairs)
        if needed <= right - left:
            return
        is_left = wanted[0][0] - left < right - wanted[-1][0]
        _, partner_id = wanted.pop(0 if is_left else -1)
        sides["left" if is_left else "right"].append((corner, partner_id))


def spread(
    wanted: Sequence[float], gaps: Sequence[float], lowest: float, highest: float
) -> list[float]:
    """Move sorted places apart, as little as possible, inside the limits.

    `gaps` holds the least distance between each place and the next. Where there is not room
    enough for them, they shrink in proportion.
    """
    room = highest - lowest
    shrink = min(1.0, room / sum(gaps)) if gaps else 1.0
    places: list[float] = []
    for index, place in enumerate(wanted):
        least = places[-1] + gaps[index - 1] * shrink if places else lowest
        places.append(max(place, least))
    limit = highest
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit)
        if index:
            limit = places[index] - gaps[index - 1] * shrink
    return places
