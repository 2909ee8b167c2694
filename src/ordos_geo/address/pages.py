"""For each page, what its address can hold; the one way in and out of every URL.

`read_address` and `address_parameters` are each other's inverse for what a page shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from ordos_geo.address.export import EXPORT_TABLE, ExportRequest, read_request, request_parameters
from ordos_geo.address.parameters import (
    Context,
    Pairs,
    Parameter,
    in_given_order,
    one_of,
    read_parameters,
    split_query,
    unknown_parameters,
)
from ordos_geo.address.reporting import (
    ALL_PARAMETERS,
    read_reporting_view,
    reporting_table,
    view_parameters,
)
from ordos_geo.address.selection import read_selection, selection_parameters, selection_table
from ordos_geo.address.viewport import (
    PAPER_VIEWPORT_TABLE,
    VIEWPORT_TABLE,
    paper_frame,
    viewport_parameters,
)
from ordos_geo.analysis import FEATURES, TASKS, Dataset, Selection, Subject
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.analysis.tables.saved_views import SavedView
from ordos_geo.cartography.geometry.viewport import ViewState
from ordos_geo.errors import Fault
from ordos_geo.model.reporting import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAddress:
    """What an address says.

    `frame` is the code of a frame and `view` where the map was asked to stand: "" and None where
    the address leaves that to the page. `saved_view` is the id of a saved view, "" for none; its
    filters are in `selection` where the address gives none of its own. `request` and
    `reporting_view` are there on the pages that have them.
    """

    selection: Selection = field(default_factory=Selection)
    selected_id: str = ""
    frame: str = ""
    view: ViewState | None = None
    saved_view: str = ""
    request: ExportRequest | None = None
    reporting_view: ReportingView | None = None


SAVED_VIEW = Parameter(
    name="view",
    field="saved_view",
    meaning="Id of a saved view.",
    read=one_of(lambda context: context.views),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressForm:
    """What the address of one page holds.

    `subject` is what its filters select, None where it has none. `besides` are its parameters that
    are no filters; `value` is the field of PageAddress that they make up together, "" where they
    are fields of PageAddress themselves. `carried` are the names of parameters that map pages have
    and that it passes over.
    """

    subject: Subject | None = FEATURES
    besides: tuple[Parameter, ...] = ()
    value: Literal["", "request", "reporting_view"] = ""
    carried: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters that the page reads."""
        return (*(selection_table(self.subject) if self.subject else ()), *self.besides)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parameters that may stand in its address."""
        return (*(parameter.name for parameter in self.parameters), *self.carried)

    @property
    def names_besides(self) -> frozenset[str]:
        """Names of those that are no filters."""
        return frozenset((*(parameter.name for parameter in self.besides), *self.carried))


def _reporting(*names: str) -> AddressForm:
    return AddressForm(subject=None, besides=reporting_table(names), value="reporting_view")


_VIEWPORT_NAMES = tuple(parameter.name for parameter in VIEWPORT_TABLE)

PAGE_ADDRESSES: Mapping[str, AddressForm] = MappingProxyType(
    {
        **{page: AddressForm(besides=VIEWPORT_TABLE) for page in MAP_PAGES},
        "matrix": AddressForm(carried=_VIEWPORT_NAMES),
        "register": AddressForm(subject=TASKS),
        "meeting": AddressForm(besides=(*VIEWPORT_TABLE, SAVED_VIEW)),
        "handout": AddressForm(subject=None),
        "export": AddressForm(besides=EXPORT_TABLE, value="request", carried=("at",)),
        "rounds": _reporting("month", "unit", "task", "sector", "state", "light"),
        "report": _reporting("month", "unit", "task"),
        "progress": _reporting(*ALL_PARAMETERS),
    }
)
"""Name of each page in the URL -> what may follow after "?"."""

_COMMAND = AddressForm(besides=PAPER_VIEWPORT_TABLE)
"""What `--view` of the command line may say: the address of a map page, with paper's frames."""


def read_address(
    page: str,
    query: str,
    dataset: Dataset,
    *,
    months: Collection[Month] = (),
    views: Collection[SavedView] = (),
    before: ExportRequest | None = None,
) -> tuple[PageAddress, list[Fault]]:
    """Read what the URL of a page (a key of PAGE_ADDRESSES) says after "?".

    `months` are those that were opened, `views` the saved ones, `before` the request whose
    letterhead and format are kept. Never raises: what cannot be used is left out and named.
    """
    given, faults = split_query(query)
    by_id = {view.id: view for view in views}
    form = PAGE_ADDRESSES[page]
    context = Context(dataset=dataset, months=months, views=by_id)
    address, found = _read(form, context, given, before)
    address = _with_saved_view(address, by_id.get(address.saved_view), form, given)
    return address, [*faults, *found]


def read_map_view(dataset: Dataset, query: str) -> tuple[Selection, str, str, list[Fault]]:
    """Read the address of a map page for paper: selection, selected id, frame, faults.

    The frame is a key of `analysis.frames.FRAMES`.
    """
    given, faults = split_query(query)
    address, found = _read(_COMMAND, Context(dataset=dataset), given, None)
    frame = paper_frame(address.frame, address.view)
    return address.selection, address.selected_id, frame, [*faults, *found]


def _read(
    form: AddressForm, context: Context, given: Pairs, before: ExportRequest | None
) -> tuple[PageAddress, list[Fault]]:
    address, found = PageAddress(), unknown_parameters(given, form.names)
    if form.subject:
        selection, selected_id, faults = read_selection(context, given, form.subject)
        address = PageAddress(selection=selection, selected_id=selected_id)
        found += faults
    if form.value == "request":
        request, faults = read_request(context, given, before)
        address = replace(address, request=request)
    elif form.value == "reporting_view":
        view, faults = read_reporting_view(context, given, form.besides)
        address = replace(address, reporting_view=view)
    else:
        values, faults = read_parameters(form.besides, context, given)
        address = replace(address, **values)
    return address, in_given_order([*found, *faults])


def _with_saved_view(
    address: PageAddress, view: SavedView | None, form: AddressForm, given: Pairs
) -> PageAddress:
    """The address with what its saved view shows; filters beside it come before the view's own."""
    filters = {name for name, _ in given} - form.names_besides
    if view is None or filters - {"id"}:
        return address
    selected_id = address.selected_id if filters else view.selected_id
    return replace(address, selection=view.selection, selected_id=selected_id)


def address_parameters(page: str, address: PageAddress, dataset: Dataset) -> dict[str, str]:
    """The parameters that `read_address` reads as the same address."""
    form = PAGE_ADDRESSES[page]
    parameters: dict[str, str] = {}
    if address.saved_view:
        parameters[SAVED_VIEW.name] = address.saved_view
    if address.request:
        parameters |= request_parameters(dataset, address.request)
    elif address.reporting_view:
        names = [parameter.name for parameter in form.besides]
        parameters |= view_parameters(dataset, address.reporting_view, names)
    else:
        parameters |= viewport_parameters(dataset, address.frame, address.view)
    if form.subject:
        parameters |= selection_parameters(
            dataset, address.selection, address.selected_id, form.subject
        )
    return parameters


def documented_parameters() -> Iterator[tuple[str, Parameter, list[str]]]:
    """Each parameter once: its name, the parameter, and the pages that read it."""
    entries: dict[tuple[str, Any], tuple[Parameter, list[str]]] = {}
    for page, form in PAGE_ADDRESSES.items():
        for parameter in form.parameters:
            key = (parameter.name, parameter.meaning)
            entries.setdefault(key, (parameter, []))[1].append(page)
    for (name, _), (parameter, pages) in entries.items():
        yield name, parameter, pages
