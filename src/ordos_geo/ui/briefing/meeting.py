"""Meeting mode: the map on the whole screen in large type, driven by keys, scene after scene."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import FEATURES, Dataset, Selection, counts, selected
from ordos_geo.analysis.map_pages import OVERVIEW
from ordos_geo.analysis.selection.saved_views import SavedView
from ordos_geo.cartography.scene.scene import MapScene, describe
from ordos_geo.cartography.scene.templates import page_scene, view_scene
from ordos_geo.errors import Fault, invalid_parameter
from ordos_geo.ui.maps.chart import draw_map
from ordos_geo.ui.maps.legend_panel import legend
from ordos_geo.ui.maps.panels import address_notice, detail, empty_notice
from ordos_geo.ui.maps.viewport_state import (
    current_view,
    fit_buttons,
    frame_choice,
    placement,
    read_placement,
    show,
)
from ordos_geo.ui.shell.address import (
    SELECTED,
    VIEW,
    current_selection,
    is_entering,
    read_address,
    set_filters,
    widget_key,
    write_address,
)
from ordos_geo.ui.shell.catalog import Catalog, load_catalog, saved_views
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.shell.page_files import page_file
from ordos_geo.ui.widgets.markup import render

_OVERVIEW_PAGE = "maps/overview"
HANDOUT = "maps/handout"
_STYLE = Path(__file__).parent / "templates" / "meeting.css"
_CURRENT = "meeting_view"
_PLACED = "meeting_placement"
_ESCAPE = "Esc"


@st.fragment
def meeting_page() -> None:
    """The map of a meeting: title and count, types as keys 1 to 8, scenes by arrows, Esc to leave.

    A saved view sets filters, frame and extent; chips then change the filters and nothing else.
    """
    st.html(_STYLE)
    with errors_in_chinese():
        catalog = load_catalog()
        dataset = catalog.dataset
        views = saved_views()
        faults = _enter(catalog, views)
        chosen = current_selection()
        current = _current(views)
        is_as_saved = current is not None and current.selection == chosen
        scene = _scene(dataset, chosen, current if is_as_saved else None)
        ids = scene.feature_ids
        canvas = st.container(key="canvas")
        with st.container(key="meeting_head"):
            address_notice(faults)
            shown = wording.general.SHOWN_COUNT.format(shown=len(ids), total=scene.total)
            note = current.note if current and is_as_saved else ""
            render("briefing/meeting_head.html", title=scene.title, shown=shown, note=note)
            if not ids:
                empty_notice(dataset, chosen, Selection())
        with st.container(key="meeting_side"):
            _steps(catalog, views, current)
            _ways_out(scene, chosen)
            with st.container(key="meeting_frame", horizontal=True, gap="xsmall"):
                published = frame_choice(catalog.frames)
                fit_buttons(published, ids)
            legend(dataset, scene, published, chosen)
        with canvas:
            draw_map(dataset, scene, published, current_view(published))
        if scene.selected_id:
            with st.container(key="meeting_detail"):
                st.button(
                    wording.general.CLOSE,
                    icon=":material/close:",
                    shortcut=_ESCAPE,
                    on_click=_close,
                )
                detail(dataset, scene)
        _chips(dataset, chosen)
        write_address(dataset, chosen, also=_besides(current if is_as_saved else None))


def _enter(catalog: Catalog, views: Sequence[SavedView]) -> list[Fault]:
    """Fill the filters from the address; the faults of that reading.

    A view that the address names is shown; filters beside it come before the view's own.
    """
    if not is_entering():
        return read_address(catalog.dataset)
    asked = st.query_params.get(VIEW, "")
    elsewhere = (VIEW, *FEATURES.others)
    given = {name for name in st.query_params if name not in elsewhere}
    faults = read_address(catalog.dataset, also=elsewhere)
    if asked:
        faults = [*faults, *_show_asked(catalog, views, asked, given)]
    return [*faults, *read_placement()]


def _show_asked(
    catalog: Catalog, views: Sequence[SavedView], asked: str, given: set[str]
) -> list[Fault]:
    """Show the view of that id; what the address gives beside it stays as it is."""
    view = next((view for view in views if view.id == asked), None)
    if view is None:
        return [invalid_parameter(VIEW, asked)]
    filters, selected_id = current_selection(), st.session_state[SELECTED]
    _show(catalog, view)
    if given - {"id"}:
        set_filters(filters)
    if given:
        st.session_state[SELECTED] = selected_id
    return []


def _current(views: Sequence[SavedView]) -> SavedView | None:
    """The view that was shown last."""
    view_id = st.session_state.get(_CURRENT)
    return next((view for view in views if view.id == view_id), None)


def _besides(current: SavedView | None) -> dict[str, str]:
    """What the address says besides filters: a view as it was saved, and where the map stands."""
    placed = placement()
    if current is None:
        return placed
    return {VIEW: current.id, **({} if placed == st.session_state.get(_PLACED) else placed)}


def _scene(dataset: Dataset, chosen: Selection, view: SavedView | None) -> MapScene:
    """The view as its page and its sheet show it, or else the overview under the filters."""
    selected_id = st.session_state[SELECTED]
    if view:
        return view_scene(dataset, view, selected_id)
    title = describe(dataset, chosen) if chosen.values else ""
    return page_scene(dataset, OVERVIEW.code, chosen, selected_id=selected_id, title=title)


def _steps(catalog: Catalog, views: Sequence[SavedView], current: SavedView | None) -> None:
    """To the view before and after; at the ends round to the other one."""
    index = views.index(current) if current else None
    before = views[(index or 0) - 1] if views else None
    after = views[(index + 1) % len(views) if index is not None else 0] if views else None
    number = "–" if index is None else index + 1
    with st.container(key="meeting_steps", horizontal=True, gap="xsmall"):
        for label, key, view in (
            (wording.general.PREVIOUS_VIEW, "Left", before),
            (wording.general.NEXT_VIEW, "Right", after),
        ):
            st.button(
                label,
                key=f"meeting_{key}",
                shortcut=key,
                disabled=view is None,
                on_click=_show,
                args=(catalog, view),
            )
        st.markdown(wording.general.VIEW_POSITION.format(number=number, count=len(views)))


def _ways_out(scene: MapScene, chosen: Selection) -> None:
    """Clear, handout, leave. Esc takes one step back: closes the detail, then clears, then goes."""
    with st.container(key="meeting_out", horizontal=True, gap="xsmall"):
        clears = bool(chosen.values) and not scene.selected_id
        st.button(
            wording.general.RESET,
            key="meeting_clear",
            shortcut=_ESCAPE if clears else None,
            disabled=not chosen.values,
            on_click=_clear,
        )
        if st.button(wording.general.PAGE_HANDOUT, key="meeting_handout"):
            st.switch_page(page_file(HANDOUT))
        leaves = not chosen.values and not scene.selected_id
        if st.button(
            wording.general.LEAVE, key="meeting_leave", shortcut=_ESCAPE if leaves else None
        ):
            st.switch_page(page_file(_OVERVIEW_PAGE))


def _chips(dataset: Dataset, chosen: Selection) -> None:
    """Project types with live counts; the number keys switch them on and off."""
    found = counts(dataset, chosen, "group")
    label = dataset.vocabularies["project_group"].label
    with st.container(key="meeting_chips", horizontal=True, gap="xsmall"):
        for number, (code, count) in enumerate(found.items(), start=1):
            is_on = code in chosen.chosen("group")
            name = f"{label(code)} {count}"
            st.button(
                wording.general.CHOSEN.format(label=name) if is_on else name,
                key=f"meeting_type_{code}",
                type="primary" if is_on else "secondary",
                shortcut=str(number),
                on_click=_toggle,
                args=(code,),
            )


def _show(catalog: Catalog, view: SavedView) -> None:
    set_filters(view.selection)
    st.session_state[SELECTED] = view.selected_id
    st.session_state[_CURRENT] = view.id
    show(catalog.frames, selected(catalog.dataset, view.selection), frame=view.frame)
    st.session_state[_PLACED] = placement()


def _toggle(code: str) -> None:
    key = widget_key("group")
    on = st.session_state[key]
    st.session_state[key] = [other for other in on if other != code] if code in on else [*on, code]


def _clear() -> None:
    set_filters(Selection())


def _close() -> None:
    st.session_state[SELECTED] = ""
