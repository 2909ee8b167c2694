"""Where labels stand on the screen map: placed once, without collisions at a given zoom.

deck.gl's own collision filter hides every label that has a pixel offset, and all labels before
the first pan (deck.gl issues 8104 and 10333), so the places are chosen here. Closer in than the
given zoom labels only move apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

Box = tuple[float, float, float, float]

_TILE_PX = 512
_PADDING_PX = 2.0
_CJK_FROM = 0x2E80
_LATIN_WIDTH = 0.56
# how far a label may move away from its point when the near places are taken, in gaps
_REACHES = (1.0, 1.9, 2.8)

# (text anchor, baseline, direction x, direction y): below first, as cartographers number places
_POSITIONS = (
    ("middle", "top", 0, 1),
    ("middle", "bottom", 0, -1),
    ("start", "center", 1, 0),
    ("end", "center", -1, 0),
    ("start", "top", 1, 1),
    ("end", "top", -1, 1),
    ("start", "bottom", 1, -1),
    ("end", "bottom", -1, -1),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside a point (lon/lat degrees).

    Higher `priority` is placed first; `gap_px` is the distance from the point, the half size of
    the symbol that stands there.
    """

    text: str
    lon: float
    lat: float
    size_px: float
    priority: int
    gap_px: float


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with its place: text anchor and baseline of deck.gl's TextLayer, offset in pixels."""

    label: Label
    anchor: str
    baseline: str
    offset_px: tuple[float, float]
    box: Box


def mercator_px(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Web Mercator pixels at a zoom, x east and y south, as deck.gl's MapView draws them."""
    world = _TILE_PX * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return world * (lon + 180) / 360, world * (1 - y / math.pi) / 2


def lon_lat(x: float, y: float, zoom: float) -> tuple[float, float]:
    """Longitude and latitude of `mercator_px` pixels."""
    world = _TILE_PX * 2**zoom
    latitude = math.degrees(2 * math.atan(math.exp(math.pi * (1 - 2 * y / world))) - math.pi / 2)
    return x / world * 360 - 180, latitude


def text_width_px(text: str, size_px: float) -> float:
    """Width of a text in Noto Sans SC, near enough to keep texts apart: one em a Han character."""
    return sum(size_px * (1 if ord(char) >= _CJK_FROM else _LATIN_WIDTH) for char in text)


def place_labels(
    labels: Iterable[Label], zoom: float, obstacles: Sequence[Box] = ()
) -> list[PlacedLabel]:
    """Give each label the first free place around its point; a label without one is left out.

    `obstacles` are boxes (left, top, right, bottom) in pixels of `mercator_px` that no label may
    cover. Out: by falling priority; no two boxes overlap.
    """
    taken = list(obstacles)
    placed = []
    for label in sorted(labels, key=lambda item: (-item.priority, item.text)):
        for candidate in _candidates(label, zoom):
            if not any(_overlap(candidate.box, box) for box in taken):
                placed.append(candidate)
                taken.append(candidate.box)
                break
    return placed


def _candidates(label: Label, zoom: float) -> Iterable[PlacedLabel]:
    x, y = mercator_px(label.lon, label.lat, zoom)
    width = text_width_px(label.text, label.size_px) + 2 * _PADDING_PX
    height = label.size_px + 2 * _PADDING_PX
    for reach, (anchor, baseline, right, down) in product(_REACHES, _POSITIONS):
        gap = label.gap_px * reach * (0.75 if right and down else 1)
        offset = (right * gap, down * gap)
        left = x + offset[0] - {"start": 0, "middle": width / 2, "end": width}[anchor]
        top = y + offset[1] - {"top": 0, "center": height / 2, "bottom": height}[baseline]
        yield PlacedLabel(label, anchor, baseline, offset, (left, top, left + width, top + height))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
