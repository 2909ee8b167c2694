"""The table of saved views that staff keep: where it is and what it may hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandera.pandas as pa

from ordos_geo.analysis.frames import VIEWPORTS
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.selection.selection import Selection
from ordos_geo.tables import identity_column, text_column

VIEWS_FILE = Path("data/views.csv")


@dataclass(frozen=True, slots=True)
class SavedView:
    """One scene of a briefing, as its row of the table says.

    `page` is a key of MAP_PAGES. `selection` holds the filters of `query` inside the scope of
    the page, so that it alone says what is shown; `selected_id` is the chosen feature or pair, ""
    for none; `frame` the code of one of VIEWPORTS.
    """

    id: str
    title: str
    page: str
    frame: str
    selection: Selection
    selected_id: str
    note: str


_FRAMES = [viewport.code for viewport in VIEWPORTS]
SCHEMA = pa.DataFrameSchema(
    {
        "id": identity_column("Identity; part of the address."),
        "title": text_column("Big title."),
        "page": pa.Column(
            str,
            pa.Check.isin(list(MAP_PAGES), error=" / ".join(MAP_PAGES)),
            description="Map page.",
        ),
        "frame": pa.Column(
            str,
            pa.Check.isin(list(_FRAMES), error=" / ".join(_FRAMES)),
            description="Frame of the map.",
        ),
        "query": text_column("What the page's address says after '?'.", required=False),
        "note": text_column("A sentence for the speaker.", required=False),
    }
)
