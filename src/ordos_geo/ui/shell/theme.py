"""Light or dark: which one is on, its style sheet, and the button that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ordos_geo import wording
from ordos_geo.cartography.style import DARK, LIGHT, THEMES, Theme, hex_colour

_TEMPLATES = Path(__file__).parent / "templates"

_switch = st.components.v2.component(
    "ordos_theme",
    html='<button type="button"></button>',
    js=(_TEMPLATES / "theme.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def current_theme() -> Theme:
    """The map's colours under the theme that is on."""
    return THEMES.get(st.context.theme.type or "", LIGHT)


def style_sheets() -> None:
    """The looks of everything that Streamlit's own theme does not reach."""
    st.html(_TEMPLATES / "style.css")
    if current_theme() is DARK:
        st.html(_TEMPLATES / "dark.css")
    st.html(f"<style>{status_properties(current_theme())}</style>")


def status_properties(theme: Theme) -> str:
    """CSS custom properties with the colours of the statuses as words: --og-green and so on."""
    colours = ((code, hex_colour(colour)) for code, colour in theme.status_texts.items())
    return f":root {{ {' '.join(f'--og-{code}: {colour};' for code, colour in colours)} }}"


def theme_switch(page: str, pages: Sequence[str]) -> None:
    """A button to the other theme; the browser remembers the choice for all `pages`.

    Pages are given by their part of the address, "" for the first one; `page` is the open one.
    Loading the page again keeps the view, which the address holds.
    """
    is_dark = current_theme() is DARK
    with st.container(key="theme"):
        _switch(
            key="theme_switch",
            data={
                "is_dark": is_dark,
                "label": wording.general.THEME_LIGHT if is_dark else wording.general.THEME_DARK,
                "page": page,
                "pages": list(pages),
            },
        )
