"""Many at once, and processes that are killed while they write: nothing is lost or torn."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text

from ordos_geo.model.reporting import (
    Actor,
    Duty,
    Figure,
    ReportChange,
    ReportConflictError,
    ReportContent,
    ReportState,
    Role,
    TaskTarget,
)
from ordos_geo.reporting.store.audit import latest_events
from ordos_geo.reporting.store.database import reading
from ordos_geo.reporting.store.repository import open_repository
from support.reporting import APRIL, DISPATCHER, DUE, FULL, HYDROGEN, ROAD

REPORTERS = 20
TASKS = 5
VERSIONS = 3
KILLS = 6
TESTS = Path(__file__).resolve().parents[1]


def text_of(unit, task, version):
    return f"unit-{unit} task-{task} version-{version} " + "进展" * 200


def test_twenty_reporters_at_once_lose_nothing(store_url):
    repository = open_repository(store_url)
    duties = [Duty(f"task-{t}", f"unit-{u}") for u in range(REPORTERS) for t in range(TASKS)]
    repository.open_round(APRIL, duties, DISPATCHER, due_on=DUE)
    start = Barrier(REPORTERS)

    def report(unit):
        actor = Actor(f"reporter-{unit}", Role.UNIT_REPORTER, f"unit-{unit}")
        start.wait()
        for version in range(VERSIONS):
            for task in range(TASKS):
                change = ReportChange(
                    duty=Duty(f"task-{task}", actor.unit_id),
                    content=ReportContent(percent=version, done=text_of(unit, task, version)),
                    based_on=version,
                    state=ReportState.DRAFT if version < VERSIONS - 1 else ReportState.SUBMITTED,
                )
                repository.save(APRIL, [change], actor)

    with ThreadPoolExecutor(REPORTERS) as pool:
        list(pool.map(report, range(REPORTERS)))
    saved = {(r.duty.unit_id, r.duty.task_id, r.version): r for r in repository.history()}
    assert len(saved) == REPORTERS * TASKS * VERSIONS
    for unit in range(REPORTERS):
        for task in range(TASKS):
            for version in range(VERSIONS):
                kept = saved[f"unit-{unit}", f"task-{task}", version + 1]
                assert kept.content.done == text_of(unit, task, version)
                assert kept.account_id == f"reporter-{unit}"
    assert all(r.is_handed_in for r in repository.reports(APRIL).reports.values())
    events = latest_events(repository.engine, limit=10_000)
    assert sum(event.action.startswith("report.") for event in events) == len(saved)
    repository.engine.dispose()


def test_of_two_who_save_the_same_report_at_once_the_second_is_told(store_url):
    repository = open_repository(store_url)
    repository.open_round(APRIL, [ROAD, HYDROGEN], DISPATCHER, due_on=DUE)
    for version in range(10):
        start = Barrier(2)

        def save(name, version=version, start=start):
            # in opposite orders, as two sheets might be
            duties = [ROAD, HYDROGEN] if name == "a" else [HYDROGEN, ROAD]
            content = ReportContent(done=f"{name} {version}")
            changes = [
                ReportChange(duty=duty, content=content, based_on=version) for duty in duties
            ]
            start.wait()
            try:
                repository.save(APRIL, changes, DISPATCHER)
            except ReportConflictError as error:
                return error.conflicts
            return None

        with ThreadPoolExecutor(2) as pool:
            told = dict(zip("ab", pool.map(save, "ab"), strict=True))
        (winner,) = [name for name, conflicts in told.items() if conflicts is None]
        (loser,) = [name for name, conflicts in told.items() if conflicts is not None]
        assert len(told[loser]) == 2
        for conflict in told[loser]:
            assert conflict.mine.content.done == f"{loser} {version}"
            assert conflict.theirs.content.done == f"{winner} {version}"
            assert conflict.theirs == repository.reports(APRIL).reports[conflict.theirs.duty]
    assert len(repository.history(month=APRIL)) == 20
    repository.engine.dispose()


def test_a_report_is_saved_before_the_close_or_refused_after_it(store_url):
    repository = open_repository(store_url)
    duties = [Duty(f"task-{n}", "unit") for n in range(40)]
    repository.open_round(APRIL, duties, DISPATCHER, due_on=DUE)
    start = Barrier(5)

    def submit(part):
        start.wait()
        for duty in part:
            change = ReportChange(duty=duty, content=FULL, based_on=0, state=ReportState.SUBMITTED)
            try:
                repository.save(APRIL, [change], DISPATCHER)
            except Exception as error:  # noqa: BLE001 - looked at below
                return error
        return None

    def close():
        start.wait()
        time.sleep(0.05)
        repository.close_round(APRIL, DISPATCHER)

    with ThreadPoolExecutor(5) as pool:
        parts = [pool.submit(submit, duties[n::4]) for n in range(4)]
        pool.submit(close).result()
        refusals = {str(part.result()) for part in parts}
    assert all(text == "None" or "is closed" in text for text in refusals)
    month = repository.reports(APRIL)
    missing = {duty for duty, report in month.reports.items() if not report.is_handed_in}
    assert month.late == missing
    repository.engine.dispose()


@pytest.fixture
def store_with_targets(store_url):
    repository = open_repository(store_url)
    targets = [
        TaskTarget(duty.task_id, f"target-{n}", "ge", 1) for duty in (ROAD, HYDROGEN) for n in "abc"
    ]
    repository.open_round(APRIL, [ROAD, HYDROGEN], DISPATCHER, due_on=DUE, targets=targets)
    yield repository
    repository.engine.dispose()


def kill_while_writing(url, seconds):
    """Start a writer and kill it, without a warning, some time after it began to write."""
    writer = subprocess.Popen(
        [sys.executable, str(TESTS / "integration" / "store_writer.py"), url],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout.readline() == "writing\n"
    time.sleep(seconds)
    os.kill(writer.pid, signal.SIGKILL)
    assert writer.wait() == -signal.SIGKILL
    writer.stdout.close()


def test_kill_9_while_writing_leaves_whole_reports_only(store_with_targets, store_url):
    moments = random.Random(8)
    written = 0
    for _ in range(KILLS):
        kill_while_writing(store_url, moments.uniform(0.02, 0.4))
        repository = open_repository(store_url)
        reports = repository.history()
        assert len(reports) > written
        written = len(reports)
        of_road = [r for r in reports if r.duty == ROAD]
        of_hydrogen = [r for r in reports if r.duty == HYDROGEN]
        assert len(of_road) == len(of_hydrogen)
        for number, pair in enumerate(zip(of_road, of_hydrogen, strict=True), start=1):
            for report in pair:
                content = report.content
                assert (report.version, content.percent) == (number, number % 100)
                assert content.done == f"{number}:" + "甲" * 3000
                assert content.problem == content.need == str(number)
                assert content.figures == tuple(Figure(f"target-{n}", float(number)) for n in "abc")
        events = latest_events(repository.engine, limit=1_000_000)
        assert sum(event.action == "report.draft" for event in events) == written
        if repository.engine.dialect.name == "sqlite":
            with reading(repository.engine) as connection:
                assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        repository.engine.dispose()
