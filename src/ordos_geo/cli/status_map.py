"""round map: the map of a month in the statuses of the month, as a sheet."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ordos_geo.analysis.dataset.loading import load_dataset
from ordos_geo.analysis.reporting.change import change_sentences, round_change
from ordos_geo.cartography.files import MAP_FORMATS, draw_file
from ordos_geo.cartography.scene.status_scene import status_scene
from ordos_geo.cli.arguments import (
    Classification,
    Department,
    Dpi,
    On,
    Out,
    ReviewNumber,
    Size,
    Template,
    read_template,
    sheet_options,
)
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.cli.reporting import MonthArgument
from ordos_geo.model.reporting import Month
from ordos_geo.reporting.rules.status import judge_round
from ordos_geo.reporting.store.repository import open_repository
from ordos_geo.settings import Settings


def round_map(
    month: MonthArgument,
    *,
    file_format: Annotated[
        str, typer.Option("--format", callback=one_of(MAP_FORMATS), help=" | ".join(MAP_FORMATS))
    ],
    out: Out,
    since: Annotated[
        str, typer.Option(metavar="MONTH", help="Only what changed since that month.")
    ] = "",
    size: Size = "16x9",
    dpi: Dpi = 300,
    on: On = None,
    department: Department = "",
    classification: Classification = "",
    review_number: ReviewNumber = "",
    pptx_template: Template = None,
) -> None:
    """Draw the map of a month by status, or of what changed since another month."""
    with faults_to_standard_error():
        later = Month.parse(month)
        earlier = Month.parse(since) if since else None
        dataset = load_dataset(Settings().root)
        repository = open_repository(Settings().store_url)
        stands = judge_round(repository.recent(later))
        change = None
        if earlier is not None:
            before = judge_round(repository.recent(earlier))
            change = round_change(earlier, before, later, stands)
        options = sheet_options(
            on,
            size=size,
            dpi=dpi,
            subtitle="".join(change_sentences(change)) if change else "",
            department=department,
            classification=classification,
            review_number=review_number,
        )
        scene = status_scene(dataset, later, stands, change=change, is_demo=repository.is_demo())
        content, findings = draw_file(
            dataset, scene, options, file_format, read_template(pptx_template)
        )
        for finding in findings:
            print(finding.english(), file=sys.stderr)
        write(content, out)
