"""Who has not reported, and the letter to them.

The rule: a duty whose report is not handed in (nothing saved, a draft, or returned) is reminded of
while its round is open, and never after. Where it was not handed in in the round before either,
that is its second month, and the letter becomes a 督办. What was handed in late meanwhile counts as
handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ordos_geo import wording
from ordos_geo.model.dates import day_label
from ordos_geo.model.reporting import Duty, Month, Report, ReportState, RoundReports, RoundState
from ordos_geo.model.reporting_texts import ReportingTexts, TaskText
from ordos_geo.wording.reporting import DEMO, DEMO_TITLE

ESCALATED_AFTER = 2
"""Months in a row without a report that make a 督办 of a reminder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingReport:
    """A report that is not handed in.

    `reason` is why it was returned. `months` counts this month and those before it, in a row,
    without a report.
    """

    task_id: str
    task: TaskText
    state: ReportState
    reason: str
    months: int

    @property
    def is_repeated(self) -> bool:
        """Whether it is missing the second month or longer."""
        return self.months >= ESCALATED_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What one unit is reminded of.

    `sequence` grows when the round's due date may have moved. `is_demo` says that it is from
    demonstration data.
    """

    unit_id: str
    unit_name: str
    plan_title: str
    month: Month
    due_on: date
    sequence: int
    missing: tuple[MissingReport, ...]
    is_demo: bool

    @property
    def is_escalated(self) -> bool:
        """Whether it is a 督办."""
        return any(report.is_repeated for report in self.missing)

    @property
    def title(self) -> str:
        """The subject of the letter."""
        pattern = (
            wording.reminders.SUPERVISION_TITLE
            if self.is_escalated
            else wording.reminders.REMINDER_TITLE
        )
        title = pattern.format(month=self.month.label)
        return marked_demo(title) if self.is_demo else title


def list_reminders(
    rounds: Sequence[RoundReports], texts: ReportingTexts, *, is_demo: bool
) -> tuple[Reminder, ...]:
    """The reminders of a round, in order of the units' ids.

    `rounds` are the round and those before it, the earliest first, as `repository.recent` gives
    them; only what they hold is counted. `is_demo`: what the store says of itself.
    """
    *earlier, current = rounds
    if current.round.state is RoundState.CLOSED:
        return ()
    by_unit: dict[str, list[MissingReport]] = {}
    for duty in sorted(current.round.duties):
        report = current.reports[duty]
        if report.is_handed_in:
            continue
        missing = MissingReport(
            task_id=duty.task_id,
            task=texts.task(duty.task_id),
            state=report.state,
            reason=report.reason if report.state is ReportState.RETURNED else "",
            months=1 + _missing_before(duty, earlier),
        )
        by_unit.setdefault(duty.unit_id, []).append(missing)
    return tuple(
        Reminder(
            unit_id=unit_id,
            unit_name=texts.unit(unit_id),
            plan_title=texts.plan_title,
            month=current.round.month,
            due_on=current.round.due_on,
            sequence=len(current.round.events) - 1,
            missing=tuple(missing),
            is_demo=is_demo,
        )
        for unit_id, missing in sorted(by_unit.items())
    )


def _missing_before(duty: Duty, earlier: Sequence[RoundReports]) -> int:
    """In how many rounds in a row, counted back from the last, the duty has no report."""
    count = 0
    for round_reports in reversed(earlier):
        report: Report | None = round_reports.reports.get(duty)
        if report is None or report.is_handed_in:
            break
        count += 1
    return count


def reminder_text(reminder: Reminder, today: date, texts: ReportingTexts) -> str:
    """The letter to one unit, ready to paste."""
    repeated = sum(report.is_repeated for report in reminder.missing)
    if reminder.is_escalated:
        opening, closing = (
            wording.reminders.SUPERVISION_OPENING,
            wording.reminders.SUPERVISION_CLOSING,
        )
    elif today > reminder.due_on:
        opening, closing = (
            wording.reminders.REMINDER_OVERDUE_OPENING,
            wording.reminders.REMINDER_CLOSING,
        )
    else:
        opening, closing = wording.reminders.REMINDER_OPENING, wording.reminders.REMINDER_CLOSING
    paragraphs = [
        opening.format(
            plan=reminder.plan_title,
            month=reminder.month.label,
            due=day_label(reminder.due_on),
            today=day_label(today),
            count=len(reminder.missing),
            repeated=repeated,
        ),
        *(_item(number, report, texts) for number, report in enumerate(reminder.missing, start=1)),
        closing,
    ]
    lines = [
        reminder.title,
        "",
        wording.reminders.ADDRESS.format(unit=reminder.unit_name),
        *(wording.reminders.INDENT + paragraph for paragraph in paragraphs),
        "",
        wording.reminders.SENDER,
        day_label(today),
    ]
    return "\n".join(lines) + "\n"


def letters_text(reminders: Iterable[Reminder], today: date, texts: ReportingTexts) -> str:
    """The letters to several units, one after the other."""
    letters = (reminder_text(reminder, today, texts) for reminder in reminders)
    return wording.reminders.LETTER_BREAK.join(letters)


def marked_demo(title: str) -> str:
    """A title that says that what follows is demonstration data."""
    return DEMO_TITLE.format(demo=DEMO, title=title)


def _item(number: int, report: MissingReport, texts: ReportingTexts) -> str:
    if report.is_repeated:
        pattern = wording.reminders.ITEM_REPEATED
    else:
        pattern = wording.reminders.ITEM_RETURNED if report.reason else wording.reminders.ITEM
    return pattern.format(
        number=number,
        clause=report.task.clause,
        task=report.task.name,
        state=texts.states[report.state],
        reason=report.reason,
        months=report.months,
    )
