"""The handout of a briefing: every saved view in words, to print or to download."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pandas as pd
import streamlit as st

from ordos_geo import wording
from ordos_geo.address.export import ExportRequest, export_parameters
from ordos_geo.analysis import Dataset, selected
from ordos_geo.analysis.selection.saved_views import SavedView
from ordos_geo.analysis.tables.export import layer_bytes
from ordos_geo.cartography.scene.scene import describe
from ordos_geo.ui.shell.address import VIEW
from ordos_geo.ui.shell.catalog import load_catalog, saved_views
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.widgets.markup import render

MEETING_PATH = "meeting"
EXPORT_PATH = "export"
_STYLE = Path(__file__).parent / "templates" / "handout.css"


def handout_page() -> None:
    """The list of saved views, its downloads, and how to print it."""
    st.html(_STYLE)
    with errors_in_chinese():
        dataset = load_catalog().dataset
        table = handout_frame(dataset, saved_views(), st.context.url or "")
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
                words["count"]: len(selected(dataset, view.selection)),
                words["link"]: urljoin(page_url, f"{MEETING_PATH}?{VIEW}={view.id}"),
                words["export"]: urljoin(page_url, f"{EXPORT_PATH}?{_export_query(dataset, view)}"),
            }
            for number, view in enumerate(views, start=1)
        ],
        columns=list(words.values()),
    )


def _export_query(dataset: Dataset, view: SavedView) -> str:
    request = ExportRequest(map=view.page, frame=view.frame, title=view.title)
    return urlencode(export_parameters(dataset, request, view.selection, view.selected_id))
