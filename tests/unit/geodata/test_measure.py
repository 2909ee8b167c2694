from __future__ import annotations

import pytest
import shapely

from ordos_geo.geodata.measure import area_km2, distance_km, length_km

# WGS84: a degree of the equator is 111.3195 km, the quarter meridian 10 001.966 km.
EQUATOR_DEGREE_KM = 111.319491
QUARTER_MERIDIAN_KM = 10_001.965729
ELLIPSOID_AREA_KM2 = 510_065_621.724


def test_distance_along_equator_and_meridian():
    assert distance_km(0, 0, 1, 0) == pytest.approx(EQUATOR_DEGREE_KM, rel=1e-7)
    assert distance_km(10, 0, 10, 90) == pytest.approx(QUARTER_MERIDIAN_KM, rel=1e-7)


def test_length_is_geodesic_and_a_point_has_none():
    line = shapely.LineString([(0, 0), (1, 0), (2, 0)])
    assert length_km(line) == pytest.approx(2 * EQUATOR_DEGREE_KM, rel=1e-7)
    assert length_km(shapely.Point(1, 2)) == 0.0


def test_area_of_an_eighth_of_the_ellipsoid_whatever_the_ring_direction():
    octant = shapely.Polygon([(0, 0), (90, 0), (90, 90), (0, 90)])
    assert area_km2(octant) == pytest.approx(ELLIPSOID_AREA_KM2 / 8, rel=1e-6)
    assert area_km2(octant.reverse()) == pytest.approx(area_km2(octant))


def test_hole_is_not_counted():
    outer, hole = shapely.box(0, 0, 4, 4), shapely.box(1, 1, 2, 2)
    assert area_km2(outer.difference(hole)) == pytest.approx(area_km2(outer) - area_km2(hole))
