"""What the address of the page 出图 asks for: read, written, settled, drawn."""

from __future__ import annotations

import tomllib
from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.address.export import (
    EXPORT_TABLE,
    MAPS,
    MOST_CHARACTERS,
    ExportRequest,
    export_parameters,
    request_parameters,
    request_scene,
    request_scope,
    settled,
    sheet_options,
    subjects,
)
from ordos_geo.address.saved_views import load_views
from ordos_geo.address.selection import parse_selection
from ordos_geo.analysis import CITYWIDE, FEATURES, Selection, selected
from ordos_geo.analysis.frames import FRAMES
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.atlas import SUBJECTS
from ordos_geo.cartography.files import ATLAS_FORMATS, MAP_FORMATS
from ordos_geo.cartography.sheet import RESOLUTIONS, SIZES
from ordos_geo.cartography.slides import template
from ordos_geo.ui.output.options import MOST_MB
from support.addresses import read_request

NAMES = {parameter.name for parameter in EXPORT_TABLE}
TODAY = date(2026, 11, 24)

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=MOST_CHARACTERS).map(
    str.strip
)


@st.composite
def requests(draw):
    by = draw(st.sampled_from(["", *SUBJECTS]))
    return ExportRequest(
        map=draw(st.sampled_from(list(MAPS))),
        frame=draw(st.sampled_from(list(FRAMES))),
        size=draw(st.sampled_from(list(SIZES))),
        file_format=draw(st.sampled_from(list(MAP_FORMATS))),
        resolution=draw(st.sampled_from(list(RESOLUTIONS))),
        title=draw(texts),
        department=draw(texts),
        on=draw(st.none() | st.dates(date(2025, 1, 1), date(2099, 12, 31))),
        by=by,
        atlas_format=draw(st.sampled_from(list(ATLAS_FORMATS))),
    )


@given(requests())
def test_address_reads_back_to_the_same_request(dataset, request_):
    read, faults = read_request(dataset, request_parameters(dataset, request_))
    assert not faults
    again, faults = read_request(dataset, request_parameters(dataset, read))
    assert (again, faults) == (read, [])
    assert read.subject in {"", *subjects(dataset, read)}
    assert read.title == request_.title


def test_the_page_without_parameters_needs_none(dataset):
    request, faults = read_request(dataset, {})
    assert (request, faults) == (ExportRequest(), [])
    assert request_parameters(dataset, request) == {}


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("map", "atlantis"),
        ("frame", "moon"),
        ("size", "b5"),
        ("format", "exe"),
        ("resolution", "9999"),
        ("date", "tomorrow"),
        ("date", "1900-01-01"),
        ("by", "colour"),
        ("book", "docx"),
        ("subject", "150625"),
        ("pages", "150625"),
        ("title", "长" * (MOST_CHARACTERS + 1)),
    ],
)
def test_what_cannot_be_used_is_named_and_left_out(dataset, parameter, value):
    request, faults = read_request(dataset, {parameter: value})
    assert request == ExportRequest()
    assert [fault.details["parameter"] for fault in faults] == [parameter]


def test_pages_are_those_of_the_atlas(dataset):
    asked = {"by": "banner", "pages": "150625,150602"}
    request, faults = read_request(dataset, asked)
    assert (request.pages, faults) == (("150625", "150602"), [])
    assert read_request(dataset, asked | {"pages": "150625,999999"})[1]


def test_a_template_that_needs_a_subject_takes_the_one_that_is_filtered(dataset):
    request = ExportRequest(map="template-banner")
    chosen = settled(dataset, request, Selection.of(banners=["150625"]))
    assert chosen.subject == "150625"
    first = settled(dataset, request)
    assert first.subject in subjects(dataset, request)
    assert first.subject != CITYWIDE


@pytest.mark.parametrize("name", MAPS)
def test_scene_shows_what_the_filters_leave_of_the_map(dataset, name):
    request, _ = read_request(dataset, {"map": name})
    selection = Selection.of(stage=["building"])
    scene = request_scene(dataset, request, selection)
    expected = selected(dataset, selection.within(request_scope(request)))
    assert sorted(scene.feature_ids) == sorted(expected)


def test_own_title_and_letterhead_reach_the_sheet(dataset):
    asked = {"title": "甲", "department": "乙", "review": "蒙S(2026)001号", "date": "2026-12-01"}
    request, faults = read_request(dataset, asked)
    assert not faults
    assert request_scene(dataset, request, Selection()).title == "甲"
    options = sheet_options(request, TODAY)
    letterhead = options.letterhead
    assert (letterhead.department, letterhead.review_number) == (
        "乙",
        "蒙S(2026)001号",
    )
    assert options.letterhead.on == date(2026, 12, 1)
    assert sheet_options(ExportRequest(), TODAY).letterhead.on == TODAY


def test_what_belongs_to_one_map_is_not_carried_to_another(dataset):
    before = ExportRequest(title="甲", size="a3", department="乙", frame="results")
    request, _ = read_request(dataset, {"map": "parks"}, before)
    assert (request.title, request.frame) == ("", "ordos")
    assert (request.size, request.department) == ("a3", "乙")


def test_address_of_a_saved_view_shows_the_same_features(dataset, project_root):
    for view in load_views(project_root, dataset):
        request = ExportRequest(map=view.page, frame=view.frame, title=view.title)
        parameters = export_parameters(dataset, request, view.selection, view.selected_id)
        assert "kind" not in parameters or "kind" not in MAP_PAGES[view.page].scope.values
        own = {k: v for k, v in parameters.items() if k in NAMES}
        read, faults = read_request(dataset, own)
        assert (read, faults) == (request, [])
        scene = request_scene(dataset, read, view.selection)
        assert set(scene.feature_ids) == set(selected(dataset, view.selection))
        assert scene.title == view.title


@given(st.data())
def test_any_filters_give_the_same_ids_on_the_sheet_as_on_the_map_page(dataset, data):
    page = data.draw(st.sampled_from(list(MAP_PAGES)))
    chosen = {
        name: data.draw(st.lists(st.sampled_from(list(dimension.values(dataset))), max_size=2))
        for name, dimension in FEATURES.choices.items()
        if name not in MAP_PAGES[page].scope.values and data.draw(st.booleans())
    }
    selection = Selection.of(**chosen)
    parameters = export_parameters(dataset, ExportRequest(map=page), selection)
    own = {k: v for k, v in parameters.items() if k in NAMES}
    filters = urlencode({k: v for k, v in parameters.items() if k not in own})
    request, faults = read_request(dataset, own)
    read, _, filter_faults = parse_selection(dataset, filters)
    assert (faults, filter_faults) == ([], [])
    on_screen = selected(dataset, selection.within(MAP_PAGES[page].scope))
    assert sorted(request_scene(dataset, request, read).feature_ids) == sorted(on_screen)


def test_limit_of_uploads_is_that_of_the_server_and_of_the_templates(project_root):
    config = tomllib.loads((project_root / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["maxUploadSize"] == MOST_MB == template.MOST_MB
