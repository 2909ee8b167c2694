"""One atlas at a time: queue, progress, cancel, errors, jobs that nobody waits for."""

from __future__ import annotations

import threading
import time

import pytest

from ordos_geo.errors import AtlasFault, ExportCancelled, ExportError, Fault, MapFault
from ordos_geo.ui.output import atlas_queue as atlas_desk
from ordos_geo.ui.output.atlas_queue import MOST_WAITING, AtlasJob, AtlasQueue, JobState
from support.limits import LIMIT_S


class Drawing:
    """Stands for an atlas that is drawn until the test lets it end, or until it is cancelled."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.looks = 0

    def __call__(self, progress, cancelled):
        self.begun.set()
        progress(1, 3, "第一页")
        while not self.may_end.wait(0.01):
            self.looks += 1
            if cancelled():
                details = {"done": 1, "total": 3}
                raise ExportCancelled([Fault(AtlasFault.CANCELLED, details=details)])
        return b"book", (("第一页", Fault(MapFault.SELECTION_EMPTY)),)


class Later:
    """Stands for the module `time`: a clock that the test moves on."""

    seconds = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.seconds


def job_of(make) -> AtlasJob:
    return AtlasJob(make, "a.pdf", 3)


def until(condition) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def desk():
    desk = AtlasQueue()
    yield desk
    desk.close()


def test_a_job_tells_its_progress_and_ends_with_file_and_findings(desk):
    drawing = Drawing()
    job = job_of(drawing)
    desk.order(job)
    assert drawing.begun.wait(LIMIT_S)
    until(lambda: job.done == 1)
    assert (job.state, job.page, job.total) == (JobState.DRAWING, "第一页", 3)
    drawing.may_end.set()
    until(lambda: not job.is_open)
    assert job.state is JobState.DONE
    assert job.content() == job.content() == b"book"
    assert [page for page, _ in job.findings] == ["第一页"]


def test_jobs_are_drawn_one_after_the_other_in_the_order_of_their_coming(desk):
    drawings = [Drawing() for _ in range(3)]
    jobs = [job_of(drawing) for drawing in drawings]
    for job in jobs:
        desk.order(job)
    assert drawings[0].begun.wait(LIMIT_S)
    assert [desk.ahead(job) for job in jobs] == [0, 1, 2]
    assert not drawings[1].begun.is_set()
    drawings[0].may_end.set()
    assert drawings[1].begun.wait(LIMIT_S)
    assert not drawings[2].begun.is_set()
    assert desk.ahead(jobs[2]) == 1


def test_cancelling_ends_only_that_job(desk):
    first, second, third = Drawing(), Drawing(), Drawing()
    jobs = [job_of(drawing) for drawing in (first, second, third)]
    for job in jobs:
        desk.order(job)
    assert first.begun.wait(LIMIT_S)
    jobs[1].cancel()
    jobs[0].cancel()
    assert [job.state for job in jobs[:2]] == [JobState.CANCELLED] * 2
    assert third.begun.wait(LIMIT_S)
    assert not second.begun.is_set()
    third.may_end.set()
    until(lambda: jobs[2].state is JobState.DONE)
    with pytest.raises(ExportError):
        jobs[0].content()


def test_a_job_that_nobody_asks_about_is_given_up(desk, monkeypatch):
    later = Later()
    monkeypatch.setattr(atlas_desk, "time", later)
    left, kept = job_of(Drawing()), Drawing()
    desk.order(left)
    later.seconds += atlas_desk.ABANDONED_SECONDS + 1
    until(lambda: not left.is_open)
    assert left.state is JobState.CANCELLED
    job = job_of(kept)
    job.ask()
    desk.order(job)
    for _ in range(10):
        later.seconds += atlas_desk.ABANDONED_SECONDS / 2
        job.ask()
        looks = kept.looks
        until(lambda looks=looks: kept.looks > looks)
    assert job.state is JobState.DRAWING


@pytest.mark.parametrize(
    "error", [ExportError([Fault(AtlasFault.EMPTY)]), ZeroDivisionError("no error of ours")]
)
def test_a_job_that_fails_says_so_and_the_next_one_is_drawn(desk, error):
    def fail(progress, cancelled):
        raise error

    failing, drawing = job_of(fail), Drawing()
    desk.order(failing)
    next_one = job_of(drawing)
    desk.order(next_one)
    drawing.may_end.set()
    until(lambda: next_one.state is JobState.DONE)
    assert failing.state is JobState.FAILED
    assert failing.error is (error if isinstance(error, ExportError) else None)


def test_a_full_queue_takes_no_more(desk):
    drawing = Drawing()
    desk.order(job_of(drawing))
    assert drawing.begun.wait(LIMIT_S)
    for _ in range(MOST_WAITING):
        desk.order(job_of(Drawing()))
    with pytest.raises(ExportError) as caught:
        desk.order(job_of(Drawing()))
    assert [fault.kind for fault in caught.value.faults] == [AtlasFault.QUEUE_FULL]


def test_closing_the_desk_ends_everything():
    desk = AtlasQueue()
    jobs = [job_of(Drawing()) for _ in range(2)]
    for job in jobs:
        desk.order(job)
    desk.close()
    assert [job.state for job in jobs] == [JobState.CANCELLED] * 2
