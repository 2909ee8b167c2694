"""Who may read, report and dispatch, for every role and unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.errors import ReportingError, ReportingFault
from ordos_geo.model.reporting import Actor, Role
from ordos_geo.reporting.rules.permissions import (
    may_dispatch,
    may_read,
    may_report,
    require_dispatch,
    require_report,
)

units = st.sampled_from(["", "dongsheng-government", "kangbashi-government"])
actors = st.builds(Actor, st.just("x"), st.sampled_from(Role), units)


@given(st.none() | actors)
def test_reading_is_open_unless_the_installation_closes_it(actor):
    assert may_read(actor, needs_sign_in=False)
    assert may_read(actor, needs_sign_in=True) is (actor is not None)


@given(actors, units)
def test_reporter_reports_for_the_own_unit_and_a_viewer_for_none(actor, unit_id):
    own = actor.role is Role.UNIT_REPORTER and unit_id == actor.unit_id != ""
    assert may_report(actor, unit_id) is (own or actor.role is Role.DISPATCHER)


@given(actors)
def test_only_a_dispatcher_dispatches(actor):
    assert may_dispatch(actor) is (actor.role is Role.DISPATCHER)


@given(actors, units)
def test_what_may_not_be_is_refused_in_words(actor, unit_id):
    refusals = []
    for require, arguments in ((require_report, (unit_id,)), (require_dispatch, ())):
        try:
            require(actor, *arguments)
        except ReportingError as error:
            refusals.append(error.faults[0].kind)
    expected = []
    if not may_report(actor, unit_id):
        expected.append(ReportingFault.REPORT_NOT_ALLOWED)
    if not may_dispatch(actor):
        expected.append(ReportingFault.DISPATCHER_ONLY)
    assert refusals == expected


def test_reporter_without_a_unit_reports_for_nobody():
    with pytest.raises(ReportingError):
        require_report(Actor("x", Role.UNIT_REPORTER, ""), "")
