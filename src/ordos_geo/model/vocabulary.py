"""Code lists: data/vocab/NAME.csv, one term a line, in display order.

Columns: code, label_zh, label_en, description, group, symbol. `code` is what the registers
hold, the labels are what people read, `group` gathers codes for coarse filters (a code of
another list, or empty), `symbol` names a drawing style in `cartography.style` (or is empty).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

COLUMNS = ("code", "label_zh", "label_en", "description", "group", "symbol")


@dataclass(frozen=True, slots=True)
class Term:
    """One code and its words."""

    code: str
    label_zh: str
    label_en: str
    description: str
    group: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """An ordered code list. `name` is the file's stem."""

    name: str
    terms: tuple[Term, ...]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __contains__(self, code: object) -> bool:
        return any(term.code == code for term in self.terms)

    def __getitem__(self, code: str) -> Term:
        """The term with that code; KeyError where there is none."""
        for term in self.terms:
            if term.code == code:
                return term
        raise KeyError(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in display order."""
        return tuple(term.code for term in self.terms)

    def label(self, code: str) -> str:
        """The Chinese label of a code; KeyError where the code is unknown."""
        return self[code].label_zh
