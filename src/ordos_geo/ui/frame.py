"""The frame of every page: page config, navigation, style sheet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ordos_geo.model import wording
from ordos_geo.ui.faults import errors_in_chinese

_STYLE_SHEET = Path(__file__).parent / "templates" / "style.css"


def run() -> None:
    """Draw the frame and run the page that the address names."""
    st.set_page_config(page_title=wording.APP_TITLE, page_icon=":material/hub:", layout="wide")
    st.html(_STYLE_SHEET)
    page = st.navigation(
        [
            st.Page(
                "pages/maps/overview.py",
                title=wording.PAGE_OVERVIEW,
                icon=":material/map:",
                default=True,
            )
        ],
        position="top",
    )
    with errors_in_chinese():
        page.run()
