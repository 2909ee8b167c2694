"""The one selection: which rows a set of filters leaves, and how many each choice would.

Map, table, counts, matrix, downloads and exports all take their ids from `selected`. What is
filtered is a `Subject`: the map's features, or the plan's tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.quotes.annotations import has_quote
from ordos_geo.analysis.selection.dimensions import (
    FEATURE_DIMENSIONS,
    TASK_DIMENSIONS,
    Dimension,
)
from ordos_geo.analysis.summary import counted

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Subject:
    """What is filtered. Equal to itself only.

    `name` is its own among the subjects. `frame` is indexed by id and has the column of each of
    `dimensions`. `has` tells whether an id may be the selected one.
    """

    name: str
    frame: Callable[[Dataset], pd.DataFrame]
    dimensions: Mapping[str, Dimension]
    has: Callable[[Dataset, str], bool]

    @property
    def choices(self) -> Mapping[str, Dimension]:
        """The dimensions whose values are known: all but free words."""
        return {code: found for code, found in self.dimensions.items() if not found.is_text}


FEATURES = Subject(
    name="features",
    frame=lambda dataset: dataset.features,
    dimensions=FEATURE_DIMENSIONS,
    has=lambda dataset, name: name in dataset.features.index or name in dataset.pairs,
)
"""Links, projects, parks and positionings: what maps show."""

TASKS = Subject(
    name="tasks",
    frame=lambda dataset: dataset.tasks,
    dimensions=TASK_DIMENSIONS,
    has=has_quote,
)
"""Commitments; the selected one may be any record that quotes the plan."""


@dataclass(frozen=True)
class Selection:
    """All filters.

    `values` maps a dimension to the chosen values; a dimension that is missing or empty does not
    filter. Values of one dimension widen (any of them), dimensions narrow (all of them).
    """

    values: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, **chosen: Iterable[str]) -> Selection:
        """A selection from keyword arguments; empty choices are left out."""
        values = {name: frozenset(codes) for name, codes in chosen.items()}
        return cls(MappingProxyType({name: codes for name, codes in values.items() if codes}))

    def chosen(self, dimension: str) -> frozenset[str]:
        """The chosen values of one dimension; empty where it does not filter."""
        return self.values.get(dimension, frozenset())

    def within(self, scope: Selection) -> Selection:
        """The same selection inside a scope, whose dimensions replace its own."""
        return Selection.of(**{**self.values, **scope.values})

    def without(self, dimension: str) -> Selection:
        """The same selection with one dimension left open."""
        return Selection.of(**{k: v for k, v in self.values.items() if k != dimension})


def selected(dataset: Dataset, selection: Selection, subject: Subject = FEATURES) -> pd.Index:
    """Ids of the rows that pass every filter, in the order of the subject's frame."""
    ids: pd.Index = subject.frame(dataset).index[_mask(dataset, selection, subject)]
    return ids


def choices(
    dataset: Dataset, selection: Selection, dimension: str, subject: Subject = FEATURES
) -> dict[str, tuple[str, ...]]:
    """The ids that each value of `dimension` has under all the other filters.

    Every possible value is there, in display order, also without an id. A row is there for each
    of its values.
    """
    mask = _mask(dataset, selection.without(dimension), subject)
    members, index = _members(dataset, subject, dimension), subject.frame(dataset).index
    return {
        value: tuple(index[mask & members[value]]) if value in members else ()
        for value in subject.dimensions[dimension].values(dataset)
    }


def counts(
    dataset: Dataset, selection: Selection, dimension: str, subject: Subject = FEATURES
) -> dict[str, int]:
    """How many rows that count each value of `dimension` has under all the other filters.

    Of the map's features those that `analysis.summary.counted` leaves, of tasks all. Every
    possible value is there, in display order, 0 included.
    """
    found = choices(dataset, selection, dimension, subject)
    if subject is FEATURES:
        return {value: len(counted(dataset, ids)) for value, ids in found.items()}
    return {value: len(ids) for value, ids in found.items()}


def _mask(dataset: Dataset, selection: Selection, subject: Subject) -> Mask:
    """Which rows of the subject's frame pass every filter."""
    frame = subject.frame(dataset)
    mask = np.ones(len(frame), dtype=bool)
    for code, codes in selection.values.items():
        dimension = subject.dimensions[code]
        if dimension.is_text:
            mask &= _contains(frame[dimension.column], codes)
        elif codes:
            members = _members(dataset, subject, code)
            found = [members[value] for value in codes if value in members]
            mask &= np.logical_or.reduce(found) if found else False
    return mask


@lru_cache(maxsize=64)
def _members(dataset: Dataset, subject: Subject, code: str) -> Mapping[str, Mask]:
    """Which rows have each value of a dimension; looked up once, for every click needs it."""
    dimension = subject.dimensions[code]
    column = subject.frame(dataset)[dimension.column]
    members: dict[str, Mask] = {}
    for row, held in enumerate(column):
        for value in held if dimension.is_multiple else (held,):
            members.setdefault(value, np.zeros(len(column), dtype=bool))[row] = True
    return members


def _contains(column: pd.Series, searched: frozenset[str]) -> Mask:
    """True where a text has every word that is searched for, in upper or lower case."""
    words = [word for text in searched for word in text.casefold().split()]
    found = (all(word in text.casefold() for word in words) for text in column)
    return np.fromiter(found, dtype=bool, count=len(column))
