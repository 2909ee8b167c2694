"""Sentences, the quotes that hold them, and what is left over."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis.quotes.plan_coverage import (
    PREAMBLE_ID,
    coverage_report,
    passages,
    plan_coverage,
)
from ordos_geo.plan import parse_plan
from ordos_geo.register import TABLES, PlanRegister

TEXT = """关于合作的方案
为加强合作，制定本方案。

一、周边合作
（一）修路。加快建设甲路，争取建设乙路。研究丙路。（责任单位：市交通运输局）
（二）引水。推进输水。（责任单位：市水利局）
"""


def register_of(rows, mentions=(), uncovered=()):
    """A register with tasks (id, measure, quote) and rows for mentions and uncovered."""
    frames = {
        name: pd.DataFrame({column: [] for column in schema.columns})
        for name, schema in TABLES.items()
    }
    frames["tasks"] = pd.DataFrame(rows, columns=["id", "measure_id", "quote"]).set_index("id")
    frames["mentions"] = pd.DataFrame(mentions, columns=["record_id", "measure_id", "quote"])
    frames["uncovered"] = pd.DataFrame(uncovered, columns=["measure_id", "quote", "reason"])
    return PlanRegister(**frames)


def coverage_of(rows, **more):
    sentences = plan_coverage(parse_plan(TEXT), register_of(rows, **more))
    return {(sentence.measure_id, sentence.number): sentence for sentence in sentences}


def test_every_sentence_is_listed_preamble_first():
    assert [(key, sentence.text) for key, sentence in coverage_of([]).items()] == [
        ((PREAMBLE_ID, 1), "为加强合作，制定本方案。"),
        (("1-1", 1), "加快建设甲路，争取建设乙路。"),
        (("1-1", 2), "研究丙路。"),
        (("1-2", 1), "推进输水。"),
    ]


def test_words_above_the_first_section_of_a_chapter_are_a_passage():
    plan = parse_plan(TEXT.replace("（一）", "全面合作。\n（一）"))
    assert [(passage.id, passage.text) for passage in passages(plan)][1] == ("1-0", "全面合作。")


def test_punctuation_between_two_quotes_needs_no_quote():
    rows = [("a", "1-1", "加快建设甲路"), ("b", "1-1", "争取建设乙路")]
    sentence = coverage_of(rows)["1-1", 1]
    assert sentence.remainder == ()
    assert sentence.records == (("tasks", "a"), ("tasks", "b"))


@pytest.mark.parametrize(
    ("quote", "remainder"),
    [
        ("加快建设甲路", ("争取建设乙路",)),
        ("建设乙路", ("加快建设甲路，争取",)),
        ("建设", ("加快", "甲路，争取", "乙路")),
    ],
)
def test_words_that_no_quote_holds_are_shown(quote, remainder):
    assert coverage_of([("a", "1-1", quote)])["1-1", 1].remainder == remainder


def test_quote_counts_only_in_its_own_measure():
    sentences = coverage_of([("a", "1-2", "研究丙路")])
    assert sentences["1-1", 2].remainder == ("研究丙路",)


def test_quote_over_two_sentences_counts_in_both():
    sentences = coverage_of([("a", "1-1", "争取建设乙路。研究丙路")])
    assert sentences["1-1", 1].remainder == ("加快建设甲路",)
    assert sentences["1-1", 2].remainder == ()


def test_mention_counts_for_the_record_it_belongs_to():
    sentence = coverage_of([], mentions=[("a", "1-2", "推进输水")])["1-2", 1]
    assert (sentence.records, sentence.remainder) == ((("mentions", "a"),), ())


def test_sentence_left_out_on_purpose_is_accounted_for_with_its_reason():
    left_out = [(PREAMBLE_ID, "为加强合作，制定本方案。", "引言")]
    sentences = coverage_of([], uncovered=left_out)
    preamble = sentences[PREAMBLE_ID, 1]
    assert (preamble.records, preamble.reasons, preamble.remainder) == ((), ("引言",), ())
    report = coverage_report(tuple(sentences.values()))
    assert "    reason: 引言" in report
    assert report.endswith("4 sentences: 0 quoted in full, 1 left out on purpose, 3 open")


@given(st.data())
def test_remainder_holds_exactly_the_words_outside_every_quote(data):
    text = parse_plan(TEXT).measure("1-1").text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    # A quote that occurs twice would hold both places.
    if text.count(text[start:end]) > 1:
        return
    sentences = coverage_of([("a", "1-1", text[start:end])])
    left = "".join(
        words
        for key, sentence in sentences.items()
        if key[0] == "1-1"
        for words in sentence.remainder
    )
    outside = text[:start] + text[end:]
    assert [word for word in left if word not in "，。"] == [
        word for word in outside if word not in "，。"
    ]


def test_every_sentence_of_the_real_plan_is_accounted_for(dataset):
    sentences = plan_coverage(dataset.plan, dataset.register)
    assert {sentence.measure_id for sentence in sentences} == {
        PREAMBLE_ID,
        *(measure.id for measure in dataset.plan.measures),
    }
    assert [sentence for sentence in sentences if sentence.remainder] == []


def test_every_sentence_left_out_of_the_real_plan_has_no_record(dataset):
    sentences = plan_coverage(dataset.plan, dataset.register)
    assert [sentence.measure_id for sentence in sentences if not sentence.records] == [PREAMBLE_ID]
    assert all(sentence.reasons for sentence in sentences if not sentence.records)
