"""The first view of a map, and where partners beyond it stand: at its edge, in their direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ordos_geo.cartography.labels import lon_lat, mercator_px

LonLat = tuple[float, float]

EDGE_LABEL_PX = 14.0
_ROW_PX = 22.0
_COLUMN_GAP_PX = 8.0
_CORNER_PX = (10.0, 150.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """A view (lon/lat degrees, zoom) and the part of it that no panel covers.

    `left_px` … `bottom_px` are distances from the middle of the map to the edges of that part, on
    the smallest screen that is provided for, 1366x768. `code` names the frame in URLs.
    """

    code: str
    longitude: float
    latitude: float
    zoom: float
    left_px: float
    right_px: float
    top_px: float
    bottom_px: float


ORDOS_AND_NEIGHBOURS = Frame("ordos", 111.15, 39.42, 6.2, 640.0, 262.0, 288.0, 292.0)
PARTNERS = Frame("partners", 113.5, 34.6, 3.95, 640.0, 262.0, 288.0, 292.0)
FRAMES = (ORDOS_AND_NEIGHBOURS, PARTNERS)
"""Near: the city and its neighbours. Far: partners from Beijing to Shenzhen in their places; a
part of the country, not a national extent."""


@dataclass(frozen=True, slots=True)
class EdgeMarker:
    """Where something without a place in the frame stands instead.

    Its label hangs to the right, symbols line up to the left. `side` is the edge that it stands
    at ("left", "right", "top", "bottom"), "" inside the frame.
    """

    position: LonLat
    side: str


def corner_marker(frame: Frame) -> EdgeMarker:
    """The lower left of the frame, for what concerns the whole city and has no place of its own."""
    x, y = mercator_px(frame.longitude, frame.latitude, frame.zoom)
    corner = (x - frame.left_px + _CORNER_PX[0], y + frame.bottom_px - _CORNER_PX[1])
    return EdgeMarker(lon_lat(*corner, frame.zoom), "")


def edge_markers(
    frame: Frame,
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
    middle_x, middle_y = mercator_px(frame.longitude, frame.latitude, frame.zoom)
    home_x, home_y = mercator_px(*home, frame.zoom)
    left, right = middle_x - frame.left_px, middle_x + frame.right_px
    top, bottom = middle_y - frame.top_px, middle_y + frame.bottom_px

    sides: dict[str, list[tuple[float, str]]] = {"left": [], "right": [], "top": [], "bottom": []}
    for partner_id, position in partners.items():
        x, y = mercator_px(*position, frame.zoom)
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

    markers = {}
    for side, wanted in sides.items():
        wanted.sort()
        upright = side in {"left", "right"}
        lowest, highest = (top, bottom) if upright else (left, right)
        ids = [partner_id for _, partner_id in wanted]
        gaps = [
            _ROW_PX if upright else extents_px[one][1] + _COLUMN_GAP_PX + extents_px[other][0]
            for one, other in pairwise(ids)
        ]
        places = spread([place for place, _ in wanted], gaps, lowest, highest)
        for place, (_, partner_id) in zip(places, wanted, strict=True):
            x, y = {
                "left": (left, place),
                "right": (right, place),
                "top": (place, top),
                "bottom": (place, bottom),
            }[side]
            markers[partner_id] = EdgeMarker(lon_lat(x, y, frame.zoom), side)
    return markers


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
