"""The frame of every page: page config, navigation, style sheet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ordos_geo.model import wording
from ordos_geo.ui.address import PAGE
from ordos_geo.ui.faults import errors_in_chinese
from ordos_geo.ui.theme import style_sheets, theme_switch

_TEMPLATES = Path(__file__).parent / "templates"


def run() -> None:
    """Draw the frame and run the page that the address names."""
    st.set_page_config(
        page_title=wording.APP_TITLE, page_icon=str(_TEMPLATES / "icon.svg"), layout="wide"
    )
    style_sheets()
    pages = [
        st.Page(
            "pages/maps/overview.py",
            title=wording.PAGE_OVERVIEW,
            icon=":material/map:",
            default=True,
        ),
        _page("relations", wording.PAGE_RELATIONS, "share"),
        _page("infrastructure", wording.PAGE_INFRASTRUCTURE, "route"),
        _page("parks", wording.PAGE_PARKS, "factory"),
        _page("matrix", wording.PAGE_MATRIX, "grid_on"),
        _page("register", wording.PAGE_REGISTER, "menu_book"),
        _page("meeting", wording.PAGE_MEETING, "present_to_all"),
        _page("handout", wording.PAGE_HANDOUT, "print"),
    ]
    page = st.navigation(pages, position="top")
    st.session_state[PAGE] = page.url_path
    with st.container(key="head"):
        with st.container(key="brand"):
            st.markdown(f"**{wording.APP_TITLE}**")
        theme_switch(page.url_path, [other.url_path for other in pages])
    with errors_in_chinese():
        page.run()


def _page(name: str, title: str, icon: str) -> StreamlitPage:
    return st.Page(f"pages/maps/{name}.py", title=title, icon=f":material/{icon}:", url_path=name)
