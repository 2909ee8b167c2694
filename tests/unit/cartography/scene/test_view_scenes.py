"""A saved view is one map: in the meeting, on its own page, and on the sheet behind its link."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from ordos_geo import wording
from ordos_geo.address.export import request_scene
from ordos_geo.address.pages import read_address
from ordos_geo.address.saved_views import load_views
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.scene.map_templates import page_scene, view_scene
from ordos_geo.ui.briefing.handout import handout_frame


@pytest.fixture(scope="module")
def views(project_root, dataset):
    return load_views(project_root, dataset)


def sheet_scene(dataset, link):
    """What the page 出图 draws for a link to it."""
    address, faults = read_address("export", urlsplit(link).query, dataset)
    assert faults == []
    return request_scene(dataset, address.request, address.selection, address.selected_id)


def test_meeting_equals_sheet_for_every_saved_view(dataset, views):
    links = handout_frame(dataset, views, "https://map.example/handout")[
        wording.general.HANDOUT_COLUMNS["export"]
    ]
    for view, link in zip(views, links, strict=True):
        meeting = view_scene(dataset, view, view.selected_id)
        sheet = sheet_scene(dataset, link)
        assert meeting.bundled == sheet.bundled, view.id
        assert meeting.classes == sheet.classes, view.id
        assert meeting.total == sheet.total, view.id
        assert (meeting.title, meeting.filters_in_words) == (sheet.title, sheet.filters_in_words)
        assert meeting == sheet, view.id


def test_meeting_equals_the_views_own_page(dataset, views):
    for view in views:
        page = MAP_PAGES[view.page]
        own = page.own_filters(view.selection)
        on_page = page_scene(dataset, view.page, own, frame=view.frame)
        assert view_scene(dataset, view) == replace(on_page, title=view.title), view.id


def test_saved_views_of_both_kinds_of_links_are_compared(dataset, views):
    assert {view_scene(dataset, view).bundled for view in views} == {True, False}
