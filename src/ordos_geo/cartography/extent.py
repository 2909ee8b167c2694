"""What a sheet shows of the world: west, south, east, north in degrees (EPSG:4326)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np

from ordos_geo.analysis import Dataset
from ordos_geo.cartography.frame import ORDOS_AND_NEIGHBOURS, PARTNERS, Bounds

NEAR: Bounds = (105.8, 37.2, 113.3, 41.4)
"""The city and its neighbours."""

NATIONAL: Bounds = (76.0, 17.6, 131.5, 53.6)
"""All provinces; what lies south of Hainan is shown in the South China Sea inset."""

FRAME_EXTENTS: Mapping[str, Bounds] = MappingProxyType(
    {ORDOS_AND_NEIGHBOURS.code: NEAR, PARTNERS.code: NATIONAL}
)
"""The screen's frames on paper. A part of the country is not shown as if it were the whole."""

_MARGIN_SHARE = 0.12
_LEAST_DEGREES = 1.6


def around(bounds: Iterable[Bounds]) -> Bounds:
    """All bounds and a margin; never so small that a single point loses its surroundings."""
    west, south, east, north = zip(*bounds, strict=True)
    left, right = _widened(min(west), max(east))
    bottom, top = _widened(min(south), max(north))
    return left, bottom, right, top


def banner_extent(dataset: Dataset, adcode: str) -> Bounds:
    """A banner or district and its surroundings."""
    return around([tuple(dataset.geodata.banners.geometry[adcode].bounds)])


def corridor_extent(dataset: Dataset, corridor_id: str) -> Bounds:
    """A partner region together with Ordos."""
    area = dataset.geodata.corridors.geometry[corridor_id].bounds
    home = dataset.geodata.banners.total_bounds
    return around([tuple(area), tuple(np.asarray(home).tolist())])


def _widened(least: float, most: float) -> tuple[float, float]:
    spare = max((most - least) * _MARGIN_SHARE, (_LEAST_DEGREES - (most - least)) / 2)
    return least - spare, most + spare
