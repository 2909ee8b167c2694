"""What somebody wants exported, as the address of the page 出图 says it: plain values, no widgets.

The filters and the chosen feature are not here: they are in the address too, under the same names
as on the map pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from ordos_geo import wording
from ordos_geo.analysis import CITYWIDE, Dataset, Selection
from ordos_geo.analysis.selection.saved_views import PAGE_SCOPES
from ordos_geo.analysis.selection.selection import selection_parameters
from ordos_geo.cartography.atlas import FORMATS as ATLAS_FORMATS
from ordos_geo.cartography.atlas import SUBJECTS
from ordos_geo.cartography.files import DECK
from ordos_geo.cartography.geometry.extent import FRAME_CODES
from ordos_geo.cartography.scene.scene import MapScene
from ordos_geo.cartography.scene.templates import (
    TEMPLATES,
    page_scene,
    template_scene,
    template_subjects,
)
from ordos_geo.cartography.sheet import SIZES, Letterhead, SheetOptions
from ordos_geo.errors import Fault, invalid_parameter

_TEMPLATE = "template-"
MOST_CHARACTERS = 80
"""Longer texts have no room on a sheet."""
_DPI = 200
"""Of pictures on slides and in archives."""
DPI: Mapping[str, int] = MappingProxyType({"screen": 96, "double": 192, "print": 300})
EARLIEST, LATEST = date(2025, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """One wish.

    `map` is a map page (key of PAGE_SCOPES) or a template (key of TEMPLATES, before that
    "template-"), `subject` what the template is about. `frame` is one of FRAME_CODES,
    for pages only. `size`, `file_format` and `resolution` are keys of wording.output.SIZES,
    FORMATS and RESOLUTIONS. Empty texts leave the sheet's own; without `on` it bears today's date.

    `by` is a key of the atlas's SUBJECTS, "" for one map; `atlas_format` one of its FORMATS;
    `pages` the ids of the pages that are wanted, all where empty.
    """

    map: str = "overview"
    subject: str = ""
    frame: str = FRAME_CODES[0]
    size: str = "16x9"
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
        **{page: page for page in PAGE_SCOPES},
        **{f"{_TEMPLATE}{code}": code for code in TEMPLATES},
    }
)
"""What can be drawn: value of `ExportRequest.map` -> page or template."""

PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "map": "map",
        "subject": "subject",
        "frame": "frame",
        "size": "size",
        "file_format": "format",
        "resolution": "resolution",
        "title": "title",
        "subtitle": "subtitle",
        "department": "department",
        "classification": "classification",
        "review_number": "review",
        "on": "date",
        "by": "by",
        "atlas_format": "book",
        "pages": "pages",
    }
)
"""Name of each field in the address."""

_CHOICES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "map": frozenset(MAPS),
        "frame": frozenset(FRAME_CODES),
        "size": frozenset(SIZES),
        "file_format": frozenset(wording.output.FORMATS),
        "resolution": frozenset(DPI),
        "by": frozenset(SUBJECTS),
        "atlas_format": frozenset(ATLAS_FORMATS),
    }
)
_OF_ONE_MAP = ("map", "subject", "frame", "title", "subtitle", "on", "by", "pages")


def parse_request(
    dataset: Dataset, parameters: Mapping[str, str], before: ExportRequest | None = None
) -> tuple[ExportRequest, list[Fault]]:
    """Read the page's own parameters of the address; a fault for each that cannot be used.

    Others are passed over. What is not there is as `before`, apart from what belongs to one map.
    """
    blank = ExportRequest()
    start = replace(before or blank, **{name: getattr(blank, name) for name in _OF_ONE_MAP})
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, parameter in PARAMETERS.items():
        text = parameters.get(parameter, "").strip()
        # what is about something that is read before comes last in PARAMETERS
        usable = _usable(dataset, replace(start, **values), name, text) if text else None
        if usable is not None:
            values[name] = usable
        elif text:
            faults.append(invalid_parameter(parameter, text))
    return settled(dataset, replace(start, **values)), faults


def _usable(
    dataset: Dataset, request: ExportRequest, name: str, text: str
) -> str | date | tuple[str, ...] | None:
    """What a parameter's text means for its field; None where it cannot be used."""
    if name in _CHOICES:
        return text if text in _CHOICES[name] else None
    if name == "subject":
        return text if text in subjects(dataset, request) else None
    if name == "pages":
        find = SUBJECTS.get(request.by)
        known = {subject.id for subject in find(dataset, Selection())} if find else set()
        pages = tuple(text.split(","))
        return pages if known.issuperset(pages) else None
    if name == "on":
        return _day(text)
    return text if len(text) <= MOST_CHARACTERS else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def request_parameters(request: ExportRequest) -> dict[str, str]:
    """What the address says of a request: everything that is not as it is without saying."""
    blank = ExportRequest()
    given = {field.name: getattr(request, field.name) for field in fields(request)}
    return {
        PARAMETERS[name]: ",".join(value) if isinstance(value, tuple) else str(value)
        for name, value in given.items()
        if value != getattr(blank, name)
    }


def export_parameters(
    dataset: Dataset,
    request: ExportRequest,
    selection: Selection,
    selected_id: str = "",
) -> dict[str, str]:
    """The address of a request for a map page: the page's filters, without its own scope."""
    scope = PAGE_SCOPES[request.map].values
    own = Selection.of(**{k: v for k, v in selection.values.items() if k not in scope})
    filters = selection_parameters(dataset, own, selected_id)
    return {**request_parameters(request), **filters}


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
        return PAGE_SCOPES[request.map]
    template = TEMPLATES[request.template]
    scope = template.filters.within(PAGE_SCOPES[template.page])
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
    file_format = request.atlas_format if request.is_atlas else request.file_format
    return SheetOptions(
        letterhead=Letterhead(
            on=request.on or today,
            department=request.department,
            classification=request.classification,
            review_number=request.review_number,
        ),
        size="16x9" if file_format == DECK else request.size,
        dpi=DPI[request.resolution] if file_format == "png" else _DPI,
        subtitle=request.subtitle,
    )
