"""Maps on paper, drawn with matplotlib from the same scene as the screen.

`draw_sheet`, `draw_page` and `Sheet` are loaded when they are first asked for: matplotlib takes its
time, and the screen does without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ordos_geo.cartography.sheet.options import (
    RESOLUTIONS,
    SIZES,
    Letterhead,
    Resolution,
    SheetOptions,
    SheetSize,
)

if TYPE_CHECKING:
    from ordos_geo.cartography.sheet.sheet import Sheet, draw_page, draw_sheet

__all__ = [
    "RESOLUTIONS",
    "SIZES",
    "Letterhead",
    "Resolution",
    "Sheet",
    "SheetOptions",
    "SheetSize",
    "draw_page",
    "draw_sheet",
]


def __getattr__(name: str) -> Any:
    """What needs matplotlib."""
    if name in __all__:
        return getattr(import_module("ordos_geo.cartography.sheet.sheet"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
