"""Saved views: the scenes of a briefing, in a file that staff edit (data/views.csv, views.md)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pandera.pandas as pa

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.selection.selection import Selection, parse_selection
from ordos_geo.errors import Fault, OrdosGeoError, RequestFault
from ordos_geo.tables import identity_column, line_of, read_table, text_column

VIEWS_FILE = Path("data/views.csv")

PAGE_SCOPES: Mapping[str, Selection] = MappingProxyType(
    {code: page.scope for code, page in MAP_PAGES.items()}
)
"""What each map page is about."""

SCHEMA = pa.DataFrameSchema(
    {
        "id": identity_column("Identity; part of the address."),
        "title": text_column("Big title."),
        "page": pa.Column(
            str,
            pa.Check.isin(list(PAGE_SCOPES), error=" / ".join(PAGE_SCOPES)),
            description="Map page.",
        ),
        "frame": pa.Column(
            str,
            pa.Check.isin(list(wording.general.FRAMES), error=" / ".join(wording.general.FRAMES)),
            description="Frame of the map.",
        ),
        "query": text_column("What the page's address says after '?'.", required=False),
        "note": text_column("A sentence for the speaker.", required=False),
    }
)


@dataclass(frozen=True, slots=True)
class SavedView:
    """One scene of a briefing.

    `page` is a key of PAGE_SCOPES. `selection` holds the filters of `query` inside the scope of
    the page, so that it alone says what is shown; `selected_id` is the chosen feature or pair, ""
    for none; `frame` a key of `wording.general.FRAMES`.
    """

    id: str
    title: str
    page: str
    frame: str
    selection: Selection
    selected_id: str
    note: str


def load_views(root: Path, dataset: Dataset) -> tuple[SavedView, ...]:
    """The views below the project folder, in file order, which is that of the briefing.

    Raises OrdosGeoError with every fault: of the table, and of each query that names a filter or
    a value that `dataset` does not have.
    """
    rows, faults = read_table(
        root / VIEWS_FILE, SCHEMA, dataset.vocabularies, relative_to=root, sort_by=()
    )
    if not faults:
        faults = list(_query_faults(dataset, rows))
    if faults:
        raise OrdosGeoError(faults)
    return tuple(_saved_view(dataset, row) for row in rows.to_dict("records"))


def _query_faults(dataset: Dataset, rows: pd.DataFrame) -> Iterator[Fault]:
    for index, query in enumerate(rows["query"]):
        for fault in parse_selection(dataset, query)[2]:
            found = "=".join(
                str(fault.details[k]) for k in ("parameter", "value") if k in fault.details
            )
            details = {"column": "query", "value": found}
            yield Fault(RequestFault.QUERY_INVALID, str(VIEWS_FILE), line_of(index), details)


def _saved_view(dataset: Dataset, row: Mapping[Hashable, str]) -> SavedView:
    selection, selected_id, _ = parse_selection(dataset, row["query"])
    return SavedView(
        id=row["id"],
        title=row["title"],
        page=row["page"],
        frame=row["frame"],
        selection=selection.within(PAGE_SCOPES[row["page"]]),
        selected_id=selected_id,
        note=row["note"],
    )
