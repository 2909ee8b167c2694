"""What a fault is, and the error that carries all faults of a check.

A fault is one thing wrong in one place: it names the file, the row and the fix. A check collects
faults and raises one error that lists them all. The command line prints `english()`, the
interface shows `chinese()`; nobody sees a traceback.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from types import MappingProxyType

_NO_DETAILS: Mapping[str, object] = MappingProxyType({})


class FaultKind(Enum):
    """What can be wrong: base of the catalogues, which are one a subject.

    Value of a member: (English, Chinese) templates, filled from `Fault.details`.
    """

    @property
    def english(self) -> str:
        """The template of the command line."""
        return str(self.value[0])

    @property
    def chinese(self) -> str:
        """The template of the interface."""
        return str(self.value[1])


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place.

    `file` is relative to the project, `row` the line number in it (first line = 1; a CSV header
    is line 1), `details` fill the templates of `kind`: ValueError where one of them is missing.
    """

    kind: FaultKind
    file: str = ""
    row: int | None = None
    details: Mapping[str, object] = field(default_factory=lambda: _NO_DETAILS)

    def __post_init__(self) -> None:
        """A fault that cannot be worded fails where it is made, not where it is shown."""
        missing = _placeholders(self.kind) - self.details.keys()
        if missing:
            message = f"{self.kind} needs the details {sorted(missing)}"
            raise ValueError(message)

    def __reduce__(self) -> tuple[type[Fault], tuple[object, ...]]:
        """Faults travel between processes, which read-only details do not."""
        return type(self), (self.kind, self.file, self.row, dict(self.details))

    def english(self) -> str:
        """One line: place, problem, fix."""
        place = self.file + (f":{self.row}" if self.row is not None else "")
        text = self.kind.english.format_map(self.details)
        return f"{place}: {text}" if place else text

    def chinese(self) -> str:
        """One line: 位置、问题、改法."""
        place = self.file + (f" 第 {self.row} 行" if self.row is not None else "")
        text = self.kind.chinese.format_map(self.details)
        return f"{place}：{text}" if place else text


@cache
def _placeholders(kind: FaultKind) -> frozenset[str]:
    """Names in both templates."""
    parsed = string.Formatter().parse(kind.english + kind.chinese)
    return frozenset(name for _, name, _, _ in parsed if name)


class OrdosGeoError(Exception):
    """Base of all errors here. Carries every fault found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.english())

    def __reduce__(self) -> tuple[type[OrdosGeoError], tuple[tuple[Fault, ...]]]:
        """The same error in another process."""
        return type(self), (self.faults,)

    def english(self) -> str:
        """All faults, one a line."""
        return "\n".join(fault.english() for fault in self.faults)

    def chinese(self) -> str:
        """全部问题，每行一条."""
        return "\n".join(fault.chinese() for fault in self.faults)
