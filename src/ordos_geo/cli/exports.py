"""Commands that draw maps into files: map export."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from ordos_geo.analysis import Dataset, selected
from ordos_geo.analysis.load import load_dataset
from ordos_geo.analysis.views import PAGE_SCOPES
from ordos_geo.cartography.extent import FRAME_EXTENTS, features_extent
from ordos_geo.cartography.scene import MapScene
from ordos_geo.cartography.sheet import SheetOptions
from ordos_geo.cartography.templates import TEMPLATES, page_scene, template_scene
from ordos_geo.cli.arguments import (
    Classification,
    Department,
    Dpi,
    On,
    Out,
    ReviewNumber,
    Size,
    Template,
    View,
    read_template,
    read_view,
    sheet_options,
)
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.errors import Fault
from ordos_geo.settings import Settings

if TYPE_CHECKING:
    from ordos_geo.cartography.sheet import Sheet

map_app = typer.Typer(no_args_is_help=True, help="Maps as pictures and pages.")

WRITERS: Mapping[str, Callable[[Sheet], bytes]] = MappingProxyType(
    {
        "png": lambda sheet: sheet.png(),
        "svg": lambda sheet: sheet.svg(),
        "pdf": lambda sheet: sheet.pdf(),
    }
)
"""Formats of a single sheet."""

DECK = "pptx"
"""The format whose map is a picture on a slide, with everything else native."""
_FORMATS = (*WRITERS, DECK)

RESULTS = "results"
"""The frame that fits what the filters leave, beside those of the screen."""
_FRAMES = (*FRAME_EXTENTS, RESULTS)
_NO_TEMPLATE = ""


@map_app.command("export")
def map_export(
    *,
    file_format: Annotated[
        str, typer.Option("--format", callback=one_of(_FORMATS), help=" | ".join(_FORMATS))
    ],
    out: Out,
    page: Annotated[
        str, typer.Option(callback=one_of(PAGE_SCOPES), help=" | ".join(PAGE_SCOPES))
    ] = "overview",
    view: View = "",
    template: Annotated[
        str,
        typer.Option(
            callback=one_of((_NO_TEMPLATE, *TEMPLATES)),
            help=f"A briefing map instead of a page: {' | '.join(TEMPLATES)}",
        ),
    ] = _NO_TEMPLATE,
    subject: Annotated[
        str, typer.Option(help="What the template is about: a banner's adcode, a chapter's number…")
    ] = "",
    frame: Annotated[str, typer.Option(callback=one_of(_FRAMES), help=" | ".join(_FRAMES))] = next(
        iter(FRAME_EXTENTS)
    ),
    size: Size = "16x9",
    dpi: Dpi = 300,
    on: On = None,
    subtitle: Annotated[str, typer.Option(help="Instead of the filters in words.")] = "",
    department: Department = "",
    classification: Classification = "",
    review_number: ReviewNumber = "",
    pptx_template: Template = None,
) -> None:
    """Draw one map into a file; what the check before the export finds goes to standard error.

    The same options give the same bytes.
    """
    with faults_to_standard_error():
        options = sheet_options(
            on,
            size=size,
            dpi=dpi,
            subtitle=subtitle,
            department=department,
            classification=classification,
            review_number=review_number,
        )
        dataset = load_dataset(Settings().root)
        scene = _scene(
            dataset, page=page, view=view, template=template, subject=subject, frame=frame
        )
        content, findings = _drawn(dataset, scene, options, file_format, pptx_template)
        for finding in findings:
            print(finding.english(), file=sys.stderr)
        write(content, out)


def _drawn(
    dataset: Dataset,
    scene: MapScene,
    options: SheetOptions,
    file_format: str,
    pptx_template: Path | None,
) -> tuple[bytes, tuple[Fault, ...]]:
    """The file, and what was found while drawing."""
    if file_format == DECK:
        from ordos_geo.cartography.slides import draw_deck  # noqa: PLC0415 - loads matplotlib

        return draw_deck(dataset, scene, options, read_template(pptx_template))
    from ordos_geo.cartography.sheet import draw_sheet  # noqa: PLC0415 - loads matplotlib

    sheet = draw_sheet(dataset, scene, options)
    return WRITERS[file_format](sheet), sheet.findings


def _scene(
    dataset: Dataset, *, page: str, view: str, template: str, subject: str, frame: str
) -> MapScene:
    """The scene of a template or else of a page; raises RequestError where the view is wrong."""
    selection, selected_id = read_view(dataset, view)
    if template:
        return template_scene(dataset, TEMPLATES[template], subject, selection)
    if frame == RESULTS:
        ids = selected(dataset, selection.within(PAGE_SCOPES[page]))
        extent = features_extent(dataset, ids)
    else:
        extent = FRAME_EXTENTS[frame]
    return page_scene(dataset, page, selection, selected_id=selected_id, extent=extent)
