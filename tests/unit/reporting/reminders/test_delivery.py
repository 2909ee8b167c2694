"""Each unit gets its own reminder by mail, and the audit log says who sent it."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email.policy import default

import pytest

from ordos_geo.errors import MailFault, ReportingError, ReportingFault
from ordos_geo.reporting.reminders import delivery as reminder_mail
from ordos_geo.reporting.reminders.delivery import delivery_error, send_reminders
from ordos_geo.reporting.reminders.letters import list_reminders
from ordos_geo.reporting.reminders.mail import MailServer
from ordos_geo.reporting.store.audit import latest_events
from support.reporting import APRIL, DISPATCHER, DONGSHENG, SCHOOL, TEXTS, submit

NOW = datetime(2025, 5, 2, 1, tzinfo=UTC)
OPTIONS = {
    "server": MailServer("smtp", "127.0.0.1", 25),
    "sender": "dispatch@ordos.example",
    "now": NOW,
    "texts": TEXTS,
}
RECIPIENTS = {"dongsheng-government": ("li@ordos.example", "zhou@ordos.example")}


@pytest.fixture
def sent(monkeypatch):
    """What would have gone out."""
    messages = []

    def send(server, letters):
        messages.extend(letters)
        return (None,) * len(letters)

    monkeypatch.setattr(reminder_mail, "send_messages", send)
    return messages


def remind(store, actor=DISPATCHER, recipients=RECIPIENTS):
    reminders = list_reminders(store.recent(APRIL), TEXTS, is_demo=False)
    return send_reminders(store.engine, actor, reminders, recipients, **OPTIONS)


def test_unit_gets_its_own_tasks_and_its_day_for_the_calendar(april, sent):
    remind(april)
    (message,) = sent
    message = email.message_from_bytes(message.as_bytes(), policy=default)
    assert message["To"] == "li@ordos.example, zhou@ordos.example"
    text, calendar = message.iter_parts()
    assert "打通“瓶颈路”" in text.get_content()
    assert "学校" not in text.get_content()
    assert calendar.get_filename() == "2025-04.ics"


def test_unit_without_an_address_is_named_and_keeps_no_other_back(april, sent):
    deliveries = remind(april)
    assert len(sent) == 1
    error = delivery_error(deliveries)
    assert [fault.kind for fault in error.faults] == [MailFault.ADDRESS_MISSING]
    assert "康巴什区人民政府" in error.chinese()


def test_unit_that_has_reported_gets_nothing(april, sent):
    submit(april, SCHOOL)
    remind(april, recipients={**RECIPIENTS, "kangbashi-government": ("zhao@ordos.example",)})
    assert [message["To"] for message in sent] == ["li@ordos.example, zhou@ordos.example"]


def test_audit_log_says_who_reminded_whom(april, sent):
    remind(april)
    event = latest_events(april.engine)[0]
    assert (event.account_id, event.action) == (DISPATCHER.account_id, "reminder.sent")
    assert event.subject == "2025-04 dongsheng-government"
    assert event.details["to"] == ["li@ordos.example", "zhou@ordos.example"]


def test_only_a_dispatcher_reminds(april, sent):
    with pytest.raises(ReportingError) as error:
        remind(april, actor=DONGSHENG)
    assert error.value.faults[0].kind is ReportingFault.DISPATCHER_ONLY
    assert sent == []


def test_nobody_is_reminded_by_mail_after_the_close(april, sent):
    april.close_round(APRIL, DISPATCHER)
    assert remind(april) == ()
    assert sent == []


def test_demonstration_data_are_never_sent(april, sent):
    reminders = list_reminders(april.recent(APRIL), TEXTS, is_demo=True)
    with pytest.raises(ReportingError) as error:
        send_reminders(april.engine, DISPATCHER, reminders, RECIPIENTS, **OPTIONS)
    assert error.value.faults[0].kind is MailFault.DEMO
    assert sent == []
