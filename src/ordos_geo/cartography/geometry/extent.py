"""What a sheet shows of the world: west, south, east, north in degrees (EPSG:4326)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.frames import FRAMES, NATIONAL, NEAR, Bounds

_MARGIN_SHARE = 0.12
_LEAST_DEGREES = 1.6
_WIDEST_DEGREES = 13.0
_SPARE_DEGREES = 0.6
_IGNORED_SHARE = 0.04


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


def frame_extent(dataset: Dataset, frame: str, feature_ids: Iterable[str]) -> Bounds:
    """What a frame (a key of FRAMES) shows, with those features on the map."""
    return FRAMES[frame].extent or features_extent(dataset, feature_ids)


def features_extent(dataset: Dataset, feature_ids: Iterable[str]) -> Bounds:
    """What shows nearly all places in the country that the features join.

    NEAR where they lie there or abroad, NATIONAL where they are spread over the country. The few
    furthest do not count: they stand at the map's edge, and the rest keeps its scale.
    """
    used = dataset.features.loc[list(feature_ids), "place_ids"].explode().dropna()
    places = dataset.places.loc[list(used)]
    inland = places[places["adcode"] != ""].geometry
    if inland.empty:
        return NEAR
    (west, south), (east, north) = (
        np.quantile((inland.x, inland.y), share, axis=1).tolist()
        for share in (_IGNORED_SHARE, 1 - _IGNORED_SHARE)
    )
    if east - west > _WIDEST_DEGREES or north - south > _WIDEST_DEGREES:
        return NATIONAL
    near_west, near_south, near_east, near_north = NEAR
    return (
        min(west - _SPARE_DEGREES, near_west),
        min(south - _SPARE_DEGREES, near_south),
        max(east + _SPARE_DEGREES, near_east),
        max(north + _SPARE_DEGREES, near_north),
    )


def _widened(least: float, most: float) -> tuple[float, float]:
    spare = max((most - least) * _MARGIN_SHARE, (_LEAST_DEGREES - (most - least)) / 2)
    return least - spare, most + spare
