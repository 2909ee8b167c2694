"""The one selection: which rows a set of filters leaves, and how many each choice would.

Map, table, counts, matrix, downloads and exports all take their ids from `selected`. What is
filtered is a `Subject`: the map's features, or the plan's tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

import numpy as np
import numpy.typing as npt
import pandas as pd

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.quotes.annotations import has_quote
from ordos_geo.errors import Fault, invalid_parameter, unknown_parameter

MAX_QUERY_CHARACTERS = 4000

Mask = npt.NDArray[np.bool_]

DIMENSIONS: Mapping[str, Callable[[Dataset], Collection[str]]] = MappingProxyType(
    {
        "group": lambda dataset: dataset.vocabularies["project_group"].codes,
        "kind": lambda dataset: dataset.vocabularies["feature_kind"].codes,
        "banners": lambda dataset: tuple(dataset.banner_names),
        "corridors": lambda dataset: tuple(dataset.register.corridors.index),
        "partners": lambda dataset: dataset.partner_ids,
        "flows": lambda dataset: dataset.flow_ids,
        "theme": lambda dataset: dataset.vocabularies["theme"].codes,
        "chapter": lambda dataset: tuple(str(chapter.no) for chapter in dataset.plan.chapters),
        "measure_id": lambda dataset: tuple(measure.id for measure in dataset.plan.measures),
        "units": lambda dataset: tuple(dataset.register.units.index),
        "stage": lambda dataset: dataset.vocabularies["stage"].codes,
        "precision": lambda dataset: dataset.vocabularies["precision"].codes,
        "classes": lambda dataset: dataset.class_codes,
    }
)
"""Filters: column of `Dataset.features` -> the values it can take, in display order."""

PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "group": "group",
        "kind": "kind",
        "banners": "banner",
        "corridors": "corridor",
        "partners": "partner",
        "flows": "flow",
        "theme": "theme",
        "chapter": "chapter",
        "measure_id": "measure",
        "units": "unit",
        "stage": "stage",
        "precision": "precision",
        "classes": "class",
        "words": "q",
    }
)
"""Name of each dimension in the URL."""

TASK_DIMENSIONS: Mapping[str, Callable[[Dataset], Collection[str]]] = MappingProxyType(
    {
        "chapter": lambda dataset: tuple(str(chapter.no) for chapter in dataset.plan.chapters),
        "sector": lambda dataset: dataset.vocabularies["sector"].codes,
        "stage": lambda dataset: dataset.vocabularies["stage"].codes,
        "units": lambda dataset: tuple(dataset.register.units.index),
    }
)
"""Filters: column of `Dataset.tasks` -> the values it can take, in display order."""

WORDS = "words"
"""The dimension of free words: a row passes where it has each of them."""

MAX_WORDS_CHARACTERS = 50


@dataclass(frozen=True, eq=False)
class Subject:
    """What is filtered. Equal to itself only.

    `name` is its own among the subjects. `frame` is indexed by id and has a column for each of
    `dimensions`; `parameters` names each dimension in the URL. A subject whose parameters name
    WORDS can also be searched in the column `words`. `has` tells whether an id may be the
    selected one. `others` are parameters of the URL that do not filter: the pages read them.
    """

    name: str
    frame: Callable[[Dataset], pd.DataFrame]
    dimensions: Mapping[str, Callable[[Dataset], Collection[str]]]
    parameters: Mapping[str, str]
    has: Callable[[Dataset, str], bool]
    others: tuple[str, ...] = ()


FRAME_PARAMETER, EXTENT_PARAMETER = "frame", "at"
"""Parameters of the URL that say where the map stands: code of the frame; lon,lat,zoom."""

FEATURES = Subject(
    name="features",
    frame=lambda dataset: dataset.features,
    dimensions=DIMENSIONS,
    parameters=PARAMETERS,
    has=lambda dataset, name: name in dataset.features.index or name in dataset.pairs,
    others=(FRAME_PARAMETER, EXTENT_PARAMETER),
)
"""Links, projects, parks and positionings: what maps show."""

TASKS = Subject(
    name="tasks",
    frame=lambda dataset: dataset.tasks,
    dimensions=TASK_DIMENSIONS,
    parameters=MappingProxyType(
        {"chapter": "chapter", "sector": "sector", "stage": "stage", "units": "unit", WORDS: "q"}
    ),
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


def counts(
    dataset: Dataset, selection: Selection, dimension: str, subject: Subject = FEATURES
) -> dict[str, int]:
    """How many rows each value of `dimension` has under all the other filters.

    Every possible value is there, in display order, 0 included. A row counts once for each
    of its values, so the sum may exceed the number of rows.
    """
    mask = _mask(dataset, selection.without(dimension), subject)
    members = _members(dataset, subject, dimension)
    return {
        value: int(np.count_nonzero(mask & members[value])) if value in members else 0
        for value in subject.dimensions[dimension](dataset)
    }


def parse_selection(
    dataset: Dataset, query: str, subject: Subject = FEATURES
) -> tuple[Selection, str, list[Fault]]:
    """Read what a URL says after "?".

    Out: the selection, the id of what is selected ("" for none), and a fault for every parameter
    that could not be used. Never raises: what cannot be read is left out.
    """
    faults: list[Fault] = []
    if len(query) > MAX_QUERY_CHARACTERS:
        return Selection(), "", [invalid_parameter("?", query)]
    dimensions = {parameter: name for name, parameter in subject.parameters.items()}
    chosen: dict[str, list[str]] = {}
    selected_id = ""
    for parameter, text in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        if parameter == "id":
            if subject.has(dataset, text):
                selected_id = text
            else:
                faults.append(invalid_parameter(parameter, text))
        elif parameter in dimensions:
            dimension = dimensions[parameter]
            usable, unusable = _values(dataset, subject, dimension, text)
            if dimension == WORDS:
                chosen[dimension] = usable  # one search: the last one counts
            else:
                chosen.setdefault(dimension, []).extend(usable)
            faults += [invalid_parameter(parameter, value) for value in unusable]
        elif parameter not in subject.others:
            faults.append(unknown_parameter(parameter, [*dimensions, *subject.others, "id"]))
    return Selection.of(**chosen), selected_id, faults


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
    parameters = {}
    for dimension, parameter in subject.parameters.items():
        codes = selection.chosen(dimension)
        if codes:
            known = codes if dimension == WORDS else subject.dimensions[dimension](dataset)
            parameters[parameter] = ",".join(code for code in known if code in codes)
    if selected_id:
        parameters["id"] = selected_id
    return parameters


def _values(
    dataset: Dataset, subject: Subject, dimension: str, text: str
) -> tuple[list[str], list[str]]:
    """What a parameter's text holds: values of the dimension, and what is none."""
    if dimension == WORDS:
        is_usable = len(text) <= MAX_WORDS_CHARACTERS
        return ([text] if text.strip() else [], []) if is_usable else ([], [text])
    known = subject.dimensions[dimension](dataset)
    values = text.split(",")
    return [v for v in values if v in known], [v for v in values if v not in known]


def _mask(dataset: Dataset, selection: Selection, subject: Subject) -> Mask:
    """Which rows of the subject's frame pass every filter."""
    frame = subject.frame(dataset)
    mask = np.ones(len(frame), dtype=bool)
    for dimension, codes in selection.values.items():
        if dimension == WORDS:
            mask &= _contains(frame[WORDS], codes)
        elif codes:
            members = _members(dataset, subject, dimension)
            found = [members[code] for code in codes if code in members]
            mask &= np.logical_or.reduce(found) if found else False
    return mask


@lru_cache(maxsize=64)
def _members(dataset: Dataset, subject: Subject, dimension: str) -> Mapping[str, Mask]:
    """Which rows have each value of a dimension; looked up once, for every click needs it."""
    column = subject.frame(dataset)[dimension]
    members: dict[str, Mask] = {}
    for row, held in enumerate(column):
        for value in held if isinstance(held, tuple) else (held,):
            members.setdefault(value, np.zeros(len(column), dtype=bool))[row] = True
    return members


def _contains(column: pd.Series, searched: frozenset[str]) -> Mask:
    """True where a text has every word that is searched for, in upper or lower case."""
    words = [word for text in searched for word in text.casefold().split()]
    found = (all(word in text.casefold() for word in words) for text in column)
    return np.fromiter(found, dtype=bool, count=len(column))
