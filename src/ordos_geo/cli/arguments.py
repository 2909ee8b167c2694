"""Arguments that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

import typer

from ordos_geo.analysis import Dataset, Selection, parse_selection
from ordos_geo.analysis.selection.selection import FRAME_PARAMETER
from ordos_geo.cartography.geometry.extent import FRAME_CODES, placed_frame
from ordos_geo.errors import RequestError, invalid_parameter

Out = Annotated[Path, typer.Option(help="File to write, - for standard output.")]
MonthArgument = Annotated[str, typer.Argument(metavar="MONTH", help="As in 2025-04.")]
View = Annotated[str, typer.Option(help="Filters: what the page's address says after '?'.")]


def read_view(dataset: Dataset, view: str) -> tuple[Selection, str]:
    """The selection of a view and the id of what is chosen; RequestError where it is wrong."""
    selection, selected_id, faults = parse_selection(dataset, view)
    if faults:
        raise RequestError(faults)
    return selection, selected_id


def read_frame(view: str) -> str:
    """The frame that a view asks for, the first where it asks for none; RequestError if unknown."""
    frame = placed_frame(dict(parse_qsl(view.removeprefix("?"))))
    if frame not in FRAME_CODES:
        raise RequestError([invalid_parameter(FRAME_PARAMETER, frame)])
    return frame
