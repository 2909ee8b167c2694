"""What sheets show of the world."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.frames import FRAMES, NATIONAL, NEAR, VIEWPORTS
from ordos_geo.cartography.geometry.extent import (
    around,
    banner_extent,
    corridor_extent,
    features_extent,
)


def holds(outer, inner):
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )


def test_every_frame_of_the_screen_has_its_extent_on_paper():
    on_paper = [frame.code for frame in FRAMES.values() if frame.extent]
    assert [viewport.code for viewport in VIEWPORTS] == on_paper
    assert all(code == frame.code and frame.label for code, frame in FRAMES.items())


@given(
    st.lists(
        st.tuples(st.floats(75, 130), st.floats(5, 50), st.floats(0, 5), st.floats(0, 5)),
        min_size=1,
        max_size=5,
    )
)
def test_extent_around_areas_holds_them_and_is_never_a_mere_point(corners):
    bounds = [(west, south, west + wide, south + high) for west, south, wide, high in corners]
    extent = around(bounds)
    assert all(holds(extent, one) for one in bounds)
    assert extent[2] - extent[0] >= 1.6 - 1e-9
    assert extent[3] - extent[1] >= 1.6 - 1e-9


def test_banner_and_corridor_are_on_their_maps(dataset):
    for adcode, banner in dataset.geodata.banners.geometry.items():
        assert holds(banner_extent(dataset, adcode), banner.bounds)
    home = tuple(dataset.geodata.banners.total_bounds)
    for corridor_id, area in dataset.geodata.corridors.geometry.items():
        extent = corridor_extent(dataset, corridor_id)
        assert holds(extent, area.bounds)
        assert holds(extent, home)


@pytest.mark.parametrize(("chapter", "expected"), [("1", NEAR), ("4", NATIONAL)])
def test_features_near_and_far_get_the_maps_they_need(dataset, chapter, expected):
    ids = selected(dataset, Selection.of(chapter=[chapter]))
    assert features_extent(dataset, ids) == expected


def test_few_far_places_do_not_shrink_the_map_of_the_rest(dataset):
    ids = selected(dataset, Selection.of(chapter=["3"]))
    west, south, east, north = features_extent(dataset, ids)
    beijing, shanghai = dataset.places.geometry[["beijing", "shanghai"]]
    assert west < beijing.x < east
    assert south < beijing.y < north
    assert not south < shanghai.y < north


def test_nothing_to_show_is_the_map_of_the_city(dataset):
    assert features_extent(dataset, []) == NEAR
