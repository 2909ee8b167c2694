"""The legend on a sheet: groups and classes with their symbols and counts, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.dataset.classes import BUNDLE
from ordos_geo.cartography.scene.legend import LegendGroup, inferred_class, legend_groups
from ordos_geo.cartography.scene.map_scene import MapScene, SceneClass, class_words
from ordos_geo.cartography.sheet.layout import Layout, LegendSize
from ordos_geo.cartography.sheet.page import Page
from ordos_geo.cartography.sheet.typeface import shortened, substituted, width_pt
from ordos_geo.cartography.style import LIGHT, bundle_width_px
from ordos_geo.errors import Fault, MapFault

_SIZE_PT = 8.4
_LINE_PT = 11.6
_HEADING_PT = 11.0
_SYMBOL_PT = 26.0
_COUNT_GAP_PT = 8.0
_GAP_PT = 18.0
_WIDEST_PT = 190.0
_ARC_STEPS = np.linspace(0, 1, 17)
_ARC = np.column_stack((_ARC_STEPS, 2.6 * _ARC_STEPS * (1 - _ARC_STEPS) - 0.35))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a legend: a group's heading, or a class."""

    text: str
    count: str
    member: SceneClass | None


def legend_lines(dataset: Dataset, scene: MapScene) -> list[Line]:
    """Groups and classes in legend order; a group that is one class of its name has no heading."""
    lines: list[Line] = []
    for group in legend_groups(dataset, scene):
        if not _is_one_class(group):
            lines.append(Line(group.label, group.words, None))
        lines += [Line(c.label, class_words(c), c) for c in group.classes]
    inferred = inferred_class(scene)
    if inferred:
        lines.append(Line(inferred.label, class_words(inferred), inferred))
    return lines


def _is_one_class(group: LegendGroup) -> bool:
    return len(group.classes) == 1 and group.classes[0].label == group.label


def legend_size(lines: Sequence[Line]) -> LegendSize:
    """The room that a legend needs on a slide."""
    texts = [
        width_pt(substituted(line.text)[0], _SIZE_PT, bold=True)
        + width_pt(line.count, _SIZE_PT, bold=True)
        for line in lines
    ]
    text_pt = min(max(texts, default=0.0), _WIDEST_PT)
    return LegendSize(len(lines), _LINE_PT, _SYMBOL_PT + text_pt + _COUNT_GAP_PT + 1, _GAP_PT)


def draw_legend(page: Page, lines: Sequence[Line], layout: Layout, unit_pt: float) -> None:
    """Draw the heading and all lines into the layout's legend box."""
    left, _, right, top = layout.legend
    scale, columns = layout.scale, layout.columns
    page.text(
        wording.general.LEGEND,
        left,
        top - _HEADING_PT * scale,
        _HEADING_PT * scale,
        LIGHT.label,
        bold=True,
    )
    if not lines:
        page.report(Fault(MapFault.LEGEND_EMPTY))
    gap = _GAP_PT * scale
    width = min(
        (right - left - gap * (columns - 1)) / columns, legend_size(lines).column_pt * scale
    )
    first = top - (_HEADING_PT + _LINE_PT) * scale
    for number, column in enumerate(in_columns(lines, columns)):
        for row, line in enumerate(column):
            place = (left + number * (width + gap), first - row * layout.line_pt, width)
            _draw_line(page, line, place, scale=scale, unit_pt=unit_pt)


def in_columns(lines: Sequence[Line], columns: int) -> list[list[Line]]:
    """Lines in columns of even height; none ends with a heading."""
    filled: list[list[Line]] = []
    rest = list(lines)
    for left in range(columns, 0, -1):
        count = -(-len(rest) // left)
        while 1 < count < len(rest) and rest[count - 1].member is None:
            count -= 1
        filled.append(rest[:count])
        rest = rest[count:]
    return [column for column in filled if column]


def _draw_line(
    page: Page, line: Line, place: tuple[float, float, float], *, scale: float, unit_pt: float
) -> None:
    x, y, width = place
    size = _SIZE_PT * scale
    is_heading = line.member is None
    indent = 0.0 if is_heading else _SYMBOL_PT * scale
    count_pt = width_pt(line.count, size, bold=is_heading) + _COUNT_GAP_PT * scale
    room = width - indent - count_pt
    text = shortened(substituted(line.text)[0], size, room, bold=is_heading)
    if text.endswith("…") and not line.text.endswith("…"):
        page.report_too_long(line.text)
    page.text(text, x + indent, y, size, LIGHT.label, bold=is_heading, middle=True)
    page.text(
        line.count,
        x + width,
        y,
        size,
        LIGHT.label,
        bold=is_heading,
        align="right",
        middle=True,
    )
    if line.member is not None:
        _draw_symbol(page, line.member, (x, y), scale=scale, unit_pt=unit_pt)


def _draw_symbol(
    page: Page, member: SceneClass, spot: tuple[float, float], *, scale: float, unit_pt: float
) -> None:
    x, y = spot
    symbol = member.symbol
    wide = (_SYMBOL_PT - 6.0) * scale
    if not member.is_line:
        size = min(symbol.size_px * unit_pt, _LINE_PT * scale * 0.82)
        page.symbols(symbol.shape, [(x + wide / 2, y)], size, symbol.colour, layer="furniture")
        return
    is_arc = member.kind == "link"
    path = np.array([(x, y), (x + wide, y)])
    if is_arc:
        path = _ARC * (wide, _LINE_PT * scale) + (x, y)
    width_px = bundle_width_px(4) if member.type == BUNDLE else symbol.width_px
    page.lines([path], symbol.colour, width_px * unit_pt, dash=symbol.dash, layer="furniture")
