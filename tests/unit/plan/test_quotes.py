"""Quotes and sentences as spans of a measure's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.model import Measure
from ordos_geo.plan import locate_quote, split_sentences


def _measure(text: str) -> Measure:
    return Measure(id="1-1", chapter_no=1, no=1, title="甲", text=text, units=(), line=1)


def test_every_occurrence_of_a_quote_is_found():
    assert locate_quote(_measure("建机场。建铁路。建机场。"), "建机场") == [(0, 3), (8, 11)]


def test_quote_must_agree_in_every_character():
    assert locate_quote(_measure("打造“能创谷”。"), '打造"能创谷"') == []


def test_empty_quote_is_nowhere():
    assert locate_quote(_measure("建机场。"), "") == []


@given(st.text(alphabet="甲乙。", max_size=30), st.text(alphabet="甲乙。", max_size=3))
def test_spans_hold_the_quote_and_all_of_it_are_found(text, quote):
    spans = locate_quote(_measure(text), quote)
    assert all(text[start:end] == quote for start, end in spans)
    assert len(spans) == (text.count(quote) if quote else 0)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("建机场。建铁路。", ["建机场。", "建铁路。"]),
        ("建机场；建铁路。", ["建机场；建铁路。"]),
        ("建机场\n建铁路。", ["建机场", "建铁路。"]),
        ("他说：“建机场。”再建铁路！ 好", ["他说：“建机场。”", "再建铁路！", "好"]),
        ("真的吗？！是。", ["真的吗？！", "是。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentence_ends_with_its_full_stop_or_paragraph(text, sentences):
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(alphabet="甲。！？”） \n\u3000；", max_size=40))
def test_sentences_together_hold_everything_that_is_not_blank(text):
    spans = split_sentences(text)
    pieces = [text[start:end] for start, end in spans]
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert spans == sorted(spans)
    assert "".join("".join(pieces).split()) == "".join(text.split())
