"""What a parameter of a URL is, how one is read and written, and the faults of reading.

The parameters themselves stand in tables beside the values that they make up: filters in
`selection`, the map's place in `viewport`, and so on. `pages.PAGE_ADDRESSES` says which page
reads which.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, unquote

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.errors import Fault, invalid_parameter, unknown_parameter
from ordos_geo.model.reporting import Month

MAX_QUERY_CHARACTERS = 4000

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What reading and writing look things up in.

    `months` are those that were opened, `views` the ids of saved views. `read` holds what earlier
    parameters of the same table said, by field.
    """

    dataset: Dataset
    months: Collection[Month] = ()
    views: Collection[str] = ()
    read: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


Reader = Callable[[Context, str, str], tuple[Any, list[Fault]]]
"""Context, name and text of a parameter -> its value, None for none, and what is wrong with it."""
Codes = Callable[[Context], Collection[str]]


def _plain(_: Context, value: Any) -> str:
    return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter.

    `name` stands in the URL, `field` is what it says in the value that it is part of, `meaning`
    explains it in English. `read` and `write` are each other's inverse; `write` gives "" for what
    need not be said. Where `widens`, repeating it adds values, otherwise the last one counts.
    """

    name: str
    field: str
    meaning: str
    read: Reader
    write: Callable[[Context, Any], str] = _plain
    widens: bool = False


def parsed(parse: Callable[[str], Any]) -> Reader:
    """Reads what `parse` understands; it gives None for what it does not."""

    def read(_: Context, name: str, text: str) -> tuple[Any, list[Fault]]:
        value = parse(text)
        return value, [] if value is not None else [invalid_parameter(name, text)]

    return read


def one_of(codes: Codes) -> Reader:
    """Reads one of some codes."""

    def read(context: Context, name: str, text: str) -> tuple[Any, list[Fault]]:
        return (text, []) if text in codes(context) else (None, [invalid_parameter(name, text)])

    return read


def several_of(codes: Codes, make: Callable[[str], Any] = str) -> Reader:
    """Reads codes with commas between them into a frozenset; what is no code is left out."""

    def read(context: Context, name: str, text: str) -> tuple[Any, list[Fault]]:
        known, given = codes(context), text.split(",")
        faults = [invalid_parameter(name, value) for value in given if value not in known]
        return frozenset(make(value) for value in given if value in known), faults

    return read


def text_up_to(most_characters: int) -> Reader:
    """Reads a text that is no longer than that."""
    return parsed(lambda text: text if len(text) <= most_characters else None)


def split_query(query: str) -> tuple[list[tuple[str, str]], list[Fault]]:
    """Name and text of each parameter of what a URL says after "?".

    A query that is too long to come from a page is a fault, and holds nothing.
    """
    if len(unquote(query)) > MAX_QUERY_CHARACTERS:
        return [], [invalid_parameter("?", query)]
    return parse_qsl(query.removeprefix("?"), keep_blank_values=True), []


def read_parameters(
    table: Iterable[Parameter], context: Context, given: Pairs
) -> tuple[dict[str, Any], list[tuple[int, Fault]]]:
    """Values by field, of the parameters that `given` has, and faults with their place in it."""
    values: dict[str, Any] = dict(context.read)
    faults: list[tuple[int, Fault]] = []
    for parameter in table:
        for position, (name, text) in enumerate(given):
            if name != parameter.name:
                continue
            now = replace(context, read=values)
            value, found = parameter.read(now, name, text)
            faults += [(position, fault) for fault in found]
            if value is None:
                continue
            before = values.get(parameter.field, frozenset())
            values[parameter.field] = before | value if parameter.widens else value
    return values, faults


def unknown_parameters(given: Pairs, known: Collection[str]) -> list[tuple[int, Fault]]:
    """A fault with its place for each parameter that is not known."""
    return [
        (n, unknown_parameter(name, known))
        for n, (name, _) in enumerate(given)
        if name not in known
    ]


def in_given_order(faults: Iterable[tuple[int, Fault]]) -> list[Fault]:
    """Faults as their parameters follow one another in the URL."""
    return [fault for _, fault in sorted(faults, key=lambda found: found[0])]


def written(
    table: Iterable[Parameter], context: Context, values: Mapping[str, Any]
) -> dict[str, str]:
    """Name and text of the parameters that say `values` (by field); nothing for what is empty."""
    texts = {p.name: p.write(context, values[p.field]) for p in table if p.field in values}
    return {name: text for name, text in texts.items() if text}
