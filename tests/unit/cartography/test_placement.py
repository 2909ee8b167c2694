"""Labels never overlap; markers of far partners stand on the frame's edge, clear of each other."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis.frames import VIEWPORTS
from ordos_geo.cartography.geometry.viewport import ORDOS_AND_NEIGHBOURS, edge_markers, spread
from ordos_geo.cartography.placement import (
    Label,
    lon_lat,
    mercator_px,
    place_labels,
    text_width_px,
)
from ordos_geo.cartography.screen.features import place_features
from ordos_geo.cartography.style import THEMES

ZOOM = 6.2
LONGITUDES, LATITUDES = st.floats(106.0, 112.0), st.floats(37.0, 41.0)
LABELS = st.builds(
    Label,
    text=st.text("鄂尔多斯市东胜区准格尔旗APT", min_size=1, max_size=9),
    lon=LONGITUDES,
    lat=LATITUDES,
    size_px=st.sampled_from([12.0, 14.0, 16.0]),
    priority=st.integers(1, 3),
    gap_px=st.sampled_from([8.0, 11.0]),
)
BOXES = st.builds(
    lambda lon, lat, width, height: (
        *mercator_px(lon, lat, ZOOM),
        mercator_px(lon, lat, ZOOM)[0] + width,
        mercator_px(lon, lat, ZOOM)[1] + height,
    ),
    LONGITUDES,
    LATITUDES,
    st.floats(1, 200),
    st.floats(1, 60),
)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@given(st.lists(LABELS, max_size=25), st.lists(BOXES, max_size=6))
def test_no_label_covers_another_or_an_obstacle(labels, obstacles):
    placed = place_labels(labels, ZOOM, obstacles)
    for one, other in combinations(placed, 2):
        assert not overlap(one.box, other.box)
    for label in placed:
        assert not any(overlap(label.box, box) for box in obstacles)
    assert [label.label.priority for label in placed] == sorted(
        (label.label.priority for label in placed), reverse=True
    )


@given(st.lists(LABELS, max_size=12, unique_by=lambda label: label.text), st.randoms())
def test_places_do_not_depend_on_the_order_given(labels, random):
    shuffled = random.sample(labels, len(labels))
    assert place_labels(labels, ZOOM) == place_labels(shuffled, ZOOM)


@given(LABELS)
def test_a_label_alone_stands_below_its_point_and_its_box_holds_its_text(label):
    (placed,) = place_labels([label], ZOOM)
    assert (placed.anchor, placed.baseline) == ("middle", "top")
    assert placed.offset_px == (0, label.gap_px)
    left, top, right, bottom = placed.box
    x, y = mercator_px(label.lon, label.lat, ZOOM)
    assert right - left >= text_width_px(label.text, label.size_px)
    assert bottom - top >= label.size_px
    assert (left + right) / 2 == pytest.approx(x)
    assert top == pytest.approx(y + label.gap_px)


def test_the_more_important_label_gets_the_room():
    wide = (mercator_px(109, 39, ZOOM)[0] - 400, 0.0, mercator_px(109, 39, ZOOM)[0] + 400, 1e6)
    low, high = (Label(text, 109, 39, 14.0, rank, 8.0) for text, rank in (("低", 1), ("高", 3)))
    assert place_labels([low, high], ZOOM, [wide]) == []
    assert [placed.label for placed in place_labels([low, high], ZOOM)] == [high, low]


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(0, 12))
def test_pixels_and_degrees_convert_both_ways(lon, lat, zoom):
    assert lon_lat(*mercator_px(lon, lat, zoom), zoom) == pytest.approx((lon, lat), abs=1e-6)


def test_a_han_character_is_as_wide_as_it_is_high():
    assert text_width_px("鄂尔多斯", 14) == 4 * 14
    assert text_width_px("AB", 14) < 2 * 14


@pytest.mark.parametrize("frame", VIEWPORTS, ids=lambda frame: frame.code)
def test_no_label_of_the_real_map_covers_another_or_a_symbol(dataset, frame):
    drawing = place_features(dataset, frame)
    boxes = []
    for row in drawing.labels:
        x, y = mercator_px(*row["position"], frame.zoom)
        width, height = text_width_px(row["name"], row["size"]), row["size"]
        left = x + row["offset"][0] - {"start": 0, "middle": width / 2, "end": width}[row["anchor"]]
        top = (
            y
            + row["offset"][1]
            - {"top": 0, "center": height / 2, "bottom": height}[row["baseline"]]
        )
        boxes.append((left, top, left + width, top + height))
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    symbols = []
    for row in drawing.points:
        x, y = mercator_px(*row["position"], frame.zoom)
        middle, half = (x + row["offset"][0], y + row["offset"][1]), row["size"] / 2
        symbols.append((middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half))
    assert not any(overlap(box, symbol) for box in boxes for symbol in symbols)


def test_every_banner_has_its_label(dataset):
    names = {row["name"] for row in place_features(dataset, ORDOS_AND_NEIGHBOURS).labels}
    banners = dataset.banner_names
    assert {name for code, name in banners.items() if code != "150600"} <= names


FRAME = ORDOS_AND_NEIGHBOURS
HOME = (109.78, 39.61)


def sides(frame):
    x, y = mercator_px(frame.longitude, frame.latitude, frame.zoom)
    return x - frame.left_px, x + frame.right_px, y - frame.top_px, y + frame.bottom_px


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=4),
        st.tuples(st.floats(-20, 150), st.floats(-30, 70)),
        max_size=14,
    ),
    st.floats(20, 90),
)
def test_far_partners_stand_on_the_edge_in_their_direction(partners, width):
    extents = dict.fromkeys(partners, (8.0, width))
    markers = edge_markers(FRAME, HOME, partners, extents)
    left, right, top, bottom = sides(FRAME)
    for partner, position in partners.items():
        x, y = mercator_px(*position, FRAME.zoom)
        inside = left < x < right and top < y < bottom
        assert (partner in markers) == (not inside)
    for marker in markers.values():
        x, y = mercator_px(*marker.position, FRAME.zoom)
        edge = {"left": (x, left), "right": (x, right), "top": (y, top), "bottom": (y, bottom)}
        assert edge[marker.side][0] == pytest.approx(edge[marker.side][1], abs=1e-3)
        assert left - 1e-3 <= x <= right + 1e-3
        assert top - 1e-3 <= y <= bottom + 1e-3
    for side in ("left", "right"):
        rows = sorted(
            mercator_px(*marker.position, FRAME.zoom)[1]
            for marker in markers.values()
            if marker.side == side
        )
        assert all(lower - upper >= 22.0 - 1e-3 for upper, lower in pairwise(rows))


GAPS = st.floats(1, 40)


@given(st.lists(st.tuples(st.floats(-500, 500), GAPS), min_size=1, max_size=12), st.floats(50, 900))
def test_places_are_spread_in_order_inside_the_limits(wanted, room):
    places = sorted(place for place, _ in wanted)
    gaps = [gap for _, gap in wanted][1:]
    moved = spread(places, gaps, 0.0, room)
    shrink = min(1.0, room / sum(gaps)) if gaps else 1.0
    assert all(-1e-6 <= place <= room + 1e-6 for place in moved)
    for gap, (one, other) in zip(gaps, pairwise(moved), strict=True):
        assert other - one >= gap * shrink - 1e-6


def test_places_with_room_enough_stay_where_they_are():
    assert spread([10.0, 50.0, 90.0], [20.0, 20.0], 0.0, 100.0) == [10.0, 50.0, 90.0]


@pytest.mark.parametrize("frame", VIEWPORTS, ids=lambda frame: frame.code)
def test_texts_at_the_edge_of_the_real_map_do_not_touch(dataset, frame):
    drawing = place_features(dataset, frame)
    positions = [mercator_px(*marker.position, frame.zoom) for marker in drawing.edges.values()]
    assert len(set(positions)) == len(positions)
    for (one_x, one_y), (other_x, other_y) in combinations(positions, 2):
        assert abs(one_x - other_x) > 20 or abs(one_y - other_y) > 14


def test_near_partners_keep_their_place_and_far_ones_go_to_the_edge(dataset):
    edges = place_features(dataset, ORDOS_AND_NEIGHBOURS).edges
    assert {"shanghai", "shenzhen", "germany"} <= set(edges)
    assert not {"baotou", "hohhot", "wuhai", "yulin"} & set(edges)


def test_rows_of_features_have_a_colour_for_each_theme(dataset):
    placed = place_features(dataset, ORDOS_AND_NEIGHBOURS)
    for rows in (placed.lines, placed.arcs, placed.arrows, placed.bundles, placed.points):
        for theme in THEMES.values():
            assert all(len(row[theme.colour_field]) == 3 for row in rows)
