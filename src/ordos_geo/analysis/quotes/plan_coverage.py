"""Which words of the plan the register quotes, sentence by sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ordos_geo.model import Measure, Plan
from ordos_geo.plan import locate_quote, split_sentences
from ordos_geo.register import PlanRegister
from ordos_geo.register.load import RECORD_TABLES

PREAMBLE_ID = "0-0"
"""Measure id under which data/register/uncovered.csv lists sentences above chapter 一."""

_NO_WORDS = frozenset("PZC")  # Unicode classes: punctuation, blanks, control characters


@dataclass(frozen=True, slots=True)
class SentenceCoverage:
    """One sentence of the plan and what the register says about it.

    `measure_id` is that of its passage (see `passages`), `number` counts its sentences from 1.
    `records` are (table, record id) of every row that quotes some of its words, `reasons` why
    words are left out on purpose, `remainder` the stretches that nothing accounts for, without
    punctuation at their ends.
    """

    measure_id: str
    number: int
    text: str
    records: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    remainder: tuple[str, ...]


def passages(plan: Plan) -> tuple[Measure, ...]:
    """All running text of the plan: its measures, and what stands outside them.

    The preamble has the id PREAMBLE_ID, words between the heading of chapter N and its first
    section have "N-0", as a chapter without sections has.
    """
    head = plan.head
    texts = [Measure(PREAMBLE_ID, 0, 0, head.title, head.preamble, (), 1)] if head.preamble else []
    for chapter in plan.chapters:
        if chapter.intro:
            intro_id = f"{chapter.no}-0"
            intro = Measure(intro_id, chapter.no, 0, chapter.title, chapter.intro, (), chapter.line)
            texts.append(intro)
        texts += chapter.measures
    return tuple(texts)


def plan_coverage(plan: Plan, register: PlanRegister) -> tuple[SentenceCoverage, ...]:
    """Every sentence of the plan in order, with the records that quote it.

    A sentence is accounted for where quotes, or words listed in uncovered.csv, hold each of its
    characters that is not punctuation.
    """
    rows = list(_quotes(register))
    return tuple(
        sentence
        for passage in passages(plan)
        for sentence in _passage_coverage(
            passage, [row for row in rows if row.measure_id == passage.id]
        )
    )


def coverage_report(sentences: Sequence[SentenceCoverage]) -> str:
    """The coverage as lines for a terminal: every sentence, then what no record quotes."""
    lines: list[str] = []
    for sentence in sentences:
        lines.append(_heading(sentence))
        for table in dict.fromkeys(table for table, _ in sentence.records):
            ids = [record_id for name, record_id in sentence.records if name == table]
            lines.append(f"    {table}: {', '.join(ids)}")
        lines += [f"    not quoted: {words}" for words in sentence.remainder]
    left_out = [sentence for sentence in sentences if sentence.reasons]
    lines += ["", "Left out on purpose (data/register/uncovered.csv):"]
    for sentence in left_out:
        lines += [_heading(sentence), *(f"    reason: {reason}" for reason in sentence.reasons)]
    still_open = [sentence for sentence in sentences if sentence.remainder]
    lines += ["", "Neither quoted nor listed:" + ("" if still_open else " nothing")]
    for sentence in still_open:
        lines += [_heading(sentence), *(f"    {words}" for words in sentence.remainder)]
    quoted = sum(1 for sentence in sentences if not (sentence.remainder or sentence.reasons))
    lines += [
        "",
        f"{len(sentences)} sentences: {quoted} quoted in full, {len(left_out)} left out on "
        f"purpose, {len(still_open)} open",
    ]
    return "\n".join(lines)


def _heading(sentence: SentenceCoverage) -> str:
    return f"{sentence.measure_id} sentence {sentence.number}: {sentence.text}"


@dataclass(frozen=True, slots=True)
class _Quote:
    """A row that quotes. `reason` is set where it stands in uncovered.csv."""

    table: str
    record_id: str
    measure_id: str
    quote: str
    reason: str = ""


def _quotes(register: PlanRegister) -> Iterator[_Quote]:
    for table in RECORD_TABLES:
        for row in register.table(table).itertuples():
            yield _Quote(table, str(row.Index), str(row.measure_id), str(row.quote))
    for row in register.mentions.itertuples():
        yield _Quote("mentions", str(row.record_id), str(row.measure_id), str(row.quote))
    for row in register.uncovered.itertuples():
        yield _Quote("uncovered", "", str(row.measure_id), str(row.quote), str(row.reason))


def _passage_coverage(passage: Measure, rows: Sequence[_Quote]) -> Iterator[SentenceCoverage]:
    spans = [(span, row) for row in rows for span in locate_quote(passage, row.quote)]
    accounted = [False] * len(passage.text)
    for (start, end), _ in spans:
        accounted[start:end] = [True] * (end - start)
    for number, (start, end) in enumerate(split_sentences(passage.text), start=1):
        touching = [row for (first, last), row in spans if first < end and last > start]
        yield SentenceCoverage(
            measure_id=passage.id,
            number=number,
            text=passage.text[start:end],
            records=tuple(
                dict.fromkeys((row.table, row.record_id) for row in touching if not row.reason)
            ),
            reasons=tuple(dict.fromkeys(row.reason for row in touching if row.reason)),
            remainder=tuple(_stretches(passage.text, accounted, start, end)),
        )


def _stretches(text: str, accounted: Sequence[bool], start: int, end: int) -> Iterator[str]:
    """Words between `start` and `end` that are not accounted for; punctuation alone is none."""
    words: list[int] = []
    for index in range(start, end + 1):
        if index < end and not accounted[index]:
            if unicodedata.category(text[index])[0] not in _NO_WORDS:
                words.append(index)
        elif words:
            yield text[words[0] : words[-1] + 1]
            words = []
