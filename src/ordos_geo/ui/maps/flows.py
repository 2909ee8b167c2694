"""What one place gives, receives and does together with others."""

from __future__ import annotations

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset, choices
from ordos_geo.analysis.summary import tally
from ordos_geo.ui.shell.session import Session, filter_key, session

_FLOWS = filter_key("flows")


def flow_choice(dataset: Dataset) -> None:
    """Choose a banner or partner, then which ways of its links to see, each with its statements."""
    places = dict.fromkeys(flow.partition(":")[2] for flow in dataset.flow_ids)
    chosen = session.value(_FLOWS) or []
    session.flow_place = chosen[0].partition(":")[2] if chosen else ""
    names = dataset.places["name"]
    st.selectbox(
        wording.general.FLOW_PLACE,
        options=["", *sorted(places, key=lambda place_id: _order(dataset, place_id))],
        format_func=lambda place_id: names[place_id] if place_id else wording.general.FLOW_PLACE,
        key=Session.flow_place.key,
        on_change=_choose_place,
        args=(dataset,),
        label_visibility="collapsed",
    )
    if not session.flow_place:
        return
    found = {
        flow: len(tally(dataset, ids).statements)
        for flow, ids in choices(dataset, session.selection(), "flows").items()
        if flow.partition(":")[2] == session.flow_place
    }
    ways = [f"{way}:{session.flow_place}" for way in wording.general.FLOW_WAYS]
    st.pills(
        wording.general.DIMENSIONS["flows"],
        options=[flow for flow in ways if found.get(flow) or flow in chosen],
        format_func=lambda flow: wording.general.FLOW_COUNT.format(
            way=wording.general.FLOW_WAYS[flow.partition(":")[0]], n=found[flow]
        ),
        selection_mode="multi",
        key=_FLOWS,
        label_visibility="collapsed",
    )


def _order(dataset: Dataset, place_id: str) -> tuple[bool, str]:
    """Banners first, by adcode, then partners by name."""
    place = dataset.places.loc[place_id]
    is_banner = place["adcode"] in dataset.banner_names
    return (not is_banner, place["adcode"] if is_banner else place["name_en"])


def _choose_place(dataset: Dataset) -> None:
    place_id = session.flow_place
    ways = (f"{way}:{place_id}" for way in wording.general.FLOW_WAYS)
    session.set_value(_FLOWS, [flow for flow in ways if flow in dataset.flow_ids])
