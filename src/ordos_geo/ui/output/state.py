"""The request of the page 出图 in the session: read from the address on entering, then kept."""

from __future__ import annotations

from dataclasses import fields, replace

import streamlit as st

from ordos_geo.address.export import (
    PARAMETERS,
    ExportRequest,
    parse_request,
    request_parameters,
    settled,
)
from ordos_geo.analysis import FEATURES, Dataset, Selection
from ordos_geo.errors import Fault
from ordos_geo.model import clock
from ordos_geo.ui.shell.address import is_entering, read_address, write_address

_REQUEST = "export_request"
_WIDGETS = tuple(field.name for field in fields(ExportRequest) if field.name != "pages")


def export_key(field: str) -> str:
    """Session key of the widget of a request's field."""
    return f"export_{field}"


def read_request(dataset: Dataset) -> list[Fault]:
    """Fill filters and request from the address on entering the page; the faults of that reading.

    Come back to without parameters, the page is as it was left. What is no part of one map (size,
    format, department …) stays within a session where the address does not name it.
    """
    is_new = is_entering()
    given = st.query_params.to_dict()
    faults = read_address(dataset, also=(*PARAMETERS.values(), *FEATURES.others))
    if not is_new:
        return faults
    before: ExportRequest = st.session_state.get(_REQUEST) or ExportRequest()
    request, own_faults = (before, []) if not given else parse_request(dataset, given, before)
    set_request(request)
    return [*faults, *own_faults]


def set_request(request: ExportRequest) -> None:
    """Make the widgets hold a request."""
    st.session_state[_REQUEST] = request
    for name in _WIDGETS:
        st.session_state[export_key(name)] = getattr(request, name)


def current_request(dataset: Dataset, selection: Selection) -> ExportRequest:
    """The request that the widgets hold; what has no widget at the moment is as it was."""
    before: ExportRequest = st.session_state[_REQUEST]
    values = {
        name: st.session_state[export_key(name)]
        for name in _WIDGETS
        if export_key(name) in st.session_state
    }
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = value.strip()
    if values.get("on") == clock.today():
        values["on"] = None
    request = replace(before, **values)
    if request.by != before.by:
        request = replace(request, pages=())
    request = settled(dataset, request, selection)
    st.session_state[_REQUEST] = request
    return request


def prepare(field: str) -> str:
    """Session key for the widget of a field, which holds its value."""
    key = export_key(field)
    value = getattr(st.session_state[_REQUEST], field)
    if field == "on":
        value = value or clock.today()
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def set_pages(pages: tuple[str, ...]) -> None:
    """Keep which pages of the atlas are wanted."""
    st.session_state[_REQUEST] = replace(st.session_state[_REQUEST], pages=pages)


def write_request(dataset: Dataset, selection: Selection) -> None:
    """Put filters and request into the address."""
    write_address(dataset, selection, also=request_parameters(st.session_state[_REQUEST]))
