"""Commands that draw many maps into one file: atlas export."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ordos_geo.analysis.dataset.loading import load_dataset
from ordos_geo.cartography.atlas import FEATURE, SUBJECTS, plan_atlas
from ordos_geo.cartography.files import ATLAS_FORMATS
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
from ordos_geo.settings import Settings

atlas_app = typer.Typer(no_args_is_help=True, help="Many maps in one file.")


@atlas_app.command("export")
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
    size: Size = "16x9",
    dpi: Dpi = 200,
    on: On = None,
    department: Department = "",
    classification: Classification = "",
    review_number: ReviewNumber = "",
    pptx_template: Template = None,
) -> None:
    """Draw an atlas: cover, table of contents, and a page for each subject with something on it.

    The same options give the same bytes. Progress and what the check of each page finds go to
    standard error. `size` is for pdf and zip; slides have the size of their template.
    """
    with faults_to_standard_error():
        options = sheet_options(
            on,
            size=size,
            dpi=dpi,
            department=department,
            classification=classification,
            review_number=review_number,
        )
        template = read_template(pptx_template)
        from ordos_geo.cartography.atlas import (  # noqa: PLC0415 - loads matplotlib
            DrawingPool,
            make_atlas,
        )

        root = Settings().root
        with DrawingPool(root) as pool:
            # the drawing processes load the dataset at the same time as this one
            pool.warm_up()
            dataset = load_dataset(root)
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
