"""Noto Sans SC for sheets: which characters it has, how wide a text is, where a line breaks."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags

from ordos_geo.cartography.style import FONT_FAMILY

SUBSTITUTE = "〓"
"""The printers' sign for a character that is not in the case."""

_FOLDER = Path(__file__).resolve().parent.parent / "fonts"
_FILES = {False: _FOLDER / "NotoSansSC-Regular.ttf", True: _FOLDER / "NotoSansSC-Bold.ttf"}
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_NO_LINE_START = "，。、；：！？）》〉」』】〕”’％…·,.;:!?)]}"


@lru_cache(maxsize=2)
def face(*, bold: bool) -> FontProperties:
    """The typeface as matplotlib asks for it, by name, so that SVG names it too."""
    fontManager.addfont(_FILES[bold])
    return FontProperties(family=[FONT_FAMILY], weight="bold" if bold else "normal")


@lru_cache(maxsize=2)
def _font(*, bold: bool) -> FT2Font:
    return FT2Font(_FILES[bold])


def substituted(text: str) -> tuple[str, str]:
    """A text as the typeface can set it, and the characters that it has not.

    They are replaced by SUBSTITUTE; line breaks and tabs become spaces.
    """
    spaced = _BREAKS.sub(" ", text).strip()
    known = _characters()
    missing = "".join(dict.fromkeys(char for char in spaced if ord(char) not in known))
    table = str.maketrans(dict.fromkeys(missing, SUBSTITUTE))
    return spaced.translate(table), missing


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    """Code points that both weights have."""
    return frozenset(_font(bold=False).get_charmap()) & frozenset(_font(bold=True).get_charmap())


def width_pt(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Width of a text in one line, in points, with SUBSTITUTE for what has no glyph."""
    return size_pt * sum(_advance(char, bold) for char in text)


@lru_cache(maxsize=8192)
def _advance(char: str, bold: bool) -> float:
    font = _font(bold=bold)
    shown = char if ord(char) in _characters() else SUBSTITUTE
    glyph = font.load_char(ord(shown), LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance) / float(font.units_per_EM)


def wrapped(text: str, size_pt: float, most_pt: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `most_pt` points.

    Chinese breaks anywhere but before closing punctuation; other words are kept whole where they
    fit into a line.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if line and width_pt(line + word.rstrip(), size_pt, bold=bold) > most_pt:
            lines.append(line.rstrip())
            line = ""
        line += word if line else word.lstrip()
        while width_pt(line.rstrip(), size_pt, bold=bold) > most_pt and len(line) > 1:
            head = shortened(line, size_pt, most_pt, bold=bold, ending="")
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()] if line.strip() else lines


def shortened(
    text: str, size_pt: float, most_pt: float, *, bold: bool = False, ending: str = "…"
) -> str:
    """As much of a text as fits, at least one character, with an ending where it was cut."""
    if width_pt(text, size_pt, bold=bold) <= most_pt:
        return text
    room = most_pt - width_pt(ending, size_pt, bold=bold)
    count = 0
    for char in text:
        room -= width_pt(char, size_pt, bold=bold)
        if room < 0:
            break
        count += 1
    return text[: max(count, 1)] + ending


def _words(text: str) -> list[str]:
    """The smallest parts that a line may break between."""
    words: list[str] = []
    for char in text:
        is_latin = char.isascii() and char != " "
        joins = char in _NO_LINE_START or char == " "
        if words and (joins or (is_latin and words[-1][-1].isascii() and words[-1][-1] != " ")):
            words[-1] += char
        else:
            words.append(char)
    return words
