"""How the numbers of `analysis.summary` are said: one wording for screen, paper and files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.summary import Tally, tally


@dataclass(frozen=True, slots=True)
class CountWords:
    """What a set of features comes to, in Chinese; "" where there is nothing to say.

    `cooperation` says statements and pairs, `others` projects and positionings, `notes` what
    cooperation is expanded to and what is not counted.
    """

    cooperation: str
    others: str
    notes: str

    @property
    def head(self) -> str:
        """What counts, in one line."""
        return wording.general.COUNT_JOIN.join(filter(None, (self.cooperation, self.others)))

    @property
    def line(self) -> str:
        """All of it in one line."""
        return f"{self.head}（{self.notes}）" if self.notes else self.head


def count_words(
    dataset: Dataset, feature_ids: Iterable[str], scope_ids: Iterable[str] | None = None
) -> CountWords:
    """The counts of some features as the count line of a map says them.

    `scope_ids` are all that might be there, default the whole dataset: a number that is less says
    "7 / 73", and what is not in the scope at all is left out.
    """
    ids = tuple(feature_ids)
    found, whole = tally(dataset, ids), tally(dataset, scope_ids)
    words = wording.general

    def part(pattern: str, name: str) -> str:
        number, total = len(getattr(found, name)), len(getattr(whole, name))
        shown = str(number) if number == total else words.COUNT_OF.format(n=number, total=total)
        return pattern.format(n=shown) if total else ""

    others = (
        part(words.COUNT_PROJECTS, "projects"),
        part(words.COUNT_POSITIONINGS, "positionings"),
    )
    repeated = len(ids) - sum(
        len(listed) for listed in (found.links, found.projects, found.positionings, found.context)
    )
    is_expanded = len(found.links) > len(found.statements)
    notes = (
        (words.COUNT_EXPANDED, is_expanded and len(found.links)),
        (words.COUNT_CONTEXT, len(found.context)),
        (words.COUNT_REPEATED, repeated),
    )
    cooperation = (part(words.COUNT_STATEMENTS, "statements"), part(words.COUNT_PAIRS, "pairs"))
    return CountWords(
        cooperation=words.COUNT_SEPARATOR.join(filter(None, cooperation)),
        others=words.COUNT_SEPARATOR.join(filter(None, others)),
        notes="，".join(pattern.format(n=number) for pattern, number in notes if number),
    )


def short_words(found: Tally) -> str:
    """A tally beside the name of a choice: 项目 7 · 合作 7, each number after what it counts.

    Cooperation is counted in statements. Only what there is, "0" for nothing.
    """
    words = wording.general
    parts = (
        (words.COUNT_PROJECTS, found.projects),
        (words.SHORT_STATEMENTS, found.statements),
        (words.COUNT_POSITIONINGS, found.positionings),
        (words.SHORT_CONTEXT, found.context),
    )
    said = words.COUNT_SEPARATOR.join(pattern.format(n=len(ids)) for pattern, ids in parts if ids)
    return said or "0"


def chip_words(found: Tally) -> tuple[str, str]:
    """A tally beside the name of a project type: the number of projects, and what else counts.

    "7" and "合作 7"; no number of projects where there is only something else.
    """
    words = wording.general
    parts = (
        (words.SHORT_STATEMENTS, found.statements),
        (words.COUNT_POSITIONINGS, found.positionings),
    )
    others = " ".join(pattern.format(n=len(ids)) for pattern, ids in parts if ids)
    return (str(len(found.projects)) if found.projects or not others else ""), others
