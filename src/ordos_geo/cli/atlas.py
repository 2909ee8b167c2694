"""Commands that draw many maps into one file: atlas export."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated

import typer

from ordos_geo.cartography.atlas import FEATURE, SUBJECTS, plan_atlas
from ordos_geo.cartography.files import ATLAS_FORMATS
from ordos_geo.cli.arguments import Out, View, read_view
from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.cli.sheet_arguments import SheetArguments, takes_sheet

atlas_app = typer.Typer(no_args_is_help=True, help="Many maps in one file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasArguments(SheetArguments):
    """As for one sheet, but files of many pages in a resolution that suffices for printing."""

    dpi: Annotated[int, typer.Option(help="Resolution of pictures.")] = 200


@atlas_app.command("export")
@takes_sheet
def atlas_export(
    *,
    by: Annotated[
        str,
        typer.Option(
            callback=one_of(SUBJECTS),
            help=f"A page for each: {' | '.join(SUBJECTS)} ({FEATURE}: fact sheets)",
        ),
    ],
    file_format: Annotated[
        str,
        typer.Option("--format", callback=one_of(ATLAS_FORMATS), help=" | ".join(ATLAS_FORMATS)),
    ],
    out: Out,
    view: View = "",
    pages: Annotated[
        str, typer.Option(help="Only these pages: ids as in addresses, separated by commas.")
    ] = "",
    sheet: AtlasArguments,
) -> None:
    """Draw an atlas: cover, table of contents, and a page for each subject with something on it.

    The same options give the same bytes. Progress and what the check of each page finds go to
    standard error. `size` is for pdf and zip; slides have the size of their template.
    """
    with faults_to_standard_error():
        options = sheet.options()
        template = sheet.template()
        from ordos_geo.cartography.atlas import (  # noqa: PLC0415 - loads matplotlib
            DrawingPool,
            make_atlas,
        )

        context = command_context()
        with DrawingPool(context.root) as pool:
            # the drawing processes load the dataset at the same time as this one
            pool.warm_up()
            dataset = context.dataset
            selection, _, _ = read_view(dataset, view)
            plan = plan_atlas(dataset, by, selection, [p for p in pages.split(",") if p])
            with typer.progressbar(length=len(plan.pages), file=sys.stderr) as bar:

                def show(done: int, total: int, name: str) -> None:
                    bar.label = f"{done}/{total} {name}"
                    bar.update(1)

                atlas = make_atlas(
                    dataset, plan, options, file_format, pool=pool, template=template, progress=show
                )
        for remark in plan.remarks:
            print(remark, file=sys.stderr)
        for name, finding in atlas.findings:
            print(f"{name}: {finding.english()}", file=sys.stderr)
        write(atlas.content, out)
