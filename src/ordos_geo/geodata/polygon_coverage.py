"""Polygons that fill an area without gap or overlap: simplify, dissolve, draw borders once.

Every function works on plain coordinates (lon/lat in degrees) and keeps a valid coverage valid.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Geometries = NDArray[np.object_]

# About 11 m: far finer than any simplification here, and short in a file.
DECIMALS = 4
_GRID = 10**DECIMALS


def round_coordinates(geometries: Geometries) -> Geometries:
    """The same geometries on a grid of `DECIMALS` decimal degrees, vertex by vertex."""
    rounded = shapely.transform(geometries, lambda xy: np.round(xy, DECIMALS))
    return np.asarray(shapely.remove_repeated_points(rounded))


def simplify_around(
    geometries: Geometries, focus: NDArray[np.bool_], focus_degrees: float, rest_degrees: float
) -> Geometries:
    """Simplify a coverage, keeping the areas of `focus` and their borders finer than the rest.

    The tolerances are those of `shapely.coverage_simplify`: the square root of the area, in square
    degrees, that may be cut off at one vertex. Out: rounded coordinates, same order.
    """
    simplified = shapely.coverage_simplify(geometries, focus_degrees)
    # Around the rest goes a frame: then its outside is a border like any other and is simplified,
    # and the only free edge, which `simplify_boundary=False` keeps, is that with the focus.
    outline = shapely.coverage_union_all(simplified)
    west, south, east, north = outline.bounds
    frame = shapely.box(west - 1.0, south - 1.0, east + 1.0, north + 1.0).difference(outline)
    framed = np.append(simplified[~focus], frame)
    rest = shapely.coverage_simplify(framed, rest_degrees, simplify_boundary=False)
    simplified[~focus] = rest[:-1]
    return round_coordinates(simplified)


def dissolve(geometries: Geometries, keys: Sequence[str]) -> dict[str, Any]:
    """Union of the areas with the same key, by sorted key. Shared vertices stay where they are."""
    labels = np.asarray(keys)
    return {
        str(key): shapely.coverage_union_all(geometries[labels == key]) for key in np.unique(labels)
    }


def border_segments(geometries: Geometries) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every border segment of a coverage once, with the areas on its sides.

    In: rounded coordinates. Out: (n, 4) segment ends on the grid (x, y, x, y) and (n, 2) indices
    of the two areas; the second is -1 where the segment is on the outside of the coverage.
    """
    rings, owners = shapely.get_parts(shapely.boundary(geometries), return_index=True)
    coordinates, ring_of = shapely.get_coordinates(rings, return_index=True)
    grid = np.rint(coordinates * _GRID).astype(np.int64)
    same_ring = ring_of[1:] == ring_of[:-1]
    starts, ends = grid[:-1][same_ring], grid[1:][same_ring]
    owner = owners[ring_of[:-1][same_ring]]
    swap = (starts[:, 0] > ends[:, 0]) | (
        (starts[:, 0] == ends[:, 0]) & (starts[:, 1] > ends[:, 1])
    )
    starts[swap], ends[swap] = ends[swap], starts[swap].copy()
    segments, inverse = np.unique(np.hstack([starts, ends]), axis=0, return_inverse=True)
    order = np.lexsort((owner, inverse))
    sides = np.full((len(segments), 2), -1, dtype=np.int64)
    for position in order:
        segment = inverse[position]
        sides[segment, 0 if sides[segment, 0] < 0 else 1] = owner[position]
    return segments, sides


def merge_segments(segments: NDArray[np.int64]) -> Any:
    """One MultiLineString in stable order from grid segments of `border_segments`."""
    lines = shapely.linestrings((segments / _GRID).round(DECIMALS).reshape(-1, 2, 2))
    merged = shapely.line_merge(shapely.multilinestrings(lines))
    return shapely.normalize(shapely.multilinestrings(shapely.get_parts(merged)))


def midpoints(segments: NDArray[np.int64]) -> Geometries:
    """Points half way along grid segments."""
    return np.asarray(shapely.points((segments[:, :2] + segments[:, 2:]) / (2 * _GRID)))


def group_segments(
    segments: NDArray[np.int64],
    sides: NDArray[np.int64],
    level_of: Callable[[int, int], Hashable | None],
) -> dict[Hashable, NDArray[np.int64]]:
    """Segments by the level that `level_of(area, area)` gives the pair of areas they divide.

    None drops a segment.
    """
    pairs, inverse = np.unique(sides, axis=0, return_inverse=True)
    levels = [level_of(int(first), int(second)) for first, second in pairs]
    grouped: dict[Hashable, NDArray[np.int64]] = {}
    for level in {level for level in levels if level is not None}:
        wanted = np.array([candidate == level for candidate in levels])
        grouped[level] = segments[wanted[inverse]]
    return grouped
