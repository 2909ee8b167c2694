"""What people read for the values of each filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.dataset.classes import BUNDLE, class_named


def value_label(dataset: Dataset, dimension: str, value: str) -> str:
    """The Chinese label of one value of a filter; free words stand for themselves.

    KeyError where the dimension has no such value.
    """
    if dimension in _VOCABULARIES:
        return dataset.vocabularies[_VOCABULARIES[dimension]].label(value)
    label = _LABELS.get(dimension)
    return label(dataset, value) if label else value


def _chapter(dataset: Dataset, value: str) -> str:
    titles = {str(chapter.no): (chapter.no, chapter.title) for chapter in dataset.plan.chapters}
    number, title = titles[value]
    return wording.general.clause_label(number, 0, title)


def _measure(dataset: Dataset, value: str) -> str:
    measure = dataset.plan.measure(value)
    return wording.general.clause_label(measure.chapter_no, measure.no, measure.title)


def _class(dataset: Dataset, value: str) -> str:
    """The type's label; bundled links have that of their kind; 示意 where it applies."""
    found = class_named(value)
    if found.type == BUNDLE:
        label = dataset.vocabularies["feature_kind"].label(found.kind)
    else:
        label = dataset.type_label(found.kind, found.type)
    return wording.general.SCHEMATIC_CLASS.format(label=label) if found.schematic else label


def _flow(dataset: Dataset, value: str) -> str:
    way, _, place_id = value.partition(":")
    return wording.general.FLOWS[way].format(place=dataset.places.loc[place_id, "short_name"])


_VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {
        "group": "project_group",
        "kind": "feature_kind",
        "theme": "theme",
        "stage": "stage",
        "precision": "precision",
        "sector": "sector",
    }
)
_LABELS: Mapping[str, Callable[[Dataset, str], str]] = MappingProxyType(
    {
        "banners": lambda dataset, value: dataset.banner_names[value],
        "partners": lambda dataset, value: str(dataset.places.loc[value, "short_name"]),
        "corridors": lambda dataset, value: str(dataset.register.corridors.loc[value, "name"]),
        "units": lambda dataset, value: str(dataset.register.units.loc[value, "name"]),
        "classes": _class,
        "flows": _flow,
        "chapter": _chapter,
        "measure_id": _measure,
    }
)
