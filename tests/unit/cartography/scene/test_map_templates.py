"""Templates of the common briefing maps."""

from __future__ import annotations

from datetime import date

import pytest

from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.scene.map_templates import (
    TEMPLATES,
    page_scene,
    template_scene,
    template_subjects,
)
from ordos_geo.cartography.sheet import Letterhead, SheetOptions, draw_sheet
from ordos_geo.errors import MapFault, RequestError, RequestFault


def every_map(dataset):
    for template in TEMPLATES.values():
        for subject in template_subjects(dataset, template) or [""]:
            yield template, subject


def test_every_template_has_a_name_and_its_page():
    assert all(code == template.code for code, template in TEMPLATES.items())
    assert len({template.label for template in TEMPLATES.values()}) == len(TEMPLATES)
    assert {template.page for template in TEMPLATES.values()} <= MAP_PAGES.keys()


def test_every_map_of_every_template_shows_what_its_filters_select(dataset):
    for template, subject in every_map(dataset):
        scene = template_scene(dataset, template, subject)
        selection = template.filters
        if subject:
            selection = selection.within(Selection.of(**{template.dimension: [subject]}))
        ids = selected(dataset, selection.within(MAP_PAGES[template.page].scope))
        assert sorted(scene.feature_ids) == sorted(ids)
        assert "{" not in scene.title


@pytest.mark.slow
def test_every_map_of_every_template_can_be_drawn_without_a_missing_glyph_or_a_cut_text(dataset):
    for template, subject in every_map(dataset):
        scene = template_scene(dataset, template, subject)
        sheet = draw_sheet(
            dataset, scene, SheetOptions(letterhead=Letterhead(on=date(2026, 11, 24)))
        )
        kinds = {finding.kind for finding in sheet.findings}
        assert not kinds & {MapFault.GLYPH_MISSING, MapFault.TEXT_CUT}, (template, subject)
        assert MapFault.SELECTION_EMPTY not in kinds


@pytest.mark.parametrize(
    ("code", "subject"),
    [("banner", ""), ("banner", "x"), ("whole", "150625"), ("chapter", "6")],
)
def test_subject_that_a_template_does_not_have_is_an_error(dataset, code, subject):
    with pytest.raises(RequestError) as caught:
        template_scene(dataset, TEMPLATES[code], subject)
    assert caught.value.faults[0].kind is RequestFault.ARGUMENT_INVALID


def test_other_filters_narrow_a_template(dataset):
    template = TEMPLATES["banner"]
    narrow = template_scene(dataset, template, "150625", Selection.of(kind=["project"]))
    wide = template_scene(dataset, template, "150625")
    assert set(narrow.feature_ids) < set(wide.feature_ids)
    assert "杭锦旗" in narrow.title


def test_few_relations_are_drawn_one_by_one_as_on_screen(dataset):
    assert not template_scene(dataset, TEMPLATES["pairings"]).bundled
    assert page_scene(dataset, "relations", Selection()).bundled
