"""Native parts of a slide: texts, tables, legend symbols. All of them can be edited afterwards.

Sizes are in points of a slide 7.5 inches high; a `Brush` scales them to the slide at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from ordos_geo.cartography.sheet.typeface import shortened, substituted, width_pt, wrapped
from ordos_geo.cartography.slides.template import Area
from ordos_geo.cartography.style import FONT_FAMILY, LIGHT, SHAPES, SOLID, Colour, Symbol
from ordos_geo.office.spreadsheet import printable

EMU_PER_PT = 12_700
LINE_SHARE = 1.35
"""Distance of two lines, in heights of the type; set exactly, so that heights can be computed."""

_CELL_MARGIN_PT = (4.0, 2.5)
_MOST_LINES = 14
_SHAPE_UNITS = 1000
_ARC = tuple((x / 10, 4 * 0.9 * (x / 10) * (1 - x / 10)) for x in range(11))
_SLIDE_NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks. `size_pt` as designed, for slides 7.5 inches high."""

    size_pt: float
    colour: Colour = LIGHT.label
    bold: bool = False
    align: PP_ALIGN = PP_ALIGN.LEFT


@dataclass(frozen=True, slots=True)
class Brush:
    """Draws on one slide at its scale; `font` is "" where the template's typefaces are kept."""

    slide: Slide
    scale: float
    font: str = FONT_FAMILY

    def emu(self, points: float) -> int:
        """A designed length in EMU of this slide."""
        return round(points * self.scale * EMU_PER_PT)

    def points(self, emu: int) -> float:
        """A length on this slide in designed points."""
        return emu / EMU_PER_PT / self.scale

    # ------------------------------------------------------------ texts

    def text(
        self,
        area: Area,
        lines: Sequence[str],
        style: Style,
        *,
        name: str,
        wrap: bool = True,
    ) -> Any:
        """A text box of one or more paragraphs, without margins; returns its shape."""
        box = self.slide.shapes.add_textbox(*_corners(area))
        box.name = name
        frame = box.text_frame
        frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, wrap
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if len(lines) == 1 else MSO_ANCHOR.TOP
        self.fill(frame, lines, style)
        return box

    def fill(self, frame: Any, lines: Sequence[str], style: Style) -> None:
        """Write paragraphs into a text frame."""
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = style.align
            paragraph.line_spacing = Pt(round(style.size_pt * LINE_SHARE * self.scale, 1))
            run = paragraph.add_run()
            run.text = clean(line)
            self.dress(run.font, style)

    def dress(self, font: Any, style: Style) -> None:
        """Give a run's font size, weight, colour and both typefaces."""
        font.size = Pt(round(style.size_pt * self.scale, 1))
        font.bold = style.bold
        font.color.rgb = RGBColor(*style.colour)
        self.set_typeface(font)

    def set_typeface(self, font: Any) -> None:
        """Latin and East Asian typeface of a run, unless the template's are kept."""
        if not self.font:
            return
        font.name = self.font
        # python-pptx has no East Asian typeface; it stands after the Latin one
        latin = font._element.find(qn("a:latin"))
        latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": self.font}))

    def slide_number(self, area: Area, number: int, style: Style) -> None:
        """The slide's number as a field, which follows when slides are moved."""
        box = self.text(area, [str(number)], style, name="slide-number")
        run = box.text_frame.paragraphs[0]._p.find(qn("a:r"))
        run.tag = qn("a:fld")
        run.set("id", _SLIDE_NUMBER_ID)
        run.set("type", "slidenum")

    # ------------------------------------------------------------ measures

    def line_count(self, text: str, width: int, style: Style) -> int:
        """Lines that a text takes in a width (EMU), reckoned with a little less room."""
        room = self.points(width) - style.size_pt * 0.6
        return max(1, len(wrapped(_measurable(text), style.size_pt, room, bold=style.bold)))

    def lines_height(self, count: int, style: Style) -> int:
        """Height of so many lines, in EMU."""
        return self.emu(count * style.size_pt * LINE_SHARE)

    def width_pt(self, text: str, style: Style) -> float:
        """Width of one line, in the points of the style."""
        return width_pt(_measurable(text), style.size_pt, bold=style.bold)

    def one_line(self, text: str, width: int, style: Style) -> str:
        """A text, cut with … where it is longer than one line."""
        room = self.points(width) - style.size_pt * 0.6
        return _shortened(text, room, style)

    def fitting(self, text: str, width: int, style: Style, least_pt: float) -> Style:
        """The style, smaller where the text would not fit in one line, but not below `least_pt`."""
        needed = width_pt(_measurable(text), style.size_pt, bold=style.bold)
        share = min(1.0, self.points(width) / needed) if needed else 1.0
        size_pt = max(least_pt, style.size_pt * share)
        return Style(size_pt, style.colour, style.bold, style.align)

    # ------------------------------------------------------------ tables

    def row_heights(
        self, rows: Iterable[Sequence[str]], widths: Sequence[int], style: Style
    ) -> list[int]:
        """Heights of table rows, in EMU, with their longest cell wrapped."""
        across, up = _CELL_MARGIN_PT
        return [
            self.lines_height(
                min(
                    _MOST_LINES,
                    max(
                        self.line_count(cell, width - 2 * self.emu(across), style)
                        for cell, width in zip(row, widths, strict=True)
                    ),
                ),
                style,
            )
            + 2 * self.emu(up)
            for row in rows
        ]

    def table(
        self,
        area: Area,
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        heights: Sequence[int],
        style: Style,
        *,
        name: str,
        header: bool = True,
    ) -> Any:
        """A native table; the first row is its header, or else the first column names the rows."""
        shape = self.slide.shapes.add_table(
            len(rows), len(widths), Emu(area.left), Emu(area.top), Emu(sum(widths)), Emu(1)
        )
        shape.name = name
        shape.height = Emu(sum(heights))
        table = shape.table
        table.first_row, table.first_col, table.horz_banding = header, not header, header
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)
        across, up = _CELL_MARGIN_PT
        dressed: dict[Style, Any] = {}
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            table.rows[number].height = Emu(height)
            for position, text in enumerate(row):
                cell = table.cell(number, position)
                cell.margin_left = cell.margin_right = Emu(self.emu(across))
                cell.margin_top = cell.margin_bottom = Emu(self.emu(up))
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                is_head = number == 0 if header else position == 0
                looks = Style(style.size_pt, _WHITE if is_head else style.colour, is_head)
                clipped = self._clipped(text, widths[position], style)
                self._fill_like(cell.text_frame, clipped, looks, dressed)
        return table

    def _fill_like(self, frame: Any, text: str, style: Style, dressed: dict[Style, Any]) -> None:
        """Write a text into a frame as a copy of the paragraph that was first written so.

        Copying takes a fraction of the time of setting each property anew; `dressed` keeps the
        first paragraph of each style.
        """
        if style not in dressed:
            self.fill(frame, [text], style)
            dressed[style] = frame.paragraphs[0]._p
            return
        paragraph = deepcopy(dressed[style])
        first = frame.paragraphs[0]._p
        first.getparent().replace(first, paragraph)
        frame.paragraphs[0].runs[0].text = clean(text)

    def _clipped(self, text: str, width: int, style: Style) -> str:
        """As much of a cell's text as a slide can hold."""
        room = width - 2 * self.emu(_CELL_MARGIN_PT[0])
        if self.line_count(text, room, style) <= _MOST_LINES:
            return text
        return _shortened(text, self.points(room) * (_MOST_LINES - 1), style)

    # ------------------------------------------------------------ legend symbols

    def symbol(self, area: Area, symbol: Symbol, *, is_line: bool, is_arc: bool) -> Any:
        """A legend symbol as a native shape, in the middle of an area; returns the shape."""
        if is_line:
            return self._line(area, symbol, is_arc=is_arc)
        side = min(area.width, area.height)
        left, top = area.left + (area.width - side) // 2, area.top + (area.height - side) // 2
        square = Area(left, top, side, side)
        outline = SHAPES[symbol.shape]
        if outline:
            shape = _polygon(self.slide.shapes, outline, square, close=True)
        else:
            shape = self.slide.shapes.add_shape(MSO_SHAPE.OVAL, *_corners(square))
        paint(shape, symbol.colour)
        return shape

    def _line(self, area: Area, symbol: Symbol, *, is_arc: bool) -> Any:
        middle = area.top + area.height // 2
        if is_arc:
            rising = [(x, 1 - y) for x, y in _ARC]
            shape = _polygon(self.slide.shapes, rising, area, close=False)
            shape.fill.background()
        else:
            shape = self.slide.shapes.add_connector(
                MSO_CONNECTOR.STRAIGHT, area.left, middle, area.right, middle
            )
        _drop_style(shape)
        shape.line.color.rgb = RGBColor(*symbol.colour)
        shape.line.width = Emu(self.emu(symbol.width_px * 0.72))
        if symbol.dash != SOLID:
            _set_dash(shape, symbol)
        return shape


_WHITE: Colour = (255, 255, 255)
_BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]")
_NO_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """A text as one paragraph of XML: line breaks are spaces, other control characters go."""
    return _NO_XML.sub("", printable(_BREAKS.sub(" ", text)))


def _measurable(text: str) -> str:
    """A text whose width is known; characters beyond the typeface count as one em."""
    return substituted(clean(text))[0]


def _shortened(text: str, room_pt: float, style: Style) -> str:
    """A text, cut with … where it is wider."""
    measurable = _measurable(text)
    if width_pt(measurable, style.size_pt, bold=style.bold) <= room_pt:
        return clean(text)
    return shortened(measurable, style.size_pt, room_pt, bold=style.bold)


def paint(shape: Any, fill: Colour, line: Colour | None = None) -> None:
    """One flat colour, without the shadows and outlines of the template's theme."""
    _drop_style(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(*fill)
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = RGBColor(*line)


def _drop_style(shape: Any) -> None:
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _corners(area: Area) -> tuple[Emu, Emu, Emu, Emu]:
    return Emu(area.left), Emu(area.top), Emu(area.width), Emu(area.height)


def _polygon(
    shapes: Any, outline: Sequence[tuple[float, float]], area: Area, *, close: bool
) -> Any:
    """A freeform from corners in a unit square, y down, stretched to an area."""
    corners = [(round(x * _SHAPE_UNITS), round(y * _SHAPE_UNITS)) for x, y in outline]
    scale = (area.width / _SHAPE_UNITS, area.height / _SHAPE_UNITS)
    builder = shapes.build_freeform(*corners[0], scale=scale)
    builder.add_line_segments(corners[1:], close=close)
    return builder.convert_to_shape(area.left, area.top)


def _set_dash(shape: Any, symbol: Symbol) -> None:
    """The dash of the screen, in line widths; python-pptx knows only the ready-made ones."""
    line = shape.line._get_or_add_ln()
    dash = line.makeelement(qn("a:custDash"), {})
    drawn, gap = (str(round(part * 100_000)) for part in symbol.dash)
    dash.append(dash.makeelement(qn("a:ds"), {"d": drawn, "sp": gap}))
    fill = line.find(qn("a:solidFill"))
    fill.addnext(dash)
