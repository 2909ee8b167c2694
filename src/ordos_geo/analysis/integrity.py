"""Faults that only show where plan, geodata and register meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from ordos_geo.analysis.dataset import unit_ids_by_name
from ordos_geo.errors import Fault, FaultKind
from ordos_geo.geodata import GeoData
from ordos_geo.model import Plan
from ordos_geo.register import TABLES, PlanRegister
from ordos_geo.register.load import RECORD_TABLES
from ordos_geo.tables import line_of, reference_faults

REGISTER = "data/register"
_QUOTING = (*RECORD_TABLES, "mentions", "uncovered")


def integrity_faults(plan: Plan, geodata: GeoData, register: PlanRegister) -> list[Fault]:
    """All faults between the parts; empty where everything holds.

    Checked: every quote stands character for character in its measure; measures and places that
    are referred to exist; every project has a geometry and the other way round; context has a
    basis; ids are unique over all record tables; a link has two ends; every unit of the plan is
    in the unit register.
    """
    return [
        *_quote_faults(plan, register),
        *_place_faults(geodata, register),
        *_geometry_faults(geodata, register),
        *_identity_faults(register),
        *_link_faults(register),
        *_unit_faults(plan, register),
    ]


def _file(table: str) -> str:
    return f"{REGISTER}/{table}.csv"


def _rows(frame: pd.DataFrame) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line in the file and the cells of each row."""
    for index, row in enumerate(frame.reset_index().to_dict("records")):
        yield line_of(index), {str(key): value for key, value in row.items()}


def _quote_faults(plan: Plan, register: PlanRegister) -> Iterator[Fault]:
    texts = {measure.id: measure.text for measure in plan.measures}
    first, last = next(iter(texts)), next(reversed(texts))
    for table in _QUOTING:
        for line, row in _rows(register.table(table)):
            measure_id, quote = row["measure_id"], row["quote"]
            if not measure_id and not quote:
                if not row.get("basis"):
                    details: dict[str, object] = {"column": "basis"}
                    yield Fault(FaultKind.VALUE_MISSING, _file(table), line, details)
            elif measure_id not in texts:
                details = {"value": measure_id, "first": first, "last": last}
                yield Fault(FaultKind.MEASURE_UNKNOWN, _file(table), line, details)
            elif not quote or quote not in texts[measure_id]:
                value = row.get("id", row.get("record_id", row["measure_id"]))
                details = {"value": value, "measure": measure_id, "quote": quote}
                yield Fault(FaultKind.QUOTE_NOT_IN_MEASURE, _file(table), line, details)


def _place_faults(geodata: GeoData, register: PlanRegister) -> Iterator[Fault]:
    places = set(geodata.places.index) | set(geodata.parks.index)
    targets = {"places": (places, "geo/places/places.csv, geo/parks/parks.csv")}
    for table, schema in TABLES.items():
        frame = register.table(table).reset_index()
        yield from reference_faults(frame, schema, targets, _file(table))


def _geometry_faults(geodata: GeoData, register: PlanRegister) -> Iterator[Fault]:
    drawn, listed = set(geodata.project_geometries.index), set(register.projects.index)
    for line, row in _rows(register.projects):
        if row["id"] not in drawn:
            target = "geo/projects/geometries.csv"
            details = {"column": "id", "value": row["id"], "target": target}
            yield Fault(FaultKind.ID_UNKNOWN, _file("projects"), line, details)
    for index, project_id in enumerate(geodata.project_geometries.index):
        if project_id not in listed:
            details = {"column": "project_id", "value": project_id, "target": _file("projects")}
            file = "geo/projects/geometries.csv"
            yield Fault(FaultKind.ID_UNKNOWN, file, line_of(index), details)


def _identity_faults(register: PlanRegister) -> Iterator[Fault]:
    seen: set[str] = set()
    for table in RECORD_TABLES:
        for line, row in _rows(register.table(table)):
            if row["id"] in seen:
                yield Fault(FaultKind.ID_DUPLICATE, _file(table), line, {"value": row["id"]})
            seen.add(row["id"])


def _link_faults(register: PlanRegister) -> Iterator[Fault]:
    for line, row in _rows(register.links):
        if row["origin_id"] == row["destination_id"]:
            details = {
                "value": row["id"],
                "reason_en": "origin and destination are the same place",
                "reason_zh": "起点与终点为同一地点",
            }
            yield Fault(FaultKind.MEMBERS_INCONSISTENT, _file("links"), line, details)


def _unit_faults(plan: Plan, register: PlanRegister) -> Iterator[Fault]:
    known = unit_ids_by_name(register)
    for measure in plan.measures:
        for unit in measure.units:
            if unit not in known:
                details = {"column": measure.id, "value": unit, "target": _file("units")}
                yield Fault(FaultKind.ID_UNKNOWN, "data/plan", measure.line, details)
