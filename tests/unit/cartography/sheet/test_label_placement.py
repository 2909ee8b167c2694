"""What stands where on a sheet: labels, symbols, legend columns, boxes, lines of text."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.cartography.sheet import SIZES
from ordos_geo.cartography.sheet.citywide_box import citywide_box_in, overlap
from ordos_geo.cartography.sheet.edges import partner_counts, sheet_edges, visible_pairs
from ordos_geo.cartography.sheet.label_placement import Label, place_labels
from ordos_geo.cartography.sheet.layout import LegendSize, lay_out
from ordos_geo.cartography.sheet.legend_block import Line, in_columns, legend_lines
from ordos_geo.cartography.sheet.projection import fit_projection
from ordos_geo.cartography.sheet.spacing import set_apart
from ordos_geo.cartography.sheet.typeface import shortened, substituted, width_pt, wrapped

BOX = (0.0, 0.0, 400.0, 300.0)
spots = st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), min_size=1, max_size=25)


@given(spots=spots, obstacles=st.lists(st.tuples(st.floats(0, 380), st.floats(0, 280)), max_size=8))
def test_no_label_covers_another_or_an_obstacle_or_leaves_the_map(spots, obstacles):
    boxes = [(x, y, x + 20, y + 20) for x, y in obstacles]
    labels = [Label(f"地名{i}", x, y, 9.0, (0, 0, 0), i % 3, 6.0) for i, (x, y) in enumerate(spots)]
    placed, dropped = place_labels(labels, BOX, boxes)
    assert len(placed) + len(dropped) == len(labels)
    for label in placed:
        left, bottom, right, top = label.box
        assert left >= 0
        assert bottom >= 0
        assert right <= 400
        assert top <= 300
        assert not any(overlap(label.box, box) for box in boxes)
    assert not any(overlap(one.box, other.box) for one, other in combinations(placed, 2))


def test_name_that_finds_only_a_far_place_is_left_out_and_a_place_gets_a_leader():
    around = [(120.0, 70.0, 280.0, 230.0)]
    near, far = (Label("地名", 200, 150, 9.0, (0, 0, 0), rank, 9.0) for rank in (1, 0))
    placed, dropped = place_labels([near], BOX, around)
    assert dropped == []
    assert placed[0].leader
    assert place_labels([far], BOX, around) == ([], [far])


def test_label_of_higher_priority_takes_the_only_place():
    tight = (0.0, 0.0, 44.0, 30.0)
    labels = [
        Label(name, 22, 15, 10.0, (0, 0, 0), rank, 1.0) for name, rank in (("乙", 0), ("甲", 9))
    ]
    placed, _ = place_labels(labels, tight, [(0.0, 0.0, 44.0, 14.0)])
    assert [label.label.text for label in placed] == ["甲"]


@given(
    spots=st.lists(st.tuples(st.floats(0, 90), st.floats(0, 90)), min_size=2, max_size=20),
    fixed=st.integers(0, 1),
)
def test_symbols_set_apart_do_not_overlap_and_fixed_ones_stay(spots, fixed):
    before = np.array(spots)
    is_fixed = [bool(fixed) and index == 0 for index in range(len(spots))]
    after = set_apart(before, [8.0] * len(spots), is_fixed)
    if fixed:
        assert (after[0] == before[0]).all()
    distances = [np.linalg.norm(one - other) for one, other in combinations(after, 2)]
    assert min(distances) >= 8.0


def test_symbols_with_room_stay_where_they_are():
    before = np.array([(0.0, 0.0), (50.0, 0.0)])
    assert set_apart(before, [8.0, 8.0], [False, False]) == pytest.approx(before, abs=0.01)


@given(headings=st.lists(st.booleans(), min_size=1, max_size=60), columns=st.integers(1, 4))
def test_legend_columns_keep_the_order_and_none_but_the_last_ends_with_a_heading(
    dataset, whole, headings, columns
):
    member = whole.classes[0]
    lines = [Line(str(i), 1, None if is_head else member) for i, is_head in enumerate(headings)]
    filled = in_columns(lines, columns)
    assert [line for column in filled for line in column] == lines
    assert len(filled) <= columns
    for column in filled[:-1]:
        assert column[-1].member is not None or len(column) == 1


@pytest.mark.parametrize("code", SIZES)
@pytest.mark.parametrize("lines", [1, 10, 46])
def test_parts_of_a_sheet_lie_on_it_and_apart(code, lines):
    size = SIZES[code]
    layout = lay_out(size, LegendSize(lines, 11.6, 140.0, 18.0), head_pt=50, foot_pt=34)
    boxes = [layout.head, layout.map, layout.legend, layout.key, layout.foot]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    for left, bottom, right, top in boxes:
        assert 0 < left < right < size.width_in * 72
        assert 0 < bottom < top < size.height_in * 72
    left, bottom, right, top = layout.map
    share = (right - left) * (top - bottom) / (size.width_in * size.height_in * 72**2)
    assert share > 0.35


def test_group_of_one_class_with_its_name_has_no_heading(dataset, whole):
    lines = legend_lines(dataset, whole)
    assert [line.text for line in lines].count("合作关系") == 1
    members = [line.member for line in lines if line.member]
    assert {i for member in members for i in member.feature_ids} == set(whole.feature_ids)


def test_plate_takes_the_corner_where_it_covers_least():
    assert citywide_box_in(BOX, 8, 0.6, []).box[:2] == (6.0, 6.0)
    citywide_box = citywide_box_in(BOX, 8, 0.6, [(0.0, 0.0, 60.0, 60.0)])
    assert citywide_box.box[0] == 6.0
    assert citywide_box.box[3] == 294.0


def test_edge_partners_stand_inside_the_map_and_count_what_is_visible(dataset, whole):
    projection = fit_projection(whole.extent, BOX)
    edges = sheet_edges(dataset, whole, projection, 0.6)
    counts = partner_counts(dataset, whole.feature_ids)
    assert {"beijing", "shanghai", "germany", "shenzhen"} <= edges.keys() <= counts.keys()
    for partner, marker in edges.items():
        x, y = projection.point(*marker.position)
        assert 0 < x < 400
        assert 0 < y < 300
        home = dataset.places.geometry[partner]
        x, y = projection.point(home.x, home.y)
        assert not (0 < x < 400 and 0 < y < 300)


def test_pairs_hold_only_visible_links(dataset, whole):
    pair = next(pair for pair in dataset.pairs.values() if len(pair.link_ids) > 2)
    (found,) = visible_pairs(dataset, pair.link_ids[:2])
    assert (found.id, found.link_ids) == (pair.id, pair.link_ids[:2])


@given(text=st.text(alphabet="鄂尔多斯，。（）ABC abc123", max_size=60), most=st.floats(30, 200))
def test_wrapped_lines_fit_and_lose_nothing(text, most):
    lines = wrapped(text, 10.0, most)
    assert all(width_pt(line, 10.0) <= most + 1e-6 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_closing_punctuation_begins_no_line():
    text = "边界：天地图（国家地理信息公共服务平台）；地名：库。"
    for most in range(40, 200, 7):
        assert not any(line[0] in "：（）；。"[2:] + "：" for line in wrapped(text, 10.0, most))


@given(text=st.text(max_size=30), most=st.floats(20, 300))
def test_shortened_texts_fit(text, most):
    shown = shortened(substituted(text)[0], 10.0, most)
    assert width_pt(shown, 10.0) <= most + 10.0


@given(st.text(max_size=30))
def test_substituted_texts_hold_only_characters_of_the_typeface(text):
    shown, missing = substituted(text)
    assert substituted(shown) == (shown, "")
    assert not set(missing) & set(shown)
