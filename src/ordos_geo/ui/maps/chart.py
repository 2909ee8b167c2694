"""The map chart: draws a scene and tells which feature was clicked."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from ordos_geo.analysis import Dataset
from ordos_geo.cartography.geometry.viewport import ViewState
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.screen.assets import AssetManifest
from ordos_geo.cartography.screen.deck import PICKABLE, draw
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.shell.theme import current_theme

_CHART = "map_chart"


def draw_map(dataset: Dataset, scene: MapScene, published: AssetManifest, view: ViewState) -> None:
    """The map of a scene. Clicking a feature selects its id."""
    with st.container(key="map"):
        # another frame or theme is another chart: a changed accessor would not be looked at
        chart = f"{_CHART}_{published.frame.code}_{current_theme().code}"
        st.pydeck_chart(
            draw(dataset, scene, published, view, current_theme()),
            key=chart,
            height=620,
            on_select=partial(_on_select, chart),
            selection_mode="single-object",
            alt=scene.alt_text(),
        )


def _on_select(chart: str) -> None:
    """Keep the clicked id. A row number would mean another feature once the data change."""
    picked: dict[str, list[dict[str, Any]]] = session.value(chart).selection.objects
    ids = [
        str(item["id"])
        for layer, items in picked.items()
        if layer.startswith(PICKABLE)
        for item in items
        if item
    ]
    # nothing picked means nothing: the chart forgets its selection whenever it is drawn anew
    if ids:
        session.selected_id = ids[0]
