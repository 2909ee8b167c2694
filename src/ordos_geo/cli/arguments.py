"""Options that all commands share which draw maps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ordos_geo.address.pages import read_map_view
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.cartography.sheet import SIZES, Letterhead, SheetOptions
from ordos_geo.cli.output import one_of
from ordos_geo.errors import Fault, FaultKind, RequestError
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


def read_view(dataset: Dataset, view: str) -> tuple[Selection, str, str]:
    """Selection, id of what is chosen and frame of a view; RequestError where it is wrong."""
    selection, selected_id, frame, faults = read_map_view(dataset, view)
    if faults:
        raise RequestError(faults)
    return selection, selected_id, frame


def read_template(template: Path | None) -> bytes | None:
    """A PowerPoint template's bytes; RequestError where the file cannot be read."""
    if template is None:
        return None
    try:
        return template.read_bytes()
    except OSError as error:
        reason = error.strerror or ""
        details = {"parameter": "--pptx-template", "value": str(template)}
        details |= {
            "reason_en": f"it cannot be read ({reason})",
            "reason_zh": f"无法读取（{reason}）",
        }
        raise RequestError([Fault(FaultKind.ARGUMENT_INVALID, details=details)]) from error
