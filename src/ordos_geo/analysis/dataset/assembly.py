"""Plan, geodata and register joined into one table of map features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from ordos_geo.analysis.dataset.attribution import (
    QuotedWords,
    answering_units,
    region_ids,
    regions,
    speaking_tasks,
    statement_ids,
)
from ordos_geo.analysis.dataset.classes import BUNDLE_CLASS, class_of
from ordos_geo.analysis.dataset.gaps import feature_gaps, task_gaps
from ordos_geo.analysis.dataset.pairs import LinkPair, link_pairs, partner_of
from ordos_geo.geodata import GeoData
from ordos_geo.model import Plan, Vocabulary
from ordos_geo.register import PlanRegister
from ordos_geo.tables import split_list

CITYWIDE = "150600"
"""Adcode of Ordos City: stands for features that concern the city, not one banner."""

HOME_PREFIX = CITYWIDE[:4]
HOME_PROVINCE = "150000"
"""Adcode of what concerns the province around Ordos: at home, no partner."""

FEATURE_COLUMNS = (
    "kind",
    "name",
    "type",
    "group",
    "theme",
    "stage",
    "precision",
    "measure_id",
    "chapter",
    "quote",
    "place_ids",
    "partners",
    "anchor",
    "banners",
    "corridors",
    "tasks",
    "units",
    "directed",
    "reading",
    "statement_id",
    "flows",
    "classes",
    "same_as",
    "context",
    "counted",
    "ends_known",
    "length_km",
    "unknown",
    "basis",
    "note",
    "words",
    "geometry",
)

TASK_COLUMNS = (
    "name",
    "measure_id",
    "chapter",
    "quote",
    "sector",
    "stage",
    "own_units",
    "units",
    "owed",
    "due",
    "unknown",
    "note",
    "words",
)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything that pages and exports draw from. Equal to itself only, so a key for caches.

    `features` is a GeoDataFrame (EPSG:4326, lon/lat degrees) indexed by feature id, one row for
    each link, project and positioning, in the order links, projects, positionings. Columns:

    - `kind`: code of feature_kind; `type`: code of project_type for a project, of theme for a
      link, the kind again for a positioning; `group`: code of project_group;
    - `theme` (links), `stage` (links and projects), `precision` (not of links, which claim no
      position): codes, "" where none applies;
    - `measure_id`, `chapter` ("1" to "6"), `quote`: "" for context;
    - `place_ids`: tuple of the places and parks that the plan's words put it at, origin before
      destination; `partners`: tuple of the places that stand for them on overview maps;
      `anchor`: the one that stands for the place of a point, "" for a line; `banners`: tuple of
      adcodes, CITYWIDE where no single banner is concerned; `corridors`: tuple of the partner
      regions that the plan's words put it into, see `attribution.region_ids`;
    - `tasks`: tuple of the tasks that speak of it; `units`: tuple of the unit ids of those tasks,
      of its measure where none speaks of it; members of collectives included;
    - `directed`, `reading` (links), `same_as`, `basis`, `note` as in the register;
      `statement_id`: the same for all features of one measure and quote, "" for context;
      `flows`: for a link, how it looks from each end: "out:", "in:" or "mutual:" and the
      partner's place id;
    - `context`: background that the plan does not set out to build; `counted`: whether it counts
      where all features do: no context, no second name (`analysis.summary.counted` says which
      count in a selection);
    - `classes`: tuple of the codes of its `MapClass`, first its own, then that of bundled links;
    - `ends_known`: False for a line whose ends are invented like its course; `length_km`:
      geodesic length of a project's line as drawn, 0.0 for anything else and for such a line;
    - `unknown`: tuple of what the plan leaves open about it, see `gaps`;
    - `words`: what a search for words reads (name, quote, labels, names and aliases of places);
    - `geometry`: Point or LineString; of a link the straight line between its ends.

    `tasks` is a DataFrame indexed by task id, in the order of the plan's measures and then of the
    register. Columns: `name`, `measure_id`, `chapter`, `quote`, `sector`, `stage`, `note` as
    above; `own_units`: tuple of the unit ids as the plan words them, of the task or else of its
    measure; `units`: the same with the members of collectives; `owed`: False for an effect on
    which nobody reports; `due`: by when, in the plan's words, or ""; `unknown`: tuple of what the
    plan leaves open, see `gaps`; `words`: what a search for words reads (name, quote, measure's
    title, labels of sector and stage, names of the units).

    `places` holds places and parks in one frame, `units_by_measure` the resolved unit ids of each
    measure, `banner_names` the Chinese names of the city as a whole (CITYWIDE) and of its nine
    banners and districts by adcode, `pairs` the links gathered by partners, by pair id,
    `partner_ids` the partners outside Ordos, those with most features first, `class_codes` and
    `flow_ids` all values of `classes` and `flows`.

    The frames are shared between sessions: filter or copy, never write into them.
    """

    plan: Plan
    geodata: GeoData
    register: PlanRegister
    vocabularies: Mapping[str, Vocabulary]
    features: gpd.GeoDataFrame
    tasks: pd.DataFrame
    places: gpd.GeoDataFrame
    units_by_measure: Mapping[str, tuple[str, ...]]
    banner_names: Mapping[str, str]
    pairs: Mapping[str, LinkPair]
    class_codes: tuple[str, ...]
    partner_ids: tuple[str, ...]
    flow_ids: tuple[str, ...]

    def type_label(self, kind: str, type_code: str) -> str:
        """Chinese label of a feature's type."""
        return self.vocabularies[type_vocabulary(kind)].label(type_code)


def _classes(kind: str, type_code: str, precision: str, geometry: BaseGeometry) -> tuple[str, ...]:
    own = class_of(kind, type_code, precision, geometry).code
    return (own, BUNDLE_CLASS.code) if kind == BUNDLE_CLASS.kind else (own,)


def type_vocabulary(kind: str) -> str:
    """The code list that a feature's `type` comes from."""
    return {"link": "theme", "project": "project_type"}.get(kind, "feature_kind")


def assemble(
    plan: Plan,
    geodata: GeoData,
    register: PlanRegister,
    vocabularies: Mapping[str, Vocabulary],
) -> Dataset:
    """Join the parts. They must have passed `integrity_faults` without a fault."""
    places = all_places(geodata)
    units_by_measure = _units_by_measure(plan, register)
    tasks = _tasks(plan, register, vocabularies)
    builder = _FeatureBuilder(
        places, geodata, vocabularies=vocabularies, plan=plan, register=register, tasks=tasks
    )
    rows = [
        *(builder.link(row) for row in register.links.itertuples()),
        *(builder.project(row) for row in register.projects.itertuples()),
        *(builder.positioning(row) for row in register.positionings.itertuples()),
    ]
    features = gpd.GeoDataFrame(
        pd.DataFrame(rows, columns=["id", *FEATURE_COLUMNS]).set_index("id"),
        geometry="geometry",
        crs="EPSG:4326",
    )
    return Dataset(
        plan=plan,
        geodata=geodata,
        register=register,
        vocabularies=MappingProxyType(dict(vocabularies)),
        features=features,
        tasks=_with_gaps(tasks, features, register),
        places=places,
        units_by_measure=MappingProxyType(units_by_measure),
        banner_names=MappingProxyType(
            {CITYWIDE: places.loc["ordos", "name"], **geodata.banners["name"]}
        ),
        partner_ids=_partner_ids(features, places),
        class_codes=tuple(sorted(features["classes"].explode().dropna().unique())),
        flow_ids=tuple(sorted(features["flows"].explode().dropna().unique())),
        pairs=MappingProxyType(link_pairs(features, places, HOME_PREFIX)),
    )


def all_places(geodata: GeoData) -> gpd.GeoDataFrame:
    """Places and parks in one frame, indexed by id."""
    joined = pd.concat([geodata.places, geodata.parks])
    joined["other_adcodes"] = joined["other_adcodes"].fillna("")
    return gpd.GeoDataFrame(joined, geometry="geometry", crs="EPSG:4326")


def _partner_ids(features: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> tuple[str, ...]:
    found = features["partners"].explode().dropna().value_counts()
    away = [i for i in found.index if not is_home(str(places.loc[i, "adcode"]))]
    return tuple(sorted(away, key=lambda place_id: (-found[place_id], place_id)))


def is_home(adcode: str) -> bool:
    """Whether a place with that adcode lies in Ordos, or stands for the province around it."""
    return adcode.startswith(HOME_PREFIX) or adcode == HOME_PROVINCE


def unit_ids_by_name(register: PlanRegister) -> dict[str, str]:
    """Unit id for every name and alias."""
    ids: dict[str, str] = {}
    for row in register.units.itertuples():
        for name in (str(row.name), *split_list(str(row.aliases))):
            ids.setdefault(name, str(row.Index))
    return ids


def unit_members(register: PlanRegister, unit_id: str) -> Iterator[str]:
    """The unit and, for a collective, all its members, each before its own members."""
    yield unit_id
    for member in split_list(str(register.units.loc[unit_id, "member_ids"])):
        yield from unit_members(register, member)


def _units_by_measure(plan: Plan, register: PlanRegister) -> dict[str, tuple[str, ...]]:
    ids = unit_ids_by_name(register)
    resolved = {}
    for measure in plan.measures:
        found = [member for unit in measure.units for member in unit_members(register, ids[unit])]
        resolved[measure.id] = tuple(dict.fromkeys(found))
    return resolved


def _tasks(
    plan: Plan, register: PlanRegister, vocabularies: Mapping[str, Vocabulary]
) -> pd.DataFrame:
    ids = unit_ids_by_name(register)
    rows = []
    for measure in plan.measures:
        of_measure = tuple(ids[unit] for unit in measure.units)
        tasks = register.tasks[register.tasks["measure_id"] == measure.id]
        for row in tasks.itertuples():
            own = split_list(str(row.unit_ids)) or of_measure
            resolved = (member for unit in own for member in unit_members(register, unit))
            labels = (
                vocabularies["sector"].label(str(row.sector)),
                vocabularies["stage"].label(str(row.stage)),
            )
            names = register.units.loc[list(own), "name"]
            rows.append(
                {
                    "id": str(row.Index),
                    "name": str(row.name),
                    "measure_id": measure.id,
                    "chapter": str(measure.chapter_no),
                    "quote": str(row.quote),
                    "sector": str(row.sector),
                    "stage": str(row.stage),
                    "own_units": own,
                    "units": tuple(dict.fromkeys(resolved)),
                    "owed": bool(row.owed),
                    "due": str(row.due),
                    "unknown": (),
                    "note": str(row.note),
                    "words": "\n".join(
                        map(str, [row.name, row.quote, measure.title, *labels, *names])
                    ),
                }
            )
    return pd.DataFrame(rows, columns=["id", *TASK_COLUMNS]).set_index("id")


def _with_gaps(
    tasks: pd.DataFrame, features: gpd.GeoDataFrame, register: PlanRegister
) -> pd.DataFrame:
    """The tasks with what is open about each: where it is, only the features tell."""
    with_amount = set(register.targets["task_id"])
    with_place = set(features["tasks"].explode().dropna())
    found = [
        task_gaps(
            due=str(row.due),
            has_amount=row.Index in with_amount,
            has_place=row.Index in with_place,
            own_units=own_units,
        )
        for row, own_units in zip(tasks.itertuples(), tasks["own_units"], strict=True)
    ]
    return tasks.assign(unknown=pd.Series(found, index=tasks.index, dtype=object))


class _FeatureBuilder:
    """Turns register rows into feature rows."""

    def __init__(
        self,
        places: gpd.GeoDataFrame,
        geodata: GeoData,
        *,
        vocabularies: Mapping[str, Vocabulary],
        plan: Plan,
        register: PlanRegister,
        tasks: pd.DataFrame,
    ) -> None:
        self._points = places.geometry.to_numpy()
        # rows as tuples: looked up thousands of times, which a frame is slow at
        self._places = {str(place.Index): place for place in places.itertuples()}
        self._partners = {place_id: partner_of(places, place_id) for place_id in self._places}
        self._geometries = {str(d.Index): d for d in geodata.project_geometries.itertuples()}
        self._banners = frozenset(geodata.banners.index)
        self._regions = regions(register)
        self._quoted = QuotedWords(plan, register)
        self._unit_places = {str(i): str(place) for i, place in register.units["place_id"].items()}
        self._units = _units_by_measure(plan, register)
        self._task_units = {str(i): units for i, units in tasks["units"].items()}
        self._tasks: dict[str, list[tuple[str, str]]] = {}
        for task in tasks.itertuples():
            sectors = self._tasks.setdefault(str(task.measure_id), [])
            sectors.append((str(task.Index), str(task.sector)))
        quoting = (register.links, register.projects, register.positionings)
        self._statements = statement_ids(
            plan,
            (
                (str(row.measure_id), str(row.quote))
                for table in quoting
                for row in table.itertuples()
                if row.quote
            ),
        )
        self._vocabularies = vocabularies

    def link(self, row: Any) -> dict[str, Any]:
        ends = (row.origin_id, row.destination_id)
        points = [self._places[place_id].geometry for place_id in ends]
        return self._row(
            row,
            kind="link",
            type_code=row.theme,
            theme=row.theme,
            stage=row.stage,
            place_ids=ends,
            precision="",
            geometry=LineString(points),
            directed=row.directed,
            reading=row.reading,
        )

    def project(self, row: Any) -> dict[str, Any]:
        drawn = self._geometries[row.Index]
        ends_known = drawn.ends != "unknown"
        return self._row(
            row,
            kind="project",
            type_code=row.type,
            stage=row.stage,
            place_ids=split_list(row.place_ids),
            drawn_place_ids=split_list(row.drawn_place_ids),
            precision=drawn.precision,
            geometry=drawn.geometry,
            same_as=row.same_as,
            context=row.context,
            ends_known=ends_known,
            length_km=drawn.length_km if ends_known else 0.0,
            basis="；".join(part for part in (row.basis, drawn.basis) if part),
            note="；".join(part for part in (row.note, drawn.note) if part),
        )

    def positioning(self, row: Any) -> dict[str, Any]:
        place = self._places[row.place_id]
        # a banner is positioned as an area: where its seat lies says nothing about it
        is_banner = place.kind in {"banner_seat", "district_seat"}
        kind = "positioning" if is_banner else "park"
        return self._row(
            row,
            kind=kind,
            type_code=kind,
            place_ids=(row.place_id,),
            precision="region" if is_banner else place.precision,
            geometry=place.geometry,
            basis="" if is_banner else place.basis,
            note="；".join(part for part in (row.note, "" if is_banner else place.note) if part),
        )

    def _row(
        self,
        row: Any,
        *,
        kind: str,
        type_code: str,
        place_ids: tuple[str, ...],
        precision: str,
        geometry: Any,
        drawn_place_ids: tuple[str, ...] = (),
        theme: str = "",
        stage: str = "",
        directed: bool = False,
        reading: str = "",
        same_as: str = "",
        context: bool = False,
        ends_known: bool = True,
        length_km: float = 0.0,
        basis: str | None = None,
        note: str | None = None,
    ) -> dict[str, Any]:
        feature_id, measure_id = str(row.Index), str(row.measure_id)
        partners = tuple(dict.fromkeys(self._partners[i] for i in place_ids))
        away = tuple(i for i in partners if not is_home(self._places[i].adcode))
        shown = (*place_ids, *drawn_place_ids)
        tasks = speaking_tasks(row, theme, self._tasks, self._quoted)
        return {
            "id": feature_id,
            "kind": kind,
            "name": str(row.name),
            "type": type_code,
            "group": self._vocabularies[type_vocabulary(kind)][type_code].group,
            "theme": theme,
            "stage": stage,
            "precision": precision,
            "measure_id": measure_id,
            "chapter": measure_id.partition("-")[0],
            "quote": str(row.quote),
            "place_ids": place_ids,
            "partners": partners,
            "anchor": self._anchor(geometry, shown),
            "banners": self._banners_of(place_ids),
            "corridors": region_ids(
                self._regions,
                self._quoted,
                feature_id=feature_id,
                measure_id=measure_id,
                place_ids=(*place_ids, *partners),
                away=away,
            ),
            "tasks": tasks,
            "units": self._units_of(kind, place_ids, tasks) or self._units.get(measure_id, ()),
            "directed": bool(directed),
            "reading": reading,
            "statement_id": self._statements.get((measure_id, str(row.quote)), ""),
            "flows": self._flows(kind, place_ids, directed=bool(directed)),
            "classes": _classes(kind, type_code, precision, geometry),
            "same_as": same_as,
            "context": bool(context),
            "counted": not context and not same_as,
            "ends_known": ends_known,
            "length_km": length_km,
            "unknown": feature_gaps(kind=kind, stage=stage, precision=precision, reading=reading),
            "basis": row.basis if basis is None else basis,
            "note": row.note if note is None else note,
            "words": self._words(row, kind, type_code, shown),
            "geometry": geometry,
        }

    def _units_of(
        self, kind: str, place_ids: tuple[str, ...], tasks: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The units of the tasks; of a relation those that are its ends, where there are any."""
        units = dict.fromkeys(unit for task in tasks for unit in self._task_units[task])
        if kind != "link":
            return tuple(units)
        return answering_units(units, place_ids, self._unit_places)

    def _anchor(self, geometry: BaseGeometry, place_ids: tuple[str, ...]) -> str:
        """The nearest place, of several on one spot the one that the feature names."""
        if geometry.geom_type != "Point":
            return ""
        distances = shapely.distance(self._points, geometry)
        is_nearest = distances == distances.min()
        nearest = [i for i, near in zip(self._places, is_nearest, strict=True) if near]
        named = [place_id for place_id in nearest if place_id in place_ids]
        return self._partners[(named or nearest)[0]]

    def _flows(self, kind: str, place_ids: tuple[str, ...], *, directed: bool) -> tuple[str, ...]:
        if kind != "link":
            return ()
        ways = ("out", "in") if directed else ("mutual", "mutual")
        ends = (self._partners[place_id] for place_id in place_ids)
        return tuple(f"{way}:{end}" for way, end in zip(ways, ends, strict=True))

    def _words(self, row: Any, kind: str, type_code: str, place_ids: tuple[str, ...]) -> str:
        places = (self._places[place_id] for place_id in place_ids)
        names = (text for p in places for text in (p.name, p.short_name, p.aliases))
        label = self._vocabularies[type_vocabulary(kind)].label(type_code)
        return " ".join([str(row.name), str(row.quote), label, *names])

    def _banners_of(self, place_ids: tuple[str, ...]) -> tuple[str, ...]:
        adcodes = (
            code
            for place in map(self._places.__getitem__, place_ids)
            for code in (place.adcode, *split_list(place.other_adcodes))
        )
        found = tuple(dict.fromkeys(code for code in adcodes if code in self._banners))
        return found or (CITYWIDE,)
