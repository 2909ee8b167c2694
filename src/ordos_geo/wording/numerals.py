"""Chinese numerals of headings and dates: 一 to 九十九."""

from __future__ import annotations

from types import MappingProxyType

_DIGITS = "〇一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """1 to 99 as headings write it (10 十, 11 十一, 20 二十, 21 二十一). ValueError outside."""
    if not 1 <= number <= 99:
        message = f"no heading numeral for {number}"
        raise ValueError(message)
    tens, ones = divmod(number, 10)
    text = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return text + (_DIGITS[ones] if ones else "")


VALUES = MappingProxyType({chinese_numeral(number): number for number in range(1, 100)})
"""Value of every heading numeral. What is not in here (十十, 百) is not a heading numeral."""


def chinese_year(text: str) -> int:
    """A year written digit by digit (二〇二五, also with ○ or 零). ValueError for other text."""
    digits = text.replace("○", "〇").replace("零", "〇")
    return int("".join(str(_DIGITS.index(digit)) for digit in digits))
