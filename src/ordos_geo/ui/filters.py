"""Filter widgets. They hold codes; labels and live counts come from the dataset."""

from __future__ import annotations

import streamlit as st

from ordos_geo.analysis import CITYWIDE, Dataset, Selection, counts
from ordos_geo.model import wording
from ordos_geo.ui.address import SELECTED, current_selection, widget_key


def type_chips(dataset: Dataset) -> None:
    """Project types as big chips with live counts; several may be chosen."""
    found = counts(dataset, current_selection(), "group")
    label = dataset.vocabularies["project_group"].label
    st.pills(
        wording.DIMENSIONS["group"],
        options=list(found),
        format_func=lambda code: f"{label(code)} {found[code]}",
        selection_mode="multi",
        key=widget_key("group"),
        label_visibility="collapsed",
    )


def banner_choice(dataset: Dataset) -> None:
    """Banners and districts, and the city as a whole."""
    found = counts(dataset, current_selection(), "banners")
    names = dataset.banner_names

    def label(code: str) -> str:
        suffix = wording.CITYWIDE_SUFFIX if code == CITYWIDE else ""
        return f"{names[code]}{suffix} {found[code]}"

    st.multiselect(
        wording.DIMENSIONS["banners"],
        options=list(found),
        format_func=label,
        key=widget_key("banners"),
        placeholder=wording.DIMENSIONS["banners"],
        label_visibility="collapsed",
    )


def kind_choice(dataset: Dataset) -> None:
    """Links, projects, parks, positionings."""
    found = counts(dataset, current_selection(), "kind")
    label = dataset.vocabularies["feature_kind"].label
    st.multiselect(
        wording.DIMENSIONS["kind"],
        options=list(found),
        format_func=lambda code: f"{label(code)} {found[code]}",
        key=widget_key("kind"),
        placeholder=wording.DIMENSIONS["kind"],
        label_visibility="collapsed",
    )


def reset_button() -> None:
    """Clear every filter in one click."""
    st.button(
        wording.RESET,
        icon=":material/filter_alt_off:",
        disabled=not current_selection().values,
        on_click=_reset,
    )


def selection_bar(dataset: Dataset) -> Selection:
    """All filters in one row, and the selection that they make."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        type_chips(dataset)
        kind_choice(dataset)
        banner_choice(dataset)
        reset_button()
    return current_selection()


def _reset() -> None:
    for key in list(st.session_state):
        if str(key).startswith(widget_key("")):
            st.session_state[key] = []
    st.session_state[SELECTED] = ""
