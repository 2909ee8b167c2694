"""Commands that draw maps into files: map export."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.frames import FRAMES
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.files import MAP_FORMATS, draw_file
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.scene.map_templates import TEMPLATES, page_scene, template_scene
from ordos_geo.cli.arguments import Out, View, read_view
from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.cli.sheet_arguments import SheetArguments, takes_sheet

map_app = typer.Typer(no_args_is_help=True, help="Maps as pictures and pages.")

_NO_TEMPLATE = ""


@map_app.command("export")
@takes_sheet
def map_export(
    *,
    file_format: Annotated[
        str, typer.Option("--format", callback=one_of(MAP_FORMATS), help=" | ".join(MAP_FORMATS))
    ],
    out: Out,
    page: Annotated[
        str, typer.Option(callback=one_of(MAP_PAGES), help=" | ".join(MAP_PAGES))
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
    frame: Annotated[
        str,
        typer.Option(
            callback=one_of(("", *FRAMES)),
            help=f"{' | '.join(FRAMES)}; what the view says if left out",
        ),
    ] = "",
    title: Annotated[str, typer.Option(help="Instead of the map's own title.")] = "",
    subtitle: Annotated[str, typer.Option(help="Instead of the filters in words.")] = "",
    sheet: SheetArguments,
) -> None:
    """Draw one map into a file; what the check before the export finds goes to standard error.

    The same options give the same bytes.
    """
    with faults_to_standard_error():
        options = sheet.options(subtitle=subtitle)
        dataset = command_context().dataset
        scene = _scene(
            dataset, page=page, view=view, template=template, subject=subject, frame=frame
        )
        if title:
            scene = replace(scene, title=title)
        content, findings = draw_file(dataset, scene, options, file_format, sheet.template())
        for finding in findings:
            print(finding.english(), file=sys.stderr)
        write(content, out)


def _scene(
    dataset: Dataset, *, page: str, view: str, template: str, subject: str, frame: str
) -> MapScene:
    """The scene of a template or else of a page; raises RequestError where the view is wrong."""
    selection, selected_id, placed = read_view(dataset, view)
    if template:
        return template_scene(dataset, TEMPLATES[template], subject, selection)
    return page_scene(dataset, page, selection, selected_id=selected_id, frame=frame or placed)
