"""The page's URL: filters and the selected object, read once per session, then kept in step."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ordos_geo.analysis import Dataset, Selection, parse_selection
from ordos_geo.analysis.selection import PARAMETERS, selection_parameters
from ordos_geo.errors import Fault

SELECTED = "selected_id"
_FAULTS = "address_faults"


def widget_key(dimension: str) -> str:
    """Session key of a filter widget."""
    return f"filter_{dimension}"


def read_address(dataset: Dataset) -> list[Fault]:
    """Fill the session's filters from the URL, the first time only; faults of that first time."""
    if _FAULTS not in st.session_state:
        query = urlencode(st.query_params.to_dict())
        selection, feature_id, faults = parse_selection(dataset, query)
        for dimension in PARAMETERS:
            st.session_state[widget_key(dimension)] = list(selection.chosen(dimension))
        st.session_state[SELECTED] = feature_id
        st.session_state[_FAULTS] = faults
    found: list[Fault] = st.session_state[_FAULTS]
    return found


def current_selection() -> Selection:
    """The selection that the filter widgets hold."""
    chosen = {name: st.session_state.get(widget_key(name)) or () for name in PARAMETERS}
    return Selection.of(**chosen)


def write_address(dataset: Dataset, selection: Selection) -> None:
    """Put filters and selected object into the URL."""
    wanted = selection_parameters(dataset, selection, st.session_state[SELECTED])
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
        st.session_state[_FAULTS] = []
