"""How far a month looks back: which rounds its statuses and its reminders are made from."""

from __future__ import annotations

from collections.abc import Iterable

from ordos_geo.model.reporting import Month

ROUNDS_LOOKED_AT = 12
"""The round itself and the eleven before it; a report is never said to be missing for longer."""


def months_looked_at(opened: Iterable[Month], month: Month) -> tuple[Month, ...]:
    """The months whose rounds are read for `month`, the earliest first and `month` last.

    `opened` are the months that were opened, in any order. Pages and commands both read these and
    no others, so that a page says what the command says.
    """
    return tuple(sorted(each for each in opened if each <= month))[-ROUNDS_LOOKED_AT:]
