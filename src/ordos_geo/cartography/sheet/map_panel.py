"""The map itself: base map, features, labels, and the far partners at its edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

import numpy as np
import shapely
from shapely import LineString, Point

from ordos_geo.analysis import Dataset
from ordos_geo.cartography.geometry.viewport import EdgeMarker
from ordos_geo.cartography.scene.map_scene import MapScene, chosen_ids
from ordos_geo.cartography.scene.notes import OffMap
from ordos_geo.cartography.screen.features import (
    HOME,
    LABEL_LEVELS,
    POSITION_DECIMALS,
    arc_rows,
    bundle_row,
    edge_text,
    label_places,
    line_rows,
    place_text,
    point_rows,
)
from ordos_geo.cartography.screen.rows import FeatureRow, PathRow, PointRow
from ordos_geo.cartography.sheet.base_map import (
    area_path,
    clipped,
    draw_base_map,
    is_far,
    shows_country,
)
from ordos_geo.cartography.sheet.citywide_box import CitywideBox, citywide_box_in, overlap
from ordos_geo.cartography.sheet.edges import partner_counts, sheet_edges, visible_pairs
from ordos_geo.cartography.sheet.insets import (
    draw_south_china_sea,
    shows_islands,
    south_china_sea_box,
)
from ordos_geo.cartography.sheet.label_placement import Label, place_labels
from ordos_geo.cartography.sheet.options import SheetSize
from ordos_geo.cartography.sheet.page import Box, Page, Points
from ordos_geo.cartography.sheet.projection import Projection
from ordos_geo.cartography.sheet.spacing import set_apart
from ordos_geo.cartography.sheet.typeface import substituted, width_pt
from ordos_geo.cartography.style import (
    ARROW_PX,
    ARROW_SHARE,
    EDGE_LABEL_GAP_PX,
    EDGE_LABEL_PX,
    FADED,
    HOME_MARK_PX,
    HOME_RINGS,
    LIGHT,
    SYMBOL_HALO_SHARE,
    Colour,
)
from ordos_geo.errors import Fault, MapFault

_LINE_HALO_PX = 5.0
_AREA_ALPHA = 0.16
# names of projects are written where they are few enough to be read
_MOST_NAMES = 26
_SEAT_PX = 20.0
_DOT_PX = 5.0
_NAME_PX = 12.0
_NAME_GAP_PX = 10.0
_LINE_NAME_GAP_PX = 4.0

_Placed = tuple[PointRow, tuple[float, float]]


class MapPanel:
    """The map of a scene on a page, inside the projection's box."""

    def __init__(
        self,
        page: Page,
        dataset: Dataset,
        scene: MapScene,
        projection: Projection,
        size: SheetSize,
    ) -> None:
        self._page, self._dataset, self._scene = page, dataset, scene
        self.projection, self._unit, self._scale = projection, size.unit_pt, size.scale
        self._pairs = visible_pairs(dataset, scene.feature_ids)
        self._counts = partner_counts(dataset, scene.feature_ids)
        self._edges = sheet_edges(dataset, scene, projection, size.unit_pt)
        visible = {*scene.feature_ids, *(pair.id for pair in self._pairs)}
        self._chosen = chosen_ids(dataset, scene) & visible
        self._alpha = FADED if self._chosen else 1.0
        self._obstacles: list[Box] = []
        self._symbols_at: dict[tuple[float, ...], list[tuple[float, float]]] = {}
        self._names: list[Label] = []
        self._citywide_box: CitywideBox | None = None

    @property
    def off_map(self) -> OffMap:
        """What stands elsewhere than in its place, once the map has been drawn."""
        return OffMap(partners=bool(self._edges), citywide_in_box=self._citywide_box is not None)

    def draw(self) -> None:
        """Draw everything, from the bottom up."""
        page, unit = self._page, self._unit
        far = is_far(self.projection)
        draw_base_map(page, self._dataset, self.projection, unit, far=far)
        if shows_country(self.projection) and not shows_islands(self.projection):
            sea = south_china_sea_box(self.projection.box)
            draw_south_china_sea(page, self._dataset, sea, self._scale)
            self._obstacles.append(sea)
        self._draw_areas()
        self._draw_lines()
        self._draw_edge_labels()
        self._draw_points()
        self._draw_labels()

    def _draw_areas(self) -> None:
        geodata = self._dataset.geodata
        for frame, ids in (
            (geodata.corridors, self._scene.corridor_ids),
            (geodata.banners, self._scene.banner_ids),
        ):
            chosen = frame[frame.index.isin(ids)]
            if len(chosen):
                shapes = clipped(chosen, self.projection.bounds)
                self._page.areas(
                    area_path(shapes, self.projection),
                    LIGHT.corridor,
                    alpha=_AREA_ALPHA,
                    layer="areas",
                    clip=self.projection.box,
                )

    # ---------------------------------------------------------------- lines

    def _draw_lines(self) -> None:
        scene, dataset = self._scene, self._dataset
        courses = line_rows(dataset, scene.drawn_classes)
        if scene.bundled:
            arcs = [bundle_row(dataset, pair, self._edges) for pair in self._pairs]
        else:
            arcs = arc_rows(dataset, scene.drawn_classes, self._edges)
            self._draw_arrows(arcs)
        rows = [*arcs, *courses]
        self._draw_paths([row for row in rows if row["id"] not in self._chosen], self._alpha)
        chosen = [row for row in rows if row["id"] in self._chosen]
        self._draw_paths(
            [{**row, "width": row["width"] + _LINE_HALO_PX} for row in chosen],
            colour=LIGHT.selected,
        )
        self._draw_paths(chosen)
        for row in courses:
            self._name_line(row)

    def _draw_paths(
        self, rows: Sequence[PathRow], alpha: float = 1.0, colour: Colour | None = None
    ) -> None:
        for (own, dash), group in groupby(rows, key=lambda row: (row["colour"], row["dash"])):
            members = list(group)
            self._page.lines(
                [self._path(row) for row in members],
                colour or own,
                [row["width"] * self._unit for row in members],
                dash=dash,
                alpha=alpha,
                clip=self.projection.box,
            )

    def _draw_arrows(self, arcs: Sequence[PathRow]) -> None:
        is_directed = self._dataset.features["directed"]
        directed = [row for row in arcs if is_directed[row["id"]]]
        for colour, group in groupby(directed, key=lambda row: row["colour"]):
            heads = [arrow_head(self._path(row), ARROW_SHARE) for row in group]
            self._page.symbols(
                "arrow",
                [(x, y) for x, y, _ in heads],
                ARROW_PX * self._unit,
                colour,
                angles=[angle for _, _, angle in heads],
                layer="lines",
                alpha=self._alpha,
                clip=self.projection.box,
            )

    def _path(self, row: PathRow) -> Points:
        return self.projection.points(np.array(row["path"]))

    def _name_line(self, row: PathRow) -> None:
        """Note the name of a course for its label, at the middle of what the map shows of it."""
        shown = shapely.clip_by_rect(LineString(self._path(row)), *self.projection.box)
        if not shown.is_empty:
            longest = max(shapely.get_parts(shown), key=lambda part: part.length)
            middle = longest.interpolate(0.5, normalized=True)
            self._note_name(row, (middle.x, middle.y), _LINE_NAME_GAP_PX)

    # ---------------------------------------------------------------- points

    def _draw_points(self) -> None:
        nowhere = EdgeMarker((0.0, 0.0), "")
        rows = point_rows(self._dataset, self._scene.drawn_classes, self._edges, nowhere)
        placed = self._placed([row for row in rows if row["layout"] != "grid"])
        for row, (x, y) in placed:
            half = row["size"] * self._unit / 2
            self._obstacles.append((x - half, y - half, x + half, y + half))
            if row["layout"] == "ring":
                self._note_name(row, (x, y), _NAME_GAP_PX)
        homeless = [row for row in rows if row["layout"] == "grid"]
        if homeless:
            kept_clear = [*self._obstacles, *self._seats()]
            counting = sum(row["id"] in self._scene.tally.projects for row in homeless)
            citywide_box = citywide_box_in(
                self.projection.box, len(homeless), self._unit, kept_clear, counting
            )
            citywide_box.draw(self._page)
            self._citywide_box = citywide_box
            self._obstacles.append(citywide_box.box)
            placed += [(row, self._moved(citywide_box.first, row)) for row in homeless]
        others = [item for item in placed if item[0]["id"] not in self._chosen]
        chosen = [item for item in placed if item[0]["id"] in self._chosen]
        self._draw_symbols(others, LIGHT.halo, self._alpha)
        self._draw_symbols(chosen, LIGHT.selected, 1.0)

    def _seats(self) -> Iterator[Box]:
        """Room for the names of banners at their seats."""
        far, reach = is_far(self.projection), _SEAT_PX * self._unit
        for place, _ in label_places(self._dataset, self._edges, used=(), is_far=far):
            x, y = self.projection.point(place.geometry.x, place.geometry.y)
            yield (x - reach, y - reach, x + reach, y + reach)

    def _placed(self, rows: Sequence[PointRow]) -> list[_Placed]:
        """Where symbols stand, those of neighbouring places set apart."""
        if not rows:
            return []
        spots = [self._moved(self.projection.point(*row["position"]), row) for row in rows]
        apart = set_apart(
            np.array(spots),
            [row["size"] * self._unit * SYMBOL_HALO_SHARE for row in rows],
            [row["layout"] != "ring" for row in rows],
        )
        placed = [(row, (float(x), float(y))) for row, (x, y) in zip(rows, apart, strict=True)]
        for row, spot in placed:
            self._symbols_at.setdefault(tuple(row["position"]), []).append(spot)
        return placed

    def _moved(self, spot: tuple[float, float], row: PointRow) -> tuple[float, float]:
        right, down = row["offset"]
        return spot[0] + right * self._unit, spot[1] - down * self._unit

    def _draw_symbols(self, placed: Sequence[_Placed], halo: Colour, alpha: float) -> None:
        for scale, colour in ((SYMBOL_HALO_SHARE, halo), (1.0, None)):
            for (shape, size, own), group in groupby(
                placed, key=lambda item: (item[0]["shape"], item[0]["size"], item[0]["colour"])
            ):
                self._page.symbols(
                    shape,
                    [spot for _, spot in group],
                    size * self._unit * scale,
                    colour or own,
                    alpha=alpha,
                    clip=self.projection.box,
                )

    # ---------------------------------------------------------------- texts

    def _draw_edge_labels(self) -> None:
        size = EDGE_LABEL_PX * self._unit
        boxes: dict[str, Box] = {}
        for partner, marker in self._edges.items():
            x, y = self.projection.point(*marker.position)
            x += EDGE_LABEL_GAP_PX * self._unit
            text = edge_text(self._dataset, partner, marker.side, self._counts[partner])
            self._page.text(text, x, y, size, LIGHT.label, bold=True, middle=True, halo=LIGHT.halo)
            wide = width_pt(substituted(text)[0], size, bold=True)
            boxes[text] = (x, y - size / 2, x + wide, y + size / 2)
        self._obstacles += boxes.values()
        covered = [
            f"{one}、{other}"
            for one, other in combinations(boxes, 2)
            if overlap(boxes[one], boxes[other])
        ]
        if covered:
            details = {"count": len(covered), "names": "；".join(covered)}
            self._page.report(Fault(MapFault.LABELS_OVERLAP, details=details))

    def _note_name(self, row: FeatureRow, spot: tuple[float, float], gap_px: float) -> None:
        """Note a project's name; places and banners have labels of their own."""
        if self._dataset.features.at[row["id"], "kind"] == "project":
            unit = self._unit
            label = Label(row["name"], *spot, _NAME_PX * unit, row["colour"], 0, gap_px * unit)
            self._names.append(label)

    def _draw_labels(self) -> None:
        projection, page, unit = self.projection, self._page, self._unit
        left, bottom, right, top = projection.box
        labels = list(self._names) if len(self._names) <= _MOST_NAMES else []
        dots = []
        far = is_far(projection)
        used = self._used_places(far=far)
        for place, level in label_places(self._dataset, self._edges, used=used, is_far=far):
            x, y = self._labelled_spot(place.geometry)
            if left < x < right and bottom < y < top:
                if place.Index == HOME:
                    self._draw_home(place_text(place, is_far=far), (x, y))
                    continue
                if place.kind != "region_label" and not self._has_symbol(place.geometry):
                    dots.append((x, y))
                size, priority, gap = LABEL_LEVELS[level]
                colour = LIGHT.label if level == "banner" else LIGHT.label_faint
                text = substituted(place_text(place, is_far=far))[0]
                labels.append(Label(text, x, y, size * unit, colour, priority, gap * unit))
        for size_px, colour in ((_DOT_PX + 2.0, LIGHT.halo), (_DOT_PX, LIGHT.label)):
            page.symbols("circle", dots, size_px * unit, colour, layer="boxes")
        placed, dropped = place_labels(labels, projection.box, self._obstacles)
        for found in placed:
            label = found.label
            if found.leader:
                page.lines([np.array(found.leader)], label.colour, 0.9 * unit, layer="boxes")
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
            page.report(Fault(MapFault.LABELS_DROPPED, details=details))

    def _draw_home(self, text: str, spot: tuple[float, float]) -> None:
        """The mark of the city as a whole with its name beside it, where that covers least."""
        page, unit, (x, y) = self._page, self._unit, spot
        half, size = HOME_MARK_PX * unit / 2, LABEL_LEVELS["home"][0] * unit
        for share, colour in HOME_RINGS:
            page.symbols("circle", [spot], 2 * half * share, colour, layer="labels")
        wide, away, high = width_pt(text, size, bold=True), half * 1.3, size * 0.6
        boxes = [
            (left, middle - high, left + wide, middle + high)
            for left, middle in (
                (x - away - wide, y),
                (x + away, y),
                (x - wide / 2, y - away - high),
                (x - wide / 2, y + away + high),
            )
        ]
        best = min(boxes, key=lambda box: sum(overlap(box, other) for other in self._obstacles))
        middle = (best[1] + best[3]) / 2
        page.text(text, best[0], middle, size, LIGHT.label, bold=True, middle=True, halo=LIGHT.halo)
        self._obstacles += [best, (x - half, y - half, x + half, y + half)]

    def _used_places(self, *, far: bool) -> set[str]:
        """Places that the visible features join, and near Ordos all neighbouring cities."""
        ids = list(self._scene.feature_ids)
        used = set(self._dataset.features.loc[ids, "place_ids"].explode().dropna())
        if not far:
            places = self._dataset.places
            used |= set(places.index[places["kind"] == "city"])
        return used

    def _has_symbol(self, point: Point) -> bool:
        return _key(point) in self._symbols_at

    def _labelled_spot(self, point: Point) -> tuple[float, float]:
        """Where a place is named: at its symbols, which may have been set apart from others."""
        spots = self._symbols_at.get(_key(point))
        if not spots:
            return self.projection.point(point.x, point.y)
        x, y = np.mean(spots, axis=0)
        return float(x), float(y)


def _key(point: Point) -> tuple[float, float]:
    return round(point.x, POSITION_DECIMALS), round(point.y, POSITION_DECIMALS)


def arrow_head(path: Points, share: float) -> tuple[float, float, float]:
    """Where an arrow stands on a path, and its turn in degrees counter-clockwise from the right."""
    line = LineString(path)
    here = line.interpolate(share, normalized=True)
    ahead = line.interpolate(min(share + 0.01, 1.0), normalized=True)
    return here.x, here.y, float(np.degrees(np.arctan2(ahead.y - here.y, ahead.x - here.x)))
