"""Search by Chinese, pinyin or initials over everything that has a name, and the clauses' text.

`build_index` once, `search` per query. A hit says what choosing it does to the selection.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from pypinyin import Style, lazy_pinyin, pinyin
from rapidfuzz import fuzz, process

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import CITYWIDE, Dataset
from ordos_geo.analysis.selection.dimensions import MAX_WORDS_CHARACTERS, WORDS, value_label
from ordos_geo.tables import split_list

BANNER, PARTNER, PLACE, CORRIDOR, UNIT, MEASURE = (
    "banner",
    "partner",
    "place",
    "corridor",
    "unit",
    "measure",
)
"""Kinds of hits that filter. Those that select a feature are of the feature's own kind."""

EXACT, PREFIX, SUBSTRING = 100, 80, 60
PINYIN_EXACT, PINYIN_PREFIX, PINYIN_INSIDE = 50, 45, 40
CLAUSE, CLAUSE_PINYIN = 20, 10
"""Scores; one less where an alias is what matches."""

SUGGESTIONS = 3
_NEAREST_SCORE = 60.0
_NEAREST_SPREAD = 15.0
_NEAREST_CHARACTERS = 16
_INSIDE_LETTERS = 3
_CLAUSE_LETTERS = 4
"""Fewer letters than these, as initials, occur inside nearly every longer text."""
_SNIPPET_CHARACTERS = 12
_TWO_LETTER_INITIALS = ("zh", "ch", "sh")
_LOCAL_READINGS = {"什": "shi", "勒": "le", "长": "chang", "召": "zhao", "都": "du"}
"""How characters are read in names that pypinyin does not know: 康巴什, 敖勒召其, 长三角."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    `matched` is the name or the piece of clause text that matches the query. Choosing the hit
    selects the feature `value` where `dimension` is "", else filters `dimension` by `value`.
    """

    kind: str
    id: str
    label: str
    matched: str
    score: int
    dimension: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What a query finds.

    `groups` are the hits by kind, the kind with the best hit first, `totals` how many there are
    of each kind in all. `suggestions` are, where nothing was found, the names most like the query.
    """

    groups: Mapping[str, tuple[Hit, ...]]
    totals: Mapping[str, int]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """One text to search in: as written, folded, and where each folded character comes from."""

    written: str
    folded: str
    origins: tuple[int, ...]
    is_clause: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    id: str
    label: str
    dimension: str
    value: str
    texts: tuple[_Text, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What `search` reads; shared between sessions.

    `readings` has the pinyin of each character as the words in the index have it,
    `rare_readings` every pinyin that it can have. `nearest` are lists of folded names, of their
    pinyin and of their initials, side by side with `names`: kind and label of the entry, and the
    name as written.
    """

    entries: tuple[_Entry, ...]
    readings: Mapping[str, tuple[str, ...]]
    rare_readings: Mapping[str, tuple[str, ...]]
    names: tuple[tuple[str, str, str], ...]
    nearest: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def fold(text: str) -> str:
    """Half-width, lower case, without spaces and punctuation: what counts when comparing."""
    return "".join(folded for _, folded in _folded(text))


def build_index(dataset: Dataset) -> SearchIndex:
    """The index of banners, partners, corridors, other places, features, units and measures."""
    entries = tuple(_entries(dataset))
    readings = _readings(text for entry in entries for text in entry.texts)
    named = [
        (entry, text)
        for entry in entries
        for text in entry.texts
        if not text.is_clause and 1 < len(text.folded) <= _NEAREST_CHARACTERS
    ]
    spelled = [lazy_pinyin(text.folded) for _, text in named]
    return SearchIndex(
        entries=entries,
        readings=readings,
        rare_readings=_rare_readings(readings),
        names=tuple((entry.kind, entry.label, text.written) for entry, text in named),
        nearest=(
            tuple(text.folded for _, text in named),
            tuple("".join(syllables) for syllables in spelled),
            tuple("".join(syllable[0] for syllable in syllables) for syllables in spelled),
        ),
    )


def search(
    index: SearchIndex, query: str, limit: int, kinds: Collection[str] | None = None
) -> SearchResults:
    """What a query finds, at most `limit` hits of each kind; `kinds` leaves others out.

    Never raises. Of a long query the first MAX_WORDS_CHARACTERS count; case, width, spaces and
    punctuation do not. Equal scores keep the order of the index.
    """
    wanted = fold(query[:MAX_WORDS_CHARACTERS])[:MAX_WORDS_CHARACTERS]
    entries = [entry for entry in index.entries if kinds is None or entry.kind in kinds]
    hits: list[Hit] = []
    # 重庆 as zhongqing only where nothing else is found: 市 can be read fu, and fgw would find
    # every 市国…
    for readings in (index.readings, index.rare_readings) if wanted else ():
        letters = _Letters.of(readings, wanted)
        hits = hits or [hit for entry in entries if (hit := _best(entry, wanted, letters))]
    found: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: -hit.score):
        found.setdefault(hit.kind, []).append(hit)
    return SearchResults(
        groups=MappingProxyType({kind: tuple(found[kind][:limit]) for kind in found}),
        totals=MappingProxyType({kind: len(found[kind]) for kind in found}),
        suggestions=() if found or not wanted else _suggestions(index, wanted, kinds),
    )


@dataclass(frozen=True, slots=True)
class _Letters:
    """A query of letters as an automaton: bit n of its state means n letters are used up.

    `steps` says for a character which states it leads on from (a mask) and by how many letters.
    A character takes its whole reading, its initial, or at the query's end a part of the reading.
    `starters` are the characters that the query can begin with.
    """

    length: int
    steps: Mapping[str, tuple[tuple[int, int], ...]]
    starters: frozenset[str]

    @classmethod
    def of(cls, readings: Mapping[str, tuple[str, ...]], query: str) -> _Letters | None:
        """None where the query is not of letters."""
        if not query.isascii() or not any(character.isalpha() for character in query):
            return None
        of_reading = cache(partial(_moves, query))
        steps = {}
        for character, spellings in readings.items():
            usable = [reading for reading in spellings if reading[0] in query]
            if usable:
                steps[character] = tuple(move for reading in usable for move in of_reading(reading))
        starters = (c for c, moves in steps.items() if any(mask & 1 for mask, _ in moves))
        return cls(len(query), steps, frozenset(starters))

    def end_at_start(self, text: str) -> int:
        """Characters of `text` that the query spells from the first one on; 0 for none."""
        state, final = 1, 1 << self.length
        for position, character in enumerate(text, start=1):
            state = self._next(state, character)
            if state & final:
                return position
            if not state:
                break
        return 0

    def end_inside(self, text: str) -> int:
        """Where in `text` the first stretch that the query spells ends; 0 for none."""
        state, final, starters = 1, 1 << self.length, self.starters
        for position, character in enumerate(text, start=1):
            if state == 1 and character not in starters:
                continue
            state = self._next(state, character) | 1
            if state & final:
                return position
        return 0

    def _next(self, state: int, character: str) -> int:
        following = 0
        for mask, shift in self.steps.get(character, ()):
            following |= (state & mask) << shift
        return following


def _moves(query: str, reading: str) -> tuple[tuple[int, int], ...]:
    length = len(query)
    parts = [reading[0], reading]
    if reading.startswith(_TWO_LETTER_INITIALS):
        parts.append(reading[:2])
    masks: dict[int, int] = {}
    for part in dict.fromkeys(parts):
        for start in range(length):
            if query.startswith(part, start):
                masks[len(part)] = masks.get(len(part), 0) | 1 << start
    for start in range(max(0, length - len(reading) + 1), length):
        if reading.startswith(query[start:]):
            masks[length - start] = masks.get(length - start, 0) | 1 << start
    return tuple((mask, shift) for shift, mask in masks.items())


def _best(entry: _Entry, query: str, letters: _Letters | None) -> Hit | None:
    """The best of an entry's texts, the first of equals."""
    best_score, best_text, best_end = 0, entry.texts[0], 0
    for text in entry.texts:
        score, end = _score(text, query, letters)
        if score and text is not entry.texts[0] and not text.is_clause:
            score -= 1
        if score > best_score:
            best_score, best_text, best_end = score, text, end
    if not best_score:
        return None
    matched = _snippet(best_text, best_end, query) if best_text.is_clause else best_text.written
    return Hit(entry.kind, entry.id, entry.label, matched, best_score, entry.dimension, entry.value)


def _score(text: _Text, query: str, letters: _Letters | None) -> tuple[int, int]:
    """Score, and where in the folded text the match ends; 0 and 0 for none."""
    start = text.folded.find(query)
    if start >= 0:
        end = start + len(query)
        at_start = EXACT if end == len(text.folded) else PREFIX
        return (CLAUSE if text.is_clause else SUBSTRING if start else at_start), end
    if letters is None:
        return 0, 0
    least = _CLAUSE_LETTERS if text.is_clause else _INSIDE_LETTERS
    end = 0 if text.is_clause else letters.end_at_start(text.folded)
    if end:
        return (PINYIN_EXACT if end == len(text.folded) else PINYIN_PREFIX), end
    end = letters.end_inside(text.folded) if letters.length >= least else 0
    found = CLAUSE_PINYIN if text.is_clause else PINYIN_INSIDE
    return (found if end else 0), end


def _snippet(text: _Text, end: int, query: str) -> str:
    """The words around a match that ends before the folded character `end`."""
    first = max(0, end - len(query) - _SNIPPET_CHARACTERS)
    last = min(len(text.folded), end + _SNIPPET_CHARACTERS) - 1
    piece = text.written[text.origins[first] : text.origins[last] + 1].replace("\n", " ")
    return f"{'…' if first else ''}{piece}{'…' if last < len(text.folded) - 1 else ''}"


def _suggestions(index: SearchIndex, query: str, kinds: Collection[str] | None) -> tuple[str, ...]:
    """Names that are written, sound or begin alike."""
    sound = "".join(lazy_pinyin(query))
    best: dict[int, float] = {}
    for choices, wanted in zip(index.nearest, (query, sound, query), strict=True):
        scores = process.extract(
            wanted, choices, scorer=fuzz.ratio, score_cutoff=_NEAREST_SCORE, limit=None
        )
        for _, score, number in scores:
            best[number] = max(best.get(number, 0.0), score)
    labels: dict[str, str] = {}
    least = max(best.values(), default=0.0) - _NEAREST_SPREAD
    for number in sorted(best, key=lambda number: (-best[number], number)):
        kind, label, written = index.names[number]
        if best[number] >= least and (kinds is None or kind in kinds):
            labels.setdefault(label, label if len(label) <= _NEAREST_CHARACTERS else written)
    return tuple(dict.fromkeys(labels.values()))[:SUGGESTIONS]


def _folded(text: str) -> Iterator[tuple[int, str]]:
    """Each character's place in the text and what is left of it."""
    for place, character in enumerate(text):
        folded = unicodedata.normalize("NFKC", character).casefold()
        kept = "".join(part for part in folded if part.isalnum())
        if kept:
            yield place, kept


def _text(written: str, *, is_clause: bool = False) -> _Text:
    pieces = list(_folded(written))
    return _Text(
        written=written,
        folded="".join(folded for _, folded in pieces),
        origins=tuple(place for place, folded in pieces for _ in folded),
        is_clause=is_clause,
    )


def _readings(texts: Iterable[_Text]) -> dict[str, tuple[str, ...]]:
    """How each character is read in the texts; anything but Chinese stands for itself."""
    readings = {character: {reading: None} for character, reading in _LOCAL_READINGS.items()}
    for text in texts:
        spelled = lazy_pinyin(
            text.folded,
            errors=list,  # type: ignore[arg-type]  # pypinyin takes lists as well
        )
        for character, reading in zip(text.folded, spelled, strict=True):
            readings.setdefault(character, {})[reading] = None
    return {character: tuple(found) for character, found in readings.items()}


def _rare_readings(readings: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        character: (*found, *pinyin(character, style=Style.NORMAL, heteronym=True)[0])
        for character, found in readings.items()
    }


def _entry(
    kind: str,
    entry_id: str,
    names: Iterable[str],
    dimension: str,
    value: str,
    *,
    label: str = "",
    clause: str = "",
) -> _Entry:
    """An entry; its first name is its label where there is no other."""
    unique = tuple(dict.fromkeys(name for name in names if name))
    texts = [_text(name) for name in unique]
    if clause:
        texts.append(_text(clause, is_clause=True))
    return _Entry(kind, entry_id, label or unique[0], dimension, value, tuple(texts))


def _entries(dataset: Dataset) -> Iterator[_Entry]:
    """Everything that can be found, in the order in which kinds and equal hits are shown."""
    places, register = dataset.places, dataset.register
    seats = places[places["kind"].isin(["banner_seat", "district_seat"])]
    banner_places = {
        CITYWIDE: "ordos",
        **{str(row.adcode): str(row.Index) for row in seats.itertuples()},
    }
    for adcode, name in dataset.banner_names.items():
        names = [name, *_place_names(places.loc[banner_places[adcode]])]
        yield _entry(BANNER, adcode, names, "banners", adcode)
    for place_id in dataset.partner_ids:
        label = value_label(dataset, "partners", place_id)
        names = [label, *_place_names(places.loc[place_id])]
        yield _entry(PARTNER, place_id, names, "partners", place_id)
    for row in register.corridors.itertuples():
        names = [str(row.name), *split_list(str(row.aliases))]
        yield _entry(CORRIDOR, str(row.Index), names, "corridors", str(row.Index))
    yield from _other_places(dataset, set(banner_places.values()))
    features = dataset.features
    for kind in dataset.vocabularies["feature_kind"].codes:
        for row in features[features["kind"] == kind].itertuples():
            names = [str(row.name)]
            if kind == "park":
                names += _place_names(places.loc[row.place_ids[0]])
            yield _entry(kind, str(row.Index), names, "", str(row.Index))
    for row in register.units.itertuples():
        names = [str(row.name), *split_list(str(row.aliases))]
        yield _entry(UNIT, str(row.Index), names, "units", str(row.Index))
    for measure in dataset.plan.measures:
        yield _entry(
            MEASURE,
            measure.id,
            [
                measure.title,
                wording.general.short_clause(measure.chapter_no, measure.no),
                measure.id,
            ],
            "measure_id",
            measure.id,
            label=value_label(dataset, "measure_id", measure.id),
            clause=measure.text,
        )


def _other_places(dataset: Dataset, banner_places: Collection[str]) -> Iterator[_Entry]:
    """Places that features name, other than banners, partners and parks that are features.

    Choosing one searches for its name.
    """
    features = dataset.features
    named = set(features["place_ids"].explode().dropna())
    parks = features.loc[features["kind"] == "park", "place_ids"].explode()
    elsewhere = {*banner_places, *dataset.partner_ids, *parks}
    for place_id, place in dataset.places.iterrows():
        if place_id in named and place_id not in elsewhere:
            names = _place_names(place)
            yield _entry(PLACE, str(place_id), names, WORDS, names[0])


def _place_names(place: Any) -> list[str]:
    """Name, short name and aliases of a row of `Dataset.places`."""
    return [str(place["name"]), str(place["short_name"]), *split_list(str(place["aliases"]))]
