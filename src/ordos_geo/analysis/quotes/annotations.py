"""Which words of the plan which records quote: the text cut into segments, and what goes together.

A record is a row of the register that quotes the plan: a task, target, link, project,
positioning or corridor; each further sentence that names it (`mentions`) is a quote too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.model import Measure
from ordos_geo.plan import locate_quote
from ordos_geo.register.load import RECORD_TABLES


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan that a record rests on."""

    record_id: str
    measure_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same records quote.

    `record_ids` has the record with the shortest quote first, in it the most exact one; empty
    where no record quotes the words. `starts` are those of them whose quote begins here.
    """

    text: str
    record_ids: tuple[str, ...]
    starts: tuple[str, ...]


def annotate(measure: Measure, quotes: Iterable[Quote]) -> tuple[Segment, ...]:
    """The measure's text in order and whole, cut where a quote begins or ends.

    Quotes may overlap, and count wherever they occur. Those of other measures, and those that do
    not occur, add nothing.
    """
    spans = [
        (end - start, start, end, quote.record_id)
        for quote in quotes
        if quote.measure_id == measure.id
        for start, end in locate_quote(measure, quote.text)
    ]
    spans.sort(key=lambda span: span[0])  # stable: equal quotes keep the order they came in
    edges = {0, len(measure.text)}.union(*((start, end) for _, start, end, _ in spans))
    return tuple(
        Segment(
            text=measure.text[left:right],
            record_ids=tuple(
                dict.fromkeys(name for _, start, end, name in spans if start <= left < end)
            ),
            starts=tuple(dict.fromkeys(name for _, start, _, name in spans if start == left)),
        )
        for left, right in pairwise(sorted(edges))
    )


def plan_quotes(dataset: Dataset) -> tuple[Quote, ...]:
    """Every quote of the register: tasks first, then the other tables, then mentions."""
    register = dataset.register
    quotes = [
        Quote(str(row.Index), str(row.measure_id), str(row.quote))
        for table in RECORD_TABLES
        for row in register.table(table).itertuples()
        if row.quote
    ]
    quotes += [
        Quote(str(row.record_id), str(row.measure_id), str(row.quote))
        for row in register.mentions.itertuples()
    ]
    return tuple(quotes)


def annotate_plan(dataset: Dataset) -> Mapping[str, tuple[Segment, ...]]:
    """The segments of every measure, by measure id."""
    quotes = plan_quotes(dataset)
    return MappingProxyType(
        {measure.id: annotate(measure, quotes) for measure in dataset.plan.measures}
    )


def related(segments: Iterable[Segment], record_id: str) -> tuple[str, ...]:
    """Records that quote some of the same words as `record_id`, itself left out, in text order."""
    found = (
        other
        for segment in segments
        if record_id in segment.record_ids
        for other in segment.record_ids
        if other != record_id
    )
    return tuple(dict.fromkeys(found))


def record_table(dataset: Dataset, record_id: str) -> str:
    """The register table that a record stands in; KeyError where there is none."""
    for table in RECORD_TABLES:
        if record_id in dataset.register.table(table).index:
            return table
    raise KeyError(record_id)


def has_quote(dataset: Dataset, record_id: str) -> bool:
    """Whether there is such a record and it quotes the plan."""
    return any(
        record_id in frame.index and bool(frame.loc[record_id, "quote"])
        for frame in map(dataset.register.table, RECORD_TABLES)
    )
