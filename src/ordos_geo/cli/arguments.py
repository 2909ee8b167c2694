"""Options that all commands share which draw maps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

import typer

from ordos_geo.analysis import Dataset, Selection, parse_selection
from ordos_geo.analysis.selection.selection import FRAME_PARAMETER
from ordos_geo.cartography.geometry.extent import FRAME_CODES, placed_frame
from ordos_geo.cartography.sheet import SIZES, Letterhead, SheetOptions
from ordos_geo.cli.output import one_of
from ordos_geo.errors import RequestError, invalid_argument, invalid_parameter
from ordos_geo.model import clock

Out = Annotated[Path, typer.Option(help="File to write, - for standard output.")]
View = Annotated[str, typer.Option(help="Filters: what the page's address says after '?'.")]
Size = Annotated[str, typer.Option(callback=one_of(SIZES), help=" | ".join(SIZES))]
Dpi = Annotated[int, typer.Option(help="Resolution of pictures.")]
On = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="Date on the sheet [today]."),
]
Department = Annotated[str, typer.Option(help="Who made the sheet.")]
Classification = Annotated[str, typer.Option(help="Classification line.")]
ReviewNumber = Annotated[str, typer.Option(help="审图号 of a reviewed map.")]
Template = Annotated[
    Path | None, typer.Option("--pptx-template", help="Template of an organisation, for pptx.")
]


def sheet_options(
    on: datetime | None,
    *,
    size: str,
    dpi: int,
    department: str,
    classification: str,
    review_number: str,
    subtitle: str = "",
) -> SheetOptions:
    """The options of a sheet of that day, or of today; RequestError where they cannot be used."""
    return SheetOptions(
        letterhead=Letterhead(
            on=on.date() if on is not None else clock.today(),
            department=department,
            classification=classification,
            review_number=review_number,
        ),
        size=size,
        dpi=dpi,
        subtitle=subtitle,
    )


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


def read_template(template: Path | None) -> bytes | None:
    """A PowerPoint template's bytes; RequestError where the file cannot be read."""
    if template is None:
        return None
    try:
        return template.read_bytes()
    except OSError as error:
        reason = error.strerror or ""
        fault = invalid_argument(
            "--pptx-template", template, f"it cannot be read ({reason})", f"无法读取（{reason}）"
        )
        raise RequestError([fault]) from error
