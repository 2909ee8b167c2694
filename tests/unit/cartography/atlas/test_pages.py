"""Pages of an atlas: the subjects that have features under the filters, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordos_geo.analysis import CITYWIDE, FEATURES, Selection, selected
from ordos_geo.analysis.summary import counted
from ordos_geo.cartography.atlas import FEATURE, SUBJECTS, plan_atlas
from ordos_geo.errors import AtlasFault, ExportError
from support.examples import at_most

pytestmark = pytest.mark.slow  # each test draws whole sheets or slides

BY_DIMENSION = {
    "banner": "banners",
    "chapter": "chapter",
    "unit": "units",
    "corridor": "corridors",
}
GROUPS = ("energy", "transport", "water", "industry", "livelihood")


def planned(dataset, by, selection, only=()):
    """Ids and feature ids of the pages."""
    plan = plan_atlas(dataset, by, selection, only)
    return {page.id: set(page.scene.feature_ids) for page in plan.pages}


@settings(max_examples=at_most(15))
@given(
    by=st.sampled_from(list(BY_DIMENSION)),
    groups=st.sets(st.sampled_from(GROUPS), max_size=2),
    data=st.data(),
)
def test_pages_are_the_subjects_with_features_under_the_filters(dataset, by, groups, data):
    dimension = BY_DIMENSION[by]
    values = [value for value in FEATURES.choices[dimension].values(dataset) if value != CITYWIDE]
    chosen = data.draw(st.sets(st.sampled_from(values), max_size=3))
    selection = Selection.of(group=groups, **{dimension: chosen})
    expected = {
        value: set(selected(dataset, selection.within(Selection.of(**{dimension: [value]}))))
        for value in values
        if not chosen or value in chosen
    }
    pages = {value: ids for value, ids in expected.items() if ids}
    if pages:
        assert planned(dataset, by, selection) == pages
    else:
        with pytest.raises(ExportError):
            planned(dataset, by, selection)


def test_a_parks_page_holds_what_names_the_park(dataset):
    pages = planned(dataset, "park", Selection())
    assert set(pages) <= set(dataset.geodata.parks.index)
    for park_id, ids in pages.items():
        named = dataset.features["place_ids"].map(lambda p, park_id=park_id: park_id in p)
        assert ids == set(dataset.features.index[named])


def test_fact_sheets_are_one_for_each_feature(dataset):
    selection = Selection.of(group=["water"])
    pages = planned(dataset, FEATURE, selection)
    assert pages == {i: {i} for i in selected(dataset, selection)}


def test_subjects_without_features_are_left_out_and_named(dataset):
    plan = plan_atlas(dataset, "chapter", Selection())
    assert [page.id for page in plan.pages] == ["1", "2", "3", "4", "5"]
    assert plan.left_out == ("第六章 保障措施",)
    assert "第六章 保障措施" in plan.remarks[0]


@pytest.mark.parametrize("by", list(SUBJECTS))
def test_what_is_on_no_page_is_counted(dataset, by):
    plan = plan_atlas(dataset, by, Selection())
    placed = {i for page in plan.pages for i in page.scene.feature_ids}
    assert plan.unplaced == len(set(counted(dataset)) - placed)
    assert bool(plan.unplaced) == any(str(plan.unplaced) in text for text in plan.remarks)


def test_a_choice_of_pages_keeps_the_usual_order(dataset):
    pages = planned(dataset, "banner", Selection(), ["150627", "150602"])
    assert list(pages) == ["150602", "150627"]


def test_unknown_pages_are_faults_all_at_once(dataset):
    with pytest.raises(ExportError) as raised:
        plan_atlas(dataset, "banner", Selection(), ["150602", "999", "<b>"])
    assert [fault.details["value"] for fault in raised.value.faults] == ["999", "<b>"]
    assert "150602" in raised.value.english()


def test_filters_that_leave_nothing_are_a_fault(dataset):
    selection = Selection.of(words=["没有这样的项目"])
    with pytest.raises(ExportError) as raised:
        plan_atlas(dataset, "banner", selection)
    assert raised.value.faults[0].kind is AtlasFault.EMPTY


def test_each_page_has_its_own_extent_and_legend(dataset):
    plan = plan_atlas(dataset, "banner", Selection())
    assert len({page.scene.extent for page in plan.pages}) == 9
    for page in plan.pages:
        west, south, east, north = dataset.geodata.banners.geometry[page.id].bounds
        assert page.scene.extent[0] < west
        assert page.scene.extent[1] < south
        assert page.scene.extent[2] > east
        assert page.scene.extent[3] > north
        assert page.scene.banner_ids == {page.id}
        assert {i for c in page.scene.classes for i in c.feature_ids} == set(page.scene.feature_ids)
