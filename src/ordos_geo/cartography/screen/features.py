"""Where everything stands on the screen map, as plain rows: arcs, bundles, lines, points, labels.

Depends on the dataset and the frame, never on a selection: the rows are published once and
filtered in the browser.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import shapely
from shapely import LineString, Point

from ordos_geo import wording
from ordos_geo.analysis import CITYWIDE, Dataset
from ordos_geo.analysis.dataset.pairs import LinkPair, partner_of
from ordos_geo.analysis.frames import Viewport
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.analysis.summary import Tally, partner_features, tally
from ordos_geo.cartography.geometry.arcs import (
    arc,
    bearing_degrees,
    bulge,
    fan_ranks,
    symbol_offsets,
)
from ordos_geo.cartography.geometry.viewport import (
    EdgeMarker,
    LonLat,
    corner_marker,
    edge_markers,
)
from ordos_geo.cartography.placement import Box, Label, mercator_px, place_labels, text_width_px
from ordos_geo.cartography.scene.map_scene import INFERRED, SceneClass, classify
from ordos_geo.cartography.screen.rows import (
    ArrowRow,
    CountLabelRow,
    FeatureRow,
    PathRow,
    PlaceLabelRow,
    PointRow,
)
from ordos_geo.cartography.style import (
    ARROW_SHARE,
    DARK,
    EDGE_LABEL_GAP_PX,
    EDGE_LABEL_PX,
    INFERRED_DASH,
    LIGHT,
    bundle_width_px,
)

HOME = "ordos"
POSITION_DECIMALS = 5
"""Of the degrees in all rows."""

_SYMBOL_GAP_PX = 2.0
_EDGE_SYMBOL_PX = 20.0
_BANNER_LABEL_ZOOM = 5.0

LABEL_LEVELS = {
    "home": (16.0, 4, 13.0),
    "banner": (16.0, 3, 11.0),
    "partner": (14.0, 2, 10.0),
    "minor": (12.0, 1, 11.0),
}
"""Kinds of labels: size in pixels, priority, gap in pixels."""

_BANNER_SEATS = frozenset({"banner_seat", "district_seat"})
_LABELLED_KINDS = frozenset(
    {"city", "country", "league_seat", "park", "province_seat", "region_label"}
)


@dataclass(frozen=True, slots=True)
class PlacedFeatures:
    """All rows of one frame.

    Every row of a feature or pair has `id`, `name`, `label`, `clause` (text for tooltips) and a
    colour for each theme (`Theme.colour_field`); positions are [lon, lat], paths lists of them.

    - `lines`: projects with a course: path, width, dash;
    - `arcs`: links one by one: path, width, dash; `arrows`: heads of the directed ones: position,
      angle; `bundles`: links gathered by partners: path, width, dash;
    - `points`: position, offset in pixels, shape, size;
    - `labels`: of places in the frame: name, position, offset, anchor, baseline, size, faint.

    `edges` are the markers of partners beyond the frame; `corner` that of projects that concern
    the whole city and have no place of their own.
    """

    lines: list[PathRow]
    arcs: list[PathRow]
    arrows: list[ArrowRow]
    bundles: list[PathRow]
    points: list[PointRow]
    labels: list[PlaceLabelRow]
    edges: Mapping[str, EdgeMarker]
    corner: EdgeMarker


def place_features(dataset: Dataset, frame: Viewport) -> PlacedFeatures:
    """Place every feature of the dataset for a frame."""
    places = dataset.places
    partners = {partner for pair in dataset.pairs.values() for partner in pair.ends}
    partners |= set(dataset.features["anchor"]) - {""}
    coordinates = {
        place_id: (point.x, point.y) for place_id, point in places.geometry[list(partners)].items()
    }
    edges = edge_markers(frame, coordinates[HOME], coordinates, _edge_extents_px(dataset, partners))
    corner = corner_marker(frame)
    classes = classify(dataset, dataset.features.index, bundled=False)
    arcs = arc_rows(dataset, classes, edges)
    points = point_rows(dataset, classes, edges, corner)
    return PlacedFeatures(
        lines=line_rows(dataset, classes),
        arcs=arcs,
        arrows=arrow_rows(dataset, arcs),
        bundles=[bundle_row(dataset, pair, edges) for pair in dataset.pairs.values()],
        points=points,
        labels=_label_rows(dataset, frame, points, edges),
        edges=edges,
        corner=corner,
    )


def _edge_extents_px(dataset: Dataset, partners: Collection[str]) -> dict[str, tuple[float, float]]:
    """How far symbols reach to the left of each partner's marker, and its label to the right."""
    symbols, totals = dataset.features["anchor"].value_counts(), partner_tallies(dataset, partners)
    return {
        partner: (
            float(symbols.get(partner, 0)) * _EDGE_SYMBOL_PX,
            EDGE_LABEL_GAP_PX
            + text_width_px(edge_text(dataset, partner, "left", totals[partner]), EDGE_LABEL_PX),
        )
        for partner in partners
    }


def partner_tallies(
    dataset: Dataset, partners: Iterable[str], feature_ids: Collection[str] | None = None
) -> dict[str, Tally]:
    """What the features (None: all) that lead to each partner come to, as everywhere."""
    return {
        partner: tally(dataset, partner_features(dataset, feature_ids, partner))
        for partner in partners
    }


def edge_partners(dataset: Dataset, edges: Mapping[str, EdgeMarker]) -> dict[str, tuple[str, ...]]:
    """The partners at the frame's edge that each feature is drawn to, where it has any."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in dataset.pairs.values():
        ends = tuple(end for end in pair.ends if end in edges)
        found |= {link_id: ends for link_id in pair.link_ids if ends}
    anchors = dataset.features["anchor"]
    for feature_id, anchor in anchors[anchors.isin(list(edges))].items():
        found[str(feature_id)] = (*found.get(str(feature_id), ()), anchor)
    return found


def corner_ids(dataset: Dataset) -> frozenset[str]:
    """The features that concern the whole city and have no place of their own."""
    anchors = dataset.features["anchor"]
    return frozenset(anchors.index[anchors == HOME])


def _position(dataset: Dataset, place_id: str, edges: Mapping[str, EdgeMarker]) -> Point:
    partner = partner_of(dataset.places, place_id)
    if partner in edges:
        return Point(edges[partner].position)
    point: Point = dataset.places.at[place_id, "geometry"]
    return point


def _feature_row(dataset: Dataset, member: SceneClass, feature_id: str) -> FeatureRow:
    features, clause = dataset.features, wording.general.CONTEXT
    measure_id = features.at[feature_id, "measure_id"]
    if measure_id:
        clause = value_label(dataset, "measure_id", measure_id)
    return {
        "id": feature_id,
        "name": features.at[feature_id, "name"],
        "label": member.label,
        "clause": clause,
        "colour": LIGHT.colour(member.group),
        "colour_dark": DARK.colour(member.group),
    }


def _rounded(position: LonLat) -> list[float]:
    return [round(part, POSITION_DECIMALS) for part in position]


def _path(line: LineString) -> list[list[float]]:
    path: list[list[float]] = shapely.get_coordinates(line).round(POSITION_DECIMALS).tolist()
    return path


def line_rows(dataset: Dataset, classes: Sequence[SceneClass]) -> list[PathRow]:
    """The `lines` of a drawing of some classes."""
    return [
        {
            **_feature_row(dataset, member, feature_id),
            "path": _path(dataset.features.at[feature_id, "geometry"]),
            "width": member.symbol.width_px,
            "dash": member.symbol.dash,
        }
        for member in classes
        if member.is_line and member.kind != "link"
        for feature_id in member.feature_ids
    ]


def _westward_first(start: Point, end: Point, share: float) -> LineString:
    """An arc whose bow does not depend on which end comes first."""
    return arc(start, end, share if start.x <= end.x else -share)


def arc_rows(
    dataset: Dataset, classes: Sequence[SceneClass], edges: Mapping[str, EdgeMarker]
) -> list[PathRow]:
    """The `arcs` of a drawing of some classes, with far partners at their markers."""
    ends = dataset.features["place_ids"]
    links = [(member, i) for member in classes if member.kind == "link" for i in member.feature_ids]
    positions = {
        feature_id: (
            _position(dataset, ends[feature_id][0], edges),
            _position(dataset, ends[feature_id][1], edges),
        )
        for _, feature_id in links
    }
    inferred = inferred_links(dataset)
    ranks = fan_ranks({i: (start.wkt, end.wkt) for i, (start, end) in positions.items()})
    rows: list[PathRow] = []
    for member, feature_id in links:
        start, end = positions[feature_id]
        rows.append(
            {
                **_feature_row(dataset, member, feature_id),
                "path": _path(_westward_first(start, end, bulge(ranks[feature_id]))),
                "width": member.symbol.width_px,
                "dash": INFERRED_DASH if feature_id in inferred else member.symbol.dash,
            }
        )
    return rows


def arrow_rows(dataset: Dataset, arcs: list[PathRow]) -> list[ArrowRow]:
    """The `arrows` on some arcs."""
    rows: list[ArrowRow] = []
    for row in arcs:
        if dataset.features.at[row["id"], "directed"]:
            point, angle = bearing_degrees(LineString(row["path"]), ARROW_SHARE)
            rows.append(
                {
                    "id": row["id"],
                    "name": row["name"],
                    "label": row["label"],
                    "clause": row["clause"],
                    "colour": row["colour"],
                    "colour_dark": row["colour_dark"],
                    "position": _rounded((point.x, point.y)),
                    "angle": round(angle, 1),
                }
            )
    return rows


@lru_cache(maxsize=2)
def inferred_links(dataset: Dataset) -> frozenset[str]:
    """The links of which our reading supplied an end; their arcs are dashed."""
    reading = dataset.features["reading"]
    return frozenset(reading.index[reading == INFERRED])


def bundle_row(dataset: Dataset, pair: LinkPair, edges: Mapping[str, EdgeMarker]) -> PathRow:
    """The arc of a pair, as wide as its `link_ids` are many; dashed where all are inferred."""
    (member,) = classify(dataset, pair.link_ids, bundled=True)
    inferred = inferred_links(dataset)
    start, end = (_position(dataset, place_id, edges) for place_id in pair.ends)
    return {
        "id": pair.id,
        "name": pair_name(dataset, pair),
        "label": wording.general.PAIR_STATEMENTS.format(
            statements=len(tally(dataset, pair.link_ids).statements), links=len(pair.link_ids)
        ),
        "clause": "、".join(themes_of(dataset, pair.link_ids)),
        "colour": LIGHT.colour(member.group),
        "colour_dark": DARK.colour(member.group),
        "path": _path(_westward_first(start, end, bulge(0))),
        "width": bundle_width_px(len(pair.link_ids)),
        "dash": INFERRED_DASH if inferred.issuperset(pair.link_ids) else member.symbol.dash,
    }


def pair_name(dataset: Dataset, pair: LinkPair) -> str:
    """鄂尔多斯市 — 北京市."""
    return wording.general.PAIR_NAME.format(
        *(dataset.places.loc[place_id, "name"] for place_id in pair.ends)
    )


def themes_of(dataset: Dataset, link_ids: Iterable[str]) -> list[str]:
    """Labels of the themes of some links, each once, in display order."""
    found = {dataset.features.at[link_id, "theme"] for link_id in link_ids}
    return [term.label_zh for term in dataset.vocabularies["theme"] if term.code in found]


def point_rows(
    dataset: Dataset,
    classes: Sequence[SceneClass],
    edges: Mapping[str, EdgeMarker],
    corner: EdgeMarker,
) -> list[PointRow]:
    """The `points` of a drawing of some classes; those of one spot stand clear of each other."""
    rows: list[PointRow] = []
    for member in classes:
        for feature_id in () if member.is_line else member.feature_ids:
            point = dataset.features.at[feature_id, "geometry"]
            anchor = dataset.features.at[feature_id, "anchor"]
            marker = corner if anchor == HOME else edges.get(anchor)
            position = marker.position if marker else (point.x, point.y)
            rows.append(
                {
                    **_feature_row(dataset, member, feature_id),
                    "position": _rounded(position),
                    "shape": member.symbol.shape,
                    "size": member.symbol.size_px,
                    "layout": "grid" if marker is corner else "row" if marker else "ring",
                    "offset": [0.0, 0.0],
                }
            )
    spots = pd.Series([tuple(row["position"]) for row in rows])
    for _, members in spots.groupby(spots, sort=False):
        spacing = max(rows[index]["size"] for index in members.index) + _SYMBOL_GAP_PX
        layout = rows[members.index[0]]["layout"]
        offsets = symbol_offsets(len(members), spacing, layout)
        for index, offset in zip(members.index, offsets, strict=True):
            rows[index]["offset"] = [round(part, 1) for part in offset]
    return rows


def corner_label_rows(corner: EdgeMarker, count: int) -> list[CountLabelRow]:
    """How many features concern the whole city and have no place of their own."""
    if not count:
        return []
    return [
        {"name": wording.general.NO_PLACE.format(count=count), "position": list(corner.position)}
    ]


def edge_label_rows(
    dataset: Dataset, edges: Mapping[str, EdgeMarker], tallies: Mapping[str, Tally]
) -> list[CountLabelRow]:
    """Name and counts of the partners at the frame's edge."""
    return [
        {
            "name": edge_text(dataset, partner, edges[partner].side, found),
            "position": _rounded(edges[partner].position),
        }
        for partner, found in tallies.items()
    ]


def edge_text(dataset: Dataset, partner: str, side: str, found: Tally) -> str:
    """北京 19 →: its statements; projects or context only where there is nothing else."""
    numbers = (
        ("{n}", len(found.statements)),
        (wording.general.COUNT_PROJECTS, len(found.projects)),
        (wording.general.SHORT_CONTEXT, len(found.context)),
    )
    counts = [pattern.format(n=number) for pattern, number in numbers if number]
    parts = (_short_names(dataset)[partner], *counts[:1], wording.general.EDGE_ARROWS[side])
    return " ".join(parts)


@lru_cache(maxsize=2)
def _short_names(dataset: Dataset) -> dict[str, str]:
    return dict(dataset.places["short_name"])


def _label_rows(
    dataset: Dataset, frame: Viewport, points: list[PointRow], edges: Mapping[str, EdgeMarker]
) -> list[PlaceLabelRow]:
    """Labels of banners, partner places and parks, clear of symbols and of the edge's labels."""
    labels = []
    used = set(dataset.features["place_ids"].explode().dropna())
    far = frame.zoom < _BANNER_LABEL_ZOOM
    for place, level in label_places(dataset, edges, used=used, is_far=far):
        size, priority, gap = LABEL_LEVELS[level]
        point = place.geometry
        text = place_text(place, is_far=far)
        labels.append(Label(text, point.x, point.y, size, priority, gap))
    obstacles = [_point_box(row, frame.zoom) for row in points]
    obstacles += [
        _edge_box(
            edge_text(dataset, partner, edges[partner].side, found), edges[partner], frame.zoom
        )
        for partner, found in partner_tallies(dataset, edges).items()
    ]
    return [
        {
            "name": placed.label.text,
            "position": [placed.label.lon, placed.label.lat],
            "size": placed.label.size_px,
            "faint": placed.label.priority < LABEL_LEVELS["banner"][1],
            "anchor": placed.anchor,
            "baseline": placed.baseline,
            "offset": placed.offset_px,
        }
        for placed in place_labels(labels, frame.zoom, obstacles)
    ]


def label_places(
    dataset: Dataset, edges: Mapping[str, EdgeMarker], *, used: Collection[str], is_far: bool
) -> Iterator[tuple[Any, str]]:
    """Places to be named on a map, as rows of `Dataset.places`, and their level of LABEL_LEVELS.

    Banners, and of all other kinds those in `used`. A far map, in which Ordos is small, names the
    city instead of its banners and parks; a near one names it where something of the whole city
    starts. Partners at the edge have labels of their own.
    """
    for place in dataset.places.itertuples():
        level = _label_level(place.kind, place.adcode)
        if is_far and level != "partner":
            continue
        if place.Index == HOME and (is_far or HOME in used):
            level = "home"
        at_edge = partner_of(dataset.places, place.Index) in edges
        is_named = place.Index in used and place.kind in _LABELLED_KINDS
        if not at_edge and (level in {"home", "banner"} or is_named):
            yield place, level


def place_text(place: Any, *, is_far: bool) -> str:
    """What a map calls a place: on a near one the mark of the city as a whole says 全市."""
    if place.Index == HOME and not is_far:
        return wording.general.CITY_MARK.format(name=place.short_name)
    return str(place.short_name)


def _label_level(kind: str, adcode: str) -> str:
    if kind in _BANNER_SEATS and adcode.startswith(CITYWIDE[:4]):
        return "banner"
    return "minor" if kind == "park" else "partner"


def _point_box(row: PointRow, zoom: float) -> Box:
    lon, lat = row["position"]
    x, y = mercator_px(lon, lat, zoom)
    half, (right, down) = row["size"] / 2, row["offset"]
    return (x + right - half, y + down - half, x + right + half, y + down + half)


def _edge_box(text: str, marker: EdgeMarker, zoom: float) -> Box:
    x, y = mercator_px(*marker.position, zoom)
    width = text_width_px(text, EDGE_LABEL_PX)
    half = EDGE_LABEL_PX / 2
    return (x, y - half, x + EDGE_LABEL_GAP_PX + width, y + half)
