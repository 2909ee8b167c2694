"""The register says what the plan says: expectations are read from the sentences themselves."""

from __future__ import annotations

import re
from itertools import combinations, product

import pytest

from ordos_geo.analysis import integrity_faults
from ordos_geo.tables import split_list

ORDOS_ADCODE = "150600"


@pytest.fixture(scope="module")
def place_ids(dataset):
    """Id of every place and park by its names."""
    ids = {}
    for place in dataset.places.itertuples():
        for name in (place.name, *split_list(place.aliases)):
            ids.setdefault(name, place.Index)
    return ids


def words(dataset, measure_id, pattern):
    """The groups of a pattern that the measure's text must contain."""
    found = re.search(pattern, dataset.plan.measure(measure_id).text)
    assert found, pattern
    return found.groups()


def links_of(dataset, measure_id):
    links = dataset.register.links
    return links[links["measure_id"] == measure_id]


def test_plan_geodata_and_register_agree(dataset):
    assert integrity_faults(dataset.plan, dataset.geodata, dataset.register) == []


def test_education_and_health_go_from_two_districts_to_four_banners(dataset, place_ids):
    givers, receivers, themes = (
        part.split("、")
        for part in words(dataset, "1-3", r"([^。，]+)加强向([^。，]+)输出([^。，]+)资源")
    )
    codes = {term.label_zh: term.code for term in dataset.vocabularies["theme"]}
    theme_codes = [
        next(code for label, code in codes.items() if label.startswith(theme)) for theme in themes
    ]
    expected = {
        (place_ids[giver], place_ids[receiver], theme, True)
        for giver, receiver, theme in product(givers, receivers, theme_codes)
    }
    assert len(expected) == 2 * 4 * 2
    links = links_of(dataset, "1-3")
    links = links[links["quote"].str.contains("输出教育、医疗资源", regex=False)]
    columns = ["origin_id", "destination_id", "theme", "directed"]
    assert sorted(links[columns].itertuples(index=False, name=None)) == sorted(expected)


def test_two_pairs_of_banners_help_each_other(dataset, place_ids):
    one, two, three, four = words(
        dataset, "1-3", r"推动([^、和]+)和([^、和]+)、([^、和]+)和([^、和]+)分别建立互助合作关系"
    )
    expected = {frozenset({place_ids[a], place_ids[b]}) for a, b in ((one, two), (three, four))}
    links = links_of(dataset, "1-3").query("theme == 'mutual_help' and not directed")
    ends = [frozenset(pair) for pair in zip(links.origin_id, links.destination_id, strict=True)]
    assert len(ends) == 2
    assert set(ends) == expected


def test_support_for_villages_and_farm_produce_runs_between_centre_and_western_banners(
    dataset, place_ids
):
    (listed,) = words(dataset, "1-3", r"推动([^。，]+)提升农副产品品质")
    western = {place_ids[name] for name in listed.split("、")}
    links = links_of(dataset, "1-3")
    helped = links.query("theme == 'mutual_help' and directed")
    assert set(helped["destination_id"]) == western
    assert set(helped["origin_id"]) == {"dongkanga-central-urban-area"}
    supplying = links.query("theme == 'agriculture' and directed")
    assert set(supplying["origin_id"]) == western
    assert set(supplying["destination_id"]) == {"dongkanga-central-urban-area"}


@pytest.mark.parametrize(("measure_id", "count"), [("1-1", 10), ("1-2", 8)])
def test_every_positioning_is_registered_with_its_own_clause(dataset, place_ids, measure_id, count):
    clauses = re.findall(r"支持[^，。]+", dataset.plan.measure(measure_id).text)
    assert len(clauses) == count
    rows = dataset.register.positionings.query("measure_id == @measure_id")
    assert sorted(rows["quote"]) == sorted(clauses)
    for row in rows.itertuples():
        named = [name for name in place_ids if row.quote.removeprefix("支持").startswith(name)]
        assert place_ids[max(named, key=len)] == row.place_id
        assert row.quote.endswith(row.positioning)


def test_positioned_parks_are_parks_and_positioned_banners_are_seats(dataset):
    features = dataset.features
    assert (features["kind"] == "positioning").sum() == 9
    assert (features["kind"] == "park").sum() == 8 + 1  # and the logistics park of 1-1
    parks = [ids[0] for ids in features.loc[features["kind"] == "park", "place_ids"]]
    assert set(parks) <= set(dataset.geodata.parks.index)
    banners = features.loc[features["kind"] == "positioning", "banners"]
    assert {code for codes in banners for code in codes} == set(dataset.geodata.banners.index)


def test_two_water_pipelines_join_the_banners_that_the_plan_names(dataset, place_ids):
    first, second = (
        words(dataset, "1-4", rf"(?:推进|、)([^、。，]+旗)至([^、。，]+旗){kind}管线")
        for kind in ("疏干水", "排干水")
    )
    pipelines = dataset.features.query("type == 'water_pipeline' and measure_id == '1-4'")
    assert len(pipelines) == 2
    ends = {
        tuple(dataset.places.loc[place, "name"] for place in ids) for ids in pipelines.place_ids
    }
    assert ends == {first, second}
    for pipeline in pipelines.itertuples():
        start, end = (dataset.places.geometry[place] for place in pipeline.place_ids)
        assert pipeline.geometry.interpolate(0).distance(start) < 0.05
        assert pipeline.geometry.interpolate(1, normalized=True).distance(end) < 0.05
        assert pipeline.precision == "schematic"


def test_the_hydrogen_network_is_a_schematic_ring_round_ordos(dataset):
    network = dataset.features.loc["ordos-hydrogen-network"]
    assert network["measure_id"] == "1-4"
    assert "“环鄂尔多斯”氢能输配管网" in network["quote"]
    assert network["precision"] == "schematic"
    assert network["geometry"].is_ring
    assert network["geometry"].convex_hull.contains(dataset.places.geometry["ordos"])


def test_every_member_of_hohhot_baotou_ordos_ulanqab_has_a_link(dataset):
    members = set(dataset.geodata.corridors.loc["hohhot-baotou-ordos-ulanqab", "members"])
    assert len(members) == 4
    assert "四市" in dataset.plan.measure("2-1").text
    links = links_of(dataset, "2-1")
    ends = {*links["origin_id"], *links["destination_id"]}
    assert members == set(dataset.places.loc[sorted(ends), "adcode"])


@pytest.mark.parametrize(
    ("partner_id", "measure_id", "name"),
    [
        ("yulin", "2-2", "榆林"),
        ("wuhai", "2-3", "乌海"),
        ("xiongan-new-area", "3-6", "雄安"),
        ("beijing-tianjin-hebei", "4-1", "京津冀"),
    ],
)
def test_partner_regions_that_the_plan_names_are_linked(dataset, partner_id, measure_id, name):
    measure = dataset.plan.measure(measure_id)
    assert name in measure.title + measure.text
    assert dataset.places.loc[partner_id, "name"].startswith(name)
    links = links_of(dataset, measure_id)
    linked = links[(links["origin_id"] == partner_id) | (links["destination_id"] == partner_id)]
    assert not linked.empty


def test_the_three_of_dongkanga_are_linked_pair_by_pair_in_every_named_service(dataset):
    (listed,) = words(dataset, "1-5", r"推动([^。，]+)等公共服务协同发展")
    three = ("dongsheng", "kangbashi", "ejin-horo")
    links = links_of(dataset, "1-5").query("theme in ['education', 'health', 'public_service']")
    pairs = {
        (frozenset((row.origin_id, row.destination_id)), row.theme) for row in links.itertuples()
    }
    assert len(pairs) == len(list(combinations(three, 2))) * len(listed.split("、"))
    assert {place for pair, _ in pairs for place in pair} == set(three)
    assert not links["directed"].any()


def test_figures_of_targets_stand_in_their_quotes(dataset):
    for target in dataset.register.targets.itertuples():
        figures = re.findall(r"\d+(?:\.\d+)?", target.quote)
        if figures:
            assert target.value in map(float, figures), target.Index


def test_every_measure_has_a_task(dataset):
    assert set(dataset.register.tasks["measure_id"]) == {m.id for m in dataset.plan.measures}


def test_tasks_name_only_units_of_their_measure(dataset):
    units = dataset.register.units
    for task in dataset.register.tasks.itertuples():
        measure = dataset.plan.measure(task.measure_id)
        for unit_id in split_list(task.unit_ids):
            names = (units.loc[unit_id, "name"], *split_list(units.loc[unit_id, "aliases"]))
            in_text = any(name in measure.text for name in names)
            assert unit_id in dataset.units_by_measure[measure.id] or (
                not measure.units and in_text
            ), task.Index


def test_context_says_where_it_comes_from_and_is_never_counted_as_plan(dataset):
    context = dataset.features[dataset.features["measure_id"] == ""]
    assert not context.empty
    assert set(context["kind"]) == {"project"}
    assert (context["quote"] == "").all()
    assert not any(context["units"])
    assert (dataset.register.projects.loc[context.index, "basis"] != "").all()
