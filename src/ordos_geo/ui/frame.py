"""The frame of every page: page config, navigation, style sheet, who is signed in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ordos_geo.model import wording
from ordos_geo.model import wording_dispatch_pages as dispatch_wording
from ordos_geo.ui.address import PAGE
from ordos_geo.ui.catalog import freeze_what_stays
from ordos_geo.ui.faults import errors_in_chinese
from ordos_geo.ui.sign_in import account_corner, may_read, sign_in_form
from ordos_geo.ui.theme import style_sheets, theme_switch

_TEMPLATES = Path(__file__).parent / "templates"


def run() -> None:
    """Draw the frame and run the page that the address names."""
    st.set_page_config(
        page_title=wording.APP_TITLE, page_icon=str(_TEMPLATES / "icon.svg"), layout="wide"
    )
    style_sheets()
    sections = _sections()
    page = st.navigation(sections, position="top")
    st.session_state[PAGE] = page.url_path
    with st.container(key="head"):
        with st.container(key="brand"):
            st.markdown(f"**{wording.APP_TITLE}**")
        account_corner()
        pages = [other.url_path for section in sections.values() for other in section]
        theme_switch(page.url_path, pages)
    with errors_in_chinese():
        if may_read():
            page.run()
        else:
            sign_in_form("page", dispatch_wording.SIGN_IN_TO_READ)
    freeze_what_stays(page.title)


def _sections() -> dict[str, list[StreamlitPage]]:
    """The pages by section, in the order of the navigation."""
    names = dispatch_wording.SECTIONS
    overview = st.Page(
        "pages/maps/overview.py",
        title=wording.PAGE_OVERVIEW,
        icon=":material/map:",
        default=True,
    )
    return {
        names["maps"]: [
            overview,
            _page("maps/relations", wording.PAGE_RELATIONS, "share"),
            _page("maps/infrastructure", wording.PAGE_INFRASTRUCTURE, "route"),
            _page("maps/parks", wording.PAGE_PARKS, "factory"),
            _page("maps/matrix", wording.PAGE_MATRIX, "grid_on"),
        ],
        names["plan"]: [_page("maps/register", wording.PAGE_REGISTER, "menu_book")],
        names["meeting"]: [
            _page("maps/meeting", wording.PAGE_MEETING, "present_to_all"),
            _page("maps/handout", wording.PAGE_HANDOUT, "print"),
        ],
        names["output"]: [_page("output/export", wording.PAGE_EXPORT, "image")],
        names["dispatch"]: [
            _page("tracking/rounds", dispatch_wording.PAGE_ROUNDS, "event_available"),
            _page("tracking/report", dispatch_wording.PAGE_REPORT, "edit_note"),
            _page("tracking/progress", dispatch_wording.PAGE_PROGRESS, "trending_up"),
        ],
    }


def _page(path: str, title: str, icon: str) -> StreamlitPage:
    name = path.rpartition("/")[2]
    return st.Page(f"pages/{path}.py", title=title, icon=f":material/{icon}:", url_path=name)
