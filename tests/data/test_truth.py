"""What counts, where it belongs, who answers: figures that were read from the plan by hand."""

from __future__ import annotations

import re
import shutil
from collections import Counter

import pytest

from ordos_geo.analysis import CITYWIDE, Selection, integrity_faults, selected
from ordos_geo.analysis.dataset.attribution import QuotedWords
from ordos_geo.analysis.dataset.consistency import dataset_faults
from ordos_geo.analysis.facts import feature_facts
from ordos_geo.analysis.summary import (
    corridor_features,
    counted,
    partner_features,
    tally,
    unit_features,
)
from ordos_geo.errors import GeodataError
from ordos_geo.geodata import load_geodata
from ordos_geo.tables import split_list

SUPPLIED = (
    *("各旗区”", "“西部旗区”", "“受端方”", "“东康阿”指", "“榆鄂宁”指", "14个领域”，前三个"),
    *("未点名北京的具体医院", "未写“北京”", "未写“雄安”", "按本举措的呼包鄂榆", "未写明合作方"),
    *("未写合作方", "未写国名", "未点名园区", "名校原文未点名", "本举措未列举范围", "不是合作方"),
)
"""Words by which a row's own note says that our reading supplied an end or an expansion."""

# region -> number of features, and the measures that they come from
REGIONS = {
    "hohhot-baotou-ordos-ulanqab": (30, {"2-1"}),
    "dongkanga": (22, {"1-5"}),
    "wuhai-rim": (9, {"1-2", "2-3"}),
    "ordos-wuhai": (8, {"2-3"}),
    "wuhai": (8, {"2-3"}),
    "xilingol-league": (7, {"2-4"}),
    "hinggan-league": (8, {"2-4"}),
    "xiongan": (7, {"3-6", "4-2"}),
    "northeast-china": (2, {"3-4", "4-1"}),
    "chengdu-chongqing": (1, {"4-1"}),
    "hohhot-baotou-ordos": (6, {"2-1"}),
    "yulin-ordos-ningxia": (3, {"2-2"}),
    "east-china": (4, {"4-5", "4-6"}),
}
ON_THE_WAY = (
    *("erenhot-port", "ulan-ude", "hebei", "chongqing", "haikou", "gedergai-railway-station"),
    "western-inner-mongolia",
)


def test_the_whole_plan_in_numbers(dataset):
    everything = tally(dataset)
    assert (len(everything.statements), len(everything.pairs)) == (73, 71)
    assert len(everything.links) == (dataset.features["kind"] == "link").sum()
    assert len(everything.positionings) == 18
    assert len(everything.context) == 5


def test_beijing_has_nineteen_statements(dataset):
    beijing = tally(dataset, partner_features(dataset, None, "beijing"))
    assert len(beijing.statements) == 19


def test_second_names_are_counted_once_and_still_where_they_stand_alone(dataset):
    twins = dataset.features.query("same_as != ''")["same_as"]
    assert len(twins) == 3
    counting = set(counted(dataset))
    assert counting.isdisjoint(twins.index)
    assert counting.issuperset(twins)
    corridors = selected(dataset, Selection.of(measure_id=["4-6"]))
    of_the_clause = dataset.features.loc[list(counted(dataset, corridors))]
    assert (of_the_clause["type"] == "power_corridor").sum() == 4  # “4条新能源电力通道”
    enclaves = dataset.features.loc[list(counted(dataset))].query("type == 'enclave'")
    assert len(enclaves) == 4  # 北京、上海、深圳、雄安


def test_seven_energy_projects(dataset):
    energy = tally(dataset, selected(dataset, Selection.of(group=["energy"])))
    assert len(energy.projects) == 7


@pytest.mark.parametrize(("corridor_id", "expected"), REGIONS.items())
def test_a_partner_region_holds_what_the_plans_words_put_there(dataset, corridor_id, expected):
    found = corridor_features(dataset, None, corridor_id)
    assert (len(found), set(dataset.features.loc[list(found), "measure_id"])) == expected
    assert tuple(selected(dataset, Selection.of(corridors=[corridor_id]))) == found


@pytest.mark.parametrize(
    ("corridor_id", "feature_id"),
    [
        ("hohhot-baotou-ordos-ulanqab", "computing-supplement-zone"),
        ("hohhot-baotou-ordos-ulanqab", "low-altitude-demonstration-zone"),
        ("wuhai-rim", "positioning-otog-high-tech-industrial-development-zone"),
        ("yangtze-delta", "qinhuai-marketing-centre"),
    ],
)
def test_a_feature_that_the_plan_puts_into_a_region_is_there(dataset, corridor_id, feature_id):
    assert feature_id in corridor_features(dataset, None, corridor_id)


def test_every_feature_of_a_whole_measure_is_in_its_region(dataset):
    of_measure = set(selected(dataset, Selection.of(measure_id=["2-1"])))
    assert set(corridor_features(dataset, None, "hohhot-baotou-ordos-ulanqab")) == of_measure


@pytest.mark.parametrize("place_id", ON_THE_WAY)
def test_a_place_on_the_way_is_no_partner(dataset, place_id):
    assert place_id not in dataset.partner_ids


def test_what_a_line_only_passes_books_it_to_no_banner_and_no_partner(dataset):
    features = dataset.features
    for name in ("china-europe-train", "hohhot-ordos-railway", "s27-expressway"):
        assert features.at[name, "banners"] == (CITYWIDE,)
    for end in ("east-china", "jiangsu", "shanghai", "jingjinji"):
        assert features.at[f"kubuqi-{end}-corridor", "banners"] == (CITYWIDE,)
    assert features.at["china-europe-train", "partners"] == ("ordos",)
    projects = dataset.register.projects
    for row in projects.itertuples():
        assert not set(split_list(row.place_ids)) & set(split_list(row.drawn_place_ids))


def test_the_high_tech_zone_is_in_both_its_districts(dataset):
    features = dataset.features
    links = features[features["measure_id"] == "3-3"].query("kind == 'link'")
    of_the_zone = links[links["place_ids"].map(lambda ids: ids[0].startswith("ordos-high-tech"))]
    assert len(of_the_zone) == 5
    assert set(of_the_zone["banners"]) == {("150602", "150603")}


def test_hospitals_of_unknown_site_belong_to_the_city(dataset):
    hospitals = ["ordos-central-hospital", "ordos-no-2-peoples-hospital", "ordos-tcm-hospital"]
    assert set(dataset.places.loc[hospitals, "adcode"]) == {CITYWIDE}
    dongsheng = dataset.features["banners"].map(lambda codes: "150602" in codes)
    beijing = dataset.features["partners"].map(lambda places: "beijing" in places)
    health = dataset.features[dongsheng & beijing].query("theme == 'health'")
    assert list(health.index) == ["beijing-dongsheng-health"]


def test_the_city_has_a_mark_of_its_own(dataset):
    home = dataset.places.geometry["ordos"]
    city = dataset.geodata.banners.geometry.union_all()
    assert city.contains(home)
    assert home.distance(city.centroid) < 0.05
    apart = dataset.places[dataset.places["partner_id"] != "ordos"].drop(index="ordos")
    assert min(point.distance(home) for point in apart.geometry) > 0.3
    assert "旗区界线" in dataset.places.at["ordos", "basis"]


def test_every_row_that_says_so_is_no_stated_relation(dataset):
    links = dataset.register.links
    says_so = links[(links["basis"] + links["note"]).map(lambda t: any(w in t for w in SUPPLIED))]
    assert len(says_so) >= 69
    assert "stated" not in set(says_so["reading"])
    others = links.query("reading != 'stated'")
    assert ((others["basis"] + others["note"]) != "").all()


def test_one_statement_has_one_stage(dataset):
    words = QuotedWords(dataset.plan, dataset.register)
    features, tasks = dataset.features, dataset.tasks
    for row in features[features["stage"] != ""].itertuples():
        for task_id in row.tasks:
            is_own = (
                tasks.at[task_id, "quote"] in row.quote or row.quote in tasks.at[task_id, "quote"]
            )
            if is_own and words.shared(row.Index, task_id, row.measure_id):
                assert tasks.at[task_id, "stage"] == row.stage, (row.Index, task_id)
    stages = features[features["stage"] != ""].groupby(["measure_id", "quote"])["stage"].nunique()
    assert (stages[stages.index.get_level_values(0) != ""] == 1).all()


@pytest.mark.parametrize(
    ("feature_id", "stage"),
    [
        ("ceke-port", ""),
        ("china-mongolia-russia-route", ""),
        ("baotou-haikou-corridor", ""),
        ("international-land-port", "preliminary"),
        ("qinhuai-marketing-centre", "seeking"),
        ("ordos-qinhuai-agriculture", "seeking"),
        ("ordos-nanjing-culture", "seeking"),
    ],
)
def test_the_stage_is_that_of_the_plans_verb(dataset, feature_id, stage):
    feature = dataset.features.loc[feature_id]
    assert feature["stage"] == stage
    assert feature["context"] == (stage == "")


def test_talent_stays_in_the_enclave(dataset):
    links = dataset.register.links
    talent = links[links.index.str.endswith("-ordos-enclave-talent")]
    assert len(talent) == 4
    assert not talent["directed"].any()


def test_a_position_claims_no_more_than_is_known(dataset):
    features = dataset.features
    assert set(features.loc[features["kind"] == "positioning", "precision"]) == {"region"}
    assert set(features.loc[features["kind"] == "link", "precision"]) == {""}
    assert features.at["baotou-ordos-yulin-railway", "precision"] == "schematic"
    for name in ("ordos-hydrogen-network", "g109-realignment", "hanggin-otog-drainage-pipeline"):
        facts = feature_facts(dataset, name)
        assert "起讫点和走向均为示意" in facts.precision
        assert facts.length == ""
    assert features.at["low-altitude-demonstration-zone", "anchor"] == "ordos"


def test_names_have_one_form(dataset):
    assert {"ningxia"} <= set(dataset.places.index)
    assert "yinchuan" not in dataset.places.index
    assert dataset.places.at["ordos-tcm-hospital", "name"] == "鄂尔多斯中医医院"
    for name in dataset.features["name"]:
        assert not re.match("高新技术产业开发区|鄂尔多斯高新区", name)


@pytest.mark.slow
def test_a_point_at_home_without_a_home_code_is_a_fault(dataset, project_root, tmp_path):
    shutil.copytree(project_root / "geo", tmp_path / "geo")
    file = tmp_path / "geo/places/places.csv"
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("gedergai-railway-station,"))
    for code in ("", "150000"):
        changed = text.replace(line, line.replace(",150600,", f",{code},"))
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(GeodataError, match="the point lies in 鄂尔多斯市") as caught:
            load_geodata(tmp_path / "geo", dataset.vocabularies, relative_to=tmp_path)
        assert len(caught.value.faults) == 1


def test_shares_of_readings_are_all_there(dataset):
    assert set(Counter(dataset.register.links["reading"])) == {"stated", "expanded", "inferred"}


def test_the_shipped_data_have_no_fault(dataset):
    assert integrity_faults(dataset.plan, dataset.geodata, dataset.register) == []
    assert dataset_faults(dataset) == []


def test_a_unit_answers_only_for_what_its_tasks_speak_of(dataset):
    zone = unit_features(dataset, None, "dalad-zone-committee")
    assert zone == ("positioning-dalad-economic-development-zone",)
    assert "positioning-dalad" not in unit_features(dataset, None, "kangbashi-government")
    airport = dataset.features.at["airport-hydrogen-equipment-base", "units"]
    assert set(airport) == {"municipal-departments", "ejin-horo-government"}
    for row in dataset.features.itertuples():
        of_tasks = {unit for task in row.tasks for unit in dataset.tasks.at[task, "units"]}
        assert set(row.units) <= of_tasks, row.Index
