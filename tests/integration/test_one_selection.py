"""Whatever is selected: map, legend, table, counts, matrix and downloads hold the same ids."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordos_geo.analysis import FEATURES, Selection, counts, selected
from ordos_geo.analysis.selection.matrix import matrix
from ordos_geo.analysis.tables.export import layer_bytes
from ordos_geo.cartography.geometry.viewport import ORDOS_AND_NEIGHBOURS
from ordos_geo.cartography.scene.legend import legend_groups
from ordos_geo.cartography.scene.map_scene import build_scene
from ordos_geo.cartography.screen.assets import publish
from ordos_geo.cartography.screen.deck import draw
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


@settings(max_examples=at_most(40))
@given(data=st.data(), bundled=st.booleans())
def test_everything_that_is_shown_or_saved_holds_the_selected_ids(
    dataset, published, data, bundled
):
    names = data.draw(st.lists(st.sampled_from(list(FEATURES.choices)), max_size=3, unique=True))
    values = {name: st.sampled_from(list(FEATURES.choices[name].values(dataset))) for name in names}
    selection = Selection.of(
        **{name: data.draw(st.sets(one, max_size=4)) for name, one in values.items()}
    )
    ids = list(selected(dataset, selection))
    scene = build_scene(dataset, selected(dataset, selection), selection=selection, bundled=bundled)
    assert sorted(scene.feature_ids) == sorted(ids)
    assert sorted(drawn(dataset, published, scene)) == sorted(ids)
    assert sum(group.count for group in legend_groups(dataset, scene)) == len(ids)

    table = table_frame(dataset, scene.feature_ids)
    assert list(table.index) == list(scene.feature_ids)
    saved = layer_bytes(table.reset_index(), "csv").decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(saved))] == list(scene.feature_ids)

    held = dataset.features.loc[ids]
    cells = matrix(dataset, selected(dataset, selection))
    for dimension, axis in (("banners", cells.index), ("partners", cells.columns)):
        open_counts = counts(dataset, selection.without(dimension), dimension)
        for value in axis:
            having = held[dimension].map(lambda codes, value=value: value in codes)
            if dimension not in selection.values:
                assert open_counts[value] == int(having.sum())
            line = cells.loc[value] if dimension == "banners" else cells[value]
            assert line.max() <= int(having.sum())
    both = [
        (banner, partner)
        for row in held.itertuples()
        for banner in row.banners
        for partner in row.partners
        if partner in cells.columns
    ]
    assert int(cells.to_numpy().sum()) == len(both)
