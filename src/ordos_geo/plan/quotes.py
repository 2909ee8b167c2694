"""Where words stand in a measure: quotes and sentences as character spans of `Measure.text`."""

from __future__ import annotations

import re

from ordos_geo.model import Measure

# 。！？ end a commitment; ； only divides one. Closing quotes and brackets belong to the sentence.
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’」』）)》〉]*|(?=\n)|\Z)")


def locate_quote(measure: Measure, quote: str) -> list[tuple[int, int]]:
    """Every occurrence of `quote`, character for character, in the text of `measure`.

    Returns (start, end) offsets with `measure.text[start:end] == quote`, in order, not
    overlapping; empty where the quote does not occur or is empty.
    """
    spans: list[tuple[int, int]] = []
    start = measure.text.find(quote) if quote else -1
    while start >= 0:
        spans.append((start, start + len(quote)))
        start = measure.text.find(quote, start + len(quote))
    return spans


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of `text`, in order, without surrounding blanks.

    A sentence ends with 。！？ or with its paragraph. Together the spans hold every character
    that is not blank.
    """
    spans: list[tuple[int, int]] = []
    for found in _SENTENCE.finditer(text):
        words = found[0]
        start = found.start() + len(words) - len(words.lstrip())
        end = found.start() + len(words.rstrip())
        if start < end:
            spans.append((start, end))
    return spans
