"""After five wrong passwords in a row a name waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.reporting.accounts.lockout import (
    FAILURES,
    FORGOTTEN_AFTER,
    LOCKED_FOR,
    Attempt,
    locked_until,
)

NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)


def failures(count, last=NOW):
    return [Attempt(last - timedelta(minutes=minute), succeeded=False) for minute in range(count)]


def test_four_wrong_passwords_lock_nothing():
    assert locked_until(failures(FAILURES - 1), NOW) is None


def test_the_fifth_locks_for_a_quarter_of_an_hour():
    assert locked_until(failures(FAILURES), NOW) == NOW + timedelta(minutes=15)
    assert locked_until(failures(FAILURES), NOW + LOCKED_FOR) is None


def test_after_a_lock_one_more_wrong_password_locks_again():
    later = NOW + LOCKED_FOR
    attempts = [Attempt(later, succeeded=False), *failures(FAILURES)]
    assert locked_until(attempts[:FAILURES], later) == later + LOCKED_FOR


def test_a_right_password_begins_anew():
    attempts = failures(FAILURES)
    attempts[1] = Attempt(attempts[1].at, succeeded=True)
    assert locked_until(attempts, NOW) is None


def test_old_failures_are_forgotten():
    attempts = [Attempt(NOW, succeeded=False), *failures(FAILURES, NOW - FORGOTTEN_AFTER)]
    assert locked_until(attempts, NOW) is None


@given(st.lists(st.tuples(st.integers(0, 3000), st.booleans()), max_size=12))
def test_a_lock_needs_five_failures_and_ends_within_its_time(tries):
    attempts = [
        Attempt(NOW - timedelta(minutes=minutes), succeeded=succeeded)
        for minutes, succeeded in sorted(tries)
    ]
    until = locked_until(attempts, NOW)
    if until is not None:
        assert NOW < until <= NOW + LOCKED_FOR
        assert not any(attempt.succeeded for attempt in attempts[:FAILURES])
        assert len(attempts) >= FAILURES
