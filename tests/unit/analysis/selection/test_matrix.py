"""The matrix counts what the selection of a banner and a partner leaves, cell by cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis import FEATURES, Selection, selected
from ordos_geo.analysis.selection.matrix import matrix


@given(data=st.data())
def test_a_cell_counts_what_the_selection_of_its_banner_and_partner_leaves(dataset, data):
    groups = data.draw(st.sets(st.sampled_from(dataset.vocabularies["project_group"].codes)))
    kinds = data.draw(st.sets(st.sampled_from(dataset.vocabularies["feature_kind"].codes)))
    chosen = Selection.of(group=groups, kind=kinds)
    table = matrix(dataset, selected(dataset, chosen))
    # figures of few partners would mostly be zero: the first ones have most features
    banner = data.draw(st.sampled_from(list(dataset.banner_names)))
    partner = data.draw(st.sampled_from(dataset.partner_ids[:8]))
    cell = Selection.of(**chosen.values, banners=[banner], partners=[partner])
    assert table.loc[banner, partner] == len(selected(dataset, cell))


def test_rows_and_columns_are_all_banners_and_partners_even_without_a_feature(dataset):
    for ids in (dataset.features.index, dataset.features.index[:0]):
        table = matrix(dataset, ids)
        assert tuple(table.index) == tuple(FEATURES.choices["banners"].values(dataset))
        assert tuple(table.columns) == dataset.partner_ids
    assert table.to_numpy().sum() == 0


def test_no_partner_lies_in_ordos_and_each_has_a_feature(dataset):
    table = matrix(dataset, dataset.features.index)
    adcodes = dataset.places.loc[list(table.columns), "adcode"]
    assert not adcodes.str.startswith("1506").any()
    assert (table.sum(axis=0) > 0).all()
