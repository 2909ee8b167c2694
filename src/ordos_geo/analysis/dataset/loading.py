"""The project's files -> one checked Dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ordos_geo.analysis.dataset.assembly import Dataset, assemble
from ordos_geo.analysis.dataset.integrity import integrity_faults
from ordos_geo.errors import Fault, OrdosGeoError
from ordos_geo.geodata import load_geodata
from ordos_geo.plan import read_plan
from ordos_geo.register import load_register
from ordos_geo.tables import load_vocabularies

PLAN_FILE = Path("data/plan/ordos-action-plan-2025.txt")

Part = TypeVar("Part")


def load_dataset(root: Path) -> Dataset:
    """Read plan, code lists, geodata and register below the project folder, check and join them.

    Raises OrdosGeoError with the faults of all parts at once. Code lists come first: without
    them nothing else can be checked.
    """
    vocabularies = load_vocabularies(root / "data/vocab", relative_to=root)
    faults: list[Fault] = []

    def attempt(load: Callable[[], Part]) -> Part | None:
        try:
            return load()
        except OrdosGeoError as error:
            faults.extend(error.faults)
            return None

    plan = attempt(lambda: read_plan(root / PLAN_FILE, relative_to=root))
    geodata = attempt(lambda: load_geodata(root / "geo", vocabularies, relative_to=root))
    register = attempt(
        lambda: load_register(root / "data/register", vocabularies, relative_to=root)
    )
    if plan is None or geodata is None or register is None:
        raise OrdosGeoError(faults)
    faults = integrity_faults(plan, geodata, register)
    if faults:
        raise OrdosGeoError(faults)
    return assemble(plan, geodata, register, vocabularies)
