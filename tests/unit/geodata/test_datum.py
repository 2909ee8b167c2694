from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.geodata.datum import (
    bd09_to_wgs84,
    gcj02_to_wgs84,
    wgs84_to_bd09,
    wgs84_to_gcj02,
)
from ordos_geo.geodata.measure import distance_km

ONE_CENTIMETRE_KM = 1e-5
inside_china = st.tuples(st.floats(75, 134), st.floats(18, 53))


@given(inside_china)
def test_gcj02_and_back_is_the_same_point(point):
    assert distance_km(*gcj02_to_wgs84(*wgs84_to_gcj02(*point)), *point) < ONE_CENTIMETRE_KM


@given(inside_china)
def test_bd09_and_back_is_the_same_point(point):
    assert distance_km(*bd09_to_wgs84(*wgs84_to_bd09(*point)), *point) < ONE_CENTIMETRE_KM


@given(inside_china)
def test_gcj02_is_some_hundred_metres_off(point):
    assert 0.02 < distance_km(*wgs84_to_gcj02(*point), *point) < 1.2


def test_known_pair_of_tiananmen():
    # The pair that libraries for these datums are commonly tested with (eviltransform and others).
    assert wgs84_to_gcj02(116.404, 39.915) == pytest.approx((116.41024449916938, 39.91640428150164))


def test_nothing_is_shifted_abroad():
    assert gcj02_to_wgs84(13.4105, 52.5244) == (13.4105, 52.5244)
