"""Every number of a map, on screen and on paper, is that of the summary of what it shows."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordos_geo.analysis import FEATURES, Selection, selected
from ordos_geo.analysis.count_words import count_words, short_words
from ordos_geo.analysis.summary import counted, summary, tally
from ordos_geo.cartography.atlas.pages import plan_atlas
from ordos_geo.cartography.scene.legend import inferred_class, legend_groups
from ordos_geo.cartography.scene.map_scene import build_scene, class_words
from ordos_geo.cartography.scene.remarks import remark
from ordos_geo.cartography.screen.deck import draw
from ordos_geo.cartography.screen.features import HOME, edge_text
from ordos_geo.cartography.sheet.edges import partner_counts
from ordos_geo.cartography.sheet.legend_block import legend_lines
from ordos_geo.cartography.sheet.marginalia import subtitle_of
from support.examples import at_most


@st.composite
def selections(draw, dataset):
    """Up to two filters with up to four of their values each."""
    names = draw(st.lists(st.sampled_from(list(FEATURES.choices)), max_size=2, unique=True))
    return Selection.of(
        **{
            name: draw(
                st.sets(st.sampled_from(list(FEATURES.choices[name].values(dataset))), max_size=4)
            )
            for name in names
        }
    )


def union(tallies, name):
    return {one for found in tallies for one in getattr(found, name)}


@settings(max_examples=at_most(40))
@given(data=st.data(), bundled=st.booleans())
def test_legend_and_count_sentence_count_as_the_summary(dataset, data, bundled):
    ids = tuple(selected(dataset, data.draw(selections(dataset))))
    scene = build_scene(dataset, ids, selection=Selection(), bundled=bundled)
    found = summary(dataset, ids)
    assert scene.tally.numbers == {name: found[name] for name in scene.tally.numbers}
    assert scene.counts == count_words(dataset, ids)
    assert scene.counts.line in subtitle_of(scene)
    groups = legend_groups(dataset, scene)
    for name in scene.tally.numbers:
        assert union((c.tally for c in scene.classes), name) == set(getattr(scene.tally, name))
        assert union((g.tally for g in groups), name) == set(getattr(scene.tally, name))
    for group in groups if not bundled else ():
        held = found["groups"][group.code]
        assert len(group.tally.projects) == held["projects"]
        assert len(group.tally.statements) == held["statements"]
    lines = legend_lines(dataset, scene)
    expected = [class_words(member) for member in scene.classes]
    inferred = inferred_class(scene)
    expected += [class_words(inferred)] if inferred else []
    assert [line.count for line in lines if line.member] == expected


@settings(max_examples=at_most(25))
@given(data=st.data(), bundled=st.booleans())
def test_a_partner_has_one_number_on_screen_on_the_sheet_and_in_the_summary(
    dataset, published, data, bundled
):
    ids = tuple(selected(dataset, data.draw(selections(dataset))))
    scene = build_scene(dataset, ids, selection=Selection(), bundled=bundled)
    partners = summary(dataset, ids)["partners"]
    on_paper = partner_counts(dataset, scene.feature_ids)
    for partner, found in on_paper.items():
        if partner in partners:
            held = partners[partner]
            assert len(found.statements) == held["statements"]
            assert len(found.projects) == held["projects"]
    layers = json.loads(draw(dataset, scene, published).to_json())["layers"][0]
    (labels,) = [layer["data"] for layer in layers if layer["id"] == "edge-labels"]
    assert [row["name"] for row in labels] == [
        edge_text(dataset, partner, marker.side, on_paper[partner])
        for partner, marker in published.edges.items()
        if partner in on_paper
    ]


def test_beijing_has_nineteen_statements_at_the_edge(dataset):
    found = partner_counts(dataset, dataset.features.index)
    assert edge_text(dataset, "beijing", "right", found["beijing"]) == "北京 19 →"


@pytest.mark.parametrize("by", ["banner", "corridor", "unit"])
def test_pages_of_an_atlas_count_as_the_summary(dataset, by):
    held = summary(dataset)[f"{by}s"]
    for page in plan_atlas(dataset, by, Selection()).pages:
        ids = page.scene.feature_ids
        assert page.scene.tally.numbers == tally(dataset, ids).numbers
        assert page.count == len(counted(dataset, ids))
        assert page.measure == short_words(page.scene.tally)
        if by == "banner":
            numbers = {
                name: page.scene.tally.numbers[name] for name in held[page.id] if name != "name"
            }
            assert numbers == {name: n for name, n in held[page.id].items() if name != "name"}
        else:
            assert page.count == held[page.id]["features"]


def test_inferred_expanded_repeated_and_context_rows_are_remarked(dataset):
    features = dataset.features
    for feature_id, row in features.iterrows():
        is_plain = not row["context"] and not row["same_as"] and row["reading"] in {"", "stated"}
        assert bool(remark(dataset, feature_id)) == (not is_plain)


def test_relations_of_the_city_start_at_a_mark_of_their_own(dataset, published):
    scene = build_scene(dataset, dataset.features.index, selection=Selection())
    layers = json.loads(draw(dataset, scene, published).to_json())["layers"][0]
    (ring,) = [layer for layer in layers if layer["id"] == "home-ring"]
    point = dataset.places.geometry[HOME]
    assert ring["data"][0]["position"] == pytest.approx([point.x, point.y], abs=1e-4)
    seats = dataset.places[dataset.places["kind"].isin(["banner_seat", "district_seat"])]
    assert not seats.intersects(point.buffer(0.1)).any()
