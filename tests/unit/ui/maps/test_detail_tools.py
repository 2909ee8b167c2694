"""Previous and next, and what else is at a feature's places."""

from __future__ import annotations

import pytest

from ordos_geo.analysis import Selection, selected
from ordos_geo.cartography.scene.map_scene import build_scene
from ordos_geo.ui.maps.detail_tools import beside, neighbours


def scene_of(dataset, selected_id="", **chosen):
    selection = Selection.of(**chosen)
    ids = selected(dataset, selection)
    return build_scene(dataset, ids, selection=selection, bundled=True, selected_id=selected_id)


@pytest.mark.parametrize("step", [1, -1])
def test_walking_on_visits_everything_on_the_map_once_and_comes_back(dataset, step):
    ids = scene_of(dataset, kind=["park"]).feature_ids
    assert len(ids) > 2
    visited = [ids[0]]
    for _ in ids:
        visited.append(beside(scene_of(dataset, visited[-1], kind=["park"]), step))
    assert visited[-1] == visited[0]
    assert sorted(visited[:-1]) == sorted(ids)


def test_back_undoes_on(dataset):
    for here in scene_of(dataset, kind=["park"]).feature_ids:
        following = beside(scene_of(dataset, here, kind=["park"]), 1)
        assert beside(scene_of(dataset, following, kind=["park"]), -1) == here


def test_from_what_is_not_on_the_map_the_walk_begins_with_the_first(dataset):
    hidden = dataset.register.links.index[0]
    scene = scene_of(dataset, hidden, kind=["park"])
    assert beside(scene, 1) == beside(scene, -1) == scene.feature_ids[0]


def test_on_an_empty_map_nothing_is_beside(dataset):
    assert beside(scene_of(dataset, kind=["park"], group=["energy"]), 1) == ""


def test_neighbours_are_all_other_features_at_one_of_the_places(dataset):
    places = {
        str(feature_id): set(place_ids)
        for feature_id, place_ids in dataset.features["place_ids"].items()
    }
    for feature_id in list(places)[::9]:
        shared = [i for i, at in places.items() if i != feature_id and at & places[feature_id]]
        assert neighbours(dataset, feature_id) == shared
