"""Rounds and reports on each kind of database: what is kept, what is refused, what is told."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from sqlalchemy import text

from ordos_geo.errors import EvidenceFault, ReportingError, ReportingFault
from ordos_geo.model.reporting import (
    Duty,
    Evidence,
    Expectation,
    Figure,
    Milestone,
    Month,
    Report,
    ReportChange,
    ReportConflictError,
    ReportContent,
    ReportState,
    RoundEventKind,
    RoundState,
    TaskTarget,
)
from ordos_geo.reporting.rules.look_back import ROUNDS_LOOKED_AT
from ordos_geo.reporting.store.audit import latest_events
from ordos_geo.reporting.store.database import writing
from ordos_geo.reporting.store.repository import open_repository
from ordos_geo.reporting.store.schema import APPEND_ONLY
from support.reporting import (
    APRIL,
    DISPATCHER,
    DONGSHENG,
    DUE,
    DUTIES,
    FULL,
    HYDROGEN,
    KANGBASHI,
    ROAD,
    SCHOOL,
    TARGETS,
    VIEWER,
    submit,
)

PDF = b"%PDF-1.7\n..."


def draft(duty=ROAD, content=FULL, *, based_on=0, state=ReportState.DRAFT, reason=""):
    return ReportChange(duty=duty, content=content, based_on=based_on, state=state, reason=reason)


def kinds(error):
    for fault in error.faults:
        assert fault.english()
        assert fault.chinese()
    return [fault.kind for fault in error.faults]


def refused(action, *arguments, **options):
    """The kinds of the faults that an action is refused for."""
    with pytest.raises(ReportingError) as caught:
        action(*arguments, **options)
    return kinds(caught.value)


# ---------------------------------------------------------------- rounds


def test_a_new_store_has_no_rounds_and_is_no_demonstration(repository):
    assert repository.months() == ()
    assert not repository.is_demo()
    assert latest_events(repository.engine) == ()


def test_opening_freezes_what_is_owed(repository):
    expectations = (
        Expectation(ROAD, Month(2025, 5), 60),
        Expectation(ROAD, Month(2025, 6), 1, "target-roads"),
        Expectation(Duty("task-other", "x"), APRIL, 1),
    )
    targets = (*TARGETS, TaskTarget("task-other", "target-other", "ge", 1))
    opened = repository.open_round(
        APRIL, [*DUTIES, ROAD], DISPATCHER, due_on=DUE, targets=targets, expectations=expectations
    )
    assert repository.round(APRIL) == opened
    assert opened.duties == tuple(sorted(DUTIES))
    assert opened.targets == TARGETS
    assert opened.expectations == expectations[:2]
    assert (opened.state, opened.due_on) == (RoundState.OPEN, DUE)
    assert opened.first_closed_at is None
    assert repository.months() == (APRIL,)
    blank = Report(month=APRIL, duty=ROAD)
    assert repository.reports(APRIL).reports[ROAD] == blank
    assert blank.state is ReportState.NOT_STARTED


def test_a_store_that_is_opened_again_holds_the_same(april, store_url):
    submit(april, ROAD)
    again = open_repository(store_url)
    assert again.reports(APRIL) == april.reports(APRIL)
    again.engine.dispose()


def test_a_round_is_opened_once(april):
    before = april.round(APRIL)
    again = refused(april.open_round, APRIL, [SCHOOL], DISPATCHER, due_on=DUE)
    assert again == [ReportingFault.ROUND_EXISTS]
    assert april.round(APRIL) == before


def test_all_that_is_wrong_with_a_round_is_named_at_once(repository):
    wrong = refused(repository.open_round, Month(2025, 6), [], DISPATCHER, due_on=date(2025, 5, 31))
    assert wrong == [
        ReportingFault.DUTIES_MISSING,
        ReportingFault.ROUND_FUTURE,
        ReportingFault.ROUND_DUE_EARLY,
    ]
    assert repository.months() == ()


def test_a_month_that_was_never_opened_is_named(april):
    may = APRIL.next
    for action in (april.round, april.reports, april.recent):
        assert refused(action, may) == [ReportingFault.ROUND_UNKNOWN]
    assert refused(april.save, may, [draft()], DISPATCHER) == [ReportingFault.ROUND_UNKNOWN]
    assert refused(april.close_round, may, DISPATCHER) == [ReportingFault.ROUND_UNKNOWN]


def test_a_round_is_closed_and_opened_again_with_a_reason(april):
    assert refused(april.reopen_round, APRIL, DISPATCHER, due_on=DUE, reason="补报") == [
        ReportingFault.ROUND_NOT_CLOSED
    ]
    closed = april.close_round(APRIL, DISPATCHER)
    assert closed.state is RoundState.CLOSED
    assert closed == april.round(APRIL)
    assert refused(april.close_round, APRIL, DISPATCHER) == [ReportingFault.ROUND_NOT_OPEN]
    assert refused(april.reopen_round, APRIL, DISPATCHER, due_on=DUE, reason=" ") == [
        ReportingFault.REASON_MISSING
    ]
    later = date(2025, 5, 20)
    april.reopen_round(APRIL, DISPATCHER, due_on=later, reason="两旗补报")
    round_ = april.round(APRIL)
    assert (round_.state, round_.due_on) == (RoundState.OPEN, later)
    assert [event.kind for event in round_.events] == [
        RoundEventKind.OPENED,
        RoundEventKind.CLOSED,
        RoundEventKind.REOPENED,
    ]
    assert round_.events[-1].reason == "两旗补报"
    assert round_.first_closed_at == closed.events[-1].at


def test_a_closed_round_takes_no_reports_and_can_be_approved(april):
    report = submit(april, ROAD)
    april.close_round(APRIL, DISPATCHER)
    assert refused(april.save, APRIL, [draft(HYDROGEN)], DONGSHENG) == [
        ReportingFault.ROUND_NOT_OPEN
    ]
    assert refused(april.send_back, APRIL, ROAD, 1, DISPATCHER, reason="补充") == [
        ReportingFault.ROUND_NOT_OPEN
    ]
    april.approve(APRIL, {ROAD: report.version}, DISPATCHER)
    assert april.reports(APRIL).reports[ROAD].state is ReportState.APPROVED


def test_recent_rounds_come_earliest_first_and_end_with_the_month(repository, clock):
    months = [Month(2025, 1), Month(2025, 3), APRIL, Month(2025, 5)]
    for month in months:
        repository.open_round(month, DUTIES, DISPATCHER, due_on=date(month.year, month.month, 28))
    assert [r.round.month for r in repository.recent(APRIL)] == months[:3]
    assert repository.months() == tuple(months)


def test_recent_rounds_go_no_further_back_than_statuses_and_reminders_look(repository):
    months = [APRIL.shift(-n) for n in range(14, -1, -1)]
    for month in months:
        repository.open_round(month, DUTIES, DISPATCHER, due_on=month.usual_due_on)
    assert [r.round.month for r in repository.recent(APRIL)] == months[-ROUNDS_LOOKED_AT:]


def test_a_month_that_was_never_opened_has_no_recent_rounds(april):
    assert refused(april.recent, APRIL.next) == [ReportingFault.ROUND_UNKNOWN]
    assert refused(april.recent, APRIL.previous) == [ReportingFault.ROUND_UNKNOWN]


# ---------------------------------------------------------------- reports


def test_a_report_is_kept_with_every_field(april):
    file = april.add_evidence("照片/../现场 1.PDF", PDF, DONGSHENG, ROAD.unit_id)
    content = ReportContent(
        percent=100,
        milestone=Milestone.COMPLETED,
        done="完成\n<b>全部</b>",
        problem="“资金”",
        need="=1+1",
        figures=(Figure("target-roads", 1.5),),
        evidence=(file,),
    )
    (saved,) = april.save(APRIL, [draft(content=content)], DONGSHENG)
    assert april.reports(APRIL).reports[ROAD] == saved
    assert saved.content == content
    assert (saved.version, saved.state, saved.account_id) == (1, ReportState.DRAFT, "li")
    assert saved.saved_at is not None
    assert saved.saved_at.tzinfo is not None
    assert file == Evidence(
        hashlib.sha256(PDF).hexdigest(), "现场 1.PDF", "application/pdf", len(PDF)
    )
    assert april.evidence_content(file.sha256) == PDF
    assert april.evidence_content("0" * 64) is None


def test_the_same_file_is_kept_once_under_each_of_its_names(april):
    first = april.add_evidence("a.pdf", PDF, DONGSHENG, ROAD.unit_id)
    second = april.add_evidence("b.pdf", PDF, KANGBASHI, SCHOOL.unit_id)
    assert (first.sha256, first.name, second.name) == (second.sha256, "a.pdf", "b.pdf")


def test_a_report_goes_from_draft_to_approved_and_every_version_stays(april):
    april.save(APRIL, [draft(content=ReportContent())], DONGSHENG)
    submit(april, ROAD, based_on=1, actor=DONGSHENG)
    april.send_back(APRIL, ROAD, 2, DISPATCHER, reason="缺少数字")
    better = ReportContent(percent=45, done="路基完成 45%")
    submit(april, ROAD, better, based_on=3, actor=DONGSHENG)
    (approved,) = april.approve(APRIL, {ROAD: 4}, DISPATCHER)
    history = april.history(task_id=ROAD.task_id)
    assert [(r.version, r.state.value, r.account_id, r.reason) for r in history] == [
        (1, "draft", "li", ""),
        (2, "submitted", "li", ""),
        (3, "returned", "wang", "缺少数字"),
        (4, "submitted", "li", ""),
        (5, "approved", "wang", ""),
    ]
    assert history[2].content == FULL
    assert history[-1] == approved == april.reports(APRIL).reports[ROAD]
    assert april.history(unit_id=SCHOOL.unit_id) == ()
    assert april.history(month=APRIL) == history


def test_a_correction_of_what_was_handed_in_needs_a_reason(april):
    submit(april, ROAD)
    april.approve(APRIL, {ROAD: 1}, DISPATCHER)
    again = draft(based_on=2, state=ReportState.SUBMITTED)
    assert refused(april.save, APRIL, [again], DONGSHENG) == [ReportingFault.REASON_MISSING]
    corrected = submit(april, ROAD, based_on=2, actor=DONGSHENG, reason="数字有误")
    assert (corrected.version, corrected.state) == (3, ReportState.SUBMITTED)


def test_an_approval_counts_for_its_month_only(april, clock):
    submit(april, ROAD)
    april.approve(APRIL, {ROAD: 1}, DISPATCHER)
    april.open_round(APRIL.next, DUTIES, DISPATCHER, due_on=date(2025, 6, 5))
    assert april.reports(APRIL.next).reports[ROAD].state is ReportState.NOT_STARTED
    assert april.reports(APRIL).reports[ROAD].state is ReportState.APPROVED


def test_who_saves_second_is_told_and_sees_both_texts(april):
    mine = ReportContent(done="我的内容")
    theirs = ReportContent(done="对方的内容")
    april.save(APRIL, [draft(content=theirs)], DISPATCHER)
    with pytest.raises(ReportConflictError) as caught:
        april.save(APRIL, [draft(content=mine)], DONGSHENG)
    assert kinds(caught.value) == [ReportingFault.REPORT_CONFLICT]
    (conflict,) = caught.value.conflicts
    assert conflict.mine.content == mine
    assert conflict.theirs.content == theirs
    assert conflict.theirs == april.reports(APRIL).reports[ROAD]
    saved = april.save(APRIL, [draft(content=mine, based_on=1)], DONGSHENG)
    assert [r.content for r in april.history(month=APRIL)] == [theirs, saved[0].content]


def test_a_review_of_a_version_that_no_longer_stands_is_a_conflict(april):
    submit(april, ROAD)
    submit(april, ROAD, based_on=1, reason="更正")
    with pytest.raises(ReportConflictError):
        april.approve(APRIL, {ROAD: 1}, DISPATCHER)
    with pytest.raises(ReportConflictError):
        april.send_back(APRIL, ROAD, 1, DISPATCHER, reason="旧版")
    assert april.reports(APRIL).reports[ROAD].version == 2


def test_of_several_reports_all_are_saved_or_none(april):
    april.save(APRIL, [draft(HYDROGEN)], DONGSHENG)
    with pytest.raises(ReportConflictError):
        april.save(APRIL, [draft(ROAD), draft(HYDROGEN)], DONGSHENG)
    wrong = draft(HYDROGEN, ReportContent(percent=101), based_on=1)
    assert refused(april.save, APRIL, [draft(ROAD), wrong], DONGSHENG) == [
        ReportingFault.PERCENT_INVALID
    ]
    assert april.reports(APRIL).reports[ROAD].version == 0
    saved = april.save(APRIL, [draft(ROAD), draft(HYDROGEN, based_on=1)], DONGSHENG)
    assert [report.version for report in saved] == [1, 2]


def test_unknown_ids_in_a_report_are_all_named(april):
    unknown = Evidence("0" * 64, "a.pdf", "application/pdf", 3)
    content = ReportContent(figures=(Figure("target-x", 1),), evidence=(unknown,))
    changes = [
        draft(Duty("task-x", "dongsheng-government")),
        draft(Duty("task-road", "no-unit")),
        draft(ROAD, content),
        draft(HYDROGEN),
        draft(HYDROGEN),
    ]
    assert refused(april.save, APRIL, changes, DISPATCHER) == [
        ReportingFault.DUTY_UNKNOWN,
        ReportingFault.DUTY_UNKNOWN,
        ReportingFault.FIGURE_UNKNOWN,
        ReportingFault.REPORT_REPEATED,
        EvidenceFault.UNKNOWN,
    ]
    assert refused(april.approve, APRIL, {Duty("x", "y"): 1}, DISPATCHER) == [
        ReportingFault.DUTY_UNKNOWN
    ]


def test_a_unit_can_neither_approve_nor_return_by_what_it_saves(april):
    for state in (ReportState.APPROVED, ReportState.RETURNED, ReportState.NOT_STARTED):
        assert refused(april.save, APRIL, [draft(state=state)], DONGSHENG) == [
            ReportingFault.STATE_CHANGE_INVALID
        ]


# ---------------------------------------------------------------- who may do what


@pytest.mark.parametrize("actor", [DONGSHENG, VIEWER], ids=lambda actor: actor.role.value)
def test_only_a_dispatcher_runs_rounds_and_reviews(april, actor):
    submit(april, ROAD)
    only = [ReportingFault.DISPATCHER_ONLY]
    assert refused(april.open_round, APRIL.next, DUTIES, actor, due_on=DUE) == only
    assert refused(april.close_round, APRIL, actor) == only
    assert refused(april.reopen_round, APRIL, actor, due_on=DUE, reason="x") == only
    assert refused(april.approve, APRIL, {ROAD: 1}, actor) == only
    assert refused(april.send_back, APRIL, ROAD, 1, actor, reason="x") == only


@pytest.mark.parametrize("actor", [KANGBASHI, VIEWER], ids=lambda actor: actor.role.value)
def test_nobody_reports_for_another_unit(april, actor):
    for changes in ([draft(ROAD)], [draft(SCHOOL), draft(ROAD)]):
        assert refused(april.save, APRIL, changes, actor) == [ReportingFault.REPORT_NOT_ALLOWED]
    assert refused(april.add_evidence, "a.pdf", PDF, actor, ROAD.unit_id) == [
        ReportingFault.REPORT_NOT_ALLOWED
    ]
    assert april.history() == ()


def test_every_write_is_in_the_audit_log_and_nothing_else(april):
    april.add_evidence("a.pdf", PDF, DONGSHENG, ROAD.unit_id)
    submit(april, ROAD, actor=DONGSHENG)
    refused(april.close_round, APRIL, DONGSHENG)
    april.close_round(APRIL, DISPATCHER)
    events = latest_events(april.engine)
    assert [(event.account_id, event.action) for event in reversed(events)] == [
        ("wang", "round.opened"),
        ("li", "evidence.added"),
        ("li", "report.submitted"),
        ("wang", "round.closed"),
    ]
    assert events[1].subject == f"2025-04 {ROAD}"
    assert events[1].details == {"version": 1, "reason": ""}
    assert latest_events(april.engine, limit=1) == events[:1]


# ---------------------------------------------------------------- append-only


@pytest.fixture
def filled(april):
    """A store with a row in every append-only table."""
    april.open_round(
        APRIL.next,
        DUTIES,
        DISPATCHER,
        due_on=date(2025, 6, 5),
        targets=TARGETS,
        expectations=[Expectation(ROAD, APRIL, 10)],
    )
    file = april.add_evidence("a.pdf", PDF, DONGSHENG, ROAD.unit_id)
    content = ReportContent(
        percent=1, done="x", figures=(Figure("target-roads", 1),), evidence=(file,)
    )
    submit(april, ROAD, content)
    with writing(april.engine) as connection:
        connection.execute(text("INSERT INTO store_facts VALUES ('demo', 'x')"))
    return april


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_database_itself_refuses_to_overwrite_or_delete(filled, table):
    count = text(f"SELECT count(*) FROM {table}")
    with filled.engine.connect() as connection:
        rows = connection.scalar(count)
        column = connection.execute(text(f"SELECT * FROM {table}")).keys()
        name = next(iter(column))
    assert rows
    statements = [f"UPDATE {table} SET {name} = {name}", f"DELETE FROM {table}"]
    if filled.engine.dialect.name == "sqlite":
        statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    else:
        statements.append(f"TRUNCATE {table} CASCADE")
    for statement in statements:
        with (
            pytest.raises(ReportingError, match="is append-only"),
            writing(filled.engine) as connection,
        ):
            connection.execute(text(statement))
    with filled.engine.connect() as connection:
        assert connection.scalar(count) == rows
