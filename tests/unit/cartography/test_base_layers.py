"""The base map: one table for screen and paper."""

from __future__ import annotations

import json

import pytest

from ordos_geo.analysis.frames import NEAR
from ordos_geo.cartography.base_layers import FAR_LAYERS, NEAR_LAYERS
from ordos_geo.cartography.sheet.base_map import Areas, base_map_layers
from ordos_geo.cartography.sheet.projection import fit_projection
from ordos_geo.cartography.style import LIGHT, THEMES

BOX = (0.0, 0.0, 400.0, 300.0)


@pytest.mark.parametrize("layer", [*NEAR_LAYERS, *FAR_LAYERS], ids=lambda x: f"{x.scale}-{x.name}")
def test_every_layer_has_rows_and_a_colour_in_each_theme(dataset, layer):
    assert len(layer.frame(dataset))
    assert all(len(layer.colour(theme)) == 3 for theme in THEMES.values())
    kinds = set(layer.frame(dataset).geom_type.str.removeprefix("Multi"))
    assert kinds == {"Polygon" if layer.is_area else "LineString"}


def test_areas_lie_below_lines():
    for layers in (NEAR_LAYERS, FAR_LAYERS):
        assert [layer.is_area for layer in layers] == sorted(
            (layer.is_area for layer in layers), reverse=True
        )


def test_screen_and_paper_draw_the_near_layers_alike(dataset, published, published_directory):
    styles = []
    for name in ("areas", "boundaries"):
        file = published_directory / published.base[name].rsplit("/", 1)[1]
        for feature in json.loads(file.read_text("utf-8"))["features"]:
            found = feature["properties"]
            style = (tuple(found[LIGHT.colour_field]), found.get("width", 0.0))
            if style not in styles:
                styles.append(style)
    on_paper = [
        (layer.colour, 0.0 if isinstance(layer, Areas) else layer.width)
        for layer in base_map_layers(dataset, fit_projection(NEAR, BOX), far=False)
    ]
    assert styles == list(dict.fromkeys(on_paper))
