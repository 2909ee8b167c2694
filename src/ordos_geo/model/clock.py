"""The one clock: what time it is, and which day that is in Ordos.

Whoever means a day (a sheet's date, a due date, a file name, "in the future") asks `today`. What is
stored is an instant in UTC, `instant`; `day_of` says on which day in Ordos it lies. Nothing else in
the program asks the system.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The zone of Ordos. It had no summer time since 1991, so that no time zone files are needed."""


def system_time() -> datetime:
    """The computer's clock, with its zone. Tests replace this function to set the time."""
    return datetime.now(UTC)


def instant() -> datetime:
    """Now, in UTC, as it is stored."""
    return system_time().astimezone(UTC)


def now() -> datetime:
    """Now, by the clock of Ordos."""
    return local(system_time())


def today() -> date:
    """The day in Ordos."""
    return now().date()


def local(moment: datetime) -> datetime:
    """A moment that knows its zone, by the clock of Ordos."""
    return moment.astimezone(CHINA)


def day_of(moment: datetime) -> date:
    """The day in Ordos on which a moment lies that knows its zone."""
    return local(moment).date()
