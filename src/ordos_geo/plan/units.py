"""Clauses that name responsible units, and the full names in them.

A clause is "（责任单位：市商务局、市能源局）" in brackets of any kind, or the same words without
brackets at the start of a line or after a sentence. Every scan here is linear in the text,
because the text may come from anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = r"[\u3400-\u9fff]"
_OPEN = "（(〔【[［"
_CLOSE = "）)〕】]］"
_BRACKETS = re.escape(_OPEN + _CLOSE)
_ROLE = "(?:责任|牵头|配合|主办|承办|协办|主责|参与|落实|实施|协同|协助|支持)"
_LABEL = rf"(?:市级|主要|第一|共同|其他)?{_ROLE}{{1,2}}(?:单位|部门)[^\S\n]*[：:]"
_CLAUSE = re.compile(
    rf"(?P<open>[{re.escape(_OPEN)}])\s*(?:[^{_BRACKETS}。\n]{{0,40}}[；;，,、\s])?{_LABEL}"
    rf"|(?:^|(?<=[。；;]))[^\S\n]*(?P<bare>{_LABEL}(?:[^。\n]|(?<=[、，])\n)*)(?P<stop>。?)",
    re.MULTILINE,
)
# A clause may also hold 完成时限：… or 责任人：…; such words are not units and stay in the text.
_PART = re.compile(
    rf"(?P<units>{_LABEL})"
    rf"|(?<!{_HAN})(?!{_HAN}{{0,10}}(?:单位|部门)\s*[：:]){_HAN}{{2,10}}[^\S\n]*[：:]"
)
_SEPARATORS = "、，,；; \t\u3000\xa0"
_CONNECTIVE = re.compile(
    r"(?<=[局委厅办府会司团心院行处])(?:以及|及|和|与)(?=[市省区州盟旗县各国自])"
    r"|(?<=[区旗县盟])(?:以及|及|和|与)"
)
_DUTY = re.compile(
    r"(?:按照?(?:各自)?(?:职责|职能)(?:职责)?(?:分工)?)?(?:分别|共同|具体)?"
    r"(?:负责|牵头|配合|落实|参与|承担)?$"
)
_ET_CETERA = re.compile(
    r"等(?:市直|各|有关|相关|其他)*(?:部门和单位|部门单位|部门|单位|地区|企业)?$"
)
_ZONE = re.compile(r"(?:开发区|园区|示范区|功能区|保税区|集中区|产业区|产业园)$")
_AREA = re.compile(rf"{_HAN}{{0,12}}(?:旗|县|区|市|盟|州|省|镇|乡|街道|苏木)")
_GOVERNMENT = re.compile(r"(?:人民)?政府(?:办公室)?$")
_COMMITTEE = re.compile(r"(?:管委会|管理委员会|党工委)$")
_DEPARTMENT = re.compile(r"(?:委员会|局|委|厅|办)$")
_LEVEL = re.compile(r"自治区|[省市州盟县旗区]")
_COMPLETE = re.compile(
    r"[局委厅办部府会司团心院行处校关所站队室组社区旗县市盟州省园港地门位镇乡道木]$"
)


@dataclass(frozen=True, slots=True)
class ClauseFault:
    """A clause that cannot be read: offset in the text given, what was expected there."""

    offset: int
    expected_en: str
    expected_zh: str


@dataclass(frozen=True, slots=True)
class UnitsTaken:
    """`text` without its clauses, the units of all clauses (each once, in order), the faults."""

    text: str
    units: tuple[str, ...]
    faults: tuple[ClauseFault, ...]


def take_units(text: str) -> UnitsTaken:
    """Cut the unit clauses out of a measure (paragraphs joined by newlines) and read them.

    Only the clause goes; what it says besides units (完成时限：…) stays in the text. A bracket
    may close on a later line, but not past the end of a sentence.
    """
    kept: list[str] = []
    units: dict[str, None] = {}
    faults: list[ClauseFault] = []
    position = 0
    last_character = ""
    while clause := _CLAUSE.search(text, position):
        before = text[position : clause.start()]
        last_character = before.rstrip()[-1:] or last_character
        kept.append(before)
        position = clause.start()
        if clause["open"]:
            closing = _closing_bracket(text, position)
            if closing is None:
                # What follows an open bracket cannot be told apart: one fault, then stop.
                faults.append(
                    ClauseFault(
                        position,
                        "a bracket that closes the clause of responsible units",
                        "与责任单位左括号配对的右括号",
                    )
                )
                break
            left, content, right = text[position], text[position + 1 : closing], text[closing]
            end = closing + 1
        else:
            left, content, right = "", clause["bare"], clause["stop"]
            end = clause.end()
        names, rest = _read_clause(content.replace("\n", ""))
        if not names:
            faults.append(
                ClauseFault(
                    position,
                    "the name of at least one responsible unit",
                    "至少一个责任单位名称",
                )
            )
        units.update(dict.fromkeys(names))
        if rest:
            kept.append(left + rest + right)
            last_character = right or rest[-1]
        elif last_character in ("", "。", "；", "！", "？") and text[end : end + 1] in ("。", "；"):
            end += 1  # "……。（责任单位：……）。" must not leave a second full stop
        position = end
    kept.append(text[position:])
    return UnitsTaken("".join(kept), tuple(units), tuple(faults))


def _closing_bracket(text: str, opening: int) -> int | None:
    """Index of the bracket that closes the one at `opening`, None where there is none.

    Kinds of brackets may be mixed, as typed documents mix them. A clause that has run over
    the end of a sentence and of a line has lost its bracket.
    """
    depth = 0
    sentence_over = line_over = False
    for index in range(opening, len(text)):
        character = text[index]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth -= 1
            if depth == 0:
                return index
        elif character == "。":
            sentence_over = True
        elif character == "\n":
            line_over = True
        if sentence_over and line_over:
            return None
    return None


def _read_clause(content: str) -> tuple[list[str], str]:
    """Unit names in the words of one clause, and the words that are no units."""
    names: list[str] = []
    rest: list[str] = []
    labels = list(_PART.finditer(content))
    rest.append(content[: labels[0].start()] if labels else content)
    ends = [label.start() for label in labels[1:]] + [len(content)]
    for label, end in zip(labels, ends, strict=False):
        if label["units"]:
            listed, _, remark = content[label.end() : end].partition("。")
            names += expand_units(listed)
            rest.append(remark)
        else:
            rest.append(content[label.start() : end])
    return names, "；".join(filter(None, (words.strip(_SEPARATORS) for words in rest)))


def expand_units(listed: str) -> list[str]:
    """Full names of units listed with 、 ， ； or spaces, in order, repeats kept.

    A suffix or prefix shared by several names is given to each of them: 东胜区、康巴什区人民政府
    are two governments, 市商务、能源局 two bureaus of the city. Collectives (各旗区人民政府) stay
    as they are; 等部门 and 按职责分工负责 are dropped.
    """
    names: list[str] = []
    for words in _split(listed):
        for part in _CONNECTIVE.split(words):
            name = _ET_CETERA.sub("", _DUTY.sub("", part.strip("。.：:")))
            if name:
                names.append(name)
                _share_suffix(names)
                _share_level(names)
    return names


def _split(listed: str) -> list[str]:
    """Words between separators; a separator inside brackets does not separate."""
    words: list[str] = []
    depth = start = 0
    for index, character in enumerate(listed):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif depth == 0 and character in _SEPARATORS:
            words.append(listed[start:index])
            start = index + 1
    words.append(listed[start:])
    return words


def _share_suffix(names: list[str]) -> None:
    """Give 人民政府 or 管委会 of the last name to the bare areas directly before it, in place."""
    for suffix, is_zone in ((_GOVERNMENT, False), (_COMMITTEE, True)):
        found = suffix.search(names[-1])
        if not found:
            continue
        for index in range(len(names) - 2, -1, -1):
            bare = names[index]
            if not _AREA.fullmatch(bare) or bool(_ZONE.search(bare)) is not is_zone:
                break
            names[index] = bare + found[0]


def _share_level(names: list[str]) -> None:
    """Read 市商务、能源局: level and suffix belong to every name of the run, in place.

    Only where the last name has a suffix but no level, those before it have no suffix, and the
    first of them has the level; anything else is left as printed.
    """
    suffix = _DEPARTMENT.search(names[-1])
    if not suffix or _LEVEL.match(names[-1]):
        return
    first = len(names) - 1
    while first > 0 and not _COMPLETE.search(names[first - 1]):
        first -= 1
        level = _LEVEL.match(names[first])
        if level:
            stems = [names[first][level.end() :], *names[first + 1 : -1]]
            names[first:-1] = [level[0] + stem + suffix[0] for stem in stems]
            names[-1] = level[0] + names[-1]
            return
