"""What a report may say and which state may follow which."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.errors import EvidenceFault, ReportingFault
from ordos_geo.model.reporting import (
    Evidence,
    Figure,
    Milestone,
    Report,
    ReportChange,
    ReportContent,
    ReportState,
)
from ordos_geo.reporting.rules.validation import (
    EVIDENCE_LIMIT_FILES,
    REASON_LIMIT_CHARACTERS,
    TEXT_LIMIT_CHARACTERS,
    content_faults,
    state_faults,
)
from support.reporting import APRIL, FULL, ROAD

NOT_STARTED, DRAFT, SUBMITTED, RETURNED, APPROVED = ReportState
ALLOWED = {
    (NOT_STARTED, DRAFT),
    (NOT_STARTED, SUBMITTED),
    (DRAFT, DRAFT),
    (DRAFT, SUBMITTED),
    (RETURNED, DRAFT),
    (RETURNED, SUBMITTED),
    (SUBMITTED, SUBMITTED),
    (SUBMITTED, RETURNED),
    (SUBMITTED, APPROVED),
    (APPROVED, SUBMITTED),
    (APPROVED, RETURNED),
}
NEEDS_A_REASON = {
    (SUBMITTED, SUBMITTED),
    (APPROVED, SUBMITTED),
    (SUBMITTED, RETURNED),
    (APPROVED, RETURNED),
}


def kinds(faults):
    faults = list(faults)
    for fault in faults:
        assert str(ROAD) in fault.english()
        assert str(ROAD) in fault.chinese()
    return [fault.kind for fault in faults]


def of_content(content, state=DRAFT, targets=("target-roads",)):
    change = ReportChange(duty=ROAD, content=content, based_on=0, state=state)
    return kinds(content_faults(change, targets))


@pytest.mark.parametrize("before", ReportState)
@pytest.mark.parametrize("after", ReportState)
def test_states_follow_each_other_as_allowed(before, after):
    report = Report(month=APRIL, duty=ROAD, state=before)
    found = kinds(state_faults(report, after, "理由"))
    assert found == ([] if (before, after) in ALLOWED else [ReportingFault.STATE_CHANGE_INVALID])
    if (before, after) in ALLOWED:
        without = kinds(state_faults(report, after, " \n"))
        needs = (before, after) in NEEDS_A_REASON
        assert without == ([ReportingFault.REASON_MISSING] if needs else [])


def test_a_reason_has_its_limit():
    report = Report(month=APRIL, duty=ROAD, state=SUBMITTED)
    long = "长" * (REASON_LIMIT_CHARACTERS + 1)
    assert kinds(state_faults(report, RETURNED, long)) == [ReportingFault.TEXT_TOO_LONG]
    assert kinds(state_faults(report, RETURNED, long[1:])) == []


def test_a_draft_may_be_empty_and_a_submission_may_not():
    assert of_content(ReportContent()) == []
    assert of_content(ReportContent(), SUBMITTED) == [
        ReportingFault.PROGRESS_MISSING,
        ReportingFault.TEXT_MISSING,
    ]
    assert of_content(FULL, SUBMITTED) == []
    by_milestone = ReportContent(milestone=Milestone.UNDER_WAY, done="开工")
    assert of_content(by_milestone, SUBMITTED) == []


@given(st.integers())
def test_a_percentage_is_0_to_100(percent):
    expected = [] if 0 <= percent <= 100 else [ReportingFault.PERCENT_INVALID]
    assert of_content(ReportContent(percent=percent)) == expected


@pytest.mark.parametrize(
    ("percent", "milestone", "fits"),
    [
        (0, Milestone.NOT_BEGUN, True),
        (1, Milestone.NOT_BEGUN, False),
        (0, Milestone.PREPARING, True),
        (99, Milestone.MOSTLY_DONE, True),
        (100, Milestone.MOSTLY_DONE, False),
        (99, Milestone.COMPLETED, False),
        (100, Milestone.COMPLETED, True),
    ],
)
def test_percentage_and_milestone_must_not_contradict_each_other(percent, milestone, fits):
    found = of_content(ReportContent(percent=percent, milestone=milestone))
    assert found == ([] if fits else [ReportingFault.PROGRESS_CONTRADICTORY])


@pytest.mark.parametrize("field", ["done", "problem", "need"])
def test_texts_have_their_limit_and_hold_nothing_that_cannot_be_stored(field):
    def found(text):
        return of_content(ReportContent(**{field: text}))

    assert found("长" * TEXT_LIMIT_CHARACTERS) == []
    assert found("长" * (TEXT_LIMIT_CHARACTERS + 1)) == [ReportingFault.TEXT_TOO_LONG]
    assert found("第一行\r\n第二行\t<b>&'\"🚧") == []
    for character in ("\0", "\x1b", "\ud800"):
        assert found(f"a{character}") == [ReportingFault.TEXT_UNPRINTABLE]


def test_figures_are_numbers_of_the_tasks_own_targets_given_once():
    def found(*figures):
        return of_content(ReportContent(figures=figures))

    assert found(Figure("target-roads", -1.5)) == []
    assert found(Figure("target-x", 1)) == [ReportingFault.FIGURE_UNKNOWN]
    for value in (math.nan, math.inf, -math.inf):
        assert found(Figure("target-roads", value)) == [ReportingFault.FIGURE_INVALID]
    twice = Figure("target-roads", 1), Figure("target-roads", 2)
    assert found(*twice) == [ReportingFault.FIGURE_INVALID] * 2


def test_only_so_many_files_can_be_attached():
    file = Evidence("0" * 64, "a.pdf", "application/pdf", 1)
    assert of_content(ReportContent(evidence=(file,) * EVIDENCE_LIMIT_FILES)) == []
    assert of_content(ReportContent(evidence=(file,) * (EVIDENCE_LIMIT_FILES + 1))) == [
        EvidenceFault.TOO_MANY
    ]
