"""Cover and table of contents of an atlas on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

import numpy as np

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.count_words import count_words
from ordos_geo.cartography.atlas.pages import AtlasPlan
from ordos_geo.cartography.sheet import SIZES, Sheet, SheetOptions, SheetSize, draw_page
from ordos_geo.cartography.sheet.page import POINTS_PER_INCH, Box, Page
from ordos_geo.cartography.sheet.typeface import substituted, width_pt, wrapped
from ordos_geo.cartography.style import LIGHT

_REFERENCE_HEIGHT_PT = 540.0
_MARGIN_PT = 40.0
_STRIPE_PT = 18.0
_TITLE_PT, _LINE_PT, _HEAD_PT, _ENTRY_PT, _REMARK_PT = 36.0, 15.0, 26.0, 11.5, 9.5
_PITCH_PT = 22.0
_MOST_ZOOM = 1.5
_NUMBER_EM = 2.6
_COLUMN_GAP_PT = 36.0
_LEAST_COLUMN_PT = 300.0
_DOTS_GAP_EM = 0.6
_LEADING = 1.4


@dataclass(frozen=True, slots=True)
class Contents:
    """The sheets of a table of contents, and where each entry stands: sheet and box in points."""

    sheets: tuple[Sheet, ...]
    entries: tuple[tuple[int, Box], ...]


def cover_lines(dataset: Dataset, plan: AtlasPlan, options: SheetOptions) -> tuple[str, ...]:
    """What a cover says below the title."""
    head = dataset.plan.head
    features = {feature_id for page in plan.pages for feature_id in page.scene.feature_ids}
    letterhead = options.letterhead
    lines = (
        wording.atlas.COVER_PLAN.format(number=head.number, title=head.title),
        wording.atlas.COVER_FILTERS.format(filters=plan.filters_in_words),
        wording.atlas.COVER_COUNT.format(
            pages=len(plan.pages), counts=count_words(dataset, features, features).line
        ),
        letterhead.department,
        letterhead.day,
        letterhead.review_line,
    )
    return tuple(line for line in lines if line)


def draw_cover(dataset: Dataset, plan: AtlasPlan, options: SheetOptions) -> Sheet:
    """The cover."""
    size = SIZES[options.size]
    lines = cover_lines(dataset, plan, options)
    return draw_page(size, plan.title, partial(_cover, plan=plan, lines=lines, options=options))


def _cover(page: Page, plan: AtlasPlan, lines: Sequence[str], options: SheetOptions) -> None:
    scale = _scale(page)
    margin = _MARGIN_PT * 2 * scale
    page.box((0, 0, _STRIPE_PT * scale, page.height_pt), fill=LIGHT.corridor)
    room = page.width_pt - 2 * margin
    y = page.height_pt * 0.64
    size = _TITLE_PT * scale
    page.fitting_text(
        plan.title, margin, y, size, LIGHT.corridor, most_pt=room, bold=True, least=0.5
    )
    y -= size * 0.8
    stroke = np.array([(margin, y), (page.width_pt - margin, y)])
    page.lines([stroke], LIGHT.city_line, 1.2 * scale, layer="furniture")
    small = _LINE_PT * scale
    for line in lines:
        y -= small * 2.0
        page.paragraph(line, margin, y, small, LIGHT.label, most_pt=room, most_lines=2)
        if len(wrapped(substituted(line)[0], small, room)) > 1:
            y -= small * 1.35
    if options.letterhead.classification:
        top = page.height_pt - _MARGIN_PT * scale
        page.text(
            options.letterhead.classification,
            page.width_pt - _MARGIN_PT * scale,
            top - small,
            small,
            LIGHT.label,
            bold=True,
            align="right",
        )


def draw_contents(plan: AtlasPlan, options: SheetOptions, first: int | None = None) -> Contents:
    """The table of contents, on as many sheets as it takes.

    `first` is the number of the first page behind it; left out, the pages follow the cover and
    the table of contents.
    """
    size = SIZES[options.size]
    grid = _Grid.of(size, plan)
    start = first if first is not None else 2 + grid.sheets
    entries: list[tuple[int, Box]] = []
    sheets = []
    for sheet in range(grid.sheets):
        boxes = grid.boxes(min(grid.capacity, len(plan.pages) - sheet * grid.capacity))
        offset = sheet * grid.capacity
        draw = partial(
            _contents, plan=plan, boxes=boxes, offset=offset, start=start, zoom=grid.zoom
        )
        sheets.append(draw_page(size, wording.atlas.CONTENTS, draw))
        entries += [(sheet, box) for box in boxes]
    return Contents(tuple(sheets), tuple(entries))


def _contents(
    page: Page, plan: AtlasPlan, *, boxes: Sequence[Box], offset: int, start: int, zoom: float
) -> None:
    scale = _scale(page)
    margin = _MARGIN_PT * scale
    head = _HEAD_PT * scale
    page.text(
        wording.atlas.CONTENTS,
        margin,
        page.height_pt - margin - head,
        head,
        LIGHT.corridor,
        bold=True,
    )
    size = _ENTRY_PT * zoom * scale
    for number, box in enumerate(boxes, start=offset):
        entry = plan.pages[number]
        left, bottom, right, top = box
        middle = (bottom + top) / 2
        page.text(f"{number + 1}", left, middle, size, LIGHT.label_faint, middle=True)
        count_edge = right - _NUMBER_EM * size
        begin = left + 2.6 * size
        room = count_edge - width_pt(substituted(entry.measure)[0], size) - size - begin
        page.fitting_text(
            entry.name, begin, middle, size, LIGHT.label, most_pt=room, least=0.75, middle=True
        )
        page.text(
            entry.measure, count_edge, middle, size, LIGHT.label_faint, align="right", middle=True
        )
        target = f"{start + number}"
        page.text(target, right, middle, size, LIGHT.label, bold=True, align="right", middle=True)
        used = min(room, width_pt(substituted(entry.name)[0], size))
        dots = (begin + used + _DOTS_GAP_EM * size, begin + room + (1 - _DOTS_GAP_EM) * size)
        if dots[1] - dots[0] > size:
            stroke = np.array([(dots[0], middle), (dots[1], middle)])
            dash = (1.0, 4.0)
            page.lines([stroke], LIGHT.city_line, 0.9 * scale, dash=dash, layer="furniture")
    if offset + len(boxes) == len(plan.pages):
        small = _REMARK_PT * scale
        room = page.width_pt - 2 * margin
        lines = _remark_lines(plan, small, room)
        for number, line in enumerate(reversed(lines)):
            page.text(line, margin, margin + number * small * _LEADING, small, LIGHT.label_faint)


def _remark_lines(plan: AtlasPlan, size_pt: float, most_pt: float) -> list[str]:
    """What is not in the atlas, in lines."""
    texts = (substituted(remark)[0] for remark in plan.remarks)
    return [line for text in texts for line in wrapped(text, size_pt, most_pt)]


def _scale(page: Page) -> float:
    return min(page.width_pt, page.height_pt) / _REFERENCE_HEIGHT_PT


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns and rows of a table of contents, and how many sheets it takes."""

    top: float
    left: float
    column_pt: float
    gap_pt: float
    pitch_pt: float
    rows: int
    columns: int
    sheets: int
    zoom: float

    @property
    def capacity(self) -> int:
        """Entries on a sheet."""
        return self.rows * self.columns

    @classmethod
    def of(cls, size: SheetSize, plan: AtlasPlan) -> _Grid:
        """The grid for the pages of a plan, with room for its remarks."""
        width, height = size.width_in * POINTS_PER_INCH, size.height_in * POINTS_PER_INCH
        scale = min(width, height) / _REFERENCE_HEIGHT_PT
        margin, gap, pitch = (p * scale for p in (_MARGIN_PT, _COLUMN_GAP_PT, _PITCH_PT))
        top = height - margin - _HEAD_PT * scale * 2.2
        small = _REMARK_PT * scale
        remarks = len(_remark_lines(plan, small, width - 2 * margin))
        bottom = margin + (remarks + 1) * small * _LEADING
        count = len(plan.pages)
        zoom = max(1.0, min(_MOST_ZOOM, (top - bottom) / (count * pitch)))
        pitch *= zoom
        rows = int((top - bottom) / pitch + 0.01)
        most = max(1, int((width - 2 * margin + gap) / (_LEAST_COLUMN_PT * scale + gap)))
        columns = min(most, ceil(count / rows))
        column = (width - 2 * margin - gap * (columns - 1)) / columns
        sheets = ceil(count / (rows * columns))
        return cls(top, margin, column, gap, pitch, rows, columns, sheets, zoom)

    def boxes(self, count: int) -> list[Box]:
        """Where so many entries stand: down the columns, left, bottom, right, top in points."""
        boxes = []
        for number in range(count):
            column, row = divmod(number, self.rows)
            left = self.left + column * (self.column_pt + self.gap_pt)
            top = self.top - row * self.pitch_pt
            boxes.append((left, top - self.pitch_pt, left + self.column_pt, top))
        return boxes
