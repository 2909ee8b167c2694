"""One selection: every filter holds, counts keep their promise, and URLs bring it back."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, quote

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from ordos_geo.address.parameters import MAX_QUERY_CHARACTERS
from ordos_geo.address.selection import parse_selection, selection_query
from ordos_geo.analysis import Selection, choices, counts, selected
from ordos_geo.analysis.selection.dimensions import MAX_WORDS_CHARACTERS, WORDS
from ordos_geo.analysis.selection.selection import FEATURES, TASKS
from ordos_geo.analysis.summary import counted
from ordos_geo.errors import RequestFault

SUBJECTS = st.sampled_from([FEATURES, TASKS])
SEARCHED = ["氢", "鄂尔多斯 合作", "教育", "apt", "APT", "，", "没有这几个字", "a,b&c=d#e%"]


@st.composite
def selections(draw, dataset, subject):
    """A few filters, each with a few of its values; sometimes words."""
    dimensions = draw(st.lists(st.sampled_from(list(subject.choices)), max_size=3, unique=True))
    chosen = {
        name: draw(
            st.sets(st.sampled_from(list(subject.dimensions[name].values(dataset))), max_size=4),
            label=name,
        )
        for name in dimensions
    }
    if draw(st.integers(0, 3)) == 0:
        chosen[WORDS] = {draw(st.sampled_from(SEARCHED))}
    return Selection.of(**chosen)


def passes(row, selection):
    """Whether a row passes, as the words of the filters say."""
    for dimension, wanted in selection.values.items():
        value = row[dimension]
        if dimension == WORDS:
            (text,) = wanted
            if not all(word in value.casefold() for word in text.casefold().split()):
                return False
        elif not any(has in wanted for has in (value if isinstance(value, tuple) else (value,))):
            return False
    return True


@given(data=st.data(), subject=SUBJECTS)
def test_exactly_the_rows_that_pass_every_filter_are_selected(dataset, data, subject):
    selection = data.draw(selections(dataset, subject))
    frame = pd.DataFrame(subject.frame(dataset))
    expected = [row.name for _, row in frame.iterrows() if passes(row, selection)]
    assert list(selected(dataset, selection, subject)) == expected


@given(data=st.data(), subject=SUBJECTS)
def test_a_count_is_the_size_of_the_selection_that_its_value_would_give(dataset, data, subject):
    selection = data.draw(selections(dataset, subject))
    dimension = data.draw(st.sampled_from(list(subject.choices)))
    numbers = counts(dataset, selection, dimension, subject)
    lists = choices(dataset, selection, dimension, subject)
    assert list(numbers) == list(lists) == list(subject.dimensions[dimension].values(dataset))
    rest = selection.without(dimension).values
    for value in data.draw(st.sets(st.sampled_from(list(numbers)), max_size=5)):
        narrowed = Selection.of(**rest, **{dimension: [value]})
        ids = selected(dataset, narrowed, subject)
        assert lists[value] == tuple(ids)
        assert numbers[value] == len(counted(dataset, ids) if subject is FEATURES else ids)


@given(data=st.data(), subject=SUBJECTS)
def test_more_values_widen_and_more_filters_narrow(dataset, data, subject):
    selection = data.draw(selections(dataset, subject))
    ids = set(selected(dataset, selection, subject))
    for dimension in selection.values:
        assert ids <= set(selected(dataset, selection.without(dimension), subject))
        if dimension != WORDS:
            wider = Selection.of(
                **selection.without(dimension).values,
                **{dimension: subject.dimensions[dimension].values(dataset)},
            )
            assert ids <= set(selected(dataset, wider, subject))


@given(data=st.data(), subject=SUBJECTS)
def test_a_selection_comes_back_from_its_url(dataset, data, subject):
    selection = data.draw(selections(dataset, subject))
    frame_ids = list(subject.frame(dataset).index)
    ids = ["", *frame_ids, *(dataset.pairs if subject is FEATURES else ())]
    selected_id = data.draw(st.sampled_from(ids))
    query = selection_query(dataset, selection, selected_id, subject)
    assert parse_selection(dataset, query, subject) == (selection, selected_id, [])
    assert parse_selection(dataset, "?" + query, subject) == (selection, selected_id, [])
    again, _, _ = parse_selection(dataset, query, subject)
    assert list(selected(dataset, again, subject)) == list(selected(dataset, selection, subject))


@given(text=st.text(min_size=1, max_size=MAX_WORDS_CHARACTERS).filter(str.strip))
def test_any_words_come_back_from_their_url(dataset, text):
    selection = Selection.of(**{WORDS: [text]})
    query = selection_query(dataset, selection, subject=TASKS)
    assert parse_selection(dataset, query, TASKS) == (selection, "", [])


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["group", "banner", "kind", "q", "id", "energy", "link", "150600", "中文"]),
    st.sampled_from(["&", "=", ",", "%", "%ZZ", "%ff", "+", ";", "?", "#", "\x00", "🙂"]),
)


@given(query=st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)), subject=SUBJECTS)
@example(query="group=energy,,x&group=water&banner=&id=&id=nobody&a=b&q=氢&q=水", subject=FEATURES)
@example(query="frame=partners&at=110,39,7&frame=nowhere", subject=FEATURES)
@example(query="&" * (MAX_QUERY_CHARACTERS + 1), subject=FEATURES)
def test_any_query_is_read_without_an_error_and_what_is_left_out_is_named(dataset, query, subject):
    selection, selected_id, faults = parse_selection(dataset, query, subject)
    for fault in faults:
        assert fault.english()
        assert fault.chinese()
    for dimension, values in selection.values.items():
        assert dimension == WORDS or values <= set(subject.dimensions[dimension].values(dataset))
    given_pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    if len(query) <= MAX_QUERY_CHARACTERS:
        known = {*(found.parameter for found in subject.dimensions.values()), "id"}
        unknown = [name for name, _ in given_pairs if name not in known]
        named = [fault for fault in faults if fault.kind is RequestFault.PARAMETER_UNKNOWN]
        assert len(named) == len(unknown)
    clean = selection_query(dataset, selection, selected_id, subject)
    assert parse_selection(dataset, clean, subject) == (selection, selected_id, [])


def test_unknown_values_and_ids_are_named_and_the_rest_is_used(dataset):
    query = "group=energy,nonsense&id=nobody&colour=red"
    selection, selected_id, faults = parse_selection(dataset, query)
    assert selection == Selection.of(group=["energy"])
    assert selected_id == ""
    assert [(fault.kind, fault.details["value"]) for fault in faults] == [
        (RequestFault.PARAMETER_INVALID, "nonsense"),
        (RequestFault.PARAMETER_INVALID, "nobody"),
        (RequestFault.PARAMETER_UNKNOWN, "colour"),
    ]
    assert "参数" in faults[0].chinese()


def test_a_query_that_is_too_long_is_one_fault(dataset):
    query = "group=" + "x," * MAX_QUERY_CHARACTERS
    selection, selected_id, (fault,) = parse_selection(dataset, query)
    assert (selection, selected_id) == (Selection(), "")
    assert len(fault.chinese()) < 200


def test_a_fault_quotes_only_the_beginning_of_a_long_value(dataset):
    _, _, faults = parse_selection(dataset, "group=" + "x" * 3000 + "&" + "y" * 900 + "=1")
    assert all(len(fault.details["value"]) <= 40 for fault in faults)


def test_of_two_searches_the_last_one_counts(dataset):
    selection, _, faults = parse_selection(dataset, f"q={quote('氢')}&q={quote('教育')}", TASKS)
    assert (selection, faults) == (Selection.of(words=["教育"]), [])


def test_the_words_of_a_url_do_not_depend_on_the_order_of_choosing(dataset):
    one = Selection.of(group=["water", "energy"], kind=["project"])
    other = Selection.of(kind=["project"], group=["energy", "water"])
    assert one == other
    assert selection_query(dataset, one) == selection_query(dataset, other)


def test_no_filter_selects_everything(dataset):
    for subject in (FEATURES, TASKS):
        frame = subject.frame(dataset)
        assert list(selected(dataset, Selection(), subject)) == list(frame.index)
        assert selection_query(dataset, Selection(), subject=subject) == ""


def test_filters_that_exclude_each_other_select_nothing(dataset):
    selection = Selection.of(kind=["positioning"], group=["water"])
    assert selected(dataset, selection).empty
    assert counts(dataset, selection, "group")["industry"] > 0


def test_every_banner_finds_its_own_links_and_the_citywide_ones_apart(dataset):
    by_banner = counts(dataset, Selection(), "banners")
    assert by_banner["150600"] > 0
    assert all(by_banner[adcode] > 0 for adcode in dataset.geodata.banners.index)
    hanggin = selected(dataset, Selection.of(banners=["150625"]))
    assert "ejin-horo-hanggin-mutual-help" in hanggin
    assert "jungar-dalad-mutual-help" not in hanggin


def test_selecting_does_not_depend_on_rows_being_there(dataset):
    empty = replace(dataset, features=dataset.features.iloc[:0])
    assert selected(empty, Selection.of(group=["energy"], banners=["150625"])).empty
    assert set(counts(empty, Selection(), "group").values()) == {0}
