"""When an account is locked after wrong passwords.

The rule: after FAILURES wrong passwords in a row every further try waits LOCKED_FOR from the last
one. A right password, or FORGOTTEN_AFTER without a try, begins anew. It holds for names that are
no accounts too, so that it tells nobody which names are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in with a name."""

    at: datetime
    succeeded: bool


def locked_until(attempts: Sequence[Attempt], now: datetime) -> datetime | None:
    """Until when the name is locked; None where it is not.

    `attempts` are the latest tries with that name, the latest first, FAILURES of them or more
    where there are as many.
    """
    in_a_row = 0
    for attempt in attempts:
        if attempt.succeeded or now - attempt.at >= FORGOTTEN_AFTER:
            break
        in_a_row += 1
    if in_a_row < FAILURES:
        return None
    until = attempts[0].at + LOCKED_FOR
    return until if now < until else None
