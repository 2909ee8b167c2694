"""The legend: every class with its count, folded by project group; a click keeps that class."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset, Selection, selected
from ordos_geo.cartography.scene.legend import legend_groups
from ordos_geo.cartography.scene.map_scene import MapScene, class_words, classify
from ordos_geo.cartography.scene.notes import OffMap, map_notes, review_line
from ordos_geo.cartography.screen.assets import AssetManifest
from ordos_geo.ui.shell.session import filter_key, session
from ordos_geo.ui.shell.theme import current_theme

COMPONENT = "ordos_legend"
_KEY = "legend"
_OPEN_GROUPS = 2
"""A legend of no more groups than this is unfolded."""

_legend = st.components.v2.component(
    COMPONENT,
    html='<div class="og-legend"></div>',
    js=(Path(__file__).parent / "templates" / "legend.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def legend(dataset: Dataset, scene: MapScene, published: AssetManifest, within: Selection) -> None:
    """The classes that the selection `within` leaves, apart from its own choice of classes.

    So a class that was put aside can be called back; lights do not filter. Labels and pictures are
    published: a click only sends counts.
    """
    offered = scene
    chosen = within.chosen("classes")
    if chosen and not scene.by_status:
        ids = selected(dataset, within.without("classes"))
        classes = classify(dataset, ids, bundled=scene.bundled)
        offered = replace(scene, classes=tuple(classes))
    groups = legend_groups(dataset, offered)
    _legend(
        key=_KEY,
        data={
            "title": wording.general.LEGEND,
            "hint": "" if scene.by_status or not groups else wording.general.LEGEND_HINT,
            "catalogue": published.legends[current_theme().code],
            "groups": [
                [
                    group.code,
                    [[member.key, class_words(member)] for member in group.classes],
                    group.words,
                ]
                for group in groups
            ],
            "chosen": sorted(chosen),
            "is_filter": not scene.by_status,
            "is_open": len(groups) <= _OPEN_GROUPS,
            "notes": legend_notes(scene, published),
        },
        on_toggled_change=_toggle,
    )


def legend_notes(scene: MapScene, published: AssetManifest) -> list[str]:
    """What is said under the legend: how the map is to be read, its source, and the review."""
    ids = scene.feature_ids
    off_map = OffMap(
        partners=not published.at_edge.keys().isdisjoint(ids),
        citywide_in_corner=not published.in_corner.isdisjoint(ids),
    )
    return [*map_notes(scene, off_map), scene.source_line, review_line()]


def _toggle() -> None:
    code = session.value(_KEY).toggled
    if code:
        key = filter_key("classes")
        chosen = list(session.value(key))
        on = code in chosen
        session.set_value(key, [c for c in chosen if c != code] if on else [*chosen, code])
