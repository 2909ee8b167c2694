"""geo/ -> GeoData. Every fault in every file is found before one error is raised."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa
import pyogrio
import shapely
import yaml
from pandas.api.types import is_float_dtype, is_integer_dtype
from pyogrio.errors import DataLayerError, DataSourceError

from ordos_geo.errors import (
    Fault,
    FaultKind,
    FileFault,
    GeodataError,
    GeodataFault,
    RegisterFault,
    TableFault,
    missing_file,
    unreadable_file,
)
from ordos_geo.geodata import layer_files, schemas
from ordos_geo.geodata.data import Frames, GeoData
from ordos_geo.geodata.measure import area_km2, distance_km, length_km
from ordos_geo.geodata.provenance import Source
from ordos_geo.model import Vocabulary
from ordos_geo.tables import (
    column_faults,
    line_of,
    order_faults,
    read_table,
    reference_faults,
    split_list,
    value_faults,
)

CRS = "EPSG:4326"
_WORLD = (-180.0, -90.0, 180.0, 90.0)
_AREA_LAYERS = ("banners", "cities", "provinces")
_CORRIDOR_LAYER = "corridors"
# Overlay arithmetic leaves specks of this size where two outlines are the same.
_SAME_AREA_DEGREES2 = 1e-9
# The C loader where there is one: ten times as fast.
_YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REBUILD = {
    "fix_en": "rebuild with `python -m ordos_geo geodata build`",
    "fix_zh": "请用 `python -m ordos_geo geodata build` 重新生成",
}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Where geo/ is, and how its files are called in faults."""

    directory: Path
    relative_to: Path
    vocabularies: Mapping[str, Vocabulary]

    def name(self, file: str) -> str:
        return str((self.directory / file).relative_to(self.relative_to))

    def table(
        self,
        file: str,
        schema: pa.DataFrameSchema,
        sort_by: tuple[str, ...],
    ) -> tuple[pd.DataFrame, list[Fault]]:
        return read_table(
            self.directory / file,
            schema,
            self.vocabularies,
            relative_to=self.relative_to,
            sort_by=sort_by,
            unique=sort_by,
        )


def load_geodata(
    directory: Path, vocabularies: Mapping[str, Vocabulary], *, relative_to: Path
) -> GeoData:
    """Read and validate geo/.

    In: the folder, the code lists (`precision` and `place_kind` are used), and the folder that
    file names in faults are relative to. Raises GeodataError with every fault of every file:
    missing or broken file, missing or unknown column, unknown code, repeated id, unsorted rows,
    unusable geometry, wrong geometry type or coordinate system, gaps and overlaps, points outside
    the area they claim, holes in waypoint sequences, and built files that are not as registered.
    """
    reader = _Reader(directory, relative_to, vocabularies)
    sources, faults = _read_sources(reader)
    faults += _source_faults(reader, sources)

    admin: dict[str, dict[str, gpd.GeoDataFrame]] = {}
    for scale in layer_files.SCALES:
        admin[scale.name] = {}
        for layer in sorted(scale.layers):
            frame, layer_faults = _read_layer(reader, f"admin/{scale.name}/{layer}", layer)
            admin[scale.name][layer] = frame
            faults += layer_faults
        faults += _coverage_faults(reader, scale.name, admin[scale.name])

    places, place_faults = reader.table(layer_files.PLACES, schemas.PLACES, ("id",))
    parks, park_faults = reader.table(layer_files.PARKS, schemas.PARKS, ("id",))
    faults += place_faults + park_faults
    faults += _shared_id_faults(reader, places, parks)
    for file, table in (("places/places.csv", places), ("parks/parks.csv", parks)):
        ids = {*places["id"], *parks["id"]}
        targets = {"places": (ids, "geo/places/places.csv, geo/parks/parks.csv")}
        faults += reference_faults(table, schemas.PLACES, targets, reader.name(file))
    local = admin["local"]
    faults += _position_faults(reader, layer_files.PLACES, places, local, only_banners=False)
    faults += _position_faults(reader, layer_files.PARKS, parks, local, only_banners=True)
    faults += _home_code_faults(reader, layer_files.PLACES, places, local["cities"])

    projects, project_faults = _read_projects(reader)
    corridors, corridor_faults = _read_corridors(reader)
    faults += project_faults + corridor_faults
    if faults:
        raise GeodataError(faults)
    return GeoData(
        admin=MappingProxyType({name: Frames(layers) for name, layers in admin.items()}),
        tables=Frames(
            {
                "places": _as_points(places),
                "parks": _as_points(parks),
                "projects": projects,
                "corridors": corridors,
            }
        ),
        sources=sources,
    )


# ---------------------------------------------------------------- sources.yaml


def _read_sources(reader: _Reader) -> tuple[tuple[Source, ...], list[Fault]]:
    path, name = reader.directory / layer_files.SOURCES, reader.name(layer_files.SOURCES)
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_YAML_LOADER)  # noqa: S506 (both are safe)
    except FileNotFoundError:
        return (), [missing_file(name, **_REBUILD)]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return (), [unreadable_file(name, "YAML", " ".join(str(error).split()))]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return (), [unreadable_file(name, "YAML", "expected a list of entries")]
    frame = pd.DataFrame(entries, dtype=str)
    faults = _frame_faults(frame, schemas.SOURCES, name, sort_by="layer", row_of=_no_row)
    if faults:
        return (), faults
    names = [field.name for field in fields(Source)]
    return tuple(Source(**{key: str(entry[key]) for key in names}) for entry in entries), []


def _source_faults(reader: _Reader, sources: tuple[Source, ...]) -> list[Fault]:
    """Built layers that are not registered, or are not as registered."""
    registry = reader.name(layer_files.SOURCES)
    registered = {source.layer: source for source in sources}
    faults = []
    for layer in layer_files.built_layers() if registered else ():
        path = reader.directory / f"{layer}.geojson"
        name = reader.name(f"{layer}.geojson")
        if layer not in registered:
            details = {"column": "layer", "value": layer, "target": registry}
            faults.append(Fault(TableFault.ID_UNKNOWN, name, details=details))
        elif path.is_file():
            expected = registered[layer].sha256
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != expected:
                details = {"found": found, "expected": expected, "registry": registry}
                faults.append(Fault(FileFault.CHANGED, name, details=details))
    return faults


# ---------------------------------------------------------------- GeoJSON layers


def _no_row(_index: int) -> None:
    """The line of an entry of sources.yaml: which one it is, its name says."""


def _feature_row(index: int) -> int:
    """The line of a feature: the files have one feature a line, after an opening line."""
    return index + 2


def _read_layer(reader: _Reader, file: str, layer: str) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """One built layer, indexed by its identity; an empty frame where it cannot be used."""
    path, name = reader.directory / f"{file}.geojson", reader.name(f"{file}.geojson")
    schema, geometry_types = schemas.LAYERS[layer]
    identity = next(iter(schema.columns))
    columns = [*schema.columns, "geometry"]
    empty = gpd.GeoDataFrame({column: [] for column in columns}, geometry="geometry", crs=CRS)
    empty = empty.set_index(identity)
    if not path.is_file():
        return empty, [missing_file(name, **_REBUILD)]
    try:
        frame = pyogrio.read_dataframe(path)
    except (DataSourceError, DataLayerError, ValueError) as error:
        return empty, [unreadable_file(name, "GeoJSON", str(error).splitlines()[0])]
    if not isinstance(frame, gpd.GeoDataFrame):
        return empty, [unreadable_file(name, "GeoJSON", "it holds no geometries")]

    faults = _frame_faults(
        frame.drop(columns="geometry"), schema, name, sort_by=identity, row_of=_feature_row
    )
    faults += _geometry_faults(frame, geometry_types, identity, name)
    if faults:
        return empty, faults
    frame = frame[columns].set_index(identity)
    if layer == "banners":
        frame.insert(len(frame.columns) - 1, "area_km2", frame.geometry.map(area_km2))
    return frame, []


def _geometry_faults(
    frame: gpd.GeoDataFrame, geometry_types: frozenset[str], identity: str, name: str
) -> list[Fault]:
    faults = []
    if frame.crs is not None and frame.crs != CRS:
        details = {"found": frame.crs.to_string()}
        faults.append(Fault(GeodataFault.CRS_UNEXPECTED, name, details=details))
    west, south, east, north = _WORLD
    for index, geometry in enumerate(frame.geometry):
        value = frame[identity].iloc[index] if identity in frame else f"#{index + 1}"
        row = _feature_row(index)

        def fault(
            kind: FaultKind, row: int = row, value: object = value, **details: object
        ) -> None:
            faults.append(Fault(kind, name, row, {"value": value, **details}))

        if geometry is None or geometry.is_empty:
            fault(GeodataFault.GEOMETRY_INVALID, reason="it is empty / 为空")
            continue
        if geometry.geom_type not in geometry_types:
            expected = " | ".join(sorted(geometry_types))
            fault(GeodataFault.GEOMETRY_TYPE, found=geometry.geom_type, expected=expected)
        left, bottom, right, top = geometry.bounds
        if not (west <= left and right <= east and south <= bottom and top <= north):
            fault(GeodataFault.CRS_UNEXPECTED, found="metres or another unit / 非经纬度")
        elif not geometry.is_valid:
            fault(GeodataFault.GEOMETRY_INVALID, reason=shapely.is_valid_reason(geometry))
    return faults


def _frame_faults(
    frame: pd.DataFrame,
    schema: pa.DataFrameSchema,
    name: str,
    *,
    sort_by: str,
    row_of: Callable[[int], int | None],
) -> list[Fault]:
    """Columns, values, repeated and unsorted identities of something that is no CSV."""
    frame = frame.reset_index(drop=True)
    faults = column_faults(list(map(str, frame)), tuple(schema.columns), name, row=None)
    missing = [column for column in schema.columns if column not in frame]
    faults += value_faults(frame, schema.remove_columns(missing), name, row_of=row_of)
    if sort_by not in missing:
        keys = frame.astype({sort_by: str})
        faults += order_faults(keys, (sort_by,), (sort_by,), name, row_of=row_of)
    return faults


def _coverage_faults(
    reader: _Reader, scale: str, layers: Mapping[str, gpd.GeoDataFrame]
) -> list[Fault]:
    """Areas that overlap or leave gaps, within a layer and between a layer and the one above."""
    faults = []

    def broken(layer: str, names: list[str]) -> None:
        file = reader.name(f"admin/{scale}/{layer}.geojson")
        details = {"value": "、".join(names)}
        faults.append(Fault(GeodataFault.COVERAGE_BROKEN, file, details=details))

    areas = {name: layers[name] for name in _AREA_LAYERS if name in layers and len(layers[name])}
    for layer, frame in areas.items():
        edges = shapely.coverage_invalid_edges(frame.geometry.to_numpy())
        wrong = ~shapely.is_empty(edges)
        if wrong.any():
            broken(layer, frame["name"][wrong].tolist())
    if faults:
        return faults
    if "banners" in areas and "cities" in areas and layer_files.ORDOS in areas["cities"].index:
        union = shapely.coverage_union_all(areas["banners"].geometry.to_numpy())
        if _differs(union, areas["cities"].geometry[layer_files.ORDOS]):
            broken("banners", [str(areas["cities"]["name"][layer_files.ORDOS])])
    return faults


def _differs(one: Any, other: Any) -> bool:
    return bool(one.symmetric_difference(other).area > _SAME_AREA_DEGREES2)


# ---------------------------------------------------------------- points


def _shared_id_faults(reader: _Reader, places: pd.DataFrame, parks: pd.DataFrame) -> list[Fault]:
    """Places and parks share one space of ids: links and projects refer to both alike."""
    known = set(places["id"])
    return [
        Fault(
            TableFault.ID_DUPLICATE,
            reader.name(layer_files.PARKS),
            line_of(index),
            {"value": value},
        )
        for index, value in enumerate(parks["id"])
        if value in known
    ]


def _position_faults(
    reader: _Reader,
    file: str,
    points: pd.DataFrame,
    layers: Mapping[str, gpd.GeoDataFrame],
    *,
    only_banners: bool,
) -> list[Fault]:
    """Points that lie outside the banner (or Ordos) whose adcode they carry."""
    banners, cities = layers["banners"], layers["cities"]
    faults: list[Fault] = []
    if not len(banners) or not all(is_float_dtype(points[name]) for name in ("lon", "lat")):
        return faults
    for index, row in points.iterrows():
        adcode, line = str(row["adcode"]), line_of(int(str(index)))
        if adcode in banners.index:
            area = banners.loc[adcode]
        elif only_banners or (
            adcode.startswith(layer_files.ORDOS[:4]) and adcode != layer_files.ORDOS
        ):
            details = {"column": "adcode", "value": adcode, "target": "banners / 旗区"}
            faults.append(Fault(TableFault.ID_UNKNOWN, reader.name(file), line, details))
            continue
        elif adcode == layer_files.ORDOS and layer_files.ORDOS in cities.index:
            area = cities.loc[adcode]
        else:
            continue
        lon, lat = float(row["lon"]), float(row["lat"])
        point = shapely.Point(lon, lat)
        if not area.geometry.covers(point):
            nearest = shapely.shortest_line(point, area.geometry).coords[-1]
            outside: dict[str, object] = {
                "value": row["name"],
                "lon": lon,
                "lat": lat,
                "distance_km": distance_km(lon, lat, *nearest),
                "area": f"{area['name']} ({adcode})",
            }
            faults.append(Fault(GeodataFault.POINT_OUTSIDE, reader.name(file), line, outside))
    return faults


def _home_code_faults(
    reader: _Reader, file: str, points: pd.DataFrame, cities: gpd.GeoDataFrame
) -> Iterator[Fault]:
    """Points inside Ordos that carry no adcode of Ordos: they would pass for partners."""
    is_drawn = layer_files.ORDOS in cities.index and "name" in cities
    if not is_drawn or not all(is_float_dtype(points[name]) for name in ("lon", "lat")):
        return
    home = cities.loc[layer_files.ORDOS]
    inside = shapely.covers(home.geometry, shapely.points(points[["lon", "lat"]].to_numpy()))
    for index, (adcode, is_inside) in enumerate(zip(points["adcode"], inside, strict=True)):
        if is_inside and not str(adcode).startswith(layer_files.ORDOS[:4]):
            details: dict[str, object] = {
                "column": "adcode",
                "value": adcode,
                "rule": f"the point lies in {home['name']}, so {layer_files.ORDOS} or its banner / "
                f"该点在{home['name']}境内，应填 {layer_files.ORDOS} 或所在旗区",
            }
            yield Fault(TableFault.VALUE_INVALID, reader.name(file), line_of(index), details)


def _as_points(table: pd.DataFrame) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(table["lon"], table["lat"])
    return gpd.GeoDataFrame(table, geometry=points, crs=CRS).set_index("id")


# ---------------------------------------------------------------- projects


def _read_projects(reader: _Reader) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    geometries, faults = reader.table(layer_files.GEOMETRIES, schemas.GEOMETRIES, ("project_id",))
    waypoints, waypoint_faults = reader.table(
        layer_files.WAYPOINTS, schemas.WAYPOINTS, ("project_id", "sequence")
    )
    faults += waypoint_faults
    known = set(geometries["project_id"])
    if known:
        faults += reference_faults(
            waypoints,
            schemas.WAYPOINTS,
            {"geometries": (known, reader.name(layer_files.GEOMETRIES))},
            reader.name(layer_files.WAYPOINTS),
        )
    faults += _waypoint_faults(reader, geometries, waypoints)
    if faults:
        return gpd.GeoDataFrame(), faults
    lines = {
        project_id: list(zip(rows["lon"], rows["lat"], strict=True))
        for project_id, rows in waypoints.groupby("project_id")
    }
    shapes = [
        shapely.LineString(lines[project_id])
        if kind == "line"
        else shapely.Point(lines[project_id][0])
        for project_id, kind in zip(
            geometries["project_id"], geometries["geometry_type"], strict=True
        )
    ]
    frame = gpd.GeoDataFrame(geometries, geometry=shapes, crs=CRS).set_index("project_id")
    frame.insert(len(frame.columns) - 1, "length_km", frame.geometry.map(length_km))
    return frame, []


def _waypoint_faults(
    reader: _Reader, geometries: pd.DataFrame, waypoints: pd.DataFrame
) -> list[Fault]:
    """Sequences with holes, and projects with too few or too many points for their type."""
    name = reader.name(layer_files.WAYPOINTS)
    faults: list[Fault] = []
    if not is_integer_dtype(waypoints["sequence"]):
        return faults
    for project_id, rows in waypoints.groupby("project_id", sort=True):
        for expected, (index, found) in enumerate(rows["sequence"].items(), start=1):
            if found != expected:
                details = {
                    "column": "sequence",
                    "value": found,
                    "rule": f"{project_id}: expected {expected} / 应为 {expected}",
                }
                faults.append(
                    Fault(TableFault.VALUE_INVALID, name, line_of(int(str(index))), details)
                )
                break
    counts = waypoints["project_id"].value_counts()
    for index, (project_id, kind) in enumerate(
        zip(geometries["project_id"], geometries["geometry_type"], strict=True)
    ):
        count = int(counts.get(project_id, 0))
        if (kind == "line" and count < 2) or (kind == "point" and count != 1):
            details = {
                "column": "geometry_type",
                "value": kind,
                "rule": f"{project_id}: {count} waypoints, a line has two or more, a point one / "
                f"{count} 个途经点，线至少两个，点只有一个",
            }
            file = reader.name(layer_files.GEOMETRIES)
            faults.append(Fault(TableFault.VALUE_INVALID, file, line_of(index), details))
    return faults


# ---------------------------------------------------------------- corridors


def _read_corridors(reader: _Reader) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    members, faults = reader.table(
        layer_files.MEMBERS_INPUT, schemas.MEMBERS, ("corridor_id", "adcode")
    )
    frame, layer_faults = _read_layer(reader, layer_files.CORRIDORS, _CORRIDOR_LAYER)
    faults += layer_faults
    if faults:
        return frame, faults
    wanted = members.groupby("corridor_id", sort=True)["adcode"].agg(";".join)
    name = reader.name(f"{layer_files.CORRIDORS}.geojson")
    for corridor_id in sorted({*wanted.index, *frame.index}):
        found, expected = frame["members"].get(corridor_id), wanted.get(corridor_id)
        if found != expected:
            members_file = reader.name(layer_files.MEMBERS_INPUT)
            details = {
                "value": corridor_id,
                "reason_en": f"its members are {found}, but {members_file} says {expected}; "
                + _REBUILD["fix_en"],
                "reason_zh": f"成员为 {found}，而 {members_file} 为 {expected}；"
                + _REBUILD["fix_zh"],
            }
            faults.append(Fault(RegisterFault.MEMBERS_INCONSISTENT, name, details=details))
    for column in ("members", "member_names"):
        frame[column] = frame[column].map(split_list)
    return frame, faults
