"""The frame of every page: page config, navigation, style sheet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ordos_geo.model import wording
from ordos_geo.ui.faults import errors_in_chinese

_TEMPLATES = Path(__file__).parent / "templates"


def run() -> None:
    """Draw the frame and run the page that the address names."""
    st.set_page_config(
        page_title=wording.APP_TITLE, page_icon=str(_TEMPLATES / "icon.svg"), layout="wide"
    )
    st.html(_TEMPLATES / "style.css")
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
    with st.container(key="brand"):
        st.markdown(f"**{wording.APP_TITLE}**")
    with errors_in_chinese():
        page.run()
