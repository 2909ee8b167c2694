"""The sheet's projection: equal areas, true lengths at its middle, the country as a whole."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from pyproj import Geod

from ordos_geo.analysis.frames import NATIONAL, NEAR
from ordos_geo.cartography.sheet.base_map import is_far, shows_country
from ordos_geo.cartography.sheet.furniture import draw_scale_bar, round_length
from ordos_geo.cartography.sheet.insets import (
    COUNTRY,
    SOUTH_CHINA_SEA,
    sheet_projection,
    shows_islands,
    south_china_sea_box,
)
from ordos_geo.cartography.sheet.page import Page
from ordos_geo.cartography.sheet.projection import fit_projection

BOX = (40.0, 60.0, 640.0, 440.0)
GEOD = Geod(ellps="WGS84")


def inside(box, points, slack=1e-6):
    left, bottom, right, top = box
    x, y = points[:, 0], points[:, 1]
    return (x >= left - slack) & (x <= right + slack) & (y >= bottom - slack) & (y <= top + slack)


@given(
    west=st.floats(80, 115),
    south=st.floats(22, 45),
    width=st.floats(0.5, 20),
    height=st.floats(0.5, 12),
)
def test_all_of_the_extent_is_on_the_map_and_touches_its_edge(west, south, width, height):
    extent = (west, south, west + width, south + height)
    projection = fit_projection(extent, BOX)
    outline = shapely.segmentize(shapely.box(*extent), max(width, height) / 40)
    points = projection.points(shapely.get_coordinates(outline))
    assert inside(BOX, points, slack=0.5).all()
    spare = np.array(BOX[2:]) - BOX[:2] - (points.max(axis=0) - points.min(axis=0))
    assert spare.min() < 1.0


@given(x=st.floats(BOX[0], BOX[2]), y=st.floats(BOX[1], BOX[3]))
def test_way_to_the_page_and_back_is_the_same(x, y):
    projection = fit_projection(NEAR, BOX)
    assert projection.point(*projection.lon_lat(x, y)) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize("extent", [NEAR, NATIONAL])
def test_areas_on_paper_are_true(dataset, extent):
    projection = fit_projection(extent, BOX)
    for banner in dataset.geodata.banners.itertuples():
        ring = shapely.segmentize(banner.geometry, 0.02)
        flat = shapely.transform(ring, projection.points)
        area_km2 = flat.area * projection.metres_per_pt**2 / 1e6
        assert area_km2 == pytest.approx(banner.area_km2, rel=2e-3)


@pytest.mark.parametrize("extent", [NEAR, NATIONAL, COUNTRY, SOUTH_CHINA_SEA])
def test_scale_bar_is_as_long_as_the_geodesic_it_names(extent):
    projection = fit_projection(extent, BOX)
    page = Page(700, 500)
    bar = draw_scale_bar(page, (100.0, 10.0, 200.0, 40.0), projection, 1.0)
    FigureCanvasAgg(page.figure).draw()
    length_pt, kilometres = bar.info.length_px, bar.info.value
    x, y = (BOX[0] + BOX[2]) / 2, (BOX[1] + BOX[3]) / 2
    ends = [projection.lon_lat(x + step * length_pt / 2, y) for step in (-1, 1)]
    _, _, metres = GEOD.inv(*ends[0], *ends[1])
    assert metres / 1000 == pytest.approx(kilometres, rel=0.005)
    assert length_pt <= 100
    assert bar.info.scale_text == f"{kilometres:g} 公里"


@given(st.floats(0.01, 1e5))
def test_round_lengths_are_1_2_or_5_and_more_than_a_third_of_the_room(most):
    length = round_length(most)
    assert most / 2.5 * 0.999 <= length <= most * 1.001
    assert f"{length:.3e}"[0] in "125"


def test_national_map_shows_every_province_and_with_its_inset_all_ten_dash_segments(dataset):
    national = dataset.geodata.admin["national"]
    projection = fit_projection(NATIONAL, BOX)
    sea_box = south_china_sea_box(BOX)
    sea = fit_projection(SOUTH_CHINA_SEA, sea_box)
    assert shows_country(projection)
    dashes = national["dash_lines"].geometry
    assert len(dashes) == 10
    for dash in dashes:
        ends = shapely.get_coordinates(dash)
        assert inside(BOX, projection.points(ends)).all() or inside(sea_box, sea.points(ends)).all()
    for province in national["provinces"].geometry:
        corners = shapely.get_coordinates(province)
        on_map = inside(BOX, projection.points(corners)) & ~inside(
            sea_box, projection.points(corners)
        )
        assert (on_map | inside(sea_box, sea.points(corners))).all()


def test_upright_map_of_the_country_shows_all_of_it_without_an_inset(dataset):
    national = dataset.geodata.admin["national"]
    box = (0.0, 0.0, 520.0, 560.0)
    projection = sheet_projection(NATIONAL, box)
    assert shows_country(projection)
    assert shows_islands(projection)
    for layer in ("provinces", "dash_lines"):
        points = projection.points(shapely.get_coordinates(national[layer].geometry.to_numpy()))
        assert inside(box, points).all()
    assert not shows_islands(sheet_projection(NATIONAL, BOX))


def test_locator_shows_the_whole_country_with_all_islands(dataset):
    national = dataset.geodata.admin["national"]
    box = (0.0, 0.0, 110.0, 86.0)
    projection = fit_projection(COUNTRY, box)
    for layer in ("provinces", "dash_lines"):
        points = projection.points(shapely.get_coordinates(national[layer].geometry.to_numpy()))
        assert inside(box, points).all()


def test_near_map_is_no_map_of_the_country():
    projection = fit_projection(NEAR, BOX)
    assert not is_far(projection)
    assert not shows_country(projection)
