"""Unit clauses and the names in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.plan.units import expand_units, take_units


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("市商务局、市能源局，市水利局；市农牧局", "市商务局 市能源局 市水利局 市农牧局"),
        ("市商务局,市能源局;市水利局 市农牧局", "市商务局 市能源局 市水利局 市农牧局"),
        (
            "东胜区、康巴什区、伊金霍洛旗人民政府",
            "东胜区人民政府 康巴什区人民政府 伊金霍洛旗人民政府",
        ),
        (
            "市商务局，东胜区、康巴什区人民政府、市能源局",
            "市商务局 东胜区人民政府 康巴什区人民政府 市能源局",
        ),
        ("东胜区和康巴什区政府", "东胜区政府 康巴什区政府"),
        ("呼和浩特市、包头市人民政府", "呼和浩特市人民政府 包头市人民政府"),
        ("蒙苏经济开发区、东胜区人民政府", "蒙苏经济开发区 东胜区人民政府"),
        ("各工业园区，各旗区人民政府", "各工业园区 各旗区人民政府"),
        (
            "市商务局、达拉特经济开发区、准格尔经济开发区管委会",
            "市商务局 达拉特经济开发区管委会 准格尔经济开发区管委会",
        ),
        ("东胜区、蒙苏经济开发区管委会", "东胜区 蒙苏经济开发区管委会"),
        ("市商务、能源、农牧局", "市商务局 市能源局 市农牧局"),
        ("市住房和城乡建设、文化和旅游局", "市住房和城乡建设局 市文化和旅游局"),
        ("市商务局、能源局", "市商务局 能源局"),
        ("鄂尔多斯海关、能源局", "鄂尔多斯海关 能源局"),
        ("市农牧局等部门", "市农牧局"),
        ("市商务局、市农牧局等有关部门和单位", "市商务局 市农牧局"),
        ("市商务局、市农牧局按职责分工负责", "市商务局 市农牧局"),
        ("市商务局牵头，市农牧局等相关部门配合", "市商务局 市农牧局"),
        ("市直相关部门，各旗区人民政府", "市直相关部门 各旗区人民政府"),
        ("各产业链牵头部门", "各产业链牵头部门"),
        ("市发展和改革委员会及各旗区人民政府", "市发展和改革委员会 各旗区人民政府"),
        (
            "市林业和草原局、市行政审批政务服务与数据管理局",
            "市林业和草原局 市行政审批政务服务与数据管理局",
        ),
        ("市政府办公室（外事办、港澳办）、市商务局", "市政府办公室（外事办、港澳办） 市商务局"),
        ("市商务局、", "市商务局"),
        ("、，", ""),
    ],
)
def test_listed_units_become_full_names(listed, names):
    assert expand_units(listed) == names.split()


@pytest.mark.parametrize("role", ["责任单位", "责任部门", "牵头单位", "配合单位", "牵头责任单位"])
@pytest.mark.parametrize("brackets", ["（）", "()", "〔〕", "【】", "[]", "(）"])
@pytest.mark.parametrize("colon", ["：", ":", " ："])
def test_clause_is_cut_out_in_any_brackets(role, brackets, colon):
    taken = take_units(f"推进建设。{brackets[0]}{role}{colon}市商务局、市能源局{brackets[1]}")
    assert taken.text == "推进建设。"
    assert taken.units == ("市商务局", "市能源局")
    assert taken.faults == ()


def test_several_clauses_are_collected_once_in_order():
    taken = take_units(
        "建机场。（牵头单位：市交通运输局；配合单位：市商务局、市能源局）\n"
        "建铁路。（责任单位：市能源局、市水利局）"
    )
    assert taken.text == "建机场。\n建铁路。"
    assert taken.units == ("市交通运输局", "市商务局", "市能源局", "市水利局")


@pytest.mark.parametrize(
    "text",
    [
        "推进建设。\n责任单位：市商务局、市能源局",
        "推进建设。\n责任单位：市商务局、市能源局。",
        "推进建设。\n（责任单位：市商务局、市能源局）。",
        "推进建设。\n牵头单位：市商务局\n配合单位：市能源局",
        "推进建设。责任单位：市商务局、\n市能源局",
        "推进建设（责任单位：市商务局、市能源局）。",
        "推进建设。（责任单位：市商务局、\n市能源局）",
        "推进建设。（责任单位：市商务局）（配合单位：市能源局）。",
    ],
)
def test_clause_may_stand_alone_or_be_broken_over_lines(text):
    taken = take_units(text)
    assert taken.text.strip() == "推进建设。"
    assert taken.units == ("市商务局", "市能源局")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "推进。（责任单位：市商务局；完成时限：2025年12月底）",
            "推进。（完成时限：2025年12月底）",
        ),
        (
            "推进。（完成时限：2025年12月底；责任单位：市商务局）",
            "推进。（完成时限：2025年12月底）",
        ),
        ("推进。\n责任单位：市商务局；责任人：张三。", "推进。\n责任人：张三。"),
        ("推进。〔责任单位：市商务局。各地参照执行，下同。〕", "推进。〔各地参照执行，下同。〕"),
    ],
)
def test_words_of_a_clause_that_are_no_units_stay_in_the_text(text, rest):
    taken = take_units(text)
    assert taken.text == rest
    assert taken.units == ("市商务局",)


@pytest.mark.parametrize(
    "text",
    [
        "压实责任单位的责任。",
        "支持企业（含园区）发展。",
        "各责任单位要加强协作。",
        "以蒙苏园区（零碳产业园）为平台，与APT（西门子）公司合作。",
    ],
)
def test_prose_is_not_taken_for_a_clause(text):
    taken = take_units(text)
    assert (taken.text, taken.units, taken.faults) == (text, (), ())


@pytest.mark.parametrize(
    "text",
    ["推进。（责任单位：市商务局", "推进。（责任单位：市商务局\n下一段。（责任单位：市能源局）"],
)
def test_open_bracket_is_a_fault_where_it_opens(text):
    (fault,) = take_units(text).faults
    assert fault.offset == 3
    assert "右括号" in fault.expected_zh


@pytest.mark.parametrize(
    "text", ["推进。（责任单位：）", "推进。（责任单位：、）", "推进。责任单位："]
)
def test_clause_without_units_is_a_fault(text):
    (fault,) = take_units(text).faults
    assert fault.offset == 3
    assert "责任单位名称" in fault.expected_zh


_NAMES = st.lists(
    st.sampled_from(
        ["市商务局", "市能源局", "市发展和改革委员会", "鄂尔多斯海关", "各旗区人民政府"]
    ),
    min_size=1,
    unique=True,
)


@given(names=_NAMES, separators=st.lists(st.sampled_from("、，,；;"), min_size=5, max_size=5))
def test_complete_names_are_left_as_printed(names, separators):
    listed = "".join(name + separator for name, separator in zip(names, separators, strict=False))
    assert expand_units(listed) == names


@given(
    st.lists(st.sampled_from(["东胜区", "康巴什区", "杭锦旗", "乌审旗", "鄂托克旗"]), min_size=1)
)
def test_shared_suffix_is_given_to_every_area(areas):
    assert expand_units("、".join(areas) + "人民政府") == [area + "人民政府" for area in areas]


@given(st.text(alphabet="（）()责任单位：市局、。\n完成时限", max_size=80))
def test_any_text_gives_units_that_are_clean(text):
    taken = take_units(text)
    assert all(unit and unit == unit.strip() and "\n" not in unit for unit in taken.units)
    assert len(set(taken.units)) == len(taken.units)
