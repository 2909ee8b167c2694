"""Where "see all" and "see results" lead: never further out than the frame, never past its edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis.frames import VIEWPORTS
from ordos_geo.cartography.geometry.viewport import (
    CLOSEST_ZOOM,
    LEAST_ZOOM,
    MOST_ZOOM,
    ViewState,
    fit,
    home,
)
from ordos_geo.cartography.placement import mercator_px

FRAME = st.sampled_from(VIEWPORTS)
SLACK_PX = 0.01
NEAR = st.tuples(
    st.floats(107.5, 111.0), st.floats(38.0, 40.5), st.floats(0, 1.5), st.floats(0, 1.0)
).map(lambda drawn: (drawn[0], drawn[1], drawn[0] + drawn[2], drawn[1] + drawn[3]))
ANYWHERE = st.tuples(
    st.floats(-20, 150), st.floats(-30, 70), st.floats(0, 20), st.floats(0, 10)
).map(lambda drawn: (drawn[0], drawn[1], drawn[0] + drawn[2], drawn[1] + drawn[3]))


def from_middle(view, position):
    """Pixels right of and below the middle of the screen."""
    x, y = mercator_px(*position, view.zoom)
    middle_x, middle_y = mercator_px(view.longitude, view.latitude, view.zoom)
    return x - middle_x, y - middle_y


def is_free(frame, across, down):
    """Whether no panel covers that place of the screen."""
    return (
        -frame.left_px - SLACK_PX <= across <= frame.right_px + SLACK_PX
        and -frame.top_px - SLACK_PX <= down <= frame.bottom_px + SLACK_PX
    )


@given(FRAME, st.lists(st.one_of(NEAR, ANYWHERE), min_size=1, max_size=6))
def test_results_never_lead_further_out_than_the_first_view_nor_too_close(frame, bounds):
    view = fit(frame, bounds)
    assert frame.zoom <= view.zoom <= CLOSEST_ZOOM
    if view.zoom == frame.zoom:
        assert view == home(frame)


@given(FRAME, st.lists(st.one_of(NEAR, ANYWHERE), min_size=1, max_size=6))
def test_what_lies_in_the_frame_is_where_no_panel_covers_it(frame, bounds):
    view = fit(frame, bounds)
    corners = [
        corner for west, south, east, north in bounds for corner in ((west, north), (east, south))
    ]
    for corner in corners:
        if is_free(frame, *from_middle(home(frame), corner)):
            assert is_free(frame, *from_middle(view, corner))


@given(FRAME, st.floats(108.0, 111.0), st.floats(38.5, 40.0))
def test_a_single_point_stands_in_the_middle_of_the_free_part(frame, lon, lat):
    view = fit(frame, [(lon, lat, lon, lat)])
    assert view.zoom == CLOSEST_ZOOM
    middle = ((frame.right_px - frame.left_px) / 2, (frame.bottom_px - frame.top_px) / 2)
    assert from_middle(view, (lon, lat)) == pytest.approx(middle, abs=SLACK_PX)


@given(FRAME, st.lists(NEAR, min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_results_does_not_matter(frame, bounds, random):
    assert fit(frame, bounds) == fit(frame, random.sample(bounds, len(bounds)))


def test_a_nudged_view_is_another_one_that_looks_the_same():
    view = ViewState(110.0, 39.5, 8.0)
    assert view.nudged() != view
    across, down = from_middle(view, (view.nudged().longitude, view.nudged().latitude))
    assert abs(across) < 0.1
    assert down == 0


@given(
    st.builds(
        ViewState,
        st.floats(-180, 180),
        st.floats(-85, 85),
        st.floats(LEAST_ZOOM, MOST_ZOOM),
    )
)
def test_a_view_comes_back_from_its_text(view):
    again = ViewState.read(view.text)
    assert again is not None
    assert again.text == view.text
    assert (again.longitude, again.latitude, again.zoom) == pytest.approx(
        (view.longitude, view.latitude, view.zoom), abs=0.006
    )


@pytest.mark.parametrize(
    "text",
    ["", "110,39", "110,39,7,1", "nan,39,7", "inf,39,7", "1e2,39,7", "181,39,7", "110,86,7",
     "110,39,2", "110,39,13", " 110,39,7", "１１０,39,7", "110,39,7\n", "<b>,39,7"],
)  # fmt: skip
def test_what_is_no_view_on_the_map_is_none(text):
    assert ViewState.read(text) is None
