"""Every number of the summary is the length of its list, for whatever is chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.summary import (
    banner_features,
    corridor_features,
    counted,
    group_features,
    pair_features,
    partner_features,
    spoken_tasks,
    statement_features,
    summary,
    tally,
    unit_features,
    unknown,
)

CHOICES = {
    "group": ["energy", "livelihood"],
    "chapter": ["3", "4"],
    "measure_id": ["4-4", "1-3"],
    "partners": ["beijing", "shanghai"],
    "banners": ["150602", "150600"],
    "stage": ["seeking", "building"],
    "units": ["energy-bureau", "dongsheng-government"],
    "kind": ["link", "project"],
}


def selections(data):
    dimensions = data.draw(st.lists(st.sampled_from(sorted(CHOICES)), max_size=3, unique=True))
    return Selection.of(
        **{name: [data.draw(st.sampled_from(CHOICES[name]))] for name in dimensions}
    )


@given(data=st.data())
def test_every_number_is_the_length_of_its_list(dataset, data):
    ids = tuple(selected(dataset, selections(data)))
    numbers = summary(dataset, ids)
    whole = tally(dataset, ids)
    assert {name: numbers[name] for name in whole.numbers} == whole.numbers
    assert numbers["statements"] == len(
        {dataset.features.at[i, "statement_id"] for i in whole.links}
    )
    assert set(whole.links) == {
        link for pair in whole.pairs for link in pair_features(dataset, ids, pair)
    }
    for place_id, found in numbers["partners"].items():
        there = partner_features(dataset, ids, place_id)
        assert set(there) <= set(ids)
        of_partner = tally(dataset, there)
        assert found["statements"] == len(of_partner.statements)
        assert found["links"] == len(of_partner.links)
        assert found["projects"] == len(of_partner.projects)
        filtered = selected(dataset, Selection.of(partners=[place_id])).intersection(ids)
        assert set(there) == set(filtered)
    for code, found in numbers["groups"].items():
        assert found["projects"] == len(tally(dataset, group_features(dataset, ids, code)).projects)
    for adcode, found in numbers["banners"].items():
        there = tally(dataset, banner_features(dataset, ids, adcode))
        assert found["positionings"] == len(there.positionings)
        assert found["links"] == len(there.links)
    for corridor_id, found in numbers["corridors"].items():
        there = counted(dataset, corridor_features(dataset, ids, corridor_id))
        assert found["features"] == len(there)
        assert set(found["measures"]) == set(dataset.features.loc[list(there), "measure_id"])
    for unit_id, found in numbers["units"].items():
        assert found["features"] == len(counted(dataset, unit_features(dataset, ids, unit_id)))
    assert numbers["unknown"] == {k: len(v) for k, v in unknown(dataset, ids).items()}


@given(data=st.data())
def test_context_and_second_names_are_outside_every_count(dataset, data):
    ids = tuple(selected(dataset, selections(data)))
    counting = counted(dataset, ids)
    features = dataset.features.loc[list(counting)]
    assert not features["context"].any()
    assert not features["same_as"].isin(counting).any()
    left_out = set(ids) - set(counting)
    rest = dataset.features.loc[sorted(left_out)]
    assert (rest["context"] | rest["same_as"].isin(ids)).all()
    assert set(tally(dataset, ids).context) == set(rest.index[rest["context"]])


def test_the_column_counted_says_what_counts_in_the_whole(dataset):
    assert counted(dataset) == tuple(dataset.features.index[dataset.features["counted"]])


def test_a_statement_opens_into_its_links(dataset):
    links = [statement_features(dataset, None, i) for i in tally(dataset).statements]
    assert all(len(dataset.features.loc[list(found), "quote"].unique()) == 1 for found in links)
    (hospitals,) = {
        statement_features(
            dataset, None, dataset.features.at["beijing-dalad-health", "statement_id"]
        )
    }
    assert len(hospitals) == 9


def test_what_the_plan_leaves_open_is_counted(dataset):
    gaps = unknown(dataset)
    tasks = len(dataset.tasks)
    assert len(gaps["tasks_without_date"]) == tasks - 2  # 全年, 按月
    assert len(gaps["tasks_without_amount"]) == tasks - 4
    assert set(gaps["links_with_ends_supplied"]) <= set(tally(dataset).links)
    assert gaps["features_without_stage"] == ()
    assert spoken_tasks(dataset) == tuple(dataset.tasks.index)


def test_unknown_ids_add_nothing(dataset):
    assert tally(dataset, ["nothing"]) == tally(dataset, [])
    assert summary(dataset, [])["statements"] == 0


@pytest.mark.parametrize("place_id", ["hohhot", "beijing"])
def test_a_partner_counts_all_its_parts(dataset, place_id):
    found = partner_features(dataset, None, place_id)
    parts = dataset.places.index[dataset.places["partner_id"] == place_id]
    for ids, feature_id in zip(dataset.features.loc[list(found), "place_ids"], found, strict=True):
        assert {place_id, *parts} & set(ids), feature_id
