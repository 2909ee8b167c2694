"""The body that all map pages share: filters, map, count, detail, legend, table, address."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ordos_geo.analysis import FEATURES, Dataset
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.scene.scene import MapScene
from ordos_geo.cartography.scene.templates import page_scene
from ordos_geo.ui.maps.chart import draw_map
from ordos_geo.ui.maps.detail_tools import detail_tools
from ordos_geo.ui.maps.export_link import export_link
from ordos_geo.ui.maps.feature_table import feature_table
from ordos_geo.ui.maps.legend_panel import legend
from ordos_geo.ui.maps.panels import (
    address_notice,
    corridor_cards,
    count_line,
    detail,
    empty_notice,
    feature_choice,
)
from ordos_geo.ui.maps.viewport_state import (
    current_view,
    fit_buttons,
    frame_choice,
    placement,
    read_placement,
)
from ordos_geo.ui.shell.address import SELECTED, is_entering, read_address, write_address
from ordos_geo.ui.shell.catalog import load_catalog
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.widgets.filters import active_filters, selection_bar
from ordos_geo.ui.widgets.search_box import search_box

Extra = Callable[[Dataset, MapScene], None]


@st.fragment
def map_page(
    name: str,
    *,
    extra: Extra | None = None,
) -> None:
    """The map page of that name, a key of MAP_PAGES.

    `extra` draws what only this page has, above the list.
    """
    with errors_in_chinese():
        catalog = load_catalog()
        dataset = catalog.dataset
        placed = read_placement() if is_entering() else []
        faults = [*placed, *read_address(dataset, also=FEATURES.others)]
        scope = MAP_PAGES[name].scope
        chosen = selection_bar(dataset, scope)
        scene = page_scene(dataset, name, chosen, selected_id=st.session_state[SELECTED])
        ids = scene.feature_ids
        with st.container(key="stage"):
            canvas = st.container(key="canvas")
            with st.container(
                key="mapbar", horizontal=True, vertical_alignment="center", gap="small"
            ):
                published = frame_choice(catalog.frames)
                fit_buttons(published, ids)
                export_link(dataset, name, chosen)
                search_box(catalog, scope)
            with canvas:
                draw_map(dataset, scene, published, current_view(published))
            with st.container(key="side"):
                address_notice(faults)
                count_line(scene)
                active_filters(dataset)
                if not ids:
                    empty_notice(dataset, chosen, scope)
                corridor_cards(dataset, scene)
                if extra:
                    extra(dataset, scene)
                feature_choice(dataset, scene)
                detail(dataset, scene)
                detail_tools(dataset, scene, chosen)
                legend(dataset, scene, published, chosen.within(scope))
        feature_table(dataset, scene)
        write_address(dataset, chosen, also=placement())
