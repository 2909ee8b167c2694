"""The frame of every page: page config, navigation, style sheet, who is signed in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ordos_geo import wording
from ordos_geo.ui.shell.address import PAGE
from ordos_geo.ui.shell.catalog import freeze_what_stays
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.shell.page_files import page_file
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
    st.session_state[PAGE] = page.url_path
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
    names = wording.reporting_pages.SECTIONS
    overview = st.Page(
        page_file("maps/overview"),
        title=wording.general.PAGE_OVERVIEW,
        icon=":material/map:",
        default=True,
    )
    return {
        names["maps"]: [
            overview,
            _page("maps/relations", wording.general.PAGE_RELATIONS, "share"),
            _page("maps/infrastructure", wording.general.PAGE_INFRASTRUCTURE, "route"),
            _page("maps/parks", wording.general.PAGE_PARKS, "factory"),
            _page("maps/matrix", wording.general.PAGE_MATRIX, "grid_on"),
        ],
        names["plan"]: [_page("maps/register", wording.general.PAGE_REGISTER, "menu_book")],
        names["meeting"]: [
            _page("maps/meeting", wording.general.PAGE_MEETING, "present_to_all"),
            _page("maps/handout", wording.general.PAGE_HANDOUT, "print"),
        ],
        names["output"]: [_page("output/export", wording.general.PAGE_EXPORT, "image")],
        names["dispatch"]: [
            _page("tracking/rounds", wording.reporting_pages.PAGE_ROUNDS, "event_available"),
            _page("tracking/report", wording.reporting_pages.PAGE_REPORT, "edit_note"),
            _page("tracking/progress", wording.reporting_pages.PAGE_PROGRESS, "trending_up"),
        ],
    }


def _page(path: str, title: str, icon: str) -> StreamlitPage:
    name = path.rpartition("/")[2]
    return st.Page(page_file(path), title=title, icon=f":material/{icon}:", url_path=name)
