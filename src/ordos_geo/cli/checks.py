"""The command that checks all data."""

from __future__ import annotations

from typing import Annotated

import typer

from ordos_geo.address.saved_views import load_views
from ordos_geo.analysis.quotes.plan_coverage import coverage_report, plan_coverage
from ordos_geo.analysis.reporting.expectations import load_expectations
from ordos_geo.cartography.style import check_symbols
from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error
from ordos_geo.reporting.reminders.recipients import RECIPIENTS, load_recipients


def check(
    coverage: Annotated[
        bool, typer.Option("--coverage", help="List the records that quote each sentence.")
    ] = False,
) -> None:
    """Report every fault in geo/ and data/; exit status 1 if there is any.

    With --coverage also where a sentence is neither quoted nor listed in uncovered.csv.
    """
    with faults_to_standard_error():
        context = command_context()
        root, dataset = context.root, context.dataset
        check_symbols(dataset.vocabularies)
        load_views(root, dataset)
        load_expectations(root, dataset)
        units = set(dataset.register.units.index)
        load_recipients(root / RECIPIENTS, units, relative_to=root)
    if coverage:
        sentences = plan_coverage(dataset.plan, dataset.register)
        print(coverage_report(sentences))
        if any(sentence.remainder for sentence in sentences):
            raise typer.Exit(1)
    measures = sum(1 for measure in dataset.plan.measures if measure.no)
    features = len(dataset.features)
    print(f"no faults: {measures} measures, {features} features on the map")
