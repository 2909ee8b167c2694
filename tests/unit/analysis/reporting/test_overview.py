"""Figures of a round: every duty counted once, whatever the filters."""

from __future__ import annotations

from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.address.pages import PageAddress, address_parameters, read_address
from ordos_geo.analysis.reporting.overview import filtered_duties, tally, tally_by_unit
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.model.reporting import (
    Duty,
    JudgedReport,
    Month,
    Report,
    ReportState,
    Round,
    RoundReports,
    Status,
    StatusRule,
    Verdict,
)

APRIL = Month(2025, 4)
STATES, STATUSES = st.sampled_from(ReportState), st.sampled_from(Status)
UNITS = ("dongsheng-government", "transport-bureau", "gone-bureau")
TASKS = ("task-1-1-01", "task-2-2-10", "task-gone")
DUTIES = [Duty(task_id, unit_id) for task_id in TASKS for unit_id in UNITS]
STANDINGS = st.fixed_dictionaries(
    {
        duty: st.builds(
            lambda state, status, duty=duty: JudgedReport(
                Report(month=APRIL, duty=duty, state=state), Verdict(status, StatusRule.MISSING, "")
            ),
            STATES,
            STATUSES,
        )
        for duty in DUTIES
    }
)
LATE = st.frozensets(st.sampled_from(DUTIES))


def reports_of(judged) -> RoundReports:
    round_ = Round(month=APRIL, events=(), duties=tuple(judged))
    return RoundReports(round=round_, reports={d: s.report for d, s in judged.items()})


@given(judged=STANDINGS, late=LATE)
def test_units_add_up_to_the_whole(judged, late):
    whole = tally(DUTIES, judged, late)
    parts = tally_by_unit(DUTIES, judged, late).values()
    assert whole.owed == sum(part.owed for part in parts) == len(DUTIES)
    assert whole.late == sum(part.late for part in parts) == len(late)
    for state in ReportState:
        assert whole.states[state] == sum(part.states[state] for part in parts)
    assert sum(whole.states.values()) == sum(whole.statuses.values()) == whole.owed
    assert whole.handed_in + whole.missing == whole.owed
    assert (whole.handed_in_pct == 100) is (whole.missing == 0)
    assert whole.handed_in_late == sum(judged[duty].report.is_handed_in for duty in late)


@given(judged=STANDINGS)
def test_units_with_more_red_lights_come_first(judged):
    reds = [t.statuses[Status.RED] for t in tally_by_unit(DUTIES, judged, ()).values()]
    assert reds == sorted(reds, reverse=True)


@given(
    judged=STANDINGS,
    states=st.frozensets(STATES),
    statuses=st.frozensets(STATUSES),
    unit_id=st.sampled_from(["", *UNITS]),
)
def test_filters_leave_exactly_what_they_say(dataset, judged, states, statuses, unit_id):
    view = ReportingView(states=states, statuses=statuses, unit_id=unit_id)
    shown = filtered_duties(dataset, reports_of(judged), judged, view)
    expected = {
        duty
        for duty, judged_report in judged.items()
        if (not states or judged_report.report.state in states)
        and (not statuses or judged_report.verdict.status in statuses)
        and unit_id in ("", duty.unit_id)
    }
    assert set(shown) == expected
    assert len(shown) == len(expected)


@given(
    states=st.frozensets(STATES),
    statuses=st.frozensets(STATUSES),
    unit_id=st.sampled_from(["", *UNITS[:2]]),
    task_id=st.sampled_from(["", *TASKS[:2]]),
)
def test_an_address_reads_back_as_the_view_that_wrote_it(
    dataset, states, statuses, unit_id, task_id
):
    view = ReportingView(
        month=APRIL,
        unit_id=unit_id,
        task_id=task_id,
        states=states,
        statuses=statuses,
        sectors=frozenset({"energy"}),
    )
    query = urlencode(address_parameters("progress", PageAddress(reporting_view=view), dataset))
    address, faults = read_address("progress", query, dataset, months=[APRIL])
    assert (address.reporting_view, faults) == (view, [])


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=60), max_size=6))
def test_no_address_breaks_the_reading(dataset, parameters):
    address, faults = read_address("progress", urlencode(parameters), dataset, months=[APRIL])
    assert len(faults) >= sum(bool(value) for value in parameters.values()) - len(
        address_parameters("progress", address, dataset)
    )
