"""The one clock: instants in UTC, days in Ordos."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ordos_geo.model import clock

EVENING = datetime(2025, 4, 30, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def late_in_april(monkeypatch):
    monkeypatch.setattr(clock, "system_time", lambda: EVENING)


def test_today_is_the_day_in_ordos():
    assert clock.today() == date(2025, 5, 1)
    assert clock.now().isoformat() == "2025-05-01T01:00:00+08:00"


def test_an_instant_is_the_same_moment_in_utc():
    assert clock.instant() == clock.now() == EVENING
    assert clock.instant().tzinfo is UTC


def test_the_day_of_a_moment_does_not_depend_on_its_zone():
    elsewhere = EVENING.astimezone(timezone(timedelta(hours=-5)))
    assert clock.day_of(elsewhere) == clock.day_of(EVENING) == date(2025, 5, 1)
