"""The status of a duty in a round, by written rules. Pure functions.

The first rule that applies gives the status. Read them here from top to bottom, or in Chinese in
`wording.reporting.STATUS_RULES`, whose words are shown beside the status:

1. MISSING, red: not handed in when the round was closed, and not since. A draft, or a report that
   was returned and not corrected, is not handed in.
2. PENDING, no colour: not handed in, the round still open.
3. BEHIND, red: what the dispatcher expects by this month or an earlier one is not reached. Of
   several expectations of one target, or of the percentage, the latest counts.
4. HANDED_IN_LATE, yellow: missing in the round before and handed in now; or handed in after the
   close.
5. STALLED, yellow: handed in, unfinished, and for two rounds in a row no further than before.
6. ON_COURSE, green: everything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from ordos_geo import wording
from ordos_geo.model.reporting import (
    Duty,
    Expectation,
    JudgedReport,
    Milestone,
    Report,
    ReportContent,
    ReportState,
    Round,
    RoundReports,
    Status,
    StatusRule,
    Verdict,
)

RULE_STATUS: Mapping[StatusRule, Status] = MappingProxyType(
    {
        StatusRule.MISSING: Status.RED,
        StatusRule.PENDING: Status.PENDING,
        StatusRule.BEHIND: Status.RED,
        StatusRule.HANDED_IN_LATE: Status.YELLOW,
        StatusRule.STALLED: Status.YELLOW,
        StatusRule.ON_COURSE: Status.GREEN,
    }
)
"""The status that each rule gives, in the order of the rules."""

STALLED_ROUNDS = 3
"""As many rounds in a row without progress, the round itself included, are a standstill."""

_MILESTONES = tuple(Milestone)


def judge_round(rounds: Sequence[RoundReports]) -> Mapping[Duty, JudgedReport]:
    """The status of every duty of the last of `rounds`, which are in order of time.

    `rounds` are those of `look_back`; where none are before the last, the rules that look back do
    not apply.
    """
    current = rounds[-1]
    return MappingProxyType(
        {
            duty: JudgedReport(report, judge(rounds, duty))
            for duty, report in current.reports.items()
        }
    )


def judge(rounds: Sequence[RoundReports], duty: Duty) -> Verdict:
    """The status of one duty of the last of `rounds`; KeyError where it is not owed there."""
    current = rounds[-1]
    report = current.reports[duty]
    if not report.is_handed_in:
        return _judge_without_report(current, report)
    missed = _first_missed(current.round, duty, report.content)
    if missed is not None:
        return _behind(missed, report.content)
    for checked in (current, *rounds[-2:-1]):
        if _is_handed_in_late(checked, duty, current):
            month = checked.round.month.label
            return _verdict(StatusRule.HANDED_IN_LATE, "handed_in_late", month=month)
    before = [earlier.reports.get(duty) for earlier in rounds[-STALLED_ROUNDS:-1]]
    if _is_stalled([*before, report]):
        since = rounds[-STALLED_ROUNDS].round.month.label
        return _verdict(StatusRule.STALLED, "stalled", month=since)
    return _verdict(StatusRule.ON_COURSE, "on_course")


def _judge_without_report(current: RoundReports, report: Report) -> Verdict:
    month = current.round.month.label
    if report.duty in current.late:
        return _verdict(StatusRule.MISSING, "missing", month=month)
    if report.state is ReportState.RETURNED:
        return _verdict(StatusRule.PENDING, "returned")
    return _verdict(StatusRule.PENDING, "pending", month=month)


def has_advanced(before: ReportContent, after: ReportContent) -> bool:
    """Whether the percentage or the milestone is higher, or a figure differs."""
    if (after.percent or 0) > (before.percent or 0):
        return True
    if _milestone_rank(after) > _milestone_rank(before):
        return True
    earlier = {figure.target_id: figure.value for figure in before.figures}
    return any(earlier.get(figure.target_id) != figure.value for figure in after.figures)


def _milestone_rank(content: ReportContent) -> int:
    return -1 if content.milestone is None else _MILESTONES.index(content.milestone)


def _is_handed_in_late(checked: RoundReports, duty: Duty, current: RoundReports) -> bool:
    """Late in the current round, or in the one before it and still missing there."""
    if duty not in checked.late:
        return False
    return checked is current or not checked.reports[duty].is_handed_in


def _is_stalled(reports: Sequence[Report | None]) -> bool:
    handed_in = [report for report in reports if report is not None and report.is_handed_in]
    if len(handed_in) < STALLED_ROUNDS or handed_in[-1].content.is_completed:
        return False
    return not any(
        has_advanced(before.content, after.content) for before, after in pairwise(handed_in)
    )


def _first_missed(round_: Round, duty: Duty, content: ReportContent) -> Expectation | None:
    """The first expectation, by target, that counts in the round and is not reached."""
    due: dict[str, Expectation] = {}
    for expectation in round_.expectations:
        if expectation.duty == duty and expectation.month <= round_.month:
            held = due.get(expectation.target_id)
            if held is None or held.month < expectation.month:
                due[expectation.target_id] = expectation
    comparators = {
        target.target_id: target.comparator
        for target in round_.targets
        if target.task_id == duty.task_id
    }
    for target_id in sorted(due):
        reached = _reached(target_id, content)
        is_limit = comparators.get(target_id) == "le"
        wanted = due[target_id].value
        if reached is None or (reached > wanted if is_limit else reached < wanted):
            return due[target_id]
    return None


def _reached(target_id: str, content: ReportContent) -> float | None:
    """The figure of a target, or the percentage where `target_id` is empty; None if not stated."""
    if not target_id:
        return 100 if content.is_completed else content.percent
    values = (figure.value for figure in content.figures if figure.target_id == target_id)
    return next(values, None)


def _behind(missed: Expectation, content: ReportContent) -> Verdict:
    reached = _reached(missed.target_id, content)
    words = wording.reporting.NOT_STATED if reached is None else f"{reached:g}"
    if not missed.target_id and reached is not None:
        words = wording.reporting.PERCENT.format(percent=words)
    reason = "behind_figure" if missed.target_id else "behind_percent"
    return _verdict(
        StatusRule.BEHIND, reason, month=missed.month.label, value=missed.value, reached=words
    )


def _verdict(rule: StatusRule, reason: str, **details: object) -> Verdict:
    return Verdict(
        RULE_STATUS[rule], rule, wording.reporting.STATUS_REASONS[reason].format_map(details)
    )
