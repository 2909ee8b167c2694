"""What all map pages have: entering and leaving them, the map with its tools, the panel beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ordos_geo.analysis import Dataset, Selection
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.scene.map_templates import page_scene
from ordos_geo.cartography.screen.assets import AssetManifest
from ordos_geo.errors import Fault
from ordos_geo.ui.maps.chart import draw_map
from ordos_geo.ui.maps.detail_tools import detail_tools
from ordos_geo.ui.maps.export_link import export_link
from ordos_geo.ui.maps.panels import (
    address_notice,
    count_line,
    detail,
    empty_notice,
    feature_choice,
)
from ordos_geo.ui.maps.viewport_state import current_view, fit_buttons, frame_choice
from ordos_geo.ui.shell.address import enter_page, placed_address, write_page
from ordos_geo.ui.shell.catalog import Catalog, load_catalog
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.filters import active_filters
from ordos_geo.ui.widgets.search_box import search_box


@dataclass(frozen=True, slots=True)
class MapPageContext:
    """What a map page draws from. `code` is a key of MAP_PAGES, `faults` those of the address."""

    code: str
    catalog: Catalog
    faults: Sequence[Fault]

    @property
    def dataset(self) -> Dataset:
        """The whole dataset."""
        return self.catalog.dataset

    @property
    def scope(self) -> Selection:
        """What the page is about."""
        return MAP_PAGES[self.code].scope

    def scene(self, chosen: Selection) -> MapScene:
        """What the page shows under filters."""
        return page_scene(self.dataset, self.code, chosen, selected_id=session.selected_id)


def map_page(code: str) -> Callable[[Callable[[MapPageContext], None]], Callable[[], None]]:
    """Make a page of what draws a map page; `code` is its key in MAP_PAGES.

    The page reads the URL before and writes it after.
    """

    def make(draw: Callable[[MapPageContext], None]) -> Callable[[], None]:
        @st.fragment
        def page() -> None:
            with errors_in_chinese():
                catalog = load_catalog()
                faults = enter_page(code, catalog.dataset)
                draw(MapPageContext(code, catalog, faults))
                write_page(code, catalog.dataset, placed_address(code))

        return page

    return make


def map_with_tools(page: MapPageContext, scene: MapScene, chosen: Selection) -> AssetManifest:
    """The map, and above it frame, fitting, the way to 出图 and the search; what it is drawn of."""
    canvas = st.container(key="canvas")
    with st.container(key="mapbar", horizontal=True, vertical_alignment="center", gap="small"):
        published = frame_choice(page.catalog.frames)
        fit_buttons(published, scene.feature_ids)
        export_link(page.dataset, page.code, chosen)
        search_box(page.catalog, page.scope)
    with canvas:
        draw_map(page.dataset, scene, published, current_view(published))
    return published


def result_line(page: MapPageContext, scene: MapScene, chosen: Selection) -> None:
    """What is wrong with the address, how much is shown, what filters, and what to do for more."""
    address_notice(page.faults)
    count_line(page.dataset, scene, page.scope)
    active_filters(page.dataset)
    if not scene.feature_ids:
        empty_notice(page.dataset, chosen, page.scope)


def chosen_feature(page: MapPageContext, scene: MapScene, chosen: Selection) -> None:
    """Choose a feature by name, its detail, and what goes with it."""
    feature_choice(page.dataset, scene)
    detail(page.dataset, scene)
    detail_tools(page.dataset, scene, chosen)
