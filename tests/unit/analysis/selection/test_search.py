"""Search: what is found by which spelling, in which order, and what choosing a hit does."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ordos_geo.analysis import FEATURES, Selection, selected
from ordos_geo.analysis.selection.dimensions import MAX_WORDS_CHARACTERS, WORDS
from ordos_geo.analysis.selection.search import (
    BANNER,
    CORRIDOR,
    MEASURE,
    PARTNER,
    PLACE,
    SUGGESTIONS,
    UNIT,
    SearchIndex,
    build_index,
    fold,
    search,
)
from support.examples import at_most

EVERYTHING = 10_000
DALAD = "150621"


@pytest.fixture(scope="module")
def index(dataset) -> SearchIndex:
    return build_index(dataset)


def ids(index, query: str, kind: str) -> list[str]:
    return [hit.id for hit in search(index, query, EVERYTHING).groups.get(kind, ())]


def best(index, query: str):
    """The first hit of the first group."""
    return next(iter(search(index, query, EVERYTHING).groups.values()))[0]


@pytest.mark.parametrize(
    "query",
    [
        "达拉特旗",
        "达旗",
        "dltq",
        "DLTQ",
        "ｄｌｔｑ",
        "dalateqi",
        "dalate",
        "da la te qi",
        "dalatq",
        "dltqi",
    ],
)
def test_banner_is_found_first_by_any_spelling(index, query):
    hit = best(index, query)
    assert (hit.kind, hit.id, hit.label) == (BANNER, DALAD, "达拉特旗")


@pytest.mark.parametrize(
    ("query", "kind", "found"),
    [
        ("chongqing", PARTNER, "chongqing"),
        ("cq", PARTNER, "chongqing"),
        ("chengyu", CORRIDOR, "chengdu-chongqing"),
        ("kangbashi", BANNER, "150603"),
        ("changsanjiao", CORRIDOR, "yangtze-delta"),
        ("csj", CORRIDOR, "yangtze-delta"),
        ("wulanchabu", PARTNER, "ulanqab"),
    ],
)
def test_character_with_several_readings_is_found_by_the_one_of_its_word(index, query, kind, found):
    assert ids(index, query, kind)[0] == found


def test_other_readings_of_a_character_are_tried_where_nothing_else_is_found(index):
    assert ids(index, "zhongqing", PARTNER) == ["chongqing"]
    # 市 can be read fu: 市国有资产… would be fgw too
    assert ids(index, "fgw", UNIT) == ["development-and-reform-commission"]


@pytest.mark.parametrize(
    ("query", "kind", "found", "matched"),
    [
        ("发改委", UNIT, "development-and-reform-commission", "市发改委"),
        ("大湾区", CORRIDOR, "greater-bay-area", "大湾区"),
        ("bvmw", PLACE, "bvmw", "BVMW"),
        (
            "上海庙开发区",
            "park",
            "positioning-shanghaimiao-economic-development-zone",
            "上海庙开发区",
        ),
    ],
)
def test_alias_is_found_and_named(index, query, kind, found, matched):
    hit = search(index, query, EVERYTHING).groups[kind][0]
    assert (hit.id, hit.matched) == (found, matched)


@pytest.mark.parametrize(
    ("query", "project_id"),
    [
        ("包鄂榆高铁", "baotou-ordos-yulin-railway"),
        ("beygt", "baotou-ordos-yulin-railway"),
        ("鄂尔多斯北京科创园", "beijing-science-park"),
        ("鄂尔多斯 (北京) 科创园", "beijing-science-park"),
        ("s27", "s27-expressway"),
        ("Ｓ２７高速", None),
    ],
)
def test_project_is_found_whatever_width_case_spaces_and_brackets(index, query, project_id):
    found = ids(index, query, "project")
    assert found[:1] == ([project_id] if project_id else [])


@pytest.mark.parametrize("query", ["1-3", "一（三）", "建立双向帮扶机制", "jlsxbfjz"])
def test_measure_is_found_by_number_and_title(index, query):
    assert ids(index, query, MEASURE)[0] == "1-3"


def test_clause_text_is_found_with_the_words_around(index, dataset):
    results = search(index, "揭榜挂帅", EVERYTHING)
    (hit,) = results.groups[MEASURE]
    assert hit.id == "3-5"
    assert "揭榜挂帅" in hit.matched
    assert hit.matched.strip("…") in dataset.plan.measure("3-5").text.replace("\n", " ")
    assert [hit.id for hit in search(index, "jiebangguashuai", 5).groups[MEASURE]] == ["3-5"]


def test_exact_comes_before_prefix_before_inside_before_clause_text(index):
    results = search(index, "北京", EVERYTHING)
    assert next(iter(results.groups)) == PARTNER
    for hits in results.groups.values():
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
    positions = [hit.matched.find("北京") for hit in results.groups["link"]]
    assert positions[0] == 0
    assert [position > 0 for position in positions] == sorted(p > 0 for p in positions)
    exact, prefix = results.groups[PARTNER][0].score, results.groups["link"][0].score
    inside, clause = results.groups["link"][-1].score, results.groups[MEASURE][-1].score
    assert exact > prefix > inside > best(index, "beijing").score > clause


def test_limit_holds_for_each_kind_and_totals_tell_the_rest(index, dataset):
    all_hits = search(index, "鄂尔多斯", EVERYTHING)
    some = search(index, "鄂尔多斯", 2)
    assert some.totals == all_hits.totals
    assert list(some.groups) == list(all_hits.groups)
    for kind, hits in some.groups.items():
        assert hits == all_hits.groups[kind][:2]
    named = dataset.features["name"].str.contains("鄂尔多斯") & (dataset.features["kind"] == "link")
    assert all_hits.totals["link"] == named.sum()


def test_only_the_kinds_that_are_asked_for_are_found(index):
    assert set(search(index, "北京", 5, kinds={"project", PARTNER}).groups) == {"project", PARTNER}


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("达啦特旗", "达拉特旗"),
        ("准葛尔旗", "准格尔旗"),
        ("dltqq", "达拉特旗"),
        ("dalatepi", "达拉特旗"),
        ("鄂托客旗", "鄂托克旗"),
        ("京津翼", "京津冀"),
    ],
)
def test_nothing_found_suggests_the_nearest_name_which_is_then_found(index, query, nearest):
    results = search(index, query, 5)
    assert not results.groups
    assert results.suggestions[0] == nearest
    assert len(results.suggestions) <= SUGGESTIONS
    assert search(index, nearest, 5).groups


@pytest.mark.parametrize("query", ["", "   ", "，。（）", "　"])
def test_query_without_letters_or_characters_finds_and_suggests_nothing(index, query):
    results = search(index, query, 5)
    assert (dict(results.groups), results.suggestions) == ({}, ())


def test_nothing_like_it_suggests_nothing(index):
    results = search(index, "zzzzzz", 5)
    assert (dict(results.groups), results.suggestions) == ({}, ())


def test_choosing_any_entry_gives_a_selection_that_holds(index, dataset):
    features = set(dataset.features.index)
    for entry in index.entries:
        if entry.dimension == WORDS:
            # a place is only found where the map has something of it
            assert len(selected(dataset, Selection.of(words=[entry.value])))
            assert len(entry.value) <= MAX_WORDS_CHARACTERS
        elif entry.dimension:
            assert entry.value in FEATURES.choices[entry.dimension].values(dataset)
        else:
            assert entry.value in features


def test_everything_named_can_be_found_by_its_own_name(index, dataset):
    entries = {(entry.kind, entry.id): entry for entry in index.entries}
    assert len(entries) == len(index.entries)
    assert {i for kind, i in entries if kind in dataset.vocabularies["feature_kind"].codes} == set(
        dataset.features.index
    )
    for kind, expected in {
        BANNER: dataset.banner_names,
        PARTNER: dataset.partner_ids,
        CORRIDOR: dataset.register.corridors.index,
        UNIT: dataset.register.units.index,
        MEASURE: [measure.id for measure in dataset.plan.measures],
    }.items():
        assert {i for found, i in entries if found == kind} == set(expected)
    for (kind, entry_id), entry in list(entries.items())[::7]:
        assert entry_id in ids(index, entry.texts[0].written, kind)


@settings(max_examples=at_most(30))
@given(
    query=st.one_of(
        st.text(max_size=80),
        st.text(alphabet="dltqbeijngs 27达拉特旗北京（）", max_size=60),
        st.characters().map(lambda character: character * 60),
    ),
    limit=st.integers(0, 6),
)
@example(query="\ud800", limit=3)
@example(query="ﷺ" * 60, limit=3)
@example(query="İ", limit=3)
@example(query="a" * 5000, limit=3)
def test_any_query_is_answered_the_same_way_twice(index, query, limit):
    results = search(index, query, limit)
    assert search(index, query, limit) == results
    assert all(len(hits) <= limit for hits in results.groups.values())
    assert not (results.groups and results.suggestions)
    assert search(index, query[:MAX_WORDS_CHARACTERS], limit) == results


@given(text=st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
