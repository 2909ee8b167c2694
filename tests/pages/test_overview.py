"""The overview page: counts, empty results, broken addresses, choosing from the list."""

from __future__ import annotations

import re

import pytest

from ordos_geo import wording
from ordos_geo.address.selection import parse_selection
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.count_words import short_words
from ordos_geo.analysis.facts import feature_facts, listed_name
from ordos_geo.analysis.summary import statement_features, tally
from ordos_geo.cartography.scene.map_scene import class_words, classify
from ordos_geo.cartography.screen.features import pair_name
from ordos_geo.ui.maps.legend_panel import COMPONENT as LEGEND
from ordos_geo.ui.maps.panels import pair_words
from support.app import component, legend_counts
from support.counts import choice_words, count_lines, plain, said_of

ORDOS_BANNER = "150625"


def html(app) -> str:
    """All HTML panels of the page, without the style sheet."""
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if "<style" not in body)


def shown_count(app) -> list[str]:
    return re.findall(r"<strong>(.*?)</strong>", html(app))


def listed(app) -> list[str]:
    """Names in the table, which it unfolds."""
    app.session_state["feature_table_fold"] = True
    app.run()
    return list(app.dataframe[0].value[wording.general.FEATURE_COLUMNS["name"]])


def names(dataset, ids) -> list[str]:
    return list(dataset.features.loc[ids, "name"])


def of_dimension(app, dimension: str):
    name = f"filter_{dimension}"
    return next(item for item in (*app.button_group, *app.multiselect) if item.key == name)


def expect_no_problem(app) -> None:
    assert not app.exception
    assert not app.error
    assert wording.general.ADDRESS_PROBLEM not in html(app)


def test_everything_is_shown_at_first(open_app, dataset):
    app = open_app()
    expect_no_problem(app)
    assert shown_count(app) == count_lines(said_of(dataset, Selection()))
    assert sorted(listed(app)) == sorted(dataset.features["name"])
    assert wording.general.DETAIL_HINT in html(app)
    assert dict(app.query_params) == {}


@pytest.mark.parametrize(
    "parameters",
    [
        {"group": "energy"},
        {"group": "water,ecology", "banner": ORDOS_BANNER},
        {"kind": "project"},
        {"kind": "link,park", "group": "industry", "banner": "150602,150600"},
    ],
    ids="&".join,
)
def test_counts_list_and_chips_agree_with_the_selection(open_app, dataset, parameters):
    app = open_app(**parameters)
    expect_no_problem(app)
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    selection, _, faults = parse_selection(dataset, query)
    assert not faults
    ids = selected(dataset, selection)
    assert 0 < len(ids) < len(dataset.features)
    assert shown_count(app) == count_lines(said_of(dataset, selection))
    assert sorted(listed(app)) == sorted(names(dataset, ids))
    app.session_state["more_filters"] = True  # unfold them
    app.run()
    for dimension in ("group", "kind", "banners"):
        labels = of_dimension(app, dimension).options
        said = choice_words(dataset, selection, dimension)
        assert len(labels) == len(said)
        assert all(
            plain(label).endswith(f" {words}") for label, words in zip(labels, said, strict=True)
        )


def test_legend_counts_every_shown_feature_once(open_app, dataset):
    app = open_app(group="energy,transport")
    shown = selected(dataset, Selection.of(group=["energy", "transport"]))
    classes = classify(dataset, shown, bundled=True)
    assert legend_counts(app) == {member.key: class_words(member) for member in classes}
    assert wording.general.SCHEMATIC_NOTE in component(app, LEGEND)["notes"]


def test_a_chosen_class_is_the_selection_and_the_others_can_be_called_back(open_app, dataset):
    code = "project-hydrogen_pipeline-line-schematic"
    app = open_app(group="energy", **{"class": code})
    expect_no_problem(app)
    ids = selected(dataset, Selection.of(group=["energy"], classes=[code]))
    assert 0 < len(ids) < len(selected(dataset, Selection.of(group=["energy"])))
    assert sorted(listed(app)) == sorted(names(dataset, ids))
    assert component(app, LEGEND)["chosen"] == [code]
    assert legend_counts(app) == legend_counts(open_app(group="energy"))


def test_filtering_with_chips_writes_the_address(open_app, dataset):
    app = open_app()
    of_dimension(app, "group").set_value(["water", "energy"]).run()
    expect_no_problem(app)
    ids = selected(dataset, Selection.of(group=["energy", "water"]))
    assert sorted(listed(app)) == sorted(names(dataset, ids))
    # in display order, whatever the order of clicks
    assert app.query_params["group"] == "energy,water"


def test_folded_filters_keep_what_they_were_set_to(open_app, dataset):
    app = open_app(theme="energy")
    assert not any(item.key == "filter_theme" for item in app.multiselect)
    of_dimension(app, "banners").set_value([ORDOS_BANNER]).run()
    expect_no_problem(app)
    ids = selected(dataset, Selection.of(theme=["energy"], banners=[ORDOS_BANNER]))
    assert sorted(listed(app)) == sorted(names(dataset, ids))
    assert dict(app.query_params) == {"theme": "energy", "banner": ORDOS_BANNER}


def test_table_is_made_when_it_is_unfolded(open_app, dataset):
    app = open_app(group="energy")
    assert not app.dataframe
    app.session_state["feature_table_fold"] = True
    app.run()
    ids = selected(dataset, Selection.of(group=["energy"]))
    assert sorted(app.dataframe[0].value.index) == sorted(ids)


def test_short_lists_offer_what_is_on_the_map(open_app, dataset):
    assert len(open_app().selectbox(key="selected_id").options) == 1
    shown = selected(dataset, Selection.of(group=["energy"]))
    options = open_app(group="energy").selectbox(key="selected_id").options[1:]
    assert sorted(options) == sorted(listed_name(dataset, i) for i in shown)


def test_reset_shows_everything_again(open_app, dataset):
    app = open_app(group="energy", banner=ORDOS_BANNER)
    reset = next(button for button in app.button if button.label == wording.general.RESET)
    reset.click().run()
    expect_no_problem(app)
    assert shown_count(app) == count_lines(said_of(dataset, Selection()))
    assert dict(app.query_params) == {}


def test_empty_result_names_the_filter_to_drop(open_app, dataset):
    empty = Selection.of(kind=["park"], group=["energy"])
    assert selected(dataset, empty).empty
    app = open_app(kind="park", group="energy")
    expect_no_problem(app)
    assert shown_count(app) == count_lines(said_of(dataset, empty))
    hints = [
        wording.general.EMPTY.format(
            dimension=wording.general.DIMENSIONS[name],
            counts=short_words(tally(dataset, selected(dataset, empty.without(name)))),
        )
        for name in ("kind", "group")
    ]
    assert app.info[0].value in hints


def test_empty_result_for_two_reasons_says_to_clear_all(open_app, dataset):
    parameters = {"kind": "park", "group": "water", "partner": "beijing"}
    selection, _, _ = parse_selection(dataset, "&".join(f"{k}={v}" for k, v in parameters.items()))
    assert all(selected(dataset, selection.without(name)).empty for name in selection.values)
    app = open_app(**parameters)
    assert [info.value for info in app.info] == [wording.general.EMPTY_ALL]


def test_broken_address_is_named_and_the_rest_is_used(open_app, dataset):
    app = open_app(group="energy,nonsense", banner="99", colour="1", id="nope")
    assert not app.exception
    assert not app.error
    assert wording.general.ADDRESS_PROBLEM in html(app)
    for bad in ("nonsense", "99", "colour", "nope"):
        assert f"“{bad}”" in html(app)
    ids = selected(dataset, Selection.of(group=["energy"]))
    assert sorted(listed(app)) == sorted(names(dataset, ids))
    assert dict(app.query_params) == {"group": "energy"}


@pytest.mark.parametrize("value", ["", ",", "%", "\x00", "0" * 5000, "能源", "' or 1=1"])
def test_any_value_in_the_address_leaves_a_working_page(open_app, dataset, value):
    app = open_app(group=value)
    assert not app.exception
    assert not app.error
    assert sorted(listed(app)) == sorted(dataset.features["name"])


def test_choosing_from_the_list_shows_clause_quote_and_units(open_app, dataset):
    feature = dataset.features.query("kind == 'project' and measure_id != ''").iloc[0]
    app = open_app(kind="project", group=feature["group"])
    app.selectbox(key="selected_id").set_value(feature.name).run()
    expect_no_problem(app)
    measure = dataset.plan.measure(feature["measure_id"])
    body = html(app)
    assert f"<h3>{feature['name']}</h3>" in body
    assert wording.general.clause_label(measure.chapter_no, measure.no, measure.title) in body
    assert f"<mark>{feature['quote']}</mark>" in body
    assert "、".join(feature_facts(dataset, feature.name).units) in body
    assert app.query_params["id"] == feature.name


@pytest.mark.parametrize("kind", ["link", "project", "park", "positioning"])
def test_address_of_any_kind_of_feature_opens_it(open_app, dataset, kind):
    feature = dataset.features.query("kind == @kind").iloc[-1]
    app = open_app(id=feature.name)
    expect_no_problem(app)
    assert app.selectbox(key="selected_id").value == feature.name
    assert f"<h3>{feature['name']}</h3>" in html(app)


def test_context_says_so_and_gives_its_source(open_app, dataset):
    feature = dataset.features.query("measure_id == ''").iloc[0]
    body = html(open_app(id=feature.name))
    assert wording.general.CONTEXT in body
    assert wording.general.UNITS not in body
    assert feature["basis"].split("；")[0] in body


def test_pair_lists_its_links_and_says_how_many_pass_the_filter(open_app, dataset):
    def themes(pair):
        return set(dataset.features.loc[list(pair.link_ids), "group"])

    pair = next(pair for pair in dataset.pairs.values() if len(themes(pair)) > 1)
    group = min(themes(pair))
    shown = [i for i in pair.link_ids if dataset.features.loc[i, "group"] == group]
    app = open_app(id=pair.id, group=group)
    expect_no_problem(app)
    body = html(app)
    assert f"<h3>{pair_name(dataset, pair)}</h3>" in body
    assert pair_words(dataset, pair.link_ids) in body
    assert wording.general.PAIR_SHOWN.format(counts=pair_words(dataset, shown)) in body
    listed = re.findall(r"<summary><b>[^<]*</b> ([^<]*)</summary>", body)
    found = tally(dataset, shown)
    in_order = [i for code in found.statements for i in statement_features(dataset, shown, code)]
    assert sorted(in_order) == sorted(shown)
    assert listed == list(dataset.features.loc[in_order, "name"])
    assert body.count("<blockquote>") == len(found.statements)


def test_chosen_feature_stays_chosen_when_a_filter_hides_it(open_app, dataset):
    feature = dataset.features.query("kind == 'project' and group == 'energy'").iloc[0]
    app = open_app(id=feature.name)
    of_dimension(app, "group").set_value(["water"]).run()
    expect_no_problem(app)
    assert app.selectbox(key="selected_id").value == feature.name
    assert f"<h3>{feature['name']}</h3>" in html(app)
    assert wording.general.DETAIL_OUTSIDE in html(app)
    assert dict(app.query_params) == {"group": "water", "id": feature.name}

    of_dimension(app, "group").set_value([]).run()
    assert app.selectbox(key="selected_id").value == feature.name
    assert wording.general.DETAIL_OUTSIDE not in html(app)
