"""What somebody wants exported, as the address of the page 出图 says it: plain values, no widgets.

The filters and the chosen feature are not here: they are in the address too, under the same names
as on the map pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from ordos_geo.address.parameters import (
    Context,
    Pairs,
    Parameter,
    Reader,
    one_of,
    parsed,
    read_parameters,
    text_up_to,
    written,
)
from ordos_geo.address.selection import selection_parameters
from ordos_geo.analysis import CITYWIDE, Dataset, Selection
from ordos_geo.analysis.frames import FIRST_FRAME, FRAMES
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.atlas import SUBJECTS
from ordos_geo.cartography.files import ATLAS_FORMATS, FILE_FORMATS, MAP_FORMATS
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.scene.map_templates import (
    TEMPLATES,
    page_scene,
    template_scene,
    template_subjects,
)
from ordos_geo.cartography.sheet import RESOLUTIONS, SIZES, Letterhead, SheetOptions
from ordos_geo.cartography.sheet.options import FIRST_SIZE
from ordos_geo.errors import Fault, invalid_parameter

_TEMPLATE = "template-"
MOST_CHARACTERS = 80
"""Longer texts have no room on a sheet."""
_DPI = 200
"""Of pictures on slides and in archives."""
EARLIEST, LATEST = date(2025, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """One wish.

    `map` is a map page (key of MAP_PAGES) or a template (key of TEMPLATES, before that
    "template-"), `subject` what the template is about. `frame` is a key of FRAMES,
    for pages only. `size`, `file_format` and `resolution` are keys of SIZES, MAP_FORMATS
    and RESOLUTIONS. Empty texts leave the sheet's own; without `on` it bears today's date.

    `by` is a key of the atlas's SUBJECTS, "" for one map; `atlas_format` one of ATLAS_FORMATS;
    `pages` the ids of the pages that are wanted, all where empty.
    """

    map: str = "overview"
    subject: str = ""
    frame: str = FIRST_FRAME
    size: str = FIRST_SIZE
    file_format: str = "png"
    resolution: str = "print"
    title: str = ""
    subtitle: str = ""
    department: str = ""
    classification: str = ""
    review_number: str = ""
    on: date | None = None
    by: str = ""
    atlas_format: str = "pdf"
    pages: tuple[str, ...] = ()

    @property
    def is_atlas(self) -> bool:
        """Whether an atlas is wanted, not one map."""
        return bool(self.by)

    @property
    def template(self) -> str:
        """Code of the template, "" for a map page."""
        return self.map.removeprefix(_TEMPLATE) if self.map.startswith(_TEMPLATE) else ""


MAPS: Mapping[str, str] = MappingProxyType(
    {
        **{page: page for page in MAP_PAGES},
        **{f"{_TEMPLATE}{code}": code for code in TEMPLATES},
    }
)
"""What can be drawn: value of `ExportRequest.map` -> page or template."""


def _codes(*codes: str) -> Reader:
    return one_of(lambda _: codes)


def _read_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _subject_codes(context: Context) -> Collection[str]:
    return subjects(context.dataset, ExportRequest(**context.read))


def _read_pages(context: Context, name: str, text: str) -> tuple[Any, list[Fault]]:
    kind = SUBJECTS.get(context.read["by"])
    known = {subject.id for subject in kind.find(context.dataset, Selection())} if kind else set()
    pages = tuple(text.split(","))
    return (pages, []) if known.issuperset(pages) else (None, [invalid_parameter(name, text)])


_TEXT = text_up_to(MOST_CHARACTERS)


def _parameter(field: str, meaning: str, read: Reader = _TEXT, name: str = "") -> Parameter:
    return Parameter(name=name or field, field=field, meaning=meaning, read=read, write=_write)


def _write(_: Context, value: Any) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


EXPORT_TABLE = (
    _parameter("map", "Map page, or template- and the name of a template.", _codes(*MAPS)),
    _parameter("subject", "What the template is about.", one_of(_subject_codes)),
    _parameter("frame", "How much of the world a map page shows.", _codes(*FRAMES)),
    _parameter("size", "Size of the sheet.", _codes(*SIZES)),
    _parameter("file_format", "Format of one map.", _codes(*MAP_FORMATS), "format"),
    _parameter("resolution", "How fine a picture is.", _codes(*RESOLUTIONS)),
    _parameter("title", "Title instead of the map's own."),
    _parameter("subtitle", "Line under the title instead of the filters in words."),
    _parameter("department", "Who made the sheet."),
    _parameter("classification", "Classification line."),
    _parameter("review_number", "审图号 of a reviewed map.", name="review"),
    _parameter("on", "Date on the sheet.", parsed(_read_day), "date"),
    _parameter("by", "What the pages of an atlas are about.", _codes(*SUBJECTS)),
    _parameter("atlas_format", "Format of an atlas.", _codes(*ATLAS_FORMATS), "book"),
    # after `by`, whose pages they are
    _parameter("pages", "Ids of the wanted pages of an atlas.", _read_pages),
)
"""The parameters of a request; those that look at others come after them."""
_OF_ONE_MAP = ("map", "subject", "frame", "title", "subtitle", "on", "by", "pages")


def read_request(
    context: Context, given: Pairs, before: ExportRequest | None = None
) -> tuple[ExportRequest, list[tuple[int, Fault]]]:
    """The request, and faults with their place in `given`; blank texts say nothing.

    What is not given is as `before`, apart from what belongs to one map.
    """
    blank = ExportRequest()
    start = replace(before or blank, **{name: getattr(blank, name) for name in _OF_ONE_MAP})
    begun = {field.name: getattr(start, field.name) for field in fields(start)}
    context = replace(context, read=begun)
    said = [(name, text.strip()) if text.strip() else ("", "") for name, text in given]
    values, faults = read_parameters(EXPORT_TABLE, context, said)
    return settled(context.dataset, ExportRequest(**values)), faults


def request_parameters(dataset: Dataset, request: ExportRequest) -> dict[str, str]:
    """What the address says of a request: everything that is not as it is without saying."""
    blank = ExportRequest()
    given = {field.name: getattr(request, field.name) for field in fields(request)}
    said = {name: value for name, value in given.items() if value != getattr(blank, name)}
    return written(EXPORT_TABLE, Context(dataset=dataset), said)


def export_parameters(
    dataset: Dataset,
    request: ExportRequest,
    selection: Selection,
    selected_id: str = "",
) -> dict[str, str]:
    """The address of a request for a map page: the page's filters, without its own scope."""
    own = MAP_PAGES[request.map].own_filters(selection)
    filters = selection_parameters(dataset, own, selected_id)
    return {**request_parameters(dataset, request), **filters}


def subjects(dataset: Dataset, request: ExportRequest) -> dict[str, str]:
    """What the request's template can be about: value -> label; empty where there is no choice."""
    return template_subjects(dataset, TEMPLATES[request.template]) if request.template else {}


def settled(
    dataset: Dataset, request: ExportRequest, selection: Selection | None = None
) -> ExportRequest:
    """The request with a subject that its template can have, and no pages of no atlas.

    A template that needs one takes the filter's, where that is one, or else the first.
    """
    if request.pages and not request.by:
        request = replace(request, pages=())
    known = subjects(dataset, request)
    if request.subject in known or not request.template:
        return request if known or not request.subject else replace(request, subject="")
    template = TEMPLATES[request.template]
    subject = ""
    if template.is_subject_needed:
        filtered = (selection or Selection()).chosen(template.dimension).intersection(known)
        first = next(subject for subject in known if subject != CITYWIDE)
        subject = min(filtered) if len(filtered) == 1 else first
    return replace(request, subject=subject)


def request_scope(request: ExportRequest) -> Selection:
    """What the request's map is about: its filters come before what is chosen."""
    if not request.template:
        return MAP_PAGES[request.map].scope
    template = TEMPLATES[request.template]
    scope = template.filters.within(MAP_PAGES[template.page].scope)
    if request.subject:
        scope = scope.within(Selection.of(**{template.dimension: [request.subject]}))
    return scope


def request_scene(
    dataset: Dataset, request: ExportRequest, selection: Selection, selected_id: str = ""
) -> MapScene:
    """The scene of a settled request under some filters."""
    if request.template:
        template = TEMPLATES[request.template]
        scene = template_scene(dataset, template, request.subject, selection)
        scene = replace(scene, selected_id=selected_id)
    else:
        scene = page_scene(
            dataset, request.map, selection, selected_id=selected_id, frame=request.frame
        )
    return replace(scene, title=request.title) if request.title else scene


def sheet_options(request: ExportRequest, today: date) -> SheetOptions:
    """How the request's sheet looks apart from its scene."""
    code = request.atlas_format if request.is_atlas else request.file_format
    file_format = FILE_FORMATS[code]
    return SheetOptions(
        letterhead=Letterhead(
            on=request.on or today,
            department=request.department,
            classification=request.classification,
            review_number=request.review_number,
        ),
        size=FIRST_SIZE if file_format.is_slides else request.size,
        dpi=RESOLUTIONS[request.resolution].dpi if file_format.is_picture else _DPI,
        subtitle=request.subtitle,
    )
