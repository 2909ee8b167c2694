"""How the numbers of `analysis.summary` are said: one wording for screen, paper and files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.summary import Tally, tally

SEPARATOR = wording.general.COUNT_SEPARATOR
"""Between the numbers of `short_words`."""


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
    notes = (
        (words.COUNT_EXPANDED, len(found.links)),
        (words.COUNT_CONTEXT, len(found.context)),
        (words.COUNT_REPEATED, repeated),
    )
    cooperation = (part(words.COUNT_STATEMENTS, "statements"), part(words.COUNT_PAIRS, "pairs"))
    return CountWords(
        cooperation=words.COUNT_SEPARATOR.join(filter(None, cooperation)),
        others=words.COUNT_SEPARATOR.join(filter(None, others)),
        notes="，".join(pattern.format(n=number) for pattern, number in notes if number),
    )


def short_words(found: Tally, *, bare_projects: bool = False) -> str:
    """A tally beside the name of a choice: 项目 7｜合作 7, each number after what it counts.

    Cooperation is counted in statements. Only what there is, "0" for nothing. With
    `bare_projects` projects go without their word, where the choice is between project types.
    """
    words = wording.general
    projects = words.SHORT_BARE if bare_projects else words.SHORT_PROJECTS
    parts = (
        (projects, len(found.projects)),
        (words.SHORT_STATEMENTS, len(found.statements)),
        (words.SHORT_POSITIONINGS, len(found.positionings)),
        (words.SHORT_CONTEXT, len(found.context)),
    )
    said = SEPARATOR.join(pattern.format(n=number) for pattern, number in parts if number)
    return said or words.SHORT_BARE.format(n=0)
