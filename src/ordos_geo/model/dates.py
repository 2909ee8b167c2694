"""Days, months and times as people read them in Chinese; the only place that words a date."""

from __future__ import annotations

from datetime import date, datetime

from ordos_geo.model import clock
from ordos_geo.wording import general


def day_label(day: date) -> str:
    """2025年4月25日."""
    return general.DAY.format(year=day.year, month=day.month, day=day.day)


def month_label(year: int, month: int) -> str:
    """2025年4月."""
    return general.MONTH.format(year=year, month=month)


def time_label(moment: datetime | None) -> str:
    """2025-04-25 16:30 by the clock of Ordos, "" for none. `moment` knows its zone."""
    return clock.local(moment).strftime(general.TIME) if moment is not None else ""
