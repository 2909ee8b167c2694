"""Where a feature belongs and who answers for it, by the plan's words and never by geometry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ordos_geo.model import Plan
from ordos_geo.plan import locate_quote
from ordos_geo.register import PlanRegister
from ordos_geo.tables import split_list

Span = tuple[int, int]


class QuotedWords:
    """The words that records quote: of which measure, from where to where.

    In: the plan and its register. A record's own quote counts, and every sentence of
    data/register/mentions.csv that names it.
    """

    def __init__(self, plan: Plan, register: PlanRegister) -> None:
        self._measures = {measure.id: measure for measure in plan.measures}
        self._spans: dict[tuple[str, str], list[Span]] = {}
        for table in ("tasks", "links", "projects", "positionings", "corridors"):
            for row in register.table(table).itertuples():
                self._add(str(row.Index), str(row.measure_id), str(row.quote))
        for row in register.mentions.itertuples():
            self._add(str(row.record_id), str(row.measure_id), str(row.quote))

    def _add(self, record_id: str, measure_id: str, quote: str) -> None:
        if measure_id in self._measures:
            found = locate_quote(self._measures[measure_id], quote)
            self._spans.setdefault((record_id, measure_id), []).extend(found)

    def shared(self, one: str, other: str, measure_id: str) -> bool:
        """Whether two records quote some of the same words of a measure."""
        return any(
            start < last and first < end
            for start, end in self._spans.get((one, measure_id), ())
            for first, last in self._spans.get((other, measure_id), ())
        )


@dataclass(frozen=True, slots=True)
class Region:
    """A partner region as the plan speaks of it.

    `measures` are about it as a whole, `place_ids` stand for it in the plan's words.
    """

    id: str
    measures: frozenset[str]
    place_ids: frozenset[str]


def regions(register: PlanRegister) -> tuple[Region, ...]:
    """The partner regions of data/register/corridors.csv, in its order."""
    return tuple(
        Region(
            str(row.Index),
            frozenset(split_list(str(row.whole_measure_ids))),
            frozenset(split_list(str(row.place_ids))),
        )
        for row in register.corridors.itertuples()
    )


def region_ids(
    known: Iterable[Region],
    words: QuotedWords,
    *,
    feature_id: str,
    measure_id: str,
    place_ids: Sequence[str],
    away: Iterable[str],
) -> tuple[str, ...]:
    """The partner regions that the plan's words put a feature into.

    One that is itself among the places; one that the feature's measure is about as a whole,
    unless the feature leads only elsewhere; one whose sentences the feature shares words with,
    where a place of it is among the places. `place_ids` are the feature's places and partners,
    `away` those partners that lie outside Ordos.
    """
    there, outside = frozenset(place_ids), frozenset(away)
    return tuple(
        region.id
        for region in known
        if region.id in there
        or (
            measure_id in region.measures
            and (not outside or not region.place_ids.isdisjoint(there))
        )
        or (
            not region.place_ids.isdisjoint(there)
            and words.shared(feature_id, region.id, measure_id)
        )
    )


def speaking_tasks(
    row: Any, theme: str, tasks: Mapping[str, Sequence[tuple[str, str]]], words: QuotedWords
) -> tuple[str, ...]:
    """The tasks of a feature's own measure that speak of it, in the order of the register.

    In: a row of links, projects or positionings; the theme of a link, else ""; (id, sector) of
    the tasks of each measure. Where several speak of a link, those of its theme do.
    """
    measure_id = str(row.measure_id)
    found = [
        (task_id, sector)
        for task_id, sector in tasks.get(measure_id, ())
        if words.shared(str(row.Index), task_id, measure_id)
    ]
    fitting = [task_id for task_id, sector in found if sector == theme]
    return tuple(fitting or [task_id for task_id, _ in found])


def answering_units(
    unit_ids: Iterable[str], place_ids: Iterable[str], unit_places: Mapping[str, str]
) -> tuple[str, ...]:
    """Of the units of a task those that answer for a relation: its ends, else all of them.

    `unit_places` is the banner seat or park that each unit governs.
    """
    responsible, ends = tuple(unit_ids), frozenset(place_ids)
    own = tuple(unit_id for unit_id in responsible if unit_places.get(unit_id, "") in ends)
    return own or responsible


def statement_ids(plan: Plan, quotes: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """An id for each distinct (measure, quote): "statement-1-3-02", in the order of the text."""
    by_measure: dict[str, set[str]] = {}
    for measure_id, quote in quotes:
        by_measure.setdefault(measure_id, set()).add(quote)
    return {
        (measure.id, quote): f"statement-{measure.id}-{number:02}"
        for measure in plan.measures
        for number, quote in enumerate(
            sorted(
                by_measure.get(measure.id, ()),
                key=lambda words, text=measure.text: (text.find(words), len(words)),
            ),
            start=1,
        )
    }
