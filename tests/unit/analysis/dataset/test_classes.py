"""Classes of the map: codes that read back, and the same for filter, legend and label."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ordos_geo import wording
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.dataset.classes import BUNDLE_CLASS, MapClass, class_named
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.cartography.scene.map_scene import classify

WORDS = st.from_regex(r"[a-z]+(_[a-z]+)*", fullmatch=True)


@given(st.builds(MapClass, WORDS, WORDS, st.booleans(), st.booleans()))
def test_codes_read_back(found):
    assert class_named(found.code) == found


def test_the_filter_of_a_class_leaves_what_the_legend_counts(dataset):
    for bundled in (True, False):
        for member in classify(dataset, dataset.features.index, bundled=bundled):
            ids = selected(dataset, Selection.of(classes=[member.key]))
            assert list(ids) == list(member.feature_ids)
            assert value_label(dataset, "classes", member.key) == member.label
            assert (wording.general.SCHEMATIC in member.label) == member.schematic


def test_all_links_and_nothing_else_can_be_bundled(dataset):
    ids = selected(dataset, Selection.of(classes=[BUNDLE_CLASS.code]))
    assert list(ids) == list(selected(dataset, Selection.of(kind=["link"])))
