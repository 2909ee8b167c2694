"""Heading numerals."""

from __future__ import annotations

import pytest

from ordos_geo.wording.numerals import VALUES, chinese_numeral, chinese_year


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_numeral_is_written_and_read(number, numeral):
    assert chinese_numeral(number) == numeral
    assert VALUES[numeral] == number


@pytest.mark.parametrize("numeral", ["", "十十", "一二", "百", "零"])
def test_other_words_are_no_numerals(numeral):
    assert numeral not in VALUES


@pytest.mark.parametrize("number", [0, 100])
def test_numbers_without_heading_numeral_are_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        chinese_numeral(number)


@pytest.mark.parametrize("year", ["二〇二五", "二○二五", "二零二五"])
def test_year_is_read_digit_by_digit(year):
    assert chinese_year(year) == 2025
