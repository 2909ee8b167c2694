"""An atlas: by what, in what form, which pages, and what a page looks like."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ordos_geo import wording
from ordos_geo.address.export import ExportRequest, sheet_options
from ordos_geo.address.selection import selection_query
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.cartography.atlas import FEATURE, SUBJECTS, AtlasPage, AtlasPlan
from ordos_geo.cartography.files import ATLAS_FORMATS
from ordos_geo.cartography.sheet import SIZES, SheetOptions
from ordos_geo.errors import ExportError
from ordos_geo.model import clock
from ordos_geo.ui.output.atlas_order import AtlasOrder, order_panel
from ordos_geo.ui.output.map_form import show_sheet
from ordos_geo.ui.output.options import choice, letterhead
from ordos_geo.ui.output.state import set_pages
from ordos_geo.ui.output.template_upload import template_upload
from ordos_geo.ui.shell.catalog import atlas_plan, sheet_preview
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.widgets.filters import active_filters

_EDITOR = "export_pages_editor"
_MOST_ROWS_PX = 216
_ROW_PX = 30


def atlas_export(
    dataset: Dataset, request: ExportRequest, selection: Selection, canvas: DeltaGenerator
) -> None:
    """Options, pages and making of an atlas; the preview of one page goes to `canvas`."""
    choice("by", SUBJECTS, wording.output.ATLAS_BY_LABEL)
    active_filters(dataset)
    choice("atlas_format", ATLAS_FORMATS, wording.output.FORMAT)
    template, is_usable = None, True
    if ATLAS_FORMATS[request.atlas_format].is_slides:
        template, is_usable = template_upload()
    else:
        choice("size", SIZES, wording.output.SIZE)
    with st.expander(wording.output.LETTERHEAD):
        letterhead()
    try:
        plan = atlas_plan(request.by, selection_query(dataset, selection))
    except ExportError as error:
        st.info(error.chinese(), icon=":material/info:")
        return
    pages = _page_choice(plan, request)
    options = sheet_options(request, clock.today())
    with canvas:
        _preview(plan, pages or plan.pages, options)
    for remark in plan.remarks:
        st.caption(remark)
    order = AtlasOrder(
        plan=plan,
        pages=tuple(page.id for page in pages),
        selection=selection,
        options=options,
        file_format=request.atlas_format,
        template=template,
    )
    order_panel(dataset, order, is_usable=is_usable)


def _page_choice(plan: AtlasPlan, request: ExportRequest) -> list[AtlasPage]:
    """A box to tick for each page, with the number of its features; the chosen pages."""
    ids = tuple(page.id for page in plan.pages)
    if session.atlas_rows[0] != (plan.by, ids):
        _set_rows(plan.by, ids, set(request.pages).intersection(ids) or set(ids))
    _, wanted, version = session.atlas_rows
    edited = st.data_editor(
        pd.DataFrame(
            {
                "is_wanted": [page_id in wanted for page_id in ids],
                "name": [page.name for page in plan.pages],
                "count": [page.count for page in plan.pages],
            }
        ),
        column_config={
            "is_wanted": st.column_config.CheckboxColumn(
                wording.output.ATLAS_COLUMNS["is_wanted"], width=52
            ),
            "name": st.column_config.TextColumn(wording.output.ATLAS_COLUMNS["name"], width=196),
            "count": st.column_config.NumberColumn(wording.output.ATLAS_COLUMNS["count"], width=56),
        },
        disabled=["name", "count"],
        hide_index=True,
        height=min(_MOST_ROWS_PX, (len(ids) + 1) * _ROW_PX + 3),
        row_height=_ROW_PX,
        # edits are kept by row: other rows are another table
        key=f"{_EDITOR}_{version}",
    )
    pages = [p for p, on in zip(plan.pages, edited["is_wanted"], strict=True) if on]
    with st.container(
        key="export_pages", horizontal=True, vertical_alignment="center", gap="xsmall"
    ):
        st.markdown(wording.output.ATLAS_PAGES.format(chosen=len(pages), count=len(ids)))
        for label, all_or_none in (
            (wording.output.ATLAS_ALL, set(ids)),
            (wording.output.ATLAS_NONE, set()),
        ):
            st.button(label, type="tertiary", on_click=_set_rows, args=(plan.by, ids, all_or_none))
    set_pages(() if len(pages) == len(ids) else tuple(page.id for page in pages))
    return pages


def _set_rows(by: str, ids: tuple[str, ...], wanted: set[str]) -> None:
    version = session.atlas_rows[2]
    session.atlas_rows = ((by, ids), wanted, version + 1)


def _preview(plan: AtlasPlan, pages: Sequence[AtlasPage], options: SheetOptions) -> None:
    names = {page.id: page for page in pages}
    if session.previewed_page not in names:
        session.previewed_page = pages[0].id
    st.selectbox(
        wording.output.ATLAS_PREVIEW,
        options=list(names),
        format_func=lambda page_id: wording.output.ATLAS_PREVIEW.format(name=names[page_id].name),
        key=Session.previewed_page.key,
        label_visibility="collapsed",
    )
    page = names[session.previewed_page]
    picture, _ = sheet_preview(page.scene, options, is_fact=plan.by == FEATURE)
    show_sheet(picture, page.scene, options)
