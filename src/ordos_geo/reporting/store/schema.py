"""The tables of the store. Their history is in `migrations`; a test holds the two together.

Append-only tables are only ever inserted into: the database itself refuses UPDATE and DELETE on
them (see the first migration). Times are UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

APPEND_ONLY = (
    "store_facts",
    "rounds",
    "round_events",
    "round_duties",
    "round_targets",
    "round_expectations",
    "reports",
    "report_figures",
    "evidence_files",
    "report_evidence",
    "audit_events",
)
"""Tables on which UPDATE and DELETE are refused."""


class UtcDateTime(TypeDecorator[datetime]):
    """A time that knows its zone, kept as UTC; ValueError for one that does not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Table(DeclarativeBase):
    """Base of all tables; names of constraints are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: UtcDateTime,
        date: Date,
        float: Double,
        bytes: LargeBinary,
        dict[str, Any]: JSON,
    }


class StoreFactRow(Table):
    """What the store knows of itself: `demo` is there in a store of demonstration data."""

    __tablename__ = "store_facts"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class RoundRow(Table):
    """One month that was opened."""

    __tablename__ = "rounds"
    month: Mapped[str] = mapped_column(String(7), primary_key=True)


class RoundEventRow(Table):
    """A round was opened, closed or opened again; the latest row gives its state."""

    __tablename__ = "round_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(ForeignKey("rounds.month"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]


class RoundDutyRow(Table):
    """Who owes a report on what in a round, as it was when the round was opened."""

    __tablename__ = "round_duties"
    month: Mapped[str] = mapped_column(ForeignKey("rounds.month"), primary_key=True)
    task_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    unit_id: Mapped[str] = mapped_column(String(120), primary_key=True)


class RoundTargetRow(Table):
    """A target that the reports on a task give figures for, as when the round was opened."""

    __tablename__ = "round_targets"
    month: Mapped[str] = mapped_column(ForeignKey("rounds.month"), primary_key=True)
    task_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    target_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    comparator: Mapped[str] = mapped_column(String(2))
    value: Mapped[float]


class RoundExpectationRow(Table):
    """What a duty should have reached by a month, as it was when the round was opened."""

    __tablename__ = "round_expectations"
    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    task_id: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[str] = mapped_column(String(120))
    target_id: Mapped[str] = mapped_column(String(120))
    due_month: Mapped[str] = mapped_column(String(7))
    value: Mapped[float]
    __table_args__ = (
        ForeignKeyConstraint(
            ("month", "task_id", "unit_id"),
            ("round_duties.month", "round_duties.task_id", "round_duties.unit_id"),
        ),
        UniqueConstraint(
            "month",
            "task_id",
            "unit_id",
            "target_id",
            "due_month",
            name="uq_round_expectations_due",  # PostgreSQL cuts names after 63 characters
        ),
    )


class ReportRow(Table):
    """One version of a report; the one with the highest number counts."""

    __tablename__ = "reports"
    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    task_id: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[str] = mapped_column(String(120))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    percent: Mapped[int | None]
    milestone: Mapped[str | None] = mapped_column(String(20))
    done: Mapped[str] = mapped_column(Text)
    problem: Mapped[str] = mapped_column(Text)
    need: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[str] = mapped_column(String(80))
    saved_at: Mapped[datetime]
    __table_args__ = (
        ForeignKeyConstraint(
            ("month", "task_id", "unit_id"),
            ("round_duties.month", "round_duties.task_id", "round_duties.unit_id"),
        ),
        UniqueConstraint("month", "task_id", "unit_id", "version"),
        Index(None, "unit_id", "month"),
    )


class ReportFigureRow(Table):
    """A figure in a version of a report."""

    __tablename__ = "report_figures"
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    target_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    value: Mapped[float]


class EvidenceFileRow(Table):
    """The content of a file, once for each content."""

    __tablename__ = "evidence_files"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(120))
    size_bytes: Mapped[int]
    content: Mapped[bytes]


class ReportEvidenceRow(Table):
    """A file attached to a version of a report, in order."""

    __tablename__ = "report_evidence"
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("evidence_files.sha256"))
    name: Mapped[str] = mapped_column(String(200))


class AuditEventRow(Table):
    """Every write: when, who, what, on what."""

    __tablename__ = "audit_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(300))
    details: Mapped[dict[str, Any]]


class AccountRow(Table):
    """Who may sign in. Never deleted, only disabled: the audit log names it.

    `id` is the name to sign in with; `unit_id` is set for a unit reporter; `password_hash` is
    empty where only the organisation's own sign-in is used.
    """

    __tablename__ = "accounts"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class AccountLinkRow(Table):
    """An identity of the organisation's own sign-in that stands for an account.

    `claim` is "sub" or "email", `value` what the issuer says of the person.
    """

    __tablename__ = "account_links"
    issuer: Mapped[str] = mapped_column(String(300), primary_key=True)
    claim: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(300), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    created_at: Mapped[datetime]


class SignInSessionRow(Table):
    """A browser that is signed in. Only the sha256 of its token is kept."""

    __tablename__ = "sign_in_sessions"
    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInAttemptRow(Table):
    """A try to sign in; failures in a row lock the account for a time.

    `account_id` is the name as typed, of an account or not, so no foreign key.
    """

    __tablename__ = "sign_in_attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    succeeded: Mapped[bool]
    __table_args__ = (Index(None, "account_id", "at"),)
