"""Saved views: the scenes of a briefing, in a file that staff edit (data/views.csv, views.md)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from ordos_geo.address.pages import read_address
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.tables.saved_views import SCHEMA, VIEWS_FILE, SavedView
from ordos_geo.errors import Fault, OrdosGeoError, RequestFault
from ordos_geo.tables import line_of, read_table


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
    for index, (page, query) in enumerate(zip(rows["page"], rows["query"], strict=True)):
        for fault in read_address(page, query, dataset)[1]:
            found = "=".join(
                str(fault.details[k]) for k in ("parameter", "value") if k in fault.details
            )
            details = {"column": "query", "value": found}
            yield Fault(RequestFault.QUERY_INVALID, str(VIEWS_FILE), line_of(index), details)


def _saved_view(dataset: Dataset, row: Mapping[Hashable, str]) -> SavedView:
    address, _ = read_address(row["page"], row["query"], dataset)
    return SavedView(
        id=row["id"],
        title=row["title"],
        page=row["page"],
        frame=row["frame"],
        selection=address.selection.within(MAP_PAGES[row["page"]].scope),
        selected_id=address.selected_id,
        note=row["note"],
    )
