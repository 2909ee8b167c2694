"""Widgets of the page 出图: which map, its size and format, what is written around it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ordos_geo.analysis import Dataset
from ordos_geo.cartography.drawing import pair_name
from ordos_geo.cartography.files import DECK
from ordos_geo.cartography.templates import TEMPLATES
from ordos_geo.model import wording, wording_export
from ordos_geo.model import wording_output as words
from ordos_geo.ui.address import SELECTED
from ordos_geo.ui.export_request import (
    EARLIEST,
    LATEST,
    MAPS,
    MOST_CHARACTERS,
    ExportRequest,
    subjects,
)
from ordos_geo.ui.export_state import export_key, prepare
from ordos_geo.ui.filters import escape_markdown
from ordos_geo.ui.panels import render

MOST_MB = 20
"""The server's limit for uploads (.streamlit/config.toml), and the templates' own."""
_SUBJECT = "export_subject_kind"
_FIRST_BY = next(iter(words.ATLAS_BY))


def map_choice(dataset: Dataset, request: ExportRequest) -> None:
    """A map page or a template; then what the template is about, or how much of the world."""
    st.selectbox(
        words.MAP,
        options=list(MAPS),
        format_func=_map_label,
        key=prepare("map"),
        label_visibility="collapsed",
    )
    known = subjects(dataset, request)
    if known:
        is_needed = TEMPLATES[request.template].is_subject_needed
        st.selectbox(
            words.TEMPLATE_SUBJECT,
            options=list(known) if is_needed else ["", *known],
            format_func=lambda subject: known[subject] if subject else wording.ALL,
            key=prepare("subject"),
            label_visibility="collapsed",
        )
    elif not request.template:
        choice("frame", words.FRAMES, wording.FRAME)


def choice(field: str, labels: Mapping[str, str], label: str) -> None:
    """A few values side by side, one of which is always chosen."""
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
    choice("file_format", words.FORMATS, words.FORMAT)
    if request.file_format != DECK:
        choice("size", words.SIZES, words.SIZE)
    if request.file_format == "png":
        choice("resolution", words.RESOLUTIONS, words.RESOLUTION)


def text_inputs(title: str) -> None:
    """What is written around the map; `title` is what it says without."""
    _text("title", words.TITLE, title)
    _text("subtitle", words.SUBTITLE, words.SUBTITLE_HINT)
    with st.expander(words.LETTERHEAD):
        letterhead()


def letterhead() -> None:
    """Who made the sheet, how it is classified and reviewed, and its date."""
    _text("department", words.DEPARTMENT, words.DEPARTMENT)
    _text("classification", words.CLASSIFICATION, words.CLASSIFICATION)
    _text("review_number", words.REVIEW_NUMBER, words.REVIEW_NUMBER_HINT)
    st.date_input(
        words.DAY,
        key=prepare("on"),
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
    )


def highlight_choice(dataset: Dataset) -> None:
    """The chosen feature, which the sheet sets off, as a chip that lets it go."""
    selected_id = st.session_state[SELECTED]
    if not selected_id:
        return
    pair = dataset.pairs.get(selected_id)
    name = pair_name(dataset, pair) if pair else str(dataset.features.loc[selected_id, "name"])
    with st.container(key="active_feature"):
        st.button(
            words.HIGHLIGHTED.format(name=escape_markdown(name)),
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
    if code in wording.MAP_TITLES:
        return wording.MAP_TITLES[code]
    return words.TEMPLATE.format(name=wording_export.TEMPLATES[MAPS[code]])


def _let_go() -> None:
    st.session_state[SELECTED] = ""


def subject_choice(request: ExportRequest) -> None:
    """One map or an atlas."""
    st.session_state[_SUBJECT] = request.is_atlas
    st.segmented_control(
        words.PAGE,
        options=list(words.KINDS),
        format_func=words.KINDS.__getitem__,
        required=True,
        key=_SUBJECT,
        label_visibility="collapsed",
        on_change=_change_subject,
        width="stretch",
    )


def chinese_words() -> None:
    """Chinese in place of what Streamlit's widgets on this page say in English."""
    render("export_words.html", words=words, most=MOST_MB)


def _change_subject() -> None:
    st.session_state[export_key("by")] = _FIRST_BY if st.session_state[_SUBJECT] else ""
