"""The audit log keeps what was written, in order, and only with the write itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ordos_geo.model.reporting import AuditEvent
from ordos_geo.reporting.store.audit import append_event, latest_events
from ordos_geo.reporting.store.database import open_database, writing

AT = datetime(2025, 4, 1, 9, tzinfo=UTC)
EVENTS = tuple(
    AuditEvent(
        at=AT + timedelta(minutes=minute),
        account_id=account,
        action="report.submitted",
        subject="2025-04 task-1-3-01",
        details={"版本": minute},
    )
    for minute, account in enumerate(["wang", "li", "wang"])
)


@pytest.fixture
def engine(store_url):
    engine = open_database(store_url)
    yield engine
    engine.dispose()


def test_events_come_back_whole_the_latest_first(engine):
    with writing(engine) as connection:
        for event in EVENTS:
            append_event(connection, event)
    assert latest_events(engine) == EVENTS[::-1]
    assert latest_events(engine, limit=1) == EVENTS[:1:-1]


def test_events_of_one_account_or_subject(engine):
    with writing(engine) as connection:
        for event in EVENTS:
            append_event(connection, event)
    assert latest_events(engine, account_id="li") == (EVENTS[1],)
    assert latest_events(engine, subject="2025-05 task-1-3-01") == ()


def failing_write(engine):
    with writing(engine) as connection:
        append_event(connection, EVENTS[0])
        raise RuntimeError


def test_nothing_is_noted_of_a_write_that_failed(engine):
    with pytest.raises(RuntimeError):
        failing_write(engine)
    assert latest_events(engine) == ()
