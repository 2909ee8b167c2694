"""The request of the page 出图 in the session: read from the address on entering, then kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import streamlit as st

from ordos_geo.address.export import ExportRequest, settled
from ordos_geo.address.pages import PageAddress
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.errors import Fault
from ordos_geo.model import clock
from ordos_geo.ui.shell.address import enter_page, shown_address, write_page
from ordos_geo.ui.shell.session import session

PAGE = "export"
_WIDGETS = tuple(field.name for field in fields(ExportRequest) if field.name != "pages")


def export_key(field: str) -> str:
    """Session key of the widget of a request's field."""
    return f"export_{field}"


def enter_export(dataset: Dataset) -> Sequence[Fault]:
    """Fill filters and request from the address on entering the page; the faults of that reading.

    Come back to without parameters, the page is as it was left. What is no part of one map (size,
    format, department …) stays within a session where the address does not name it.
    """
    before = session.export_request or ExportRequest()
    has_parameters = bool(st.query_params)

    def take(address: PageAddress) -> None:
        set_request(address.request if address.request and has_parameters else before)

    return enter_page(PAGE, dataset, before=before, take=take)


def set_request(request: ExportRequest) -> None:
    """Make the widgets hold a request."""
    session.export_request = request
    for name in _WIDGETS:
        session.set_value(export_key(name), getattr(request, name))


def held_request() -> ExportRequest:
    """The request as it was last."""
    return session.export_request or ExportRequest()


def current_request(dataset: Dataset, selection: Selection) -> ExportRequest:
    """The request that the widgets hold; what has no widget at the moment is as it was."""
    before = held_request()
    values = {
        name: session.value(export_key(name)) for name in _WIDGETS if session.has(export_key(name))
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
    session.export_request = request
    return request


def prepare(field: str) -> str:
    """Session key for the widget of a field, which holds its value."""
    key = export_key(field)
    value = getattr(held_request(), field)
    if field == "on":
        value = value or clock.today()
    if session.value(key) != value:
        session.set_value(key, value)
    return key


def set_pages(pages: tuple[str, ...]) -> None:
    """Keep which pages of the atlas are wanted."""
    session.export_request = replace(held_request(), pages=pages)


def write_export(dataset: Dataset) -> None:
    """Put filters and request into the address."""
    write_page(PAGE, dataset, replace(shown_address(PAGE), request=held_request()))
