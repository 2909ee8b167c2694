"""A table of our own markup in which rows can be chosen, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.markup import markup

_TEMPLATES = Path(__file__).parent / "templates"

_board = st.components.v2.component(
    "ordos_board",
    html='<div class="board"></div>',
    css=(_TEMPLATES / "choice_table.css").read_text(encoding="utf-8"),
    js=(_TEMPLATES / "choice_table.js").read_text(encoding="utf-8"),
)


def choice_table(
    key: str, template: str, on_choose: Callable[[str], None], *, chosen: str = "", **values: Any
) -> None:
    """Show a template; a click on an element with `data-id` calls `on_choose` with that id.

    The id comes from the browser: `on_choose` must check it. `chosen` is marked.
    """

    def changed() -> None:
        wanted = session.value(key).chosen
        if isinstance(wanted, str) and wanted:
            on_choose(wanted)

    _board(
        key=key,
        data={"html": markup(template, **values), "chosen": chosen},
        on_chosen_change=changed,
    )
