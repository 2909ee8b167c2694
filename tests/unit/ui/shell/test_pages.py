"""The table of pages: one entry for each file, each address and each place in the navigation."""

from __future__ import annotations

from pathlib import Path

from ordos_geo import wording
from ordos_geo.address.pages import PAGE_ADDRESSES
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.ui.shell.pages import PAGES, page_file


def test_every_file_in_pages_is_an_entry_and_every_entry_has_a_file(project_root):
    files = set((project_root / "pages").rglob("*.py"))
    assert {Path(page.file) for page in PAGES.values()} == files
    assert all(page_file(code) == page.file for code, page in PAGES.items())


def test_every_page_has_an_address_and_every_address_a_page():
    assert set(PAGES) == set(PAGE_ADDRESSES)
    assert set(MAP_PAGES) <= set(PAGES)


def test_every_page_has_a_section_and_a_title_of_its_own():
    assert {page.section for page in PAGES.values()} == set(wording.reporting_pages.SECTIONS)
    assert len({page.title for page in PAGES.values()}) == len(PAGES)
