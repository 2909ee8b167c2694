from __future__ import annotations

import pytest

from ordos_geo.wording.general import clause_label, numeral


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, ""),
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
    ],
)
def test_chinese_numerals(number, expected):
    assert numeral(number) == expected


def test_every_numeral_is_its_own():
    assert len({numeral(number) for number in range(100)}) == 100


def test_clause_labels_are_worded_as_in_the_document(dataset):
    measure = dataset.plan.measure("1-3")
    assert clause_label(1, 3, measure.title) == "第一章（三）建立双向帮扶机制"


def test_a_chapter_without_sections_has_no_section_number(dataset):
    measure = dataset.plan.measure("6-0")
    assert clause_label(6, 0, measure.title) == "第六章 保障措施"
