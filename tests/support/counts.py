"""What the count line, chips and choices must say of a selection, from the rules themselves."""

from __future__ import annotations

from ordos_geo.analysis import Dataset, Selection, choices, selected
from ordos_geo.analysis.count_words import CountWords, chip_words, count_words, short_words
from ordos_geo.analysis.summary import tally


def said_of(dataset: Dataset, selection: Selection, scope: Selection | None = None) -> CountWords:
    """What is said of a selection on a page about `scope`, default everything."""
    about = scope or Selection()
    shown = selected(dataset, selection.within(about))
    return count_words(dataset, shown, selected(dataset, about))


def count_lines(words: CountWords) -> list[str]:
    """The lines in large type."""
    return [line for line in (words.cooperation, words.others) if line]


def choice_words(dataset: Dataset, selection: Selection, dimension: str) -> list[str]:
    """The numbers that stand beside each value of a dimension, in display order."""
    found = [tally(dataset, ids) for ids in choices(dataset, selection, dimension).values()]
    if dimension == "group":
        return [" ".join(filter(None, chip_words(one))) for one in found]
    return [short_words(one) for one in found]


def plain(label: str) -> str:
    """A label without the marks for grey."""
    return label.replace(":gray[", "").replace("]", "")
