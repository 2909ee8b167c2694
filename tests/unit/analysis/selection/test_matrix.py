"""The matrix counts the statements that a banner and a partner leave, cell by cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis import FEATURES, Selection, selected
from ordos_geo.analysis.selection.matrix import TOTAL, matrix
from ordos_geo.analysis.summary import banner_features, partner_features, summary, tally


@given(data=st.data())
def test_a_cell_counts_what_the_selection_of_its_banner_and_partner_leaves(dataset, data):
    groups = data.draw(st.sets(st.sampled_from(dataset.vocabularies["project_group"].codes)))
    kinds = data.draw(st.sets(st.sampled_from(dataset.vocabularies["feature_kind"].codes)))
    chosen = Selection.of(group=groups, kind=kinds)
    table = matrix(dataset, selected(dataset, chosen))
    # figures of few partners would mostly be zero: the first ones have most features
    banner = data.draw(st.sampled_from([*dataset.banner_names, TOTAL]))
    partner = data.draw(st.sampled_from([*dataset.partner_ids[:8], TOTAL]))
    cell = Selection.of(
        **chosen.values,
        banners=() if banner == TOTAL else [banner],
        partners=() if partner == TOTAL else [partner],
    )
    assert table.loc[banner, partner] == len(tally(dataset, selected(dataset, cell)).statements)


def test_every_cell_and_total_is_the_number_of_the_summary(dataset):
    table = matrix(dataset, dataset.features.index)
    numbers = summary(dataset)
    assert table.loc[TOTAL, TOTAL] == numbers["statements"]
    for partner, found in numbers["partners"].items():
        assert table.loc[TOTAL, partner] == found["statements"]
    for banner, found in numbers["banners"].items():
        assert table.loc[banner, TOTAL] == found["statements"]
        of_banner = banner_features(dataset, None, banner)
        for partner in dataset.partner_ids:
            there = partner_features(dataset, of_banner, partner)
            assert table.loc[banner, partner] == len(tally(dataset, there).statements)


def test_rows_and_columns_are_all_banners_and_partners_even_without_a_feature(dataset):
    for ids in (dataset.features.index, dataset.features.index[:0]):
        table = matrix(dataset, ids)
        assert tuple(table.index) == (*FEATURES.choices["banners"].values(dataset), TOTAL)
        assert tuple(table.columns) == (TOTAL, *dataset.partner_ids)
    assert table.to_numpy().sum() == 0


def test_no_partner_lies_in_ordos_and_each_has_a_feature(dataset):
    table = matrix(dataset, dataset.features.index)
    adcodes = dataset.places.loc[list(table.columns.drop(TOTAL)), "adcode"]
    assert not adcodes.str.startswith("1506").any()
    assert (table.sum(axis=0) > 0).all()
