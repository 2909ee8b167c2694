"""What the pages of the monthly reporting show, in a URL.

?month=2025-04&unit=energy-bureau&light=red,yellow
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ordos_geo.address.parameters import (
    Context,
    Pairs,
    Parameter,
    one_of,
    read_parameters,
    several_of,
    written,
)
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.errors import Fault, ReportingError, ReportingFault
from ordos_geo.model.reporting import Month, ReportState, Status


def _read_month(context: Context, _: str, text: str) -> tuple[Month | None, list[Fault]]:
    try:
        month = Month.parse(text)
    except ReportingError as error:
        return None, list(error.faults[:1])
    if month not in context.months:
        return None, [Fault(ReportingFault.ROUND_UNKNOWN, details={"month": month})]
    return month, []


def _write_codes(_: Context, codes: frozenset[Any]) -> str:
    return ",".join(sorted(codes))


def _write_month(_: Context, month: Month | None) -> str:
    return str(month or "")


REPORTING_TABLE = (
    Parameter(
        name="month",
        field="month",
        meaning="Month that is looked at: 2025-04.",
        read=_read_month,
        write=_write_month,
    ),
    Parameter(
        name="from",
        field="since",
        meaning="Earlier month that it is compared with.",
        read=_read_month,
        write=_write_month,
    ),
    Parameter(
        name="unit",
        field="unit_id",
        meaning="Id of the responsible unit.",
        read=one_of(lambda context: set(context.dataset.register.units.index)),
    ),
    Parameter(
        name="task",
        field="task_id",
        meaning="Id of the task.",
        read=one_of(lambda context: set(context.dataset.tasks.index)),
    ),
    Parameter(
        name="sector",
        field="sectors",
        meaning="Sectors of the tasks.",
        read=several_of(lambda context: context.dataset.vocabularies["sector"].codes),
        write=_write_codes,
    ),
    Parameter(
        name="state",
        field="states",
        meaning="States of the reports.",
        read=several_of(lambda _: tuple(ReportState), ReportState),
        write=_write_codes,
    ),
    Parameter(
        name="light",
        field="statuses",
        meaning="Statuses of the tasks.",
        read=several_of(lambda _: tuple(Status), Status),
        write=_write_codes,
    ),
)
ALL_PARAMETERS = tuple(parameter.name for parameter in REPORTING_TABLE)


def reporting_table(allowed: Collection[str]) -> tuple[Parameter, ...]:
    """The parameters of those names."""
    return tuple(parameter for parameter in REPORTING_TABLE if parameter.name in allowed)


def read_reporting_view(
    context: Context, given: Pairs, table: Collection[Parameter] = REPORTING_TABLE
) -> tuple[ReportingView, list[tuple[int, Fault]]]:
    """The view, and faults with their place in `given`; parameters without a value say nothing."""
    said = [(name, text) if text else ("", "") for name, text in given]
    values, faults = read_parameters(table, context, said)
    return ReportingView(**values), faults


def view_parameters(
    dataset: Dataset, view: ReportingView, allowed: Collection[str] = ALL_PARAMETERS
) -> dict[str, str]:
    """The parameters that `read_reporting_view` reads as the same view, those that are allowed."""
    table = reporting_table(allowed)
    values = {parameter.field: getattr(view, parameter.field) for parameter in table}
    return written(table, Context(dataset=dataset), values)
