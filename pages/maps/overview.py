import streamlit as st

from ordos_geo.analysis import selected
from ordos_geo.cartography.scene import build_scene
from ordos_geo.ui.address import SELECTED, read_address, write_address
from ordos_geo.ui.catalog import load_catalog
from ordos_geo.ui.faults import errors_in_chinese
from ordos_geo.ui.filters import selection_bar
from ordos_geo.ui.map import draw_map
from ordos_geo.ui.panels import (
    address_notice,
    count_line,
    detail,
    empty_notice,
    feature_choice,
    legend,
)


@st.fragment
def overview() -> None:
    with errors_in_chinese():
        catalog = load_catalog()
        dataset = catalog.dataset
        faults = read_address(dataset)
        selection = selection_bar(dataset)
        ids = selected(dataset, selection)
        selected_id = st.session_state[SELECTED]
        scene = build_scene(
            dataset, ids, selection=selection, bundled=True, selected_id=selected_id
        )
        with st.container(key="stage"):
            draw_map(dataset, scene, catalog.published)
            with st.container(key="side"):
                address_notice(faults)
                count_line(scene)
                if ids.empty:
                    empty_notice(dataset, selection)
                feature_choice(dataset, scene)
                detail(dataset, scene)
                legend(dataset, scene)
        write_address(dataset, selection)


overview()
