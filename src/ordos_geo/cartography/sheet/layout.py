"""Where the parts of a sheet lie: title, map, legend, key and foot, in points."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from ordos_geo.cartography.sheet.options import SheetSize
from ordos_geo.cartography.sheet.page import POINTS_PER_INCH, Box

_MARGIN_PT = 28.0
_TICKS_PT = 14.0
_GAP_PT = 14.0
# lines of a legend may move together by so much before it takes another column
_TIGHTEST = 0.88


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes of a sheet (left, bottom, right, top in points).

    `key` holds scale bar, north arrow and locator. `legend` is laid in `columns` columns with
    lines `line_pt` high.
    `scale` is how large the texts of the sheet are, 1 on a slide.
    """

    scale: float
    head: Box
    map: Box
    legend: Box
    key: Box
    foot: Box
    columns: int
    line_pt: float


@dataclass(frozen=True, slots=True)
class LegendSize:
    """What a legend needs on a slide, in points: lines, the height of one, width of a column."""

    lines: int
    line_pt: float
    column_pt: float
    gap_pt: float


def lay_out(size: SheetSize, legend: LegendSize, *, head_pt: float, foot_pt: float) -> Layout:
    """The layout of a sheet of that size with room for its legend.

    `head_pt` and `foot_pt` are the heights of title and notes, on this sheet.
    """
    scale = size.scale
    width, height = size.width_in * POINTS_PER_INCH, size.height_in * POINTS_PER_INCH
    margin, ticks, gap = (part * scale for part in (_MARGIN_PT, _TICKS_PT, _GAP_PT))
    left, right, bottom, top = margin, width - margin, margin, height - margin
    head = (left, top - head_pt, right, top)
    foot = (left, bottom, right, bottom + foot_pt)
    lower, upper = foot[3] + gap * 0.6, head[1] - gap * 0.6
    place = _below if size.legend_below else _beside
    main, legend_box, key, columns = place(
        (left, lower, right, upper), legend, scale=scale, gap=gap
    )
    main = (main[0] + ticks, main[1] + ticks, main[2], main[3])
    # the heading takes a line and a half, and a column may be one line longer than the others
    room = (legend_box[3] - legend_box[1]) / (ceil(legend.lines / columns) + 2.5)
    line_pt = min(legend.line_pt * scale, max(room, legend.line_pt * scale * _TIGHTEST))
    return Layout(scale, head, main, legend_box, key, foot, columns, line_pt)


_KEY_WIDTH_PT = 190.0
_KEY_HEIGHT_PT = 86.0
_KEY_UPRIGHT_PT = (112.0, 128.0)


def _beside(
    room: Box, legend: LegendSize, *, scale: float, gap: float
) -> tuple[Box, Box, Box, int]:
    """Map to the left; legend above the key to the right, in as few columns as it fits into."""
    left, bottom, right, top = room
    bottom_key = bottom + _TICKS_PT * scale
    key_top = bottom_key + _KEY_HEIGHT_PT * scale
    height = top - key_top - gap * 0.6
    lines = max(1, int(height / (legend.line_pt * scale * _TIGHTEST) - 2.0))
    columns = max(1, ceil(legend.lines / lines))
    needed = (columns * legend.column_pt + (columns - 1) * legend.gap_pt) * scale
    edge = right - max(needed, _KEY_WIDTH_PT * scale)
    return (
        (left, bottom, edge - gap * 1.2, top),
        (edge, key_top + gap * 0.6, right, top),
        (edge, bottom_key, right, key_top),
        columns,
    )


def _below(room: Box, legend: LegendSize, *, scale: float, gap: float) -> tuple[Box, Box, Box, int]:
    """Map above; legend to the left of the key below."""
    left, bottom, right, top = room
    key_width, key_height = (part * scale for part in _KEY_UPRIGHT_PT)
    edge = right - key_width
    width = edge - gap - left
    column = (legend.column_pt + legend.gap_pt) * scale
    most = max(1, int((width + legend.gap_pt * scale) / column))
    # no more columns than fill the height that the key takes anyway
    columns = min(most, ceil(legend.lines / (key_height / (legend.line_pt * scale) - 2)) or 1)
    lines = ceil(legend.lines / columns) + 2
    upper = bottom + max(key_height, lines * legend.line_pt * scale)
    return (
        (left, upper + gap * 0.6, right, top),
        (left, bottom, edge - gap, upper),
        (edge, upper - key_height, right, upper),
        columns,
    )
