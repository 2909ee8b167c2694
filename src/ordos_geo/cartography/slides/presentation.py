"""Maps as a PowerPoint presentation: the map is a picture, everything around it can be edited.

Each map has a slide with its native legend and, in the notes, the words of the plan; behind it
the list of what is on it, on as many slides as that takes. A fact sheet is one slide.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import Slide
from pptx.util import Emu, Pt

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.count_words import short_words
from ordos_geo.analysis.facts import FeatureFacts, feature_facts
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.cartography.scene.legend import LegendGroup, inferred_class, legend_groups
from ordos_geo.cartography.scene.map_scene import MapScene, SceneClass, class_words
from ordos_geo.cartography.scene.notes import IN_PLACE, MOST_OFF_MAP, OffMap, map_notes
from ordos_geo.cartography.scene.remarks import remark
from ordos_geo.cartography.sheet import SheetOptions, draw_sheet
from ordos_geo.cartography.slides.shapes import Brush, Style, clean, paint
from ordos_geo.cartography.slides.template import Area, SlideTemplate, open_template
from ordos_geo.cartography.style import FONT_FAMILY, LIGHT
from ordos_geo.errors import Fault
from ordos_geo.office.archive import without_times

EMU_PER_INCH = 914_400
_MOST_DPI = 200
_LEAST_PICTURE_IN = 6.4


@dataclass(frozen=True, slots=True)
class SlidePage:
    """One map of a presentation: its scene, the picture of the map alone (PNG), and its facts.

    `findings`, what was found while the picture was drawn, go into the notes; `off_map` is what
    the picture shows out of place.
    With `facts` the page is a fact sheet of that one feature, without legend and list.
    """

    scene: MapScene
    picture: bytes
    facts: FeatureFacts | None = None
    findings: tuple[Fault, ...] = ()
    off_map: OffMap = IN_PLACE


@dataclass(frozen=True, slots=True)
class Cover:
    """The first slide of a presentation; the table of contents follows it."""

    title: str
    lines: tuple[str, ...]
    remarks: tuple[str, ...] = ()


_TITLE = Style(26.0, LIGHT.corridor, bold=True)
_SUBTITLE = Style(13.0, LIGHT.label_faint)
_CLASSIFICATION = Style(13.0, (170, 24, 24), bold=True, align=PP_ALIGN.RIGHT)
_FOOT = Style(8.5, LIGHT.label_faint)
_NUMBER = Style(10.0, LIGHT.label_faint, align=PP_ALIGN.RIGHT)
_CELL = Style(10.5)
_FACT = Style(13.0)
_CONTENTS = Style(12.0)
_GROUP = Style(10.5, bold=True)
_ENTRY = Style(10.0)
_COUNT = Style(10.0, align=PP_ALIGN.RIGHT)
_BADGE = Style(11.0, LIGHT.selected, bold=True, align=PP_ALIGN.CENTER)

_LEAST_TITLE_PT, _TITLE_SHARE = 17.0, 0.9
_SUBTITLE_PT = 22.0
_GAP_PT = 10.0
_NUMBER_PT = 60.0
_LEGEND_PT = 236.0
_ENTRY_PT, _MOST_ENTRY_PT, _LEAST_ENTRY_PT = 17.0, 21.0, 12.5
_SYMBOL_PT = (26.0, 11.0)
_COUNT_GAP_PT = 12.0
_CONTINUED_COLUMNS = 4
_BADGE_PT = (52.0, 19.0)
_CONTENTS_ROWS, _CONTENTS_ROW_PT = 15, 25.0
_CONTENTS_COLUMNS = (0.08, 0.54, 0.28, 0.1)
_TABLE_COLUMNS = (0.24, 0.1, 0.22, 0.08, 0.11, 0.25)
_FACT_COLUMNS = (0.22, 0.78)
_FACT_SHARE = 0.4
_LEAST_FACT_PT = 7.5

_LegendRow = LegendGroup | SceneClass


def picture_size_in(
    dataset: Dataset, scene: MapScene, template: bytes | None = None, *, is_fact: bool = False
) -> tuple[float, float]:
    """Width and height in inches at which the picture of a scene is to be drawn.

    It has the proportions of its place on the slide, and is made smaller there with its names
    where the slide is small.

    Raises ExportError where the template cannot be used.
    """
    opened = open_template(template)
    plan = _MapPlan(opened, dataset, scene, is_fact=is_fact)
    width, height = plan.picture.width / EMU_PER_INCH, plan.picture.height / EMU_PER_INCH
    # drawn for a slide 7.5 inches high, and not so narrow that its names crowd each other
    share = max(1 / opened.scale, _LEAST_PICTURE_IN / width)
    return width * share, height * share


def picture_options(options: SheetOptions, size_in: tuple[float, float]) -> SheetOptions:
    """How the picture of a map is drawn for a slide: alone, and no finer than a projector shows."""
    return replace(options, map_only_in=size_in, dpi=min(options.dpi, _MOST_DPI))


def draw_presentation(
    dataset: Dataset, scene: MapScene, options: SheetOptions, template: bytes | None = None
) -> tuple[bytes, tuple[Fault, ...]]:
    """Draw one scene into a presentation; returns the file and what was found while drawing.

    Raises ExportError where the template cannot be used.
    """
    size = picture_size_in(dataset, scene, template)
    sheet = draw_sheet(dataset, scene, picture_options(options, size))
    page = SlidePage(scene, sheet.png(), findings=sheet.findings, off_map=sheet.off_map)
    return presentation_bytes(dataset, [page], options, template=template), sheet.findings


def presentation_bytes(
    dataset: Dataset,
    pages: Sequence[SlidePage],
    options: SheetOptions,
    *,
    template: bytes | None = None,
    cover: Cover | None = None,
) -> bytes:
    """The presentation as a .pptx file; the same input gives the same bytes.

    `template` is an organisation's .pptx whose masters and layouts are used. With a cover, a
    table of contents follows it whose lines lead to the slides. Raises ExportError where the
    template cannot be used.
    """
    writer = _Writer(open_template(template), dataset, options)
    if cover is not None:
        writer.cover(cover)
        contents = writer.reserve_contents(len(pages))
    starts = [writer.map_page(page) for page in pages]
    if cover is not None:
        writer.contents(contents, pages, starts, cover.remarks)
    return writer.saved(cover.title if cover is not None else pages[0].scene.title)


class _MapPlan:
    """Where the parts of a map's slide go; depends on the scene's legend, not on the picture."""

    def __init__(
        self, template: SlideTemplate, dataset: Dataset, scene: MapScene, *, is_fact: bool
    ) -> None:
        self._brush = _brush(template, None)
        emu = self._brush.emu
        body = template.body
        texts = _foot_texts(scene, MOST_OFF_MAP)
        lines = sum(self._brush.line_count(text, body.width, _FOOT) for text in texts)
        foot = self._brush.lines_height(lines + 1, _FOOT)
        self.subtitle = Area(body.left, body.top, body.width, emu(_SUBTITLE_PT))
        self.foot = Area(body.left, body.bottom - foot, body.width, foot)
        top = self.subtitle.bottom + emu(_GAP_PT / 2)
        self.content = Area(body.left, top, body.width, self.foot.top - emu(_GAP_PT / 2) - top)

        self.rows = () if is_fact else _legend_rows(dataset, scene)
        most = self._brush.points(self.content.height)
        columns = 1 if len(self.rows) * _ENTRY_PT <= most else 2
        width = (
            round(self.content.width * _FACT_SHARE) if is_fact else columns * emu(_LEGEND_PT * 0.8)
        )
        if columns == 1 and not is_fact:
            width = emu(_LEGEND_PT)
        width = min(width, round(self.content.width * 0.45))
        self.columns = columns
        self.side = Area(self.content.right - width, self.content.top, width, self.content.height)
        self.picture = Area(
            self.content.left,
            self.content.top,
            self.content.width - width - emu(_GAP_PT * 1.4),
            self.content.height,
        )


def _brush(template: SlideTemplate, slide: Any) -> Brush:
    return Brush(slide, template.scale, FONT_FAMILY if template.is_own else "")


def _foot_texts(scene: MapScene, off_map: OffMap) -> list[str]:
    """Source, and what a reader must know to read the map."""
    notes = "；".join(filter(None, (scene.counts.notes, *map_notes(scene, off_map))))
    return [scene.source_line, *([notes] if notes else [])]


def _legend_rows(dataset: Dataset, scene: MapScene) -> tuple[_LegendRow, ...]:
    """Groups and their classes, one below the other."""
    groups = legend_groups(dataset, scene)
    rows: list[_LegendRow] = []
    for group in groups:
        rows += [group, *group.classes]
    inferred = inferred_class(scene)
    if inferred:
        rows.append(inferred)
    return tuple(rows)


class _Writer:
    """Writes slides one after the other."""

    def __init__(self, template: SlideTemplate, dataset: Dataset, options: SheetOptions) -> None:
        self._template, self._dataset, self._options = template, dataset, options

    # ------------------------------------------------------------ slides

    def _slide(self, title: str) -> tuple[Slide, Brush]:
        slide = self._template.presentation.slides.add_slide(self._template.layout)
        brush = _brush(self._template, slide)
        for placeholder in list(slide.placeholders):
            if placeholder.placeholder_format.idx != slide.shapes.title.placeholder_format.idx:
                placeholder._element.getparent().remove(placeholder._element)
        self._set_title(brush, title)
        return slide, brush

    def _set_title(self, brush: Brush, title: str) -> None:
        shape = brush.slide.shapes.title
        shape.text_frame.text = clean(title)
        for run in shape.text_frame.paragraphs[0].runs:
            usual = replace(_TITLE, size_pt=self._template.title_pt / brush.scale)
            # a template's typeface may be wider than ours
            room = round(shape.width * _TITLE_SHARE) - brush.emu(16)
            fitted = brush.fitting(title, room, usual, _LEAST_TITLE_PT)
            if fitted.size_pt < usual.size_pt:
                run.font.size = Pt(round(fitted.size_pt * brush.scale, 1))
            brush.set_typeface(run.font)

    def _number(self) -> int:
        return len(self._template.presentation.slides)

    def cover(self, cover: Cover) -> None:
        """The first slide."""
        slide = self._template.presentation.slides.add_slide(self._template.cover_layout)
        brush = _brush(self._template, slide)
        frame = slide.shapes.title.text_frame
        frame.text = clean(cover.title)
        for run in frame.paragraphs[0].runs:
            brush.set_typeface(run.font)
        lines = [line for line in cover.lines if line]
        for placeholder in list(slide.placeholders):
            kind = placeholder.placeholder_format.type
            if kind == PP_PLACEHOLDER.SUBTITLE:
                frame = placeholder.text_frame
                for number, line in enumerate(lines):
                    paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
                    run = paragraph.add_run()
                    run.text = clean(line)
                    brush.set_typeface(run.font)
            elif placeholder.placeholder_format.idx != slide.shapes.title.placeholder_format.idx:
                placeholder._element.getparent().remove(placeholder._element)
        if self._template.is_own:
            stripe = slide.shapes.add_shape(
                MSO_SHAPE.RECTANGLE,
                0,
                0,
                Emu(brush.emu(26)),
                self._template.presentation.slide_height,
            )
            stripe.name = "stripe"
            paint(stripe, LIGHT.corridor)

    def reserve_contents(self, count: int) -> list[tuple[Slide, Brush]]:
        """Slides for a table of contents of so many lines."""
        slides = max(1, -(-count // (2 * _CONTENTS_ROWS)))
        return [self._slide(wording.atlas.CONTENTS) for _ in range(slides)]

    def contents(
        self,
        slides: Sequence[tuple[Slide, Brush]],
        pages: Sequence[SlidePage],
        starts: Sequence[int],
        remarks: Sequence[str],
    ) -> None:
        """Fill the table of contents; a click on a line leads to its slide."""
        lines = [
            [str(number), page.scene.title, short_words(page.scene.tally), str(start)]
            for number, (page, start) in enumerate(zip(pages, starts, strict=True), start=1)
        ]
        if pages and pages[0].facts is not None:
            lines = [
                [line[0], page.facts.name, page.facts.short_clause, line[3]]  # type: ignore[union-attr]
                for line, page in zip(lines, pages, strict=True)
            ]
        for part, (_, brush) in enumerate(slides):
            here = lines[part * 2 * _CONTENTS_ROWS : (part + 1) * 2 * _CONTENTS_ROWS]
            self._contents_slide(brush, here, is_fact=pages[0].facts is not None)
        last = slides[-1][1]
        body = self._template.body
        texts = [remark for remark in remarks if remark]
        foot = [last.one_line(text, body.width, _SUBTITLE) for text in texts]
        height = last.lines_height(len(foot), _SUBTITLE)
        if foot:
            area = Area(body.left, body.bottom - height, body.width, height)
            last.text(area, foot, _SUBTITLE, name="remarks")

    def _contents_slide(self, brush: Brush, lines: list[list[str]], *, is_fact: bool) -> None:
        body, gap = self._template.body, brush.emu(20)
        columns = 1 if len(lines) <= _CONTENTS_ROWS else 2
        width = (body.width - gap * (columns - 1)) // columns
        widths = [round(width * share) for share in _CONTENTS_COLUMNS]
        heads = list(wording.atlas.CONTENTS_COLUMNS)
        if is_fact:
            heads[2] = wording.general.CLAUSE
        height = brush.emu(_CONTENTS_ROW_PT)
        for column in range(columns):
            part = lines[column * _CONTENTS_ROWS : (column + 1) * _CONTENTS_ROWS]
            left = body.left + column * (width + gap)
            area = Area(left, body.top + brush.emu(_GAP_PT), width, 1)
            cells = [
                [
                    brush.one_line(cell, room, _CONTENTS)
                    for cell, room in zip(line, widths, strict=True)
                ]
                for line in part
            ]
            table = brush.table(
                area,
                [heads, *cells],
                widths,
                [height] * (len(cells) + 1),
                _CONTENTS,
                name=wording.atlas.CONTENTS,
            )
            for number, line in enumerate(part, start=1):
                self._link(brush.slide, table.cell(number, 1), int(line[3]))

    def _link(self, slide: Slide, cell: Any, number: int) -> None:
        """Make a cell's text lead to a slide."""
        target = self._template.presentation.slides[number - 1]
        run = cell.text_frame.paragraphs[0].runs[0]
        properties = run._r.get_or_add_rPr()
        link = properties.add_hlinkClick(slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE))
        link.set("action", "ppaction://hlinksldjump")

    def map_page(self, page: SlidePage) -> int:
        """The slides of one map; returns the number of the first one."""
        scene = page.scene
        is_fact = page.facts is not None
        plan = _MapPlan(self._template, self._dataset, scene, is_fact=is_fact)
        slide, brush = self._slide(scene.title)
        number = self._number()
        if page.facts is None:
            text = self._options.subtitle or wording.atlas.SUBTITLE.format(
                filters=scene.filters_in_words, counts=scene.counts.head
            )
        else:
            text = page.facts.clause
        self._head(brush, plan, text, is_schematic=scene.has_schematic)
        self._picture(brush, plan, page)
        facts = [feature_facts(self._dataset, i) for i in scene.feature_ids]
        self._foot(brush, plan, _foot_texts(scene, page.off_map))
        if page.facts is not None:
            self._fact_table(brush, plan.side, page.facts)
        else:
            rest = self._legend(brush, plan.side, plan.rows, plan.columns)
            if rest:
                self._legend_slide(scene, rest)
        check = [wording.atlas.CHECK, *(finding.chinese() for finding in page.findings)]
        quotes = _quotes(self._dataset, facts)
        _set_notes(slide, [scene.filters_in_words, *(check if page.findings else ()), *quotes])
        if page.facts is None:
            self._list(scene, facts)
        return number

    def _head(self, brush: Brush, plan: _MapPlan, text: str, *, is_schematic: bool) -> None:
        """What is shown, to the left; classification and 示意 mark to the right."""
        area, right = plan.subtitle, plan.subtitle.right
        if is_schematic:
            width, height = (brush.emu(part) for part in _BADGE_PT)
            right -= width
            badge = brush.slide.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, right, area.top + (area.height - height) // 2, width, height
            )
            badge.name = wording.general.SCHEMATIC
            paint(badge, LIGHT.halo, LIGHT.selected)
            frame = badge.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            brush.fill(frame, [wording.sheets.SCHEMATIC_MARK], _BADGE)
            right -= brush.emu(_GAP_PT)
        mark = self._options.letterhead.classification
        if mark:
            room = min(brush.emu((len(mark) + 2) * _CLASSIFICATION.size_pt), area.width // 3)
            right -= room
            line = brush.one_line(mark, room, _CLASSIFICATION)
            box = Area(right, area.top, room, area.height)
            brush.text(box, [line], _CLASSIFICATION, name="classification")
        left = Area(area.left, area.top, right - area.left, area.height)
        line = brush.one_line(text, left.width, _SUBTITLE)
        brush.text(left, [line], _SUBTITLE, name="subtitle")

    def _picture(self, brush: Brush, plan: _MapPlan, page: SlidePage) -> None:
        area = plan.picture
        picture = brush.slide.shapes.add_picture(
            io.BytesIO(page.picture),
            Emu(area.left),
            Emu(area.top),
            Emu(area.width),
            Emu(area.height),
        )
        properties = picture._element.nvPicPr.cNvPr
        properties.set("name", wording.atlas.MAP_PICTURE)
        properties.set("descr", clean(page.scene.alt_text()))

    def _foot(self, brush: Brush, plan: _MapPlan, texts: Sequence[str]) -> None:
        letterhead, area = self._options.letterhead, plan.foot
        parts = (letterhead.department, letterhead.day, letterhead.review_line)
        last = "　".join(part for part in parts if part)
        room = area.width - brush.emu(_NUMBER_PT)
        lines = [*texts, brush.one_line(last, room, _FOOT)]
        brush.text(area, lines, _FOOT, name="source")
        self._slide_number(brush)

    def _slide_number(self, brush: Brush) -> None:
        body = self._template.body
        width, height = brush.emu(_NUMBER_PT), brush.lines_height(1, _NUMBER)
        corner = Area(body.right - width, body.bottom - height, width, height)
        brush.slide_number(corner, self._number(), _NUMBER)

    # ------------------------------------------------------------ legend

    def _legend(
        self, brush: Brush, area: Area, rows: Sequence[_LegendRow], columns: int
    ) -> Sequence[_LegendRow]:
        """Draw legend rows in columns as one group; returns what did not fit."""
        if not rows:
            return ()
        room = brush.points(area.height)
        per_column = -(-len(rows) // columns)
        pitch = max(_LEAST_ENTRY_PT, min(_MOST_ENTRY_PT, room / per_column))
        capacity = int(room / pitch + 0.01)
        parts, rest = _in_columns(rows, capacity if columns > 1 else len(rows), columns)
        shapes: list[Any] = []
        share = pitch / _ENTRY_PT
        gap = brush.emu(_GAP_PT)
        width = (area.width - gap * (columns - 1)) // columns
        for column, part in enumerate(parts):
            left = area.left + column * (width + gap)
            for number, row in enumerate(part):
                line = Area(left, area.top + brush.emu(pitch * number), width, brush.emu(pitch))
                shapes += self._legend_row(brush, line, row, share)
        # grouped at the end: a group measures itself anew with every shape put into it
        brush.slide.shapes.add_group_shape(shapes).name = wording.general.LEGEND
        return rest

    def _legend_row(self, brush: Brush, area: Area, row: _LegendRow, share: float) -> list[Any]:
        """One line of the legend; returns its shapes."""
        shapes: list[Any] = []
        if isinstance(row, LegendGroup):
            style = Style(_GROUP.size_pt * share, _GROUP.colour, bold=True)
            left, label, words = area.left, row.label, row.words
        else:
            style = Style(_ENTRY.size_pt * share, _ENTRY.colour)
            width, height = (brush.emu(part) for part in _SYMBOL_PT)
            symbol = Area(area.left, area.top + (area.height - height) // 2, width, height)
            shapes.append(
                brush.symbol(symbol, row.symbol, is_line=row.is_line, is_arc=row.kind == "link")
            )
            left, label, words = symbol.right + brush.emu(6), row.label, class_words(row)
        room = area.right - left
        count = min(brush.emu(brush.width_pt(words, style) + _COUNT_GAP_PT), round(room * 0.6))
        right = Area(area.right - count, area.top, count, area.height)
        text = Area(left, area.top, right.left - left, area.height)
        fitted = brush.fitting(label, text.width, style, style.size_pt * 0.75)
        line = brush.one_line(label, text.width + brush.emu(fitted.size_pt * 0.6), fitted)
        shapes.append(brush.text(text, [line], fitted, name=label, wrap=False))
        tally = Style(style.size_pt, style.colour, style.bold, PP_ALIGN.RIGHT)
        shapes.append(brush.text(right, [words], tally, name=f"{label}-{words}", wrap=False))
        return shapes

    def _legend_slide(self, scene: MapScene, rows: Sequence[_LegendRow]) -> None:
        """What did not fit beside the map."""
        while rows:
            _, brush = self._slide(f"{scene.title}：{wording.atlas.LEGEND_CONTINUED}")
            body = self._template.body
            top = body.top + brush.emu(_GAP_PT)
            area = Area(body.left, top, body.width, body.bottom - top)
            rows = self._legend(brush, area, rows, _CONTINUED_COLUMNS)

    # ------------------------------------------------------------ tables

    def _list(self, scene: MapScene, facts: Sequence[FeatureFacts]) -> None:
        """What is on the map, on as many slides as it takes; the quotes are in the notes."""
        if not facts:
            return
        body = self._template.body
        brush = _brush(self._template, None)
        widths = [round(body.width * share) for share in _TABLE_COLUMNS]
        rows = [
            [f.name, f.type, f.clause, f.stage, remark(self._dataset, f.id), "、".join(f.units)]
            for f in facts
        ]
        heads = list(wording.atlas.TABLE_COLUMNS.values())
        head_height, *heights = brush.row_heights([heads, *rows], widths, _CELL)
        top = body.top + brush.emu(_GAP_PT * 0.6)
        room = body.bottom - top - brush.lines_height(2, _FOOT) - head_height
        parts = _packed(heights, room)
        for number, (start, end) in enumerate(parts, start=1):
            title = wording.atlas.TABLE_TITLE.format(title=scene.title)
            if len(parts) > 1:
                title = wording.atlas.TABLE_TITLE_OF.format(
                    title=scene.title, number=number, count=len(parts)
                )
            slide, brush = self._slide(title)
            brush.table(
                Area(body.left, top, body.width, 1),
                [heads, *rows[start:end]],
                widths,
                [head_height, *heights[start:end]],
                _CELL,
                name=wording.general.LIST,
            )
            self._slide_number(brush)
            _set_notes(slide, _quotes(self._dataset, facts[start:end]))

    def _fact_table(self, brush: Brush, area: Area, facts: FeatureFacts) -> None:
        """Everything that is known of one feature, smaller where there is much to say."""
        rows = [
            (wording.general.CLAUSE, facts.clause),
            (
                wording.general.QUOTE,
                wording.atlas.QUOTED.format(quote=facts.quote) if facts.quote else "",
            ),
            (wording.general.UNITS, "、".join(facts.units)),
            *facts.rows,
        ]
        rows = [row for row in rows if row[1]]
        widths = [round(area.width * share) for share in _FACT_COLUMNS]
        style = _FACT
        heights = brush.row_heights(rows, widths, style)
        while sum(heights) > area.height and style.size_pt > _LEAST_FACT_PT:
            style = Style(style.size_pt - 0.5, style.colour)
            heights = brush.row_heights(rows, widths, style)
        brush.table(area, rows, widths, heights, style, name=wording.general.DETAIL, header=False)

    # ------------------------------------------------------------ file

    def saved(self, title: str) -> bytes:
        """The file, without the time of writing."""
        day = datetime.combine(self._options.letterhead.on, time())
        properties = self._template.presentation.core_properties
        properties.title = clean(title)[:255]
        properties.author = self._options.letterhead.department
        properties.last_modified_by = ""
        properties.created = properties.modified = day
        properties.revision = 1
        buffer = io.BytesIO()
        self._template.presentation.save(buffer)
        return without_times(buffer.getvalue(), day)


def _packed(heights: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Ranges of rows that fit into the room one after the other, at least one row each."""
    parts, start, used = [], 0, 0
    for number, height in enumerate(heights):
        if number > start and used + height > room:
            parts.append((start, number))
            start, used = number, 0
        used += height
    return [*parts, (start, len(heights))]


def _in_columns(
    rows: Sequence[_LegendRow], capacity: int, columns: int
) -> tuple[list[Sequence[_LegendRow]], Sequence[_LegendRow]]:
    """Rows by column, and what is left over; no group's name stands alone at a column's end."""
    parts: list[Sequence[_LegendRow]] = []
    for _ in range(columns):
        end = min(capacity, len(rows))
        if 1 < end < len(rows) and isinstance(rows[end - 1], LegendGroup):
            end -= 1
        parts.append(rows[:end])
        rows = rows[end:]
    return parts, rows


def _quotes(dataset: Dataset, facts: Sequence[FeatureFacts]) -> list[str]:
    """The words of the plan clause by clause, each quote once."""
    lines = []
    quoted = [f for f in facts if f.quote]
    for measure in dataset.plan.measures:
        quotes = dict.fromkeys(f.quote for f in quoted if f.measure_id == measure.id)
        if quotes:
            lines.append(value_label(dataset, "measure_id", measure.id))
            lines += [wording.atlas.QUOTED.format(quote=quote) for quote in quotes]
            lines.append(wording.atlas.NOTES_UNITS.format(units="、".join(measure.units)))
    return lines


def _set_notes(slide: Slide, lines: Sequence[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(clean(line) for line in lines if line)
