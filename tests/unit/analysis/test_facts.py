"""The facts of a feature: the plan's words, in one place for panels, slides and sheets."""

from __future__ import annotations

import pytest

from ordos_geo import wording
from ordos_geo.analysis.facts import feature_facts


def answering(dataset, feature_id):
    """Names of the ends of a relation that are units, else of the units of the feature's tasks."""
    feature, units = dataset.features.loc[feature_id], dataset.register.units
    ends = [i for i in feature["units"] if units.at[i, "place_id"] in feature["place_ids"]]
    own = (unit for task in feature["tasks"] for unit in dataset.tasks.at[task, "own_units"])
    found = ends if feature["kind"] == "link" and ends else dict.fromkeys(own)
    return tuple(units.at[unit_id, "name"] for unit_id in found)


def test_every_feature_has_its_quote_inside_its_measure(dataset):
    for feature_id in dataset.features.index:
        facts = feature_facts(dataset, feature_id)
        measure_id = dataset.features.loc[feature_id, "measure_id"]
        if not measure_id:
            assert (facts.clause, facts.quote, facts.units) == (wording.general.CONTEXT, "", ())
            continue
        measure = dataset.plan.measure(measure_id)
        assert facts.quote
        assert facts.before + facts.quote + facts.after == measure.text
        assert facts.units == answering(dataset, feature_id)
        assert measure.title in facts.clause


def test_a_link_names_both_sides_and_its_direction(dataset):
    links = dataset.features[dataset.features["kind"] == "link"]
    for feature_id, link in links.iterrows():
        sides = feature_facts(dataset, feature_id).sides
        origin, destination = (dataset.places.loc[i, "name"] for i in link["place_ids"])
        assert sides == f"{origin} {'→' if link['directed'] else '↔'} {destination}"


def test_rows_hold_only_what_there_is(dataset):
    for feature_id in dataset.features.index:
        facts = feature_facts(dataset, feature_id)
        rows = dict(facts.rows)
        assert all(rows.values())
        assert (wording.general.SIDES in rows) == (
            dataset.features.loc[feature_id, "kind"] == "link"
        )
        assert rows[wording.general.TYPE] == facts.type


def test_an_unknown_feature_is_a_key_error(dataset):
    with pytest.raises(KeyError):
        feature_facts(dataset, "none")
