"""Whatever is selected: map, legend, table, counts, matrix and downloads hold the same ids."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordos_geo import wording
from ordos_geo.analysis import FEATURES, TASKS, Selection, choices, counts, selected
from ordos_geo.analysis.count_words import chip_words, count_words, short_words
from ordos_geo.analysis.dataset.gaps import FEATURE_GAPS, TASK_GAPS
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.selection.matrix import TOTAL, matrix
from ordos_geo.analysis.summary import (
    banner_features,
    counted,
    partner_features,
    spoken_tasks,
    summary,
    tally,
    unknown,
)
from ordos_geo.analysis.tables.export import layer_bytes
from ordos_geo.cartography.geometry.viewport import ORDOS_AND_NEIGHBOURS
from ordos_geo.cartography.scene.legend import legend_groups
from ordos_geo.cartography.scene.map_scene import build_scene
from ordos_geo.cartography.scene.map_templates import page_scene
from ordos_geo.cartography.screen.assets import publish
from ordos_geo.cartography.screen.deck import draw
from ordos_geo.cartography.sheet.edges import partner_counts
from ordos_geo.ui.maps.feature_table import table_frame
from support.examples import at_most


@pytest.fixture(scope="module")
def published(dataset, tmp_path_factory):
    return publish(dataset, ORDOS_AND_NEIGHBOURS, tmp_path_factory.mktemp("geo"), "app/static/geo")


def drawn(dataset, published, scene) -> list[str]:
    """What the GPU filters of the map let through, a bundle's links all that are selected."""
    layers = json.loads(draw(dataset, scene, published).to_json())["layers"][0]
    found = {layer["id"]: layer.get("filterCategories") for layer in layers}
    links = published.bundles if scene.bundled else published.arcs
    names = [
        file.ids[index]
        for file in (*published.lines, *links, *published.points)
        for index in found[file.name]
    ]
    shown = set(scene.feature_ids)
    pairs = dataset.pairs
    return [
        feature_id
        for name in names
        for feature_id in (shown.intersection(pairs[name].link_ids) if name in pairs else (name,))
    ]


def drawn_selection(dataset, data, most: int = 3) -> Selection:
    """A selection of some values of a few dimensions."""
    names = data.draw(st.lists(st.sampled_from(list(FEATURES.choices)), max_size=most, unique=True))
    values = {name: st.sampled_from(list(FEATURES.choices[name].values(dataset))) for name in names}
    return Selection.of(
        **{name: data.draw(st.sets(one, max_size=4)) for name, one in values.items()}
    )


@settings(max_examples=at_most(40))
@given(data=st.data(), bundled=st.booleans())
def test_everything_that_is_shown_or_saved_holds_the_selected_ids(
    dataset, published, data, bundled
):
    selection = drawn_selection(dataset, data)
    ids = list(selected(dataset, selection))
    scene = build_scene(dataset, selected(dataset, selection), selection=selection, bundled=bundled)
    assert sorted(scene.feature_ids) == sorted(ids)
    assert sorted(drawn(dataset, published, scene)) == sorted(ids)
    groups = legend_groups(dataset, scene)
    assert sorted(i for g in groups for c in g.classes for i in c.feature_ids) == sorted(ids)

    table = table_frame(dataset, scene.feature_ids)
    assert list(table.index) == list(scene.feature_ids)
    saved = layer_bytes(table.reset_index(), "csv").decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(saved))] == list(scene.feature_ids)

    said = tally(dataset, ids)
    words = wording.general.FEATURE_COLUMNS
    is_link = table[words["kind"]] == dataset.vocabularies["feature_kind"].label("link")
    assert int(is_link.sum()) == len(said.links)
    assert len(table.loc[is_link, [words["measure"], words["quote"]]].drop_duplicates()) == len(
        said.statements
    )
    is_context = table[words["counting"]] == wording.general.COUNTING_CONTEXT
    assert list(table.index[is_context]) == [i for i in table.index if i in said.context]
    assert {*said.links, *said.projects, *said.positionings} == set(counted(dataset, ids))

    table_of_cells = matrix(dataset, ids)
    for banner in table_of_cells.index:
        for partner in table_of_cells.columns:
            there = set(ids)
            if banner != TOTAL:
                there &= set(banner_features(dataset, ids, banner))
            if partner != TOTAL:
                there &= set(partner_features(dataset, ids, partner))
            number = len(tally(dataset, there).statements)
            assert table_of_cells.at[banner, partner] == number


@settings(max_examples=at_most(40))
@given(data=st.data())
def test_every_number_of_every_page_is_the_length_of_the_list_that_it_opens(dataset, data):
    page = MAP_PAGES[data.draw(st.sampled_from(list(MAP_PAGES)))]
    selection = drawn_selection(dataset, data, most=2)
    scene = page_scene(dataset, page.code, selection)
    ids = selected(dataset, selection.within(page.scope))
    assert set(scene.feature_ids) == set(ids)
    found, whole = tally(dataset, ids), tally(dataset, selected(dataset, page.scope))
    said = count_words(dataset, ids, selected(dataset, page.scope))
    numbers = {
        name: count if count == whole.numbers[name] else f"{count} / {whole.numbers[name]}"
        for name, count in found.numbers.items()
    }
    if whole.links:
        statements, pairs = numbers["statements"], numbers["pairs"]
        assert said.cooperation == f"合作 {statements} 条表述 · {pairs} 对"
    for part, pattern in (("projects", "项目 {}"), ("positionings", "定位 {}")):
        assert (pattern.format(numbers[part]) in said.others) == bool(whole.numbers[part])
    assert (f"另有背景 {len(found.context)} 项" in said.notes) == bool(found.context)

    # a chip or choice says what choosing it alone leaves
    code = data.draw(st.sampled_from(list(FEATURES.choices)))
    if code in page.scope.values:
        return
    for value, there in choices(dataset, selection.within(page.scope), code).items():
        alone = Selection.of(**{**selection.without(code).values, code: [value]})
        assert there == tuple(selected(dataset, alone.within(page.scope)))
        of_value = tally(dataset, there)
        projects, others = chip_words(of_value)
        assert int(projects or 0) == len(of_value.projects)
        assert (f"合作 {len(of_value.statements)}" in others) == bool(of_value.statements)
        assert short_words(of_value).count(" · ") + 1 == max(
            1,
            sum(map(bool, (of_value.projects, of_value.statements, of_value.positionings)))
            + bool(of_value.context),
        )


def test_every_place_says_the_same_number_of_a_partner(dataset):
    """Panel, filter, matrix, edge and summary; the audit reads 19 statements of 北京."""
    numbers = summary(dataset)["partners"]
    cells = matrix(dataset, dataset.features.index)
    lists = choices(dataset, Selection(), "partners")
    at_edge = partner_counts(dataset, dataset.features.index)
    for partner, found in numbers.items():
        ids = selected(dataset, Selection.of(partners=[partner]))
        statements = found["statements"]
        assert count_words(dataset, ids).cooperation.startswith(f"合作 {statements} / ")
        assert cells.at[TOTAL, partner] == statements
        if partner in at_edge:
            assert len(at_edge[partner].statements) == statements
        assert f"合作 {statements}" in short_words(tally(dataset, lists[partner]))
    assert numbers["beijing"]["statements"] == 19


@settings(max_examples=at_most(40))
@given(data=st.data())
def test_what_is_unknown_is_counted_as_it_is_filtered(dataset, data):
    selection = drawn_selection(dataset, data, most=2)
    ids = selected(dataset, selection)
    found = unknown(dataset, ids)
    for code in FEATURE_GAPS:
        having = selected(dataset, Selection.of(unknown=[code])).intersection(ids)
        assert set(found[code]) == set(having) & set(counted(dataset, ids))
    for code in TASK_GAPS:
        having = selected(dataset, Selection.of(unknown=[code]), TASKS)
        assert set(found[code]) == set(having).intersection(spoken_tasks(dataset, ids))
    of_all = unknown(dataset)
    assert counts(dataset, Selection(), "unknown", TASKS) == {
        code: len(of_all[code]) for code in TASK_GAPS
    }
    assert counts(dataset, Selection(), "unknown") == {
        code: len(of_all[code]) for code in FEATURE_GAPS
    }
