"""Atlases as files: pages, numbers, links and names are right, and the same bytes every time."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from ordos_geo.analysis import Selection
from ordos_geo.analysis.facts import feature_facts
from ordos_geo.cartography.atlas import FEATURE, findings_in_words, make_atlas, plan_atlas
from ordos_geo.cartography.atlas.book import file_name

pytestmark = pytest.mark.slow

HOSTILE = "../<img src=x onerror=alert(1)>=cmd|'/c calc'\x00\x1b\n名"
BANNERS = ("150602", "150621", "150625")


@pytest.fixture(scope="module")
def plan(dataset):
    return plan_atlas(dataset, "banner", Selection.of(kind=["project", "park"]), BANNERS)


@pytest.fixture(scope="module")
def book(dataset, plan, options, here):
    return make_atlas(dataset, plan, options, "pdf", pool=here(dataset)).content


def text_of(page):
    return re.sub(r"\s+", "", page.extract_text())


def test_the_book_has_cover_contents_and_a_page_for_each_subject(book, plan, dataset):
    pages = PdfReader(io.BytesIO(book)).pages
    assert len(pages) == 2 + len(plan.pages)
    cover = text_of(pages[0])
    for text in (plan.title, dataset.plan.head.number, plan.filters_in_words, "2026年11月24日"):
        assert text in cover
    for number, page in enumerate(plan.pages, start=3):
        text = text_of(pages[number - 1])
        assert page.scene.title in text
        assert f"第{number}页，共{len(pages)}页" in text
        for group in page.scene.classes:
            assert group.label in text


def test_the_contents_give_the_number_of_each_page(book, plan):
    pages = PdfReader(io.BytesIO(book)).pages
    contents = text_of(pages[1])
    starts = {
        page.name: number
        for number, text in enumerate(map(text_of, pages), start=1)
        for page in plan.pages
        if page.scene.title in text
    }
    assert list(starts.values()) == [3, 4, 5]
    for page in plan.pages:
        measure = re.escape(re.sub(r"\s", "", page.measure))
        assert re.search(rf"{page.name}{measure}{starts[page.name]}(?!\d\d)", contents)


def test_links_and_outline_lead_to_the_pages(book, plan):
    reader = PdfReader(io.BytesIO(book))
    links = [note.get_object() for note in reader.pages[1]["/Annots"]]
    targets = [reader.get_page_number(link["/Dest"][0].get_object()) for link in links]
    assert targets == [2, 3, 4]
    entries = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]
    assert entries[2:] == [(page.name, n) for n, page in enumerate(plan.pages, start=2)]


def test_many_subjects_get_as_many_sheets_of_contents_as_they_need(dataset, options, here):
    from ordos_geo.cartography.atlas.front import draw_contents

    plan = plan_atlas(dataset, FEATURE, Selection())
    contents = draw_contents(plan, options)
    assert len(contents.entries) == len(plan.pages) == len(dataset.features)
    assert {sheet for sheet, _ in contents.entries} == set(range(len(contents.sheets)))
    first = text_of(PdfReader(io.BytesIO(contents.sheets[0].pdf())).pages[0])
    assert str(2 + len(contents.sheets)) in first
    width, height = 13.333 * 72, 7.5 * 72
    for sheet in range(len(contents.sheets)):
        boxes = [box for number, box in contents.entries if number == sheet]
        assert len({box[:2] for box in boxes}) == len(boxes)
        for left, bottom, right, top in boxes:
            assert 0 < left < right < width
            assert 0 < bottom < top < height


def test_the_zip_holds_a_named_picture_for_each_page(dataset, plan, options, here):
    content = make_atlas(dataset, plan, options, "zip", pool=here(dataset)).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == [
            "00_目录.png",
            "01_东胜区区域合作图.png",
            "02_达拉特旗区域合作图.png",
            "03_杭锦旗区域合作图.png",
        ]
        for name in archive.namelist():
            picture = Image.open(io.BytesIO(archive.read(name)))
            assert picture.size == (533, 300)
            assert len(set(picture.convert("RGB").getdata())) > 20


def test_the_deck_holds_cover_contents_and_maps(dataset, plan, options, here):
    content = make_atlas(dataset, plan, options, "pptx", pool=here(dataset)).content
    slides = Presentation(io.BytesIO(content)).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[:2] == [plan.title, "目录"]
    assert [page.scene.title for page in plan.pages] == [
        title for title in titles[2:] if "清单" not in title
    ]


def test_fact_sheets_hold_the_plans_words(dataset, options, here):
    ids = ("hanggin-otog-drainage-pipeline", dataset.features.index[0])
    plan = plan_atlas(dataset, FEATURE, Selection(), ids)
    upright = dataclasses.replace(options, size="a4")
    content = make_atlas(dataset, plan, upright, "pdf", pool=here(dataset)).content
    pages = PdfReader(io.BytesIO(content)).pages
    for number, page in enumerate(plan.pages, start=2):
        text = text_of(pages[number])
        facts = feature_facts(dataset, page.id)
        for words in (facts.name, facts.clause, facts.quote, *facts.units):
            assert re.sub(r"\s+", "", words) in text
        for label, value in facts.rows:
            assert label in text
            assert re.sub(r"\s+", "", value) in text


def test_the_same_plan_gives_the_same_book(dataset, plan, options, here, book):
    assert make_atlas(dataset, plan, options, "pdf", pool=here(dataset)).content == book


@pytest.mark.parametrize("file_format", ["pptx", "zip"])
def test_the_same_plan_gives_the_same_bytes(dataset, options, here, file_format):
    plan = plan_atlas(dataset, "banner", Selection.of(group=["water"]), BANNERS)
    one, other = (
        make_atlas(dataset, plan, options, file_format, pool=here(dataset)).content
        for _ in range(2)
    )
    assert one == other


@pytest.mark.parametrize("file_format", ["pdf", "pptx", "zip"])
@pytest.mark.parametrize("by", ["banner", FEATURE])
def test_hostile_names_are_only_text(dataset, options, here, file_format, by):
    features = dataset.features.copy()
    name = features.index[features["banners"].map(lambda b: "150621" in b)][0]
    for column in ("name", "quote", "note", "basis"):
        features.loc[name, column] = HOSTILE
    hostile = dataclasses.replace(dataset, features=features)
    only = ["150621"] if by == "banner" else [name]
    plan = plan_atlas(hostile, by, Selection(), only)
    content = make_atlas(hostile, plan, options, file_format, pool=here(hostile)).content
    if file_format == "pdf":
        assert len(PdfReader(io.BytesIO(content)).pages) == 3
    elif file_format == "pptx":
        assert len(Presentation(io.BytesIO(content)).slides) > 2
    else:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert not [name for name in names if re.search(r'[\\/:*?"<>|\x00-\x1f]', name)]


@pytest.mark.parametrize("name", ["", "...", "../../etc/passwd", "a" * 500, "CON\x00", "=cmd()"])
def test_file_names_keep_to_their_folder(name):
    made = file_name("01", name)
    assert re.fullmatch(r"01_[^\\/:*?\"<>|\x00-\x1f]{1,60}\.png", made)
    assert ".." not in made


def test_findings_name_their_page(dataset, options, here):
    features = dataset.features.copy()
    features.loc["hanggin-otog-drainage-pipeline", "name"] = "管线𠮷"
    changed = dataclasses.replace(dataset, features=features)
    plan = plan_atlas(changed, FEATURE, Selection(), ["hanggin-otog-drainage-pipeline"])
    atlas = make_atlas(changed, plan, options, "pdf", pool=here(changed))
    assert ("管线𠮷", "GLYPH_MISSING") in [(n, f.kind.name) for n, f in atlas.findings]


def test_what_was_found_while_drawing_is_logged_in_the_zip(dataset, plan, options, here):
    unknown = dataclasses.replace(
        options, letterhead=dataclasses.replace(options.letterhead, department="\U00020000局")
    )
    atlas = make_atlas(dataset, plan, unknown, "zip", pool=here(dataset))
    assert {page for page, _ in atlas.findings} == {page.name for page in plan.pages}
    with zipfile.ZipFile(io.BytesIO(atlas.content)) as archive:
        log = archive.read("出图检查.txt").decode("utf-8-sig").split("\r\n")
    assert log[:-1] == findings_in_words(atlas.findings)
    assert all(line.startswith(page) for line, (page, _) in zip(log, atlas.findings, strict=False))
    clean = make_atlas(dataset, plan, options, "zip", pool=here(dataset))
    names = zipfile.ZipFile(io.BytesIO(clean.content)).namelist()
    assert ("出图检查.txt" in names) == bool(clean.findings)
