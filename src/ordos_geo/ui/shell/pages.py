"""The pages of the app: where each stands in pages/, in the navigation and in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ordos_geo import wording
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.settings import Settings


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    `code` is its name in the URL and that of its file, `folder` where in pages/ the file stands.
    `section` is a key of `wording.reporting_pages.SECTIONS`, `title` (Chinese) stands in the
    navigation, `icon` is a Material symbol.
    """

    code: str
    folder: str
    section: str
    title: str
    icon: str

    @property
    def file(self) -> str:
        """Path of its script."""
        return str(Settings().root / "pages" / self.folder / f"{self.code}.py")


_GENERAL, _REPORTING = wording.general, wording.reporting_pages

PAGES: Mapping[str, Page] = MappingProxyType(
    {
        page.code: page
        for page in (
            *(Page(page.code, "maps", "maps", page.name, page.icon) for page in MAP_PAGES.values()),
            Page("matrix", "maps", "maps", _GENERAL.PAGE_MATRIX, "grid_on"),
            Page("register", "plan", "plan", _GENERAL.PAGE_REGISTER, "menu_book"),
            Page("meeting", "briefing", "meeting", _GENERAL.PAGE_MEETING, "present_to_all"),
            Page("handout", "briefing", "meeting", _GENERAL.PAGE_HANDOUT, "print"),
            Page("export", "output", "output", _GENERAL.PAGE_EXPORT, "image"),
            Page("rounds", "reporting", "dispatch", _REPORTING.PAGE_ROUNDS, "event_available"),
            Page("report", "reporting", "dispatch", _REPORTING.PAGE_REPORT, "edit_note"),
            Page("progress", "reporting", "dispatch", _REPORTING.PAGE_PROGRESS, "trending_up"),
        )
    }
)
"""All pages in the order of the navigation; the first is the one without a name in the URL."""


def page_file(code: str) -> str:
    """The file of a page, for links and switches to it."""
    return PAGES[code].file
