"""Geodesic lengths, areas and distances on the WGS84 ellipsoid. The only place that measures."""

from __future__ import annotations

from pyproj import Geod
from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")
_METRES_PER_KM = 1_000.0
_SQUARE_METRES_PER_KM2 = 1_000_000.0


def length_km(geometry: BaseGeometry) -> float:
    """Length of a line in km (0.0 for a point). In: EPSG:4326, lon/lat in degrees."""
    return float(GEOD.geometry_length(geometry)) / _METRES_PER_KM


def area_km2(geometry: BaseGeometry) -> float:
    """Area of a polygon in km², whatever the direction of its rings. In: EPSG:4326, lon/lat."""
    area, _ = GEOD.geometry_area_perimeter(geometry)
    return abs(float(area)) / _SQUARE_METRES_PER_KM2


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Distance between two points in km. In: degrees."""
    _, _, metres = GEOD.inv(lon, lat, other_lon, other_lat)
    return float(metres) / _METRES_PER_KM
