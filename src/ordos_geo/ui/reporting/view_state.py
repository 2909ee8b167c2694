"""What the pages of the dispatch show: one view for all three, read from the URL, kept in step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from ordos_geo.address.reporting import parse_view, view_parameters
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.errors import Fault
from ordos_geo.model.reporting import Month
from ordos_geo.ui.shell.address import PAGE

_VIEW = "dispatch_view"
_ENTERED = "dispatch_entered"
_FAULTS = "dispatch_faults"


def current_view() -> ReportingView:
    """The view that the session holds."""
    view: ReportingView = st.session_state.get(_VIEW, ReportingView())
    return view


def change_view(**values: Any) -> None:
    """Another month, unit, task or filter."""
    st.session_state[_VIEW] = replace(current_view(), **values)


def read_view(dataset: Dataset, months: Sequence[Month], allowed: Collection[str]) -> list[Fault]:
    """Take the view from the URL on entering a page; the faults of that reading.

    A page that is entered without parameters shows what the page before showed. Without a month,
    or with one that is not there, it is the last one that was opened.
    """
    page = st.session_state.get(PAGE, "")
    if st.session_state.get(_ENTERED) != page:
        st.session_state[_ENTERED] = page
        st.session_state[_FAULTS] = []
        given = st.query_params.to_dict()
        if given:
            view, faults = parse_view(dataset, given, months=months, allowed=allowed)
            st.session_state[_VIEW] = view
            st.session_state[_FAULTS] = faults
    view = current_view()
    if months and view.month not in months:
        change_view(month=months[-1])
    found: list[Fault] = st.session_state.get(_FAULTS, [])
    return found


def write_view(allowed: Collection[str]) -> None:
    """Put the view into the URL."""
    wanted = view_parameters(current_view(), allowed)
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def left_page() -> None:
    """Another page of the dispatch is opened on purpose: it takes the view, not the URL."""
    st.session_state.pop(_ENTERED, None)
