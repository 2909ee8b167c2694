"""The matrix page: banner by partner, counts; a cell filters the maps."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import FEATURES, Dataset, Selection, selected
from ordos_geo.analysis.selection.matrix import matrix
from ordos_geo.ui.maps.panels import address_notice
from ordos_geo.ui.shell.address import current_selection, read_address, set_filters, write_address
from ordos_geo.ui.shell.catalog import load_catalog
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.shell.page_files import page_file
from ordos_geo.ui.shell.theme import current_theme
from ordos_geo.ui.widgets.filters import active_filters, selection_bar

_GRID = "matrix"
_SHADES = {
    "light": ("", "#e3efee", "#bcdcd9", "#8cc2be", "#1d7a77"),
    "dark": ("", "#1c3335", "#25494b", "#2f6466", "#7fcfc9"),
}
_INKS = {"light": ("#1f2d2c", "#ffffff"), "dark": ("#ece9e1", "#0d1a1c")}
"""For all steps but the last, and for that one."""
_STEPS = (0, 1, 2, 5, 10)


@st.fragment
def matrix_page() -> None:
    """Counts of what the filters leave, by banner and partner."""
    with errors_in_chinese():
        dataset = load_catalog().dataset
        address_notice(read_address(dataset, also=FEATURES.others))
        chosen = selection_bar(dataset)
        active_filters(dataset)
        table = matrix(dataset, selected(dataset, chosen))
        st.caption(wording.general.MATRIX_HINT)
        lonely = [dataset.banner_names[code] for code in table.index[table.sum(axis=1) == 0]]
        if lonely:
            st.info(
                wording.general.MATRIX_LONELY.format(names="、".join(lonely)),
                icon=":material/info:",
            )
        _grid(dataset, table)
        _result_link(dataset)
        write_address(dataset, chosen)


def _grid(dataset: Dataset, table: pd.DataFrame) -> None:
    named = table.rename(
        index=dict(dataset.banner_names), columns=dict(dataset.places["short_name"])
    ).rename_axis(index=wording.general.DIMENSIONS["banners"])
    st.session_state[f"{_GRID}_codes"] = (list(table.index), dict(zip(named, table, strict=True)))
    st.dataframe(
        named.style.map(partial(_shade, current_theme().code)).format(
            lambda count: f"{count}" if count else ""
        ),
        key=_GRID,
        on_select=_choose_cell,
        selection_mode="single-cell",
        height="content",
    )


def _figure(count: int) -> str:
    return f"{count}" if count else ""


def _shade(theme: str, count: Any) -> str:
    """Further from the ground for more; the figure says the same."""
    step = sum(count >= least for least in _STEPS) - 1
    colour = _INKS[theme][step == len(_STEPS) - 1]
    return f"background-color: {_SHADES[theme][step]}; color: {colour}" if count else ""


def _choose_cell() -> None:
    cells = st.session_state[_GRID].selection.cells
    adcodes, partners = st.session_state[f"{_GRID}_codes"]
    if cells and cells[0][1] in partners:
        row, column = cells[0]
        chosen = current_selection().values
        wanted = {**chosen, "banners": {adcodes[row]}, "partners": {partners[column]}}
        set_filters(Selection.of(**wanted))


def _result_link(dataset: Dataset) -> None:
    """To the map that shows what the cell counts."""
    chosen = current_selection()
    if chosen.chosen("banners") and chosen.chosen("partners"):
        count = len(selected(dataset, chosen))
        st.page_link(
            page_file("maps/overview"),
            label=wording.general.MATRIX_OPEN.format(count=count),
            icon=":material/map:",
        )
