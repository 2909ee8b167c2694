"""The address of each page: what is written is read back, and every parameter is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.address.documentation import ADDRESSES, addresses_text
from ordos_geo.address.export import MAPS, ExportRequest, settled
from ordos_geo.address.pages import (
    PAGE_ADDRESSES,
    PageAddress,
    address_parameters,
    documented_parameters,
    read_address,
    read_map_view,
)
from ordos_geo.address.saved_views import load_views
from ordos_geo.analysis import FEATURES, Selection
from ordos_geo.analysis.frames import FRAMES, RESULTS
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.cartography.files import MAP_FORMATS
from ordos_geo.cartography.geometry.viewport import ViewState
from ordos_geo.cartography.sheet import SIZES
from ordos_geo.errors import RequestFault
from ordos_geo.model.reporting import Month, ReportState, Status

MONTHS = [Month(2025, 4), Month(2025, 5)]
REBUILD = f"run `python -m ordos_geo.address.documentation > {ADDRESSES}`"


@pytest.fixture(scope="module")
def views(project_root, dataset):
    return load_views(project_root, dataset)


def draw_selection(draw, dataset, subject):
    """A few filters, each with some of its values, and perhaps words."""
    codes = draw(st.lists(st.sampled_from(list(subject.choices)), max_size=3, unique=True))
    values = {code: list(subject.choices[code].values(dataset)) for code in codes}
    chosen = {code: draw(st.sets(st.sampled_from(values[code]), max_size=3)) for code in codes}
    words = draw(st.sampled_from(["", "氢 能", "a,b&c=d#e%"]))
    return Selection.of(**chosen, words={words} if words else ())


view_states = st.builds(
    ViewState,
    st.integers(-1_800_000, 1_800_000).map(lambda n: n / 10_000),
    st.integers(-800_000, 800_000).map(lambda n: n / 10_000),
    st.integers(300, 1200).map(lambda n: n / 100),
)


def draw_request(draw, dataset):
    """A settled request of the page 出图."""
    request = ExportRequest(
        map=draw(st.sampled_from(list(MAPS))),
        frame=draw(st.sampled_from(list(FRAMES))),
        size=draw(st.sampled_from(list(SIZES))),
        file_format=draw(st.sampled_from(list(MAP_FORMATS))),
        title=draw(st.sampled_from(["", "标题 & =", "a,b"])),
        on=draw(st.none() | st.dates(date(2025, 1, 1), date(2099, 12, 31))),
        by=draw(st.sampled_from(["", "banner"])),
    )
    if request.by and draw(st.booleans()):
        request = replace(request, pages=("150625", "150602"))
    return settled(dataset, request)


def draw_reporting_view(draw, dataset, names):
    """A view of the reporting with what a page's address may hold."""
    values = {
        "month": ("month", st.sampled_from(MONTHS)),
        "from": ("since", st.sampled_from(MONTHS)),
        "unit": ("unit_id", st.sampled_from(list(dataset.register.units.index))),
        "task": ("task_id", st.sampled_from(list(dataset.tasks.index))),
        "sector": (
            "sectors",
            st.frozensets(st.sampled_from(dataset.vocabularies["sector"].codes), min_size=1),
        ),
        "state": ("states", st.frozensets(st.sampled_from(list(ReportState)), min_size=1)),
        "light": ("statuses", st.frozensets(st.sampled_from(list(Status)), min_size=1)),
    }
    fields = dict(values[name] for name in names if draw(st.booleans()))
    return ReportingView(**{field: draw(strategy) for field, strategy in fields.items()})


def draw_address(draw, page, dataset, views):
    """What a page may show."""
    form = PAGE_ADDRESSES[page]
    names = {parameter.name for parameter in form.besides}
    address = PageAddress()
    if form.subject:
        known = dataset.features if form.subject is FEATURES else dataset.tasks
        address = PageAddress(
            selection=draw_selection(draw, dataset, form.subject),
            selected_id=draw(st.sampled_from(["", *known.index[:5]])),
        )
    if page == "export":
        return replace(address, request=draw_request(draw, dataset))
    if form.value == "reporting_view":
        return PageAddress(reporting_view=draw_reporting_view(draw, dataset, sorted(names)))
    if "view" in names and draw(st.booleans()):
        view = draw(st.sampled_from(views))
        return PageAddress(
            saved_view=view.id, selection=view.selection, selected_id=view.selected_id
        )
    if "at" in names:
        address = replace(
            address,
            frame=draw(st.sampled_from(["", "partners"])),
            view=draw(st.none() | view_states),
        )
    return address


@given(data=st.data(), page=st.sampled_from(list(PAGE_ADDRESSES)))
def test_every_page_reads_back_what_it_has_written(dataset, views, data, page):
    address = draw_address(data.draw, page, dataset, views)
    query = urlencode(address_parameters(page, address, dataset), safe=",")
    assert read_address(page, query, dataset, months=MONTHS, views=views) == (address, [])


@given(page=st.sampled_from(list(PAGE_ADDRESSES)), query=st.text(max_size=200))
def test_any_query_is_read_by_every_page_without_an_error(dataset, page, query):
    address, faults = read_address(page, query, dataset, months=MONTHS)
    again = urlencode(address_parameters(page, address, dataset), safe=",")
    assert read_address(page, again, dataset, months=MONTHS) == (address, [])
    assert all(fault.chinese() and fault.english() for fault in faults)


@pytest.mark.parametrize("page", PAGE_ADDRESSES)
def test_parameter_that_a_page_does_not_have_is_named_with_those_it_has(dataset, page):
    _, (fault,) = read_address(page, "colour=red", dataset)
    assert fault.kind is RequestFault.PARAMETER_UNKNOWN
    assert fault.details["value"] == "colour"
    assert fault.details["known"] == ", ".join(PAGE_ADDRESSES[page].names)


@pytest.mark.parametrize("page", PAGE_ADDRESSES)
def test_no_page_has_two_parameters_of_one_name(page):
    names = PAGE_ADDRESSES[page].names
    assert len(set(names)) == len(names)


def test_every_map_page_has_an_address():
    assert MAP_PAGES.keys() <= PAGE_ADDRESSES.keys()


def test_filters_beside_a_saved_view_come_before_its_own(dataset, views):
    view = next(view for view in views if view.selection.values)
    asked = f"view={view.id}&frame=partners"
    address, faults = read_address("meeting", asked, dataset, views=views)
    assert (address.selection, address.frame, faults) == (view.selection, "partners", [])
    address, _ = read_address("meeting", f"{asked}&group=water", dataset, views=views)
    assert address.selection == Selection.of(group=["water"])
    feature_id = dataset.features.index[0]
    address, _ = read_address("meeting", f"{asked}&id={feature_id}", dataset, views=views)
    assert (address.selection, address.selected_id) == (view.selection, feature_id)


@pytest.mark.parametrize(
    ("query", "frame"),
    [("", "ordos"), ("frame=partners", "partners"), ("frame=partners&at=110,39,7", RESULTS)],
)
def test_command_line_reads_the_address_of_a_map_page(dataset, query, frame):
    assert read_map_view(dataset, f"{query}&group=energy") == (
        Selection.of(group=["energy"]),
        "",
        frame,
        [],
    )


@pytest.mark.parametrize("query", ["frame=moon", "at=somewhere", "view=first", "group=gold"])
def test_command_line_names_what_no_map_page_reads(dataset, query):
    assert len(read_map_view(dataset, query)[3]) == 1


def test_every_parameter_is_read_by_a_page_and_documented(project_root):
    text = (project_root / ADDRESSES).read_text(encoding="utf-8")
    assert text == addresses_text(), REBUILD
    for name, parameter, pages in documented_parameters():
        assert pages
        assert parameter.meaning.strip()
        assert f"| `{name}` |" in text
