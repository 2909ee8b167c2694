"""Values of the monthly reporting: months, rounds, duties, reports, statuses, who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from ordos_geo.errors import Fault, ReportingError, ReportingFault
from ordos_geo.model.dates import month_label

_DUE_DAY = 5
_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


class ReportState(StrEnum):
    """How far the report of a duty is in its round. Codes of data/vocab/report_state.csv."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class Milestone(StrEnum):
    """How far the work is, where a percentage says little. Codes of data/vocab/milestone.csv."""

    NOT_BEGUN = "not_begun"
    PREPARING = "preparing"
    UNDER_WAY = "under_way"
    MOSTLY_DONE = "mostly_done"
    COMPLETED = "completed"


class Status(StrEnum):
    """The status of a duty in a round: a traffic light. Codes of data/vocab/light.csv.

    PENDING: the round is open and nothing is submitted yet, so nothing can be said.
    """

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    PENDING = "pending"


class StatusRule(StrEnum):
    """Why a status has its colour; the rules themselves are in `rules.status`."""

    MISSING = "missing"
    PENDING = "pending"
    BEHIND = "behind"
    HANDED_IN_LATE = "handed_in_late"
    STALLED = "stalled"
    ON_COURSE = "on_course"


class Role(StrEnum):
    """What an account may do. Codes of data/vocab/role.csv."""

    DISPATCHER = "dispatcher"
    UNIT_REPORTER = "unit_reporter"
    VIEWER = "viewer"


class RoundState(StrEnum):
    """Whether a round takes reports. Codes of data/vocab/round_state.csv."""

    OPEN = "open"
    CLOSED = "closed"


class RoundEventKind(StrEnum):
    """What can happen to a round as a whole."""

    OPENED = "opened"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, 2000-01 to 2099-12. `str()` gives "2025-04", which `parse` reads."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not _MONTH.fullmatch(str(self)):
            raise ReportingError(
                [Fault(ReportingFault.MONTH_INVALID, details={"value": str(self)})]
            )

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read "2025-04". Raises ReportingError for anything else, such as "2025-13"."""
        found = _MONTH.fullmatch(text)
        if not found:
            raise ReportingError(
                [Fault(ReportingFault.MONTH_INVALID, details={"value": text[:40]})]
            )
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day lies in."""
        return cls(day.year, day.month)

    def shift(self, months: int) -> Month:
        """So many months later, or earlier where negative."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    @property
    def previous(self) -> Month:
        """The month before."""
        return self.shift(-1)

    @property
    def next(self) -> Month:
        """The month after."""
        return self.shift(1)

    @property
    def usual_due_on(self) -> date:
        """The day on which reports are due where nothing else is said: the 5th of the next."""
        return date(self.next.year, self.next.month, _DUE_DAY)

    @property
    def label(self) -> str:
        """2025年4月."""
        return month_label(self.year, self.month)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: an account, its role, and the unit that a reporter reports for.

    `account_id` is the name that the account signs in with; it is never given to another account.
    """

    account_id: str
    role: Role
    unit_id: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Duty:
    """One unit owes reports on one task. Ids of data/register."""

    task_id: str
    unit_id: str

    def __str__(self) -> str:
        return f"{self.task_id} / {self.unit_id}"


@dataclass(frozen=True, slots=True, order=True)
class TaskTarget:
    """A target that the reports on a task give figures for. `comparator`: "eq", "ge" or "le"."""

    task_id: str
    target_id: str
    comparator: str
    value: float


@dataclass(frozen=True, slots=True, order=True)
class Expectation:
    """What a duty should have reached by the end of a month, laid down by the dispatcher.

    `target_id` is empty where `value` is the percentage of the whole task; otherwise `value` is in
    the unit of that target.
    """

    duty: Duty
    month: Month
    value: float
    target_id: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """What has been reached of a target so far, in the target's unit."""

    target_id: str
    value: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that supports a report. `name` is what people call it, never a path."""

    sha256: str
    name: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """What a unit says about a task in a month.

    `percent` is 0 to 100. A report that is submitted has a percentage or a milestone.
    """

    percent: int | None = None
    milestone: Milestone | None = None
    done: str = ""
    problem: str = ""
    need: str = ""
    figures: tuple[Figure, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_completed(self) -> bool:
        """Whether the work is said to be finished."""
        return self.percent == 100 or self.milestone is Milestone.COMPLETED

    @property
    def is_begun(self) -> bool:
        """Whether the work itself is said to be under way, preparations not counted."""
        if self.milestone is not None:
            return self.milestone not in {Milestone.NOT_BEGUN, Milestone.PREPARING}
        return bool(self.percent)


EMPTY_CONTENT = ReportContent()


HANDED_IN = frozenset({ReportState.SUBMITTED, ReportState.APPROVED})
"""States in which a report counts as reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One version of the report of a duty in a month.

    Versions count from 1; version 0 means that nothing is saved yet (state NOT_STARTED, no account,
    no time). `saved_at` knows its time zone. `reason` is why the version was made: of a return, or
    of a correction of what had been submitted.
    """

    month: Month
    duty: Duty
    version: int = 0
    state: ReportState = ReportState.NOT_STARTED
    content: ReportContent = EMPTY_CONTENT
    account_id: str = ""
    saved_at: datetime | None = None
    reason: str = ""

    @property
    def is_handed_in(self) -> bool:
        """Whether it counts as reported: submitted or approved."""
        return self.state in HANDED_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundEvent:
    """A round was opened, closed or opened again. `due_on`: the day on which reports are due."""

    kind: RoundEventKind
    account_id: str
    at: datetime
    due_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One month's reporting: what is owed in it, frozen when it was opened, and its history.

    `events` are in order of time and begin with OPENED.
    """

    month: Month
    events: tuple[RoundEvent, ...]
    duties: tuple[Duty, ...]
    targets: tuple[TaskTarget, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    @property
    def state(self) -> RoundState:
        """Open until closed, and again after it was opened again."""
        closed = self.events[-1].kind is RoundEventKind.CLOSED
        return RoundState.CLOSED if closed else RoundState.OPEN

    @property
    def due_on(self) -> date:
        """The last day for reports, as last laid down."""
        return self.events[-1].due_on

    @property
    def first_closed_at(self) -> datetime | None:
        """When the round was closed the first time; what is submitted later is late."""
        times = (event.at for event in self.events if event.kind is RoundEventKind.CLOSED)
        return next(times, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One write: when, by which account, what (`action`), on what (`subject`), and its details."""

    at: datetime
    account_id: str
    action: str
    subject: str
    details: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChange:
    """A version to be saved: what a unit says now, having seen version `based_on`.

    `state` is DRAFT or SUBMITTED. `reason` says why, where what was submitted is corrected.
    """

    duty: Duty
    content: ReportContent
    based_on: int
    state: ReportState = ReportState.DRAFT
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundReports:
    """A round and the latest report of each of its duties, version 0 where there is none.

    `late` are the duties whose reports were not handed in when the round was closed the first
    time, also those that were handed in since; empty before.
    """

    round: Round
    reports: Mapping[Duty, Report]
    late: frozenset[Duty] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a duty in a round, the rule that gave it, and the reason in Chinese words."""

    status: Status
    rule: StatusRule
    reason: str


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """The latest report of a duty in a round, and what the rules say of it."""

    report: Report
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ReportConflict:
    """`mine` was to be saved, but somebody saved `theirs` meanwhile."""

    mine: ReportChange
    theirs: Report


class ReportConflictError(ReportingError):
    """Somebody saved the reports meanwhile. Nothing is lost: `conflicts` hold both texts."""

    def __init__(self, conflicts: Iterable[ReportConflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(
            Fault(
                ReportingFault.REPORT_CONFLICT,
                details={
                    "duty": conflict.theirs.duty,
                    "month": conflict.theirs.month,
                    "version": conflict.theirs.version,
                    "account": conflict.theirs.account_id,
                },
            )
            for conflict in self.conflicts
        )
