"""Documents of the genre, and texts that are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ordos_geo.errors import FileFault, PlanError, PlanFault
from ordos_geo.model import Plan
from ordos_geo.plan import MAX_CHARACTERS, parse_plan, plan_document, read_plan
from ordos_geo.wording.numerals import chinese_numeral

PLAIN = """\
包头市开放合作实施方案
为扩大开放，制定本方案。
一、周边合作
（一）共建园区。与周边共建园区。（责任单位：市商务局）
（二）共建道路。打通断头路。（责任单位：市交通运输局）
二、保障措施
各地加强领导。
"""


def _faults(text: str) -> list[tuple[int | None, str]]:
    """(line, what was expected) of every fault."""
    with pytest.raises(PlanError) as caught:
        parse_plan(text, source="plan.txt")
    return [
        (fault.row, str(fault.details.get("expected_en", fault.kind.name)))
        for fault in caught.value.faults
    ]


def _plan_or_error(text: str) -> Plan | PlanError:
    try:
        return parse_plan(text)
    except PlanError as error:
        return error


def _contents(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(m.id, m.title, m.text, m.units) for m in parse_plan(text).measures]


EXPECTED = [
    ("1-1", "共建园区", "与周边共建园区。", ("市商务局",)),
    ("1-2", "共建道路", "打通断头路。", ("市交通运输局",)),
    ("2-0", "保障措施", "各地加强领导。", ()),
]


# numbering and layout


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLAIN, id="plain"),
        pytest.param(PLAIN.replace("（", "(").replace("）", ")"), id="ascii brackets"),
        pytest.param(PLAIN.replace("\n", "\r\n"), id="windows line ends"),
        pytest.param(PLAIN.replace("\n", "\r"), id="old mac line ends"),
        pytest.param("\ufeff" + PLAIN, id="byte order mark"),
        pytest.param(PLAIN.replace("\n", "\u3000 \n\n\u3000\u3000"), id="ideographic blanks"),
        pytest.param(PLAIN.replace("（一）", "（ 一 ） "), id="blanks in brackets"),
        pytest.param(PLAIN.replace("（一）", "1.").replace("（二）", "2."), id="items 1."),
        pytest.param(PLAIN.replace("（一）", "1．").replace("（二）", "2．"), id="items 1．"),
        pytest.param(PLAIN.replace("（一）", "1、").replace("（二）", "2、"), id="items 1、"),
        pytest.param(PLAIN.replace("（一）", "１．").replace("（二）", "２．"), id="wide digits"),
        pytest.param(PLAIN.replace("一、周", "一．周").replace("二、保", "二．保"), id="一．"),
        pytest.param(PLAIN.replace("区。与", "区\n与").replace("路。打", "路\n打"), id="own line"),
        pytest.param(PLAIN.replace("区。与", "区。\n与"), id="own line with full stop"),
        pytest.param(PLAIN.replace("区。与", "区：与"), id="colon"),
        pytest.param(PLAIN.replace("保障措施\n", "保障措施。"), id="chapter text in its line"),
        pytest.param(PLAIN.replace("（责", "\n（责"), id="units on their own line"),
        pytest.param(
            PLAIN.replace("（责任单位：", "\n责任单位：").replace("局）", "局"),
            id="without brackets",
        ),
        pytest.param(
            PLAIN.replace(
                "区。与周边共建园区。（责任单位：市商务局）",
                "区（责任单位：市商务局）\n与周边共建园区。",
            ),
            id="units in the heading",
        ),
    ],
)
def test_forms_of_the_genre_give_the_same_plan(text):
    plan = parse_plan(text)
    assert _contents(text) == EXPECTED
    assert plan.head.title == "包头市开放合作实施方案"
    assert plan.head.preamble == "为扩大开放，制定本方案。"


def test_paragraphs_of_a_measure_are_joined_by_newlines():
    text = "一、甲\n（一）乙。丙。\n\n　丁（含戊）。\n（1）己。（责任单位：市商务局）\n庚。"
    assert _contents(text) == [("1-1", "乙", "丙。\n丁（含戊）。\n（1）己。\n庚。", ("市商务局",))]


def test_items_below_a_section_are_its_paragraphs_and_share_their_units():
    text = (
        "一、甲\n（一）交通领域\n1.建机场。加快。（牵头单位：市交通运输局）\n"
        "2.建铁路。（责任单位：市能源局、市交通运输局）\n（二）乙。丙。"
    )
    assert _contents(text) == [
        (
            "1-1",
            "交通领域",
            "1.建机场。加快。\n2.建铁路。",
            ("市交通运输局", "市能源局"),
        ),
        ("1-2", "乙", "丙。", ()),
    ]


def test_chapter_may_hold_items_where_another_holds_sections():
    text = "一、甲\n（一）乙。丙。\n二、丁\n1.戊。己。\n2.庚。辛。"
    assert [measure.id for measure in parse_plan(text).measures] == ["1-1", "2-1", "2-2"]


@pytest.mark.parametrize("heading", ["（{}）", "{}."])
def test_sections_may_count_on_through_the_document(heading):
    def numeral(number: int) -> str:
        return heading.format(chinese_numeral(number) if "（" in heading else number)

    text = f"一、甲\n{numeral(1)}乙。丙。\n{numeral(2)}丁。戊。\n二、己\n{numeral(3)}庚。辛。"
    assert [measure.id for measure in parse_plan(text).measures] == ["1-1", "1-2", "2-3"]


def test_decimal_figures_do_not_start_an_item():
    text = "一、甲\n1.乙。增长\n1.5亿元以上。\n2025.3亿元。"
    assert _contents(text) == [("1-1", "乙", "增长\n1.5亿元以上。\n2025.3亿元。", ())]


def test_enumeration_of_numerals_is_not_a_chapter():
    text = "一、甲\n（一）乙。\n一、二、三产业融合发展。\n百、千亿级集群。"
    assert parse_plan(text).measure("1-1").text == "一、二、三产业融合发展。\n百、千亿级集群。"


def test_numerals_go_beyond_ten():
    chapters = [f"{chinese_numeral(no)}、甲\n乙。" for no in range(1, 23)]
    sections = [f"（{chinese_numeral(no)}）丙。丁。" for no in range(1, 34)]
    plan = parse_plan("\n".join([*chapters, "二十三、戊", *sections]))
    assert [chapter.no for chapter in plan.chapters] == list(range(1, 24))
    assert plan.measures[-1].id == "23-33"


def test_paragraph_between_chapter_heading_and_section_is_the_intro():
    plan = parse_plan("一、甲\n围绕甲，做好以下工作。\n（一）乙。丙。")
    assert plan.chapters[0].intro == "围绕甲，做好以下工作。"
    assert [measure.id for measure in plan.measures] == ["1-1"]


def test_units_above_the_first_section_are_those_of_the_whole_chapter():
    text = "一、甲（牵头单位：市商务局）\n（一）乙。丙。（责任单位：市能源局）\n（二）丁。戊。"
    assert [measure.units for measure in parse_plan(text).measures] == [
        ("市能源局", "市商务局"),
        ("市商务局",),
    ]
    assert parse_plan(text).chapters[0].title == "甲"


def test_measure_of_one_sentence_has_it_as_title_and_text():
    text = "一、甲\n1.建设通用机场。（责任单位：市交通运输局）"
    assert _contents(text) == [("1-1", "建设通用机场", "建设通用机场。", ("市交通运输局",))]


def test_lines_are_those_of_the_file():
    plan = parse_plan("\n\n一、甲\r\n\r\n（一）乙。丙。\n二、丁\n戊。")
    assert [chapter.line for chapter in plan.chapters] == [3, 6]
    assert [measure.line for measure in plan.measures] == [5, 6]


# head and closing


def test_document_without_head_leaves_it_empty():
    head = parse_plan("一、甲\n乙。").head
    assert (head.number, head.title, head.date, head.issuer, head.preamble) == (
        "",
        "",
        None,
        "",
        "",
    )
    document = plan_document(parse_plan("一、甲\n乙。"))
    assert document["document"] == {"number": "", "title": "", "date": None, "issuer": ""}


def test_title_may_be_broken_over_lines():
    head = parse_plan(
        "包头市人民政府\n关于深化合作的\n实施意见\n（2025—2027年）\n为甲，提出乙。\n一、丙\n丁。"
    ).head
    assert head.title == "包头市人民政府关于深化合作的实施意见（2025—2027年）"
    assert head.issuer == "包头市人民政府"
    assert head.preamble == "为甲，提出乙。"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("鄂府发〔2025〕8号", "鄂府发〔2025〕8号"),
        ("鄂府办发[2024]112号", "鄂府办发[2024]112号"),
        ("包府发 〔2025〕 第8号    签发人：张三", "包府发〔2025〕第8号"),
        ("发文字号：呼政字（2025）3号", "呼政字（2025）3号"),
    ],
)
def test_document_number_is_read_from_its_own_line(line, number):
    plan = parse_plan(
        f"{line}\n某市合作方案\n根据《通知》（内政发〔2025〕9号），制定。\n一、甲\n乙。"
    )
    assert plan.head.number == number
    assert plan.head.title == "某市合作方案"


@pytest.mark.parametrize(
    "words",
    ["2025年3月21日", "２０２５年３月２１日", "二〇二五年三月二十一日", "（2025年3月21日）"],
)
def test_date_is_read_in_the_head_or_below_the_text(words):
    above = parse_plan(f"某市合作方案\n某市人民政府\n{words}\n为甲，制定。\n一、乙\n丙。")
    below = parse_plan(f"某市合作方案\n为甲，制定。\n一、乙\n丙。\n\n某市人民政府\n{words}\n")
    for plan in (above, below):
        assert plan.head.date == date(2025, 3, 21)
        assert plan.head.issuer == "某市人民政府"
        assert plan.head.title == "某市合作方案"
        assert plan.head.preamble == "为甲，制定。"
        assert plan.measure("1-0").text == "丙。"


@pytest.mark.parametrize(
    "closing",
    [
        "抄送：市委各部门。\n某市人民政府办公室   2025年3月21日印发",
        "某市人民政府办公室   2025年3月21日印发",
        "（此件公开发布）",
        "附件：1.任务清单\n2.项目清单",
        "附件1\n任务清单\n一、第一类\n二、第二类",
        "某市人民政府\n2025年3月21日",
    ],
)
def test_closing_lines_are_not_part_of_the_last_measure(closing):
    assert _contents(f"一、甲\n（一）乙。丙。\n{closing}\n") == [("1-1", "乙", "丙。", ())]


def test_printing_date_serves_where_there_is_no_other():
    assert parse_plan("一、甲\n乙。\n某市政府办公室  2025年3月21日印发").head.date == date(
        2025, 3, 21
    )


# faults


def test_empty_text_is_refused():
    assert _faults(" \n\u3000\r\n\ufeff") == [(None, "EMPTY")]


def test_text_without_chapters_is_refused():
    ((row, expected),) = _faults("\n你好\n（一）乙。丙。")
    assert row == 2
    assert "chapters" in expected


def test_too_long_a_text_is_refused():
    assert _faults("一" * (MAX_CHARACTERS + 1)) == [(None, "TOO_LARGE")]


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("二、甲\n乙。", 1, "chapter heading '一、'"),
        ("一、甲\n乙。\n三、丙\n丁。", 3, "chapter heading '二、'"),
        ("一、甲\n乙。\n一、丙\n丁。", 3, "chapter heading '二、'"),
        ("一、甲\n（二）乙。丙。", 2, "section heading '（一）'"),
        ("一、甲\n（一）乙。丙。\n（一）丁。戊。", 3, "section heading '（二）'"),
        ("一、甲\n（一）乙。丙。\n（三）丁。戊。", 3, "section heading '（二）'"),
        (
            "一、甲\n（一）乙。丙。\n二、丁\n（三）戊。己。",
            4,
            "section heading '（一）' or '（二）'",
        ),
        ("一、甲\n1.乙。丙。\n3.丁。戊。", 3, "item heading '2.'"),
        ("一、\n乙。", 1, "the words of the chapter heading behind its numeral"),
        (
            "一、甲\n（一）\n（二）乙。丙。",
            2,
            "the words of the section heading behind its numeral",
        ),
        ("一、甲\n（一）乙。\n（二）丙。丁。", 2, "text or responsible units below this heading"),
        ("一、甲\n二、乙\n丙。", 1, "text or responsible units below this heading"),
        (
            "一、甲\n（一）乙。丙。\n丁。（责任单位：市商务局\n（二）戊。己。",
            3,
            "a bracket that closes the clause of responsible units",
        ),
        (
            "一、甲\n（一）乙。丙。（责任单位：）",
            2,
            "the name of at least one responsible unit",
        ),
        ("某市方案\n2025年13月1日\n一、甲\n乙。", 2, "a date of the calendar"),
        ("某市方案\n二〇二五年三月三十九日\n一、甲\n乙。", 2, "a date of the calendar"),
        (
            "一、甲\n乙。\n抄送：市委。\n二、丙\n丁。",
            4,
            "no chapter below the closing line '抄送：市委。' (line 3)",
        ),
    ],
)
def test_fault_names_the_line_and_what_was_expected(text, row, expected):
    assert _faults(text) == [(row, expected)]


def test_all_faults_are_listed_at_once_in_order():
    text = "一、甲\n（二）乙。丙。（责任单位：）\n（三）丁\n五、戊\n己。（牵头单位：市商务局"
    assert [row for row, _ in _faults(text)] == [2, 2, 3, 4, 5]


def test_messages_are_english_and_chinese():
    with pytest.raises(PlanError) as caught:
        parse_plan("一、甲\n（二）乙。丙。", source="data/plan/a.txt")
    assert caught.value.english() == (
        "data/plan/a.txt:2: expected section heading '（一）', found '（二）乙。丙。'"
    )
    assert caught.value.chinese() == (
        "data/plan/a.txt 第 2 行：此处应为节标题“（一）”，实际为“（二）乙。丙。”"
    )


# files


def test_file_is_named_from_the_project_root(tmp_path):
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "a.txt"
    path.write_text("你好", encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        read_plan(path, relative_to=tmp_path)
    assert caught.value.faults[0].file == "data/a.txt"
    with pytest.raises(PlanError) as caught:
        read_plan(path, relative_to=tmp_path / "elsewhere")
    assert caught.value.faults[0].file == "a.txt"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_file_is_read_with_and_without_byte_order_mark(tmp_path, mark):
    path = tmp_path / "a.txt"
    path.write_bytes(mark + PLAIN.replace("\n", "\r\n").encode())
    assert read_plan(path) == parse_plan(PLAIN)


def test_other_encoding_names_line_and_byte(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("一、甲\n".encode() + "乙。".encode("gb18030"))
    with pytest.raises(PlanError) as caught:
        read_plan(path)
    (fault,) = caught.value.faults
    assert (fault.kind, fault.row) == (PlanFault.ENCODING, 2)
    assert fault.details["position"] == len("一、甲\n".encode()) + 1


def test_missing_file_and_folder_are_faults(tmp_path):
    with pytest.raises(PlanError) as caught:
        read_plan(tmp_path / "none.txt")
    assert caught.value.faults[0].kind is FileFault.MISSING
    with pytest.raises(PlanError) as caught:
        read_plan(tmp_path)
    assert caught.value.faults[0].kind is FileFault.UNREADABLE


def test_too_large_file_is_not_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * (4 * MAX_CHARACTERS + 1))
    with pytest.raises(PlanError) as caught:
        read_plan(path)
    assert caught.value.faults[0].kind is PlanFault.TOO_LARGE


# properties

_PIECES = st.sampled_from(
    [
        *("一、", "二、", "三、", "十一、", "（一）", "（二）", "(三)", "1.", "2．", "甲", "乙丙"),
        *("。", "：", "；", "、", "\n", "\r\n", "\u3000", "（", "）", "〔", "]"),
        *("责任单位：", "（责任单位：", "牵头部门:", "市商务局", "东胜区", "人民政府", "等部门"),
        *("抄送：", "附件", "2025年3月21日", "2025年2月30日", "印发", "鄂府发〔2025〕8号"),
        *("完成时限：", "\ufeff", "\x00", "\ud800"),
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join)))
@example("一、（一）甲")
@example("一、甲\n（一）（责任单位：市商务局）")
def test_any_text_is_a_plan_or_a_plan_error(text):
    read = _plan_or_error(text)
    if isinstance(read, PlanError):
        english, chinese = read.english().split("\n"), read.chinese().split("\n")
        assert len(english) == len(chinese) == len(read.faults) > 0
    else:
        ids = [measure.id for measure in read.measures]
        assert len(set(ids)) == len(ids) > 0
        assert all(measure.title and measure.text for measure in read.measures)


_WORDS = st.text(alphabet="建设合作园区道路能源“”《》，、（含）", min_size=1, max_size=12).map(
    lambda words: "推进" + words.replace("（含）", "").strip("（）、，") + "工程"
)
_UNITS = st.lists(st.sampled_from(["市商务局", "市能源局", "各旗区人民政府"]), unique=True)
_MEASURES = st.lists(
    st.tuples(
        _WORDS, st.lists(_WORDS.map(lambda words: words + "。"), min_size=1, max_size=3), _UNITS
    ),
    min_size=1,
    max_size=4,
)


@given(st.lists(_MEASURES, min_size=1, max_size=4), st.sampled_from(["（{}）", "({})"]))
def test_what_is_written_in_the_genre_is_read_back(chapters, brackets):
    lines = []
    expected = []
    for no, measures in enumerate(chapters, start=1):
        lines.append(f"{chinese_numeral(no)}、第{no}方面")
        for section, (title, paragraphs, units) in enumerate(measures, start=1):
            numeral = brackets.format(chinese_numeral(section))
            clause = f"（责任单位：{'、'.join(units)}）" if units else ""
            lines += [f"{numeral}{title}。{paragraphs[0]}", *paragraphs[1:]]
            lines[-1] += clause
            expected.append((f"{no}-{section}", title, "\n".join(paragraphs), tuple(units)))
    assert _contents("\n".join(lines)) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "（责任单位：",
        "（责任单位：）",
        "。责任单位：",
        "（",
        "东胜区、",
        "市政府\n",
        "责任 ",
        "按职责等",
        "（责任单位：\n",
    ],
)
@pytest.mark.parametrize(
    "frame", ["一、甲\n（一）乙。{}", "一、甲\n（一）乙。（责任单位：{}）", "{}\n一、甲\n乙。"]
)
def test_repetition_does_not_make_reading_slow(piece, frame):
    # Reading in time that grows with the square of the length would take minutes here.
    text = frame.format(piece * (60_000 // len(piece)))
    assert _plan_or_error(text)
