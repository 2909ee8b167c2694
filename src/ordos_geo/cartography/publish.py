"""What the browser fetches once: base map, features and symbols as static files by content hash.

Filtering then only sends which features are visible. Nothing private may be published here: the
files are served without sign-in.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import orjson
import pandas as pd
import shapely
from PIL import Image, ImageDraw

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.dataset import CITYWIDE
from ordos_geo.cartography.arcs import arc, bearing_degrees, bulge, fan_ranks, ring_offsets
from ordos_geo.cartography.scene import SceneClass, classify
from ordos_geo.cartography.style import SHAPES, SOLID, hex_colour
from ordos_geo.model import wording

CHUNK = 128
"""Features per file: the most categories that one GPU filter channel can tell apart."""

_SHAPE_PX = 96
_SHAPE_MARGIN_PX = 8
_DECIMALS = 5
_ARROW_SHARE = 0.58
_POINT_GAP_PX = 3.0


@dataclass(frozen=True, slots=True)
class FeatureFile:
    """One published file of at most CHUNK features.

    `ids` are in file order: the position of an id is the category that the GPU filter compares.
    """

    name: str
    url: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """Addresses of everything published, relative to the page.

    `base` maps layer names to files; `lines`, `arrows` and `points` hold the features; `icons`
    is the shape sheet, `icon_mapping` where each shape lies in it.
    """

    base: Mapping[str, str]
    lines: tuple[FeatureFile, ...]
    arrows: tuple[FeatureFile, ...]
    points: tuple[FeatureFile, ...]
    icons: str
    icon_mapping: Mapping[str, Mapping[str, int | bool]]


def publish(dataset: Dataset, directory: Path, url_prefix: str) -> Published:
    """Write all files into `directory` (made if missing) and tell their addresses.

    Files are named by content, so a browser may keep them for ever and a second call writes
    nothing new.
    """
    directory.mkdir(parents=True, exist_ok=True)

    def write(stem: str, content: bytes, suffix: str) -> str:
        name = f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
        path = directory / name
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(content)
            part.replace(path)
        return f"{url_prefix}/{name}"

    def write_json(stem: str, content: Any) -> str:
        return write(stem, orjson.dumps(content), "json")

    def write_chunks(stem: str, rows: list[dict[str, Any]]) -> tuple[FeatureFile, ...]:
        files = []
        for number, start in enumerate(range(0, len(rows), CHUNK)):
            chunk = rows[start : start + CHUNK]
            numbered = [{**row, "index": index} for index, row in enumerate(chunk)]
            name = f"{stem}-{number}"
            ids = tuple(row["id"] for row in chunk)
            files.append(FeatureFile(name, write_json(name, numbered), ids))
        return tuple(files)

    classes = classify(dataset, dataset.features.index)
    lines = list(_line_rows(dataset, classes))
    base = {name: write_json(name, content) for name, content in _base_layers(dataset)}
    sheet, mapping = _shape_sheet()
    return Published(
        base=base,
        lines=write_chunks("lines", lines),
        arrows=write_chunks("arrows", list(_arrow_rows(dataset, lines))),
        points=write_chunks("points", list(_point_rows(dataset, classes))),
        icons=write("shapes", sheet, "png"),
        icon_mapping=mapping,
    )


def line_paths(dataset: Dataset) -> dict[str, shapely.LineString]:
    """The course of every line feature as drawn: projects as they are, links as fanned arcs."""
    features = dataset.features
    lines = features[features.geom_type == "LineString"]
    links = lines[lines["kind"] == "link"]
    ranks = fan_ranks({row.Index: row.place_ids for row in links.itertuples()})
    paths = dict(lines.geometry.items())
    for row in links.itertuples():
        start, end = (shapely.Point(xy) for xy in (row.geometry.coords[0], row.geometry.coords[-1]))
        # the side of the bow must not depend on which end comes first, or two arcs would meet
        share = bulge(ranks[row.Index]) * (1 if start.x <= end.x else -1)
        paths[row.Index] = arc(start, end, share)
    return paths


def _common(dataset: Dataset, group: SceneClass, feature_id: str) -> dict[str, Any]:
    feature = dataset.features.loc[feature_id]
    clause = wording.CONTEXT
    if feature["measure_id"]:
        measure = dataset.plan.measure(feature["measure_id"])
        clause = wording.clause_label(measure.chapter_no, measure.no, measure.title)
    return {
        "id": feature_id,
        "name": feature["name"],
        "label": group.label,
        "clause": clause,
        "colour": group.symbol.colour,
    }


def _line_rows(dataset: Dataset, classes: list[SceneClass]) -> Iterator[dict[str, Any]]:
    paths = line_paths(dataset)
    for group in classes:
        for feature_id in group.feature_ids if group.is_line else ():
            yield {
                **_common(dataset, group, feature_id),
                "path": shapely.get_coordinates(paths[feature_id]).round(_DECIMALS).tolist(),
                "width": group.symbol.width_px,
                "dash": group.symbol.dash,
            }


def _arrow_rows(dataset: Dataset, lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in lines:
        if dataset.features.loc[row["id"], "directed"]:
            point, angle = bearing_degrees(shapely.LineString(row["path"]), _ARROW_SHARE)
            kept = {key: row[key] for key in ("id", "name", "label", "clause", "colour")}
            position = [round(point.x, _DECIMALS), round(point.y, _DECIMALS)]
            yield {**kept, "position": position, "angle": round(angle, 1)}


def _point_rows(dataset: Dataset, classes: list[SceneClass]) -> Iterator[dict[str, Any]]:
    rows = []
    for group in classes:
        for feature_id in () if group.is_line else group.feature_ids:
            point = dataset.features.loc[feature_id, "geometry"]
            rows.append(
                {
                    **_common(dataset, group, feature_id),
                    "position": [round(point.x, _DECIMALS), round(point.y, _DECIMALS)],
                    "shape": group.symbol.shape,
                    "size": group.symbol.size_px,
                }
            )
    spots = pd.Series([tuple(row["position"]) for row in rows])
    for _, members in spots.groupby(spots, sort=False):
        spacing = max(rows[index]["size"] for index in members.index) + _POINT_GAP_PX
        for index, offset in zip(
            members.index, ring_offsets(len(members), spacing), strict=True
        ):
            rows[index]["offset"] = [round(part, 1) for part in offset]
    yield from rows


def _base_layers(dataset: Dataset) -> Iterator[tuple[str, Any]]:
    admin = dataset.geodata.admin
    yield "foreign-land", _geojson(admin["national"]["foreign_land"])
    yield "provinces", _geojson(admin["regional"]["provinces"])
    yield "cities", _geojson(admin["local"]["cities"])
    yield "banners", _geojson(admin["local"]["banners"], "name")
    yield "province-lines", _geojson(admin["regional"]["boundaries"].query("level == 'province'"))
    yield "city-lines", _geojson(admin["local"]["boundaries"].query("level == 'city'"))
    yield "banner-lines", _geojson(admin["local"]["boundaries"].query("level == 'banner'"))
    yield "national-border", _geojson(admin["regional"]["national_border"])
    yield "dash-lines", _geojson(admin["national"]["dash_lines"])
    yield "river", _geojson(admin["local"]["yellow_river"])
    yield "labels", list(_labels(dataset))


def _labels(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Base-map labels: banners first, then cities and partner places, then parks."""
    used = set(dataset.features["place_ids"].explode().dropna())
    for row in dataset.places.itertuples():
        is_banner = row.kind in {"banner_seat", "district_seat"} and row.adcode.startswith(
            CITYWIDE[:4]
        )
        if not is_banner and row.Index not in used:
            continue
        is_park = row.kind in {"park", "subpark"}
        yield {
            "name": row.short_name,
            "position": [row.geometry.x, row.geometry.y],
            "size": 16 if is_banner else 12 if is_park else 14,
            "priority": 100 if is_banner else 10 if is_park else 50,
            "faint": not is_banner,
        }


def _geojson(frame: gpd.GeoDataFrame, *columns: str) -> Any:
    return orjson.loads(frame[[*columns, "geometry"]].to_json(drop_id=True))


def _shape_sheet() -> tuple[bytes, dict[str, dict[str, int | bool]]]:
    """One row of white shapes; the layer colours them."""
    step = _SHAPE_PX + 2 * _SHAPE_MARGIN_PX
    sheet = Image.new("RGBA", (step * len(SHAPES), step), (255, 255, 255, 0))
    draw = ImageDraw.Draw(sheet)
    mapping: dict[str, dict[str, int | bool]] = {}
    for number, (name, outline) in enumerate(SHAPES.items()):
        left, top = number * step + _SHAPE_MARGIN_PX, _SHAPE_MARGIN_PX
        box = (left, top, left + _SHAPE_PX, top + _SHAPE_PX)
        if outline:
            corners = [(left + x * _SHAPE_PX, top + y * _SHAPE_PX) for x, y in outline]
            draw.polygon(corners, fill="white")
        else:
            draw.ellipse(box, fill="white")
        mapping[name] = {"x": left, "y": top, "width": _SHAPE_PX, "height": _SHAPE_PX, "mask": True}
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), mapping


def legend_dash(group: SceneClass) -> str:
    """The SVG stroke-dasharray of a class, "none" where it is solid."""
    if group.symbol.dash == SOLID:
        return "none"
    return " ".join(f"{part * group.symbol.width_px:g}" for part in group.symbol.dash)


def legend_colour(group: SceneClass) -> str:
    """The colour of a class for SVG and CSS."""
    return hex_colour(group.symbol.colour)
