"""The page 出图 in a browser: preview, files of every kind, an atlas that is cancelled and made."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Download, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from ordos_geo import wording
from ordos_geo.analysis import Selection
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.cartography.scene.map_templates import page_scene
from ordos_geo.cartography.sheet import SIZES
from ordos_geo.model import clock
from support.browser import boxes, settled

PREVIEW = ".st-key-export_preview img"
FINISH = ".st-key-export_finish"
TODAY = clock.today().isoformat()
NARROWED = "group=livelihood&banner=150625"
FILTERS = "项目类型-民生_旗区-杭锦旗"
NAME = f"{wording.general.MAP_TITLE}_{FILTERS}_{TODAY}"


@pytest.fixture
def open_export(open_page):
    def open_at(query: str = "") -> Page:
        page = open_page(f"/export?{query}")
        expect(page.locator(PREVIEW)).to_be_visible()
        return page

    return open_at


def download(page: Page, label: str) -> Download:
    settled(page)  # the button is the last one's
    with page.expect_download() as caught:
        page.get_by_role("button", name=label).click()
    return caught.value


def content(file: Download) -> bytes:
    return Path(file.path()).read_bytes()


def preview_size(page: Page) -> tuple[int, int]:
    size = page.locator(PREVIEW).evaluate("image => [image.naturalWidth, image.naturalHeight]")
    return tuple(size)


def choose(page: Page, label: str) -> None:
    page.locator(".st-key-export_side").get_by_role("radio", name=label, exact=True).click()


def test_preview_is_large_and_says_what_it_shows(open_export, dataset):
    page = open_export(NARROWED)
    (box,) = boxes(page, PREVIEW)
    assert box["width"] >= 1366 * 0.7
    assert box["y"] + box["height"] <= 768
    narrowed = Selection.of(group=["livelihood"], banners=["150625"])
    shown = page_scene(dataset, "overview", narrowed).alt_text()
    expect(page.locator(PREVIEW)).to_have_attribute("alt", shown)
    expect(page.get_by_text(wording.output.CHECK_PASSED)).to_be_visible()


def test_png_pdf_and_pptx_hold_the_map_and_are_named_after_it(open_export):
    page = open_export(f"{NARROWED}&resolution=screen")
    png = download(page, "下载 PNG")
    assert png.suggested_filename == f"{NAME}.png"
    picture = Image.open(io.BytesIO(content(png)))
    assert picture.size == (1280, 720)
    assert picture.getcolors(maxcolors=64) is None

    choose(page, "PDF")
    pdf = download(page, "下载 PDF")
    assert pdf.suggested_filename == f"{NAME}.pdf"
    text = PdfReader(io.BytesIO(content(pdf))).pages[0].extract_text()
    for wanted in (wording.general.MAP_TITLE, "杭锦旗", "民生", wording.general.REVIEW_LINE):
        assert wanted in text

    choose(page, "PPT")
    pptx = download(page, "下载 PPT")
    assert pptx.suggested_filename == f"{NAME}.pptx"
    deck = Presentation(io.BytesIO(content(pptx)))
    assert deck.slides[0].shapes.title.text_frame.text == wording.general.MAP_TITLE
    expect(page).to_have_url(re.compile(rf"format=pptx&resolution=screen&{NARROWED}$"))


def test_svg_holds_its_texts(open_export):
    page = open_export(f"{NARROWED}&format=svg&title={quote('<img src=x onerror=alert(1)>')}")
    svg = download(page, "下载 SVG")
    text = content(svg).decode()
    assert svg.suggested_filename == f"img_src=x_onerror=alert(1)_{FILTERS}_{TODAY}.svg"
    assert "<img" not in text
    assert "杭锦旗" in text
    expect(page.locator("img[src=x]")).to_have_count(0)


def test_another_size_is_another_preview_at_once(open_export):
    page = open_export()
    wide = preview_size(page)
    assert wide[0] > wide[1]
    choose(page, SIZES["a4"].label)
    page.wait_for_function(
        "selector => { const i = document.querySelector(selector);"
        " return i && i.naturalHeight > i.naturalWidth }",
        arg=PREVIEW,
    )
    expect(page).to_have_url(re.compile(r"size=a4$"))
    (box,) = boxes(page, PREVIEW)
    assert box["y"] + box["height"] <= 768


def test_the_map_page_leads_here_with_its_filters(open_page, wait_for_map, dataset):
    page = open_page("/infrastructure?group=water")
    wait_for_map(page)
    page.locator(".st-key-mapbar").get_by_role("link", name=wording.output.PAGE).click()
    expect(page.locator(PREVIEW)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/export\?map=infrastructure&group=water$"))
    shown = page_scene(dataset, "infrastructure", Selection.of(group=["water"])).alt_text()
    expect(page.locator(PREVIEW)).to_have_attribute("alt", shown)


def test_a_template_that_cannot_be_used_is_refused_in_chinese(open_export):
    page = open_export("format=pptx")
    upload = page.locator("[data-testid=stFileUploaderDropzoneInput]")
    broken = {"name": "模板.pptx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04"}
    upload.set_input_files(broken)
    alert = page.locator(".st-key-export_side [data-testid=stAlert]")
    expect(alert).to_contain_text("PPT 模板已损坏")
    expect(page.get_by_role("button", name="下载 PPT")).to_be_disabled()

    own = io.BytesIO()
    Presentation().save(own)
    page.locator("[data-testid=stFileChipDeleteBtn] button").click()
    expect(alert).to_have_count(0)
    upload.set_input_files({**broken, "buffer": own.getvalue()})
    expect(page.get_by_text(wording.output.OWN_TEMPLATE_USED)).to_be_visible()
    pptx = download(page, "下载 PPT")
    deck = Presentation(io.BytesIO(content(pptx)))
    assert deck.slide_height == Presentation().slide_height


def test_words_of_the_page_are_chinese(open_export):
    page = open_export("format=pptx")
    uploader = page.locator("[data-testid=stFileUploaderDropzone]")
    assert (
        uploader.locator("button p").evaluate("p => parseFloat(getComputedStyle(p).fontSize)") == 0
    )
    written = uploader.locator("[data-testid=stMarkdownContainer]").evaluate(
        "element => getComputedStyle(element, '::after').content"
    )
    assert wording.output.OWN_TEMPLATE in written


def test_an_atlas_is_cancelled_made_and_downloaded(open_export):
    pages = "150602,150625"
    page = open_export(f"by=banner&pages={pages}&book=zip&size=a4")
    make = page.get_by_role("button", name=wording.output.ATLAS_MAKE.format(count=2))
    make.click()
    page.get_by_role("button", name=wording.output.ATLAS_CANCEL).click()
    expect(page.locator(FINISH)).to_contain_text(wording.output.ATLAS_CANCELLED)
    expect(page.get_by_role("button", name=wording.output.ATLAS_DOWNLOAD)).to_have_count(0)

    make.click()
    done = page.get_by_text(wording.output.ATLAS_DONE.format(count=2))
    expect(done).to_be_visible()
    file = download(page, wording.output.ATLAS_DOWNLOAD)
    assert re.fullmatch(rf".+_全部_{TODAY}\.zip", file.suggested_filename)
    with zipfile.ZipFile(io.BytesIO(content(file))) as archive:
        names = archive.namelist()
        assert [name for name in names if "东胜区" in name]
        assert [name for name in names if "杭锦旗" in name]
        assert not [name for name in names if "准格尔旗" in name]


def test_two_users_wait_for_each_other_and_each_gets_the_own_atlas(open_export, dataset):
    first = open_export("by=banner&pages=150602&book=pdf")
    second = open_export("by=chapter&pages=4&book=pdf")
    for page in (first, second):
        page.get_by_role("button", name=wording.output.ATLAS_MAKE.format(count=1)).click()
        expect(page.get_by_role("button", name=wording.output.ATLAS_CANCEL)).to_be_visible()
    texts = []
    for page in (first, second):
        expect(page.get_by_text(wording.output.ATLAS_DONE.format(count=1))).to_be_visible()
        book = PdfReader(io.BytesIO(content(download(page, wording.output.ATLAS_DOWNLOAD))))
        texts.append(book.pages[-1].extract_text())
    assert "东胜区" in texts[0]
    assert value_label(dataset, "chapter", "4") in texts[1]
