"""The published plan reads completely: every measure, every unit, no word lost."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from ordos_geo.errors import PlanError
from ordos_geo.plan import parse_plan, plan_document, read_plan, split_sentences

FILE = "data/plan/ordos-action-plan-2025.txt"


@pytest.fixture(scope="module")
def plan(project_root):
    return read_plan(project_root / FILE, relative_to=project_root)


@pytest.fixture(scope="module")
def lines(project_root):
    """Stripped lines of the file by line number."""
    words = (project_root / FILE).read_text(encoding="utf-8").split("\n")
    return {row: line.strip() for row, line in enumerate(words, start=1) if line.strip()}


def test_head_is_that_of_the_plan_not_of_the_notice(plan):
    assert plan.head.number == "鄂府发〔2025〕8号"
    assert plan.head.title == "鄂尔多斯市区域合作深化行动方案"
    assert plan.head.date == date(2025, 3, 21)
    assert plan.head.issuer == "鄂尔多斯市人民政府"


def test_preamble_is_the_paragraph_below_the_title(plan, lines):
    assert plan.head.preamble == lines[15]


def test_six_chapters_have_25_measures_and_the_safeguards(plan):
    ids = [measure.id for measure in plan.measures]
    counts = {1: 5, 2: 4, 3: 7, 4: 6, 5: 3}
    expected = [
        f"{no}-{section}" for no, count in counts.items() for section in range(1, count + 1)
    ]
    assert len(expected) == 25
    assert ids == [*expected, "6-0"]


def test_chapter_titles_have_no_numeral(plan):
    assert [chapter.title for chapter in plan.chapters] == [
        "以互助共进为基础创新市域合作",
        "以协作共赢为导向升级周边合作",
        "以京蒙合作为核心拓展与京津冀合作",
        "以双招双引为目标融入发达地区发展",
        "以走向世界为航标布局国际合作",
        "保障措施",
    ]


@pytest.mark.parametrize(
    ("measure_id", "title"),
    [
        ("1-1", "统筹旗区协同发展"),
        ("2-4", "加强与兴安盟、锡林郭勒盟协作发展"),
        ("3-1", "拓展“暖品”进京"),
        ("3-7", "持续开展京蒙协作“六个倍增计划”和“四项行动”"),
        ("4-4", "强化“飞地经济”"),
        ("5-2", "融入“一带一路”建设"),
        ("6-0", "保障措施"),
    ],
)
def test_measure_title_is_its_first_sentence(plan, measure_id, title):
    assert plan.measure(measure_id).title == title


@pytest.mark.parametrize(
    ("measure_id", "units"),
    [
        ("1-1", "市直相关部门 各旗区人民政府"),
        ("1-2", "市工业和信息化局 各工业园区"),
        (
            "1-5",
            "鄂尔多斯高新技术产业开发区 市交通运输局 市教育体育局 市卫生健康委员会 "
            "市行政审批政务服务与数据管理局 市商务局 市人力资源和社会保障局 市住房和城乡建设局 "
            "东胜区人民政府 康巴什区人民政府 伊金霍洛旗人民政府",
        ),
        ("2-2", "市工业和信息化局 市发展和改革委员会 市林业和草原局 市交通运输局 乌审旗人民政府"),
        (
            "3-7",
            "市农牧局 市教育体育局 市卫生健康委员会 市科学技术局 市文化和旅游局 "
            "市人力资源和社会保障局",
        ),
        ("4-1", "市商务局 市科学技术局 各产业链牵头部门"),
        ("4-2", "市科学技术局 市人力资源和社会保障局 市教育体育局 市国有资产投资控股集团有限公司"),
        (
            "4-5",
            "市能源局 市工业和信息化局 市发展和改革委员会 市农牧局 蒙苏经济开发区 鄂尔多斯学研究会",
        ),
        (
            "5-1",
            "市人民政府外事办公室 市商务局 市农牧局 市科学技术局 鄂尔多斯空港物流园区",
        ),
        (
            "5-2",
            "市发展和改革委员会 市交通运输局 市商务局 市鄂能投资集团 鄂尔多斯海关 "
            "鄂尔多斯空港物流园区",
        ),
        ("5-3", "市商务局 市工业和信息化局 达拉特旗人民政府"),
        ("6-0", ""),
    ],
)
def test_units_are_full_names_in_the_order_of_the_text(plan, measure_id, units):
    assert list(plan.measure(measure_id).units) == units.split()


def test_every_measure_of_a_section_has_units(plan):
    assert [measure.id for measure in plan.measures if not measure.units] == ["6-0"]


def test_no_word_between_the_first_chapter_and_the_closing_is_lost(plan, lines):
    # Written from the look of this file, not from the parser: each section is one line,
    # numeral + title + full stop + text + unit clause.
    for measure in plan.measures[:-1]:
        line = lines[measure.line]
        clause = re.search(r"（责任(?:单位|部门)：([^（）]+)）$", line)
        assert re.sub(r"^（[一二三四五六七]）", "", line[: clause.start()]) == (
            f"{measure.title}。{measure.text}"
        )
        for name in re.split("[、，]", clause[1]):
            assert any(unit.startswith(name.removesuffix("等部门")) for unit in measure.units)
    headings = {chapter.line for chapter in plan.chapters}
    sections = {measure.line for measure in plan.measures}
    assert plan.measure("6-0").text == lines[66]
    assert {row for row in lines if row >= 17} - headings - sections == {66, 67, 68}


def test_closing_lines_are_not_part_of_the_safeguards(plan):
    text = plan.measure("6-0").text
    assert text.endswith("并纳入自治区党委监督贯通协调平台推动落实。")
    assert "抄送" not in text
    assert "印发" not in text


def test_no_unit_clause_stays_in_a_text(plan):
    for measure in plan.measures:
        assert "责任单位" not in measure.text
        assert "责任部门" not in measure.text


def test_every_sentence_of_the_plan_ends_with_a_full_stop(plan):
    for measure in plan.measures:
        for start, end in split_sentences(measure.text):
            assert measure.text[start:end].endswith("。")
            assert measure.text[start:end].count("。") == 1


def test_missing_heading_is_noticed_at_the_next_one_of_its_chapter(plan, lines):
    for chapter in plan.chapters[:-1]:
        for missing, following in pairwise(measure.line for measure in chapter.measures):
            rest = {**lines, missing: ""}
            text = "\n".join(rest.get(row, "") for row in range(1, max(rest) + 1))
            with pytest.raises(PlanError) as caught:
                parse_plan(text)
            assert [fault.row for fault in caught.value.faults] == [following]


CHAPTER_FIELDS = ["no", "title", "measures", "text", "units"]


def test_document_has_the_contracted_fields(plan):
    document = plan_document(plan)
    assert document["document"] == {
        "number": "鄂府发〔2025〕8号",
        "title": "鄂尔多斯市区域合作深化行动方案",
        "date": "2025-03-21",
        "issuer": "鄂尔多斯市人民政府",
    }
    assert list(document) == ["document", "chapters"]
    chapters = document["chapters"]
    assert all(list(chapter) == CHAPTER_FIELDS for chapter in chapters)
    measures = [measure for chapter in chapters for measure in chapter["measures"]]
    assert all(list(m) == ["id", "no", "title", "text", "units"] for m in measures)
    assert [measure["id"] for measure in measures] == [m.id for m in plan.measures if m.no]
    assert len(measures) == 25


def test_document_keeps_the_words_of_a_chapter_without_sections(plan):
    *sectioned, safeguards = plan_document(plan)["chapters"]
    assert all(chapter["measures"] and not chapter["text"] for chapter in sectioned)
    assert safeguards["measures"] == []
    assert safeguards["text"] == plan.measure("6-0").text
