"""The search box: what it shows while typing, and what choosing a hit does to page and address."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ordos_geo import wording
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.selection.search import build_index, search
from ordos_geo.ui.widgets.search_box import HITS_PER_KIND
from support.limits import LIMIT_S

DALAD = "150621"
S27 = "s27-expressway"


def page(kinds: tuple[str, ...] = ()) -> None:
    """Address and search box, and nothing else of a map page."""
    from ordos_geo.analysis import Selection
    from ordos_geo.ui.shell.address import enter_page, shown_address, write_page
    from ordos_geo.ui.shell.catalog import load_catalog
    from ordos_geo.ui.widgets.search_box import search_box

    catalog = load_catalog()
    enter_page("matrix", catalog.dataset)
    search_box(catalog, Selection.of(kind=kinds))
    write_page("matrix", catalog.dataset, shown_address("matrix"))


def open_page(*kinds: str, **parameters: str) -> AppTest:
    app = AppTest.from_function(page, kwargs={"kinds": kinds}, default_timeout=LIMIT_S)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def type_in(app: AppTest, query: str) -> AppTest:
    app.text_input(key="search_query").set_value(query).run()
    assert not app.exception
    return app


def choose(app: AppTest, kind: str, name: str) -> None:
    app.button(key=f"hit_{kind}_{name}").click().run()
    assert not app.exception


def headings(app: AppTest) -> list[str]:
    return [caption.value for caption in app.caption]


def test_nothing_hangs_below_until_something_is_typed():
    app = open_page()
    assert not app.exception
    assert not app.button
    assert not type_in(app, "   ").button


def test_hits_are_grouped_under_the_name_of_their_kind_with_their_number(dataset):
    app = type_in(open_page(), "北京")
    results = search(build_index(dataset), "北京", HITS_PER_KIND)
    assert len(app.button) == sum(map(len, results.groups.values()))
    links = dataset.vocabularies["feature_kind"].label("link")
    more = wording.general.FOUND_FIRST.format(
        kind=links, shown=HITS_PER_KIND, total=results.totals["link"]
    )
    partners = wording.general.FOUND.format(kind=wording.general.DIMENSIONS["partners"], total=1)
    assert headings(app)[0] == partners
    assert more in headings(app)


def test_initials_find_a_banner_and_choosing_it_filters_and_clears_the_box():
    app = type_in(open_page(), "dltq")
    choose(app, "banner", DALAD)
    assert dict(app.query_params) == {"banner": DALAD}
    assert app.text_input(key="search_query").value == ""
    assert not app.button


@pytest.mark.parametrize(
    ("query", "kind", "name", "expected"),
    [
        ("上海", "partner", "shanghai", {"partner": "shanghai"}),
        ("csj", "corridor", "yangtze-delta", {"corridor": "yangtze-delta"}),
        ("nyj", "unit", "energy-bureau", {"unit": "energy-bureau"}),
        ("揭榜挂帅", "measure", "3-5", {"measure": "3-5"}),
        ("西门子", "place", "apt-siemens", {"q": "APT（西门子）公司"}),
        ("S27", "project", S27, {"id": S27}),
    ],
)
def test_choosing_a_hit_makes_it_the_selection(query, kind, name, expected):
    app = type_in(open_page(), query)
    choose(app, kind, name)
    assert dict(app.query_params) == expected


def test_other_filters_stay_where_the_hit_leaves_something_of_them(dataset):
    kept = Selection.of(group=["energy"], partners=["shanghai"])
    assert len(selected(dataset, kept))
    app = type_in(open_page(group="energy"), "上海")
    choose(app, "partner", "shanghai")
    assert dict(app.query_params) == {"group": "energy", "partner": "shanghai"}


def test_filters_that_would_hide_the_hit_are_dropped(dataset):
    assert S27 not in selected(dataset, Selection.of(group=["water"]))
    app = type_in(open_page(group="water"), "S27")
    choose(app, "project", S27)
    assert dict(app.query_params) == {"id": S27}

    assert selected(dataset, Selection.of(kind=["park"], partners=["shanghai"])).empty
    app = type_in(open_page(kind="park"), "上海")
    choose(app, "partner", "shanghai")
    assert dict(app.query_params) == {"partner": "shanghai"}


def test_map_moves_to_what_was_chosen():
    app = type_in(open_page(), "S27")
    assert "view" not in app.session_state
    choose(app, "project", S27)
    first = app.session_state["view"]
    choose(type_in(app, "dltq"), "banner", DALAD)
    assert app.session_state["view"] != first


def test_page_about_some_kinds_finds_no_others():
    app = type_in(open_page("project"), "北京")
    kinds = {button.key.split("_")[1] for button in app.button}
    assert "project" in kinds
    assert "partner" in kinds
    assert not kinds & {"link", "park", "positioning"}


def test_nothing_found_offers_the_nearest_and_clicking_it_looks_for_that():
    app = type_in(open_page(), "达啦特旗")
    assert headings(app) == [wording.general.FOUND_NEAREST.format(query="达啦特旗")]
    app.button(key="nearest_0").click().run()
    assert app.text_input(key="search_query").value == "达拉特旗"
    assert app.button(key=f"hit_banner_{DALAD}")


def test_nothing_like_it_says_so_and_shows_what_was_typed_as_it_is():
    app = type_in(open_page(), "zz*zz* <b>")
    assert headings(app) == [wording.general.FOUND_NOTHING.format(query=r"zz\*zz\* \<b\>")]
    assert not app.button


@pytest.mark.parametrize("query", ["。", "a" * 5000, "\x00", "<img onerror=x>", "**", "' or 1=1"])
def test_any_words_leave_a_working_box(query):
    app = type_in(open_page(), query)
    assert not app.error
