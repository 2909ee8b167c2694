"""The deck: what its filters show is what was selected, and nothing in it runs or asks outside."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordos_geo.analysis import FEATURES, Selection, selected
from ordos_geo.analysis.summary import counted, partner_features, tally
from ordos_geo.cartography.geometry.viewport import ORDOS_AND_NEIGHBOURS, PARTNERS
from ordos_geo.cartography.scene.map_scene import build_scene
from ordos_geo.cartography.screen.assets import publish
from ordos_geo.cartography.screen.deck import PICKABLE, draw
from ordos_geo.cartography.screen.features import edge_text
from ordos_geo.cartography.style import DARK, LIGHT, hex_colour
from support.examples import at_most

SENTINEL = "__MAP_STYLE__"  # pydeck's word for "no map style was given"
MARKUP = "<img src=x onerror=alert(1)>"
EXPRESSION = "@@=alert(1)"
FEATURE_LAYERS = ("lines", "arcs", "bundles", "points")


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


def deck_of(dataset, published, selection=None, *, bundled=True, selected_id=""):
    chosen = selection or Selection()
    scene = build_scene(
        dataset,
        selected(dataset, chosen),
        selection=chosen,
        bundled=bundled,
        selected_id=selected_id,
    )
    return draw(dataset, scene, published).to_json()


def layers_of(deck):
    return {layer["id"]: layer for layer in json.loads(deck)["layers"][0]}


def shown(deck, published, stem, prefix=""):
    """Ids that the GPU filters of the layers of one kind let through, once for each layer."""
    layers = layers_of(deck)
    ids = []
    for file in getattr(published, stem):
        layer = layers.get(prefix + file.name)
        if layer:
            assert layer["data"] == file.url
            ids += [file.ids[category] for category in layer["filterCategories"]]
    return ids


@settings(max_examples=at_most(60))
@given(data=st.data())
def test_the_deck_shows_exactly_the_selected_ids(dataset, published, data):
    selection = data.draw(selections(dataset))
    deck = deck_of(dataset, published, selection, bundled=False)
    ids = [i for stem in ("lines", "arcs", "points") for i in shown(deck, published, stem)]
    assert sorted(ids) == sorted(selected(dataset, selection))
    assert not any(name.startswith("bundles") for name in layers_of(deck))
    directed = dataset.features.loc[shown(deck, published, "arcs"), "directed"]
    assert sorted(shown(deck, published, "arrows")) == sorted(directed[directed].index)


@settings(max_examples=at_most(60))
@given(data=st.data())
def test_the_bundled_deck_shows_exactly_the_pairs_of_the_selected_links(dataset, published, data):
    selection = data.draw(selections(dataset))
    ids = set(selected(dataset, selection))
    deck = deck_of(dataset, published, selection)
    links = set(dataset.features.index[dataset.features["kind"] == "link"]) & ids
    others = [i for stem in ("lines", "points") for i in shown(deck, published, stem)]
    assert sorted(others) == sorted(ids - links)
    pairs = shown(deck, published, "bundles")
    assert len(set(pairs)) == len(pairs)
    in_pairs = [i for pair in pairs for i in dataset.pairs[pair].link_ids if i in ids]
    assert sorted(in_pairs) == sorted(links)
    assert all(links.intersection(dataset.pairs[pair].link_ids) for pair in pairs)
    assert not any(name.startswith(("arcs", "arrows")) for name in layers_of(deck))


@settings(max_examples=at_most(30))
@given(data=st.data())
def test_halos_stand_behind_exactly_the_points_that_are_shown(dataset, published, data):
    deck = deck_of(dataset, published, data.draw(selections(dataset)))
    layers = layers_of(deck)
    for file in published.points:
        halos = [
            layer for name, layer in layers.items() if re.fullmatch(rf"halo-\d+-{file.name}", name)
        ]
        assert [halo["filterCategories"] for halo in halos] == [
            layers[file.name]["filterCategories"]
        ]


@settings(max_examples=at_most(30))
@given(data=st.data())
def test_counts_at_the_edge_and_in_the_corner_are_those_of_the_selection(dataset, published, data):
    selection = data.draw(selections(dataset))
    ids = selected(dataset, selection)
    layers = layers_of(deck_of(dataset, published, selection))
    features, edges = dataset.features.loc[ids], published.edges
    drawn = {i for pair in dataset.pairs.values() for i in pair.ends if set(ids) & {*pair.link_ids}}
    drawn |= set(features["anchor"])
    expected = [
        edge_text(dataset, partner, marker.side, tally(dataset, at_partner))
        for partner, marker in edges.items()
        if partner in drawn
        for at_partner in [partner_features(dataset, ids, partner)]
    ]
    assert [row["name"] for row in layers["edge-labels"]["data"]] == expected
    corner = [int(re.search(r"\d+", row["name"])[0]) for row in layers["corner-label"]["data"]]
    citywide = int((features.loc[list(counted(dataset, ids)), "anchor"] == "ordos").sum())
    assert corner == ([citywide] if citywide else [])


@pytest.mark.parametrize("bundled", [True, False])
def test_what_is_chosen_stands_out_and_the_rest_fades(dataset, published, bundled):
    for feature_id in ("ordos-hydrogen-network", "positioning-dalad", "jungar-dalad-mutual-help"):
        deck = deck_of(dataset, published, bundled=bundled, selected_id=feature_id)
        layers = layers_of(deck)
        marked = [
            file.ids[category]
            for stem in FEATURE_LAYERS
            for file in getattr(published, stem)
            for name, layer in layers.items()
            if layer["data"] == file.url and layer.get("getColor") == [216, 27, 96, 255]
            for category in layer["filterCategories"]
        ]
        pairs = [pair.id for pair in dataset.pairs.values() if feature_id in pair.link_ids]
        assert marked == (pairs if bundled and pairs else [feature_id])
        faded = {layer["opacity"] for name, layer in layers.items() if name.startswith(PICKABLE)}
        assert max(faded) < 1


def test_a_chosen_feature_that_a_filter_hides_marks_nothing(dataset, published):
    selection = Selection.of(kind=["link"])
    deck = deck_of(dataset, published, selection, selected_id="ordos-hydrogen-network")
    assert deck == deck_of(dataset, published, selection)


def test_nothing_selected_empties_every_filter(dataset, published):
    selection = Selection.of(kind=["positioning"], group=["water"])
    for bundled in (True, False):
        layers = layers_of(deck_of(dataset, published, selection, bundled=bundled))
        filters = [layer["filterCategories"] for layer in layers.values() if "extensions" in layer]
        assert filters
        assert not any(filters)
        assert layers["edge-labels"]["data"] == []
        assert layers["corner-label"]["data"] == []


def test_a_filter_changes_only_categories_and_counts(dataset, published):
    """Geometry, ids and view stay, so that the browser neither fetches nor moves."""
    everything = json.loads(deck_of(dataset, published))
    filtered = json.loads(deck_of(dataset, published, Selection.of(group=["energy"])))
    for deck in (everything, filtered):
        for layer in deck["layers"][0]:
            layer.pop("filterCategories", None)
            if layer["id"] in {"edge-labels", "corner-label"}:
                layer.pop("data")
    assert everything == filtered


@pytest.mark.parametrize("bundled", [True, False])
def test_the_deck_asks_nothing_of_another_machine(dataset, published, bundled):
    text = deck_of(dataset, published, bundled=bundled)
    deck = json.loads(text)
    assert deck.get("mapStyle", SENTINEL) == SENTINEL
    assert deck.get("mapProvider") is None
    assert "map_style" not in text
    assert not re.search(r"https?:|//|mapbox|carto|tile", text, re.IGNORECASE)


@pytest.mark.parametrize("bundled", [True, False])
def test_the_deck_is_small_and_holds_geometry_only_by_url(dataset, published, bundled):
    text = deck_of(dataset, published, bundled=bundled, selected_id="ordos-hydrogen-network")
    assert len(text.encode()) < 15_000
    layers = layers_of(text)
    inline = {name for name, layer in layers.items() if not isinstance(layer["data"], str)}
    assert inline == {"edge-labels", "corner-label"}
    for layer in layers.values():
        if isinstance(layer["data"], str):
            assert re.fullmatch(r"app/static/geo/[a-z0-9-]+-[0-9a-f]{12}\.json", layer["data"])


def test_on_the_dark_ground_every_colour_is_its_own(dataset, published):
    scene = build_scene(dataset, dataset.features.index, selection=Selection(), bundled=True)
    deck = draw(dataset, scene, published, theme=DARK)
    text = deck.to_json()
    assert f'@@={LIGHT.colour_field}"' not in text
    assert f'properties.{LIGHT.colour_field}"' not in text
    assert str(list(LIGHT.halo))[1:-1].replace(" ", "") not in text
    assert deck._tooltip["style"]["color"] == hex_colour(DARK.label)
    assert len(layers_of(text)) == len(layers_of(deck_of(dataset, published)))


@pytest.mark.parametrize("bundled", [True, False])
def test_both_ends_of_a_chosen_link_are_ringed(dataset, published, bundled):
    link_id = next(i for pair in dataset.pairs.values() for i in pair.link_ids)
    pair = next(pair for pair in dataset.pairs.values() if link_id in pair.link_ids)
    layers = layers_of(deck_of(dataset, published, bundled=bundled, selected_id=link_id))
    rings = [tuple(row["position"]) for row in layers["ends"]["data"]]
    assert sorted(rings) == sorted(published.ends[pair.id if bundled else link_id])
    assert "ends" not in layers_of(deck_of(dataset, published, bundled=bundled))


def test_layer_ids_are_unique_and_the_view_is_that_of_the_frame(dataset, published):
    deck = json.loads(deck_of(dataset, published))
    names = [layer["id"] for layer in deck["layers"][0]]
    assert len(set(names)) == len(names)
    view = deck["initialViewState"]
    frame = ORDOS_AND_NEIGHBOURS
    assert (view["longitude"], view["latitude"], view["zoom"]) == (
        frame.longitude,
        frame.latitude,
        frame.zoom,
    )


def test_the_tooltip_holds_values_as_text_only_never_in_attributes(dataset, published):
    scene = build_scene(dataset, [], selection=Selection(), bundled=True)
    html = draw(dataset, scene, published)._tooltip["html"]
    assert re.findall(r"{(.*?)}", html)
    for tag in re.findall(r"<[^>]*>", html):
        assert "{" not in tag


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


@pytest.mark.parametrize("name", [MARKUP, EXPRESSION, "@@#GL.ONE", '"}],"x":[{"'])
@pytest.mark.slow
def test_names_never_become_expressions_or_functions(dataset, tmp_path, name):
    """deck.gl turns strings that begin with @@ into functions wherever they stand in its JSON."""
    features, places = dataset.features.copy(), dataset.places.copy()
    places["name"] = places["short_name"] = name
    features["name"] = name
    marked = replace(dataset, features=features, places=places)
    published = publish(marked, ORDOS_AND_NEIGHBOURS, tmp_path, "app/static/geo")
    plain = deck_of(dataset, published)
    expected = {text for text in strings(json.loads(plain)) if text.startswith("@@")}
    for bundled in (True, False):
        deck = json.loads(deck_of(marked, published, bundled=bundled))
        found = {text for text in strings(deck) if text.startswith("@@")}
        assert found <= expected | {"@@=angle"}


def checksum(dataset):
    """A sum over every shared frame."""
    digest = hashlib.sha256()
    frames = [dataset.features, dataset.places, dataset.tasks]
    frames += [
        dataset.register.table(name)
        for name in ("units", "tasks", "targets", "links", "projects", "positionings")
    ]
    for frame in frames:
        digest.update(frame.to_csv().encode())
    return digest.hexdigest()


def test_drawing_does_not_change_the_shared_data(dataset, published):
    before = checksum(dataset)
    for selection in (Selection(), Selection.of(group=["energy"], banners=["150625"])):
        for bundled in (True, False):
            deck_of(dataset, published, selection, bundled=bundled, selected_id="axiao-road")
    assert checksum(dataset) == before


def test_the_far_frame_shows_the_same_ids(dataset, tmp_path):
    far = publish(dataset, PARTNERS, tmp_path, "app/static/geo")
    deck = deck_of(dataset, far, bundled=False)
    ids = [i for stem in ("lines", "arcs", "points") for i in shown(deck, far, stem)]
    assert sorted(ids) == sorted(dataset.features.index)
