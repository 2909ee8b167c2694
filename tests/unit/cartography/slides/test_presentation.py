"""Decks: native words that match the scene, notes with the quotes, nothing off the slide."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import date

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from ordos_geo import wording
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.facts import feature_facts
from ordos_geo.cartography.scene.legend import inferred_class, legend_groups
from ordos_geo.cartography.scene.map_scene import class_words
from ordos_geo.cartography.scene.remarks import remark
from ordos_geo.cartography.slides import Cover, picture_size_in, presentation_bytes
from ordos_geo.errors import Fault, MapFault

pytestmark = pytest.mark.slow  # each test draws whole sheets or slides

WATER = Selection.of(group=["water"])
PIPELINE = "hanggin-otog-drainage-pipeline"
HOSTILE = "<img src=x onerror=alert(1)>=cmd|'/c calc'!A1\x00\x0b\x1b&amp;"


def opened(content):
    return Presentation(io.BytesIO(content))


def all_shapes(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from all_shapes(shape.shapes)


def texts(slide):
    return [s.text_frame.text for s in all_shapes(slide.shapes) if s.has_text_frame]


def table_of(slide):
    (table,) = [shape for shape in slide.shapes if shape.has_table]
    return table


def cells(slide):
    return [[cell.text_frame.text for cell in row.cells] for row in table_of(slide).table.rows]


def legend_of(slide):
    (group,) = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP]
    return group


def notes(slide):
    return slide.notes_slide.notes_text_frame.text


@pytest.fixture(scope="module")
def water(dataset, page_of, options):
    page = page_of(WATER)
    return page, opened(presentation_bytes(dataset, [page], options))


@pytest.fixture(scope="module")
def everything(dataset, page_of, options):
    page = page_of(title="总览")
    return page, opened(presentation_bytes(dataset, [page], options))


def test_the_map_slide_has_title_filters_source_date_and_review_line(water, dataset):
    page, deck = water
    slide = deck.slides[0]
    found = "\n".join(texts(slide))
    assert slide.shapes.title.text_frame.text == page.scene.title
    assert page.scene.filters_in_words in found
    assert page.scene.source_line in found
    assert wording.general.REVIEW_LINE in found
    assert "2026年11月24日" in found
    assert "发展和改革委员会" in found
    assert wording.general.SCHEMATIC_NOTE in found


def test_the_picture_says_in_words_what_it_shows(water):
    page, deck = water
    (picture,) = [s for s in deck.slides[0].shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert picture._element.nvPicPr.cNvPr.get("descr") == page.scene.alt_text()
    assert picture.image.blob == page.picture


@pytest.mark.parametrize("bundled", [True, False])
def test_the_legend_holds_the_scenes_classes_with_their_counts(
    dataset, page_of, options, everything, bundled
):
    page, deck = everything
    if not bundled:
        page = page_of(bundled=False, title="总览")
        deck = opened(presentation_bytes(dataset, [page], options))
    slides = deck.slides
    groups = [s for slide in slides for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert len(groups) == (1 if bundled else 2)  # what has no room goes on to the next slide
    found = [s.text_frame.text for group in groups for s in group.shapes if s.has_text_frame]
    found = [text for text in found if text]
    expected = []
    for group in legend_groups(dataset, page.scene):
        if not group.is_one_class:
            expected += [group.label, group.words]
        for member in group.classes:
            expected += [member.label, class_words(member)]
    inferred = inferred_class(page.scene)
    expected += [inferred.label, class_words(inferred)]
    assert found == expected


def test_each_legend_symbol_has_its_classs_colour_and_dash(water):
    page, deck = water
    symbols = [
        s
        for s in legend_of(deck.slides[0]).shapes
        if not s.name or not s.has_text_frame or not s.text_frame.text
    ]
    assert len(symbols) == len(page.scene.classes)
    for member, symbol in zip(page.scene.classes, symbols, strict=True):
        colour = symbol.line.color.rgb if member.is_line else symbol.fill.fore_color.rgb
        assert tuple(colour) == member.symbol.colour
        assert (symbol._element.find(f".//{qn('a:custDash')}") is not None) == member.schematic


def test_the_list_holds_every_feature_with_clause_stage_and_units(dataset, everything):
    page, deck = everything
    slides = list(deck.slides)[1:]
    assert len(slides) > 10
    found = [row for slide in slides for row in cells(slide)[1:]]
    facts = [feature_facts(dataset, i) for i in page.scene.feature_ids]
    assert found == [
        [f.name, f.type, f.clause, f.stage, remark(dataset, f.id), "、".join(f.units)]
        for f in facts
    ]
    for slide in slides:
        assert cells(slide)[0] == list(wording.atlas.TABLE_COLUMNS.values())


def test_the_notes_say_what_was_found_while_the_map_was_drawn(dataset, page_of, options):
    finding = Fault(MapFault.LABELS_DROPPED, details={"count": 2, "names": "甲、乙"})
    page = dataclasses.replace(page_of(WATER), findings=(finding,))
    slide = opened(presentation_bytes(dataset, [page], options)).slides[0]
    assert finding.chinese() in notes(slide)
    assert wording.atlas.CHECK in notes(slide)
    clean = opened(presentation_bytes(dataset, [page_of(WATER)], options)).slides[0]
    assert wording.atlas.CHECK not in notes(clean)


def test_an_own_subtitle_replaces_the_filters_on_the_slide(dataset, page_of, options):
    own = dataclasses.replace(options, subtitle="供市长办公会使用")
    slide = opened(presentation_bytes(dataset, [page_of(WATER)], own)).slides[0]
    assert "供市长办公会使用" in texts(slide)


def test_the_notes_hold_the_quotes_of_the_map_and_of_each_list(dataset, page_of, options):
    page = page_of(Selection.of(chapter=["1"]), title="第一章")
    first, *lists = opened(presentation_bytes(dataset, [page], options)).slides
    for feature_id in page.scene.feature_ids:
        assert dataset.features.loc[feature_id, "quote"] in notes(first)
    names = dict(zip(dataset.features["name"], dataset.features["quote"], strict=True))
    for slide in lists:
        for row in cells(slide)[1:]:
            assert names[row[0]] in notes(slide)


@pytest.mark.parametrize("size", [(), (10.0, 7.5), (13.333, 7.5)])
def test_nothing_stands_off_the_slide(dataset, page_of, options, organisation, size):
    template = organisation(*size) if size else None
    chapter = Selection.of(chapter=["1"])
    pages = [page_of(chapter, title="第一章", bundled=False), page_of(facts=PIPELINE)]
    cover = Cover("图集", ("按旗区",))
    deck = opened(presentation_bytes(dataset, pages, options, template=template, cover=cover))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            bottom = shape.top + shape.height
            if shape.has_table:
                bottom = shape.top + sum(row.height for row in shape.table.rows)
            assert bottom <= deck.slide_height


def test_every_run_names_both_typefaces(dataset, page_of, options):
    content = presentation_bytes(dataset, [page_of(WATER)], options, cover=Cover("图集", ("a",)))
    for slide in opened(content).slides:
        for run in slide._element.iter(qn("a:r"), qn("a:fld")):
            properties = run.find(qn("a:rPr"))
            for script in ("a:latin", "a:ea"):
                assert properties.find(qn(script)).get("typeface") == "Noto Sans SC"


def test_a_template_keeps_its_own_typefaces_and_layout(dataset, page_of, options, organisation):
    content = presentation_bytes(dataset, [page_of(WATER)], options, template=organisation())
    deck = opened(content)
    assert {slide.slide_layout.name for slide in deck.slides} == {"Title Only"}
    assert not list(deck.slides[0]._element.iter(qn("a:ea")))
    assert "样张一" not in "".join(text for slide in deck.slides for text in texts(slide))


@pytest.mark.parametrize("size", [(), (10.0, 7.5), (10.0, 8.0)])
def test_the_picture_has_the_proportions_that_it_was_asked_for(
    dataset, page_of, options, organisation, size
):
    template = organisation(*size) if size else None
    for page in (page_of(WATER), page_of(facts=PIPELINE)):
        width, height = picture_size_in(
            dataset, page.scene, template, is_fact=page.facts is not None
        )
        slide = opened(presentation_bytes(dataset, [page], options, template=template)).slides[0]
        (picture,) = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert picture.width / picture.height == pytest.approx(width / height, rel=0.01)
        assert width >= picture.width.inches - 0.01


def test_titles_are_made_smaller_until_they_fit_in_a_line(dataset, page_of, options, organisation):
    page = page_of(WATER, title="鄂尔多斯市区域合作项目图之水利项目")
    slides = opened(presentation_bytes(dataset, [page], options, template=organisation())).slides
    for slide in slides:
        shape = slide.shapes.title
        (run,) = shape.text_frame.paragraphs[0].runs
        size_pt = run.font.size.pt if run.font.size else 44
        assert len(run.text) * size_pt * 0.8 < shape.width.pt


def test_the_contents_name_each_map_with_its_slide_and_lead_there(dataset, page_of, options):
    chapters = {n: selected(dataset, Selection.of(chapter=[str(n)])) for n in range(1, 6)}
    # lists of more than one slide, and of different lengths
    pages = [page_of(ids=ids[: 15 + 5 * n], title=f"第{n}章") for n, ids in chapters.items()]
    deck = opened(presentation_bytes(dataset, pages, options, cover=Cover("图集", ("按章",))))
    slides = list(deck.slides)
    table = table_of(slides[1]).table
    rows = cells(slides[1])[1:]
    assert [row[1] for row in rows] == [page.scene.title for page in pages]
    for number, row in enumerate(rows, start=1):
        target = slides[int(row[3]) - 1]
        assert target.shapes.title.text_frame.text == row[1]
        run = table.cell(number, 1).text_frame.paragraphs[0].runs[0]
        link = run._r.rPr.find(qn("a:hlinkClick"))
        part = slides[1].part.related_part(link.get(qn("r:id")))
        assert part is target.part


def test_a_fact_sheet_shows_both_sides_clause_quote_units_and_basis(dataset, page_of, options):
    link = dataset.features.index[dataset.features["kind"] == "link"][0]
    project = PIPELINE
    for feature_id in (link, project):
        page = page_of(facts=feature_id, title=dataset.features.loc[feature_id, "name"])
        (slide,) = opened(presentation_bytes(dataset, [page], options)).slides
        rows = dict(cells(slide))
        facts = feature_facts(dataset, feature_id)
        assert rows[wording.general.CLAUSE] == facts.clause
        assert facts.quote in rows[wording.general.QUOTE]
        assert rows[wording.general.UNITS] == "、".join(facts.units)
        assert rows.items() >= dict(facts.rows).items()
        assert facts.quote in notes(slide)


def test_the_same_input_gives_the_same_bytes_without_the_time_of_writing(dataset, page_of, options):
    pages = [page_of(WATER)]
    first = presentation_bytes(dataset, pages, options, cover=Cover("图集", ("a",)))
    assert first == presentation_bytes(dataset, pages, options, cover=Cover("图集", ("a",)))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2026, 11, 24)}
    next_day = dataclasses.replace(options.letterhead, on=date(2026, 11, 25))
    other = presentation_bytes(dataset, pages, dataclasses.replace(options, letterhead=next_day))
    assert opened(other).core_properties.modified.date() == date(2026, 11, 25)


def test_hostile_names_stay_text(dataset, page_of, options):
    features = dataset.features.copy()
    name = selected(dataset, WATER)[0]
    features.loc[name, "name"] = HOSTILE
    features.loc[name, "note"] = HOSTILE * 400
    hostile = dataclasses.replace(dataset, features=features)
    page = page_of(WATER, title=HOSTILE)
    content = presentation_bytes(hostile, [page], options, cover=Cover(HOSTILE, (HOSTILE,)))
    deck = opened(content)
    clean = HOSTILE.translate({0: None, 0x0B: " ", 0x1B: None})
    assert clean in [row[0] for row in cells(deck.slides[3])]
    assert deck.slides[0].shapes.title.text_frame.text == clean
    fact = dataclasses.replace(page, facts=feature_facts(hostile, name))
    (slide,) = opened(presentation_bytes(hostile, [fact], options)).slides
    assert sum(row.height for row in table_of(slide).table.rows) < deck.slide_height


def test_an_empty_selection_is_a_slide_without_a_list(dataset, page_of, options):
    (slide,) = opened(presentation_bytes(dataset, [page_of(ids=[])], options)).slides
    assert "0 / 73 条表述" in "".join(texts(slide))
