"""Widgets of the page 出图: which map, its size and format, what is written around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import streamlit as st

from ordos_geo import wording
from ordos_geo.address.export import (
    EARLIEST,
    LATEST,
    MAPS,
    MOST_CHARACTERS,
    ExportRequest,
    subjects,
)
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.frames import FRAMES
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.atlas import SUBJECTS
from ordos_geo.cartography.files import MAP_FORMATS
from ordos_geo.cartography.scene.map_templates import TEMPLATES
from ordos_geo.cartography.screen.features import pair_name
from ordos_geo.cartography.sheet import RESOLUTIONS, SIZES
from ordos_geo.ui.output.state import export_key, prepare
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.widgets.filters import escape_markdown
from ordos_geo.ui.widgets.markup import render

MOST_MB = 20
"""The server's limit for uploads (.streamlit/config.toml), and the templates' own."""
_FIRST_BY = next(iter(SUBJECTS))


def map_choice(dataset: Dataset, request: ExportRequest) -> None:
    """A map page or a template; then what the template is about, or how much of the world."""
    st.selectbox(
        wording.output.MAP,
        options=list(MAPS),
        format_func=_map_label,
        key=prepare("map"),
        label_visibility="collapsed",
    )
    known = subjects(dataset, request)
    if known:
        is_needed = TEMPLATES[request.template].is_subject_needed
        st.selectbox(
            wording.output.TEMPLATE_SUBJECT,
            options=list(known) if is_needed else ["", *known],
            format_func=lambda subject: known[subject] if subject else wording.general.ALL,
            key=prepare("subject"),
            label_visibility="collapsed",
        )
    elif not request.template:
        choice("frame", FRAMES, wording.general.FRAME)


class Labelled(Protocol):
    """An entry of a table of choices."""

    @property
    def label(self) -> str:
        """What pages call it."""
        ...


def choice(field: str, table: Mapping[str, Labelled | str], label: str) -> None:
    """A few values side by side, one of which is always chosen.

    `table` maps each value to its entry or its label.
    """
    labels = {code: e if isinstance(e, str) else e.label for code, e in table.items()}
    st.segmented_control(
        label,
        options=list(labels),
        format_func=labels.__getitem__,
        required=True,
        key=prepare(field),
        label_visibility="collapsed",
    )


def file_choice(request: ExportRequest) -> None:
    """Format and size, and how fine a picture is; slides have the size of their template."""
    choice("file_format", MAP_FORMATS, wording.output.FORMAT)
    file_format = MAP_FORMATS[request.file_format]
    if not file_format.is_slides:
        choice("size", SIZES, wording.output.SIZE)
    if file_format.is_picture:
        choice("resolution", RESOLUTIONS, wording.output.RESOLUTION)


def text_inputs(title: str) -> None:
    """What is written around the map; `title` is what it says without."""
    _text("title", wording.output.TITLE, title)
    _text("subtitle", wording.output.SUBTITLE, wording.output.SUBTITLE_HINT)
    with st.expander(wording.output.LETTERHEAD):
        letterhead()


def letterhead() -> None:
    """Who made the sheet, how it is classified and reviewed, and its date."""
    _text("department", wording.output.DEPARTMENT, wording.output.DEPARTMENT)
    _text("classification", wording.output.CLASSIFICATION, wording.output.CLASSIFICATION)
    _text("review_number", wording.output.REVIEW_NUMBER, wording.output.REVIEW_NUMBER_HINT)
    st.date_input(
        wording.output.DAY,
        key=prepare("on"),
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
    )


def highlight_choice(dataset: Dataset) -> None:
    """The chosen feature, which the sheet sets off, as a chip that lets it go."""
    selected_id = session.selected_id
    if not selected_id:
        return
    pair = dataset.pairs.get(selected_id)
    name = pair_name(dataset, pair) if pair else str(dataset.features.loc[selected_id, "name"])
    with st.container(key="active_feature"):
        st.button(
            wording.output.HIGHLIGHTED.format(name=escape_markdown(name)),
            key="export_let_go",
            on_click=_let_go,
        )


def _text(field: str, label: str, placeholder: str) -> None:
    st.text_input(
        label,
        key=prepare(field),
        max_chars=MOST_CHARACTERS,
        placeholder=placeholder,
        label_visibility="collapsed",
    )


def _map_label(code: str) -> str:
    if code in MAP_PAGES:
        return MAP_PAGES[code].title
    return wording.output.TEMPLATE.format(name=TEMPLATES[MAPS[code]].label)


def _let_go() -> None:
    session.selected_id = ""


def subject_choice(request: ExportRequest) -> None:
    """One map or an atlas."""
    session.is_atlas = request.is_atlas
    st.segmented_control(
        wording.output.PAGE,
        options=list(wording.output.KINDS),
        format_func=wording.output.KINDS.__getitem__,
        required=True,
        key=Session.is_atlas.key,
        label_visibility="collapsed",
        on_change=_change_subject,
        width="stretch",
    )


def chinese_words() -> None:
    """Chinese in place of what Streamlit's widgets on this page say in English."""
    render("output/export_words.html", words=wording.output, most=MOST_MB)


def _change_subject() -> None:
    session.set_value(export_key("by"), _FIRST_BY if session.is_atlas else "")
