"""Partners beyond a sheet's map: who they are, how many features they have, where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.dataset.pairs import LinkPair
from ordos_geo.analysis.summary import Tally
from ordos_geo.cartography.geometry.viewport import EdgeMarker, edge_spots
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.screen.features import HOME, edge_text, partner_tallies
from ordos_geo.cartography.sheet.page import Box
from ordos_geo.cartography.sheet.projection import Projection
from ordos_geo.cartography.sheet.typeface import substituted, width_pt
from ordos_geo.cartography.style import EDGE_LABEL_GAP_PX, EDGE_LABEL_PX

_INSET_PX = 26.0
_ROW_PX = 24.0
_GAP_PX = 14.0
_SYMBOL_PX = 22.0

_Spots = Mapping[str, tuple[tuple[float, float], str]]
_Extents = Mapping[str, tuple[float, float]]


def visible_pairs(dataset: Dataset, feature_ids: Iterable[str]) -> list[LinkPair]:
    """The pairs that have a link among the features, each with those links only."""
    shown = frozenset(feature_ids)
    pairs = []
    for pair in dataset.pairs.values():
        link_ids = tuple(link_id for link_id in pair.link_ids if link_id in shown)
        if link_ids:
            pairs.append(LinkPair(pair.id, pair.ends, link_ids))
    return pairs


def partner_counts(dataset: Dataset, feature_ids: Iterable[str]) -> dict[str, Tally]:
    """What the features come to at each place that stands for a partner on the map."""
    ids = list(feature_ids)
    partners = {end for pair in visible_pairs(dataset, ids) for end in pair.ends}
    partners |= set(dataset.features.loc[ids, "anchor"]) - {""}
    return partner_tallies(dataset, sorted(partners), ids)


def sheet_edges(
    dataset: Dataset, scene: MapScene, projection: Projection, unit_pt: float
) -> dict[str, EdgeMarker]:
    """Markers inside the map's edge for the partners of visible features that lie beyond it.

    They stand in the direction of the partner as seen from Ordos, or from the map's middle where
    that is not on it, and so far inside that their symbols and labels stay on the map.
    """
    counts = partner_counts(dataset, scene.feature_ids)

    def spot(place_id: str) -> tuple[float, float]:
        """On the page, y downwards."""
        point = dataset.places.at[place_id, "geometry"]
        x, y = projection.point(point.x, point.y)
        return x, -y

    spots = {partner: spot(partner) for partner in counts}
    symbols = dataset.features.loc[list(scene.feature_ids), "anchor"].value_counts()
    extents = {}
    for partner, count in counts.items():
        text = substituted(edge_text(dataset, partner, "left", count))[0]
        label_pt = width_pt(text, EDGE_LABEL_PX * unit_pt, bold=True)
        reach = max(int(symbols.get(partner, 0)) - 0.5, 0.0) * _SYMBOL_PX * unit_pt
        extents[partner] = (reach, EDGE_LABEL_GAP_PX * unit_pt + label_pt)
    gaps = {"row": _ROW_PX * unit_pt, "gap": _GAP_PX * unit_pt}
    left, bottom, right, top = projection.box
    centre = spot(HOME)
    if not (left < centre[0] < right and bottom < -centre[1] < top):
        centre = (left + right) / 2, -(bottom + top) / 2
    beyond = edge_spots((left, -top, right, -bottom), centre, spots, extents, **gaps)
    inner = _inner_box(projection.box, beyond, extents, _INSET_PX * unit_pt)
    away = {partner: spots[partner] for partner in beyond}
    return {
        partner: EdgeMarker(projection.lon_lat(x, -y), side)
        for partner, ((x, y), side) in edge_spots(inner, centre, away, extents, **gaps).items()
    }


def _inner_box(box: Box, beyond: _Spots, extents: _Extents, inset: float) -> Box:
    """The map's box less room for what hangs at its sides; y downwards."""
    left, bottom, right, top = box
    reach = {"left": 0.0, "right": 0.0, "top": 0.0, "bottom": 0.0}
    for partner, (_, side) in beyond.items():
        reach[side] = max(reach[side], extents[partner][side != "left"])
    across = max(reach["top"], reach["bottom"], 0.0) if not reach["right"] else reach["right"]
    return (left + inset + reach["left"], inset - top, right - inset - across, -bottom - inset)
