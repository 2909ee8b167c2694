"""The plan's text cut where quotes begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.analysis.quotes.annotations import (
    Quote,
    Segment,
    annotate,
    annotate_plan,
    has_quote,
    plan_quotes,
    record_table,
    related,
)
from ordos_geo.model import Measure
from ordos_geo.plan import locate_quote

TEXT = "推进供水网建设，实现丰枯互济。"


def measure_of(text: str, measure_id: str = "1-4") -> Measure:
    return Measure(measure_id, 1, 4, "协同优化基础设施", text, (), 1)


def quote(record_id: str, text: str, measure_id: str = "1-4") -> Quote:
    return Quote(record_id, measure_id, text)


@st.composite
def quoted_texts(draw) -> tuple[str, list[Quote]]:
    """A text of few letters, so that quotes repeat and overlap, and pieces of it as quotes."""
    text = draw(st.text("水网，。\n", max_size=30))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    pieces = draw(st.lists(spans, max_size=8))
    names = draw(st.lists(st.sampled_from("abcde"), min_size=8, max_size=8))
    return text, [
        quote(name, text[min(piece) : max(piece)])
        for name, piece in zip(names, pieces, strict=False)
    ]


@given(quoted_texts())
def test_segments_joined_are_the_text(quoted):
    text, quotes = quoted
    segments = annotate(measure_of(text), quotes)
    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)


@given(quoted_texts())
def test_each_character_names_exactly_the_records_that_quote_it(quoted):
    text, quotes = quoted
    measure = measure_of(text)
    expected = [set() for _ in text]
    for item in quotes:
        for start, end in locate_quote(measure, item.text):
            for position in range(start, end):
                expected[position].add(item.record_id)
    found = [set(segment.record_ids) for segment in annotate(measure, quotes) for _ in segment.text]
    assert found == expected


@given(quoted_texts())
def test_a_quote_starts_once_wherever_it_occurs(quoted):
    text, quotes = quoted
    measure = measure_of(text)
    expected = {
        (start, item.record_id) for item in quotes for start, _ in locate_quote(measure, item.text)
    }
    position, found = 0, set()
    for segment in annotate(measure, quotes):
        found |= {(position, name) for name in segment.starts}
        position += len(segment.text)
    assert found == expected


def test_overlapping_quotes_share_the_words_between():
    quotes = [quote("network", "推进供水网建设"), quote("all", "供水网建设，实现丰枯互济")]
    assert annotate(measure_of(TEXT), quotes) == (
        Segment("推进", ("network",), ("network",)),
        Segment("供水网建设", ("network", "all"), ("all",)),
        Segment("，实现丰枯互济", ("all",), ()),
        Segment("。", (), ()),
    )


def test_the_shortest_quote_comes_first():
    quotes = [quote("long", "推进供水网建设，实现丰枯互济"), quote("short", "供水网")]
    inner = annotate(measure_of(TEXT), quotes)[1]
    assert inner == Segment("供水网", ("short", "long"), ("short",))


def test_quotes_of_other_measures_and_words_that_do_not_occur_add_nothing():
    quotes = [quote("other", "供水网", "2-1"), quote("absent", "高速公路"), quote("empty", "")]
    assert annotate(measure_of(TEXT), quotes) == (Segment(TEXT, (), ()),)


def test_a_text_without_words_has_no_segments():
    assert annotate(measure_of(""), [quote("a", "水")]) == ()


def test_related_records_share_words():
    quotes = [
        quote("network", "推进供水网建设"),
        quote("water", "供水网"),
        quote("balance", "实现丰枯互济"),
    ]
    segments = annotate(measure_of(TEXT), quotes)
    assert related(segments, "network") == ("water",)
    assert related(segments, "balance") == ()
    assert related(segments, "unknown") == ()


def test_every_quote_of_the_register_is_in_the_annotated_plan(dataset):
    segments = annotate_plan(dataset)
    assert list(segments) == [measure.id for measure in dataset.plan.measures]
    for item in plan_quotes(dataset):
        pieces = [s.text for s in segments[item.measure_id] if item.record_id in s.record_ids]
        assert item.text in "".join(pieces)


def test_links_with_the_same_words_are_related(dataset):
    """北京各医院与我市各旗区: one sentence, one link for each of the nine."""
    found = related(annotate_plan(dataset)["3-5"], "beijing-dalad-health")
    links = [name for name in found if record_table(dataset, name) == "links"]
    assert len(links) == 8


@pytest.mark.parametrize(
    ("record_id", "expected"),
    [
        ("task-1-1-01", True),
        ("beijing-dalad-health", True),
        ("airport-park-railway-spur", False),  # context: no quote
        ("dalad-government", False),  # a unit is no record
        ("", False),
        ("unknown", False),
    ],
)
def test_records_with_a_quote_are_known(dataset, record_id, expected):
    assert has_quote(dataset, record_id) is expected


def test_an_unknown_record_has_no_table(dataset):
    with pytest.raises(KeyError):
        record_table(dataset, "unknown")
