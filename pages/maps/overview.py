import streamlit as st

from ordos_geo.ui.maps.feature_table import feature_table
from ordos_geo.ui.maps.legend_panel import legend
from ordos_geo.ui.maps.map_page import (
    MapPageContext,
    chosen_feature,
    map_page,
    map_with_tools,
    result_line,
)
from ordos_geo.ui.maps.panels import corridor_cards
from ordos_geo.ui.widgets.filters import selection_bar


@map_page("overview")
def overview(page: MapPageContext) -> None:
    chosen = selection_bar(page.dataset, page.scope)
    scene = page.scene(chosen)
    with st.container(key="stage"):
        published = map_with_tools(page, scene, chosen)
        with st.container(key="side"):
            result_line(page, scene, chosen)
            corridor_cards(page.dataset, scene)
            chosen_feature(page, scene, chosen)
            legend(page.dataset, scene, published, chosen.within(page.scope))
    feature_table(page.dataset, scene)


overview()
