"""The change between two rounds: each duty once, in words and as a table that agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo import wording
from ordos_geo.analysis.reporting.change import (
    StatusChange,
    WorkChange,
    change_headings,
    change_sentences,
    change_table,
    round_change,
)
from ordos_geo.analysis.reporting.texts import reporting_texts
from ordos_geo.model.reporting import (
    Duty,
    JudgedReport,
    Milestone,
    Month,
    Report,
    ReportContent,
    ReportState,
    Status,
    StatusRule,
    Verdict,
)

APRIL, MAY = Month(2025, 4), Month(2025, 5)
ROAD = Duty("task-1-1-03", "dongsheng-government")


def judged_report(
    percent=None, status=Status.GREEN, *, milestone=None, state=ReportState.APPROVED, duty=ROAD
):
    content = ReportContent(percent=percent, milestone=milestone)
    report = Report(month=MAY, duty=duty, version=1, state=state, content=content)
    return JudgedReport(report, Verdict(status, StatusRule.ON_COURSE, "理由"))


def change_of(before, after):
    change = round_change(
        APRIL, {ROAD: before} if before else {}, MAY, {ROAD: after} if after else {}
    )
    (found,) = change.changes
    return found.work, found.status


UNREPORTED = judged_report(status=Status.RED, state=ReportState.NOT_STARTED)


@pytest.mark.parametrize(
    ("before", "after", "work"),
    [
        (judged_report(0), judged_report(10), WorkChange.STARTED),
        (
            judged_report(milestone=Milestone.PREPARING),
            judged_report(milestone=Milestone.UNDER_WAY),
            WorkChange.STARTED,
        ),
        (judged_report(0), judged_report(100), WorkChange.FINISHED),
        (judged_report(90), judged_report(milestone=Milestone.COMPLETED), WorkChange.FINISHED),
        (judged_report(100), judged_report(100), WorkChange.UNCHANGED),
        (judged_report(10), judged_report(20), WorkChange.ADVANCED),
        (judged_report(10), judged_report(10), WorkChange.UNCHANGED),
        (judged_report(20), judged_report(10), WorkChange.FELL_BACK),
        (UNREPORTED, judged_report(10), WorkChange.FIRST_REPORTED),
        (judged_report(10), UNREPORTED, WorkChange.UNREPORTED),
        (judged_report(10), judged_report(20, state=ReportState.DRAFT), WorkChange.UNREPORTED),
        (None, judged_report(10), WorkChange.ADDED),
        (judged_report(10), None, WorkChange.DROPPED),
    ],
)
def test_work_moves_in_one_way(before, after, work):
    assert change_of(before, after)[0] is work


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        (Status.GREEN, Status.RED, StatusChange.LAGGING),
        (Status.PENDING, Status.RED, StatusChange.LAGGING),
        (Status.RED, Status.RED, StatusChange.STILL_LAGGING),
        (Status.RED, Status.GREEN, StatusChange.RECOVERED),
        (Status.YELLOW, Status.GREEN, StatusChange.RECOVERED),
        (Status.RED, Status.YELLOW, StatusChange.ATTENTION),
        (Status.YELLOW, Status.YELLOW, StatusChange.STEADY),
        (Status.GREEN, Status.GREEN, StatusChange.STEADY),
        (Status.RED, Status.PENDING, StatusChange.STEADY),
    ],
)
def test_statuses_move_in_one_way(before, after, status):
    assert change_of(judged_report(10, before), judged_report(10, after))[1] is status


def test_two_sentences_say_what_was_done_and_what_lags(dataset):
    before = {
        Duty("task-1-1-03", f"unit-{n}"): judged_report(0, duty=Duty("task-1-1-03", f"unit-{n}"))
        for n in range(5)
    }
    duties = list(before)
    after = {
        duties[0]: judged_report(10),
        duties[1]: judged_report(20),
        duties[2]: judged_report(30),
        duties[3]: judged_report(0, Status.RED),
        duties[4]: judged_report(0, Status.RED),
    }
    done, lagging = change_sentences(round_change(APRIL, before, MAY, after))
    assert done == "2025年5月与2025年4月相比，新开工 3 项，无变化 2 项。"
    assert lagging.startswith("其中滞后 2 项（新转滞后 2 项），")
    assert lagging.endswith("共 5 项，按任务和单位计。")


def test_the_table_is_in_the_order_of_the_plan_with_names(dataset):
    duties = [
        Duty("task-no-more", "unit-no-more"),
        Duty("task-2-1-01", "commerce-bureau"),
        Duty("task-1-1-03", "dongsheng-government"),
    ]
    after = {duty: judged_report(40, Status.YELLOW, duty=duty) for duty in duties}
    change = round_change(APRIL, {duties[2]: judged_report(0, duty=duties[2])}, MAY, after)
    table = change_table(reporting_texts(dataset), change)
    assert list(table.index) == [(d.task_id, d.unit_id) for d in reversed(duties)]
    row = table.iloc[0]
    assert row["clause"] == "一（一）"
    assert row["task"] == dataset.tasks.loc["task-1-1-03", "name"]
    assert row["unit"] == "东胜区人民政府"
    assert (row["progress_before"], row["progress_after"]) == ("0%", "40%")
    assert (row["work"], row["status"]) == ("新开工", "转为关注")
    assert (row["status_before"], row["status_after"]) == ("● 正常", "▲ 关注")
    assert (table.iloc[1]["status_before"], table.iloc[1]["progress_before"]) == ("", "")
    assert table.iloc[-1]["task"] == "task-no-more"
    headings = change_headings(change)
    assert headings["progress_before"] == "2025年4月进度"
    assert headings["status_after"] == "2025年5月灯号"
    assert len(set(headings.values())) == len(headings)


def test_no_rounds_in_common_give_an_empty_table(dataset):
    table = change_table(reporting_texts(dataset), round_change(APRIL, {}, MAY, {}))
    assert table.empty
    assert list(table.columns) == list(wording.reporting.CHANGE_COLUMNS)


def test_every_status_is_a_shape_and_a_word(dataset):
    labels = reporting_texts(dataset)
    texts = [labels.status(status) for status in Status]
    assert len({text[0] for text in texts}) == len(Status)
    assert all(len(text) > 2 for text in texts)


def test_every_change_has_its_word():
    assert list(wording.reporting.WORK_CHANGES) == list(WorkChange)
    assert list(wording.reporting.STATUS_CHANGES) == list(StatusChange)


judged = st.dictionaries(
    st.builds(Duty, st.sampled_from("abcd"), st.sampled_from("xyz")),
    st.builds(
        judged_report,
        st.none() | st.integers(0, 100),
        st.sampled_from(Status),
        state=st.sampled_from(ReportState),
    ),
)


@given(judged, judged)
def test_each_duty_of_either_round_is_counted_once_in_every_way_of_counting(before, after):
    change = round_change(APRIL, before, MAY, after)
    duties = sorted(before.keys() | after.keys())
    assert [each.duty for each in change.changes] == duties
    assert sorted(duty for kind in WorkChange for duty in change.with_work(kind)) == duties
    assert sorted(duty for kind in StatusChange for duty in change.with_status(kind)) == duties


@given(judged)
def test_nothing_moves_between_a_round_and_itself(same):
    change = round_change(APRIL, same, APRIL, same)
    moved = {WorkChange.UNCHANGED, WorkChange.UNREPORTED}
    assert {each.work for each in change.changes} <= moved
    still = {StatusChange.STEADY, StatusChange.STILL_LAGGING}
    assert {each.status for each in change.changes} <= still
