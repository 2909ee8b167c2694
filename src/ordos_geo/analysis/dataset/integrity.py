"""Faults that only show where plan, geodata and register meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate

import geopandas as gpd
import pandas as pd
import shapely
from shapely import Point

from ordos_geo.analysis.dataset.assembly import all_places, unit_ids_by_name
from ordos_geo.analysis.quotes.plan_coverage import passages
from ordos_geo.errors import Fault, GeodataFault, RegisterFault, TableFault
from ordos_geo.geodata import GeoData
from ordos_geo.geodata.measure import distance_km
from ordos_geo.model import Plan
from ordos_geo.register import TABLES, PlanRegister
from ordos_geo.register.load import RECORD_TABLES
from ordos_geo.tables import line_of, reference_faults, split_list

REGISTER = "data/register"
END_LIMIT_KM = 20.0
"""How far the end of a drawn line may lie from the nearest of the project's places.

A bypass or a motorway junction is up to 18 km away from the seat of the town it serves.
"""
_WAYPOINTS = "geo/projects/waypoints.csv"
_CITY_KINDS = ("city", "city_seat", "league_seat")
_QUOTING = (*RECORD_TABLES, "mentions", "uncovered")


def integrity_faults(plan: Plan, geodata: GeoData, register: PlanRegister) -> list[Fault]:
    """All faults between the parts; empty where everything holds.

    Checked: every quote stands character for character in its measure; measures and places that
    are referred to exist; every project has a geometry and the other way round; context has a
    basis and says that it is context, other projects have a stage; a task is due in words of its
    quote; ids are unique over all record tables; a link has two ends and is not written twice;
    `same_as` leads to a project that stands for itself; lines end near their places; every
    corridor has members and the other way round; no collective is its own member; every unit of
    the plan is in the unit register.
    """
    return [
        *_quote_faults(plan, register),
        *_context_faults(register),
        *_due_faults(register),
        *_region_faults(plan, register),
        *_place_faults(geodata, register),
        *_geometry_faults(geodata, register),
        *_identity_faults(register),
        *_link_faults(register),
        *_repeated_link_faults(register),
        *_same_as_faults(register),
        *_end_point_faults(geodata, register),
        *_corridor_faults(geodata, register),
        *_collective_faults(register),
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
    # Only what is left out on purpose may stand outside the measures.
    outside = {passage.id: passage.text for passage in passages(plan)}
    for table in _QUOTING:
        known = outside if table == "uncovered" else texts
        for line, row in _rows(register.table(table)):
            measure_id, quote = row["measure_id"], row["quote"]
            if not measure_id and not quote:
                if not row.get("basis"):
                    details: dict[str, object] = {"column": "basis"}
                    yield Fault(TableFault.VALUE_MISSING, _file(table), line, details)
            elif measure_id not in known:
                details = {"value": measure_id, "first": first, "last": last}
                yield Fault(RegisterFault.MEASURE_UNKNOWN, _file(table), line, details)
            elif not quote or quote not in known[measure_id]:
                value = row.get("id", row.get("record_id", row["measure_id"]))
                details = {"value": value, "measure": measure_id, "quote": quote}
                yield Fault(RegisterFault.QUOTE_NOT_IN_MEASURE, _file(table), line, details)


def _context_faults(register: PlanRegister) -> Iterator[Fault]:
    """Projects outside the plan that do not say so, and projects of the plan without a stage."""
    for line, row in _rows(register.projects):
        if row["context"]:
            continue
        if not row["measure_id"] and not row["quote"]:
            details: dict[str, object] = {"column": "context", "value": "false"}
            rule = "true, for no measure says it / 没有条款和引文的行应为 true"
            yield Fault(TableFault.VALUE_INVALID, _file("projects"), line, details | {"rule": rule})
        elif not row["stage"]:
            yield Fault(TableFault.VALUE_MISSING, _file("projects"), line, {"column": "stage"})


def _due_faults(register: PlanRegister) -> Iterator[Fault]:
    for line, row in _rows(register.tasks):
        if row["due"] not in row["quote"]:
            details = {
                "column": "due",
                "value": row["due"],
                "rule": "words of the quote / 引文中的原词",
            }
            yield Fault(TableFault.VALUE_INVALID, _file("tasks"), line, details)


def _region_faults(plan: Plan, register: PlanRegister) -> Iterator[Fault]:
    known = [measure.id for measure in plan.measures]
    for line, row in _rows(register.corridors):
        for measure_id in split_list(row["whole_measure_ids"]):
            if measure_id not in known:
                details = {"value": measure_id, "first": known[0], "last": known[-1]}
                yield Fault(RegisterFault.MEASURE_UNKNOWN, _file("corridors"), line, details)


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
            yield Fault(TableFault.ID_UNKNOWN, _file("projects"), line, details)
    for index, project_id in enumerate(geodata.project_geometries.index):
        if project_id not in listed:
            details = {"column": "project_id", "value": project_id, "target": _file("projects")}
            file = "geo/projects/geometries.csv"
            yield Fault(TableFault.ID_UNKNOWN, file, line_of(index), details)


def _identity_faults(register: PlanRegister) -> Iterator[Fault]:
    seen: set[str] = set()
    for table in RECORD_TABLES:
        for line, row in _rows(register.table(table)):
            if row["id"] in seen:
                yield Fault(TableFault.ID_DUPLICATE, _file(table), line, {"value": row["id"]})
            seen.add(row["id"])


def _link_faults(register: PlanRegister) -> Iterator[Fault]:
    for line, row in _rows(register.links):
        if row["origin_id"] == row["destination_id"]:
            details = {
                "value": row["id"],
                "reason_en": "origin and destination are the same place",
                "reason_zh": "起点与终点为同一地点",
            }
            yield Fault(RegisterFault.MEMBERS_INCONSISTENT, _file("links"), line, details)


def _repeated_link_faults(register: PlanRegister) -> Iterator[Fault]:
    """The same words may give two places and a theme one link, or one each way."""
    seen: dict[tuple[object, ...], list[Mapping[str, str]]] = {}
    for line, row in _rows(register.links):
        ends = frozenset((row["origin_id"], row["destination_id"]))
        earlier = seen.setdefault((ends, row["theme"], row["measure_id"], row["quote"]), [])
        for other in earlier:
            one_each_way = (
                register.links.loc[row["id"], "directed"]
                and register.links.loc[other["id"], "directed"]
                and row["origin_id"] != other["origin_id"]
            )
            if not one_each_way:
                details = {
                    "value": row["id"],
                    "reason_en": f"says the same as '{other['id']}' (places, theme, words); "
                    "delete one, or let both be directed, one each way",
                    "reason_zh": f"与“{other['id']}”重复（两端、主题、引文相同）；"
                    "请删去一行，或两行都分方向且方向相反",
                }
                yield Fault(RegisterFault.MEMBERS_INCONSISTENT, _file("links"), line, details)
        earlier.append(row)


def _same_as_faults(register: PlanRegister) -> Iterator[Fault]:
    targets = register.projects["same_as"]
    for line, row in _rows(register.projects):
        target = row["same_as"]
        if target and targets.get(target, ""):
            details = {
                "value": row["id"],
                "reason_en": f"same_as leads to '{target}', which itself has same_as; let both "
                "name the project that is counted",
                "reason_zh": f"same_as 指向“{target}”，而后者自身也填了 same_as；"
                "请都指向计数的那一个项目",
            }
            yield Fault(RegisterFault.MEMBERS_INCONSISTENT, _file("projects"), line, details)


def _end_point_faults(geodata: GeoData, register: PlanRegister) -> Iterator[Fault]:
    """Lines with an end that is near none of the project's places.

    A place that stands for a whole city is near everywhere inside that city.
    """
    places = all_places(geodata)
    positions = dict(places.geometry.items())
    cities = geodata.admin["local"]["cities"].geometry
    drawn = geodata.project_geometries
    first_lines = _first_waypoint_lines(drawn)
    for line, row in _rows(register.projects):
        project_id = row["id"]
        if project_id not in first_lines or drawn.loc[project_id, "geometry_type"] != "line":
            continue
        if not row["place_ids"]:
            missing: dict[str, object] = {"column": "place_ids"}
            yield Fault(TableFault.VALUE_MISSING, _file("projects"), line, missing)
            continue
        drawn_on = (*split_list(row["place_ids"]), *split_list(row["drawn_place_ids"]))
        named = [place_id for place_id in drawn_on if place_id in places.index]
        points = drawn.loc[project_id, "geometry"].coords
        for end, index in (("start / 起点", 0), ("end / 终点", len(points) - 1)):
            lon, lat = points[index]
            distances_km = {i: distance_km(lon, lat, positions[i].x, positions[i].y) for i in named}
            nearest = min(distances_km, key=distances_km.__getitem__, default="")
            if not nearest or distances_km[nearest] <= END_LIMIT_KM:
                continue
            of_cities = places.loc[named]
            adcodes = of_cities["adcode"][of_cities["kind"].isin(_CITY_KINDS)]
            if not cities[cities.index.isin(adcodes)].covers(Point(points[index])).any():
                details = {
                    "end": end,
                    "value": project_id,
                    "distance_km": distances_km[nearest],
                    "place": places.loc[nearest, "name"],
                }
                line_in_file = first_lines[project_id] + index
                yield Fault(GeodataFault.END_POINT_FAR, _WAYPOINTS, line_in_file, details)


def _first_waypoint_lines(drawn: gpd.GeoDataFrame) -> dict[str, int]:
    """Line of each project's first point in waypoints.csv: both tables are sorted by project."""
    counts = [shapely.get_num_coordinates(geometry) for geometry in drawn.geometry]
    starts = accumulate(counts, initial=line_of(0))
    return dict(zip(drawn.index, starts, strict=False))


def _corridor_faults(geodata: GeoData, register: PlanRegister) -> Iterator[Fault]:
    members = "geo/corridors/members.csv"
    drawn, listed = set(geodata.corridors.index), set(register.corridors.index)
    for line, row in _rows(register.corridors):
        if row["id"] not in drawn:
            details = {"column": "id", "value": row["id"], "target": members}
            yield Fault(TableFault.ID_UNKNOWN, _file("corridors"), line, details)
    for corridor_id in sorted(drawn - listed):
        details = {"column": "corridor_id", "value": corridor_id, "target": _file("corridors")}
        yield Fault(TableFault.ID_UNKNOWN, members, details=details)


def _collective_faults(register: PlanRegister) -> Iterator[Fault]:
    members = {
        str(unit_id): split_list(str(cell))
        for unit_id, cell in register.units["member_ids"].items()
    }
    for line, row in _rows(register.units):
        reached: set[str] = set()
        waiting = list(members[row["id"]])
        while waiting:
            unit_id = waiting.pop()
            if unit_id not in reached:
                reached.add(unit_id)
                waiting += members.get(unit_id, ())
        if row["id"] in reached:
            details = {
                "value": row["id"],
                "reason_en": "the unit is a member of itself, directly or through its members; "
                "correct member_ids",
                "reason_zh": "该单位直接或间接成为自己的成员；请更正 member_ids",
            }
            yield Fault(RegisterFault.MEMBERS_INCONSISTENT, _file("units"), line, details)


def _unit_faults(plan: Plan, register: PlanRegister) -> Iterator[Fault]:
    known = unit_ids_by_name(register)
    for measure in plan.measures:
        for unit in measure.units:
            if unit not in known:
                details = {"column": measure.id, "value": unit, "target": _file("units")}
                yield Fault(TableFault.ID_UNKNOWN, "data/plan", measure.line, details)
