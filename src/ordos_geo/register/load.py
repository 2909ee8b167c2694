"""data/register -> validated PlanRegister."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ordos_geo.errors import Fault, RegisterError
from ordos_geo.model import Vocabulary
from ordos_geo.register.schemas import TABLES
from ordos_geo.tables import read_table, reference_faults

_KEYS: Mapping[str, tuple[str, ...]] = {
    "mentions": ("record_id", "measure_id", "quote"),
    "uncovered": ("measure_id", "quote"),
}
_ORDER: Mapping[str, tuple[str, ...]] = {"uncovered": ("measure_id",)}
RECORD_TABLES = ("tasks", "targets", "links", "projects", "positionings", "corridors")
_TARGETS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "units": (("units",), "data/register/units.csv"),
    "projects": (("projects",), "data/register/projects.csv"),
    "tasks": (("tasks",), "data/register/tasks.csv"),
    "records": (RECORD_TABLES, "data/register"),
}


@dataclass(frozen=True)
class PlanRegister:
    """The tables of data/register.

    Each frame has the columns of its schema in `register.schemas` and is indexed by its `id`
    (`mentions` and `uncovered` have a RangeIndex); rows are in file order, cells are text unless
    the schema says otherwise. Frames are shared: filter or copy, never write into them.
    """

    units: pd.DataFrame
    tasks: pd.DataFrame
    targets: pd.DataFrame
    links: pd.DataFrame
    projects: pd.DataFrame
    positionings: pd.DataFrame
    corridors: pd.DataFrame
    mentions: pd.DataFrame
    uncovered: pd.DataFrame

    def table(self, name: str) -> pd.DataFrame:
        """One table by the stem of its file; KeyError where there is none."""
        if name not in TABLES:
            raise KeyError(name)
        frame: pd.DataFrame = getattr(self, name)
        return frame


def load_register(
    directory: Path, vocabularies: Mapping[str, Vocabulary], *, relative_to: Path
) -> PlanRegister:
    """Read and check every table.

    `relative_to` is the project folder that file names in faults start from. Raises RegisterError
    with the faults of all tables: files, columns, codes, ids and the references between tables.
    Whether quotes stand in the plan and places exist is checked where all parts meet, in
    `analysis.integrity`.
    """
    frames: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    unread: set[str] = set()
    for name, schema in TABLES.items():
        key = _KEYS.get(name, ("id",))
        frame, found = read_table(
            directory / f"{name}.csv",
            schema,
            vocabularies,
            relative_to=relative_to,
            sort_by=_ORDER.get(name, key),
            unique=key,
        )
        frames[name] = frame
        faults += found
        if found and frame.empty:
            unread.add(name)

    # a table that cannot be read is one fault, not one for each reference to it
    targets = {
        name: (set().union(*(frames[table]["id"] for table in tables)), file)
        for name, (tables, file) in _TARGETS.items()
        if unread.isdisjoint(tables)
    }
    for name, schema in TABLES.items():
        file = str((directory / f"{name}.csv").relative_to(relative_to))
        faults += reference_faults(frames[name], schema, targets, file)
    if faults:
        raise RegisterError(faults)
    return PlanRegister(
        **{
            name: frame.set_index("id") if "id" in frame else frame
            for name, frame in frames.items()
        }
    )
