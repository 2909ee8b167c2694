"""Filters and the selected id in a URL: ?group=energy,water&banner=150625&id=link-1-1-01."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from ordos_geo.address.parameters import (
    Context,
    Pairs,
    Parameter,
    Reader,
    in_given_order,
    read_parameters,
    several_of,
    split_query,
    unknown_parameters,
    written,
)
from ordos_geo.analysis import FEATURES, Dataset, Selection, Subject
from ordos_geo.analysis.selection.dimensions import MAX_WORDS_CHARACTERS, Dimension
from ordos_geo.errors import Fault, invalid_parameter

SELECTED_ID = "selected_id"
"""Field of the selected id, beside the codes of the dimensions."""


@cache
def selection_table(subject: Subject) -> tuple[Parameter, ...]:
    """The parameters of a subject: one for each dimension, and the selected id."""
    return (
        *(_dimension_parameter(dimension) for dimension in subject.dimensions.values()),
        Parameter(
            name="id",
            field=SELECTED_ID,
            meaning="Id of the selected record.",
            read=_id_reader(subject),
        ),
    )


def read_selection(
    context: Context, given: Pairs, subject: Subject = FEATURES
) -> tuple[Selection, str, list[tuple[int, Fault]]]:
    """The selection, the selected id ("" for none), and faults with their place in `given`."""
    values, faults = read_parameters(selection_table(subject), context, given)
    selected_id = values.pop(SELECTED_ID, "")
    return Selection.of(**values), selected_id, faults


def parse_selection(
    dataset: Dataset, query: str, subject: Subject = FEATURES
) -> tuple[Selection, str, list[Fault]]:
    """Read the filters of what a URL says after "?", where nothing else can stand.

    Out: the selection, the id of what is selected ("" for none), and a fault for every parameter
    that could not be used. Never raises: what cannot be read is left out.
    """
    given, faults = split_query(query)
    names = [parameter.name for parameter in selection_table(subject)]
    selection, selected_id, found = read_selection(Context(dataset=dataset), given, subject)
    found += unknown_parameters(given, names)
    return selection, selected_id, [*faults, *in_given_order(found)]


def selection_query(
    dataset: Dataset, selection: Selection, selected_id: str = "", subject: Subject = FEATURES
) -> str:
    """The URL query that `parse_selection` reads back to the same selection."""
    parameters = selection_parameters(dataset, selection, selected_id, subject)
    return urlencode(parameters, safe=",")


def selection_parameters(
    dataset: Dataset, selection: Selection, selected_id: str = "", subject: Subject = FEATURES
) -> dict[str, str]:
    """URL parameters of a selection, values in display order."""
    values: Mapping[str, Any] = {**selection.values, SELECTED_ID: selected_id}
    return written(selection_table(subject), Context(dataset=dataset), values)


def _dimension_parameter(dimension: Dimension) -> Parameter:
    def write(context: Context, codes: frozenset[str]) -> str:
        return ",".join(dimension.in_order(context.dataset, codes))

    return Parameter(
        name=dimension.parameter,
        field=dimension.code,
        meaning=f"{dimension.label}: free words, all of which a row must have."
        if dimension.is_text
        else f"{dimension.label}: codes of `{dimension.code}`, any of which a row must have.",
        read=_read_words
        if dimension.is_text
        else several_of(lambda context: dimension.values(context.dataset)),
        write=write,
        widens=not dimension.is_text,
    )


def _read_words(_: Context, name: str, text: str) -> tuple[frozenset[str] | None, list[Fault]]:
    if len(text) > MAX_WORDS_CHARACTERS:
        return frozenset(), [invalid_parameter(name, text)]
    return frozenset({text} if text.strip() else ()), []


def _id_reader(subject: Subject) -> Reader:
    def read(context: Context, name: str, text: str) -> tuple[str | None, list[Fault]]:
        return (
            (text, [])
            if subject.has(context.dataset, text)
            else (None, [invalid_parameter(name, text)])
        )

    return read
