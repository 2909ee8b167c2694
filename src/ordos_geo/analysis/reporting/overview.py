"""A round in figures: of the whole, of each unit, of what filters leave. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.model.reporting import Duty, JudgedReport, ReportState, RoundReports, Status
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.reporting.rules.status import judge_round


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many reports are in which state, and how many duties have which status.

    `late` counts those that were not handed in when the round was closed the first time,
    `handed_in_late` those of them that were handed in since.
    """

    owed: int
    states: Mapping[ReportState, int]
    statuses: Mapping[Status, int]
    late: int
    handed_in_late: int

    @property
    def handed_in(self) -> int:
        """Submitted or approved."""
        return self.states[ReportState.SUBMITTED] + self.states[ReportState.APPROVED]

    @property
    def missing(self) -> int:
        """Not handed in: nothing saved, a draft, or returned."""
        return self.owed - self.handed_in

    @property
    def handed_in_pct(self) -> int:
        """The share that is handed in, in whole percent; 100 only where nothing is missing."""
        return 100 * self.handed_in // self.owed if self.owed else 0


def tally(
    duties: Iterable[Duty], judged: Mapping[Duty, JudgedReport], late: Collection[Duty]
) -> Tally:
    """Count duties of a round. `judged` and `late` are those of the whole round."""
    counted = [(duty, judged[duty]) for duty in duties]
    states = Counter(judged_report.report.state for _, judged_report in counted)
    statuses = Counter(judged_report.verdict.status for _, judged_report in counted)
    were_late = [judged_report for duty, judged_report in counted if duty in late]
    return Tally(
        owed=len(counted),
        states={state: states[state] for state in ReportState},
        statuses={status: statuses[status] for status in Status},
        late=len(were_late),
        handed_in_late=sum(judged_report.report.is_handed_in for judged_report in were_late),
    )


def tally_by_unit(
    duties: Iterable[Duty], judged: Mapping[Duty, JudgedReport], late: Collection[Duty]
) -> Mapping[str, Tally]:
    """The tally of each unit; those that need most attention first.

    That is: more red statuses, then more yellow ones, then more that is missing.
    """
    by_unit: dict[str, list[Duty]] = {}
    for duty in duties:
        by_unit.setdefault(duty.unit_id, []).append(duty)
    tallies = {unit_id: tally(of_unit, judged, late) for unit_id, of_unit in by_unit.items()}

    def attention(unit_id: str) -> tuple[int, int, int, str]:
        found = tallies[unit_id]
        reds, yellows = found.statuses[Status.RED], found.statuses[Status.YELLOW]
        return -reds, -yellows, -found.missing, unit_id

    return {unit_id: tallies[unit_id] for unit_id in sorted(tallies, key=attention)}


def filtered_duties(
    dataset: Dataset,
    reports: RoundReports,
    judged: Mapping[Duty, JudgedReport],
    view: ReportingView,
) -> tuple[Duty, ...]:
    """The duties of a round that a view shows, in the order of the plan, then of the units' ids.

    A task that the register no longer has comes last, and has no sector.
    """
    order = {str(task_id): place for place, task_id in enumerate(dataset.tasks.index)}
    sectors = {str(task_id): str(code) for task_id, code in dataset.tasks["sector"].items()}

    def is_shown(duty: Duty) -> bool:
        judged_report = judged[duty]
        return (
            (not view.unit_id or duty.unit_id == view.unit_id)
            and (not view.sectors or sectors.get(duty.task_id) in view.sectors)
            and (not view.states or judged_report.report.state in view.states)
            and (not view.statuses or judged_report.verdict.status in view.statuses)
        )

    shown = (duty for duty in reports.round.duties if is_shown(duty))
    return tuple(sorted(shown, key=lambda duty: (order.get(duty.task_id, len(order)), duty)))


def round_status(texts: ReportingTexts, rounds: Sequence[RoundReports]) -> dict[str, object]:
    """The state of the last of `rounds`, for machines: its field names are a contract.

    month, state, due_on, duties, states and lights (counts by code), late, and units: the same
    counts for each unit, with unit_id and name, in the order of the unit register.
    """
    current = rounds[-1]
    round_, judged = current.round, judge_round(rounds)
    order = {unit_id: place for place, unit_id in enumerate(texts.units)}
    units = tally_by_unit(round_.duties, judged, current.late)
    whole = tally(round_.duties, judged, current.late)
    return {
        "month": str(round_.month),
        "state": round_.state.value,
        "due_on": round_.due_on.isoformat(),
        "duties": whole.owed,
        "late": whole.late,
        "states": _counts(whole.states),
        "lights": _counts(whole.statuses),
        "units": [
            {
                "unit_id": unit_id,
                "name": texts.unit(unit_id),
                "duties": units[unit_id].owed,
                **_counts(units[unit_id].states),
                **_counts(units[unit_id].statuses),
            }
            for unit_id in sorted(units, key=lambda each: (order.get(each, len(order)), each))
        ],
    }


def _counts(counted: Mapping[ReportState, int] | Mapping[Status, int]) -> dict[str, int]:
    return {code.value: count for code, count in counted.items()}
