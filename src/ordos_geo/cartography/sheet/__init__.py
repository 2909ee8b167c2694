"""Maps on paper, drawn with matplotlib from the same scene as the screen."""

from __future__ import annotations

from ordos_geo.cartography.sheet.options import SIZES, SheetOptions, SheetSize
from ordos_geo.cartography.sheet.sheet import Sheet, draw_sheet

__all__ = ["SIZES", "Sheet", "SheetOptions", "SheetSize", "draw_sheet"]
