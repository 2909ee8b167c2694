"""The matrix: banner by partner, counts; a cell filters the maps."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import CITYWIDE, Dataset, Selection, selected
from ordos_geo.analysis.count_words import short_words
from ordos_geo.analysis.selection.matrix import TOTAL
from ordos_geo.analysis.summary import tally
from ordos_geo.ui.shell.pages import page_file
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.shell.theme import current_theme

_GRID = "matrix"
_SHADES = {
    "light": ("", "#e3efee", "#bcdcd9", "#8cc2be", "#1d7a77"),
    "dark": ("", "#1c3335", "#25494b", "#2f6466", "#7fcfc9"),
}
_INKS = {"light": ("#1f2d2c", "#ffffff"), "dark": ("#ece9e1", "#0d1a1c")}
"""For all steps but the last, and for that one."""
_STEPS = (0, 1, 2, 5, 10)


def matrix_notes(dataset: Dataset, table: pd.DataFrame) -> None:
    """How to read a table of `analysis.selection.matrix`, and who has no partner at all in it."""
    st.caption(wording.general.MATRIX_HINT)
    joined = table.drop(index=TOTAL, columns=TOTAL)
    lonely = [_row_name(dataset, code) for code in joined.index[joined.sum(axis=1) == 0]]
    if lonely:
        st.info(
            wording.general.MATRIX_LONELY.format(names="、".join(lonely)), icon=":material/info:"
        )


def matrix_grid(dataset: Dataset, table: pd.DataFrame) -> None:
    """The counts of a table of `analysis.selection.matrix`; choosing a cell filters to both."""
    named = table.rename(
        index=partial(_row_name, dataset),
        columns={TOTAL: wording.general.MATRIX_TOTAL, **dataset.places["short_name"]},
    ).rename_axis(index=wording.general.DIMENSIONS["banners"])
    session.matrix_codes = (
        list(table.index),
        dict(zip(map(str, named), map(str, table), strict=True)),
    )
    st.dataframe(
        named.style.map(partial(_shade, current_theme().code)).format(
            lambda count: f"{count}" if count else ""
        ),
        key=_GRID,
        on_select=_choose_cell,
        selection_mode="single-cell",
        height="content",
    )


def _row_name(dataset: Dataset, code: str) -> str:
    """A banner; the row of the city has only what no single banner is concerned by."""
    special = {
        CITYWIDE: wording.general.MATRIX_CITYWIDE,
        TOTAL: wording.general.MATRIX_TOTAL,
    }
    return special.get(code) or dataset.banner_names[code]


def _shade(theme: str, count: Any) -> str:
    """Further from the ground for more; the figure says the same."""
    step = sum(count >= least for least in _STEPS) - 1
    colour = _INKS[theme][step == len(_STEPS) - 1]
    return f"background-color: {_SHADES[theme][step]}; color: {colour}" if count else ""


def _choose_cell() -> None:
    cells = session.value(_GRID).selection.cells
    adcodes, partners = session.matrix_codes
    if cells and cells[0][1] in partners:
        row, column = cells[0]
        chosen = session.selection()
        session.set_filters(cell_selection(chosen, adcodes[row], partners[column]))


def cell_selection(chosen: Selection, banner: str, partner: str) -> Selection:
    """What a cell counts: filters with that banner and that partner; TOTAL leaves either open."""
    return Selection.of(
        **{
            **chosen.values,
            "banners": () if banner == TOTAL else (banner,),
            "partners": () if partner == TOTAL else (partner,),
        }
    )


def result_link(dataset: Dataset) -> None:
    """To the map that shows what the cell counts."""
    chosen = session.selection()
    if chosen.chosen("banners") or chosen.chosen("partners"):
        counts = short_words(tally(dataset, selected(dataset, chosen)))
        st.page_link(
            page_file("overview"),
            label=wording.general.MATRIX_OPEN.format(counts=counts),
            icon=":material/map:",
        )
