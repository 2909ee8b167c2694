"""What the browser fetches once: base map, features and symbols as static files by content hash.

Filtering then only sends which features are visible. Nothing private may be published here: the
files are served without sign-in.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import orjson
from PIL import Image, ImageDraw

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.frames import Bounds, Viewport
from ordos_geo.cartography.base_layers import NEAR_LAYERS, BaseLayer
from ordos_geo.cartography.geometry.viewport import EdgeMarker, LonLat
from ordos_geo.cartography.scene.legend import group_labels, symbol_picture
from ordos_geo.cartography.scene.map_scene import SceneClass, classify, classify_statuses
from ordos_geo.cartography.screen.features import (
    PlacedFeatures,
    corner_ids,
    edge_partners,
    home_rows,
    place_features,
)
from ordos_geo.cartography.screen.rows import FeatureRow, Position
from ordos_geo.cartography.style import SHAPES, THEMES, Theme, check_symbols, hex_colour
from ordos_geo.model.reporting import Status

CHUNK = 128
"""Features per file: the most categories that one GPU filter channel can tell apart."""

COMPRESSED_SUFFIX = ".gz"
"""Ends the name of the compressed copy beside a file, for servers to send in its place."""

_COMPRESSED_TYPES = {"json", "svg"}
_COMPRESSED_FROM_BYTES = 500
_SHAPE_PX = 96
_SHAPE_MARGIN_PX = 8


@dataclass(frozen=True, slots=True)
class FeatureFile:
    """One published file of at most CHUNK features.

    `ids` are in file order: the position of an id is the category that the GPU filter compares.
    """

    name: str
    url: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssetManifest:
    """Addresses of everything published for one frame, relative to the page.

    `base` holds the files "areas", "boundaries", "labels" and "home" (where the mark of the whole
    city stands); `lines`, `arcs`, `arrows`, `bundles`
    and `points` hold the rows of `PlacedFeatures`, `corridors` and `banners` areas that can be set
    off; `icons` is the shape sheet, `icon_mapping` where each shape lies in it, `legends` by the
    code of the theme the files that say label and picture of each `SceneClass.key` and label and
    colour of each group. `bounds` is the extent of each feature and pair as drawn, for fitting
    the view: west, south, east, north in degrees; `ends` are those of each link and pair. `edges`
    and `corner` are the markers of what has no place in the frame, `at_edge` the
    partners at the edge of each feature that has any, `in_corner` the features in the corner; their
    labels are not published, since their counts change with the selection.
    """

    frame: Viewport
    base: Mapping[str, str]
    lines: tuple[FeatureFile, ...]
    arcs: tuple[FeatureFile, ...]
    arrows: tuple[FeatureFile, ...]
    bundles: tuple[FeatureFile, ...]
    points: tuple[FeatureFile, ...]
    icons: str
    icon_mapping: str
    legends: Mapping[str, str]
    corridors: FeatureFile
    banners: FeatureFile
    bounds: Mapping[str, Bounds]
    ends: Mapping[str, tuple[LonLat, LonLat]]
    edges: Mapping[str, EdgeMarker]
    corner: EdgeMarker
    at_edge: Mapping[str, tuple[str, ...]]
    in_corner: frozenset[str]


def publish(dataset: Dataset, frame: Viewport, directory: Path, url_prefix: str) -> AssetManifest:
    """Write all files into `directory` (made if missing) and tell their addresses.

    Files are named by content, so a browser may keep them for ever and a second call writes
    nothing new. Where it pays, a compressed copy lies beside the file (see COMPRESSED_SUFFIX).
    Raises VocabularyError where a code list names a symbol that does not exist.
    """
    check_symbols(dataset.vocabularies)
    writer = _Writer(directory, url_prefix)
    placed = place_features(dataset, frame)
    base = {name: writer.write_json(name, layer) for name, layer in _base_layers(dataset)}
    base["labels"] = writer.write_json("labels", placed.labels)
    base["home"] = writer.write_json("home", home_rows(dataset))
    sheet, mapping = _shape_sheet()
    return AssetManifest(
        frame=frame,
        base=base,
        lines=writer.write_features("lines", placed.lines),
        arcs=writer.write_features("arcs", placed.arcs),
        arrows=writer.write_features("arrows", placed.arrows),
        bundles=writer.write_features("bundles", placed.bundles),
        points=writer.write_features("points", placed.points),
        icons=writer.write("shapes", sheet, "png"),
        icon_mapping=writer.write_json("shapes", mapping),
        legends={
            code: writer.write_json(f"legend-{code}", _legend(dataset, theme, writer))
            for code, theme in THEMES.items()
        },
        corridors=writer.write_areas("corridors", dataset.geodata.corridors),
        banners=writer.write_areas("banner-areas", dataset.geodata.banners),
        bounds=dict(_bounds(placed)),
        ends={
            row["id"]: (_lon_lat(row["path"][0]), _lon_lat(row["path"][-1]))
            for row in (*placed.arcs, *placed.bundles)
        },
        edges=placed.edges,
        corner=placed.corner,
        at_edge=edge_partners(dataset, placed.edges),
        in_corner=corner_ids(dataset),
    )


class _Writer:
    """Writes files named by content into one folder."""

    def __init__(self, directory: Path, url_prefix: str) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._url_prefix = url_prefix

    def write(self, stem: str, content: bytes, suffix: str) -> str:
        name = f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
        if suffix in _COMPRESSED_TYPES and len(content) >= _COMPRESSED_FROM_BYTES:
            self._write_once(name + COMPRESSED_SUFFIX, lambda: gzip.compress(content, mtime=0))
        self._write_once(name, lambda: content)
        return f"{self._url_prefix}/{name}"

    def _write_once(self, name: str, make: Callable[[], bytes]) -> None:
        path = self._directory / name
        if not path.exists():
            # its own name for each process: several may start and publish at once
            part = path.with_suffix(f".{os.getpid()}.part")
            part.write_bytes(make())
            part.replace(path)

    def write_json(self, stem: str, content: Any) -> str:
        return self.write(stem, orjson.dumps(content), "json")

    def write_areas(self, stem: str, frame: gpd.GeoDataFrame) -> FeatureFile:
        numbered = gpd.GeoDataFrame({"index": range(len(frame))}, geometry=frame.geometry.array)
        content = orjson.loads(numbered.to_json(drop_id=True))
        return FeatureFile(stem, self.write_json(stem, content), tuple(frame.index))

    def write_features(self, stem: str, rows: Sequence[FeatureRow]) -> tuple[FeatureFile, ...]:
        files = []
        for number, start in enumerate(range(0, len(rows), CHUNK)):
            chunk = rows[start : start + CHUNK]
            numbered = [{**row, "index": index} for index, row in enumerate(chunk)]
            name = f"{stem}-{number}"
            ids = tuple(row["id"] for row in chunk)
            files.append(FeatureFile(name, self.write_json(name, numbered), ids))
        return tuple(files)


def _legend(dataset: Dataset, theme: Theme, writer: _Writer) -> dict[str, Any]:
    """What a legend says whatever is selected: label and picture of each class, of groups."""
    classes = [
        member
        for bundled in (False, True)
        for member in classify(dataset, dataset.features.index, bundled=bundled)
    ]
    for status in Status:
        classes += classify_statuses(dataset, dict.fromkeys(dataset.features.index, status))
    labels = group_labels(dataset)
    return {
        "groups": {code: [labels[code], hex_colour(theme.colour(code))] for code in labels},
        "classes": {
            member.key: [member.label, writer.write(*_picture(member, theme))] for member in classes
        },
    }


def _picture(member: SceneClass, theme: Theme) -> tuple[str, bytes, str]:
    """A class's symbol in a theme: stem, content and suffix of the file."""
    symbol = replace(member.symbol, colour=theme.colour(member.group))
    content = symbol_picture(symbol, is_line=member.is_line, is_arc=member.kind == "link")
    return f"symbol-{member.key}", content, "svg"


def _bounds(placed: PlacedFeatures) -> Iterator[tuple[str, Bounds]]:
    for row in (*placed.lines, *placed.arcs, *placed.bundles):
        lons, lats = zip(*row["path"], strict=True)
        yield row["id"], (min(lons), min(lats), max(lons), max(lats))
    for point in placed.points:
        lon, lat = point["position"]
        yield point["id"], (lon, lat, lon, lat)


def _lon_lat(position: Position) -> LonLat:
    lon, lat = position
    return lon, lat


def _base_layers(dataset: Dataset) -> Iterator[tuple[str, Any]]:
    """Areas and boundaries of the base map, each as one GeoJSON collection."""
    for name, is_area in (("areas", True), ("boundaries", False)):
        layers = (layer for layer in NEAR_LAYERS if layer.is_area == is_area)
        features = [feature for layer in layers for feature in _styled(dataset, layer)]
        yield name, {"type": "FeatureCollection", "features": features}


def _styled(dataset: Dataset, layer: BaseLayer) -> list[dict[str, Any]]:
    """GeoJSON features of one layer, with its colours, a field of each `Theme`, and its width."""
    style: dict[str, Any] = {t.colour_field: layer.colour(t) for t in THEMES.values()}
    if not layer.is_area:
        style["width"] = layer.width_px
    content = orjson.loads(layer.frame(dataset)[["geometry"]].to_json(drop_id=True))
    return [{**feature, "properties": style} for feature in content["features"]]


def _shape_sheet() -> tuple[bytes, dict[str, dict[str, int | bool]]]:
    """One row of white shapes; the layer colours them."""
    step = _SHAPE_PX + 2 * _SHAPE_MARGIN_PX
    sheet = Image.new("RGBA", (step * len(SHAPES), step), (255, 255, 255, 0))
    draw = ImageDraw.Draw(sheet)
    mapping: dict[str, dict[str, int | bool]] = {}
    for number, (name, outline) in enumerate(SHAPES.items()):
        left, top = number * step + _SHAPE_MARGIN_PX, _SHAPE_MARGIN_PX
        if outline:
            corners = [(left + x * _SHAPE_PX, top + y * _SHAPE_PX) for x, y in outline]
            draw.polygon(corners, fill="white")
        else:
            draw.ellipse((left, top, left + _SHAPE_PX, top + _SHAPE_PX), fill="white")
        mapping[name] = {"x": left, "y": top, "width": _SHAPE_PX, "height": _SHAPE_PX, "mask": True}
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), mapping
