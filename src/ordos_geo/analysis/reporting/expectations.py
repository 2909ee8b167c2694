"""What the dispatcher expects by when, in a file that staff edit (data/expectations.csv, .md)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.reporting.duties import task_targets, unit_duties
from ordos_geo.errors import Fault, FaultKind, OrdosGeoError, ReportingError, TableFault
from ordos_geo.model.reporting import Duty, Expectation, Month
from ordos_geo.tables import line_of, read_table, text_column

EXPECTATIONS_FILE = Path("data/expectations.csv")

_KEY = ("task_id", "unit_id", "target_id", "month")
SCHEMA = pa.DataFrameSchema(
    {
        "task_id": text_column("Task.", references="tasks"),
        "unit_id": text_column(
            "Responsible unit; empty means each one of the task.",
            required=False,
            references="units",
        ),
        "target_id": text_column(
            "Target that `value` is a figure of; empty where it is the percentage of the task.",
            required=False,
            references="targets",
        ),
        "month": text_column("By the end of which month: 2025-06."),
        "value": pa.Column(float, description="What should be reached, % or the target's unit."),
        "basis": text_column("Meeting or paper that laid it down."),
    }
)


def load_expectations(root: Path, dataset: Dataset) -> tuple[Expectation, ...]:
    """The expectations below the project folder, one for each duty.

    Raises OrdosGeoError with every fault: of the table, a month that is none, a percentage over
    100, and a task, a unit of it or a target of it that does not exist.
    """
    rows, faults = read_table(
        root / EXPECTATIONS_FILE,
        SCHEMA,
        dataset.vocabularies,
        relative_to=root,
        sort_by=_KEY,
        unique=_KEY,
    )
    if not faults:
        faults = list(_reference_faults(dataset, rows))
    if faults:
        raise OrdosGeoError(faults)
    owed = _units_by_task(dataset)
    return tuple(
        Expectation(
            Duty(row["task_id"], unit_id),
            Month.parse(row["month"]),
            float(row["value"]),
            row["target_id"],
        )
        for row in rows.to_dict("records")
        for unit_id in ([row["unit_id"]] if row["unit_id"] else sorted(owed[row["task_id"]]))
    )


def _reference_faults(dataset: Dataset, rows: pd.DataFrame) -> Iterator[Fault]:
    owed = _units_by_task(dataset)
    targets = {(target.task_id, target.target_id) for target in task_targets(dataset)}
    for index, row in enumerate(rows.to_dict("records")):
        for kind, details in _row_faults(row, owed, targets):
            yield Fault(kind, str(EXPECTATIONS_FILE), line_of(index), details)


def _row_faults(
    row: Mapping[Hashable, str],
    owed: Mapping[str, set[str]],
    targets: set[tuple[str, str]],
) -> Iterator[tuple[FaultKind, dict[str, object]]]:
    task_id, unit_id, target_id = row["task_id"], row["unit_id"], row["target_id"]
    if task_id not in owed:
        yield _unknown("task_id", task_id, "data/register/tasks.csv")
    elif unit_id and unit_id not in owed[task_id]:
        yield _unknown("unit_id", unit_id, f"data/register/tasks.csv: {task_id}")
    if target_id and (task_id, target_id) not in targets:
        yield _unknown("target_id", target_id, f"data/register/targets.csv: {task_id}")
    if not target_id and not 0 <= float(row["value"]) <= 100:
        details: dict[str, object] = {"column": "value", "value": row["value"], "rule": "0–100"}
        yield TableFault.VALUE_INVALID, details
    try:
        Month.parse(row["month"])
    except ReportingError as error:
        yield error.faults[0].kind, dict(error.faults[0].details)


def _unknown(column: str, value: str, target: str) -> tuple[FaultKind, dict[str, object]]:
    return TableFault.ID_UNKNOWN, {"column": column, "value": value, "target": target}


def _units_by_task(dataset: Dataset) -> dict[str, set[str]]:
    units: dict[str, set[str]] = {}
    for duty in unit_duties(dataset):
        units.setdefault(duty.task_id, set()).add(duty.unit_id)
    return units
