"""Light and dark: the button, what it changes, and that the choice is kept."""

from __future__ import annotations

import re

from PIL import Image, ImageStat
from playwright.sync_api import Page, expect

from ordos_geo import wording
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.count_words import count_words
from support.counts import count_lines

COUNT = ".og-count strong"


def brightness(picture: Image.Image) -> float:
    """Mean of the grey values, 0 to 255."""
    return ImageStat.Stat(picture.convert("L")).mean[0]


def switch(page: Page, label: str):
    return page.get_by_role("button", name=label, exact=True)


def test_the_dark_map_shows_the_same_and_the_choice_is_kept(open_page, wait_for_map, dataset):
    ids = selected(dataset, Selection.of(group=["water"]))
    count = count_lines(count_words(dataset, ids))
    page = open_page("/?group=water")
    assert brightness(wait_for_map(page)) > 180

    switch(page, wording.general.THEME_DARK).click()
    expect(switch(page, wording.general.THEME_LIGHT)).to_be_visible()
    expect(page.locator(COUNT)).to_have_text(count)
    expect(page).to_have_url(re.compile(r"\?group=water$"))
    assert brightness(wait_for_map(page)) < 75

    # pages have their own addresses, under which Streamlit keeps the choice
    page.goto("/relations")
    expect(switch(page, wording.general.THEME_LIGHT)).to_be_visible()
    assert brightness(wait_for_map(page)) < 75
    page.locator(".st-key-theme button").focus()
    page.keyboard.press("Enter")
    expect(switch(page, wording.general.THEME_DARK)).to_be_visible()
    assert brightness(wait_for_map(page)) > 180


def test_without_a_choice_the_map_is_light_whatever_the_system_prefers(open_page, wait_for_map):
    page = open_page("/handout")
    page.emulate_media(color_scheme="dark")
    page.goto("/parks")
    expect(switch(page, wording.general.THEME_DARK)).to_be_visible()
    assert brightness(wait_for_map(page)) > 180
