"""Atlases: a page for each banner, park, chapter, unit, corridor or feature, in one file.

What draws is loaded when it is first asked for, as with `sheet`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ordos_geo.cartography.atlas.pages import (
    FEATURE,
    SUBJECTS,
    AtlasPage,
    AtlasPlan,
    findings_in_words,
    plan_atlas,
)

if TYPE_CHECKING:
    from ordos_geo.cartography.atlas.book import Atlas, make_atlas
    from ordos_geo.cartography.atlas.pool import DrawingPool

__all__ = [
    "FEATURE",
    "SUBJECTS",
    "Atlas",
    "AtlasPage",
    "AtlasPlan",
    "DrawingPool",
    "findings_in_words",
    "make_atlas",
    "plan_atlas",
]

_HOMES = {"Atlas": "book", "make_atlas": "book", "DrawingPool": "pool"}


def __getattr__(name: str) -> Any:
    """What needs matplotlib."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
