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
_LEADER_FROM_PT = 12.0
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
    def leader(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """A line to the spot where the label stands far from it."""
        left, bottom, right, top = self.box
        near = (min(max(self.label.x, left), right), min(max(self.label.y, bottom), top))
        distance = np.hypot(near[0] - self.label.x, near[1] - self.label.y)
        if distance < self.label.gap_pt + _LEADER_FROM_PT:
            return None
        return (self.label.x, self.label.y), near


def place_labels(
    labels: Sequence[Label], box: Box, obstacles: Sequence[Box]
) -> tuple[list[PlacedLabel], list[Label]]:
    """Labels that found a place inside `box`, and those that did not.

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
    placed = [
        PlacedLabel(
            wanted[index],
            float(x),
            y + _BASE_LINE_EM * wanted[index].size_pt,
            (x, y, x + wide, y + high),
        )
        for x, y, wide, high, _, index in found
    ]
    return placed, [wanted[index] for index in lost]
