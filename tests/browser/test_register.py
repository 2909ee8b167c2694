"""The register page of the real app in a real browser: from the words to the map and back."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from ordos_geo import wording
from ordos_geo.analysis import TASKS, Selection, selected
from ordos_geo.wording.reporting_pages import SECTIONS
from support.browser import boxes, settled

TASK = "task-3-5-08"  # 持续推进北京各医院与我市各旗区建立对口帮扶工作
LINK = "beijing-dalad-health"
PEN = "rgb(255, 223, 126)"  # --chosen in plan.css
TEXT_WIDTH_EM = 44


@pytest.fixture
def register(open_page):
    """Opens the register page and waits for the document."""

    def open_at(query: str = "") -> Page:
        page = open_page(f"/register{query}")
        expect(page.locator("article h1")).to_be_visible()
        return page

    return open_at


def segment(page: Page, record_id: str) -> Locator:
    return page.locator(f'article [data-ids~="{record_id}"]').first


def is_in_view(page: Page, element: Locator) -> bool:
    """Whether an element lies inside the document's own scrolled area, once it has come to rest."""
    settled(page)
    area, box = page.locator("article").bounding_box(), element.bounding_box()
    return area["y"] <= box["y"] and box["y"] + box["height"] <= area["y"] + area["height"]


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def count_text(dataset, ids) -> str:
    return wording.general.TASK_COUNT.format(shown=len(ids), total=len(dataset.tasks))


def test_the_plan_is_readable_without_scrolling_the_page(register, dataset):
    page = register()
    settled(page)
    expect(page.locator("article h1")).to_have_text(dataset.plan.head.title)
    expect(page.locator("article section")).to_have_count(len(dataset.plan.measures))
    paragraph = page.locator("article p.text").first
    size, line = paragraph.evaluate(
        "e => [getComputedStyle(e).fontSize, getComputedStyle(e).lineHeight].map(parseFloat)"
    )
    assert line / size >= 1.8
    assert paragraph.bounding_box()["width"] / size <= TEXT_WIDTH_EM
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollHeight <= e.clientHeight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_brand_and_navigation_do_not_overlap(register):
    page = register()
    section = "[data-testid=stTopNavSection]"
    brand, first, last, account, theme = boxes(
        page,
        ".st-key-brand p",
        section,
        f"{section}:has-text('{SECTIONS['dispatch']}')",
        ".st-key-account button",
        ".st-key-theme button",
    )
    assert first["x"] >= brand["x"] + brand["width"]
    assert last["x"] + last["width"] <= account["x"]
    assert account["x"] + account["width"] <= theme["x"]


def scroll_to_measure(page, title: str) -> None:
    """Follow the contents to a measure; the text has stopped scrolling, which begins late."""
    link = page.locator("nav a", has_text=title)
    link.click()
    page.wait_for_function(
        """([article, id]) => {
            const most = article.scrollHeight - article.clientHeight;
            const top = Math.min(article.querySelector(`#${id}`).offsetTop - 12, most);
            return Math.abs(article.scrollTop - top) < 1;
        }""",
        arg=[page.locator("article").element_handle(), link.get_attribute("data-go")],
    )


def test_clicking_a_commitment_shows_its_records_and_keeps_the_place(register, dataset):
    page = register()
    scroll_to_measure(page, "多维引进")
    words = segment(page, TASK)
    expect(words).to_be_in_viewport()
    settled(page)
    before = words.bounding_box()
    words.click()
    expect(page.locator("aside h3")).to_have_text(dataset.tasks.loc[TASK, "name"])
    expect(words).to_have_css("background-color", PEN)
    settled(page)
    assert words.bounding_box() == before
    assert parameters(page) == {"id": [TASK]}
    expect(page.locator("aside a.map")).to_have_count(9)


def test_a_commitment_can_be_chosen_by_keyboard(register, dataset):
    page = register()
    segment(page, "task-1-1-02").focus()
    page.keyboard.press("Enter")
    expect(page.locator("aside h3")).to_have_text(dataset.tasks.loc["task-1-1-02", "name"])


def test_from_the_words_to_the_map_and_back(register, dataset):
    page = register(f"?id={TASK}")
    assert is_in_view(page, segment(page, TASK))
    name = dataset.features.loc[LINK, "name"]
    page.locator("aside a.map", has_text=name).click()
    detail = page.locator(".og-detail")
    expect(detail.locator("h3")).to_have_text(name)
    assert urlsplit(page.url).path == "/"
    assert parameters(page) == {"id": [LINK]}
    detail.get_by_role("link", name=wording.general.READ_IN_PLAN).click()
    expect(page.locator("aside h3")).to_have_text(name)
    expect(segment(page, LINK)).to_have_class(re.compile("chosen"))
    assert is_in_view(page, segment(page, LINK))
    assert len(page.context.pages) == 1


def test_filtering_lights_only_what_is_left(register, dataset):
    page = register()
    label = dataset.vocabularies["sector"].label("water")
    choice = page.get_by_role("combobox", name=wording.general.DIMENSIONS["sector"])
    choice.click()
    choice.press_sequentially(label)
    page.get_by_role("option", name=re.compile(label)).click()
    page.keyboard.press("Escape")  # closes the list, which hides the rest from assistive tools
    ids = selected(dataset, Selection.of(sector=["water"]), TASKS)
    expect(page.locator("aside .count")).to_have_text(count_text(dataset, ids))
    lit = page.locator("article .lit").evaluate_all("all => all.map(e => e.dataset.ids.split(' '))")
    names = {name for group in lit for name in group if name in dataset.tasks.index}
    assert set(ids) <= names
    assert all(set(ids).intersection(group) for group in lit)
    expect(page.locator("aside li a")).to_have_text(list(dataset.tasks.loc[ids, "name"]))

    page.get_by_role("button", name=wording.general.RESET).click()
    expect(page.locator("aside .count")).to_have_text(count_text(dataset, dataset.tasks.index))


def test_a_row_of_the_table_leads_to_its_words(register, dataset):
    page = register("?sector=water")
    page.get_by_role("radio", name=wording.general.REGISTER_TABLE).click()
    table = page.locator("[data-testid=stDataFrame]")
    expect(table).to_be_visible()
    settled(page)
    ids = selected(dataset, Selection.of(sector=["water"]), TASKS)
    row = 2
    header_px, row_px = 34, 33
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + header_px + row_px * (row + 0.5))
    expect(page.locator("aside h3")).to_have_text(dataset.tasks.loc[ids[row], "name"])
    assert is_in_view(page, segment(page, ids[row]))
    assert parameters(page) == {"sector": ["water"], "id": [ids[row]]}


def test_downloaded_rows_are_the_filtered_ones(register, dataset):
    page = register("?sector=water")
    page.get_by_role("radio", name=wording.general.REGISTER_TABLE).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=wording.general.DOWNLOAD.format(format="CSV")).click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    ids = selected(dataset, Selection.of(sector=["water"]), TASKS)
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == list(ids)
