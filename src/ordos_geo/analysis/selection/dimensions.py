"""What can be filtered by: each dimension of the map's features and of the plan's tasks, once.

A new dimension is one entry of FEATURE_DIMENSIONS or TASK_DIMENSIONS, and its name one word of
`wording.general.DIMENSIONS`. Filters, chips, addresses and descriptions iterate these tables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import CITYWIDE, Dataset
from ordos_geo.analysis.dataset.classes import BUNDLE, class_named
from ordos_geo.analysis.dataset.gaps import FEATURE_GAPS, TASK_GAPS

WORDS = "words"
"""Code of the dimension of free words."""
MAX_WORDS_CHARACTERS = 50

Values = Callable[[Dataset], Collection[str]]
Label = Callable[[Dataset, str], str]


class Offer(Enum):
    """Where the row of filters offers a dimension."""

    CHIPS = auto()
    ROW = auto()
    MORE = auto()
    """Folded away under 更多筛选."""
    ELSEWHERE = auto()
    """By a widget of its own (legend, flows), or by the address only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One filter.

    `code` is its key in `Selection.values`, `parameter` its name in the URL, `column` the column
    of the subject's frame that it looks at. `values` gives all values in display order, none for
    free words; `value_label` the Chinese label of a value, KeyError for an unknown one. `offer`
    says where it is offered. `is_multiple`: a row holds a tuple of values; `is_text`: the value
    is free words, and a row passes where it has each of them.
    """

    code: str
    parameter: str
    column: str
    values: Values
    value_label: Label
    offer: Offer
    is_multiple: bool = False
    is_text: bool = False

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return wording.general.DIMENSIONS[self.code]

    def in_order(self, dataset: Dataset, codes: Collection[str]) -> tuple[str, ...]:
        """Those of `codes` that the dimension has, in display order; free words as they are."""
        known = sorted(codes) if self.is_text else self.values(dataset)
        return tuple(code for code in known if code in codes)


def choice_label(dataset: Dataset, dimension: Dimension, value: str) -> str:
    """The label of a value in a list of choices, where the city as a whole says so."""
    label = dimension.value_label(dataset, value)
    return f"{label}{wording.general.CITYWIDE_SUFFIX}" if value == CITYWIDE else label


def _vocabulary(code: str, vocabulary: str, offer: Offer) -> Dimension:
    """A dimension whose values are the codes of a vocabulary."""
    return Dimension(
        code=code,
        parameter=code,
        column=code,
        values=lambda dataset: dataset.vocabularies[vocabulary].codes,
        value_label=lambda dataset, value: dataset.vocabularies[vocabulary].label(value),
        offer=offer,
    )


def _units(offer: Offer) -> Dimension:
    return Dimension(
        code="units",
        parameter="unit",
        column="units",
        values=lambda dataset: tuple(dataset.register.units.index),
        value_label=lambda dataset, value: str(dataset.register.units.loc[value, "name"]),
        offer=offer,
        is_multiple=True,
    )


def _chapter_dimension(offer: Offer) -> Dimension:
    return Dimension(
        code="chapter",
        parameter="chapter",
        column="chapter",
        values=lambda dataset: tuple(str(chapter.no) for chapter in dataset.plan.chapters),
        value_label=_chapter,
        offer=offer,
    )


def _words(offer: Offer) -> Dimension:
    return Dimension(
        code=WORDS,
        parameter="q",
        column=WORDS,
        values=lambda _: (),
        value_label=lambda _, value: value,
        offer=offer,
        is_text=True,
    )


def _unknown(offer: Offer, gaps: tuple[str, ...]) -> Dimension:
    """What the plan leaves open; `gaps` are the codes that its subject can have."""
    return Dimension(
        code="unknown",
        parameter="unknown",
        column="unknown",
        values=lambda _: gaps,
        value_label=lambda dataset, value: dataset.vocabularies["unknown"].label(value),
        offer=offer,
        is_multiple=True,
    )


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


def _table(*dimensions: Dimension) -> Mapping[str, Dimension]:
    return MappingProxyType({dimension.code: dimension for dimension in dimensions})


FEATURE_DIMENSIONS: Mapping[str, Dimension] = _table(
    _vocabulary("group", "project_group", Offer.CHIPS),
    _vocabulary("kind", "feature_kind", Offer.MORE),
    Dimension(
        code="banners",
        parameter="banner",
        column="banners",
        values=lambda dataset: tuple(dataset.banner_names),
        value_label=lambda dataset, value: dataset.banner_names[value],
        offer=Offer.ROW,
        is_multiple=True,
    ),
    Dimension(
        code="corridors",
        parameter="corridor",
        column="corridors",
        values=lambda dataset: tuple(dataset.register.corridors.index),
        value_label=lambda dataset, value: str(dataset.register.corridors.loc[value, "name"]),
        offer=Offer.MORE,
        is_multiple=True,
    ),
    Dimension(
        code="partners",
        parameter="partner",
        column="partners",
        values=lambda dataset: dataset.partner_ids,
        value_label=lambda dataset, value: str(dataset.places.loc[value, "short_name"]),
        offer=Offer.MORE,
        is_multiple=True,
    ),
    Dimension(
        code="flows",
        parameter="flow",
        column="flows",
        values=lambda dataset: dataset.flow_ids,
        value_label=_flow,
        offer=Offer.ELSEWHERE,
        is_multiple=True,
    ),
    _vocabulary("theme", "theme", Offer.MORE),
    _chapter_dimension(Offer.ELSEWHERE),
    Dimension(
        code="measure_id",
        parameter="measure",
        column="measure_id",
        values=lambda dataset: tuple(measure.id for measure in dataset.plan.measures),
        value_label=_measure,
        offer=Offer.MORE,
    ),
    _units(Offer.MORE),
    _vocabulary("stage", "stage", Offer.MORE),
    _unknown(Offer.MORE, FEATURE_GAPS),
    _vocabulary("reading", "reading", Offer.MORE),
    _vocabulary("precision", "precision", Offer.MORE),
    Dimension(
        code="classes",
        parameter="class",
        column="classes",
        values=lambda dataset: dataset.class_codes,
        value_label=_class,
        offer=Offer.ELSEWHERE,
        is_multiple=True,
    ),
    _words(Offer.MORE),
)
"""Filters of the map's features, by code, in display order."""

TASK_DIMENSIONS: Mapping[str, Dimension] = _table(
    _chapter_dimension(Offer.ROW),
    _vocabulary("sector", "sector", Offer.ROW),
    _vocabulary("stage", "stage", Offer.ROW),
    _unknown(Offer.ROW, TASK_GAPS),
    _units(Offer.ROW),
    _words(Offer.ROW),
)
"""Filters of the plan's tasks, by code, in display order."""


def value_label(dataset: Dataset, dimension: str, value: str) -> str:
    """The Chinese label of one value of the dimension of that code, whichever subject has it.

    KeyError where there is no such dimension or value.
    """
    found = FEATURE_DIMENSIONS.get(dimension) or TASK_DIMENSIONS[dimension]
    return found.value_label(dataset, value)
