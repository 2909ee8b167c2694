"""The page's URL: filters and the selected id, read on entering the page, then kept in step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

import streamlit as st

from ordos_geo.analysis import FEATURES, Dataset, Selection, Subject, parse_selection
from ordos_geo.analysis.selection.dimensions import WORDS
from ordos_geo.analysis.selection.selection import selection_parameters
from ordos_geo.errors import Fault

SELECTED = "selected_id"
VIEW = "view"
"""The URL parameter that names a saved view."""
PAGE = "address_page"
"""Session key of the page that is open, which the frame sets."""

_SUBJECT = "address_subject"
_FAULTS = "address_faults"
_LAST = "address_of_{}"


def widget_key(dimension: str) -> str:
    """Session key of a filter widget."""
    return f"filter_{dimension}"


def is_entering(subject: Subject = FEATURES) -> bool:
    """Whether the next `read_address` will read the URL: the page has just been opened.

    Later the URL only follows what the session holds, and may be one or two clicks behind.
    """
    # the widgets of two pages are not the same to Streamlit: the other page's begin without values
    keys = [SELECTED, *map(widget_key, subject.dimensions)]
    entered = st.session_state.get(_SUBJECT) == _here(subject)
    return not entered or any(key not in st.session_state for key in keys)


def _here(subject: Subject) -> tuple[str, str | None]:
    return subject.name, st.session_state.get(PAGE)


def read_address(
    dataset: Dataset, subject: Subject = FEATURES, also: Collection[str] = ()
) -> list[Fault]:
    """Fill the session's filters from the URL on entering a page; the faults of that reading.

    A page that is come back to without parameters is as it was left: Streamlit clears the URL
    and the widgets of a page when another one opens. Parameters in `also` are left to the page.
    """
    if is_entering(subject):
        left = st.session_state.get(_LAST.format(subject.name), {})
        given = {k: v for k, v in st.query_params.to_dict().items() if k not in also}
        query = urlencode(given or left)
        selection, selected_id, faults = parse_selection(dataset, query, subject)
        set_filters(selection, subject)
        st.session_state[SELECTED] = selected_id
        # now, not only when the page is drawn: a click on the navigation may cut the drawing short
        wanted = selection_parameters(dataset, selection, selected_id, subject)
        st.session_state[_LAST.format(subject.name)] = wanted
        st.session_state[_SUBJECT] = _here(subject)
        st.session_state[_FAULTS] = faults
    found: list[Fault] = st.session_state[_FAULTS]
    return found


def set_filters(selection: Selection, subject: Subject = FEATURES) -> None:
    """Make the filter widgets hold a selection."""
    for code, dimension in subject.dimensions.items():
        values = list(selection.chosen(code))
        st.session_state[widget_key(code)] = "".join(values) if dimension.is_text else values


def current_selection(subject: Subject = FEATURES) -> Selection:
    """The selection that the filter widgets hold."""
    chosen = {name: st.session_state.get(widget_key(name)) or () for name in subject.dimensions}
    if WORDS in chosen:
        text = "".join(chosen[WORDS]).strip()
        chosen[WORDS] = (text,) if text else ()
    return Selection.of(**chosen)


def write_address(
    dataset: Dataset,
    selection: Selection,
    subject: Subject = FEATURES,
    also: Mapping[str, str] | None = None,
) -> None:
    """Put filters and selected id into the URL, and what a page has besides."""
    wanted = selection_parameters(dataset, selection, st.session_state[SELECTED], subject)
    st.session_state[_LAST.format(subject.name)] = wanted
    wanted = {**(also or {}), **wanted}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
        st.session_state[_FAULTS] = []
