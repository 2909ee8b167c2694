"""The way from a map to the page that makes files of it, with the same filters."""

from __future__ import annotations

import streamlit as st

from ordos_geo import wording
from ordos_geo.address.export import ExportRequest, export_parameters
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.cartography.geometry.extent import placed_frame
from ordos_geo.ui.maps.viewport_state import placement
from ordos_geo.ui.shell.address import SELECTED
from ordos_geo.ui.shell.page_files import page_file

EXPORT = "output/export"


def export_link(dataset: Dataset, page: str, selection: Selection) -> None:
    """A button to the page, for what a map page shows."""
    request = ExportRequest(map=page, frame=placed_frame(placement()))
    st.page_link(
        page_file(EXPORT),
        label=wording.output.PAGE,
        icon=":material/image:",
        query_params=export_parameters(dataset, request, selection, st.session_state[SELECTED]),
    )
