"""Made-up units, duties and accounts of a monthly reporting, and a clock that tests set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ordos_geo.model.reporting import (
    Actor,
    Duty,
    Milestone,
    Month,
    ReportChange,
    ReportContent,
    ReportState,
    Role,
    Status,
    TaskTarget,
)
from ordos_geo.model.reporting_texts import ReportingTexts, TargetText, TaskText

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
TEXTS = ReportingTexts(
    plan_title="鄂尔多斯市区域合作深化行动方案",
    units={"dongsheng-government": "东胜区人民政府", "kangbashi-government": "康巴什区人民政府"},
    tasks={
        "task-road": TaskText("打通“瓶颈路”", "二（二）", "加快打通阿小、乌横两条省际“瓶颈路”"),
        "task-hydrogen": TaskText("氢能", "一（一）", "支持氢能"),
        "task-school": TaskText("=学校", "三（五）", "=学校合作"),
    },
    targets={"target-roads": TargetText("打通条数", "条", "打通条数：不少于2条")},
    states={
        ReportState.NOT_STARTED: "未填报",
        ReportState.DRAFT: "草稿",
        ReportState.SUBMITTED: "已提交",
        ReportState.RETURNED: "已退回",
        ReportState.APPROVED: "已审核",
    },
    milestones={
        Milestone.NOT_BEGUN: "未启动",
        Milestone.PREPARING: "前期准备",
        Milestone.UNDER_WAY: "实施中",
        Milestone.MOSTLY_DONE: "主体完成",
        Milestone.COMPLETED: "已完成",
    },
    statuses={
        Status.GREEN: "正常",
        Status.YELLOW: "关注",
        Status.RED: "滞后",
        Status.PENDING: "待报",
    },
)


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
