"""round map: the map of a month in the statuses of the month, as a sheet."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ordos_geo.analysis.reporting.change import change_sentences, round_change
from ordos_geo.cartography.files import MAP_FORMATS, draw_file
from ordos_geo.cartography.scene.status_scene import status_scene
from ordos_geo.cli.arguments import MonthArgument, Out
from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.cli.sheet_arguments import SheetArguments, takes_sheet
from ordos_geo.model.reporting import Month
from ordos_geo.reporting.rules.status import judge_round


@takes_sheet
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
    sheet: SheetArguments,
) -> None:
    """Draw the map of a month by status, or of what changed since another month."""
    with faults_to_standard_error():
        later = Month.parse(month)
        earlier = Month.parse(since) if since else None
        context = command_context()
        dataset, repository = context.dataset, context.repository
        judged = judge_round(repository.recent(later))
        change = None
        if earlier is not None:
            before = judge_round(repository.recent(earlier))
            change = round_change(earlier, before, later, judged)
        subtitle = "".join(change_sentences(change)) if change else ""
        options = sheet.options(subtitle=subtitle)
        scene = status_scene(dataset, later, judged, change=change, is_demo=repository.is_demo())
        content, findings = draw_file(dataset, scene, options, file_format, sheet.template())
        for finding in findings:
            print(finding.english(), file=sys.stderr)
        write(content, out)
