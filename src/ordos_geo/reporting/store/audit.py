"""The audit log: every write leaves a line, in the same transaction as the write itself."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, insert, select

from ordos_geo.model.reporting import AuditEvent
from ordos_geo.reporting.store.database import reading
from ordos_geo.reporting.store.schema import AuditEventRow


def append_event(connection: Connection, event: AuditEvent) -> None:
    """Note a write. `connection` is the one that writes, so that both are kept or neither."""
    connection.execute(
        insert(AuditEventRow).values(
            at=event.at,
            account_id=event.account_id,
            action=event.action,
            subject=event.subject,
            details=dict(event.details),
        )
    )


def latest_events(
    engine: Engine, *, limit: int = 200, account_id: str = "", subject: str = ""
) -> tuple[AuditEvent, ...]:
    """The last events, the latest first, of one account or one subject where they are given."""
    query = select(AuditEventRow.__table__).order_by(AuditEventRow.id.desc()).limit(limit)
    if account_id:
        query = query.where(AuditEventRow.account_id == account_id)
    if subject:
        query = query.where(AuditEventRow.subject == subject)
    with reading(engine) as connection:
        rows = connection.execute(query).all()
    return tuple(
        AuditEvent(
            at=row.at,
            account_id=row.account_id,
            action=row.action,
            subject=row.subject,
            details=row.details,
        )
        for row in rows
    )
