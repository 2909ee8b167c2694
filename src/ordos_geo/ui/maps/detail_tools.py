"""What goes with the chosen feature: previous and next, its address, what else is at its places."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from ordos_geo import wording
from ordos_geo.address.selection import selection_parameters
from ordos_geo.address.viewport import viewport_parameters
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.filters import escape_markdown

_MOST_NEIGHBOURS = 8


def detail_tools(dataset: Dataset, scene: MapScene, selection: Selection) -> None:
    """Buttons under the detail; only the address where nothing is chosen."""
    with st.container(key="tools", horizontal=True, gap="xsmall"):
        if scene.selected_id:
            for step, label, icon in (
                (-1, wording.general.PREVIOUS, "chevron_left"),
                (1, wording.general.NEXT, "chevron_right"),
            ):
                st.button(
                    label,
                    key=f"step_{step}",
                    icon=f":material/{icon}:",
                    on_click=_choose,
                    args=(beside(scene, step),),
                )
            st.button(
                wording.general.LET_GO,
                key="let_go",
                icon=":material/close:",
                on_click=_choose,
                args=("",),
            )
        with st.popover(wording.general.COPY_LINK, icon=":material/link:"):
            st.caption(wording.general.COPY_LINK_HINT)
            st.code(_address(dataset, scene, selection), language=None, wrap_lines=True)
    if scene.selected_id in dataset.features.index:
        _neighbours(dataset, scene)


def beside(scene: MapScene, step: int) -> str:
    """The feature before (-1) or after (1) the chosen one, round the ends; "" for none."""
    ids = scene.feature_ids
    if not ids:
        return ""
    if scene.selected_id not in ids:
        return ids[0]
    return ids[(ids.index(scene.selected_id) + step) % len(ids)]


def neighbours(dataset: Dataset, feature_id: str) -> list[str]:
    """Other features that share a place with a feature, in the order of `Dataset.features`."""
    features = dataset.features
    places = set(features.loc[feature_id, "place_ids"])
    shares = features["place_ids"].map(lambda ids: not places.isdisjoint(ids))
    return [str(i) for i in features.index[shares.astype(bool)] if i != feature_id]


def _neighbours(dataset: Dataset, scene: MapScene) -> None:
    found = neighbours(dataset, scene.selected_id)
    if not found:
        return
    with st.expander(wording.general.NEIGHBOURS.format(count=len(found))):
        for feature_id in found[:_MOST_NEIGHBOURS]:
            st.button(
                escape_markdown(dataset.features.loc[feature_id, "name"]),
                key=f"neighbour_{feature_id}",
                type="tertiary",
                on_click=_choose,
                args=(feature_id,),
            )
        if len(found) > _MOST_NEIGHBOURS:
            st.caption(wording.general.NEIGHBOURS_MORE.format(count=len(found) - _MOST_NEIGHBOURS))


def _address(dataset: Dataset, scene: MapScene, selection: Selection) -> str:
    """The page's whole address with filters and chosen feature."""
    here = urlsplit(st.context.url or "")
    parameters = {
        **viewport_parameters(dataset, *session.viewport),
        **selection_parameters(dataset, selection, scene.selected_id),
    }
    query = urlencode(parameters, safe=",")
    return urlunsplit((here.scheme, here.netloc, here.path, query, ""))


def _choose(feature_id: str) -> None:
    session.selected_id = feature_id
