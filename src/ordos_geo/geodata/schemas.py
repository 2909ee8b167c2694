"""Columns of every file in geo/: what they mean and what they may hold.

The descriptions are the data dictionary. `metadata` is read by `ordos_geo.tables`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandera.pandas as pa

from ordos_geo.tables import identity_column, matching_column, text_column

_ADCODE = r"^\d{6}$"
_ADCODE_OR_EMPTY = r"^(\d{6})?$"
_SHA256_OR_EMPTY = r"^([0-9a-f]{64})?$"


def _degrees(limit: float, description: str) -> pa.Column:
    rule = f"-{limit:g} … {limit:g}"
    return pa.Column(float, [pa.Check.in_range(-limit, limit, error=rule)], description=description)


def _one_of(values: tuple[str, ...], description: str) -> pa.Column:
    check = pa.Check.isin(values, error=" | ".join(values))
    return pa.Column(str, [check], description=description)


_ADCODE_RULE = "six digits / 六位数字"
_LON = _degrees(180, "longitude, degrees east, WGS84")
_LAT = _degrees(90, "latitude, degrees north, WGS84")
_PRECISION = text_column("what the geometry may claim", vocabulary="precision")
_BASIS = text_column("source of the coordinates")
_NOTE = text_column("remark", required=False)


def _points(area: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            "id": identity_column("identity; rows are sorted by it"),
            "name": text_column("full Chinese name"),
            "short_name": text_column("label on the map"),
            "aliases": text_column("other names in use, ;-joined", required=False, list=True),
            "name_en": text_column("English name"),
            "kind": text_column("what it is", vocabulary="place_kind"),
            "lon": _LON,
            "lat": _LAT,
            "adcode": area,
            "partner_id": text_column(
                "place that stands for it on overview maps (海淀区: 北京市); empty: itself",
                required=False,
                references="places",
            ),
            "precision": _PRECISION,
            "basis": _BASIS,
            "note": _NOTE,
        }
    )


PLACES = _points(
    matching_column(
        _ADCODE_OR_EMPTY,
        f"{_ADCODE_RULE}, or empty / 或空",
        "administrative area of the point (GB/T 2260); empty abroad and for wide regions",
    )
)
PARKS = _points(
    matching_column(_ADCODE, _ADCODE_RULE, "banner or district of Ordos that contains the point")
)
GEOMETRIES = pa.DataFrameSchema(
    {
        "project_id": identity_column("identity of the project"),
        "geometry_type": _one_of(("line", "point"), "line through the waypoints, or one point"),
        "precision": _PRECISION,
        "basis": _BASIS,
        "note": _NOTE,
    }
)
WAYPOINTS = pa.DataFrameSchema(
    {
        "project_id": identity_column("project that the point belongs to", references="geometries"),
        "sequence": pa.Column(
            int,
            [pa.Check.ge(1, error="1, 2, 3 …")],
            description="position along the line, from 1 without holes",
        ),
        "name": text_column("name of the point"),
        "lon": _LON,
        "lat": _LAT,
    }
)
MEMBERS = pa.DataFrameSchema(
    {
        "corridor_id": identity_column("identity of the named region"),
        "adcode": matching_column(
            _ADCODE, _ADCODE_RULE, "member: province (xx0000), city (xxxx00) or county"
        ),
        "name": text_column("Chinese name of the member"),
    }
)

# ---------------------------------------------------------------- built layers

_AREA = {
    "adcode": matching_column(_ADCODE, _ADCODE_RULE, "administrative code (GB/T 2260); the index"),
    "name": text_column("full Chinese name"),
    "short_name": text_column("label on the map"),
    "province_adcode": matching_column(_ADCODE, _ADCODE_RULE, "province that it belongs to"),
    "label_lon": _degrees(180, "longitude of a good place for the label; no seat of government"),
    "label_lat": _degrees(90, "latitude of a good place for the label; no seat of government"),
}
BANNERS = pa.DataFrameSchema(_AREA)
CITIES = pa.DataFrameSchema(_AREA)
PROVINCES = pa.DataFrameSchema({k: v for k, v in _AREA.items() if k != "province_adcode"})
BOUNDARIES = pa.DataFrameSchema(
    {
        "id": text_column("identity"),
        "level": _one_of(
            ("banner", "city", "province"), "highest kind of area that the line divides"
        ),
    }
)
NATIONAL_BORDER = pa.DataFrameSchema(
    {
        "id": text_column("identity"),
        "level": _one_of(
            ("coast", "national", "undefined"),
            "coast, national border on land, or national border not yet delimited (未定国界)",
        ),
    }
)
DASH_LINES = pa.DataFrameSchema(
    {
        "id": text_column("identity, in order of the published file; the tenth last"),
        "basis": _one_of(("added", "published"), "published by 天地图, or added by this project"),
    }
)
FOREIGN_LAND = pa.DataFrameSchema({"id": text_column("identity")})
YELLOW_RIVER = pa.DataFrameSchema(
    {"id": text_column("identity"), "name": text_column("Chinese name")}
)
CORRIDORS = pa.DataFrameSchema(
    {
        "corridor_id": identity_column("identity of the named region; the index"),
        "members": text_column("adcodes of the members, ;-joined", list=True),
        "member_names": text_column("Chinese names of the members, ;-joined", list=True),
    }
)
SOURCES = pa.DataFrameSchema(
    {
        "layer": text_column("name of the layer; entries are sorted by it"),
        "file": text_column("file, relative to geo/"),
        "publisher": text_column("who publishes the data"),
        "package": text_column("package that carries it", required=False),
        "version": text_column("version of the package", required=False),
        "licence": text_column("licence of package and data"),
        "vintage": text_column("when the data describes the world"),
        "datum": text_column("datum of the source and how it is used"),
        "accuracy": text_column("what is known of the positional error", required=False),
        "attribution": text_column("line that a map with this layer prints", required=False),
        "sha256": matching_column(
            _SHA256_OR_EMPTY, "64 hex digits or empty / 64 位十六进制或空", "of the built file"
        ),
        "note": _NOTE,
    }
)

LAYERS: Mapping[str, tuple[pa.DataFrameSchema, frozenset[str]]] = MappingProxyType(
    {
        "banners": (BANNERS, frozenset({"Polygon", "MultiPolygon"})),
        "boundaries": (BOUNDARIES, frozenset({"LineString", "MultiLineString"})),
        "cities": (CITIES, frozenset({"Polygon", "MultiPolygon"})),
        "corridors": (CORRIDORS, frozenset({"Polygon", "MultiPolygon"})),
        "dash_lines": (DASH_LINES, frozenset({"LineString"})),
        "foreign_land": (FOREIGN_LAND, frozenset({"Polygon", "MultiPolygon"})),
        "national_border": (NATIONAL_BORDER, frozenset({"LineString", "MultiLineString"})),
        "provinces": (PROVINCES, frozenset({"Polygon", "MultiPolygon"})),
        "yellow_river": (YELLOW_RIVER, frozenset({"LineString"})),
    }
)
