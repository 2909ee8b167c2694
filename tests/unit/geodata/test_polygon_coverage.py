"""Coverages made of a random number of cells with wavy borders."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.geodata import polygon_coverage


def wave(position: float) -> float:
    """Nothing at the corners of the grid, so that borders cross only there."""
    return round(0.02 * np.sin(6 * np.pi * position), 9)


def wavy_cells(columns: int, rows: int) -> np.ndarray:
    """Cells of a grid whose borders are sine waves of 40 vertices a side."""
    steps = np.linspace(0, 1, 41)
    cells = []
    for column in range(columns):
        for row in range(rows):
            square = [
                *((round(column + t, 3), row) for t in steps[:-1]),
                *((column + 1, round(row + t, 3)) for t in steps[:-1]),
                *((round(column + 1 - t, 3), row + 1) for t in steps[:-1]),
                *((column, round(row + 1 - t, 3)) for t in steps[:-1]),
            ]
            cells.append(shapely.Polygon([(x + wave(y), y + wave(x)) for x, y in square]))
    return np.array(cells, dtype=object)


grids = st.tuples(st.integers(2, 4), st.integers(1, 3))


@pytest.mark.slow
@given(grids, st.floats(0.02, 0.3))
def test_simplified_areas_leave_no_gap_and_keep_the_outline_of_the_focus(grid, tolerance):
    cells = wavy_cells(*grid)
    focus = np.arange(len(cells)) == 0
    simplified = polygon_coverage.simplify_around(cells, focus, 0.001, tolerance)
    assert shapely.coverage_is_valid(simplified)
    finest = polygon_coverage.round_coordinates(shapely.coverage_simplify(cells, 0.001))
    assert simplified[0].equals(finest[0])
    assert (
        shapely.get_num_coordinates(simplified).sum() <= shapely.get_num_coordinates(finest).sum()
    )


@given(grids)
def test_dissolving_keeps_the_total_area(grid):
    cells = polygon_coverage.round_coordinates(wavy_cells(*grid))
    keys = [str(index % 2) for index in range(len(cells))]
    merged = polygon_coverage.dissolve(cells, keys)
    assert sorted(merged) == sorted(set(keys))
    assert np.isclose(sum(area.area for area in merged.values()), shapely.area(cells).sum())


@given(grids)
def test_every_border_is_found_once_with_the_areas_on_its_sides(grid):
    cells = polygon_coverage.round_coordinates(wavy_cells(*grid))
    segments, sides = polygon_coverage.border_segments(cells)
    assert len(np.unique(segments, axis=0)) == len(segments)
    shared = polygon_coverage.merge_segments(segments[sides[:, 1] >= 0])
    outside = polygon_coverage.merge_segments(segments[sides[:, 1] < 0])
    outline = shapely.coverage_union_all(cells).boundary
    assert outside.symmetric_difference(outline).length < 1e-9
    assert np.isclose(2 * shared.length + outside.length, shapely.length(cells).sum())


def test_segments_are_grouped_by_what_they_divide():
    cells = polygon_coverage.round_coordinates(wavy_cells(3, 1))
    segments, sides = polygon_coverage.border_segments(cells)

    def level(first: int, second: int) -> str | None:
        return None if second < 0 else f"{first}-{second}"

    grouped = polygon_coverage.group_segments(segments, sides, level)
    assert sorted(map(str, grouped)) == ["0-1", "1-2"]
    border = polygon_coverage.merge_segments(grouped["0-1"])
    assert border.symmetric_difference(cells[0].intersection(cells[1])).length < 1e-9
