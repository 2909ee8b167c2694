"""Filter widgets. They hold codes; labels and live counts come from the dataset."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import FEATURES, TASKS, Dataset, Selection, Subject, choices
from ordos_geo.analysis.count_words import chip_words, short_words
from ordos_geo.analysis.selection.dimensions import (
    MAX_WORDS_CHARACTERS,
    Dimension,
    Offer,
    choice_label,
)
from ordos_geo.analysis.summary import tally
from ordos_geo.ui.shell.session import filter_key, session

EVERYTHING = Selection()
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~<>:$&]")


def type_chips(dataset: Dataset, dimension: Dimension, scope: Selection) -> None:
    """A dimension as big chips with live counts; several may be chosen."""
    found = choices(dataset, session.selection().within(scope), dimension.code)
    st.pills(
        dimension.label,
        options=list(found),
        format_func=lambda code: chip_label(dataset, dimension, code, found[code]),
        selection_mode="multi",
        key=filter_key(dimension.code),
        label_visibility="collapsed",
    )


def chip_label(
    dataset: Dataset, dimension: Dimension, code: str, feature_ids: Sequence[str]
) -> str:
    """A project type with its projects, and in grey what else it has: 能源 7 合作 7."""
    projects, others = chip_words(tally(dataset, feature_ids))
    grey = f":gray[{others}]" if others else ""
    return " ".join(filter(None, (dimension.value_label(dataset, code), projects, grey)))


def choice(
    dataset: Dataset,
    dimension: Dimension,
    subject: Subject = FEATURES,
    scope: Selection = EVERYTHING,
) -> None:
    """A filter as a drop-down list; several values may be chosen, each has its live count.

    Free words are an input.
    """
    if dimension.is_text:
        words_input(dimension)
        return
    selection = session.selection(subject).within(scope)
    found = choices(dataset, selection, dimension.code, subject)
    said = {code: _said(dataset, subject, ids) for code, ids in found.items()}
    st.multiselect(
        dimension.label,
        options=list(found),
        format_func=lambda code: f"{choice_label(dataset, dimension, code)} {said[code]}",
        key=filter_key(dimension.code),
        placeholder=dimension.label,
        label_visibility="collapsed",
        select_all=False,
    )


def more_filters(dataset: Dataset, scope: Selection) -> None:
    """All other filters, folded away; those that are set show as active filters.

    Folded away they are neither made nor sent, which is a third of a click's work.
    """
    # the label stays the same: with another one it would be another popover, and closed again
    popover = st.popover(
        wording.general.MORE_FILTERS, icon=":material/tune:", key="more_filters", on_change="rerun"
    )
    with popover:
        for dimension in _offered(FEATURES, Offer.MORE):
            if scope.chosen(dimension.code):
                continue
            if popover.open:
                choice(dataset, dimension, scope=scope)
            else:
                # a widget that is not drawn would lose its value
                session.keep(filter_key(dimension.code))


def words_input(dimension: Dimension) -> None:
    """Free words."""
    st.text_input(
        dimension.label,
        key=filter_key(dimension.code),
        type="search",
        max_chars=MAX_WORDS_CHARACTERS,
        placeholder=wording.general.SEARCH,
        label_visibility="collapsed",
    )


def active_filters(dataset: Dataset) -> None:
    """Every value that filters, as a chip that removes it."""
    values = session.selection().values
    if not values:
        return
    with st.container(key="active", horizontal=True, gap="xsmall"):
        for dimension in FEATURES.dimensions.values():
            for value in sorted(values.get(dimension.code, ())):
                label = escape_markdown(dimension.value_label(dataset, value))
                st.button(
                    wording.general.REMOVE_FILTER.format(label=label),
                    key=f"remove_{dimension.code}_{value}",
                    on_click=_remove,
                    args=(dimension, value),
                )


def reset_button(subject: Subject = FEATURES) -> None:
    """Clear every filter in one click."""
    st.button(
        wording.general.RESET,
        icon=":material/filter_alt_off:",
        disabled=not session.selection(subject).values,
        on_click=_reset,
        args=(subject,),
    )


def selection_bar(dataset: Dataset, scope: Selection = EVERYTHING) -> Selection:
    """All filters of the map in one row, and the selection that they make.

    Counts are those inside `scope`, what the page is about.
    """
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        for dimension in _offered(FEATURES, Offer.CHIPS):
            type_chips(dataset, dimension, scope)
        for dimension in _offered(FEATURES, Offer.ROW):
            choice(dataset, dimension, scope=scope)
        more_filters(dataset, scope)
        reset_button()
    return session.selection()


def task_bar(dataset: Dataset) -> Selection:
    """All filters of the tasks, for a row of widgets, and the selection that they make."""
    for dimension in _offered(TASKS, Offer.ROW):
        choice(dataset, dimension, TASKS)
    reset_button(TASKS)
    return session.selection(TASKS)


def escape_markdown(text: str) -> str:
    """Text that a Streamlit label shows as it is."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _said(dataset: Dataset, subject: Subject, ids: Sequence[str]) -> str:
    """What a choice would leave, each number after what it counts; of tasks there is one kind."""
    return short_words(tally(dataset, ids)) if subject is FEATURES else str(len(ids))


def _offered(subject: Subject, offer: Offer) -> list[Dimension]:
    """The dimensions of a subject that are offered there, in display order."""
    return [found for found in subject.dimensions.values() if found.offer is offer]


def _remove(dimension: Dimension, value: str) -> None:
    key = filter_key(dimension.code)
    left = [other for other in session.value(key) if other != value]
    session.set_value(key, "" if dimension.is_text else left)


def _reset(subject: Subject) -> None:
    session.set_filters(Selection(), subject)
    session.selected_id = ""
