"""Who gets a unit's reminders by e-mail: a table that staff keep."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

import pandera.pandas as pa

from ordos_geo.errors import ReportingError
from ordos_geo.tables import read_table, reference_faults, text_column

RECIPIENTS = Path("data/recipients.csv")

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})*", re.ASCII)
"""An address as mail servers take it everywhere; nothing in it can end a header."""

_ADDRESS_RULE = "name@host / 邮箱地址"

SCHEMA = pa.DataFrameSchema(
    {
        "unit_id": text_column("Unit that is reminded.", references="units"),
        "email": pa.Column(
            str,
            pa.Check(
                lambda cell: bool(ADDRESS.fullmatch(cell)), element_wise=True, error=_ADDRESS_RULE
            ),
            description="Address that gets its reminders; several rows for several addresses.",
        ),
        "note": text_column("Whose address it is; not sent.", required=False),
    }
)


def load_recipients(
    path: Path, unit_ids: Collection[str], *, relative_to: Path
) -> Mapping[str, tuple[str, ...]]:
    """The addresses of each unit, by unit id.

    Raises ReportingError with every fault of the file: an unknown unit, no address, rows that are
    not sorted or occur twice.
    """
    key = ("unit_id", "email")
    frame, faults = read_table(path, SCHEMA, {}, relative_to=relative_to, sort_by=key, unique=key)
    name = str(path.relative_to(relative_to))
    targets = {"units": (set(unit_ids), "data/register/units.csv")}
    faults += reference_faults(frame, SCHEMA, targets, name)
    if faults:
        raise ReportingError(faults)
    addresses = frame.groupby("unit_id")["email"].apply(tuple)
    return MappingProxyType({str(unit): tuple(found) for unit, found in addresses.items()})
