"""Which part of the world the map shows: the frame, and where "see all" and "see results" lead.

What was asked for is in the address. Where the user has dragged the map to is not: the chart does
not tell the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis.selection.selection import EXTENT_PARAMETER, FRAME_PARAMETER
from ordos_geo.cartography.geometry.viewport import VIEWPORTS, ViewState, fit, home
from ordos_geo.cartography.screen.assets import AssetManifest
from ordos_geo.errors import Fault, invalid_parameter

FRAME = "frame"
_CODES = [frame.code for frame in VIEWPORTS]
_KEPT = "frame_kept"
"""Session key of the last frame: that of the widget is cleared when another page opens."""
_VIEW = "view"


def read_placement() -> list[Fault]:
    """Take frame and view from the URL where it names them; the faults of that reading."""
    faults = []
    code = st.query_params.get(FRAME_PARAMETER)
    text = st.query_params.get(EXTENT_PARAMETER)
    if code in _CODES:
        _set_frame(code)
        _forget_view()
    elif code is not None:
        faults.append(invalid_parameter(FRAME_PARAMETER, code))
    if text is not None:
        view = ViewState.read(text)
        if view:
            _go(view)
        else:
            faults.append(invalid_parameter(EXTENT_PARAMETER, text))
    return faults


def placement() -> dict[str, str]:
    """URL parameters of the frame and of the view that was asked for; none for the first view."""
    code = st.session_state.get(FRAME) or st.session_state.get(_KEPT) or _CODES[0]
    view: ViewState | None = st.session_state.get(_VIEW)
    parameters = {} if code == _CODES[0] else {FRAME_PARAMETER: code}
    if view and view.text != home(VIEWPORTS[_CODES.index(code)]).text:
        parameters[EXTENT_PARAMETER] = view.text
    return parameters


def _set_frame(code: str) -> None:
    st.session_state[FRAME] = st.session_state[_KEPT] = code


def frame_choice(frames: Mapping[str, AssetManifest]) -> AssetManifest:
    """Near or far: the frame that the map is drawn for."""
    first = next(iter(frames))
    if st.session_state.get(FRAME) not in frames:
        st.session_state[FRAME] = st.session_state.get(_KEPT, first)
    st.segmented_control(
        wording.general.FRAME,
        options=list(frames),
        format_func=wording.general.FRAMES.__getitem__,
        required=True,
        key=FRAME,
        label_visibility="collapsed",
        on_change=_forget_view,
    )
    st.session_state[_KEPT] = st.session_state[FRAME] or first
    return frames[st.session_state[_KEPT]]


def current_view(published: AssetManifest) -> ViewState:
    """The view that was asked for last. The map only moves when it changes."""
    view: ViewState = st.session_state.get(_VIEW) or home(published.frame)
    return view


def fit_buttons(published: AssetManifest, feature_ids: Iterable[str]) -> None:
    """Back to the frame ("see all"), or to what the filters leave ("see results")."""
    ids = [i for i in feature_ids if i in published.bounds]
    st.button(
        wording.general.SEE_ALL,
        icon=":material/home_pin:",
        on_click=_go,
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
        _set_frame(frame)
    published = frames.get(st.session_state.get(FRAME, "")) or next(iter(frames.values()))
    _go_to(published, feature_ids)


def _go_to(published: AssetManifest, feature_ids: Iterable[str]) -> None:
    """Frame the features, where they are on the map at all."""
    bounds = [published.bounds[i] for i in feature_ids if i in published.bounds]
    if bounds:
        _go(fit(published.frame, bounds))


def _go(view: ViewState) -> None:
    # the chart moves only to a view that differs from the last one it was given, and the user may
    # have dragged it away meanwhile
    last = st.session_state.get(_VIEW)
    st.session_state[_VIEW] = view.nudged() if view == last else view


def _forget_view() -> None:
    st.session_state.pop(_VIEW, None)
