"""Figures of a round: every duty counted once, whatever the filters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.address.reporting import parse_view, view_parameters
from ordos_geo.analysis.reporting.overview import filtered_duties, tally, tally_by_unit
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.model.reporting import (
    Duty,
    Month,
    Report,
    ReportState,
    Round,
    RoundReports,
    Standing,
    Status,
    StatusRule,
    Verdict,
)

APRIL = Month(2025, 4)
STATES, LIGHTS = st.sampled_from(ReportState), st.sampled_from(Status)
UNITS = ("dongsheng-government", "transport-bureau", "gone-bureau")
TASKS = ("task-1-1-01", "task-2-2-10", "task-gone")
DUTIES = [Duty(task_id, unit_id) for task_id in TASKS for unit_id in UNITS]
STANDINGS = st.fixed_dictionaries(
    {
        duty: st.builds(
            lambda state, light, duty=duty: Standing(
                Report(month=APRIL, duty=duty, state=state), Verdict(light, StatusRule.MISSING, "")
            ),
            STATES,
            LIGHTS,
        )
        for duty in DUTIES
    }
)
LATE = st.frozensets(st.sampled_from(DUTIES))


def reports_of(standings) -> RoundReports:
    round_ = Round(month=APRIL, events=(), duties=tuple(standings))
    return RoundReports(round=round_, reports={d: s.report for d, s in standings.items()})


@given(standings=STANDINGS, late=LATE)
def test_units_add_up_to_the_whole(standings, late):
    whole = tally(DUTIES, standings, late)
    parts = tally_by_unit(DUTIES, standings, late).values()
    assert whole.owed == sum(part.owed for part in parts) == len(DUTIES)
    assert whole.late == sum(part.late for part in parts) == len(late)
    for state in ReportState:
        assert whole.states[state] == sum(part.states[state] for part in parts)
    assert sum(whole.states.values()) == sum(whole.lights.values()) == whole.owed
    assert whole.handed_in + whole.missing == whole.owed
    assert (whole.handed_in_pct == 100) is (whole.missing == 0)
    assert whole.made_up == sum(standings[duty].report.is_handed_in for duty in late)


@given(standings=STANDINGS)
def test_units_with_more_red_lights_come_first(standings):
    reds = [t.lights[Status.RED] for t in tally_by_unit(DUTIES, standings, ()).values()]
    assert reds == sorted(reds, reverse=True)


@given(
    standings=STANDINGS,
    states=st.frozensets(STATES),
    lights=st.frozensets(LIGHTS),
    unit_id=st.sampled_from(["", *UNITS]),
)
def test_filters_leave_exactly_what_they_say(dataset, standings, states, lights, unit_id):
    view = ReportingView(states=states, lights=lights, unit_id=unit_id)
    shown = filtered_duties(dataset, reports_of(standings), standings, view)
    expected = {
        duty
        for duty, standing in standings.items()
        if (not states or standing.report.state in states)
        and (not lights or standing.verdict.light in lights)
        and unit_id in ("", duty.unit_id)
    }
    assert set(shown) == expected
    assert len(shown) == len(expected)


@given(
    states=st.frozensets(STATES),
    lights=st.frozensets(LIGHTS),
    unit_id=st.sampled_from(["", *UNITS[:2]]),
    task_id=st.sampled_from(["", *TASKS[:2]]),
)
def test_an_address_reads_back_as_the_view_that_wrote_it(dataset, states, lights, unit_id, task_id):
    view = ReportingView(
        month=APRIL,
        unit_id=unit_id,
        task_id=task_id,
        states=states,
        lights=lights,
        sectors=frozenset({"energy"}),
    )
    assert parse_view(dataset, view_parameters(dataset, view), months=[APRIL]) == (view, [])


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=60), max_size=6))
def test_no_address_breaks_the_reading(dataset, parameters):
    view, faults = parse_view(dataset, parameters, months=[APRIL])
    assert len(faults) >= sum(bool(value) for value in parameters.values()) - len(
        view_parameters(dataset, view)
    )
