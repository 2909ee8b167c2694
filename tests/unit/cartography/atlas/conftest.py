"""Drawing without other processes for what is not about them."""

from __future__ import annotations

from datetime import date

import pytest

from ordos_geo.cartography.atlas.page_job import draw
from ordos_geo.cartography.sheet import Letterhead, SheetOptions


class Here:
    """Draws in this process, with the interface of a DrawingPool."""

    def __init__(self, dataset):
        self._dataset = dataset

    def draw(self, drawings, *, progress=None, cancelled=None):
        drawn = []
        for drawing in drawings:
            drawn.append(draw(self._dataset, drawing))
            if progress:
                progress(len(drawn), len(drawings), drawing.scene.title)
        return drawn


@pytest.fixture(scope="session")
def here():
    """A pool of this process for a dataset."""
    return Here


@pytest.fixture(scope="session")
def options():
    """Small pictures of a fixed day."""
    return SheetOptions(
        letterhead=Letterhead(on=date(2026, 11, 24), department="发展和改革委员会"), dpi=40
    )
