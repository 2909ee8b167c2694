"""Which part of the world the map shows: the frame, and where "see all" and "see results" lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from ordos_geo.cartography.frame import View, fit, home
from ordos_geo.cartography.publish import Published
from ordos_geo.model import wording

FRAME = "frame"
_VIEW = "view"


def frame_choice(frames: Mapping[str, Published]) -> Published:
    """Near or far: the frame that the map is drawn for."""
    first = next(iter(frames))
    if st.session_state.get(FRAME) not in frames:
        st.session_state[FRAME] = first
    st.segmented_control(
        wording.FRAME,
        options=list(frames),
        format_func=wording.FRAMES.__getitem__,
        required=True,
        key=FRAME,
        label_visibility="collapsed",
        on_change=_forget_view,
    )
    return frames[st.session_state[FRAME] or first]


def current_view(published: Published) -> View:
    """The view that was asked for last. The map only moves when it changes."""
    view: View = st.session_state.get(_VIEW) or home(published.frame)
    return view


def fit_buttons(published: Published, feature_ids: Iterable[str]) -> None:
    """Back to the frame ("see all"), or to what the filters leave ("see results")."""
    bounds = [published.bounds[i] for i in feature_ids if i in published.bounds]
    st.button(
        wording.SEE_ALL,
        icon=":material/home_pin:",
        on_click=_go,
        args=(home(published.frame),),
    )
    st.button(
        wording.SEE_RESULTS,
        icon=":material/fit_screen:",
        disabled=not bounds,
        on_click=_go,
        args=(fit(published.frame, bounds),) if bounds else (home(published.frame),),
    )


def show(frames: Mapping[str, Published], feature_ids: Iterable[str], *, frame: str = "") -> None:
    """Move to where the features are, in the frame of that code or else the one on screen."""
    if frame:
        st.session_state[FRAME] = frame
    published = frames.get(st.session_state.get(FRAME, "")) or next(iter(frames.values()))
    bounds = [published.bounds[i] for i in feature_ids if i in published.bounds]
    if bounds:
        _go(fit(published.frame, bounds))


def _go(view: View) -> None:
    # the chart moves only to a view that differs from the last one it was given, and the user may
    # have dragged it away meanwhile
    last = st.session_state.get(_VIEW)
    st.session_state[_VIEW] = view.nudged() if view == last else view


def _forget_view() -> None:
    st.session_state.pop(_VIEW, None)
