"""The one selection: which features a set of filters leaves, and how many each choice would.

Map, table, counts, matrix, downloads and exports all take their ids from `selected`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from ordos_geo.analysis.dataset import Dataset
from ordos_geo.errors import Fault, FaultKind

MAX_QUERY_CHARACTERS = 4000

DIMENSIONS: Mapping[str, Callable[[Dataset], Collection[str]]] = MappingProxyType(
    {
        "group": lambda dataset: dataset.vocabularies["project_group"].codes,
        "kind": lambda dataset: dataset.vocabularies["feature_kind"].codes,
        "banners": lambda dataset: tuple(dataset.banner_names),
    }
)
"""Filters: column of `Dataset.features` -> the values it can take, in display order."""

PARAMETERS: Mapping[str, str] = MappingProxyType(
    {"group": "group", "kind": "kind", "banners": "banner"}
)
"""Name of each dimension in the URL."""


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

    def without(self, dimension: str) -> Selection:
        """The same selection with one dimension left open."""
        return Selection.of(**{k: v for k, v in self.values.items() if k != dimension})


def selected(dataset: Dataset, selection: Selection) -> pd.Index:
    """Ids of the features that pass every filter, in the order of `dataset.features`."""
    features = dataset.features
    mask = reduce(
        pd.Series.__and__,
        (_passes(features[name], codes) for name, codes in selection.values.items() if codes),
        pd.Series(data=True, index=features.index),
    )
    ids: pd.Index = features.index[mask]
    return ids


def counts(dataset: Dataset, selection: Selection, dimension: str) -> dict[str, int]:
    """How many features each value of `dimension` has under all the other filters.

    Every possible value is there, in display order, 0 included. A feature counts once for each
    of its values, so the sum may exceed the number of features.
    """
    rest = dataset.features.loc[selected(dataset, selection.without(dimension)), dimension]
    found = rest.explode().value_counts()
    return {value: int(found.get(value, 0)) for value in DIMENSIONS[dimension](dataset)}


def parse_selection(dataset: Dataset, query: str) -> tuple[Selection, str, list[Fault]]:
    """Read what a URL says after "?".

    Out: the selection, the id of the selected feature or pair ("" for none), and a fault for every
    parameter that could not be used. Never raises: what cannot be read is left out.
    """
    faults: list[Fault] = []
    if len(query) > MAX_QUERY_CHARACTERS:
        details = {"parameter": "?", "value": f"{query[:40]}…"}
        return Selection(), "", [Fault(FaultKind.PARAMETER_INVALID, details=details)]
    dimensions = {parameter: name for name, parameter in PARAMETERS.items()}
    chosen: dict[str, list[str]] = {}
    feature_id = ""
    for parameter, text in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        if parameter == "id":
            if text in dataset.features.index or text in dataset.pairs:
                feature_id = text
            else:
                faults.append(_invalid(parameter, text))
        elif parameter in dimensions:
            dimension = dimensions[parameter]
            known = DIMENSIONS[dimension](dataset)
            for value in text.split(","):
                if value in known:
                    chosen.setdefault(dimension, []).append(value)
                else:
                    faults.append(_invalid(parameter, value))
        else:
            details = {"value": parameter[:40], "known": ", ".join([*dimensions, "id"])}
            faults.append(Fault(FaultKind.PARAMETER_UNKNOWN, details=details))
    return Selection.of(**chosen), feature_id, faults


def selection_query(dataset: Dataset, selection: Selection, feature_id: str = "") -> str:
    """The URL query that `parse_selection` reads back to the same selection."""
    return urlencode(selection_parameters(dataset, selection, feature_id), safe=",")


def selection_parameters(
    dataset: Dataset, selection: Selection, feature_id: str = ""
) -> dict[str, str]:
    """URL parameters of a selection, values in display order."""
    parameters = {}
    for dimension, parameter in PARAMETERS.items():
        codes = selection.chosen(dimension)
        if codes:
            ordered = [code for code in DIMENSIONS[dimension](dataset) if code in codes]
            parameters[parameter] = ",".join(ordered)
    if feature_id:
        parameters["id"] = feature_id
    return parameters


def _passes(column: pd.Series, codes: frozenset[str]) -> pd.Series:
    if column.map(lambda value: isinstance(value, tuple)).any():
        return column.map(lambda values: not codes.isdisjoint(values)).astype(bool)
    return column.isin(codes)


def _invalid(parameter: str, value: str) -> Fault:
    details = {"parameter": parameter, "value": value[:40]}
    return Fault(FaultKind.PARAMETER_INVALID, details=details)
