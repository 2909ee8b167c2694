"""Meeting mode on a projector: size of type, keys, a map that stays, clicks on the enlarged map."""

from __future__ import annotations

import re

import pytest
from PIL import ImageChops
from playwright.sync_api import Page, expect

from ordos_geo.address.saved_views import load_views
from ordos_geo.analysis import Selection
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.geometry.viewport import ORDOS_AND_NEIGHBOURS as FRAME
from ordos_geo.cartography.placement import mercator_px
from ordos_geo.cartography.screen.features import place_features
from support.browser import CHART, boxes, click_map, settled
from support.counts import choice_words, said_of

PROJECTOR = {"width": 1920, "height": 1080}
TITLE, COUNT = ".og-meeting h1", ".og-meeting .count"
CHIPS = ".st-key-meeting_chips button"
PANELS = (".st-key-meeting_head", ".st-key-meeting_side", ".st-key-meeting_chips")
LEGIBLE_PX = 28  # 5 m from a 1080p picture that is 2 m wide


@pytest.fixture
def open_meeting(open_page, wait_for_map):
    def open_at(query="", viewport=PROJECTOR) -> Page:
        page = open_page(f"/meeting?{query}")
        page.set_viewport_size(viewport)
        expect(page.locator(CHIPS).first).to_be_visible()
        wait_for_map(page)
        return page

    return open_at


def font_px(page: Page, selector: str) -> float:
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    return page.locator(selector).first.evaluate(size)


def expect_shown(
    page: Page, dataset, title: str, selection: Selection, map_page: str = "overview"
) -> None:
    said = said_of(dataset, selection, MAP_PAGES[map_page].scope)
    expect(page.locator(TITLE)).to_have_text(title)
    expect(page.locator(COUNT)).to_have_text(said.head)
    expected = choice_words(dataset, selection, "group")
    expect(page.locator(f"{CHIPS} p")).to_have_text([re.compile(rf" {n}$") for n in expected])


@pytest.mark.parametrize(
    ("viewport", "least_px"),
    [(PROJECTOR, LEGIBLE_PX), ({"width": 1366, "height": 768}, 20)],
    ids=["projector", "laptop"],
)
def test_map_is_the_screen_and_type_is_large(open_meeting, viewport, least_px):
    page = open_meeting("view=whole", viewport)
    size = list(viewport.values())
    area, *panels = boxes(page, CHART, *PANELS)
    assert [round(area[side]) for side in ("x", "y", "width", "height")] == [0, 0, *size]
    expect(page.locator("[data-testid=stHeader]")).to_be_hidden()
    expect(page.locator(".st-key-brand")).to_be_hidden()
    for selector in (TITLE, COUNT, f"{CHIPS} p"):
        assert font_px(page, selector) >= least_px, selector
    for chip in page.locator(f"{CHIPS} p").all():
        assert chip.evaluate("element => element.scrollWidth <= element.clientWidth"), "cut off"
    for box in panels:
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] + box["height"] <= size[1]
    head, side, chips = panels
    assert head["x"] + head["width"] <= side["x"]
    assert side["y"] + side["height"] <= chips["y"]


def test_keys_choose_types_step_through_views_and_leave(open_meeting, dataset, project_root):
    views = load_views(project_root, dataset)
    page = open_meeting()
    page.keyboard.press("1")
    expect(page.locator(CHIPS).first).to_contain_text("✓")
    expect(page).to_have_url(re.compile("group=energy$"))
    for view in views[:2]:
        page.keyboard.press("ArrowRight")
        expect_shown(page, dataset, view.title, view.selection, view.page)
    expect(page).to_have_url(re.compile(f"view={views[1].id}"))
    page.keyboard.press("ArrowLeft")
    expect_shown(page, dataset, views[0].title, views[0].selection, views[0].page)
    page.keyboard.press("8")
    expect(page.locator(CHIPS).last).to_contain_text("✓")
    page.keyboard.press("Escape")
    expect_shown(page, dataset, views[0].title, Selection())
    page.keyboard.press("Escape")
    expect(page.locator("[data-testid=stHeader]")).to_be_visible()
    expect(page.locator(TITLE)).to_have_count(0)


def test_map_stays_where_it_was_moved_when_types_change(open_meeting, wait_for_map):
    page = open_meeting("kind=park,positioning")
    page.mouse.move(900, 600)
    page.mouse.down()
    page.mouse.move(800, 520, steps=4)
    page.mouse.up()
    page.mouse.move(5, 1075)
    moved = wait_for_map(page)
    page.keyboard.press("4")
    expect(page.locator(CHIPS).nth(3)).to_contain_text("✓")
    page.keyboard.press("4")
    expect(page.locator(CHIPS).nth(3)).not_to_contain_text("✓")
    assert ImageChops.difference(moved, wait_for_map(page)).getbbox() is None


def test_click_on_the_enlarged_map_opens_a_large_detail_that_escape_closes(
    open_meeting, wait_for_map, dataset
):
    (feature_id,) = dataset.features.query("type == 'energy_base'").index
    (row,) = (row for row in place_features(dataset, FRAME).points if row["id"] == feature_id)
    x, y = mercator_px(*row["position"], FRAME.zoom)
    middle_x, middle_y = mercator_px(FRAME.longitude, FRAME.latitude, FRAME.zoom)
    page = open_meeting("kind=project&group=energy")
    enlarged = page.locator(CHART).first.evaluate(
        "e => e.getBoundingClientRect().width / e.offsetWidth"
    )
    spot = (
        PROJECTOR["width"] / 2 + enlarged * (x - middle_x + row["offset"][0]),
        PROJECTOR["height"] / 2 + enlarged * (y - middle_y + row["offset"][1]),
    )
    heading = page.locator(".st-key-meeting_detail h3")
    click_map(page, *spot)
    expect(heading).to_have_text(dataset.features.loc[feature_id, "name"])
    assert font_px(page, ".st-key-meeting_detail h3") >= LEGIBLE_PX
    page.keyboard.press("Escape")
    expect(heading).to_have_count(0)
    expect(page).not_to_have_url(re.compile("id="))


def test_handout_prints_without_navigation(open_page, dataset, project_root):
    views = load_views(project_root, dataset)
    page = open_page("/handout")
    rows = page.locator(".og-handout tbody tr")
    expect(rows).to_have_count(len(views))
    page.emulate_media(media="print")
    for hidden in ("[data-testid=stHeader]", ".st-key-handout_tools", ".st-key-brand"):
        expect(page.locator(hidden)).to_be_hidden()
    settled(page)
    for scroller in ("[data-testid=stMain]", "[data-testid=stAppViewContainer]"):
        assert page.locator(scroller).evaluate("e => e.scrollHeight <= e.clientHeight + 1")
