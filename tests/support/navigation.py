"""The navigation of the running app, as people use it."""

from __future__ import annotations

from playwright.sync_api import Page

from support.browser import settled


def open_in_navigation(page: Page, section: str, title: str) -> None:
    """Unfold a section of the navigation and choose a page in it."""
    settled(page)
    page.locator("[data-testid=stTopNavSection]", has_text=section).click()
    page.locator("[data-testid=stTopNavDropdownLink]", has_text=title).click()
