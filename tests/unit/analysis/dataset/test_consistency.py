"""Faults of the joined dataset: each seeded into the real one and found with file and line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ordos_geo.analysis.dataset.assembly import assemble
from ordos_geo.analysis.dataset.consistency import dataset_faults


def with_feature(dataset, feature_id, **cells):
    """The dataset with some cells of a feature changed."""
    features = dataset.features.copy()
    for column, value in cells.items():
        features.at[feature_id, column] = value
    return replace(dataset, features=features)


def with_row(dataset, table, row_id, **cells):
    """The dataset joined anew, with some cells of a register row changed."""
    frame = dataset.register.table(table).copy()
    for column, value in cells.items():
        frame.at[row_id, column] = value
    register = replace(dataset.register, **{table: frame})
    return assemble(dataset.plan, dataset.geodata, register, dataset.vocabularies)


def test_a_second_name_that_is_counted_is_a_fault(dataset):
    (fault,) = dataset_faults(with_feature(dataset, "shanghai-enclave", counted=True))
    line = dataset.register.projects.index.get_loc("shanghai-enclave") + 2
    assert fault.english().startswith(f"data/register/projects.csv:{line}: 'shanghai-enclave'")
    assert "both are counted" in fault.english()


def test_context_that_is_counted_is_a_fault(dataset):
    (fault,) = dataset_faults(with_feature(dataset, "ceke-port", counted=True))
    assert "context is outside every count" in fault.english()


@pytest.mark.parametrize(
    ("table", "row_id", "cells"),
    [
        ("projects", "china-europe-train", {"place_ids": "ordos;erenhot-port"}),
        ("projects", "s27-expressway", {"place_ids": "hohhot;ordos;haikou"}),
        ("links", "ordos-beijing-education", {"reading": "stated", "destination_id": "haikou"}),
    ],
)
def test_a_partner_that_no_sentence_names_is_a_fault(dataset, table, row_id, cells):
    (fault,) = dataset_faults(with_row(dataset, table, row_id, **cells))
    assert f"'{row_id}': no sentence of measure" in fault.english()


def test_a_partner_whose_basis_is_said_is_no_fault(dataset):
    changed = with_row(
        dataset, "projects", "china-europe-train", basis="x", place_ids="ordos;russia"
    )
    assert dataset_faults(changed) == []


def test_a_relation_that_a_unit_answers_for_which_is_no_end_is_a_fault(dataset):
    units = ("jungar-government", "hanggin-government")
    (fault,) = dataset_faults(with_feature(dataset, "jungar-dalad-mutual-help", units=units))
    assert "'hanggin-government', which is none of its ends" in fault.english()
