"""Curves that stand for links: flat arcs, fanned where several join the same two places."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping

import numpy as np
from shapely import LineString, Point

_STEPS = 24
_FIRST_BULGE = 0.08
_BULGE_STEP = 0.06
_RING_MOST = 6
_GRID_COLUMNS = 6
# seeds of a sunflower with unit scale lie at least 1.55 apart; a little more keeps symbols clear
_SEED_SPACING = 0.66


def fan_ranks(pairs: Mapping[Hashable, tuple[str, str]]) -> dict[Hashable, int]:
    """Number the links of each pair of places 0, 1, 2 … in the order given.

    In: link id -> its two ends; direction does not matter for the pair.
    """
    seen: dict[frozenset[str], int] = {}
    ranks = {}
    for link_id, ends in pairs.items():
        key = frozenset(ends)
        ranks[link_id] = seen.get(key, 0)
        seen[key] = ranks[link_id] + 1
    return ranks


def bulge(rank: int) -> float:
    """How far the arc of that rank bows out, as a share of its chord; the sides alternate."""
    size = _FIRST_BULGE + _BULGE_STEP * (rank // 2)
    return size if rank % 2 == 0 else -size


def arc(start: Point, end: Point, share: float) -> LineString:
    """A quadratic curve between two points (EPSG:4326, lon/lat degrees).

    It bows to the left of the way from start to end by `share` of the chord (to the right where
    negative), measured on a plane with degrees of longitude shortened at the middle latitude.
    To keep arcs of both directions of one pair apart or together, order the ends first.
    """
    shrink = math.cos(math.radians((start.y + end.y) / 2))
    head, tail = np.array([start.x * shrink, start.y]), np.array([end.x * shrink, end.y])
    chord = tail - head
    normal = np.array([-chord[1], chord[0]])
    control = (head + tail) / 2 + normal * share * 2
    steps = np.linspace(0, 1, _STEPS + 1)[:, None]
    curve = (1 - steps) ** 2 * head + 2 * steps * (1 - steps) * control + steps**2 * tail
    curve[:, 0] /= shrink
    return LineString(curve)


def bearing_degrees(line: LineString, share: float) -> tuple[Point, float]:
    """The point at that share of the line, and the heading there.

    Heading in degrees counter-clockwise from east as drawn on a Web Mercator map, where angles
    are true.
    """
    here = line.interpolate(share, normalized=True)
    ahead = line.interpolate(min(share + 0.01, 1.0), normalized=True)
    shrink = math.cos(math.radians(here.y))
    return here, math.degrees(math.atan2(ahead.y - here.y, (ahead.x - here.x) * shrink))


_GOLDEN_TURN = math.pi * (3 - math.sqrt(5))


def symbol_offsets(count: int, spacing: float, layout: str) -> list[tuple[float, float]]:
    """Offsets (x right, y down) that set `count` symbols of one spot clear of each other.

    `layout`: "ring" around the spot, packed like the seeds of a sunflower where they are many;
    "row" to the left of it; "grid" to the right and below.
    """
    if layout == "row":
        return [(-spacing * index, 0.0) for index in range(count)]
    if layout == "grid":
        places = (divmod(index, _GRID_COLUMNS) for index in range(count))
        return [(spacing * column, spacing * row) for row, column in places]
    if count == 1:
        return [(0.0, 0.0)]
    if count <= _RING_MOST:
        radius = spacing / 2 / math.sin(math.pi / count)
        turns = (2 * math.pi * index / count - math.pi / 2 for index in range(count))
        return [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
    return [
        (
            spacing * _SEED_SPACING * math.sqrt(index + 0.5) * math.cos(index * _GOLDEN_TURN),
            spacing * _SEED_SPACING * math.sqrt(index + 0.5) * math.sin(index * _GOLDEN_TURN),
        )
        for index in range(count)
    ]
