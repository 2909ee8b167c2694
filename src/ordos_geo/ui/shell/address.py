"""The page's URL and the session: read on entering the page, then kept in step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from ordos_geo.address.export import ExportRequest
from ordos_geo.address.pages import PAGE_ADDRESSES, PageAddress, address_parameters, read_address
from ordos_geo.address.selection import selection_parameters
from ordos_geo.analysis import FEATURES, Dataset, Subject
from ordos_geo.analysis.tables.saved_views import SavedView
from ordos_geo.errors import Fault
from ordos_geo.model.reporting import Month
from ordos_geo.ui.shell.session import session


def is_entering(page: str) -> bool:
    """Whether `enter_page` will read the URL: the page has just been opened.

    Later the URL only follows what the session holds, and may be one or two clicks behind.
    """
    return session.entered != page or not session.has_filters(_subject(page))


def enter_page(
    page: str,
    dataset: Dataset,
    *,
    views: Collection[SavedView] = (),
    before: ExportRequest | None = None,
    take: Callable[[PageAddress], None] | None = None,
) -> Sequence[Fault]:
    """Fill the session from the URL on entering a page with filters; the faults of that reading.

    `page` is a key of PAGE_ADDRESSES; `views` and `before` as in `read_address`. The order is:
    what only this page has (`take`), where the map stands, filters, selected id; each comes
    before what the step before it may have set.

    A page that is come back to without filters in the URL has those that it was left with:
    Streamlit clears the URL and the widgets of a page when another one opens.
    """
    if is_entering(page):
        subject = _subject(page)
        address, faults = read_address(page, _query(page), dataset, views=views, before=before)
        if take:
            take(address)
        if address.frame:
            session.set_frame(address.frame)
            session.view = None
        if address.view:
            session.look_at(address.view)
        session.set_filters(address.selection, subject)
        session.selected_id = address.selected_id
        # now, not only when the page is drawn: a click on the navigation may cut the drawing short
        _keep_filters(page, dataset, address)
        session.entered = page
        session.address_faults = tuple(faults)
    return session.address_faults


def shown_address(page: str) -> PageAddress:
    """The address of the filters and the selected id that the session holds."""
    selection = session.selection(_subject(page))
    return PageAddress(selection=selection, selected_id=session.selected_id)


def placed_address(page: str) -> PageAddress:
    """The same, and where the map stands."""
    frame, view = session.viewport
    shown = shown_address(page)
    return PageAddress(
        selection=shown.selection, selected_id=shown.selected_id, frame=frame, view=view
    )


def write_page(page: str, dataset: Dataset, address: PageAddress) -> None:
    """Put what a page with filters shows into the URL."""
    _keep_filters(page, dataset, address)
    wanted = address_parameters(page, address, dataset)
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
        session.address_faults = ()


def enter_reporting(page: str, dataset: Dataset, months: Sequence[Month]) -> Sequence[Fault]:
    """Take month, unit, task and filters from the URL on entering a page of the reporting.

    A page that is entered without parameters shows what the page before showed. Without a month,
    or with one that is not there, it is the last one that was opened.
    """
    if session.reporting_entered != page:
        session.reporting_entered = page
        session.reporting_faults = ()
        given = st.query_params.to_dict()
        if given:
            address, faults = read_address(page, urlencode(given), dataset, months=months)
            if address.reporting_view:
                session.reporting_view = address.reporting_view
            session.reporting_faults = tuple(faults)
    if months and session.reporting_view.month not in months:
        session.reporting_view = replace(session.reporting_view, month=months[-1])
    return session.reporting_faults


def write_reporting(page: str, dataset: Dataset) -> None:
    """Put what a page of the reporting shows into the URL."""
    address = PageAddress(reporting_view=session.reporting_view)
    wanted = address_parameters(page, address, dataset)
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _subject(page: str) -> Subject:
    return PAGE_ADDRESSES[page].subject or FEATURES


def _query(page: str) -> str:
    """What the URL says, with the filters of the page's subject that were left if it gives none."""
    besides = PAGE_ADDRESSES[page].names_besides
    given = st.query_params.to_dict()
    filters = {name: text for name, text in given.items() if name not in besides}
    rest = {name: text for name, text in given.items() if name in besides}
    return urlencode({**rest, **(filters or session.last_filters(_subject(page)))})


def _keep_filters(page: str, dataset: Dataset, address: PageAddress) -> None:
    subject = _subject(page)
    parameters = selection_parameters(dataset, address.selection, address.selected_id, subject)
    session.keep_filters(subject, parameters)
