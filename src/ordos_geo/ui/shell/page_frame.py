"""The frame of every page: page config, navigation, style sheet, who is signed in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ordos_geo import wording
from ordos_geo.ui.shell.catalog import freeze_what_stays
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.shell.pages import PAGES
from ordos_geo.ui.shell.sign_in import account_corner, may_read, sign_in_form
from ordos_geo.ui.shell.theme import style_sheets, theme_switch

_TEMPLATES = Path(__file__).parent / "templates"


def run() -> None:
    """Draw the frame and run the page that the address names."""
    st.set_page_config(
        page_title=wording.general.APP_TITLE, page_icon=str(_TEMPLATES / "icon.svg"), layout="wide"
    )
    style_sheets()
    sections = _sections()
    page = st.navigation(sections, position="top")
    with st.container(key="head"):
        with st.container(key="brand"):
            st.markdown(f"**{wording.general.APP_TITLE}**")
        account_corner()
        pages = [other.url_path for section in sections.values() for other in section]
        theme_switch(page.url_path, pages)
    with errors_in_chinese():
        if may_read():
            page.run()
        else:
            sign_in_form("page", wording.reporting_pages.SIGN_IN_TO_READ)
    freeze_what_stays(page.title)


def _sections() -> dict[str, list[StreamlitPage]]:
    """The pages by section, in the order of the navigation."""
    sections: dict[str, list[StreamlitPage]] = {}
    for page in PAGES.values():
        is_first = not sections
        name = wording.reporting_pages.SECTIONS[page.section]
        sections.setdefault(name, []).append(
            st.Page(
                page.file,
                title=page.title,
                icon=f":material/{page.icon}:",
                url_path=None if is_first else page.code,
                default=is_first,
            )
        )
    return sections
