"""Colours, dashes, widths and shapes: the one place where the look of the map is defined.

Screen and paper draw from the same symbols. Every class differs from its neighbours in dash or
shape as well as colour, so that it survives greyscale and a washed-out projector. Hues are after
Okabe and Ito (2008), darkened where they lie on a light ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one class is drawn.

    `width_px` and `dash` (lengths in line widths, drawn and gap; (0, 0) = solid) are for lines,
    `shape` (a key of SHAPES) and `size_px` for points; a class may occur as both.
    """

    colour: Colour
    width_px: float = 3.0
    dash: tuple[float, float] = (0.0, 0.0)
    shape: str = "circle"
    size_px: float = 18.0


SOLID = (0.0, 0.0)
SCHEMATIC_DASH = (4.0, 2.5)
"""Dash of every line whose course is not known; no symbol may use another dash for it."""

GROUP_COLOURS: Mapping[str, Colour] = MappingProxyType(
    {
        "energy": (200, 80, 0),
        "transport": (70, 62, 120),
        "water": (0, 104, 170),
        "industry": (150, 104, 10),
        "innovation": (176, 72, 132),
        "opening": (16, 128, 150),
        "livelihood": (0, 126, 92),
        "ecology": (86, 122, 28),
    }
)
"""Colour of each project group; every type of the group shares it."""

SHAPES: Mapping[str, tuple[tuple[float, float], ...]] = MappingProxyType(
    {
        "circle": (),
        "square": ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),
        "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
        "triangle": ((0.5, 0.02), (1.0, 0.92), (0.0, 0.92)),
        "triangle_down": ((0.0, 0.08), (1.0, 0.08), (0.5, 0.98)),
        "pentagon": ((0.5, 0.0), (1.0, 0.38), (0.81, 0.96), (0.19, 0.96), (0.0, 0.38)),
        "hexagon": ((0.25, 0.06), (0.75, 0.06), (1.0, 0.5), (0.75, 0.94), (0.25, 0.94), (0.0, 0.5)),
        "cross": (
            *((0.34, 0.04), (0.66, 0.04), (0.66, 0.34), (0.96, 0.34), (0.96, 0.66), (0.66, 0.66)),
            *((0.66, 0.96), (0.34, 0.96), (0.34, 0.66), (0.04, 0.66), (0.04, 0.34), (0.34, 0.34)),
        ),
        "star": (
            *((0.5, 0.0), (0.63, 0.35), (1.0, 0.38), (0.71, 0.62), (0.81, 0.98)),
            *((0.5, 0.78), (0.19, 0.98), (0.29, 0.62), (0.0, 0.38), (0.37, 0.35)),
        ),
        "arrow": ((0.1, 0.15), (1.0, 0.5), (0.1, 0.85), (0.3, 0.5)),
    }
)
"""Outlines in a unit square, y down; a circle has none and is drawn as one."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Colours of the base map."""

    water: Colour
    foreign: Colour
    country: Colour
    neighbour: Colour
    city: Colour
    national_line: Colour
    province_line: Colour
    city_line: Colour
    banner_line: Colour
    river: Colour
    label: Colour
    label_faint: Colour
    halo: Colour
    selected: Colour


LIGHT = Ground(
    water=(214, 226, 232),
    foreign=(232, 230, 224),
    country=(244, 242, 236),
    neighbour=(244, 242, 236),
    city=(255, 252, 244),
    national_line=(150, 96, 110),
    province_line=(150, 146, 140),
    city_line=(184, 178, 168),
    banner_line=(140, 126, 104),
    river=(120, 170, 205),
    label=(56, 52, 46),
    label_faint=(110, 106, 100),
    halo=(255, 253, 248),
    selected=(216, 27, 96),
)


def hex_colour(colour: Colour) -> str:
    """#rrggbb."""
    return "#" + "".join(f"{part:02x}" for part in colour)
