"""The map pages: one entry each, with everything that is known of a page apart from its look.

Another map page is another entry here and a file in `pages/maps` that names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ordos_geo.analysis.selection.selection import Selection
from ordos_geo.wording import general


@dataclass(frozen=True, slots=True)
class MapPage:
    """One map page.

    `code` names it in addresses and saved views, `title` (Chinese) on the map, `name` (Chinese)
    and `icon` (a Material symbol) in the navigation. `scope` is what it is about: its filters come
    before what the user chooses. Links are drawn one by one while no more than `most_arcs`
    features are on the map, and otherwise as one arc for each two partners; with 0 always as one.
    """

    code: str
    title: str
    name: str
    icon: str
    scope: Selection
    most_arcs: int = 0

    def is_bundled(self, count: int) -> bool:
        """Whether the page draws links of the same two partners as one arc, with `count` features.

        A page that never draws links one by one does not either where nothing is left.
        """
        return self.most_arcs == 0 or count > self.most_arcs

    def own_filters(self, selection: Selection) -> Selection:
        """What a selection filters beyond the page's scope, whose dimensions count alone."""
        return Selection.of(
            **{
                name: codes
                for name, codes in selection.values.items()
                if name not in self.scope.values
            }
        )


MAP_PAGES: Mapping[str, MapPage] = MappingProxyType(
    {
        page.code: page
        for page in (
            MapPage("overview", general.MAP_TITLE, general.PAGE_OVERVIEW, "map", Selection()),
            MapPage(
                "relations",
                general.RELATIONS_MAP_TITLE,
                general.PAGE_RELATIONS,
                "share",
                Selection.of(kind=["link"]),
                most_arcs=60,
            ),
            MapPage(
                "infrastructure",
                general.PROJECTS_MAP_TITLE,
                general.PAGE_INFRASTRUCTURE,
                "route",
                Selection.of(kind=["project"]),
            ),
            MapPage(
                "parks",
                general.PARKS_MAP_TITLE,
                general.PAGE_PARKS,
                "factory",
                Selection.of(kind=["park", "positioning"]),
            ),
        )
    }
)
"""Code -> map page, in the order of the navigation."""

OVERVIEW = MAP_PAGES["overview"]
"""The page that shows everything; maps that belong to no page are drawn by its rules."""
