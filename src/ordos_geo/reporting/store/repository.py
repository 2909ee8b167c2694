"""The one way to rounds and reports: reads them as values, and appends to them.

Nothing is ever overwritten. Every write asks `permissions` first, is checked whole before any of
it is kept, is one transaction, and leaves an event in the audit log.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import Connection, Engine, select

from ordos_geo.errors import (
    EvidenceFault,
    Fault,
    FaultKind,
    ReportingError,
    ReportingFault,
    StoreFault,
)
from ordos_geo.model import clock
from ordos_geo.model.reporting import (
    Actor,
    AuditEvent,
    Duty,
    Evidence,
    Expectation,
    Month,
    Report,
    ReportChange,
    ReportConflict,
    ReportConflictError,
    ReportState,
    Round,
    RoundEvent,
    RoundEventKind,
    RoundReports,
    RoundState,
    TaskTarget,
)
from ordos_geo.reporting.rules.evidence import check_evidence, display_name
from ordos_geo.reporting.rules.look_back import months_looked_at
from ordos_geo.reporting.rules.permissions import require_dispatch, require_report
from ordos_geo.reporting.rules.validation import content_faults, reason_faults, state_faults
from ordos_geo.reporting.store import rows
from ordos_geo.reporting.store.audit import append_event
from ordos_geo.reporting.store.database import open_database, reading, writing
from ordos_geo.reporting.store.schema import (
    EvidenceFileRow,
    RoundDutyRow,
    RoundRow,
    StoreFactRow,
)
from ordos_geo.wording.reporting import DEMO

DEMO_FACT = "demo"


class ReportingRepository:
    """Rounds, reports and their files in one store. Safe to share between threads.

    All methods raise ReportingError where the database cannot be used; those that write also where
    the actor may not do it or what is to be written is wrong, with every fault, and then write
    nothing. `now` gives the time of what is written, with its zone.
    """

    def __init__(self, engine: Engine, *, now: Callable[[], datetime] = clock.instant) -> None:
        self.engine = engine
        self._now = now

    # ------------------------------------------------------------ reading

    def is_demo(self) -> bool:
        """Whether the store holds demonstration data, which every page and export must say."""
        with reading(self.engine) as connection:
            query = select(StoreFactRow.name).where(StoreFactRow.name == DEMO_FACT)
            return connection.scalar(query) is not None

    def months(self) -> tuple[Month, ...]:
        """All months that were opened, the earliest first."""
        with reading(self.engine) as connection:
            return tuple(map(Month.parse, rows.month_names(connection)))

    def writes(self) -> Mapping[Month, int]:
        """All months that were opened, the earliest first, and how much was written in each.

        The number grows with every report that is saved and whenever the round is opened or
        closed: what was read of a month is valid as long as its number is the same.
        """
        with reading(self.engine) as connection:
            counts = rows.count_writes(connection)
        return MappingProxyType({Month.parse(name): counts[name] for name in sorted(counts)})

    def round(self, month: Month) -> Round:
        """The round of a month; ReportingError where it was never opened."""
        with reading(self.engine) as connection:
            return _known_round(connection, month)

    def reports(self, month: Month) -> RoundReports:
        """A round and the latest report of each duty; ReportingError where it was never opened."""
        with reading(self.engine) as connection:
            return _round_reports(connection, month)

    def recent(self, month: Month) -> tuple[RoundReports, ...]:
        """The round of a month and those before it that it looks back on, the earliest first.

        See `rules.look_back`. Raises ReportingError where the month was never opened.
        """
        with reading(self.engine) as connection:
            opened = map(Month.parse, rows.month_names(connection))
            months = months_looked_at(opened, month)
            if not months or months[-1] != month:
                raise _error(ReportingFault.ROUND_UNKNOWN, month=month)
            return tuple(_round_reports(connection, each) for each in months)

    def history(
        self, *, task_id: str = "", unit_id: str = "", month: Month | None = None
    ) -> tuple[Report, ...]:
        """Every version of the reports of a task, a unit, a month or what they have in common.

        In order of month, task, unit and version.
        """
        query = rows.report_query(task_id=task_id, unit_id=unit_id, month=month)
        with reading(self.engine) as connection:
            return tuple(rows.read_reports(connection, query))

    def evidence_content(self, sha256: str) -> bytes | None:
        """The content of a file, None where the store does not hold it."""
        with reading(self.engine) as connection:
            query = select(EvidenceFileRow.content).where(EvidenceFileRow.sha256 == sha256)
            return connection.scalar(query)

    def mark_as_demo(self) -> None:
        """Say that the store holds demonstration data for good; ReportingError if it has rounds."""
        with writing(self.engine) as connection:
            if rows.month_names(connection):
                raise _error(StoreFault.NOT_EMPTY)
            rows.insert_new(connection, StoreFactRow, {"name": DEMO_FACT, "value": DEMO})

    # ------------------------------------------------------------ rounds

    def open_round(
        self,
        month: Month,
        duties: Iterable[Duty],
        actor: Actor,
        *,
        due_on: date,
        targets: Iterable[TaskTarget] = (),
        expectations: Iterable[Expectation] = (),
    ) -> Round:
        """Open a month: from now on each duty owes a report, whatever changes outside.

        Targets and expectations of other duties are left out.
        """
        require_dispatch(actor)
        now = self._now()
        owed = frozenset(duties)
        tasks = {duty.task_id for duty in owed}
        event = RoundEvent(
            kind=RoundEventKind.OPENED, account_id=actor.account_id, at=now, due_on=due_on
        )
        round_ = Round(
            month=month,
            events=(event,),
            duties=tuple(sorted(owed)),
            targets=tuple(sorted(t for t in set(targets) if t.task_id in tasks)),
            expectations=tuple(sorted(e for e in set(expectations) if e.duty in owed)),
        )
        limit = Month.of(clock.day_of(now)).next
        faults = []
        if not owed:
            faults.append(_fault(ReportingFault.DUTIES_MISSING, month=month))
        if month > limit:
            faults.append(_fault(ReportingFault.ROUND_FUTURE, month=month, limit=limit))
        faults += _due_faults(month, due_on)
        if faults:
            raise ReportingError(faults)
        with writing(self.engine) as connection:
            if not rows.write_round(connection, round_):
                raise _error(ReportingFault.ROUND_EXISTS, month=month)
            details = {"due_on": due_on.isoformat(), "duties": len(owed)}
            self._audit(connection, actor, "round.opened", str(month), details)
        return round_

    def close_round(self, month: Month, actor: Actor) -> Round:
        """Close a month: what is not handed in by now is late."""
        require_dispatch(actor)
        return self._add_round_event(month, actor, RoundEventKind.CLOSED)

    def reopen_round(self, month: Month, actor: Actor, *, due_on: date, reason: str) -> Round:
        """Take reports again in a month that was closed; what comes now is handed in late."""
        require_dispatch(actor)
        faults = [*_due_faults(month, due_on), *reason_faults(month, reason, required=True)]
        if faults:
            raise ReportingError(faults)
        return self._add_round_event(month, actor, RoundEventKind.REOPENED, due_on, reason)

    def _add_round_event(
        self,
        month: Month,
        actor: Actor,
        kind: RoundEventKind,
        due_on: date | None = None,
        reason: str = "",
    ) -> Round:
        with self._locked_round(month) as (connection, round_):
            closing = kind is RoundEventKind.CLOSED
            if closing is not (round_.state is RoundState.OPEN):
                wrong = (
                    ReportingFault.ROUND_NOT_OPEN if closing else ReportingFault.ROUND_NOT_CLOSED
                )
                raise _error(wrong, month=month)
            event = RoundEvent(
                kind=kind,
                account_id=actor.account_id,
                at=self._now(),
                due_on=due_on or round_.due_on,
                reason=reason.strip(),
            )
            rows.write_round_event(connection, month, event)
            details = {"due_on": event.due_on.isoformat(), "reason": event.reason}
            self._audit(connection, actor, f"round.{kind.value}", str(month), details)
        return replace(round_, events=(*round_.events, event))

    # ------------------------------------------------------------ reports

    def add_evidence(self, name: str, content: bytes, actor: Actor, unit_id: str) -> Evidence:
        """Keep a file for the reports of a unit, to be named in one that is saved later.

        The same content is kept once. Raises ReportingError where it is too large or of a kind
        that is not taken.
        """
        require_report(actor, unit_id)
        file = check_evidence(name, content)
        values = {
            "sha256": file.sha256,
            "media_type": file.media_type,
            "size_bytes": file.size_bytes,
            "content": content,
        }
        with writing(self.engine) as connection:
            rows.insert_new(connection, EvidenceFileRow, values)
            details = {"name": file.name, "size_bytes": file.size_bytes, "unit_id": unit_id}
            self._audit(connection, actor, "evidence.added", file.sha256, details)
        return file

    def save(
        self, month: Month, changes: Sequence[ReportChange], actor: Actor
    ) -> tuple[Report, ...]:
        """Append a version to each of the reports, or to none of them.

        Raises ReportConflictError with both texts where somebody saved one of them after the
        version that the change was based on, ReportingError with every fault where the round is
        closed, a duty is not owed in it, the actor reports for other units, or a text is wrong.
        """
        for unit_id in dict.fromkeys(change.duty.unit_id for change in changes):
            require_report(actor, unit_id)
        duties = [change.duty for change in changes]
        with self._locked_round(month, saving=duties) as (connection, round_):
            if round_.state is RoundState.CLOSED:
                raise _error(ReportingFault.ROUND_NOT_OPEN, month=month)
            faults = [
                *_duty_faults(round_, duties),
                *_change_faults(round_, changes),
                *_evidence_faults(connection, changes),
            ]
            if faults:
                raise ReportingError(faults)
            return self._append(connection, round_, changes, actor)

    def approve(
        self, month: Month, versions: Mapping[Duty, int], actor: Actor
    ) -> tuple[Report, ...]:
        """Approve these versions of submitted reports, all or none; also after the close.

        Raises ReportConflictError where one of them has a later version.
        """
        require_dispatch(actor)
        with self._locked_round(month, saving=versions) as (connection, round_):
            return self._review(connection, round_, versions, actor, state=ReportState.APPROVED)

    def send_back(
        self, month: Month, duty: Duty, version: int, actor: Actor, *, reason: str
    ) -> Report:
        """Return this version of a report to its unit, with the reason; the round must be open.

        Raises ReportConflictError where there is a later version.
        """
        require_dispatch(actor)
        with self._locked_round(month, saving=[duty]) as (connection, round_):
            if round_.state is RoundState.CLOSED:
                raise _error(ReportingFault.ROUND_NOT_OPEN, month=month)
            (report,) = self._review(
                connection,
                round_,
                {duty: version},
                actor,
                state=ReportState.RETURNED,
                reason=reason,
            )
        return report

    def _review(
        self,
        connection: Connection,
        round_: Round,
        versions: Mapping[Duty, int],
        actor: Actor,
        *,
        state: ReportState,
        reason: str = "",
    ) -> tuple[Report, ...]:
        """Append a version with the same content in another state."""
        faults = list(_duty_faults(round_, versions))
        if faults:
            raise ReportingError(faults)
        latest = rows.read_latest(connection, round_.month, versions)
        changes = [
            ReportChange(
                duty=duty,
                content=_latest_report(latest, round_.month, duty).content,
                based_on=version,
                state=state,
                reason=reason,
            )
            for duty, version in versions.items()
        ]
        return self._append(connection, round_, changes, actor)

    def _append(
        self,
        connection: Connection,
        round_: Round,
        changes: Sequence[ReportChange],
        actor: Actor,
    ) -> tuple[Report, ...]:
        month = round_.month
        duties = [change.duty for change in changes]
        _lock_duties(connection, month, duties)
        latest = rows.read_latest(connection, month, duties)
        before = {duty: _latest_report(latest, month, duty) for duty in duties}
        conflicts = [
            ReportConflict(change, before[change.duty])
            for change in changes
            if change.based_on != before[change.duty].version
        ]
        if conflicts:
            raise ReportConflictError(conflicts)
        faults = [
            fault
            for change in changes
            for fault in state_faults(before[change.duty], change.state, change.reason)
        ]
        if faults:
            raise ReportingError(faults)
        now = self._now()
        saved = tuple(
            Report(
                month=month,
                duty=change.duty,
                version=change.based_on + 1,
                state=change.state,
                content=replace(change.content, figures=tuple(sorted(change.content.figures))),
                account_id=actor.account_id,
                saved_at=now,
                reason=change.reason.strip(),
            )
            for change in changes
        )
        for report in saved:
            rows.write_report(connection, report)
            append_event(connection, rows.saved_event(report, now))
        return saved

    # ------------------------------------------------------------ shared

    @contextmanager
    def _locked_round(
        self, month: Month, *, saving: Collection[Duty] | None = None
    ) -> Iterator[tuple[Connection, Round]]:
        """A transaction in which the round neither closes nor reopens.

        Whoever saves reports shares the lock, and gets of the round what concerns their tasks;
        whoever closes waits for them.
        """
        task_ids = None if saving is None else {duty.task_id for duty in saving}
        with writing(self.engine) as connection:
            lock = select(RoundRow.month).where(RoundRow.month == str(month))
            connection.execute(lock.with_for_update(read=saving is not None))
            yield connection, _known_round(connection, month, task_ids)

    def _audit(
        self,
        connection: Connection,
        actor: Actor,
        action: str,
        subject: str,
        details: Mapping[str, object],
    ) -> None:
        event = AuditEvent(
            at=self._now(),
            account_id=actor.account_id,
            action=action,
            subject=subject,
            details=details,
        )
        append_event(connection, event)


def open_repository(url: str) -> ReportingRepository:
    """The store at a database URL, created where there is none (see `database.open_database`)."""
    return ReportingRepository(open_database(url))


def _lock_duties(connection: Connection, month: Month, duties: Collection[Duty]) -> None:
    """Let others who save the same reports wait (PostgreSQL; on SQLite they wait anyway)."""
    tasks = sorted({duty.task_id for duty in duties})
    units = sorted({duty.unit_id for duty in duties})
    connection.execute(
        select(RoundDutyRow.task_id)
        .where(
            RoundDutyRow.month == str(month),
            RoundDutyRow.task_id.in_(tasks),
            RoundDutyRow.unit_id.in_(units),
        )
        .order_by(RoundDutyRow.task_id, RoundDutyRow.unit_id)  # the same order for all: no deadlock
        .with_for_update()
    )


def _known_round(
    connection: Connection, month: Month, task_ids: Collection[str] | None = None
) -> Round:
    round_ = rows.read_round(connection, month, task_ids)
    if round_ is None:
        raise _error(ReportingFault.ROUND_UNKNOWN, month=month)
    return round_


def _round_reports(connection: Connection, month: Month) -> RoundReports:
    round_ = _known_round(connection, month)
    latest = rows.read_latest(connection, month)
    reports = {duty: _latest_report(latest, month, duty) for duty in round_.duties}
    late: frozenset[Duty] = frozenset()
    if round_.first_closed_at is not None:
        in_time = rows.read_handed_in(connection, month, round_.first_closed_at)
        late = frozenset(round_.duties) - in_time
    return RoundReports(round=round_, reports=MappingProxyType(reports), late=late)


def _latest_report(latest: Mapping[Duty, Report], month: Month, duty: Duty) -> Report:
    return latest.get(duty) or Report(month=month, duty=duty)


def _duty_faults(round_: Round, duties: Iterable[Duty]) -> Iterator[Fault]:
    owed = frozenset(round_.duties)
    for duty in duties:
        if duty not in owed:
            yield _fault(ReportingFault.DUTY_UNKNOWN, duty=duty, month=round_.month)


def _change_faults(round_: Round, changes: Sequence[ReportChange]) -> Iterator[Fault]:
    seen: set[Duty] = set()
    for change in changes:
        if change.duty in seen:
            yield _fault(ReportingFault.REPORT_REPEATED, duty=change.duty)
        seen.add(change.duty)
        if change.state not in {ReportState.DRAFT, ReportState.SUBMITTED}:
            details = {"duty": change.duty, "state": "-", "value": change.state.value}
            yield Fault(ReportingFault.STATE_CHANGE_INVALID, details=details)
        targets = {t.target_id for t in round_.targets if t.task_id == change.duty.task_id}
        yield from content_faults(change, targets)


def _evidence_faults(connection: Connection, changes: Sequence[ReportChange]) -> Iterator[Fault]:
    named = {file.sha256 for change in changes for file in change.content.evidence}
    if not named:
        return
    query = select(EvidenceFileRow.sha256).where(EvidenceFileRow.sha256.in_(named))
    known = set(connection.scalars(query))
    for change in changes:
        for file in change.content.evidence:
            if file.sha256 not in known or file.name != display_name(file.name):
                yield _fault(EvidenceFault.UNKNOWN, duty=change.duty, name=file.name)


def _due_faults(month: Month, due_on: date) -> Iterator[Fault]:
    if due_on < date(month.year, month.month, 1):
        yield _fault(ReportingFault.ROUND_DUE_EARLY, month=month, value=due_on)


def _fault(kind: FaultKind, **details: object) -> Fault:
    return Fault(kind, details=details)


def _error(kind: FaultKind, **details: object) -> ReportingError:
    return ReportingError([_fault(kind, **details)])
