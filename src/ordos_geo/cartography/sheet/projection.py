"""The equal-area conic of one sheet, fitted to what the sheet must show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from ordos_geo.analysis.frames import Bounds
from ordos_geo.cartography.sheet.page import Box, Points

_EDGE_STEPS = 24
# the usual choice of standard parallels: a sixth of the height inside the edges
_PARALLEL_SHARE = 6


@dataclass(frozen=True)
class Projection:
    """Albers equal-area conic whose middle is that of `box` (points) on the page.

    `south` and `north` are its standard parallels, `lon` and `lat` its origin, in degrees;
    `left_m`, `bottom_m` the projected metres at the lower left of the box.
    """

    box: Box
    lon: float
    lat: float
    south: float
    north: float
    left_m: float
    bottom_m: float
    metres_per_pt: float

    @cached_property
    def _proj(self) -> Proj:
        return albers(self.lon, self.lat, self.south, self.north)

    def points(self, lon_lats: Points) -> Points:
        """Longitudes and latitudes in degrees (n×2) -> points on the page (n×2)."""
        x, y = self._proj(lon_lats[:, 0], lon_lats[:, 1])
        return self.on_page(np.column_stack((x, y)))

    def on_page(self, metres: Points) -> Points:
        """Projected metres (n×2) -> points on the page (n×2)."""
        corner = np.array((self.left_m, self.bottom_m))
        page: Points = (metres - corner) / self.metres_per_pt + np.array(self.box[:2])
        return page

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """One position in degrees -> points on the page."""
        ((x, y),) = self.points(np.array([[lon, lat]]))
        return float(x), float(y)

    def lon_lat(self, x: float, y: float) -> tuple[float, float]:
        """Points on the page -> degrees."""
        east = (x - self.box[0]) * self.metres_per_pt + self.left_m
        north = (y - self.box[1]) * self.metres_per_pt + self.bottom_m
        lon, lat = self._proj(east, north, inverse=True)
        return float(lon), float(lat)

    @property
    def ground_metres_per_pt(self) -> float:
        """True metres from west to east for a point on the page, at the middle of the map.

        An equal-area conic keeps areas everywhere but lengths only along its standard parallels.
        """
        left, bottom, right, top = self.box
        middle = self.lon_lat((left + right) / 2, (bottom + top) / 2)
        factors = self._proj.get_factors(*middle)
        return self.metres_per_pt / float(factors.parallel_scale)

    @cached_property
    def bounds(self) -> Bounds:
        """West, south, east, north of what the box shows, in degrees."""
        left, bottom, right, top = self.box
        steps = np.linspace(0, 1, _EDGE_STEPS)
        edge = [(left + (right - left) * s, y) for s in steps for y in (bottom, top)]
        edge += [(x, bottom + (top - bottom) * s) for s in steps for x in (left, right)]
        lons, lats = zip(*(self.lon_lat(x, y) for x, y in edge), strict=True)
        return min(lons), min(lats), max(lons), max(lats)


def albers(lon: float, lat: float, south: float, north: float) -> Proj:
    """The Albers equal-area conic with that origin and those standard parallels, in degrees."""
    return Proj(proj="aea", lon_0=lon, lat_0=lat, lat_1=south, lat_2=north, ellps="WGS84")


def fit_projection(extent: Bounds, box: Box) -> Projection:
    """The projection that shows all of an extent (degrees) as large as the box (points) allows."""
    west, south, east, north = extent
    margin = (north - south) / _PARALLEL_SHARE
    lon, lat = (west + east) / 2, (south + north) / 2
    parallels = (south + margin, north - margin)
    outline: BaseGeometry = shapely.segmentize(shapely.box(*extent), (east - west) / _EDGE_STEPS)
    edge = shapely.get_coordinates(outline)
    x, y = albers(lon, lat, *parallels)(edge[:, 0], edge[:, 1])
    width, height = box[2] - box[0], box[3] - box[1]
    scale = max((x.max() - x.min()) / width, (y.max() - y.min()) / height)
    middle_x, middle_y = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2
    left_m = float(middle_x - width / 2 * scale)
    bottom_m = float(middle_y - height / 2 * scale)
    return Projection(box, lon, lat, *parallels, left_m, bottom_m, float(scale))
