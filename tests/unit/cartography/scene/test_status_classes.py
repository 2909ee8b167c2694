"""The map by light: each feature once, in the colour, shape and word of its light."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ordos_geo.analysis import Selection
from ordos_geo.cartography.scene.legend import legend_groups
from ordos_geo.cartography.scene.map_scene import build_status_scene
from ordos_geo.cartography.screen.deck import PICKABLE, draw
from ordos_geo.cartography.sheet import Letterhead, SheetOptions, draw_sheet
from ordos_geo.cartography.style import DARK, LIGHT, hex_colour
from ordos_geo.model.reporting import Status


@pytest.fixture(scope="module")
def lights(dataset):
    every = list(Status)
    return {i: every[n % len(every)] for n, i in enumerate(dataset.features.index)}


@pytest.fixture(scope="module")
def scene(dataset, lights):
    return build_status_scene(
        dataset, lights, selection=Selection(), title="2025年4月", scope_ids=dataset.features.index
    )


def test_every_feature_stands_once_in_the_class_of_its_light(dataset, scene, lights):
    assert sorted(scene.feature_ids) == sorted(lights)
    for member in scene.classes:
        assert {lights[i].value for i in member.feature_ids} == {member.group}
        assert member.label.startswith(dataset.vocabularies["light"].label(member.group))


def test_legend_begins_with_the_worst_and_says_each_light_in_words(dataset, scene):
    groups = legend_groups(dataset, scene, DARK)
    assert [group.code for group in groups] == ["red", "yellow", "pending", "green"]
    assert [group.colour for group in groups] == [
        hex_colour(DARK.statuses[group.code]) for group in groups
    ]
    held = [i for group in groups for member in group.classes for i in member.feature_ids]
    assert sorted(held) == sorted(dataset.features.index)


def test_lights_differ_in_shape_and_width(scene):
    symbols = {m.group: m.symbol for m in scene.classes if m.kind != "link"}
    assert len({symbol.shape for symbol in symbols.values()}) == len(symbols)
    assert len({symbol.width_px for symbol in symbols.values()}) == len(symbols)


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["light", "dark"])
def test_screen_shows_every_feature_once_in_the_colour_of_its_light(
    dataset, scene, published, lights, ground
):
    layers = json.loads(draw(dataset, scene, published, theme=ground).to_json())["layers"][0]
    by_id = {layer["id"]: layer for layer in layers}
    shown = {}
    for file in (*published.lines, *published.arcs, *published.points):
        for light in Status:
            layer = by_id.get(f"{file.name}-{light}")
            if layer is None:
                continue
            assert layer["id"].startswith(PICKABLE)
            assert layer["getColor"][:3] == list(ground.statuses[light])
            for index in layer["filterCategories"]:
                shown.setdefault(file.ids[index], []).append(light)
    assert shown == {feature_id: [light] for feature_id, light in lights.items()}


def test_every_class_has_a_label_and_a_picture_for_the_legend(
    scene, published, published_directory
):
    for address in published.legends.values():
        legend = json.loads((published_directory / address.rpartition("/")[2]).read_bytes())
        for member in scene.classes:
            label, picture = legend["classes"][member.key]
            assert label == member.label
            assert (published_directory / picture.rpartition("/")[2]).exists()
            assert member.group in legend["groups"]


@pytest.mark.slow
def test_paper_shows_the_same_lights(dataset, scene):
    sheet = draw_sheet(dataset, scene, SheetOptions(letterhead=Letterhead(on=date(2025, 5, 6))))
    svg = sheet.svg().decode()
    for code, colour in LIGHT.statuses.items():
        assert hex_colour(colour) in svg
        assert dataset.vocabularies["light"].label(code) in svg
