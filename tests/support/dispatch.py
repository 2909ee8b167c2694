"""Made-up units, duties and accounts of a monthly dispatch, and a clock that tests set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ordos_geo.model.dispatch import (
    Actor,
    Duty,
    Month,
    ReportChange,
    ReportContent,
    ReportState,
    Role,
    TaskTarget,
)

APRIL = Month(2025, 4)
DISPATCHER = Actor("wang", Role.DISPATCHER)
DONGSHENG = Actor("li", Role.UNIT_REPORTER, "dongsheng-government")
KANGBASHI = Actor("zhao", Role.UNIT_REPORTER, "kangbashi-government")
VIEWER = Actor("sun", Role.VIEWER)
ROAD = Duty("task-road", "dongsheng-government")
HYDROGEN = Duty("task-hydrogen", "dongsheng-government")
SCHOOL = Duty("task-school", "kangbashi-government")
DUTIES = (ROAD, HYDROGEN, SCHOOL)
TARGETS = (TaskTarget("task-road", "target-roads", "ge", 2),)
DUE = date(2025, 5, 5)
FULL = ReportContent(percent=40, done="路基完成", problem="资金不足", need="请市财政局支持")


class Clock:
    """A clock that the test sets; each look at it moves it on by a second."""

    def __init__(self) -> None:
        self.time = datetime(2025, 4, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def submit(repository, duty, content=FULL, *, based_on=0, month=APRIL, actor=DISPATCHER, reason=""):
    """Hand in one report."""
    change = ReportChange(
        duty=duty,
        content=content,
        based_on=based_on,
        state=ReportState.SUBMITTED,
        reason=reason,
    )
    (report,) = repository.save(month, [change], actor)
    return report
