"""Symbols that crowd one spot are set apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ordos_geo.cartography.sheet.page import Points

_ROUNDS = 120
_GAP_PT = 0.8
_NEAREST_PT = 1e-3
_SHARE = 0.5


def set_apart(spots: Points, sizes_pt: Sequence[float], is_fixed: Sequence[bool]) -> Points:
    """Move symbols (centres in points, n×2) until none covers another, or for a fixed effort.

    Each pair that overlaps gives way along the line between its centres; fixed symbols stay.
    """
    if len(spots) == 0:
        return spots
    moved = spots.copy()
    radii = np.asarray(sizes_pt) / 2
    least = radii[:, None] + radii[None, :] + _GAP_PT
    np.fill_diagonal(least, 0.0)
    free = ~np.asarray(is_fixed)[:, None]
    # equal spots would push nowhere: their order decides
    turn = np.arange(len(spots))[:, None] * 2.399963
    moved += free * _NEAREST_PT * np.hstack((np.cos(turn), np.sin(turn)))
    for _ in range(_ROUNDS):
        apart = moved[:, None, :] - moved[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), _NEAREST_PT)
        lack = np.clip(least - distance, 0.0, None)
        if not lack.any():
            break
        moved += free * (_SHARE * lack[:, :, None] * apart / distance[:, :, None]).sum(axis=1)
    return moved
