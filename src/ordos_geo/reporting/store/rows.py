"""Rows of the store as values, and values as rows. Nothing here decides; `repository` does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from ordos_geo.model.reporting import (
    HANDED_IN,
    AuditEvent,
    Duty,
    Evidence,
    Expectation,
    Figure,
    Milestone,
    Month,
    Report,
    ReportContent,
    ReportState,
    Round,
    RoundEvent,
    RoundEventKind,
    TaskTarget,
)
from ordos_geo.reporting.store.schema import (
    EvidenceFileRow,
    ReportEvidenceRow,
    ReportFigureRow,
    ReportRow,
    RoundDutyRow,
    RoundEventRow,
    RoundExpectationRow,
    RoundRow,
    RoundTargetRow,
    Table,
)


def read_round(
    connection: Connection, month: Month, task_ids: Collection[str] | None = None
) -> Round | None:
    """The round of a month, None where it was never opened.

    With all that was frozen into it, or only what concerns `task_ids`.
    """
    name = str(month)

    def frozen(table: type[RoundDutyRow | RoundTargetRow | RoundExpectationRow]) -> Select[Any]:
        query = select(table.__table__).where(table.month == name)
        if task_ids is not None:
            query = query.where(table.task_id.in_(task_ids))
        return query.order_by(*table.__table__.primary_key)

    events = connection.execute(
        select(RoundEventRow.__table__)
        .where(RoundEventRow.month == name)
        .order_by(RoundEventRow.id)
    ).all()
    if not events:
        return None
    duties = connection.execute(frozen(RoundDutyRow)).all()
    targets = connection.execute(frozen(RoundTargetRow)).all()
    expectations = connection.execute(frozen(RoundExpectationRow)).all()
    return Round(
        month=month,
        events=tuple(
            RoundEvent(
                kind=RoundEventKind(row.kind),
                account_id=row.account_id,
                at=row.at,
                due_on=row.due_on,
                reason=row.reason,
            )
            for row in events
        ),
        duties=tuple(Duty(row.task_id, row.unit_id) for row in duties),
        targets=tuple(
            TaskTarget(row.task_id, row.target_id, row.comparator, row.value) for row in targets
        ),
        expectations=tuple(
            Expectation(
                Duty(row.task_id, row.unit_id),
                Month.parse(row.due_month),
                row.value,
                row.target_id,
            )
            for row in expectations
        ),
    )


def write_round(connection: Connection, round_: Round) -> bool:
    """Insert a round that was just opened; False, and nothing written, where there is one."""
    month = str(round_.month)
    if not insert_new(connection, RoundRow, {"month": month}):
        return False
    rows: Mapping[type[Table], list[dict[str, Any]]] = {
        RoundDutyRow: [
            {"month": month, "task_id": duty.task_id, "unit_id": duty.unit_id}
            for duty in round_.duties
        ],
        RoundTargetRow: [
            {
                "month": month,
                "task_id": target.task_id,
                "target_id": target.target_id,
                "comparator": target.comparator,
                "value": target.value,
            }
            for target in round_.targets
        ],
        RoundExpectationRow: [
            {
                "month": month,
                "task_id": expectation.duty.task_id,
                "unit_id": expectation.duty.unit_id,
                "target_id": expectation.target_id,
                "due_month": str(expectation.month),
                "value": expectation.value,
            }
            for expectation in round_.expectations
        ],
    }
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), values)
    for event in round_.events:
        write_round_event(connection, round_.month, event)
    return True


def write_round_event(connection: Connection, month: Month, event: RoundEvent) -> None:
    """Append what happened to a round."""
    values = {
        "month": str(month),
        "kind": event.kind.value,
        "due_on": event.due_on,
        "reason": event.reason,
        "account_id": event.account_id,
        "at": event.at,
    }
    connection.execute(insert(RoundEventRow), values)


def read_latest(
    connection: Connection, month: Month, duties: Collection[Duty] | None = None
) -> dict[Duty, Report]:
    """The latest reports of a month, of `duties` or of all; none where nothing is saved."""
    newest = (
        select(ReportRow.task_id, ReportRow.unit_id, func.max(ReportRow.version).label("version"))
        .where(ReportRow.month == str(month))
        .group_by(ReportRow.task_id, ReportRow.unit_id)
    )
    if duties is not None:
        pairs = [(duty.task_id, duty.unit_id) for duty in duties]
        newest = newest.where(tuple_(ReportRow.task_id, ReportRow.unit_id).in_(pairs))
    latest = newest.subquery()
    query = (
        select(ReportRow.__table__)
        .join(
            latest,
            (ReportRow.task_id == latest.c.task_id)
            & (ReportRow.unit_id == latest.c.unit_id)
            & (ReportRow.version == latest.c.version),
        )
        .where(ReportRow.month == str(month))
    )
    return {report.duty: report for report in read_reports(connection, query)}


def read_handed_in(connection: Connection, month: Month, at: datetime) -> frozenset[Duty]:
    """The duties of a month whose reports were submitted or approved at that time."""
    newest = (
        select(ReportRow.task_id, ReportRow.unit_id, func.max(ReportRow.version).label("version"))
        .where(ReportRow.month == str(month), ReportRow.saved_at <= at)
        .group_by(ReportRow.task_id, ReportRow.unit_id)
        .subquery()
    )
    query = (
        select(ReportRow.task_id, ReportRow.unit_id)
        .join(
            newest,
            (ReportRow.task_id == newest.c.task_id)
            & (ReportRow.unit_id == newest.c.unit_id)
            & (ReportRow.version == newest.c.version),
        )
        .where(
            ReportRow.month == str(month), ReportRow.state.in_([state.value for state in HANDED_IN])
        )
    )
    return frozenset(Duty(row.task_id, row.unit_id) for row in connection.execute(query).all())


def read_reports(connection: Connection, query: Select[Any]) -> list[Report]:
    """The reports that a query on the reports table finds, in its order."""
    rows = connection.execute(query).all()
    # the query once more inside another one, since a list of ids may be too long for a database
    ids = query.with_only_columns(ReportRow.id).order_by(None).scalar_subquery()
    figures: dict[int, list[Figure]] = defaultdict(list)
    for row in connection.execute(
        select(ReportFigureRow.__table__)
        .where(ReportFigureRow.report_id.in_(ids))
        .order_by(ReportFigureRow.target_id)
    ):
        figures[row.report_id].append(Figure(row.target_id, row.value))
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for row in connection.execute(
        select(
            ReportEvidenceRow.report_id,
            ReportEvidenceRow.sha256,
            ReportEvidenceRow.name,
            EvidenceFileRow.media_type,
            EvidenceFileRow.size_bytes,
        )
        .join(EvidenceFileRow, EvidenceFileRow.sha256 == ReportEvidenceRow.sha256)
        .where(ReportEvidenceRow.report_id.in_(ids))
        .order_by(ReportEvidenceRow.position)
    ):
        evidence[row.report_id].append(
            Evidence(row.sha256, row.name, row.media_type, row.size_bytes)
        )
    months = {name: Month.parse(name) for name in {row.month for row in rows}}
    return [_report(row, months[row.month], figures[row.id], evidence[row.id]) for row in rows]


def _report(
    row: Row[Any], month: Month, figures: Iterable[Figure], evidence: Iterable[Evidence]
) -> Report:
    return Report(
        month=month,
        duty=Duty(row.task_id, row.unit_id),
        version=row.version,
        state=ReportState(row.state),
        content=ReportContent(
            percent=row.percent,
            milestone=Milestone(row.milestone) if row.milestone is not None else None,
            done=row.done,
            problem=row.problem,
            need=row.need,
            figures=tuple(figures),
            evidence=tuple(evidence),
        ),
        account_id=row.account_id,
        saved_at=row.saved_at,
        reason=row.reason,
    )


def write_report(connection: Connection, report: Report) -> None:
    """Append a version of a report with its figures and the names of its files."""
    content = report.content
    values = {
        "month": str(report.month),
        "task_id": report.duty.task_id,
        "unit_id": report.duty.unit_id,
        "version": report.version,
        "state": report.state.value,
        "percent": content.percent,
        "milestone": content.milestone.value if content.milestone is not None else None,
        "done": content.done,
        "problem": content.problem,
        "need": content.need,
        "reason": report.reason,
        "account_id": report.account_id,
        "saved_at": report.saved_at,
    }
    inserted = connection.execute(insert(ReportRow).values(values).returning(ReportRow.id))
    report_id = inserted.scalar_one()
    if content.figures:
        connection.execute(
            insert(ReportFigureRow),
            [
                {"report_id": report_id, "target_id": figure.target_id, "value": figure.value}
                for figure in content.figures
            ],
        )
    if content.evidence:
        connection.execute(
            insert(ReportEvidenceRow),
            [
                {
                    "report_id": report_id,
                    "position": position,
                    "sha256": file.sha256,
                    "name": file.name,
                }
                for position, file in enumerate(content.evidence, start=1)
            ],
        )


def insert_new(connection: Connection, table: type[Table], values: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there; whether it was inserted. Two at once cannot clash."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(values).on_conflict_do_nothing()
    inserted = connection.execute(statement.returning(*table.__table__.primary_key))
    return inserted.first() is not None


def month_names(connection: Connection) -> list[str]:
    """All months that were opened, the earliest first."""
    return list(connection.scalars(select(RoundRow.month).order_by(RoundRow.month)))


def count_writes(connection: Connection) -> dict[str, int]:
    """How many report versions and round events each month has; both are only ever added to."""
    versions = select(ReportRow.month, func.count()).group_by(ReportRow.month)
    events = select(RoundEventRow.month, func.count()).group_by(RoundEventRow.month)
    counts: dict[str, int] = defaultdict(int)
    for query in (versions, events):
        for month, count in connection.execute(query):
            counts[month] += count
    return counts


def report_query(
    *, task_id: str = "", unit_id: str = "", month: Month | None = None
) -> Select[Any]:
    """All versions of the reports of a task, a unit or a month, in order of month and version."""
    query = select(ReportRow.__table__)
    if task_id:
        query = query.where(ReportRow.task_id == task_id)
    if unit_id:
        query = query.where(ReportRow.unit_id == unit_id)
    if month is not None:
        query = query.where(ReportRow.month == str(month))
    return query.order_by(ReportRow.month, ReportRow.task_id, ReportRow.unit_id, ReportRow.version)


def saved_event(report: Report, at: datetime) -> AuditEvent:
    """What the audit log says of a version of a report."""
    return AuditEvent(
        at=at,
        account_id=report.account_id,
        action=f"report.{report.state.value}",
        subject=f"{report.month} {report.duty}",
        details={"version": report.version, "reason": report.reason},
    )
