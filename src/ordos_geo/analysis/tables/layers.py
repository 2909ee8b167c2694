"""Every layer that leaves the project as one flat table, with its columns and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd

from ordos_geo.analysis.dataset.assembly import CITYWIDE, Dataset
from ordos_geo.errors import RequestError, invalid_argument
from ordos_geo.register.load import RECORD_TABLES
from ordos_geo.tables import LIST_SEPARATOR, split_list
from ordos_geo.wording.general import COMPARATOR_LABELS, short_clause

CRS = "EPSG:4326"
GEOMETRY = "geometry"
_DECIMALS_KM = 3

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: what a row is, its columns in order, and where the rows come from.

    `geometry` names the geometry types of its rows, "" where it has none. `codes` maps a column
    of codes to its code list; a column of Chinese labels, `NAME_label`, follows each.
    """

    description: str
    columns: tuple[str, ...]
    rows: Callable[[Dataset], Iterator[Row]]
    geometry: str = ""
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def all_columns(self) -> tuple[str, ...]:
        """The columns with those of labels, without the geometry."""
        return tuple(
            name
            for column in self.columns
            for name in ((column, f"{column}_label") if column in self.codes else (column,))
        )


def layer_frame(dataset: Dataset, layer: str, ids: Iterable[str] | None = None) -> pd.DataFrame:
    """One layer of LAYERS as a table with a RangeIndex and the columns `Layer.all_columns`.

    A layer with geometry is a GeoDataFrame (EPSG:4326, lon/lat degrees) with `geometry` as its
    last column. Text cells are never missing: "" says that nothing applies; lists are joined by
    ";". With `ids` only those rows, in that order, each once.

    Raises RequestError for a layer or for ids that do not exist.
    """
    if layer not in LAYERS:
        names = ", ".join(LAYERS)
        words = (f"it does not exist; the layers are {names}", f"不存在；可用图层：{names}")
        raise RequestError([invalid_argument("layer", layer, *words)])
    kind = LAYERS[layer]
    columns = [*kind.all_columns, GEOMETRY] if kind.geometry else list(kind.all_columns)
    rows = [_with_labels(dataset, kind, row) for row in kind.rows(dataset)]
    if ids is not None:
        by_id = {row["id"]: row for row in rows}
        wanted = tuple(dict.fromkeys(ids))
        faults = [
            invalid_argument("ids", unknown, f"no row of {layer} has it", f"{layer} 中没有此编号")
            for unknown in wanted
            if unknown not in by_id
        ]
        if faults:
            raise RequestError(faults)
        rows = [by_id[row_id] for row_id in wanted]
    frame = pd.DataFrame(rows, columns=columns)
    if kind.geometry:
        frame = gpd.GeoDataFrame(frame, geometry=GEOMETRY, crs=CRS)
    return frame


def _with_labels(dataset: Dataset, layer: Layer, row: Row) -> Row:
    labels = {
        f"{column}_label": dataset.vocabularies[vocabulary].label(row[column])
        if row[column]
        else ""
        for column, vocabulary in layer.codes.items()
    }
    return row | labels | {"clause": _clauses(dataset, row.get("measure_id", ""))}


def _clauses(dataset: Dataset, measure_ids: str) -> str:
    """Measures as people cite them: 三（五）."""
    measures = (dataset.plan.measure(measure_id) for measure_id in split_list(measure_ids))
    return _joined(short_clause(measure.chapter_no, measure.no) for measure in measures)


def _joined(values: Iterable[object]) -> str:
    return LIST_SEPARATOR.join(map(str, values))


def _records(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of a frame that is indexed by id, as dicts with `id`."""
    for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
        yield {"id": str(index), **{str(column): value for column, value in row.items()}}


def _names_of(frame: pd.DataFrame) -> Callable[[Iterable[str]], str]:
    """What joins the names of ids of a frame. Looked up in a dict: a frame takes far longer."""
    names = frame["name"].to_dict()
    return lambda ids: _joined(names[row_id] for row_id in ids)


def _features(dataset: Dataset, *columns: str) -> dict[str, Row]:
    """Some columns of every feature, by its id."""
    return {row["id"]: row for row in _records(pd.DataFrame(dataset.features)[[*columns]])}


def _positioned(dataset: Dataset, place_ids: Iterable[str]) -> Row:
    """The role the plan gives to places, with measures and quotes; "" where it gives none."""
    table = dataset.register.positionings
    found = table[table["place_id"].isin(list(place_ids))]
    return {name: _joined(found[name]) for name in ("positioning", "measure_id", "quote")}


# ---------------------------------------------------------------- areas and points


def _banners(dataset: Dataset) -> Iterator[Row]:
    places = dataset.geodata.places
    for row in _records(dataset.geodata.banners):
        seats = places.index[places["adcode"] == row["id"]]
        area = {"area_km2": round(row["area_km2"], _DECIMALS_KM)}
        yield row | area | _positioned(dataset, seats)


def _parks(dataset: Dataset) -> Iterator[Row]:
    for row in _records(dataset.geodata.parks):
        adcodes = [row["adcode"], *split_list(row["other_adcodes"])]
        banner = {
            "banner": _joined(dataset.banner_names[adcode] for adcode in adcodes),
            "banner_adcode": _joined(adcodes),
        }
        yield row | banner | _positioned(dataset, [row["id"]])


def _places(dataset: Dataset) -> Iterator[Row]:
    place_names = _names_of(dataset.places)
    for row in _records(dataset.geodata.places):
        partner_ids = [row["partner_id"]] if row["partner_id"] else []
        yield row | {"partner": place_names(partner_ids)}


def _corridors(dataset: Dataset) -> Iterator[Row]:
    drawn, place_names = dataset.geodata.corridors, _names_of(dataset.places)
    for row in _records(dataset.register.corridors):
        region = drawn.loc[row["id"]]
        yield row | {
            "places": place_names(split_list(row["place_ids"])),
            "members": _joined(region["member_names"]),
            "member_adcodes": _joined(region["members"]),
            GEOMETRY: region[GEOMETRY],
        }


# ---------------------------------------------------------------- what the plan says


def _links(dataset: Dataset) -> Iterator[Row]:
    place_names = _names_of(dataset.places)
    features = _features(dataset, "statement_id", "precision", GEOMETRY)
    for row in _records(dataset.register.links):
        feature = features[row["id"]]
        yield row | {
            "origin": place_names([row["origin_id"]]),
            "destination": place_names([row["destination_id"]]),
            "statement_id": feature["statement_id"],
            "precision": feature["precision"],
            GEOMETRY: feature[GEOMETRY],
        }


def _projects(dataset: Dataset) -> Iterator[Row]:
    place_names = _names_of(dataset.places)
    for row in _records(dataset.register.projects):
        feature = dataset.features.loc[row["id"]]
        geometry = feature[GEOMETRY]
        is_point = geometry.geom_type == "Point"
        adcodes = [adcode for adcode in feature["banners"] if adcode != CITYWIDE]
        yield row | {
            "group": feature["group"],
            "precision": feature["precision"],
            "length_km": round(feature["length_km"], _DECIMALS_KM),
            "places": place_names(feature["place_ids"]),
            "drawn_places": place_names(split_list(row["drawn_place_ids"])),
            "ends_known": feature["ends_known"],
            "statement_id": feature["statement_id"],
            "counted": feature["counted"],
            "banners": _joined(dataset.banner_names[adcode] for adcode in adcodes),
            "basis": feature["basis"],
            "note": feature["note"],
            "lon": geometry.x if is_point else None,
            "lat": geometry.y if is_point else None,
            GEOMETRY: geometry,
        }


def _positionings(dataset: Dataset) -> Iterator[Row]:
    place_names = _names_of(dataset.places)
    for row in _records(dataset.register.positionings):
        geometry = dataset.features.loc[row["id"], GEOMETRY]
        yield row | {
            "place": place_names([row["place_id"]]),
            "statement_id": dataset.features.loc[row["id"], "statement_id"],
            "lon": geometry.x,
            "lat": geometry.y,
            GEOMETRY: geometry,
        }


def _measures(dataset: Dataset) -> Iterator[Row]:
    unit_names = _names_of(dataset.register.units)
    for chapter in dataset.plan.chapters:
        for measure in chapter.measures:
            yield {
                "id": measure.id,
                "name": measure.title,
                "measure_id": measure.id,
                "quote": measure.text,
                "chapter": chapter.no,
                "chapter_title": chapter.title,
                "no": measure.no,
                "title": measure.title,
                "text": measure.text,
                "units": _joined(measure.units),
                "unit_members": unit_names(dataset.units_by_measure[measure.id]),
            }


def _tasks(dataset: Dataset) -> Iterator[Row]:
    unit_names = _names_of(dataset.register.units)
    for row in _records(dataset.tasks):
        yield row | {
            "unit_ids": _joined(row["own_units"]),
            "units": unit_names(row["own_units"]),
            "unit_members": unit_names(row["units"]),
        }


def _targets(dataset: Dataset) -> Iterator[Row]:
    for row in _records(dataset.register.targets):
        task_id = row["task_id"]
        yield row | {
            "comparator_label": COMPARATOR_LABELS[row["comparator"]],
            "task": dataset.tasks.loc[task_id, "name"] if task_id else "",
        }


def _units(dataset: Dataset) -> Iterator[Row]:
    tasks = list(_records(dataset.tasks))
    unit_names, place_names = _names_of(dataset.register.units), _names_of(dataset.places)
    for row in _records(dataset.register.units):
        unit_id = row["id"]
        members = [member for member in row["member_ids"].split(LIST_SEPARATOR) if member]
        responsible = [
            measure_id
            for measure_id, unit_ids in dataset.units_by_measure.items()
            if unit_id in unit_ids
        ]
        yield row | {
            "members": unit_names(members),
            "place": place_names(split_list(row["place_id"])),
            "responsible_for": _joined(responsible),
            "task_ids": _joined(task["id"] for task in tasks if unit_id in task["units"]),
        }


def _mentions(dataset: Dataset) -> Iterator[Row]:
    names = {
        record_id: name
        for table in RECORD_TABLES
        for record_id, name in dataset.register.table(table)["name"].items()
    }
    counts: dict[tuple[str, str], int] = {}
    for row in dataset.register.mentions.to_dict("records"):
        key = (row["record_id"], row["measure_id"])
        counts[key] = counts.get(key, 0) + 1
        yield {
            "id": f"{row['record_id']}-{row['measure_id']}-{counts[key]}",
            "name": names[row["record_id"]],
            **{str(column): value for column, value in row.items()},
        }


# ---------------------------------------------------------------- the list of layers

_FROM_PLAN = ("id", "name", "measure_id", "clause", "quote")
_ENDING = ("basis", "note")
_NAMES = ("short_name", "aliases", "name_en")
_POINT = ("precision", "lon", "lat")

LAYERS: Mapping[str, Layer] = MappingProxyType(
    {
        "banners": Layer(
            "One of the two districts and seven banners of Ordos (旗区), with the role that "
            "the plan gives it.",
            (*_FROM_PLAN, "short_name", "positioning", "area_km2"),
            _banners,
            "Polygon or MultiPolygon",
        ),
        "parks": Layer(
            "One industrial park or functional zone in Ordos (园区), as a point.",
            (
                *_FROM_PLAN,
                *_NAMES,
                "kind",
                "banner",
                "banner_adcode",
                "positioning",
                *_POINT,
                *_ENDING,
            ),
            _parks,
            "Point",
            {"kind": "place_kind", "precision": "precision"},
        ),
        "places": Layer(
            "One place of the gazetteer: seat, city, port, partner region, organisation.",
            ("id", "name", *_NAMES, "kind", "adcode", "partner", "partner_id", *_POINT, *_ENDING),
            _places,
            "Point",
            {"kind": "place_kind", "precision": "precision"},
        ),
        "projects": Layer(
            "One project, base or platform. Lines of precision `schematic` (示意) join known "
            "points; their course is not that of the real line.",
            (
                *_FROM_PLAN,
                "type",
                "group",
                "stage",
                "precision",
                "length_km",
                "ends_known",
                "places",
                "place_ids",
                "drawn_places",
                "drawn_place_ids",
                "banners",
                "statement_id",
                "same_as",
                "context",
                "counted",
                *_ENDING,
                "lon",
                "lat",
            ),
            _projects,
            "Point or LineString",
            {
                "type": "project_type",
                "group": "project_group",
                "stage": "stage",
                "precision": "precision",
            },
        ),
        "links": Layer(
            "One cooperation of two places in one theme; the straight line between them shows "
            "the relation, not a route.",
            (
                *_FROM_PLAN,
                "origin",
                "origin_id",
                "destination",
                "destination_id",
                "theme",
                "directed",
                "reading",
                "statement_id",
                "stage",
                "precision",
                *_ENDING,
            ),
            _links,
            "LineString",
            {
                "theme": "theme",
                "reading": "reading",
                "stage": "stage",
                "precision": "precision",
            },
        ),
        "corridors": Layer(
            "One named partner region, as the union of its members.",
            (
                *_FROM_PLAN,
                "aliases",
                "kind",
                "members",
                "member_adcodes",
                "whole_measure_ids",
                "places",
                "place_ids",
                *_ENDING,
            ),
            _corridors,
            "Polygon or MultiPolygon",
            {"kind": "corridor_kind"},
        ),
        "positionings": Layer(
            "One role that the plan gives to a banner or park (定位).",
            (*_FROM_PLAN, "place", "place_id", "positioning", "statement_id", "lon", "lat", "note"),
            _positionings,
            "Point",
        ),
        "measures": Layer(
            "One measure of the plan (举措); the safeguards chapter (保障措施) is `6-0`.",
            (
                *_FROM_PLAN,
                "chapter",
                "chapter_title",
                "no",
                "title",
                "text",
                "units",
                "unit_members",
            ),
            _measures,
        ),
        "tasks": Layer(
            "One commitment inside a measure (任务).",
            (
                *_FROM_PLAN,
                "sector",
                "stage",
                "units",
                "unit_ids",
                "unit_members",
                "owed",
                "due",
                "note",
            ),
            _tasks,
            codes={"sector": "sector", "stage": "stage"},
        ),
        "targets": Layer(
            "One figure that the plan commits to (指标).",
            (
                *_FROM_PLAN,
                "indicator",
                "comparator",
                "comparator_label",
                "value",
                "unit",
                "task",
                "task_id",
                "note",
            ),
            _targets,
        ),
        "units": Layer(
            "One responsible unit (责任单位).",
            (
                "id",
                "name",
                "kind",
                "aliases",
                "members",
                "member_ids",
                "place",
                "place_id",
                "responsible_for",
                "task_ids",
                "note",
            ),
            _units,
            codes={"kind": "unit_kind"},
        ),
        "mentions": Layer(
            "One more sentence that names a project or partner region.",
            (*_FROM_PLAN, "record_id"),
            _mentions,
        ),
    }
)

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "Identity of the row; stays the same in later versions.",
        "name": "Chinese name.",
        "measure_id": 'Measure that says it: "1-3" is chapter 一（三）; empty: the plan does not.',
        "clause": "The same as people cite it: 三（五）.",
        "quote": "Words of the plan, character for character, inside that measure.",
        "short_name": "Label on the map.",
        "aliases": "Other names in use, ;-joined.",
        "name_en": "English name.",
        "positioning": "Role that the plan gives to the place.",
        "area_km2": "Geodesic area in km² of the outline as drawn.",
        "kind": "Code of what it is.",
        "banner": "Banner or district that holds the point, then those it extends into, ;-joined.",
        "banner_adcode": "Administrative codes (GB/T 2260) of those banners, ;-joined.",
        "adcode": "Administrative code (GB/T 2260); empty abroad and for wide regions.",
        "partner": "Place that stands for it on overview maps; empty: itself.",
        "partner_id": "Id of that place.",
        "precision": "Code of what the geometry may claim; empty for a relation.",
        "lon": "Longitude in degrees east (EPSG:4326) of a point; empty for a line.",
        "lat": "Latitude in degrees north (EPSG:4326) of a point; empty for a line.",
        "basis": "Source of what the plan does not say itself.",
        "note": "Remark.",
        "type": "Code of what is built or run.",
        "group": "Code of the field that the type belongs to.",
        "stage": "Code of how far the plan's own verb says it is.",
        "length_km": "Geodesic length in km of the line as drawn; 0 for a point, and for a line "
        "whose ends are not known.",
        "ends_known": "false: the line's ends are invented like its course.",
        "places": "Chinese names of the places and parks that the plan's words name, ;-joined.",
        "place_ids": "Their ids, ;-joined.",
        "drawn_places": "Places that only the drawing rests on, such as way points, ;-joined.",
        "drawn_place_ids": "Their ids, ;-joined.",
        "statement_id": "Statement that it rests on: the same for all rows of one measure and "
        "quote; empty for context.",
        "context": "true: background that the plan does not set out to build.",
        "counted": "false: in no total, because it is context or a second name.",
        "banners": "Banners and districts it concerns, ;-joined; empty: the whole city.",
        "same_as": "Project that this name may also mean; the row is not counted twice.",
        "origin": "Place or park at the giving end.",
        "origin_id": "Its id.",
        "destination": "Place or park at the receiving end.",
        "destination_id": "Its id.",
        "theme": "Code of what the two sides do together.",
        "directed": "true: from origin to destination; false: mutual.",
        "reading": "Code of whether the plan names both ends itself.",
        "members": "Chinese names of the members, ;-joined.",
        "member_adcodes": "Administrative codes (GB/T 2260) of the members, ;-joined.",
        "member_ids": "Ids of the members of a collective, ;-joined.",
        "place": "Banner seat or park that is positioned, or that the unit governs.",
        "place_id": "Its id.",
        "chapter": "Number of the chapter.",
        "chapter_title": "Title of the chapter.",
        "no": "Number of the measure in its chapter; 0 for a chapter without sections.",
        "title": "Title of the measure.",
        "text": "Text of the measure without the clause of responsible units.",
        "units": "Responsible units as the plan names them, ;-joined.",
        "unit_ids": "Their ids, ;-joined.",
        "unit_members": "The same with the members of collectives behind each, ;-joined.",
        "sector": "Code of the field of work.",
        "indicator": "What is counted or measured.",
        "owed": "false: an effect that the plan hopes for, on which nobody reports.",
        "due": "By when or how often, in the plan's words; empty: it does not say.",
        "task": "Task whose report fills the figure in; empty: a figure in a name.",
        "task_id": "Its id.",
        "whole_measure_ids": "Measures that are about it as a whole, ;-joined.",
        "comparator": "eq: exactly, ge: at least, le: at most.",
        "value": "The figure, in `unit`.",
        "unit": "Unit of the figure.",
        "responsible_for": "Measures it is responsible for, itself or as a member, ;-joined.",
        "task_ids": "Tasks it is responsible for, itself or as a member, ;-joined.",
        "record_id": "Record that the sentence names.",
    }
)
"""What each column means; a name means the same in every layer. `NAME_label` is its label."""
