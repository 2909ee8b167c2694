"""What is said under a map is the same on sheet, slide and screen."""

from __future__ import annotations

import io
from datetime import date
from xml.etree import ElementTree

import pytest
from pptx import Presentation

from ordos_geo import wording
from ordos_geo.analysis import Selection
from ordos_geo.cartography.scene.map_templates import page_scene
from ordos_geo.cartography.scene.notes import IN_PLACE, OffMap, map_notes, review_line
from ordos_geo.cartography.sheet import Letterhead, SheetOptions, draw_sheet
from ordos_geo.cartography.slides import draw_presentation
from ordos_geo.ui.maps.legend_panel import legend_notes

pytestmark = pytest.mark.slow  # each test draws whole sheets or slides

LETTERHEAD = Letterhead(on=date(2026, 11, 24), review_number="GS(2026)0001号")
OPTIONS = SheetOptions(letterhead=LETTERHEAD, dpi=40)
PAGES = ("overview", "relations", "infrastructure")


def joined(text):
    """A text without the breaks of its lines."""
    return "".join(text.split())


@pytest.fixture(scope="module", params=PAGES)
def drawn(request, dataset):
    """A scene, its sheet, all texts of the sheet, and all texts of its slide and notes."""
    scene = page_scene(dataset, request.param, Selection())
    sheet = draw_sheet(dataset, scene, OPTIONS)
    svg = ElementTree.fromstring(sheet.svg())  # noqa: S314 - written here
    words = [text for e in svg.iter("{http://www.w3.org/2000/svg}text") for text in e.itertext()]
    content, _ = draw_presentation(dataset, scene, OPTIONS)
    slide = Presentation(io.BytesIO(content)).slides[0]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    texts.append(slide.notes_slide.notes_text_frame.text)
    return scene, sheet, joined("".join(words)), joined("\n".join(texts))


def test_slide_explains_what_the_sheet_explains(drawn):
    scene, sheet, on_sheet, on_slide = drawn
    notes = map_notes(scene, sheet.off_map)
    assert notes
    for note in (*notes, scene.source_line, LETTERHEAD.review_line):
        assert joined(note) in on_sheet, note
        assert joined(note) in on_slide, note


def test_screen_explains_what_the_sheet_explains(drawn, published):
    scene, sheet, _, _ = drawn
    on_screen = legend_notes(scene, published)
    # the screen gathers projects of the whole city in a corner, paper in a box
    said = {wording.sheets.CORNER_NOTE: wording.general.CORNER_NOTE}
    for note in map_notes(scene, sheet.off_map):
        assert said.get(note, note) in on_screen
    assert on_screen[-2:] == [scene.source_line, review_line()]


def test_every_note_is_said_where_it_applies_and_only_there(dataset):
    scene = page_scene(dataset, "overview", Selection())
    everything = OffMap(partners=True, citywide_in_box=True, citywide_in_corner=True)
    notes = map_notes(scene, everything)
    assert len(notes) == len(set(notes)) == 9
    parks = page_scene(dataset, "parks", Selection())
    assert map_notes(parks, IN_PLACE) == [wording.sheets.POSITIONING_NOTE]
    few = page_scene(dataset, "relations", Selection.of(theme=["mutual_help"]))
    assert wording.sheets.BUNDLE_NOTE not in map_notes(few, IN_PLACE)
    assert wording.general.LINK_NOTE in map_notes(few, IN_PLACE)


def test_review_line_names_the_number_or_asks_for_a_review():
    assert review_line() == wording.general.REVIEW_LINE
    assert "GS(2026)0001号" in review_line("GS(2026)0001号")
