"""The scene: classes, legend and words of a selection, the same whatever draws them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo import wording
from ordos_geo.analysis import FEATURES, Selection, selected
from ordos_geo.analysis.count_words import count_words
from ordos_geo.analysis.dataset.classes import BUNDLE
from ordos_geo.cartography.scene.legend import legend_groups, symbol_picture
from ordos_geo.cartography.scene.map_scene import build_scene, class_words, classify
from ordos_geo.cartography.style import SHAPES, SOLID, hex_colour


@st.composite
def selections(draw, dataset):
    """Up to two filters with up to four of their values each."""
    names = draw(st.lists(st.sampled_from(list(FEATURES.choices)), max_size=2, unique=True))
    chosen = {
        name: draw(
            st.sets(st.sampled_from(list(FEATURES.choices[name].values(dataset))), max_size=4)
        )
        for name in names
    }
    return Selection.of(**chosen)


def scene_of(dataset, selection, *, bundled=False):
    ids = selected(dataset, selection)
    return build_scene(dataset, ids, selection=selection, bundled=bundled)


@pytest.fixture(scope="module")
def classes(dataset):
    return classify(dataset, dataset.features.index, bundled=False)


@given(data=st.data(), bundled=st.booleans())
def test_map_and_legend_hold_exactly_the_selected_ids(dataset, data, bundled):
    selection = data.draw(selections(dataset))
    ids = selected(dataset, selection)
    scene = scene_of(dataset, selection, bundled=bundled)
    assert sorted(scene.feature_ids) == sorted(ids)
    groups = legend_groups(dataset, scene)
    assert sorted(i for g in groups for c in g.classes for i in c.feature_ids) == sorted(ids)
    assert [member for group in groups for member in group.classes] == list(scene.classes)
    assert len({group.code for group in groups}) == len(groups)
    assert all(member.feature_ids for member in scene.classes)


@given(data=st.data())
def test_classes_keep_their_order_key_and_look_under_every_selection(dataset, classes, data):
    keys = [member.key for member in classes]
    assert len(set(keys)) == len(keys)
    found = scene_of(dataset, data.draw(selections(dataset))).classes
    assert [member.key for member in found] == [
        key for key in keys if key in {member.key for member in found}
    ]
    looks = {member.key: (member.symbol, member.label) for member in classes}
    assert all((member.symbol, member.label) == looks[member.key] for member in found)


def test_classes_follow_the_display_order_of_the_groups(dataset, classes):
    order = list(dataset.vocabularies["project_group"].codes)
    places = [order.index(member.group) for member in classes]
    assert places == sorted(places)


def test_schematic_courses_are_dashed_and_say_so_and_nothing_else_does(dataset, classes):
    features = dataset.features
    assert any(member.schematic for member in classes)
    for member in classes:
        rows = features.loc[list(member.feature_ids)]
        is_course = member.is_line and member.kind != "link"
        schematic = is_course & rows["precision"].isin(["schematic", "region"])
        assert schematic.eq(member.schematic).all()
        assert (member.symbol.dash != SOLID) == member.schematic
        assert (wording.general.SCHEMATIC in member.label) == member.schematic
        assert member.key.endswith("-schematic") == member.schematic


def test_links_claim_no_course(classes):
    for member in classes:
        if member.kind == "link":
            assert member.is_line
            assert member.symbol.dash == SOLID


def test_bundled_links_are_one_class_without_a_group(dataset):
    scene = scene_of(dataset, Selection(), bundled=True)
    links = [member for member in scene.classes if member.kind == "link"]
    assert [(member.type, member.group) for member in links] == [(BUNDLE, "")]
    assert len(links[0].feature_ids) == (dataset.features["kind"] == "link").sum()
    assert scene.classes[0] is links[0]


def test_a_scene_with_a_schematic_line_must_say_so(dataset):
    assert scene_of(dataset, Selection.of(measure_id=["1-4"])).has_schematic
    assert not scene_of(dataset, Selection.of(kind=["positioning"])).has_schematic


def test_nothing_selected_is_an_empty_map(dataset):
    selection = Selection.of(kind=["positioning"], group=["water"])
    for bundled in (False, True):
        scene = scene_of(dataset, selection, bundled=bundled)
        assert scene.classes == ()
        assert scene.feature_ids == ()
        assert legend_groups(dataset, scene) == []
        assert not scene.has_schematic
        assert scene.alt_text()


def test_filters_are_said_in_words(dataset):
    scene = scene_of(dataset, Selection.of(group=["water"], banners=["150625"]))
    assert "水利" in scene.filters_in_words
    assert "杭锦旗" in scene.filters_in_words
    assert scene_of(dataset, Selection()).filters_in_words == wording.general.ALL


def test_filters_in_words_do_not_depend_on_the_order_of_choosing(dataset):
    one = Selection.of(group=["water", "energy"], kind=["project", "link"])
    other = Selection.of(kind=["link", "project"], group=["energy", "water"])
    words = scene_of(dataset, one).filters_in_words
    assert words == scene_of(dataset, other).filters_in_words
    assert words.index("能源") < words.index("水利")  # the display order of the code list


def test_the_alternative_text_counts_what_is_shown(dataset):
    scene = scene_of(dataset, Selection.of(group=["water"]))
    text = scene.alt_text()
    assert count_words(dataset, scene.feature_ids).line in text
    for member in scene.classes:
        assert f"{member.label} {class_words(member)}" in text


def test_the_source_line_names_boundaries_names_and_plan(dataset):
    line = scene_of(dataset, Selection()).source_line
    for source in ("天地图", "GeoNames", "Natural Earth", dataset.plan.head.number):
        assert source in line


def test_every_symbol_is_a_picture_in_its_colour(classes):
    pictures = set()
    for member in classes:
        drawn = symbol_picture(member.symbol, is_line=member.is_line, is_arc=member.kind == "link")
        picture = ElementTree.fromstring(drawn)  # noqa: S314 - our own
        assert picture.tag == "{http://www.w3.org/2000/svg}svg"
        (shape,) = picture
        assert hex_colour(member.symbol.colour) in (shape.get("fill"), shape.get("stroke"))
        assert ("stroke-dasharray" in shape.attrib) == member.schematic
        if not member.is_line:
            expected = "polygon" if SHAPES[member.symbol.shape] else "circle"
            assert shape.tag.endswith(expected)
        pictures.add(drawn)
    assert len(pictures) > 1
