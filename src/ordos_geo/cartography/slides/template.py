"""The presentation that slides are put into: an organisation's own template, or a plain one.

A template comes from outside. It is looked at as a ZIP file first (size, macros, kind) and only
then opened; its slides are dropped, its masters and layouts kept.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as OpenPresentation
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu, Inches

from ordos_geo import wording
from ordos_geo.cartography.style import FONT_FAMILY, GROUP_COLOURS, LIGHT, Colour
from ordos_geo.errors import ExportError, Fault, FaultKind, TemplateFault
from ordos_geo.office.package import PackageLimits, Problem, Refusal, open_package

MOST_MB = 20
_MB = 1_000_000
_LIMITS = PackageLimits(file_bytes=MOST_MB * _MB, unpacked_bytes=200 * _MB, parts=5_000)
_CONTENT_TYPES = "[Content_Types].xml"
_PRESENTATION_TYPE = b"presentationml.presentation.main+xml"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_LEAST_BODY_SHARE = 0.55
_USUAL_TITLE_PT = 44.0
_DESIGN_HEIGHT = Inches(7.5)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a slide, in EMU (914,400 an inch), y down."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class SlideTemplate:
    """An empty presentation and where things go on its slides.

    `body` is the free part of a slide of `layout`, below the title. `scale` is the height of a
    slide over that which sizes are designed for (7.5 inches), `title_pt` the size of titles as they
    stand in the layout. `is_own` tells our plain template
    from an organisation's, whose typefaces are left as they are.
    """

    presentation: OpenPresentation
    layout: SlideLayout
    cover_layout: SlideLayout
    body: Area
    scale: float
    title_pt: float
    is_own: bool


def open_template(template: bytes | None) -> SlideTemplate:
    """A new presentation from a template (.pptx) or, without one, in the project's own look.

    Raises ExportError where the template is too large, locked, damaged, holds macros, is no
    .pptx, or has no layout with a title and room for a map.
    """
    if template is None:
        presentation = _plain_presentation()
    else:
        _check(template)
        presentation = _opened(template)
        _drop_slides(presentation)
    layout, body = _title_only(presentation)
    return SlideTemplate(
        presentation=presentation,
        layout=layout,
        cover_layout=_cover(presentation, layout),
        body=body,
        scale=_height(presentation) / _DESIGN_HEIGHT,
        title_pt=_title_pt(layout),
        is_own=template is None,
    )


def _refused(kind: FaultKind, **details: object) -> ExportError:
    return ExportError([Fault(kind, details=details)])


def _check(template: bytes) -> None:
    """Refuse what should not even be opened."""
    with open_package(template, _LIMITS, _not_opened) as archive:
        names = archive.namelist()
        kinds = archive.read(_CONTENT_TYPES) if _CONTENT_TYPES in names else b""
    if b"macroEnabled" in kinds or any("vbaproject" in name.casefold() for name in names):
        raise _refused(TemplateFault.MACROS)
    if _PRESENTATION_TYPE not in kinds:
        raise _refused(TemplateFault.FORMAT)


def _not_opened(refusal: Refusal) -> ExportError:
    """The error for a template that is not even opened."""
    found, limit = refusal.found, refusal.limit
    match refusal.problem:
        case Problem.FILE_TOO_LARGE | Problem.UNPACKED_TOO_LARGE:
            size, most = round(found / _MB), limit // _MB
            reasons = (f"{size} MB, more than the {most} MB", f"为 {size} MB，超过上限 {most} MB")
        case Problem.TOO_MANY_PARTS:
            reasons = (
                f"{found} parts, more than the {limit}",
                f"内含 {found} 个部件，超过上限 {limit} 个",
            )
        case Problem.OLD_FORMAT:
            return _refused(TemplateFault.LOCKED)
        case Problem.NO_ARCHIVE:
            return _refused(TemplateFault.FORMAT)
        case _:
            return _refused(TemplateFault.DAMAGED)
    return _refused(TemplateFault.TOO_LARGE, reason_en=reasons[0], reason_zh=reasons[1])


def _opened(template: bytes) -> OpenPresentation:
    damaged = (PythonPptxError, etree.XMLSyntaxError, zipfile.BadZipFile, OSError, EOFError)
    try:
        presentation = Presentation(io.BytesIO(template))
        # what is missing or broken inside shows only where it is asked for
        for layout in _layouts(presentation):
            for placeholder in layout.placeholders:
                _ = placeholder.placeholder_format.type
        if _height(presentation) <= 0 or not presentation.slide_width:
            raise _refused(TemplateFault.DAMAGED)
    except (*damaged, KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise _refused(TemplateFault.DAMAGED) from error
    return presentation


def _drop_slides(presentation: OpenPresentation) -> None:
    """Take the template's own slides out; parts that nothing leads to are not saved."""
    slides = presentation.part._element.get_or_add_sldIdLst()
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    # sections would still name the slides
    extensions = presentation.part._element.find(qn("p:extLst"))
    if extensions is not None:
        presentation.part._element.remove(extensions)


def _height(presentation: OpenPresentation) -> int:
    return int(presentation.slide_height or 0)


def _layouts(presentation: OpenPresentation) -> list[SlideLayout]:
    return [layout for master in presentation.slide_masters for layout in master.slide_layouts]


def _title_only(presentation: OpenPresentation) -> tuple[SlideLayout, Area]:
    """The layout with a title and least else, and the room that it leaves below the title."""
    found = []
    for layout in _layouts(presentation):
        body = _body(presentation, layout)
        if body is not None:
            extras = sum(
                placeholder.placeholder_format.type not in (*_TITLES, *_FURNITURE)
                for placeholder in layout.placeholders
            )
            found.append((extras, layout, body))
    if not found:
        raise _refused(TemplateFault.WITHOUT_TITLE)
    _, layout, body = min(found, key=lambda item: item[0])
    return layout, body


def _body(presentation: OpenPresentation, layout: SlideLayout) -> Area | None:
    """The free part of a layout below its title and above its footer; None where it is small."""
    width, height = int(presentation.slide_width or 0), _height(presentation)
    titles = [p for p in layout.placeholders if p.placeholder_format.type in _TITLES]
    if len(titles) != 1 or titles[0].width is None:
        return None
    title = titles[0]
    top = title.top + title.height
    footers = [
        placeholder.top
        for placeholder in layout.placeholders
        if placeholder.placeholder_format.type in _FURNITURE
        and placeholder.top is not None
        and placeholder.top > height * (1 + _LEAST_BODY_SHARE) / 2
    ]
    bottom = min([*footers, round(height * 0.98)])
    left = max(round(width * 0.03), min(title.left, round(width * 0.08)))
    if bottom - top < height * _LEAST_BODY_SHARE:
        return None
    return Area(left, top, width - 2 * left, bottom - top)


def _title_pt(layout: SlideLayout) -> float:
    """Size of a layout's titles: its own, or else the master's."""
    styles = [
        *(p._element for p in layout.placeholders if p.placeholder_format.type in _TITLES),
        layout.slide_master._element.find(f".//{qn('p:titleStyle')}"),
    ]
    for style in styles:
        level = None if style is None else style.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        size = None if level is None else level.get("sz")
        if size is not None and size.isdecimal():
            return int(size) / 100
    return _USUAL_TITLE_PT


def _cover(presentation: OpenPresentation, otherwise: SlideLayout) -> SlideLayout:
    """The layout of the first slide: a title with a subtitle, the master's first as a rule."""
    for layout in _layouts(presentation):
        kinds = {placeholder.placeholder_format.type for placeholder in layout.placeholders}
        if PP_PLACEHOLDER.SUBTITLE in kinds and kinds.intersection(_TITLES):
            return layout
    return otherwise


# ---------------------------------------------------------------- the project's own look

_OWN_LAYOUTS = {"Title Slide": wording.atlas.COVER_LAYOUT, "Title Only": wording.atlas.TITLE_LAYOUT}
_TITLE_AREA = Area(Inches(0.45), Inches(0.22), Inches(12.433), Inches(0.72))
_COVER_AREAS = {
    PP_PLACEHOLDER.CENTER_TITLE: Area(Inches(1.2), Inches(1.9), Inches(10.9), Inches(1.7)),
    PP_PLACEHOLDER.SUBTITLE: Area(Inches(1.2), Inches(3.8), Inches(10.9), Inches(1.9)),
}
_ACCENTS = (LIGHT.corridor, *(GROUP_COLOURS[code] for code in list(GROUP_COLOURS)[1:6]))
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _plain_presentation() -> OpenPresentation:
    """16:9, white, Noto Sans SC, two layouts."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), _DESIGN_HEIGHT
    master = presentation.slide_masters[0]
    _set_theme(master)
    for layout in list(master.slide_layouts):
        if layout.name in _OWN_LAYOUTS:
            layout.name = _OWN_LAYOUTS[layout.name]
            _without_furniture(layout)
        else:
            master.slide_layouts.remove(layout)
    _without_furniture(master)
    for placeholder in master.placeholders:
        placeholder.text_frame.text = wording.atlas.MASTER_TEXT
        placeholder.text_frame.margin_left = placeholder.text_frame.margin_right = 0
        _move(placeholder, _TITLE_AREA)
        if placeholder.placeholder_format.type not in _TITLES:
            _move(placeholder, Area(Inches(0.45), Inches(1.1), Inches(12.433), Inches(5.7)))
    _set_title_style(master)
    for layout in master.slide_layouts:
        for placeholder in layout.placeholders:
            placeholder.text_frame.text = wording.atlas.MASTER_TEXT
            _move(placeholder, _COVER_AREAS.get(placeholder.placeholder_format.type, _TITLE_AREA))
            if layout.name == wording.atlas.COVER_LAYOUT:
                is_title = placeholder.placeholder_format.type in _TITLES
                _set_cover_style(placeholder, is_title=is_title)
    return presentation


def _without_furniture(owner: SlideLayout | SlideMaster) -> None:
    for placeholder in list(owner.placeholders):
        if placeholder.placeholder_format.type in _FURNITURE:
            placeholder._element.getparent().remove(placeholder._element)


def _move(placeholder: Any, area: Area) -> None:
    placeholder.left, placeholder.top = Emu(area.left), Emu(area.top)
    placeholder.width, placeholder.height = Emu(area.width), Emu(area.height)


def _set_theme(master: SlideMaster) -> None:
    """Typefaces and accent colours of the theme, which python-pptx knows only as bytes."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f".//{{{_DRAWING}}}{kind}")
        for face in list(fonts):
            fonts.remove(face)
        for script in ("latin", "ea", "cs"):
            face = fonts.makeelement(f"{{{_DRAWING}}}{script}", {"typeface": FONT_FAMILY})
            fonts.append(face)
    for number, colour in enumerate(_ACCENTS, start=1):
        accent = theme.find(f".//{{{_DRAWING}}}accent{number}")
        accent[0].set("val", hex_value(colour))
    for name in ("hlink", "folHlink"):  # contents lead to their slides, and look like text
        theme.find(f".//{{{_DRAWING}}}{name}")[0].set("val", hex_value(LIGHT.label))
    part._blob = _bytes(theme)


def _set_title_style(master: SlideMaster) -> None:
    level = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    text = level.find(qn("a:defRPr"))
    text.set("sz", "2600")
    text.set("b", "1")
    text.find(qn("a:solidFill")).find(qn("a:schemeClr")).set("val", "accent1")


def _set_cover_style(placeholder: Any, *, is_title: bool) -> None:
    for paragraph in placeholder.text_frame._txBody.findall(f".//{qn('a:lvl1pPr')}"):
        paragraph.getparent().remove(paragraph)
    style = placeholder.text_frame._txBody.find(qn("a:lstStyle"))
    for level in list(style):
        style.remove(level)
    size, bold = ("4000", "1") if is_title else ("1800", "0")
    level = style.makeelement(qn("a:lvl1pPr"), {"algn": "l", "marL": "0", "indent": "0"})
    level.append(level.makeelement(qn("a:buNone"), {}))
    level.append(level.makeelement(qn("a:defRPr"), {"sz": size, "b": bold}))
    style.append(level)


def hex_value(colour: Colour) -> str:
    """RRGGBB, as OOXML writes colours."""
    return "".join(f"{part:02X}" for part in colour)


def _bytes(element: Any) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
