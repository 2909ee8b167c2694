"""Where the labels of a sheet stand: beside what they name, clear of symbols and of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from textalloc.non_overlapping_boxes import get_non_overlapping_boxes

from ordos_geo.cartography.sheet.page import Box
from ordos_geo.cartography.sheet.typeface import width_pt
from ordos_geo.cartography.style import Colour

_BASE_LINE_EM = 0.16
_HEIGHT_EM = 1.1
_MARGIN_PT = 2.2
_CANDIDATES = 200
_FURTHEST_PT = 34.0
_LEADER_FROM_PT = 10.0
# the name of a project further away would be read as that of something else
_MOST_EM = 8.5
# below first, as cartographers number places
_DIRECTIONS = [
    *("south", "north", "east", "west"),
    *("southeast", "southwest", "northeast", "northwest"),
]


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside a spot (points). `gap_pt` is how much room the symbol there needs.

    Labels of higher `priority` choose their place first.
    """

    text: str
    x: float
    y: float
    size_pt: float
    colour: Colour
    priority: int
    gap_pt: float
    bold: bool = True


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with the left end of its base line, and its box."""

    label: Label
    x: float
    y: float
    box: Box

    @property
    def _near(self) -> tuple[float, float]:
        """The corner or edge of the label that is nearest to its spot."""
        left, bottom, right, top = self.box
        return min(max(self.label.x, left), right), min(max(self.label.y, bottom), top)

    @property
    def distance_pt(self) -> float:
        """How far the label stands from its spot."""
        x, y = self._near
        return float(np.hypot(x - self.label.x, y - self.label.y))

    @property
    def has_strayed(self) -> bool:
        """Whether it stands so far away that it is better left out; names of places never do."""
        return self.label.priority == 0 and self.distance_pt > _MOST_EM * self.label.size_pt

    @property
    def leader(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """A line to the spot where the label stands far from it."""
        if self.distance_pt < self.label.gap_pt + _LEADER_FROM_PT:
            return None
        return (self.label.x, self.label.y), self._near


def place_labels(
    labels: Sequence[Label], box: Box, obstacles: Sequence[Box]
) -> tuple[list[PlacedLabel], list[Label]]:
    """Labels that found a place inside `box` near their spot, and those that did not.

    No label covers an obstacle or another label.
    """
    wanted = sorted(labels, key=lambda label: (-label.priority, label.text, label.x, label.y))
    if not wanted:
        return [], []
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    settings: dict[str, Any] = {
        "original_boxes": [
            (
                label.x,
                label.y,
                width_pt(label.text, label.size_pt, bold=label.bold),
                label.size_pt * _HEIGHT_EM,
                label.size_pt,
            )
            for label in wanted
        ],
        "xlims": (left, right),
        "ylims": (bottom, top),
        # distances are shares of the box; this makes them the same in both directions
        "aspect_ratio": width / height,
        "margin": _MARGIN_PT / width,
        "min_distance": _MARGIN_PT / width,
        "max_distance": _FURTHEST_PT / width,
        "verbose": False,
        "nbr_candidates": _CANDIDATES,
        "draw_all": False,
        "scatter_xy": None,
        "lines_xyxy": None,
        "scatter_sizes": None,
        "scatter_plot_bbs": np.array(obstacles) if obstacles else None,
        "text_scatter_sizes": [label.gap_pt for label in wanted],
        "direction": _DIRECTIONS,
        "draw_lines": False,
        "avoid_label_lines_overlap": False,
        "avoid_crossing_label_lines": False,
        "priority_strategy": None,
    }
    found, lost = get_non_overlapping_boxes(**settings)
    candidates = [
        PlacedLabel(
            wanted[index],
            float(x),
            float(y) + _BASE_LINE_EM * wanted[index].size_pt,
            (float(x), float(y), float(x + wide), float(y + high)),
        )
        for x, y, wide, high, _, index in found
    ]
    placed = [candidate for candidate in candidates if not candidate.has_strayed]
    strayed = [candidate.label for candidate in candidates if candidate.has_strayed]
    return placed, [*(wanted[index] for index in lost), *strayed]
