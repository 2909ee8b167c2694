"""What stands around the map: title, legend, scale bar, locator, notes, source, date."""

from __future__ import annotations

from dataclasses import dataclass

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.scene.notes import MOST_OFF_MAP, map_notes
from ordos_geo.cartography.sheet.base_map import shows_country
from ordos_geo.cartography.sheet.furniture import draw_degrees, draw_north_arrow, draw_scale_bar
from ordos_geo.cartography.sheet.insets import draw_locator
from ordos_geo.cartography.sheet.layout import Layout, lay_out
from ordos_geo.cartography.sheet.legend_block import (
    Line,
    draw_legend,
    legend_lines,
    legend_size,
)
from ordos_geo.cartography.sheet.map_panel import MapPanel
from ordos_geo.cartography.sheet.options import SIZES, SheetOptions
from ordos_geo.cartography.sheet.page import Box, Page
from ordos_geo.cartography.sheet.projection import Projection
from ordos_geo.cartography.sheet.typeface import substituted, width_pt, wrapped
from ordos_geo.cartography.style import LIGHT
from ordos_geo.errors import Fault, MapFault

_TITLE_PT = 25.0
_SUBTITLE_PT = 11.5
_NOTE_PT = 7.6
_LEADING = 1.4
_HEAD_PT = 50.0
_SUBTITLE_LINES = 2
_NOTE_LINES = 3
_LOCATOR_SHAPE = 0.78
_BAR_PT = 96.0

KEY_STRIP_PT = 30.0
"""Height of the strip below a map that stands alone."""


@dataclass(frozen=True, slots=True)
class Marginalia:
    """Everything around the map of one sheet, worded and laid out, ready to be drawn."""

    scene: MapScene
    subtitle: str
    options: SheetOptions
    lines: tuple[Line, ...]
    layout: Layout


def plan_marginalia(dataset: Dataset, scene: MapScene, options: SheetOptions) -> Marginalia:
    """Word and lay out what stands around the map."""
    size = SIZES[options.size]
    lines = tuple(legend_lines(dataset, scene))
    notes = "；".join(map_notes(scene, MOST_OFF_MAP))
    rough = lay_out(size, legend_size(lines), head_pt=0, foot_pt=0)
    subtitle = options.subtitle or subtitle_of(scene)
    scale = rough.scale
    wide = rough.head[2] - rough.head[0]
    extra = min(len(wrapped(subtitle, _SUBTITLE_PT * scale, wide * 0.86)), _SUBTITLE_LINES) - 1
    rows = sum(_rows(text, wide, scale) for text in (notes, scene.source_line)) + 1
    layout = lay_out(
        size,
        legend_size(lines),
        head_pt=(_HEAD_PT + extra * _SUBTITLE_PT * _LEADING) * scale,
        foot_pt=rows * _NOTE_PT * _LEADING * scale,
    )
    return Marginalia(
        scene=scene,
        subtitle=subtitle,
        options=options,
        lines=lines,
        layout=layout,
    )


def subtitle_of(scene: MapScene) -> str:
    """The filters in words unless the title says them, and what is shown in the screen's words."""
    shown = scene.counts.line
    if scene.filters_in_words == wording.general.ALL or scene.filters_in_words.endswith(
        f"：{scene.title}"
    ):
        return shown
    return f"{scene.filters_in_words}　{shown}"


def _rows(text: str, wide: float, scale: float) -> int:
    return min(len(wrapped(substituted(text)[0], _NOTE_PT * scale, wide)), _NOTE_LINES)


def draw_marginalia(
    page: Page, dataset: Dataset, marginalia: Marginalia, map_panel: MapPanel
) -> None:
    """Draw everything around a map that has been drawn."""
    unit_pt = SIZES[marginalia.options.size].unit_pt
    draw_legend(page, marginalia.lines, marginalia.layout, unit_pt)
    draw_frame(page, dataset, marginalia, map_panel)


def draw_frame(page: Page, dataset: Dataset, marginalia: Marginalia, map_panel: MapPanel) -> None:
    """Draw everything around a map but its legend: head, key, notes, degrees."""
    projection = map_panel.projection
    layout, scale = marginalia.layout, marginalia.layout.scale
    _draw_head(page, marginalia)
    _draw_key(page, dataset, projection, layout)
    _draw_foot(page, marginalia, "；".join(map_notes(marginalia.scene, map_panel.off_map)))
    draw_degrees(page, projection, scale)
    page.box(projection.box, line=LIGHT.label_faint, width_pt=0.9 * scale)


def _draw_head(page: Page, marginalia: Marginalia) -> None:
    scale = marginalia.layout.scale
    left, _, right, top = marginalia.layout.head
    mark = _draw_marks(page, marginalia)
    size = _TITLE_PT * scale
    wide = right - left - mark
    page.fitting_text(
        marginalia.scene.title,
        left,
        top - size * 0.9,
        size,
        LIGHT.label,
        most_pt=wide,
        bold=True,
        least=0.6,
    )
    small = _SUBTITLE_PT * scale
    page.paragraph(
        marginalia.subtitle,
        left,
        top - size * 0.9 - small * 1.7,
        small,
        LIGHT.label_faint,
        most_pt=(right - left) * 0.86,
        most_lines=_SUBTITLE_LINES,
        leading=_LEADING,
    )


def _draw_marks(page: Page, marginalia: Marginalia) -> float:
    """Classification and 示意 mark at the upper right; tells how much of the line they take."""
    scale = marginalia.layout.scale
    _, _, right, top = marginalia.layout.head
    size = _SUBTITLE_PT * scale
    x = right
    y = top - size * 0.95
    if marginalia.scene.has_schematic:
        text = wording.sheets.SCHEMATIC_MARK
        wide = width_pt(text, size, bold=True) + size
        box = (x - wide, y - size * 0.85, x, y + size * 0.85)
        page.box(box, line=LIGHT.selected, width_pt=1.1 * scale)
        page.text(
            text, x - wide / 2, y, size, LIGHT.selected, bold=True, align="center", middle=True
        )
        x -= wide + size
    classification = marginalia.options.letterhead.classification
    if classification:
        page.text(classification, x, y, size, LIGHT.label, bold=True, align="right", middle=True)
        x -= width_pt(substituted(classification)[0], size, bold=True) + size
    return right - x


def _draw_key(page: Page, dataset: Dataset, projection: Projection, layout: Layout) -> None:
    """Locator, north arrow and scale bar, side by side or, in an upright box, one below another.

    A map of the whole country needs no locator.
    """
    scale = layout.scale
    left, bottom, right, top = layout.key
    locator: Box | None = None
    if shows_country(projection):
        arrow = (right - 24 * scale, bottom, right, bottom + 46 * scale)
        bar = (left, bottom, min(right - 32 * scale, left + 110 * scale), bottom + 24 * scale)
    elif top - bottom > right - left:
        shelf = top - (right - left) * _LOCATOR_SHAPE
        locator = (left, shelf, right, top)
        arrow = (right - 22 * scale, bottom, right, shelf - 6 * scale)
        bar = (left, bottom, right - 28 * scale, bottom + 24 * scale)
    else:
        edge = left + (top - bottom) / _LOCATOR_SHAPE
        locator = (left, bottom, edge, top)
        edge += 12 * scale
        arrow = (edge, bottom + 34 * scale, edge + 22 * scale, top)
        bar = (edge, bottom, min(right, edge + 96 * scale), bottom + 24 * scale)
    if locator:
        draw_locator(page, dataset, locator, projection, scale)
    draw_north_arrow(page, arrow, scale)
    draw_scale_bar(page, bar, projection, scale)


def draw_key_strip(page: Page, projection: Projection) -> None:
    """Frame, scale bar and north arrow of a map that stands alone, below it."""
    left, bottom, right, _ = projection.box
    page.box(projection.box, line=LIGHT.label_faint, width_pt=0.9)
    draw_scale_bar(page, (left, 2.0, left + _BAR_PT, bottom - 4.0), projection, 1.0)
    draw_north_arrow(page, (right - bottom, 0.0, right, bottom - 3.0), 1.0)


def _draw_foot(page: Page, marginalia: Marginalia, notes: str) -> None:
    scale = marginalia.layout.scale
    left, bottom, right, top = marginalia.layout.foot
    size, faint = _NOTE_PT * scale, LIGHT.label_faint
    y = top - size
    for text in (notes, marginalia.scene.source_line):
        if text:
            page.paragraph(
                text,
                left,
                y,
                size,
                faint,
                most_pt=right - left,
                most_lines=_NOTE_LINES,
                leading=_LEADING,
            )
            y -= _rows(text, right - left, scale) * size * _LEADING
    if not marginalia.scene.source_line:
        page.report(Fault(MapFault.SOURCE_MISSING))
    letterhead = marginalia.options.letterhead
    half = (right - left) / 2
    page.fitting_text(
        letterhead.review_line,
        left,
        bottom + size * 0.2,
        size,
        LIGHT.label,
        most_pt=half,
        bold=True,
    )
    page.fitting_text(
        letterhead.imprint,
        right,
        bottom + size * 0.2,
        size * 1.1,
        LIGHT.label,
        most_pt=half,
        least=0.8,
        align="right",
    )
