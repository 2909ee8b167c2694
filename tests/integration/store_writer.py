"""Save the same two reports again and again until killed: the victim of test_store."""

from __future__ import annotations

import sys

from ordos_geo.model.reporting import Figure, ReportChange, ReportContent
from ordos_geo.reporting.store.repository import open_repository
from support.reporting import APRIL, DISPATCHER, HYDROGEN, ROAD


def numbered(number, targets):
    """A content that tells its number in every part, too long to be written in one page."""
    return ReportContent(
        percent=number % 100,
        done=f"{number}:" + "甲" * 3000,
        problem=str(number),
        need=str(number),
        figures=tuple(Figure(target_id, float(number)) for target_id in targets),
    )


def main(url):
    repository = open_repository(url)
    month = repository.round(APRIL)
    targets = [each.target_id for each in month.targets if each.task_id == ROAD.task_id]
    number = repository.reports(APRIL).reports[ROAD].version
    first = number + 1
    while True:
        changes = [
            ReportChange(duty=ROAD, content=numbered(number + 1, targets), based_on=number),
            ReportChange(duty=HYDROGEN, content=numbered(number + 1, targets), based_on=number),
        ]
        repository.save(APRIL, changes, DISPATCHER)
        number += 1
        if number == first:
            print("writing", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
