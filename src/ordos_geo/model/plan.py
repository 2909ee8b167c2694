"""The policy document as values: head, chapters, measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What stands above the first chapter.

    `number` is the document number (鄂府发〔2025〕8号), `issuer` the body that signs it,
    `preamble` the paragraphs between title and first chapter. A text without one of them
    leaves it empty (`date`: None).
    """

    number: str
    title: str
    date: date | None
    issuer: str
    preamble: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One 举措.

    `id` is "chapter-section" ("1-3"); a chapter without sections is one measure with section 0
    ("6-0"). `text` is the body without heading numeral and without the unit clause, paragraphs
    joined by a newline, otherwise character for character as published. `units` are full unit
    names with shared suffixes expanded, in the order of the text. `line` is where it starts in
    the file (first line = 1).
    """

    id: str
    chapter_no: int
    no: int
    title: str
    text: str
    units: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter (一、…): number, title without numeral, measures in order.

    `intro` holds the paragraphs between heading and first section, empty where there are none.
    """

    no: int
    title: str
    measures: tuple[Measure, ...]
    line: int
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole document."""

    head: DocumentHead
    chapters: tuple[Chapter, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures in document order."""
        return tuple(measure for chapter in self.chapters for measure in chapter.measures)

    def measure(self, measure_id: str) -> Measure:
        """The measure with that id; KeyError where there is none."""
        for measure in self.measures:
            if measure.id == measure_id:
                return measure
        raise KeyError(measure_id)
