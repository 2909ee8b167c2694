"""What the pages of the monthly dispatch show, as a value and as URL parameters.

?month=2025-04&unit=energy-bureau&light=red,yellow
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.errors import (
    Fault,
    ReportingError,
    ReportingFault,
    invalid_parameter,
    unknown_parameter,
)
from ordos_geo.model.reporting import Month, ReportState, Status

MAX_CHARACTERS = 1000
"""Longer values of a parameter are not read."""


ALL_PARAMETERS = ("month", "from", "unit", "task", "sector", "state", "light")


def parse_view(
    dataset: Dataset,
    parameters: Mapping[str, str],
    *,
    months: Collection[Month],
    allowed: Collection[str] = ALL_PARAMETERS,
) -> tuple[ReportingView, list[Fault]]:
    """Read the parameters of an address; what cannot be used is left out and named.

    `months` are those that were opened, `allowed` the parameters that the page knows.
    """
    faults = [unknown_parameter(name, allowed) for name in parameters if name not in allowed]
    units = {str(unit_id) for unit_id in dataset.register.units.index}
    tasks = {str(task_id) for task_id in dataset.tasks.index}
    sectors = dataset.vocabularies["sector"].codes
    known = {name: parameters[name] for name in allowed if name in parameters}

    def one(name: str, codes: Collection[str]) -> str:
        value = known.get(name, "")
        if value and value not in codes:
            faults.append(invalid_parameter(name, value))
            return ""
        return value

    def several(name: str, codes: Collection[str]) -> frozenset[str]:
        values = [v for v in known.get(name, "")[:MAX_CHARACTERS].split(",") if v]
        faults.extend(invalid_parameter(name, value) for value in values if value not in codes)
        return frozenset(value for value in values if value in codes)

    view = ReportingView(
        month=_month(known.get("month", ""), months, faults.append),
        since=_month(known.get("from", ""), months, faults.append),
        unit_id=one("unit", units),
        task_id=one("task", tasks),
        sectors=several("sector", sectors),
        states=frozenset(map(ReportState, several("state", tuple(ReportState)))),
        lights=frozenset(map(Status, several("light", tuple(Status)))),
    )
    return view, faults


def view_parameters(
    view: ReportingView, allowed: Collection[str] = ALL_PARAMETERS
) -> dict[str, str]:
    """The parameters that `parse_view` reads as the same view, as far as they are allowed."""
    values = {
        "month": str(view.month or ""),
        "from": str(view.since or ""),
        "unit": view.unit_id,
        "task": view.task_id,
        "sector": ",".join(sorted(view.sectors)),
        "state": ",".join(sorted(view.states)),
        "light": ",".join(sorted(view.lights)),
    }
    return {name: value for name, value in values.items() if value and name in allowed}


def _month(text: str, months: Collection[Month], report: Callable[[Fault], None]) -> Month | None:
    if not text:
        return None
    try:
        month = Month.parse(text)
    except ReportingError as error:
        report(error.faults[0])
        return None
    if month not in months:
        report(Fault(ReportingFault.ROUND_UNKNOWN, details={"month": month}))
        return None
    return month
