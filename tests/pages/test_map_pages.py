"""Pages of relations, infrastructure and parks: scope, filters, flows, view, walk, table."""

from __future__ import annotations

import csv
import json
import re
from itertools import product

import pytest

from ordos_geo import wording
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.count_words import chip_words, count_words, short_words
from ordos_geo.analysis.facts import listed_name
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.summary import tally
from ordos_geo.cartography.geometry.viewport import CLOSEST_ZOOM, ORDOS_AND_NEIGHBOURS, PARTNERS
from ordos_geo.cartography.scene.map_scene import class_words, classify
from ordos_geo.ui.shell.catalog import load_catalog
from support.app import ProjectApp, legend_counts
from support.counts import count_lines, plain

PAGES = {"relations": ("link",), "infrastructure": ("project",), "parks": ("park", "positioning")}
MOST_LISTED = 60
"""Longer lists are not sent."""

every_page = pytest.mark.parametrize("page", PAGES)


@pytest.fixture
def open_map(project_root):
    def open_at(page, **parameters):
        app = ProjectApp(project_root)
        app.switch_page(f"pages/maps/{page}.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        expect_no_exception(app)
        return app

    return open_at


def expect_no_exception(app) -> None:
    assert not app.exception
    assert not app.error


def html(app) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if "<style" not in body)


def button(app, label):
    return next(item for item in app.button if item.label == label)


def widget(app, key):
    return next(item for item in (*app.button_group, *app.multiselect) if item.key == key)


def deck(app) -> dict:
    return json.loads(app.get("deck_gl_json_chart")[0].proto.json)


def camera(app) -> tuple[float, float, float]:
    state = deck(app)["initialViewState"]
    return state["longitude"], state["latitude"], state["zoom"]


def drawn_ids(app) -> set[str]:
    """Ids that the map draws, a bundle's links all of them."""
    catalog = load_catalog()
    published = catalog.published
    files = (*published.arcs, *published.bundles, *published.lines, *published.points)
    ids_of = {file.name: file.ids for file in files}
    layers = [
        layer
        for entry in deck(app)["layers"]
        for layer in (entry if isinstance(entry, list) else [entry])
    ]
    found = {
        ids_of[layer["id"]][index]
        for layer in layers
        if layer["id"] in ids_of
        for index in layer["filterCategories"]
    }
    pairs = catalog.dataset.pairs
    return {i for name in found for i in (pairs[name].link_ids if name in pairs else (name,))}


def expect_shown(app, dataset, page, ids) -> None:
    """Count line, list, legend and map show these and no others."""
    expect_no_exception(app)
    scope = dataset.features.index[dataset.features["kind"].isin(PAGES[page])]
    said = count_lines(count_words(dataset, ids, scope))
    assert re.findall(r"<strong>(.*?)</strong>", html(app)) == said
    _, *names = app.selectbox(key="selected_id").options
    if names or len(ids) == 0:
        assert sorted(names) == sorted(listed_name(dataset, i) for i in ids)
    else:  # a long list is not sent
        assert len(ids) > 20
    bundled = MAP_PAGES[page].is_bundled(len(ids))
    classes = classify(dataset, ids, bundled=bundled)
    assert legend_counts(app) == {member.key: class_words(member) for member in classes}


# ---------------------------------------------------------------- scope, empty, broken


@every_page
def test_page_shows_its_kinds_and_nothing_else(open_map, dataset, page):
    app = open_map(page)
    ids = dataset.features.index[dataset.features["kind"].isin(PAGES[page])]
    expect_shown(app, dataset, page, ids)
    assert drawn_ids(app) == set(ids)
    assert dict(app.query_params) == {}
    assert not app.info


@every_page
def test_chips_and_banners_count_what_the_page_is_about(open_map, dataset, page):
    features = dataset.features[dataset.features["kind"].isin(PAGES[page])]
    app = open_map(page, banner="150621")
    there = features[features["banners"].map(lambda codes: "150621" in codes)]
    labels = [plain(label) for label in widget(app, "filter_group").options]
    for code, label in zip(dataset.vocabularies["project_group"].codes, labels, strict=True):
        found = tally(dataset, there.index[there["group"] == code])
        said = [label.removeprefix(dataset.vocabularies["project_group"].label(code)).strip()]
        assert said == [" ".join(filter(None, chip_words(found)))]
    # a filter does not count against itself
    labels = widget(app, "filter_banners").options
    for code, label in zip(dataset.banner_names, labels, strict=True):
        here = features.index[features["banners"].map(lambda codes, code=code: code in codes)]
        assert label.endswith(f" {short_words(tally(dataset, here))}")
    expect_shown(app, dataset, page, there.index)
    assert drawn_ids(app) == set(there.index)


@every_page
def test_empty_page_names_a_filter_whose_removal_helps(open_map, dataset, page):
    features = dataset.features[dataset.features["kind"].isin(PAGES[page])]

    def left(group=None, banner=None):
        fits = features["group"].eq(group) if group else features["group"].notna()
        there = features["banners"].map(lambda codes: banner is None or banner in codes)
        return features.index[fits & there]

    codes = dataset.vocabularies["project_group"].codes
    group, banner = next(
        (group, banner)
        for group, banner in product(codes, dataset.banner_names)
        if left(group, banner).empty and not left(group).union(left(banner=banner)).empty
    )
    app = open_map(page, group=group, banner=banner)
    expect_shown(app, dataset, page, [])
    assert drawn_ids(app) == set()
    helpful = {"group": left(banner=banner), "banners": left(group)}
    assert app.info[0].value in {
        wording.general.EMPTY.format(
            dimension=wording.general.DIMENSIONS[name], counts=short_words(tally(dataset, ids))
        )
        for name, ids in helpful.items()
        if len(ids)
    }
    assert button(app, wording.general.SEE_RESULTS).disabled


@every_page
def test_broken_address_is_named_and_the_rest_is_used(open_map, dataset, page):
    app = open_map(page, group="industry,nonsense", banner="99", colour="red", id="nobody")
    for bad in ("nonsense", "99", "colour", "nobody"):
        assert f"“{bad}”" in html(app)
    ids = selected(dataset, Selection.of(group=["industry"], kind=PAGES[page]))
    expect_shown(app, dataset, page, ids)
    assert dict(app.query_params) == {"group": "industry"}


def test_kind_in_the_address_does_not_widen_the_page(open_map, dataset):
    app = open_map("parks", kind="link")
    ids = selected(dataset, Selection.of(kind=PAGES["parks"]))
    expect_shown(app, dataset, "parks", ids)


# ---------------------------------------------------------------- filters


def test_chip_of_an_active_filter_removes_that_value_only(open_map, dataset):
    app = open_map("infrastructure", group="energy,water", stage="building")
    app.button(key="remove_group_energy").click().run()
    ids = selected(dataset, Selection.of(group=["water"], stage=["building"], kind=["project"]))
    expect_shown(app, dataset, "infrastructure", ids)
    assert dict(app.query_params) == {"group": "water", "stage": "building"}
    chips = {item.key: item.label for item in app.button if str(item.key).startswith("remove_")}
    water = dataset.vocabularies["project_group"].label("water")
    building = dataset.vocabularies["stage"].label("building")
    assert chips == {
        "remove_group_water": wording.general.REMOVE_FILTER.format(label=water),
        "remove_stage_building": wording.general.REMOVE_FILTER.format(label=building),
    }


def test_chip_removes_the_words_that_are_searched(open_map, dataset):
    app = open_map("relations", q="氢")
    ids = selected(dataset, Selection.of(words=["氢"], kind=["link"]))
    expect_shown(app, dataset, "relations", ids)
    app.button(key="remove_words_氢").click().run()
    assert dict(app.query_params) == {}


def flow_ids(dataset, way: str, place_id: str) -> set[str]:
    """Ids of the links, read from the register: what a place gives, receives, does with others."""
    stands_for = dict(zip(dataset.places.index, dataset.places["partner_id"], strict=True))
    found = set()
    for link_id, row in dataset.register.links.iterrows():
        origin, end = (stands_for[row[c]] or row[c] for c in ("origin_id", "destination_id"))
        ways = {("out", origin), ("in", end)} if row["directed"] else {("mutual", origin)}
        if not row["directed"]:
            ways.add(("mutual", end))
        if (way, place_id) in ways:
            found.add(link_id)
    return found


@pytest.mark.parametrize("place_id", ["beijing", "dalad", "ordos"])
def test_flows_of_a_place_are_those_of_the_register(open_map, dataset, place_id):
    expected = {way: flow_ids(dataset, way, place_id) for way in wording.general.FLOW_WAYS}
    app = open_map("relations")
    app.selectbox(key="flow_place").set_value(place_id).run()
    expect_shown(app, dataset, "relations", set().union(*expected.values()))
    offered = {way: ids for way, ids in expected.items() if ids}
    assert widget(app, "filter_flows").options == [
        wording.general.FLOW_COUNT.format(
            way=wording.general.FLOW_WAYS[way],
            n=len(dataset.register.links.loc[list(ids), ["measure_id", "quote"]].drop_duplicates()),
        )
        for way, ids in offered.items()
    ]
    for way, ids in offered.items():
        widget(app, "filter_flows").set_value([f"{way}:{place_id}"]).run()
        expect_shown(app, dataset, "relations", ids)
        assert drawn_ids(app) >= ids
        assert app.query_params["flow"] == f"{way}:{place_id}"
    app.selectbox(key="flow_place").set_value("").run()
    expect_shown(app, dataset, "relations", dataset.register.links.index)
    assert dict(app.query_params) == {}


def test_a_small_number_of_links_is_drawn_one_by_one(open_map, dataset):
    assert drawn_ids(open_map("relations", flow="in:beijing")) == flow_ids(dataset, "in", "beijing")


def test_corridor_card_names_its_members_clause_and_words(open_map, dataset, project_root):
    file = project_root / "geo" / "corridors" / "members.csv"
    with file.open(encoding="utf-8", newline="") as handle:
        rows = [
            row for row in csv.DictReader(handle) if row["corridor_id"] == "beijing-tianjin-hebei"
        ]
    body = html(open_map("relations", corridor="beijing-tianjin-hebei"))
    corridor = dataset.register.corridors.loc["beijing-tianjin-hebei"]
    heading, line = re.search(r"<h3>(.*?)</h3>\s*<p>.*?：(.*?)</p>", body).groups()
    assert heading == corridor["name"]
    assert len(rows) > 1
    assert sorted(line.split("、")) == sorted(row["name"] for row in rows)
    assert f"<mark>{corridor['quote']}</mark>" in body
    assert dataset.plan.measure(corridor["measure_id"]).title in body


def test_every_corridor_has_a_card(open_map, dataset):
    corridors = dataset.register.corridors
    body = html(open_map("relations", corridor=",".join(corridors.index)))
    headings = re.findall(r"<h3>(.*?)</h3>", body)
    assert sorted(headings) == sorted(corridors["name"])


# ---------------------------------------------------------------- view


def test_results_are_framed_and_see_all_returns_home(open_map):
    frame = ORDOS_AND_NEIGHBOURS
    first = (frame.longitude, frame.latitude, frame.zoom)
    app = open_map("parks", banner="150621")
    assert camera(app) == first
    button(app, wording.general.SEE_RESULTS).click().run()
    assert frame.zoom < camera(app)[2] <= CLOSEST_ZOOM
    button(app, wording.general.SEE_ALL).click().run()
    assert camera(app) == first


@pytest.mark.parametrize("page", ["relations", "parks"])
def test_view_stays_when_a_filter_changes(open_map, page):
    app = open_map(page, banner="150621")
    button(app, wording.general.SEE_RESULTS).click().run()
    before = camera(app)
    app.multiselect(key="filter_banners").set_value(["150625"]).run()
    assert camera(app) == before


def test_see_results_moves_again_after_the_user_has_dragged_the_map_away(open_map):
    app = open_map("parks", banner="150621")
    button(app, wording.general.SEE_RESULTS).click().run()
    before = camera(app)
    button(app, wording.general.SEE_RESULTS).click().run()
    assert camera(app) != before
    assert camera(app) == pytest.approx(before, abs=1e-5)


def test_the_far_frame_has_a_map_of_its_own_and_the_near_one_comes_back(open_map):
    app = open_map("relations")
    for frame in (PARTNERS, ORDOS_AND_NEIGHBOURS):
        widget(app, "frame").set_value(frame.code).run()
        expect_no_exception(app)
        assert camera(app) == (frame.longitude, frame.latitude, frame.zoom)


# ---------------------------------------------------------------- walk and table


def test_next_walks_through_the_list_and_round(open_map, dataset):
    app = open_map("parks", banner="150621")
    names = app.selectbox(key="selected_id").options[1:]
    app.selectbox(key="selected_id").set_value(
        dataset.features.index[dataset.features["name"] == names[0]][0]
    ).run()
    assert len(names) > 1
    for name in (*names[1:], names[0]):
        app.button(key="step_1").click().run()
        assert f"<h3>{name}</h3>" in html(app)
        assert dataset.features.loc[app.query_params["id"], "name"] == name
    app.button(key="step_-1").click().run()
    assert f"<h3>{names[-1]}</h3>" in html(app)


def test_what_was_chosen_is_let_go_and_leaves_the_address(open_map, dataset):
    app = open_map("infrastructure", id=dataset.register.projects.index[0])
    app.button(key="let_go").click().run()
    assert "id" not in app.query_params
    assert "<h3>" not in html(app)
    assert not [item for item in app.button if item.key == "let_go"]


def test_neighbour_opens_and_shares_a_place(open_map, dataset):
    here = dataset.register.projects.index[0]
    app = open_map("infrastructure", id=here)
    keys = [str(item.key) for item in app.button if str(item.key).startswith("neighbour_")]
    assert keys
    for key in keys:
        there = dataset.features.loc[key.removeprefix("neighbour_"), "place_ids"]
        assert set(there) & set(dataset.features.loc[here, "place_ids"])
    app.button(key=keys[0]).click().run()
    assert app.query_params["id"] == keys[0].removeprefix("neighbour_")


def test_address_to_copy_is_that_of_the_page(open_map, dataset):
    here = dataset.register.projects.index[0]
    app = open_map("infrastructure", group="energy", id=here)
    assert app.code[0].value.endswith(f"?group=energy&id={here}")


@every_page
def test_table_has_the_rows_of_the_map_in_the_order_of_the_list(open_map, dataset, page):
    app = open_map(page, group="industry")
    assert not app.dataframe
    app.session_state["feature_table_fold"] = True
    app.run()
    expect_no_exception(app)
    table = app.dataframe[0].value
    ids = selected(dataset, Selection.of(group=["industry"], kind=PAGES[page]))
    assert set(table.index) == set(ids) == drawn_ids(app)
    names = list(table[wording.general.FEATURE_COLUMNS["name"]])
    assert names == app.selectbox(key="selected_id").options[1:]
    assert len(app.get("download_button")) == 2


# ---------------------------------------------------------------- frame and extent in the address


@every_page
def test_frame_and_asked_view_are_in_the_address_and_open_the_same_map(open_map, page):
    app = open_map(page, banner="150621")
    assert set(app.query_params) == {"banner"}
    widget(app, "frame").set_value("partners").run()
    assert app.query_params["frame"] == "partners"
    button(app, wording.general.SEE_RESULTS).click().run()
    expect_no_exception(app)
    parameters = dict(app.query_params)
    assert parameters.keys() >= {"frame", "banner"}
    again = open_map(page, **parameters)
    assert camera(again) == pytest.approx(camera(app), abs=0.006)
    assert widget(again, "frame").value == "partners"
    assert drawn_ids(again) == drawn_ids(app)
    button(again, wording.general.SEE_ALL).click().run()
    assert "at" not in again.query_params


@pytest.mark.parametrize(
    ("parameter", "value"), [("frame", "nowhere"), ("at", "110,99,7"), ("at", "<b>")]
)
def test_an_unknown_frame_or_view_is_named_and_the_first_view_shown(open_map, parameter, value):
    app = open_map("parks", **{parameter: value})
    assert f"“{parameter}”" in html(app)
    assert "已忽略" in html(app)
    assert f"<li>{value}" not in html(app)
    assert "“<b>”" not in html(app)
    assert dict(app.query_params) == {}
    assert camera(app) == camera(open_map("parks"))


def test_the_view_is_kept_on_the_next_page(open_map):
    app = open_map("parks", frame="partners", at="113.5000,35.0000,5.00")
    app.switch_page("pages/maps/relations.py").run()
    expect_no_exception(app)
    assert camera(app) == pytest.approx((113.5, 35.0, 5.0))
    assert app.query_params["frame"] == "partners"
