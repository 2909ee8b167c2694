"""What only a browser shows of the map pages: navigation, deep links, camera, search box."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from ordos_geo import wording
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.count_words import count_words
from ordos_geo.wording.reporting_pages import SECTIONS
from support.counts import count_lines
from support.navigation import open_in_navigation

COUNT = ".og-count strong"


def count_text(dataset, *kinds: str, **chosen: list[str]) -> list[str]:
    """What the count line says of a page about those kinds (none: all)."""
    scope = {"kind": kinds} if kinds else {}
    shown = selected(dataset, Selection.of(**chosen, **scope))
    total = selected(dataset, Selection.of(**scope))
    return count_lines(count_words(dataset, shown, total))


def test_filter_is_kept_on_other_pages_and_a_deep_link_shows_the_same(open_page, dataset):
    page = open_page("/?banner=150621")
    chosen = {"banners": ["150621"]}
    expect(page.locator(COUNT)).to_have_text(count_text(dataset, **chosen))
    open_in_navigation(page, SECTIONS["maps"], wording.general.PAGE_RELATIONS)
    expect(page.locator(COUNT)).to_have_text(count_text(dataset, "link", **chosen))
    expect(page).to_have_url(re.compile(r"/relations\?banner=150621$"))
    open_in_navigation(page, SECTIONS["maps"], wording.general.PAGE_PARKS)
    expect(page.locator(COUNT)).to_have_text(count_text(dataset, "park", "positioning", **chosen))
    open_in_navigation(page, SECTIONS["maps"], wording.general.PAGE_RELATIONS)
    expect(page.locator(COUNT)).to_have_text(count_text(dataset, "link", **chosen))
    expect(page).to_have_url(re.compile(r"/relations\?banner=150621$"))  # comes after the count

    address = urlsplit(page.url)
    other = open_page(f"{address.path}?{address.query}")
    expect(other.locator(COUNT)).to_have_text(count_text(dataset, "link", **chosen))
    legend = page.locator(".og-legend").inner_text()
    expect(other.locator(".og-legend")).to_have_text(legend, use_inner_text=True)


def test_view_stays_when_a_filter_changes_and_moves_to_the_results_when_asked(
    open_page, wait_for_map, dataset
):
    page = open_page("/parks?banner=150624")
    first = wait_for_map(page)
    # what lies west of the city is never a park: only the camera changes it
    west = (0, first.height // 2, first.width // 5, first.height - 100)

    page.get_by_role("button", name=wording.general.RESET).click()
    expect(page.locator(COUNT)).to_have_text(count_text(dataset, "park", "positioning"))
    page.mouse.move(5, 5)
    everything = wait_for_map(page)
    assert everything.tobytes() != first.tobytes()

    page.get_by_role("button", name=wording.general.SEE_RESULTS).click()
    page.mouse.move(5, 5)
    closer = wait_for_map(page)
    assert closer.crop(west).tobytes() != everything.crop(west).tobytes()
    page.get_by_role("button", name=wording.general.SEE_ALL).click()
    page.mouse.move(5, 5)
    assert wait_for_map(page).crop(west).tobytes() == everything.crop(west).tobytes()


def test_initials_find_a_banner_and_choosing_it_filters(open_page, dataset):
    page = open_page("/infrastructure")
    box = page.get_by_role("searchbox", name=wording.general.FIND)
    box.press_sequentially("dltq", delay=30)
    page.locator(".st-key-search_results").get_by_role("button", name="达拉特旗").first.click()
    expect(page.locator(COUNT)).to_have_text(count_text(dataset, "project", banners=["150621"]))
    expect(page).to_have_url(re.compile("banner="))
    expect(page).to_have_url(re.compile("at="))  # what was found is framed
    query = parse_qs(urlsplit(page.url).query)
    assert query.keys() == {"banner", "at"}
    assert query["banner"] == ["150621"]


def test_legend_classes_filter_by_mouse_and_by_keyboard(open_page, dataset):
    page = open_page("/infrastructure?group=energy")
    legend = page.locator(".og-legend")
    one = legend.locator("[data-legend-class=project-hydrogen_pipeline-line-schematic]")
    other = legend.locator("[data-legend-class=project-hydrogen_pipeline-point]")
    expect(one).to_be_visible()
    counted = legend.locator("li b").all_inner_texts()
    one.click()
    classes = [one.get_attribute("data-legend-class")]
    expect(page.locator(COUNT)).to_have_text(
        count_text(dataset, "project", group=["energy"], classes=classes)
    )
    expect(one).to_have_attribute("aria-pressed", "true")
    expect(one).to_be_focused()
    # the others stay, with the counts that they would have
    expect(legend.locator("li b")).to_have_text(counted)

    page.keyboard.press("Shift+Tab")
    expect(other).to_be_focused()
    page.keyboard.press("Enter")
    classes.append(other.get_attribute("data-legend-class"))
    expect(page.locator(COUNT)).to_have_text(
        count_text(dataset, "project", group=["energy"], classes=classes)
    )
    expect(other).to_be_focused()
    expect(page).to_have_url(re.compile("class=[^&]+(,|%2C)"))  # both: it comes after the count
    assert set(parse_qs(urlsplit(page.url).query)["class"][0].split(",")) == set(classes)
