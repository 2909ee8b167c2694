"""The common briefing maps, as plain data: page, filters, frame and title of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ordos_geo import wording
from ordos_geo.analysis import CITYWIDE, Dataset, Selection, counts, selected
from ordos_geo.analysis.frames import FIRST_FRAME, NEAR, Bounds
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.analysis.tables.saved_views import SavedView
from ordos_geo.cartography.geometry.extent import (
    banner_extent,
    corridor_extent,
    features_extent,
    frame_extent,
)
from ordos_geo.cartography.scene.map_scene import MapScene, build_scene
from ordos_geo.errors import RequestError, invalid_argument

_Extent = Callable[[Dataset, str, tuple[str, ...]], Bounds]


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of briefing map.

    `label` (Chinese) is what pages call it. `page` is a key of MAP_PAGES, `filters` narrow it. A
    template about one subject names the filter that holds it in `dimension`;
    `is_subject_needed` tells whether one must be chosen.
    `title` has a place {name} for the subject's label; `title_of_all` serves where none is chosen.
    `extent` gives what the map shows, from the subject and the ids on the map.
    """

    code: str
    label: str
    page: str
    title: str
    extent: _Extent
    filters: Selection = field(default_factory=Selection)
    dimension: str = ""
    is_subject_needed: bool = False
    title_of_all: str = ""


def _near(_dataset: Dataset, _subject: str, _ids: tuple[str, ...]) -> Bounds:
    return NEAR


def _by_features(dataset: Dataset, _subject: str, ids: tuple[str, ...]) -> Bounds:
    return features_extent(dataset, ids)


def _by_corridor(dataset: Dataset, subject: str, _ids: tuple[str, ...]) -> Bounds:
    return corridor_extent(dataset, subject)


def _by_banner(dataset: Dataset, subject: str, _ids: tuple[str, ...]) -> Bounds:
    return NEAR if subject == CITYWIDE else banner_extent(dataset, subject)


TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        template.code: template
        for template in (
            Template(
                "whole", wording.sheets.WHOLE_TEMPLATE, "overview", wording.general.MAP_TITLE, _near
            ),
            Template(
                "pairings",
                wording.sheets.PAIRINGS_TEMPLATE,
                "relations",
                wording.sheets.PAIRINGS_TITLE,
                _near,
                filters=Selection.of(theme=["mutual_help"]),
            ),
            Template(
                "corridor",
                wording.sheets.CORRIDOR_TEMPLATE,
                "overview",
                wording.sheets.CORRIDOR_TITLE,
                _by_corridor,
                dimension="corridors",
                is_subject_needed=True,
            ),
            Template(
                "infrastructure",
                wording.sheets.INFRASTRUCTURE_TEMPLATE,
                "infrastructure",
                wording.sheets.INFRASTRUCTURE_TITLE,
                _near,
                dimension="group",
                title_of_all=MAP_PAGES["infrastructure"].title,
            ),
            Template(
                "banner",
                wording.sheets.BANNER_TEMPLATE,
                "overview",
                wording.sheets.BANNER_TITLE,
                _by_banner,
                dimension="banners",
                is_subject_needed=True,
            ),
            Template(
                "chapter",
                wording.sheets.CHAPTER_TEMPLATE,
                "overview",
                wording.sheets.CHAPTER_TITLE,
                _by_features,
                dimension="chapter",
                is_subject_needed=True,
            ),
        )
    }
)


def template_subjects(dataset: Dataset, template: Template) -> dict[str, str]:
    """What the template can be about: value -> label; empty where it has no subject.

    Subjects without a feature on the map, such as the chapter on organisation, are left out.
    """
    if not template.dimension:
        return {}
    scope = template.filters.within(MAP_PAGES[template.page].scope)
    found = counts(dataset, scope, template.dimension)
    return {
        value: value_label(dataset, template.dimension, value)
        for value, count in found.items()
        if count
    }


def template_scene(
    dataset: Dataset,
    template: Template,
    subject: str = "",
    selection: Selection | None = None,
) -> MapScene:
    """The scene of a template about a subject, within other filters where `selection` has any.

    Raises RequestError where the subject is missing or not one of `template_subjects`.
    """
    subjects = template_subjects(dataset, template)
    if (subject or template.is_subject_needed) and subject not in subjects:
        known = ", ".join(subjects) or "—"
        fault = invalid_argument(
            "subject",
            subject,
            f"the template '{template.code}' takes one of: {known}",
            f"模板可用：{known}",
        )
        raise RequestError([fault])
    chosen = (selection or Selection()).within(template.filters)
    if subject:
        chosen = chosen.within(Selection.of(**{template.dimension: [subject]}))
    page = MAP_PAGES[template.page]
    ids = selected(dataset, chosen.within(page.scope))
    title = template.title.format(name=subjects.get(subject, ""))
    return build_scene(
        dataset,
        ids,
        selection=chosen,
        page=page,
        title=title if subject or not template.title_of_all else template.title_of_all,
        extent=template.extent(dataset, subject, tuple(ids)),
    )


def page_scene(
    dataset: Dataset,
    page: str,
    selection: Selection,
    *,
    selected_id: str = "",
    title: str = "",
    frame: str = FIRST_FRAME,
) -> MapScene:
    """What a map page (a key of MAP_PAGES) shows under some filters, on screen and on paper.

    `title` stands for that of the page; `frame` is a key of FRAMES.
    """
    found = MAP_PAGES[page]
    ids = selected(dataset, selection.within(found.scope))
    return build_scene(
        dataset,
        ids,
        selection=selection,
        page=found,
        selected_id=selected_id,
        title=title,
        extent=frame_extent(dataset, frame, ids),
    )


def view_scene(dataset: Dataset, view: SavedView, selected_id: str = "") -> MapScene:
    """What a saved view shows: its page under its filters, with the view's title and frame."""
    return page_scene(
        dataset,
        view.page,
        view.selection,
        selected_id=selected_id,
        title=view.title,
        frame=view.frame,
    )
