"""One project or link on one page: its map, the plan's words, units, stage, how exact it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.facts import FeatureFacts, feature_facts
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.scene.notes import OffMap
from ordos_geo.cartography.sheet import SIZES, Sheet, SheetOptions, draw_page
from ordos_geo.cartography.sheet.insets import sheet_projection
from ordos_geo.cartography.sheet.layout import Layout
from ordos_geo.cartography.sheet.map_panel import MapPanel
from ordos_geo.cartography.sheet.marginalia import draw_frame, plan_marginalia
from ordos_geo.cartography.sheet.page import Box, Page
from ordos_geo.cartography.sheet.typeface import substituted, wrapped
from ordos_geo.cartography.style import LIGHT

_MAP_SHARE = 0.6
_WORDS_SHARES = (0.25, 0.55)
_GAP_PT = 16.0
_KEY_PT = (202.0, 86.0)
_KEY_UPRIGHT_PT = (112.0, 128.0)
_TEXT_PT, _LEAST_TEXT_PT = 12.0, 6.5
_LEADING = 1.45
_LABEL_EM = 5.6
_ROW_GAP_EM = 0.75

_Row = tuple[str, str]


def draw_fact_sheet(dataset: Dataset, scene: MapScene, options: SheetOptions) -> Sheet:
    """Draw the fact sheet of the one feature on a scene. Depends on nothing but its arguments."""
    facts = feature_facts(dataset, scene.feature_ids[0])
    marginalia = plan_marginalia(dataset, scene, replace(options, subtitle=facts.clause))
    rows = fact_rows(facts)
    marginalia = replace(marginalia, layout=_layout(marginalia.layout, options, rows))

    size, layout = SIZES[options.size], marginalia.layout

    def draw(page: Page) -> OffMap:
        projection = sheet_projection(scene.extent, layout.map)
        map_panel = MapPanel(page, dataset, scene, projection, size)
        map_panel.draw()
        _draw_rows(page, layout.legend, rows, layout.scale)
        draw_frame(page, dataset, marginalia, map_panel)
        return map_panel.off_map

    return draw_page(size, scene.title, draw, dpi=options.dpi)


def fact_rows(facts: FeatureFacts) -> list[_Row]:
    """What a fact sheet says beside clause and name: labels and values, the quote first."""
    quote = wording.atlas.QUOTED.format(quote=facts.quote) if facts.quote else ""
    rows = [
        (wording.general.QUOTE, quote),
        (wording.general.UNITS, "、".join(facts.units)),
        *facts.rows,
    ]
    return [(label, value) for label, value in rows if value]


def _layout(layout: Layout, options: SheetOptions, rows: Sequence[_Row]) -> Layout:
    """The layout of a sheet with more room for words than a legend needs.

    Upright sheets leave as much to the map as the words do not need.
    """
    scale = layout.scale
    gap = _GAP_PT * scale
    left, _, _, top = layout.map
    right, bottom = layout.head[2], layout.foot[3] + gap * 0.6
    if SIZES[options.size].legend_below:
        wide, high = (part * scale for part in _KEY_UPRIGHT_PT)
        words_width = right - wide - gap - layout.head[0]
        needed = max(high, _height(rows, _TEXT_PT * scale, words_width)) + gap * 2
        least, most = ((top - bottom) * share for share in _WORDS_SHARES)
        edge = bottom + min(max(needed, least), most)
        shelf = edge - gap * 1.6
        return replace(
            layout,
            map=(left, edge, right, top),
            legend=(layout.head[0], bottom, layout.head[0] + words_width, shelf),
            key=(right - wide, shelf - high, right, shelf),
        )
    edge = left + (right - left) * _MAP_SHARE
    start = edge + gap * 1.3
    wide, high = (part * scale for part in _KEY_PT)
    base = layout.map[1]
    return replace(
        layout,
        map=(left, base, edge, top),
        legend=(start, base + high + gap, right, top),
        key=(start, base, min(right, start + wide), base + high),
    )


def _draw_rows(page: Page, box: Box, rows: Sequence[_Row], scale: float) -> None:
    """Labels to the left, values wrapped beside them, smaller where there is much to say."""
    left, bottom, right, top = box
    size = _TEXT_PT * scale
    least = _LEAST_TEXT_PT * scale
    while size > least and _height(rows, size, right - left) > top - bottom:
        size = max(least, size - 0.25 * scale)
    y = top
    for label, value in rows:
        lines = _lines(value, size, right - left)
        room = int((y - bottom) / (size * _LEADING))
        if room <= 0:
            page.report_too_long(value)
            break
        beside = left + _LABEL_EM * size
        page.text(label, left, y - size, size, LIGHT.corridor, bold=True)
        page.paragraph(
            value,
            beside,
            y - size,
            size,
            LIGHT.label,
            most_pt=right - beside,
            most_lines=room,
            bold=label == wording.general.QUOTE,
            leading=_LEADING,
        )
        y -= min(room, len(lines)) * size * _LEADING
        rule = y - size * (_ROW_GAP_EM / 2 - 0.2)
        stroke = np.array([(left, rule), (right, rule)])
        page.lines([stroke], LIGHT.city_line, 0.6 * scale, layer="furniture")
        y -= size * _ROW_GAP_EM


def _lines(value: str, size_pt: float, width_pt: float) -> list[str]:
    # the bold face is the wider one
    return wrapped(substituted(value)[0], size_pt, width_pt - _LABEL_EM * size_pt, bold=True)


def _height(rows: Sequence[_Row], size_pt: float, width_pt: float) -> float:
    lines = sum(len(_lines(value, size_pt, width_pt)) for _, value in rows)
    return lines * size_pt * _LEADING + len(rows) * size_pt * _ROW_GAP_EM
