"""Links between the same two partners, gathered: what overview maps draw as one arc."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd

SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class LinkPair:
    """All links between two partners.

    `id` joins the two place ids with "~", `ends` are those ids: an end inside Ordos first, else
    in alphabetical order. `link_ids` are in the order of the register.
    """

    id: str
    ends: tuple[str, str]
    link_ids: tuple[str, ...]


def partner_of(places: gpd.GeoDataFrame, place_id: str) -> str:
    """The place that stands for a place on overview maps: 海淀区 -> 北京市; mostly itself."""
    return str(places.loc[place_id, "partner_id"] or place_id)


def link_pairs(
    features: gpd.GeoDataFrame, places: gpd.GeoDataFrame, home: str
) -> Mapping[str, LinkPair]:
    """Pairs by id, in the order of their first link.

    In: `Dataset.features`, `Dataset.places`, and the leading digits of the adcodes at home.
    """
    members: dict[tuple[str, str], list[str]] = {}
    for link in features[features["kind"] == "link"].itertuples():
        ends = sorted(link.partners)
        ends.sort(key=lambda place_id: not str(places.loc[place_id, "adcode"]).startswith(home))
        first, last = ends[0], ends[-1]
        members.setdefault((first, last), []).append(str(link.Index))
    return {
        SEPARATOR.join(ends): LinkPair(SEPARATOR.join(ends), ends, tuple(link_ids))
        for ends, link_ids in members.items()
    }
