"""Which part of the world the map shows: the frame, and where "see all" and "see results" lead.

What was asked for is in the address. Where the user has dragged the map to is not: the chart does
not tell the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis.frames import FRAMES
from ordos_geo.cartography.geometry.viewport import ViewState, fit, home
from ordos_geo.cartography.screen.assets import AssetManifest
from ordos_geo.ui.shell.session import Session, session


def frame_choice(frames: Mapping[str, AssetManifest]) -> AssetManifest:
    """Near or far: the frame that the map is drawn for."""
    first = next(iter(frames))
    if session.frame not in frames:
        session.frame = session.kept_frame or first
    st.segmented_control(
        wording.general.FRAME,
        options=list(frames),
        format_func=lambda code: FRAMES[code].label,
        required=True,
        key=Session.frame.key,
        label_visibility="collapsed",
        on_change=_forget_view,
    )
    session.kept_frame = session.frame or first
    return frames[session.kept_frame]


def current_view(published: AssetManifest) -> ViewState:
    """The view that was asked for last. The map only moves when it changes."""
    return session.view or home(published.frame)


def fit_buttons(published: AssetManifest, feature_ids: Iterable[str]) -> None:
    """Back to the frame ("see all"), or to what the filters leave ("see results")."""
    ids = [i for i in feature_ids if i in published.bounds]
    st.button(
        wording.general.SEE_ALL,
        icon=":material/home_pin:",
        on_click=session.look_at,
        args=(home(published.frame),),
    )
    st.button(
        wording.general.SEE_RESULTS,
        icon=":material/fit_screen:",
        disabled=not ids,
        on_click=_go_to,
        args=(published, ids),
    )


def show(
    frames: Mapping[str, AssetManifest], feature_ids: Iterable[str], *, frame: str = ""
) -> None:
    """Move to where the features are, in the frame of that code or else the one on screen."""
    if frame:
        session.set_frame(frame)
    published = frames.get(session.frame) or next(iter(frames.values()))
    _go_to(published, feature_ids)


def _go_to(published: AssetManifest, feature_ids: Iterable[str]) -> None:
    """Frame the features, where they are on the map at all."""
    bounds = [published.bounds[i] for i in feature_ids if i in published.bounds]
    if bounds:
        session.look_at(fit(published.frame, bounds))


def _forget_view() -> None:
    session.view = None
