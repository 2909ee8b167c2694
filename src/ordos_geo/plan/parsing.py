"""Reads a policy document of the 行动方案 genre into a `Plan`.

Shape of the genre: a head (number, title, issuer, date, preamble), chapters 一、二、…, in them
sections （一）（二）… or, in a chapter that has none, items 1. 2. …; each section or item is one
measure. Where a chapter has sections, its items 1. 2. … are paragraphs of their section and keep
their numerals. A chapter with neither is one measure numbered 0. Sections count from 1 in each
chapter or run on through the document; both are read, and the printed number makes the id.
The document ends at 抄送, 附件, （此件…）, …印发 or the signing date.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

from ordos_geo.errors import Fault, FaultKind, PlanError, PlanFault, missing_file, unreadable_file
from ordos_geo.model import Chapter, DocumentHead, Measure, Plan
from ordos_geo.plan.units import take_units
from ordos_geo.wording.numerals import VALUES, chinese_numeral, chinese_year

MAX_CHARACTERS = 500_000
"""Longest text that is read; the longest plans of this genre have some 50,000 characters."""

_MAX_BYTES = 4 * MAX_CHARACTERS  # UTF-8 needs at most four bytes for a character
_FOUND_CHARACTERS = 30
# str.strip() knows all of these except the byte order mark and the zero-width space.
_BLANK = string.whitespace + "\x85\xa0\u2002\u2003\u2009\u2028\u2029\u3000\ufeff\u200b"

_CHINESE = "[一二三四五六七八九十]"
_CHAPTER = re.compile(rf"({_CHINESE}{{1,3}})[、.．](?!{_CHINESE}{{1,3}}[、.．])(.*)")
_SECTION = re.compile(rf"[（(]\s*({_CHINESE}{{1,3}})\s*[）)][、.．]?(.*)")
_ITEM = re.compile(r"([0-9０-９]{1,3})\s*[、.．](?![0-9０-９])(.*)")

_DIGITS = r"[0-9０-９]"
_DATE_WORDS = (
    rf"(?:({_DIGITS}{{4}})\s*年\s*({_DIGITS}{{1,2}})\s*月\s*({_DIGITS}{{1,2}})\s*日"
    r"|([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日)"
)
_DATE = re.compile(rf"[（(]?{_DATE_WORDS}[）)]?")
_PRINTED = re.compile(rf"\S{{0,40}}\s*{_DATE_WORDS}\s*印发")
_NUMBER = re.compile(
    r"(?:(?:发文字号|文号)\s*[：:]\s*)?"
    rf"([\u4e00-\u9fff]{{2,15}}\s*[〔\[［(（【]\s*{_DIGITS}{{4}}\s*[〕\]］)）】]"
    rf"\s*第?\s*{_DIGITS}{{1,5}}\s*号)(?:\s+签发人.*)?"
)
_ORGAN_WORDS = (
    r"[\u4e00-\u9fff \u3000]{1,40}"
    r"(?:政府|委员会|办公室|办公厅|委|局|厅|部|院|会|领导小组|集团|公司)"
)
_ORGAN = re.compile(_ORGAN_WORDS)
_ISSUER_IN_TITLE = re.compile(rf"({_ORGAN_WORDS})关于")
_ANNEX = re.compile(r"(?:附件|附表)[0-9０-９一二三四五六七八九十]*")
_ANNEX_LIST = re.compile(rf"(?:{_ANNEX.pattern})\s*[：:].*")
_COPIES = re.compile(r"(?:抄送|分送)\s*[：:].*")
_RELEASE = re.compile(r"[（(]此件.*[）)]")
_PROSE = re.compile(r"。|[：:；;！!？?，,]$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its number in the file (first = 1), its words stripped."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A numbered heading as printed, and its lines: the heading's words, then what follows."""

    no: int
    heading: _Line
    lines: list[_Line]


@dataclass(frozen=True, slots=True)
class _Entry:
    """Heading and paragraphs of a block, read. `sentence` is the title as printed."""

    title: str
    sentence: str
    text: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of numbering: how a heading looks, how to write one in a message."""

    pattern: re.Pattern[str]
    sample: str
    name_en: str
    name_zh: str

    def match(self, line: _Line) -> tuple[int, str] | None:
        """Number and words of a heading, None for any other line."""
        found = self.pattern.fullmatch(line.text)
        if not found:
            return None
        number = VALUES.get(found[1]) or (int(found[1]) if found[1].isdecimal() else None)
        return (number, found[2].strip(_BLANK)) if number is not None else None

    def heading(self, number: int) -> str:
        """The numeral as a heading of this level prints it."""
        in_range = 1 <= number <= len(VALUES)
        chinese = chinese_numeral(number) if in_range else str(number)
        return self.sample.format(chinese=chinese, arabic=number)


_CHAPTERS = _Level(_CHAPTER, "{chinese}、", "chapter heading", "章标题")
_SECTIONS = _Level(_SECTION, "（{chinese}）", "section heading", "节标题")
_ITEMS = _Level(_ITEM, "{arabic}.", "item heading", "条标题")


class _Faults:
    """Collects what is wrong with one file."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: list[Fault] = []

    def add(self, kind: FaultKind, row: int | None, **details: object) -> None:
        self.found.append(Fault(kind, self.source, row, details))

    def expected(self, expected_en: str, expected_zh: str, line: _Line) -> None:
        self.add(
            PlanFault.SYNTAX,
            line.row,
            expected_en=expected_en,
            expected_zh=expected_zh,
            found=line.text[:_FOUND_CHARACTERS],
        )

    def error(self) -> PlanError:
        return PlanError(sorted(self.found, key=lambda fault: fault.row or 0))


def read_plan(path: Path, *, relative_to: Path | None = None) -> Plan:
    """Read a plan from a UTF-8 text file (with or without byte order mark, any line ends).

    `relative_to` is the folder that file names in messages start from. Raises PlanError with
    every fault: missing or unreadable file, other encoding, too large, and those of `parse_plan`.
    """
    inside = relative_to is not None and path.is_relative_to(relative_to)
    source = str(path.relative_to(relative_to)) if relative_to and inside else path.name
    faults = _Faults(source)
    text = ""
    try:
        with path.open("rb") as handle:
            encoded = handle.read(_MAX_BYTES + 1)
        if len(encoded) > _MAX_BYTES:
            more = f"> {MAX_CHARACTERS}"
            faults.add(PlanFault.TOO_LARGE, None, size=more, limit=MAX_CHARACTERS)
        else:
            text = encoded.decode("utf-8")
    except FileNotFoundError:
        faults.found.append(missing_file(source, fix_en="check the path", fix_zh="请检查路径"))
    except OSError as error:
        faults.found.append(unreadable_file(source, "UTF-8", error))
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        faults.add(PlanFault.ENCODING, row, position=error.start + 1)
    if faults.found:
        raise faults.error()
    return parse_plan(text, source=source)


def parse_plan(text: str, *, source: str = "") -> Plan:
    """Read a plan from its text; `source` is the file name for messages.

    Raises PlanError with every fault: empty or too large text, no chapters, chapters or sections
    missing, repeated or out of sequence, headings without words, measures without text, unit
    clauses without closing bracket or without units, impossible dates.
    """
    faults = _Faults(source)
    if len(text) > MAX_CHARACTERS:
        faults.add(PlanFault.TOO_LARGE, None, size=len(text), limit=MAX_CHARACTERS)
        raise faults.error()
    lines = _lines(text)
    if not lines:
        faults.add(PlanFault.EMPTY, None)
        raise faults.error()
    first = next((index for index, line in enumerate(lines) if _CHAPTERS.match(line)), None)
    if first is None:
        faults.expected(
            "a text with chapters '一、…', '二、…', each heading on a line of its own",
            "含有“一、……”“二、……”等章标题的文本（章标题须独占一行）",
            lines[0],
        )
        raise faults.error()
    end = _end_of_body(lines, first)
    tail = lines[end:]
    head = _read_head(lines[:first], tail, faults)
    chapters = _read_chapters(lines[first:end], faults)
    _check_tail(tail, chapters[-1].no, faults)
    if faults.found:
        raise faults.error()
    return Plan(head, chapters)


def _lines(text: str) -> list[_Line]:
    rows = re.split(r"\r\n|\r|\n", text)
    stripped = (_Line(row, words.strip(_BLANK)) for row, words in enumerate(rows, start=1))
    return [line for line in stripped if line.text]


# chapters and measures


def _read_chapters(lines: Sequence[_Line], faults: _Faults) -> tuple[Chapter, ...]:
    """Chapters from the lines between head and closing; the first line is a chapter heading."""
    chapters = []
    last_numbers = {_SECTIONS: 0, _ITEMS: 0}
    _, blocks = _split_blocks(lines, _CHAPTERS, {1}, faults)
    for block in blocks:
        heading, below = block.lines[0], block.lines[1:]
        level = _SECTIONS if any(map(_SECTIONS.match, below)) else _ITEMS
        starts = {1, last_numbers[level] + 1}
        above, sections = _split_blocks(below, level, starts, faults)
        own = _read_entry(_CHAPTERS, block.heading, [heading, *above], faults)
        if sections:
            # A unit clause above the first section speaks for the whole chapter.
            entries = [
                _read_entry(level, section.heading, section.lines, faults) for section in sections
            ]
            measures = tuple(
                _measure(block.no, section, entry, own.units, faults)
                for section, entry in zip(sections, entries, strict=True)
            )
            last_numbers[level] = sections[-1].no
        else:
            whole = _Block(0, block.heading, block.lines)
            measures = (_measure(block.no, whole, own, (), faults),)
        intro = own.text if sections else ""
        chapters.append(Chapter(block.no, own.title, measures, block.heading.row, intro))
    return tuple(chapters)


def _split_blocks(
    lines: Sequence[_Line], level: _Level, starts: set[int], faults: _Faults
) -> tuple[list[_Line], list[_Block]]:
    """Lines above the first heading of `level`, and one block for each heading.

    `starts` are the numbers the first heading may have; after it each number is one higher.
    """
    above: list[_Line] = []
    blocks: list[_Block] = []
    for line in lines:
        heading = level.match(line)
        if heading is None:
            (blocks[-1].lines if blocks else above).append(line)
            continue
        number, words = heading
        allowed = {blocks[-1].no + 1} if blocks else starts
        if number not in allowed:
            numerals = [level.heading(number) for number in sorted(allowed)]
            faults.expected(
                f"{level.name_en} " + " or ".join(f"'{numeral}'" for numeral in numerals),
                f"{level.name_zh}" + "或".join(f"“{numeral}”" for numeral in numerals),
                line,
            )
        blocks.append(_Block(number, line, [_Line(line.row, words)]))
    return above, blocks


def _read_entry(level: _Level, heading: _Line, lines: Sequence[_Line], faults: _Faults) -> _Entry:
    """Title, text and units of a heading's words (first line) and the lines below it.

    The title is the first sentence, or what stands before a colon; a heading on its own line
    needs neither.
    """
    printed = "\n".join(line.text for line in lines)
    taken = take_units(printed)
    starts = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    for fault in taken.faults:
        row = lines[bisect_right(starts, fault.offset) - 1].row
        clause = printed[fault.offset : fault.offset + _FOUND_CHARACTERS].partition("\n")[0]
        faults.expected(fault.expected_en, fault.expected_zh, _Line(row, clause))
    first, _, below = taken.text.partition("\n")
    title, *same_line = re.split("[。：]", first, maxsplit=1)
    paragraphs = (words.strip(_BLANK) for words in [*same_line, *below.split("\n")])
    text = "\n".join(filter(None, paragraphs))
    title = title.strip(_BLANK + ":；;")
    if not title:
        faults.expected(
            f"the words of the {level.name_en} behind its numeral",
            f"序号之后的{level.name_zh}文字",
            heading,
        )
    return _Entry(title, first.strip(_BLANK), text, taken.units)


def _measure(
    chapter_no: int,
    block: _Block,
    entry: _Entry,
    chapter_units: tuple[str, ...],
    faults: _Faults,
) -> Measure:
    """A measure. One that is a single sentence with units has it as title and as text."""
    text = entry.text or (entry.sentence if entry.units else "")
    if entry.title and not text:
        faults.expected(
            "text or responsible units below this heading",
            "该标题之下的正文或责任单位",
            block.heading,
        )
    return Measure(
        id=f"{chapter_no}-{block.no}",
        chapter_no=chapter_no,
        no=block.no,
        title=entry.title,
        text=text,
        units=tuple(dict.fromkeys(entry.units + chapter_units)),
        line=block.heading.row,
    )


# head and closing


def _end_of_body(lines: Sequence[_Line], first: int) -> int:
    """Index of the line that closes the document: 抄送, 附件, …印发, or the signature."""
    closing = (_COPIES, _ANNEX, _ANNEX_LIST, _RELEASE, _PRINTED, _DATE)
    for index in range(first + 1, len(lines)):
        words = lines[index].text
        if any(pattern.fullmatch(words) for pattern in closing):
            signed = _DATE.fullmatch(words) and _ORGAN.fullmatch(lines[index - 1].text)
            return index - 1 if signed and index - 1 > first else index
    return len(lines)


def _check_tail(tail: Sequence[_Line], last_chapter: int, faults: _Faults) -> None:
    """An annex may count from 一 again; a chapter that goes on counting would be lost."""
    for line in tail:
        heading = _CHAPTERS.match(line)
        if heading is None:
            continue
        if heading[0] == last_chapter + 1:
            faults.expected(
                f"no chapter below the closing line '{tail[0].text[:_FOUND_CHARACTERS]}' "
                f"(line {tail[0].row})",
                f"文末“{tail[0].text[:_FOUND_CHARACTERS]}”（第 {tail[0].row} 行）之后不再有章标题",
                line,
            )
        return


def _read_head(lines: Sequence[_Line], tail: Sequence[_Line], faults: _Faults) -> DocumentHead:
    """The head from the lines above the first chapter; a date may also stand in the closing.

    The title is the last one above the preamble: that of the plan, not of the notice that
    carries it.
    """
    number = ""
    marks: set[int] = set()
    for index, line in enumerate(lines):
        found = _NUMBER.fullmatch(line.text)
        if found:
            number = number or "".join(found[1].split())
            marks.add(index)
        elif _ANNEX.fullmatch(line.text):
            marks.add(index)
    issued, issuer, signature = _read_signature(lines, faults)
    if issued is None:
        issued, signer, _ = _read_signature(tail, faults)
        issuer = issuer or signer
    if issued is None:
        issued = next(
            (_read_date(found, line, faults) for line, found in _matches(_PRINTED, tail)), None
        )
    marks |= signature

    end = len(lines)
    while end > 0 and (end - 1 in marks or _PROSE.search(lines[end - 1].text)):
        end -= 1
    start = end
    while start > 0 and start - 1 not in marks and not _PROSE.search(lines[start - 1].text):
        start -= 1
    while (
        start + 1 < end
        and _ORGAN.fullmatch(lines[start].text)
        and not lines[start + 1].text.startswith("关于")
    ):
        issuer = issuer or lines[start].text
        start += 1
    title = "".join(line.text for line in lines[start:end])
    if not issuer:
        in_title = map(_ISSUER_IN_TITLE.match, [title, *(line.text for line in lines)])
        issuer = next((found[1] for found in in_title if found), "")
    preamble = [lines[index].text for index in range(end, len(lines)) if index not in marks]
    return DocumentHead(number, title, issued, issuer, "\n".join(preamble))


def _read_signature(lines: Sequence[_Line], faults: _Faults) -> tuple[date | None, str, set[int]]:
    """First date on a line of its own, the organ on the line above it, indexes of such lines."""
    issued: date | None = None
    issuer = ""
    indexes: set[int] = set()
    for index, line in enumerate(lines):
        found = _DATE.fullmatch(line.text)
        if not found:
            continue
        indexes.add(index)
        signed = index > 0 and _ORGAN.fullmatch(lines[index - 1].text)
        if signed:
            indexes.add(index - 1)
        if issued is None:
            issued = _read_date(found, line, faults)
            issuer = lines[index - 1].text if signed else ""
    return issued, issuer, indexes


def _matches(
    pattern: re.Pattern[str], lines: Sequence[_Line]
) -> Iterator[tuple[_Line, re.Match[str]]]:
    for line in lines:
        found = pattern.fullmatch(line.text)
        if found:
            yield line, found


def _read_date(found: re.Match[str], line: _Line, faults: _Faults) -> date | None:
    """The date of a `_DATE_WORDS` match, None with a fault where the calendar has no such day."""
    try:
        if found[1]:
            return date(int(found[1]), int(found[2]), int(found[3]))
        return date(chinese_year(found[4]), VALUES.get(found[5], 0), VALUES.get(found[6], 0))
    except ValueError:
        faults.expected("a date of the calendar", "真实存在的日期", line)
        return None
