"""Three rounds of demonstration data, marked as such in store and text."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from PIL import Image

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.reporting.duties import task_targets, unit_duties
from ordos_geo.model.clock import CHINA
from ordos_geo.model.reporting import (
    Actor,
    Duty,
    Expectation,
    Figure,
    Milestone,
    Month,
    Report,
    ReportChange,
    ReportContent,
    ReportState,
    Role,
    TaskTarget,
)
from ordos_geo.reporting.store.repository import ReportingRepository

DEMO_MONTHS = (Month(2025, 4), Month(2025, 5), Month(2025, 6))
"""The last of them stays open."""

DISPATCHER = Actor("demo-dispatcher", Role.DISPATCHER)
REPORTER = Actor("demo-reporter", Role.UNIT_REPORTER, "dongsheng-government")

_PACES = {"study": 4, "seeking": 4, "preliminary": 8, "building": 14, "operating": 20}
_START_DAY = 8
_LAST_DAY = 27
_CLOSING_DAY = 6
_EXPECTED_SHARE = 0.12


@dataclass(slots=True)
class DemoClock:
    """The time in the demonstration: give it to the repository that is to be filled."""

    time: datetime = field(default_factory=lambda: datetime(2025, 4, 1, tzinfo=UTC))

    def __call__(self) -> datetime:
        """The time, a second later at each look."""
        self.time += timedelta(seconds=1)
        return self.time

    def move_to(self, month: Month, day: int) -> None:
        """To that day, nine o'clock in Ordos; never back."""
        nine = datetime(month.year, month.month, day, 9, tzinfo=CHINA)
        self.time = max(self.time, nine.astimezone(UTC))


def fill_demonstration(dataset: Dataset, repository: ReportingRepository, clock: DemoClock) -> None:
    """Fill an empty store with three rounds, the same ones every time.

    Units differ in how reliably they report, tasks in how fast they go; some are late, some
    stall, some are returned. `clock` is the one that the repository reads. Raises ReportingError
    where the store holds rounds already.
    """
    repository.mark_as_demo()
    duties = unit_duties(dataset)
    targets = task_targets(dataset)
    works = {duty: _work(dataset, duty, targets) for duty in duties}
    for month in DEMO_MONTHS:
        clock.move_to(month, 1)
        repository.open_round(
            month,
            duties,
            DISPATCHER,
            due_on=date(month.next.year, month.next.month, _CLOSING_DAY - 1),
            targets=targets,
            expectations=_expectations(duties),
        )
        _report(repository, clock, month, works)
        if month != DEMO_MONTHS[-1]:
            clock.move_to(month.next, _CLOSING_DAY)
            repository.close_round(month, DISPATCHER)


@dataclass(frozen=True, slots=True)
class _Work:
    """How a duty goes: how far it is before the first round and how fast it moves."""

    start_percent: int
    pace_percent: int
    stalls: bool
    targets: tuple[TaskTarget, ...]

    def percent(self, round_no: int) -> int:
        """How far it is in a round, the first being 0."""
        if self.stalls:
            return min(self.start_percent, 90)
        return min(self.start_percent + self.pace_percent * round_no, 100)


def _work(dataset: Dataset, duty: Duty, targets: Sequence[TaskTarget]) -> _Work:
    chance = _chance("work", duty)
    pace = _PACES[str(dataset.tasks["stage"][duty.task_id])]
    return _Work(
        start_percent=chance.choice((0, 5, 10, 10, 15, 20, 30, 40, 60)),
        pace_percent=chance.randint(pace // 2, pace * 2),
        stalls=chance.random() < 0.12,
        targets=tuple(target for target in targets if target.task_id == duty.task_id),
    )


def _expectations(duties: Sequence[Duty]) -> Iterator[Expectation]:
    for duty in duties:
        chance = _chance("expected", duty)
        if chance.random() < _EXPECTED_SHARE:
            for number, month in enumerate(DEMO_MONTHS[1:], start=1):
                yield Expectation(duty, month, 10.0 * number + chance.choice((0, 10)))


def _report(
    repository: ReportingRepository, clock: DemoClock, month: Month, works: dict[Duty, _Work]
) -> None:
    """Each unit hands in on a day of its own; the dispatcher returns some and approves the rest."""
    units = {
        unit_id: list(of_unit)
        for unit_id, of_unit in groupby(
            sorted(works, key=lambda duty: duty.unit_id), key=lambda duty: duty.unit_id
        )
    }
    days = {unit_id: _chance(month, unit_id).randint(_START_DAY, _LAST_DAY) for unit_id in units}
    is_last = month == DEMO_MONTHS[-1]
    for unit_id in sorted(units, key=lambda unit_id: (days[unit_id], unit_id)):
        clock.move_to(month, days[unit_id])
        actor = (
            REPORTER
            if unit_id == REPORTER.unit_id
            else Actor(f"demo-{unit_id}", Role.UNIT_REPORTER, unit_id)
        )
        changes = list(_changes(repository, month, units[unit_id], works, actor))
        submitted = [
            report for report in repository.save(month, changes, actor) if report.is_handed_in
        ]
        _review(repository, month, submitted, leave_some=is_last)


def _changes(
    repository: ReportingRepository,
    month: Month,
    duties: Sequence[Duty],
    works: dict[Duty, _Work],
    actor: Actor,
) -> Iterator[ReportChange]:
    round_no = DEMO_MONTHS.index(month)
    reliability = _chance("unit", actor.unit_id).choice((0.99, 0.97, 0.95, 0.9, 0.75))
    if month == DEMO_MONTHS[-1]:
        reliability -= 0.35
    for duty in duties:
        chance = _chance(month, duty)
        luck = chance.random()
        if luck > reliability and chance.random() < 0.6:
            continue
        content = _content(works[duty], round_no, chance)
        if chance.random() < 0.01:
            picture = repository.add_evidence(
                wording.demonstration.DEMO_FILE, _picture(), actor, actor.unit_id
            )
            content = replace(content, evidence=(picture,))
        yield ReportChange(
            duty=duty,
            content=content,
            based_on=0,
            state=ReportState.SUBMITTED if luck <= reliability else ReportState.DRAFT,
        )


def _content(work: _Work, round_no: int, chance: random.Random) -> ReportContent:
    percent = work.percent(round_no)
    milestone = _milestone(percent)
    done = wording.demonstration.DEMO_DONE[milestone.value]
    if work.stalls and round_no:
        done = wording.demonstration.DEMO_STALLED
    troubled = work.stalls or chance.random() < 0.15
    matter = chance.randrange(len(wording.demonstration.DEMO_PROBLEMS))
    return ReportContent(
        percent=percent,
        milestone=milestone,
        done=wording.demonstration.DEMO_MARK + done,
        problem=wording.demonstration.DEMO_MARK + wording.demonstration.DEMO_PROBLEMS[matter]
        if troubled
        else "",
        need=wording.demonstration.DEMO_MARK + wording.demonstration.DEMO_NEEDS[matter]
        if troubled
        else "",
        figures=tuple(
            Figure(target.target_id, round(target.value * percent / 100, 1))
            for target in work.targets
        ),
    )


def _milestone(percent: int) -> Milestone:
    if percent == 100:
        return Milestone.COMPLETED
    if percent >= 80:
        return Milestone.MOSTLY_DONE
    if percent >= 10:
        return Milestone.UNDER_WAY
    return Milestone.PREPARING if percent else Milestone.NOT_BEGUN


def _review(
    repository: ReportingRepository, month: Month, submitted: Sequence[Report], *, leave_some: bool
) -> None:
    approved: dict[Duty, int] = {}
    for report in submitted:
        luck = _chance("review", month, report.duty).random()
        if luck < 0.03:
            repository.send_back(
                month,
                report.duty,
                report.version,
                DISPATCHER,
                reason=wording.demonstration.DEMO_RETURN,
            )
        elif not leave_some or luck < 0.6:
            approved[report.duty] = report.version
    if approved:
        repository.approve(month, approved, DISPATCHER)


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (320, 200), (180, 190, 200)).save(buffer, "PNG")
    return buffer.getvalue()


def _chance(*words: object) -> random.Random:
    """Chances that are the same for the same words, in every process."""
    return random.Random("|".join(map(str, words)))  # noqa: S311 - nothing secret depends on it
