"""The way from a map to the page that makes files of it, with the same filters."""

from __future__ import annotations

import streamlit as st

from ordos_geo import wording
from ordos_geo.address.export import ExportRequest, export_parameters
from ordos_geo.address.viewport import paper_frame
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.ui.shell.pages import page_file
from ordos_geo.ui.shell.session import session


def export_link(dataset: Dataset, page: str, selection: Selection) -> None:
    """A button to the page, for what a map page shows."""
    request = ExportRequest(map=page, frame=paper_frame(*session.viewport))
    st.page_link(
        page_file("export"),
        label=wording.output.PAGE,
        icon=":material/image:",
        query_params=export_parameters(dataset, request, selection, session.selected_id),
    )
