"""The facts of a feature: the plan's words, in one place for panels, slides and sheets."""

from __future__ import annotations

import pytest

from ordos_geo import wording
from ordos_geo.analysis.facts import feature_facts


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
        assert facts.units
        answering = dataset.features.loc[feature_id, "units"]
        registered = dataset.register.units["name"]
        assert {name for i, name in registered.items() if name in facts.units} & {
            *registered[list(answering)]
        }
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
