from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from ordos_geo.cartography.geometry.arcs import (
    arc,
    bearing_degrees,
    bulge,
    fan_ranks,
    symbol_offsets,
)

LONGITUDES = st.floats(70, 140)
LATITUDES = st.floats(15, 58)


@given(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES, st.floats(-0.4, 0.4))
def test_an_arc_starts_and_ends_at_its_places(lon_a, lat_a, lon_b, lat_b, share):
    start, end = Point(lon_a, lat_a), Point(lon_b, lat_b)
    coordinates = arc(start, end, share).coords
    assert coordinates[0] == pytest.approx((lon_a, lat_a))
    assert coordinates[-1] == pytest.approx((lon_b, lat_b))


def test_links_of_one_pair_never_share_a_bow_whatever_their_direction():
    ranks = fan_ranks({"a": ("x", "y"), "b": ("y", "x"), "c": ("x", "z"), "d": ("x", "y")})
    assert ranks == {"a": 0, "b": 1, "c": 0, "d": 2}
    assert len({bulge(rank) for rank in range(20)}) == 20


def test_an_arc_bows_out_by_the_share_of_its_chord():
    middle = arc(Point(100, 0), Point(102, 0), 0.25).interpolate(0.5, normalized=True)
    assert middle.x == pytest.approx(101)
    assert middle.y == pytest.approx(0.5, rel=1e-6)


def test_heading_east_is_zero_and_north_is_ninety():
    assert bearing_degrees(arc(Point(100, 40), Point(101, 40), 0), 0.5)[1] == pytest.approx(0)
    assert bearing_degrees(arc(Point(100, 40), Point(100, 41), 0), 0.5)[1] == pytest.approx(90)


@given(st.integers(2, 60), st.floats(5, 40), st.sampled_from(["ring", "row", "grid"]))
def test_symbols_on_one_spot_are_set_apart_by_at_least_the_spacing(count, spacing, layout):
    offsets = symbol_offsets(count, spacing, layout)
    nearest = min(math.dist(a, b) for i, a in enumerate(offsets) for b in offsets[:i])
    assert nearest >= spacing - 1e-6


def test_many_symbols_stay_near_their_spot():
    assert max(math.hypot(*offset) for offset in symbol_offsets(25, 20, "ring")) < 70


def test_a_symbol_alone_stays_on_its_spot():
    assert symbol_offsets(1, 20, "ring") == [(0.0, 0.0)]
