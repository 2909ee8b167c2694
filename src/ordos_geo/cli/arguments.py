"""Arguments that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ordos_geo.address.pages import read_map_view
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.errors import RequestError

Out = Annotated[Path, typer.Option(help="File to write, - for standard output.")]
MonthArgument = Annotated[str, typer.Argument(metavar="MONTH", help="As in 2025-04.")]
View = Annotated[str, typer.Option(help="Filters: what the page's address says after '?'.")]


def read_view(dataset: Dataset, view: str) -> tuple[Selection, str, str]:
    """Selection, id of what is chosen and frame of a view; RequestError where it is wrong."""
    selection, selected_id, frame, faults = read_map_view(dataset, view)
    if faults:
        raise RequestError(faults)
    return selection, selected_id, frame
