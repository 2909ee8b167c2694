"""The handout of a briefing: every saved view in words, to print or to download."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pandas as pd
import streamlit as st

from ordos_geo import wording
from ordos_geo.address.export import ExportRequest, export_parameters
from ordos_geo.address.pages import SAVED_VIEW
from ordos_geo.analysis import Dataset, selected
from ordos_geo.analysis.count_words import count_words
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.tables.export import layer_bytes
from ordos_geo.analysis.tables.saved_views import SavedView
from ordos_geo.cartography.scene.map_scene import describe
from ordos_geo.ui.shell.pages import PAGES
from ordos_geo.ui.widgets.markup import render

_MEETING, _EXPORT = PAGES["meeting"].code, PAGES["export"].code
_STYLE = Path(__file__).parent / "templates" / "handout.css"


def handout_style() -> None:
    """How the handout looks, on screen and printed."""
    st.html(_STYLE)


def handout_downloads(table: pd.DataFrame) -> None:
    """Buttons that download a table of `handout_frame`, and how to print it."""
    with st.container(key="handout_tools", horizontal=True, vertical_alignment="center"):
        for file_format in ("csv", "xlsx"):
            st.download_button(
                wording.general.DOWNLOAD.format(format=file_format.upper()),
                data=partial(layer_bytes, table, file_format),
                file_name=f"{wording.general.HANDOUT_TITLE}.{file_format}",
                icon=":material/download:",
                on_click="ignore",
            )
        st.caption(wording.general.HANDOUT_HINT)


def handout_list(dataset: Dataset, table: pd.DataFrame) -> None:
    """The saved views of a table of `handout_frame` in words."""
    render(
        "briefing/handout.html",
        columns=wording.general.HANDOUT_COLUMNS,
        rows=table.to_dict("records"),
        plan=dataset.plan.head,
    )


def handout_frame(dataset: Dataset, views: tuple[SavedView, ...], page_url: str) -> pd.DataFrame:
    """One row a view, columns named in Chinese (values of wording.general.HANDOUT_COLUMNS).

    `page_url` is the address of the handout; the links lead to the meeting page beside it.
    """
    words = wording.general.HANDOUT_COLUMNS
    return pd.DataFrame(
        [
            {
                words["number"]: number,
                words["title"]: view.title,
                words["note"]: view.note,
                words["filters"]: describe(dataset, view.selection),
                words["count"]: _counts(dataset, view),
                words["link"]: urljoin(page_url, f"{_MEETING}?{SAVED_VIEW.name}={view.id}"),
                words["export"]: urljoin(page_url, f"{_EXPORT}?{_export_query(dataset, view)}"),
            }
            for number, view in enumerate(views, start=1)
        ],
        columns=list(words.values()),
    )


def _counts(dataset: Dataset, view: SavedView) -> str:
    """What the view shows: a handout says no totals, so it is its own scope."""
    shown = selected(dataset, view.selection.within(MAP_PAGES[view.page].scope))
    return count_words(dataset, shown, shown).line


def _export_query(dataset: Dataset, view: SavedView) -> str:
    request = ExportRequest(map=view.page, frame=view.frame, title=view.title)
    return urlencode(export_parameters(dataset, request, view.selection, view.selected_id))
