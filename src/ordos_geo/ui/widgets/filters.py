"""Filter widgets. They hold codes; labels and live counts come from the dataset."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import CITYWIDE, FEATURES, TASKS, Dataset, Selection, Subject, counts
from ordos_geo.analysis.selection.selection import MAX_WORDS_CHARACTERS, WORDS
from ordos_geo.analysis.selection.value_labels import value_label
from ordos_geo.ui.shell.address import SELECTED, current_selection, set_filters, widget_key

EVERYTHING = Selection()
_MORE = (
    "kind",
    "corridors",
    "partners",
    "theme",
    "measure_id",
    "units",
    "stage",
    "precision",
    WORDS,
)
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~<>:$&]")


def type_chips(dataset: Dataset, scope: Selection) -> None:
    """Project types as big chips with live counts; several may be chosen."""
    found = counts(dataset, current_selection().within(scope), "group")
    label = dataset.vocabularies["project_group"].label
    st.pills(
        wording.general.DIMENSIONS["group"],
        options=list(found),
        format_func=lambda code: f"{label(code)} {found[code]}",
        selection_mode="multi",
        key=widget_key("group"),
        label_visibility="collapsed",
    )


def choice(
    dataset: Dataset,
    dimension: str,
    label: Callable[[str], str],
    subject: Subject = FEATURES,
    scope: Selection = EVERYTHING,
) -> None:
    """A filter as a drop-down list; several values may be chosen, each has its live count."""
    found = counts(dataset, current_selection(subject).within(scope), dimension, subject)
    st.multiselect(
        wording.general.DIMENSIONS[dimension],
        options=list(found),
        format_func=lambda code: f"{label(code)} {found[code]}",
        key=widget_key(dimension),
        placeholder=wording.general.DIMENSIONS[dimension],
        label_visibility="collapsed",
        select_all=False,
    )


def banner_choice(dataset: Dataset, scope: Selection) -> None:
    """Banners and districts, and the city as a whole."""

    def label(code: str) -> str:
        suffix = wording.general.CITYWIDE_SUFFIX if code == CITYWIDE else ""
        return f"{dataset.banner_names[code]}{suffix}"

    choice(dataset, "banners", label, scope=scope)


def more_filters(dataset: Dataset, scope: Selection) -> None:
    """All other filters, folded away; those that are set show as active filters.

    Folded away they are neither made nor sent, which is a third of a click's work.
    """
    offered = [name for name in _MORE if not scope.chosen(name)]
    # the label stays the same: with another one it would be another popover, and closed again
    popover = st.popover(
        wording.general.MORE_FILTERS, icon=":material/tune:", key="more_filters", on_change="rerun"
    )
    with popover:
        for dimension in offered:
            if not popover.open:
                # a widget that is not drawn would lose its value
                key = widget_key(dimension)
                st.session_state[key] = st.session_state[key]
            elif dimension == WORDS:
                words_input()
            else:
                label_of = partial(value_label, dataset, dimension)
                choice(dataset, dimension, label_of, scope=scope)


def words_input() -> None:
    """Free words."""
    st.text_input(
        wording.general.DIMENSIONS[WORDS],
        key=widget_key(WORDS),
        type="search",
        max_chars=MAX_WORDS_CHARACTERS,
        placeholder=wording.general.SEARCH,
        label_visibility="collapsed",
    )


def active_filters(dataset: Dataset) -> None:
    """Every value that filters, as a chip that removes it."""
    values = current_selection().values
    if not values:
        return
    with st.container(key="active", horizontal=True, gap="xsmall"):
        for dimension in FEATURES.parameters:
            for value in sorted(values.get(dimension, ())):
                label = escape_markdown(value_label(dataset, dimension, value))
                st.button(
                    wording.general.REMOVE_FILTER.format(label=label),
                    key=f"remove_{dimension}_{value}",
                    on_click=_remove,
                    args=(dimension, value),
                )


def reset_button(subject: Subject = FEATURES) -> None:
    """Clear every filter in one click."""
    st.button(
        wording.general.RESET,
        icon=":material/filter_alt_off:",
        disabled=not current_selection(subject).values,
        on_click=_reset,
        args=(subject,),
    )


def selection_bar(dataset: Dataset, scope: Selection = EVERYTHING) -> Selection:
    """All filters of the map in one row, and the selection that they make.

    Counts are those inside `scope`, what the page is about.
    """
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        type_chips(dataset, scope)
        banner_choice(dataset, scope)
        more_filters(dataset, scope)
        reset_button()
    return current_selection()


def task_bar(dataset: Dataset) -> Selection:
    """All filters of the tasks, for a row of widgets, and the selection that they make."""
    for dimension in TASKS.dimensions:
        choice(dataset, dimension, partial(value_label, dataset, dimension), TASKS)
    words_input()
    reset_button(TASKS)
    return current_selection(TASKS)


def escape_markdown(text: str) -> str:
    """Text that a Streamlit label shows as it is."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _remove(dimension: str, value: str) -> None:
    key = widget_key(dimension)
    left = [other for other in st.session_state[key] if other != value]
    st.session_state[key] = "" if dimension == WORDS else left


def _reset(subject: Subject) -> None:
    set_filters(Selection(), subject)
    st.session_state[SELECTED] = ""
