"""Meeting mode: the map on the whole screen in large type, driven by keys, scene after scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from ordos_geo import wording
from ordos_geo.address.pages import PageAddress
from ordos_geo.analysis import FEATURES, Dataset, Selection, choices, selected
from ordos_geo.analysis.count_words import count_words
from ordos_geo.analysis.map_pages import MAP_PAGES, OVERVIEW
from ordos_geo.analysis.tables.saved_views import SavedView
from ordos_geo.cartography.scene.map_scene import MapScene, describe
from ordos_geo.cartography.scene.map_templates import page_scene, view_scene
from ordos_geo.errors import Fault
from ordos_geo.ui.maps.panels import address_notice, detail, empty_notice
from ordos_geo.ui.maps.viewport_state import show
from ordos_geo.ui.shell.address import enter_page, placed_address, shown_address, write_page
from ordos_geo.ui.shell.catalog import Catalog
from ordos_geo.ui.shell.pages import page_file
from ordos_geo.ui.shell.session import filter_key, session
from ordos_geo.ui.widgets.filters import chip_label
from ordos_geo.ui.widgets.markup import render

PAGE = "meeting"
_STYLE = Path(__file__).parent / "templates" / "meeting.css"
_ESCAPE = "Esc"


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a meeting shows.

    `current` is the saved view that was shown last, None for none; `chosen` all filters; `scene`
    the map. `faults` are those of the address.
    """

    catalog: Catalog
    views: Sequence[SavedView]
    current: SavedView | None
    chosen: Selection
    scene: MapScene
    faults: Sequence[Fault]

    @property
    def view(self) -> SavedView | None:
        """The saved view, as long as its filters are as they were saved."""
        return self.current if self.current and self.current.selection == self.chosen else None


def enter_meeting(catalog: Catalog, views: Sequence[SavedView]) -> Meeting:
    """Read the address, and show the view that it names; filters beside it come before its own."""
    by_id = {view.id: view for view in views}

    def take(address: PageAddress) -> None:
        if address.saved_view:
            _show(catalog, by_id[address.saved_view])

    faults = enter_page(PAGE, catalog.dataset, views=views, take=take)
    chosen, current = session.selection(), by_id.get(session.saved_view)
    view = current if current and current.selection == chosen else None
    return Meeting(catalog, views, current, chosen, _scene(catalog.dataset, chosen, view), faults)


def meeting_style() -> None:
    """Large type, and the map on the whole screen."""
    st.html(_STYLE)


def meeting_head(meeting: Meeting) -> None:
    """Title, count and the speaker's note."""
    scene, view = meeting.scene, meeting.view
    with st.container(key="meeting_head"):
        address_notice(meeting.faults)
        dataset = meeting.catalog.dataset
        scope = MAP_PAGES[view.page if view else OVERVIEW.code].scope
        counts = count_words(dataset, scene.feature_ids, selected(dataset, scope))
        note = view.note if view else ""
        render("briefing/meeting_head.html", title=scene.title, counts=counts, note=note)
        if not scene.feature_ids:
            empty_notice(dataset, meeting.chosen, Selection())


def meeting_detail(meeting: Meeting) -> None:
    """The chosen feature, and the key that closes it."""
    if meeting.scene.selected_id:
        with st.container(key="meeting_detail"):
            st.button(
                wording.general.CLOSE,
                icon=":material/close:",
                shortcut=_ESCAPE,
                on_click=_close,
            )
            detail(meeting.catalog.dataset, meeting.scene)


def write_meeting(meeting: Meeting) -> None:
    """The address: a view as it was saved, or filters, and where the map stands."""
    address = placed_address(PAGE)
    if meeting.view:
        is_moved = session.viewport_text != session.saved_viewport
        address = replace(address if is_moved else shown_address(PAGE), saved_view=meeting.view.id)
    write_page(PAGE, meeting.catalog.dataset, address)


def _scene(dataset: Dataset, chosen: Selection, view: SavedView | None) -> MapScene:
    """The view as its page and its sheet show it, or else the overview under the filters."""
    if view:
        return view_scene(dataset, view, session.selected_id)
    title = describe(dataset, chosen) if chosen.values else ""
    return page_scene(dataset, OVERVIEW.code, chosen, selected_id=session.selected_id, title=title)


def view_steps(meeting: Meeting) -> None:
    """To the view before and after; at the ends round to the other one."""
    views, current = meeting.views, meeting.current
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
                args=(meeting.catalog, view),
            )
        st.markdown(wording.general.VIEW_POSITION.format(number=number, count=len(views)))


def ways_out(meeting: Meeting) -> None:
    """Clear, handout, leave. Esc takes one step back: closes the detail, then clears, then goes."""
    scene, chosen = meeting.scene, meeting.chosen
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
            st.switch_page(page_file("handout"))
        leaves = not chosen.values and not scene.selected_id
        if st.button(
            wording.general.LEAVE, key="meeting_leave", shortcut=_ESCAPE if leaves else None
        ):
            st.switch_page(page_file("overview"))


def type_keys(meeting: Meeting) -> None:
    """Project types with live counts; the number keys switch them on and off."""
    dataset, chosen = meeting.catalog.dataset, meeting.chosen
    dimension = FEATURES.dimensions["group"]
    found = choices(dataset, chosen, dimension.code)
    with st.container(key="meeting_chips", horizontal=True, gap="xsmall"):
        for number, (code, ids) in enumerate(found.items(), start=1):
            is_on = code in chosen.chosen(dimension.code)
            name = chip_label(dataset, dimension, code, ids)
            st.button(
                wording.general.CHOSEN.format(label=name) if is_on else name,
                key=f"meeting_type_{code}",
                type="primary" if is_on else "secondary",
                shortcut=str(number),
                on_click=_toggle,
                args=(code,),
            )


def _show(catalog: Catalog, view: SavedView) -> None:
    session.set_filters(view.selection)
    session.selected_id = view.selected_id
    session.saved_view = view.id
    show(catalog.frames, selected(catalog.dataset, view.selection), frame=view.frame)
    session.saved_viewport = session.viewport_text


def _toggle(code: str) -> None:
    key = filter_key("group")
    on = session.value(key)
    session.set_value(key, [other for other in on if other != code] if code in on else [*on, code])


def _clear() -> None:
    session.set_filters(Selection())


def _close() -> None:
    session.selected_id = ""
