"""The map itself: base map, features, labels, and the far partners at its edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np
from shapely import LineString

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.pairs import LinkPair
from ordos_geo.cartography.drawing import (
    HOME,
    LABEL_LEVELS,
    Row,
    arc_rows,
    bundle_row,
    edge_counts,
    edge_text,
    label_places,
    line_rows,
    point_rows,
)
from ordos_geo.cartography.frame import EDGE_LABEL_PX, EdgeMarker, edge_spots
from ordos_geo.cartography.scene import MapScene
from ordos_geo.cartography.sheet.ground import area_path, clipped, draw_ground, is_far
from ordos_geo.cartography.sheet.labels import Label, place_labels
from ordos_geo.cartography.sheet.page import Box, Page, Points
from ordos_geo.cartography.sheet.projection import Projection
from ordos_geo.cartography.sheet.typeface import width_pt
from ordos_geo.cartography.style import LIGHT
from ordos_geo.errors import Fault, FaultKind
from ordos_geo.model import wording

_EDGE_INSET_PX = 26.0
_EDGE_ROW_PX = 24.0
_EDGE_GAP_PX = 14.0
_EDGE_LABEL_GAP_PX = 12.0
_SYMBOL_HALO = 1.28
_ARROW_PX = 13.0
_ARROW_SHARE = 0.58
_CORNER_INSET_PX = 26.0
_CORNER_COLUMNS = 6
_FADED = 0.3


class Body:
    """The map of a scene on a page, inside the projection's box."""

    def __init__(
        self,
        page: Page,
        dataset: Dataset,
        scene: MapScene,
        projection: Projection,
        unit_pt: float,
    ) -> None:
        self._page, self._dataset, self._scene = page, dataset, scene
        self._projection, self._unit = projection, unit_pt
        self._visible = set(scene.feature_ids)
        self._pairs = visible_pairs(dataset, self._visible)
        self._edges = self._edge_markers()
        self._obstacles: list[Box] = []

    def draw(self) -> None:
        """Draw everything, from the bottom up."""
        draw_ground(self._page, self._dataset, self._projection, self._unit)
        self._draw_areas()
        points = point_rows(self._dataset, self._scene.classes, self._edges, self._corner())
        self._draw_lines()
        self._draw_points(points)
        self._draw_edge_labels()
        self._draw_corner_label()
        self._draw_labels()

    # ---------------------------------------------------------------- where things stand

    def _edge_markers(self) -> dict[str, EdgeMarker]:
        """Markers of the partners of visible features that lie beyond the map."""
        dataset, unit = self._dataset, self._unit
        features = dataset.features.loc[list(self._scene.feature_ids)]
        partners = {end for pair in self._pairs for end in pair.ends}
        partners |= set(features["anchor"]) - {""}
        spots = {partner: self._spot_down(partner) for partner in sorted(partners)}
        symbols = features["anchor"].value_counts()
        counts = edge_counts(dataset, dict.fromkeys(partners, _NOWHERE), self._visible)
        extents = {
            partner: (
                float(symbols.get(partner, 0)) * _EDGE_ROW_PX * unit,
                _EDGE_LABEL_GAP_PX * unit
                + width_pt(
                    edge_text(dataset, partner, "left", counts.get(partner, 0)),
                    EDGE_LABEL_PX * unit,
                    bold=True,
                ),
            )
            for partner in partners
        }
        home = self._spot_down(HOME)
        gaps = {"row": _EDGE_ROW_PX * unit, "gap": _EDGE_GAP_PX * unit}
        left, bottom, right, top = self._projection.box
        beyond = edge_spots((left, -top, right, -bottom), home, spots, extents, **gaps)
        inner = self._edge_box(beyond, extents)
        away = {partner: spots[partner] for partner in beyond}
        return {
            partner: EdgeMarker(self._projection.lon_lat(x, -y), side)
            for partner, ((x, y), side) in edge_spots(inner, home, away, extents, **gaps).items()
        }

    def _edge_box(
        self,
        beyond: Mapping[str, tuple[tuple[float, float], str]],
        extents: Mapping[str, tuple[float, float]],
    ) -> Box:
        """Inside the map's box by so much that symbols and labels at its edge stay on the map.

        y downwards.
        """
        left, bottom, right, top = self._projection.box
        inset = _EDGE_INSET_PX * self._unit
        reach = {"left": 0.0, "right": 0.0}
        for partner, (_, side) in beyond.items():
            if side in reach:
                reach[side] = max(reach[side], extents[partner][side == "right"])
        return (
            left + inset + reach["left"],
            inset - top,
            right - inset - reach["right"],
            -bottom - inset,
        )

    def _spot_down(self, place_id: str) -> tuple[float, float]:
        """Where a place lies, y downwards."""
        x, y = self._projection.point(*self._lon_lat(place_id))
        return x, -y

    def _lon_lat(self, place_id: str) -> tuple[float, float]:
        point = self._dataset.places.geometry[place_id]
        return float(point.x), float(point.y)

    def _corner(self) -> EdgeMarker:
        """The lower left of the map, for projects of the whole city without a place."""
        left, bottom, *_ = self._projection.box
        inset = _CORNER_INSET_PX * self._unit
        count = self._citywide_count()
        rows = -(-count // _CORNER_COLUMNS)
        y = bottom + inset + max(rows - 1, 0) * _EDGE_ROW_PX * self._unit
        return EdgeMarker(self._projection.lon_lat(left + inset, y + inset), "")

    def _citywide_count(self) -> int:
        anchors = self._dataset.features.loc[list(self._scene.feature_ids), "anchor"]
        return int((anchors == HOME).sum())

    def _path(self, row: Row) -> Points:
        return self._projection.points(np.array(row["path"]))

    # ---------------------------------------------------------------- what is drawn

    def _draw_areas(self) -> None:
        geodata = self._dataset.geodata
        for frame, ids in (
            (geodata.corridors, self._scene.corridor_ids),
            (geodata.banners, self._scene.banner_ids),
        ):
            chosen = frame[frame.index.isin(ids)]
            if len(chosen):
                shapes = clipped(chosen, self._projection.bounds)
                self._page.areas(
                    area_path(shapes, self._projection),
                    LIGHT.corridor,
                    alpha=0.16,
                    layer="areas",
                    clip=self._projection.box,
                )

    def _draw_lines(self) -> None:
        scene, dataset = self._scene, self._dataset
        arcs: list[Row] = []
        if scene.bundled:
            rows = [bundle_row(dataset, pair, self._edges) for pair in self._pairs]
        else:
            arcs = arc_rows(dataset, scene.classes, self._edges)
            rows = arcs
        self._draw_rows([*rows, *line_rows(dataset, scene.classes)])
        directed = dataset.features["directed"]
        for colour, group in groupby(
            (row for row in arcs if directed[row["id"]]), key=lambda row: row["colour"]
        ):
            heads = [arrow_head(self._path(row), _ARROW_SHARE) for row in group]
            self._page.symbols(
                "arrow",
                [(x, y) for x, y, _ in heads],
                _ARROW_PX * self._unit,
                colour,
                angles=[angle for _, _, angle in heads],
                layer="lines",
                clip=self._projection.box,
            )

    def _draw_rows(self, rows: Sequence[Row]) -> None:
        for (colour, dash), group in groupby(rows, key=lambda row: (row["colour"], row["dash"])):
            members = list(group)
            self._page.lines(
                [self._path(row) for row in members],
                colour,
                [row["width"] * self._unit for row in members],
                dash=dash,
                clip=self._projection.box,
            )

    def _draw_points(self, points: Sequence[Row]) -> None:
        page, unit = self._page, self._unit
        box = self._projection.box
        placed = [(row, self._spot(row)) for row in points]
        for scale, halo in ((_SYMBOL_HALO, LIGHT.halo), (1.0, None)):
            for (shape, size, colour), group in groupby(
                placed, key=lambda item: (item[0]["shape"], item[0]["size"], item[0]["colour"])
            ):
                spots = [spot for _, spot in group]
                page.symbols(shape, spots, size * unit * scale, halo or colour, clip=box)
        for row, (x, y) in placed:
            half = row["size"] * unit / 2
            self._obstacles.append((x - half, y - half, x + half, y + half))

    def _spot(self, row: Row) -> tuple[float, float]:
        x, y = self._projection.point(*row["position"])
        right, down = row["offset"]
        return x + right * self._unit, y - down * self._unit

    def _draw_edge_labels(self) -> None:
        size = EDGE_LABEL_PX * self._unit
        for partner, count in edge_counts(self._dataset, self._edges, self._visible).items():
            marker = self._edges[partner]
            x, y = self._projection.point(*marker.position)
            x += _EDGE_LABEL_GAP_PX * self._unit
            text = edge_text(self._dataset, partner, marker.side, count)
            self._page.text(text, x, y, size, LIGHT.label, bold=True, middle=True, halo=LIGHT.halo)
            wide = width_pt(text, size, bold=True)
            self._obstacles.append((x, y - size / 2, x + wide, y + size / 2))

    def _draw_corner_label(self) -> None:
        count = self._citywide_count()
        if not count:
            return
        x, y = self._projection.point(*self._corner().position)
        size = EDGE_LABEL_PX * self._unit
        text = wording.NO_PLACE.format(count=count)
        x, y = x - 9 * self._unit, y + 24 * self._unit
        self._page.text(text, x, y, size, LIGHT.label, bold=True, middle=True, halo=LIGHT.halo)
        wide = width_pt(text, size, bold=True)
        self._obstacles.append((x, y - size / 2, x + wide, y + size / 2))

    def _draw_labels(self) -> None:
        projection, page, unit = self._projection, self._page, self._unit
        left, bottom, right, top = projection.box
        labels = []
        for place, level in label_places(self._dataset, self._edges, is_far=is_far(projection)):
            x, y = projection.point(place.geometry.x, place.geometry.y)
            if left < x < right and bottom < y < top:
                size, priority, gap = LABEL_LEVELS[level]
                colour = LIGHT.label if level == "banner" else LIGHT.label_faint
                labels.append(
                    Label(place.short_name, x, y, size * unit, colour, priority, gap * unit)
                )
        placed, dropped = place_labels(labels, projection.box, self._obstacles)
        for found in placed:
            label = found.label
            page.text(
                label.text,
                found.x,
                found.y,
                label.size_pt,
                label.colour,
                bold=label.bold,
                halo=LIGHT.halo,
            )
        if dropped:
            names = "、".join(label.text for label in dropped)
            details = {"count": len(dropped), "names": names}
            page.findings.append(Fault(FaultKind.LABELS_DROPPED, details=details))


_NOWHERE = EdgeMarker((0.0, 0.0), "")


def visible_pairs(dataset: Dataset, visible: Iterable[str]) -> list[LinkPair]:
    """The pairs that have a link among the visible features, each with those links only."""
    shown = frozenset(visible)
    pairs = []
    for pair in dataset.pairs.values():
        link_ids = tuple(link_id for link_id in pair.link_ids if link_id in shown)
        if link_ids:
            pairs.append(LinkPair(pair.id, pair.ends, link_ids))
    return pairs


def arrow_head(path: Points, share: float) -> tuple[float, float, float]:
    """Where an arrow stands on a path, and its turn in degrees counter-clockwise from the right."""
    line = LineString(path)
    here = line.interpolate(share, normalized=True)
    ahead = line.interpolate(min(share + 0.01, 1.0), normalized=True)
    return here.x, here.y, float(np.degrees(np.arctan2(ahead.y - here.y, ahead.x - here.x)))
