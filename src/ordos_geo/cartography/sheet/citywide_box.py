"""The box for projects of the whole city, which have no place of their own on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from ordos_geo import wording
from ordos_geo.cartography.sheet.page import Box, Page
from ordos_geo.cartography.sheet.typeface import width_pt
from ordos_geo.cartography.style import EDGE_LABEL_PX, LIGHT

_COLUMNS = 6
_STEP_PX = 23.0
_PADDING_PX = 18.0
_HEAD_PX = 42.0
_INSET_PX = 10.0
_STEPS = 8
"""Places tried across the map and up it."""


@dataclass(frozen=True, slots=True)
class CitywideBox:
    """A box with `heading` and room for symbols, at `box` (points); `unit_pt` points a pixel."""

    heading: str
    unit_pt: float
    box: Box

    @property
    def first(self) -> tuple[float, float]:
        """Where its first symbol stands."""
        left, _, _, top = self.box
        return left + _PADDING_PX * self.unit_pt, top - _HEAD_PX * self.unit_pt

    def draw(self, page: Page) -> None:
        """The box and its heading, without the symbols."""
        unit = self.unit_pt
        left, _, _, top = self.box
        page.box(
            self.box,
            fill=LIGHT.halo,
            line=LIGHT.city_line,
            width_pt=0.8 * unit,
            alpha=0.92,
            layer="boxes",
        )
        page.text(
            self.heading,
            left + _PADDING_PX * 0.6 * unit,
            top - _PADDING_PX * unit,
            EDGE_LABEL_PX * unit,
            LIGHT.label,
            bold=True,
            middle=True,
        )


def citywide_box_in(
    map_box: Box,
    count: int,
    unit_pt: float,
    obstacles: Sequence[Box],
    counting: int | None = None,
) -> CitywideBox:
    """The box where it covers least: in a corner of the map if one is free, the lower left first.

    It has room for `count` symbols, of which `counting` count, all where left out.
    """
    text = wording.general.NO_PLACE.format(count=count if counting is None else counting)
    head = width_pt(text, EDGE_LABEL_PX * unit_pt, bold=True) + _PADDING_PX * 1.2 * unit_pt
    symbols = (2 * _PADDING_PX + (min(count, _COLUMNS) - 1) * _STEP_PX) * unit_pt
    width = max(head, symbols)
    rows = ceil(count / _COLUMNS)
    height = (_HEAD_PX + _PADDING_PX + (rows - 1) * _STEP_PX) * unit_pt
    inset = _INSET_PX * unit_pt
    left, bottom, right, top = map_box
    left, bottom, right, top = left + inset, bottom + inset, right - inset, top - inset
    shares = [
        (across / _STEPS, up / _STEPS) for across in range(_STEPS + 1) for up in range(_STEPS + 1)
    ]
    shares.sort(
        key=lambda share: (min(share[0], 1 - share[0]) + min(share[1], 1 - share[1]), share)
    )
    across, up = max(right - width - left, 0.0), max(top - height - bottom, 0.0)
    boxes = [
        (left + x * across, bottom + y * up, left + x * across + width, bottom + y * up + height)
        for x, y in shares
    ]
    best = min(boxes, key=lambda box: sum(overlap(box, other) for other in obstacles))
    return CitywideBox(text, unit_pt, best)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have an area in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
