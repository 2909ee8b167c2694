"""What the session of a browser tab holds: every key of Streamlit's session state, with its type.

Pages and widgets read and write `session.selected_id`; the key of a widget whose value is such an
entry is `Session.selected_id.key`. Streamlit clears the value of a widget when it is no longer
drawn, and of all of them when another page opens; other values stay as long as the tab.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import streamlit as st

from ordos_geo.address.export import ExportRequest
from ordos_geo.analysis import FEATURES, Selection, Subject
from ordos_geo.analysis.frames import VIEWPORTS
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.analysis.selection.dimensions import WORDS
from ordos_geo.cartography.geometry.viewport import ViewState, home
from ordos_geo.errors import Fault
from ordos_geo.model.reporting import Duty, Month

if TYPE_CHECKING:
    from ordos_geo.ui.output.atlas_queue import AtlasJob
    from ordos_geo.ui.reporting.drafts import Draft

T = TypeVar("T")
FRAME_CODES = tuple(viewport.code for viewport in VIEWPORTS)
_PRIVATE = "mine_"
"""Keys that begin so hold what somebody typed; another account never sees it."""

AtlasRows = tuple[tuple[str, tuple[str, ...]] | None, set[str], int]
"""Subject and ids of an atlas's pages, those that are wanted, and the version of their table."""


class Entry(Generic[T]):
    """One typed entry of the session, under its key; `default` where there is none."""

    def __init__(self, key: str, default: T) -> None:
        self.key = key
        self._default = default

    @overload
    def __get__(self, session: None, owner: type[Session]) -> Entry[T]: ...
    @overload
    def __get__(self, session: Session, owner: type[Session]) -> T: ...
    def __get__(self, session: Session | None, owner: type[Session]) -> Entry[T] | T:
        """The entry itself on the class, its value on the session."""
        if session is None:
            return self
        value: T = st.session_state.get(self.key, self._default)
        return value

    def __set__(self, session: Session, value: T) -> None:
        """Keep a value."""
        st.session_state[self.key] = value

    def __delete__(self, session: Session) -> None:
        """Let the value go, where there is one."""
        st.session_state.pop(self.key, None)


class Session:
    """The session of the tab that is being drawn; it holds nothing of its own."""

    # ------------------------------------------------------------ address and filters
    entered = Entry("entered_page", "")
    """The page with filters that was entered last."""
    address_faults = Entry[tuple[Fault, ...]]("address_faults", ())
    selected_id = Entry("selected_id", "")

    # ------------------------------------------------------------ maps
    frame = Entry("frame", "")
    """Widget; empty after another page was open."""
    kept_frame = Entry("frame_kept", "")
    view = Entry[ViewState | None]("view", None)
    """What was asked for last; None for the frame's own."""
    search_query = Entry("search_query", "")
    flow_place = Entry("flow_place", "")
    table_ids = Entry[list[str]]("feature_table_ids", [])
    """Ids of the rows of the table under the map."""
    matrix_codes = Entry[tuple[list[str], Mapping[str, str]]]("matrix_codes", ([], {}))
    """Adcodes of the matrix's rows, place ids by the names of its columns."""

    # ------------------------------------------------------------ briefing, plan
    saved_view = Entry("meeting_view", "")
    """Id of the saved view that was shown last."""
    saved_viewport = Entry("meeting_placement", ("", ""))
    """Where the map stood when it was shown: `viewport_text`."""
    plan_part = Entry("register_view", "")

    # ------------------------------------------------------------ output
    export_request = Entry[ExportRequest | None]("export_request", None)
    is_atlas = Entry("export_subject_kind", default=False)
    atlas_rows = Entry[AtlasRows]("export_pages_rows", (None, set(), 0))
    previewed_page = Entry("export_previewed", "")
    atlas_job: Entry[AtlasJob | None] = Entry("atlas_job", None)
    atlas_refusal = Entry("atlas_refused", "")
    checked_template = Entry("export_template_checked", ("", ""))
    """Id of the upload that was looked at last, and what is wrong with it."""

    # ------------------------------------------------------------ sign-in
    token = Entry("session_token", "")
    owner = Entry("session_owner", "")
    sign_in_problem = Entry("sign_in_problem", "")
    has_account_changed = Entry("session_changed", default=False)
    """Whether who is signed in has changed since the frame was drawn."""

    # ------------------------------------------------------------ reporting
    reporting_view = Entry("dispatch_view", ReportingView())
    reporting_entered = Entry("dispatch_entered", "")
    reporting_faults = Entry[tuple[Fault, ...]]("dispatch_faults", ())
    message = Entry[tuple[list[str], bool]]("dispatch_message", ([], False))
    """Lines to tell once, and whether they are a problem."""
    month_choice = Entry[Month | None]("dispatch_month", None)
    unit_choice = Entry("dispatch_unit", "")
    rounds_part = Entry("dispatch_part", "")
    reminded_unit = Entry("dispatch_whom", "")
    progress_part = Entry("progress_part", "")
    progress_since = Entry[Month | None]("progress_since", None)
    progress_month = Entry[Month | None]("progress_month", None)
    reporting_unit = Entry("report_unit", "")
    workbook_serial = Entry("workbook_serial", 0)
    draft_serial = Entry("draft_serial", 0)
    opening_month = Entry("manage_month", "")
    opening_due_on = Entry("manage_due", date.min)
    reopening_due_on = Entry("manage_reopen_due", date.min)
    reopening_reason = Entry("manage_reopen_reason", "")

    @property
    def drafts(self) -> dict[tuple[Month, Duty], Draft]:
        """What is being typed for each duty."""
        drafts: dict[tuple[Month, Duty], Draft] = st.session_state.setdefault(
            private_key("drafts"), {}
        )
        return drafts

    # ------------------------------------------------------------ widgets by key

    def value(self, key: str) -> Any:
        """What the widget or component of that key holds; None for nothing."""
        return st.session_state.get(key)

    def has(self, key: str) -> bool:
        """Whether the widget of that key has a value, be it None."""
        return key in st.session_state

    def set_value(self, key: str, value: Any) -> None:
        """Make the widget of that key hold a value, before it is drawn."""
        st.session_state[key] = value

    def begin(self, key: str, value: Any) -> str:
        """The key of a widget, which holds `value` where it has none."""
        if key not in st.session_state:
            st.session_state[key] = value
        return key

    def keep(self, key: str) -> None:
        """Keep the value of a widget that is not drawn this time."""
        st.session_state[key] = st.session_state[key]

    def values_of(self, prefix: str) -> Iterator[tuple[str, Any]]:
        """The rest of each key that begins with `prefix`, and its value."""
        for key, value in st.session_state.items():
            if str(key).startswith(prefix):
                yield str(key).removeprefix(prefix), value

    def forget_private(self) -> None:
        """What an account typed goes with it."""
        for key in [key for key in st.session_state if str(key).startswith(_PRIVATE)]:
            del st.session_state[key]

    # ------------------------------------------------------------ filters

    def has_filters(self, subject: Subject) -> bool:
        """Whether the filter widgets and the selected id have values.

        Those of a page that has just been opened do not: they are not the same to Streamlit as
        the widgets of the page before.
        """
        keys = [Session.selected_id.key, *map(filter_key, subject.dimensions)]
        return all(key in st.session_state for key in keys)

    def set_filters(self, selection: Selection, subject: Subject = FEATURES) -> None:
        """Make the filter widgets hold a selection."""
        for code, dimension in subject.dimensions.items():
            values = list(selection.chosen(code))
            st.session_state[filter_key(code)] = "".join(values) if dimension.is_text else values

    def selection(self, subject: Subject = FEATURES) -> Selection:
        """The selection that the filter widgets hold."""
        chosen = {code: self.value(filter_key(code)) or () for code in subject.dimensions}
        if WORDS in chosen:
            text = "".join(chosen[WORDS]).strip()
            chosen[WORDS] = (text,) if text else ()
        return Selection.of(**chosen)

    def last_filters(self, subject: Subject) -> dict[str, str]:
        """URL parameters of the filters that a page on that subject showed last."""
        last: dict[str, str] = st.session_state.get(f"address_of_{subject.name}", {})
        return last

    def keep_filters(self, subject: Subject, parameters: dict[str, str]) -> None:
        """Keep them for the next page on that subject."""
        st.session_state[f"address_of_{subject.name}"] = parameters

    # ------------------------------------------------------------ where the map stands

    @property
    def viewport(self) -> tuple[str, ViewState | None]:
        """Code of the frame, and the view that was asked for; None for the frame's own."""
        code = self.frame or self.kept_frame or FRAME_CODES[0]
        view = self.view
        is_home = view is not None and view.text == home(VIEWPORTS[FRAME_CODES.index(code)]).text
        return code, None if is_home else view

    @property
    def viewport_text(self) -> tuple[str, str]:
        """The same as texts, which tell views apart that the eye can tell apart."""
        code, view = self.viewport
        return code, view.text if view else ""

    def set_frame(self, code: str) -> None:
        """Show another frame."""
        self.frame = self.kept_frame = code

    def look_at(self, view: ViewState) -> None:
        """Move the map to a view."""
        # the chart moves only to a view that differs from the last one it was given, and the user
        # may have dragged it away meanwhile
        self.view = view.nudged() if view == self.view else view


def filter_key(dimension: str) -> str:
    """Key of the filter widget of a dimension."""
    return f"filter_{dimension}"


def private_key(name: str) -> str:
    """A key whose value goes when another account signs in."""
    return _PRIVATE + name


session = Session()
