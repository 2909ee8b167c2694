"""Where atlases are ordered: one is drawn at a time for the whole server, the others wait in turn.

No Streamlit here: pages ask a job how far it is, again and again, and so keep it alive. A job that
nobody has asked about for a while is given up.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import IO

from ordos_geo.errors import AtlasFault, ExportCancelled, ExportError, Fault, OrdosGeoError

_LOG = logging.getLogger(__name__)
MOST_WAITING = 10
ABANDONED_SECONDS = 180.0
"""Browsers ask about once a minute for a page in the background."""

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Findings = tuple[tuple[str, Fault], ...]
Make = Callable[[Progress, Cancelled], tuple[bytes, Findings]]
"""Draws an atlas: tells its progress, asks whether to stop; gives the file and what was found."""


class JobState(Enum):
    """How far a job is."""

    WAITING = auto()
    DRAWING = auto()
    DONE = auto()
    CANCELLED = auto()
    FAILED = auto()


@dataclass(eq=False)
class AtlasJob:
    """One ordered atlas. The desk's thread writes it, pages read it.

    `file_name` is what the finished file is called. `done` of `total` pages are drawn, `page` is
    the last one. `error` says why it failed; None where that was no error of ours.
    """

    make: Make
    file_name: str
    total: int
    state: JobState = JobState.WAITING
    done: int = 0
    page: str = ""
    findings: Findings = ()
    error: OrdosGeoError | None = None
    _file: IO[bytes] | None = None
    _is_cancelled: bool = False
    _asked: float = field(default_factory=time.monotonic)

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being drawn."""
        return self.state in {JobState.WAITING, JobState.DRAWING}

    def ask(self) -> None:
        """Somebody is still there who wants it."""
        self._asked = time.monotonic()

    def cancel(self) -> None:
        """Stop soon, or do not begin. Nothing will come of it, so it is over at once."""
        self._is_cancelled = True
        if self.is_open:
            self.state = JobState.CANCELLED

    def is_cancelled(self) -> bool:
        """Whether to stop: somebody wished it, or nobody is there any more."""
        return self._is_cancelled or time.monotonic() - self._asked > ABANDONED_SECONDS

    def content(self) -> bytes:
        """The finished file, which is kept outside memory as long as the job is."""
        if self._file is None:
            raise ExportError([Fault(AtlasFault.CANCELLED, details=self.counts())])
        descriptor = self._file.fileno()
        return os.pread(descriptor, os.fstat(descriptor).st_size, 0)

    def counts(self) -> dict[str, object]:
        """How many pages are done, of how many."""
        return {"done": self.done, "total": self.total}

    def run(self) -> None:
        """Draw it. Raises nothing: state and error say how it ended."""
        self.state = JobState.DRAWING
        try:
            content, self.findings = self.make(self._progress, self.is_cancelled)
            file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the job
            file.write(content)
            file.flush()
            self._file = file
            self._end(JobState.DONE)
        except ExportCancelled:
            self._end(JobState.CANCELLED)
        except OrdosGeoError as error:
            _LOG.error("atlas: %s", error.english())
            self.error = error
            self._end(JobState.FAILED)
        except Exception:  # noqa: BLE001 - the last resort before a job that never ends; logged
            _LOG.exception("unexpected error in an atlas")
            self._end(JobState.FAILED)

    def _end(self, state: JobState) -> None:
        self.state = JobState.CANCELLED if self._is_cancelled else state

    def _progress(self, done: int, total: int, page: str) -> None:
        self.done, self.total, self.page = done, total, page


class AtlasQueue:
    """Takes orders of all sessions and draws one after the other, in a thread of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[AtlasJob] = deque()
        self._current: AtlasJob | None = None
        self._thread: threading.Thread | None = None

    def order(self, job: AtlasJob) -> None:
        """Put a job at the end of the queue; ExportError where too many wait."""
        with self._lock:
            self._drop_closed()
            if len(self._waiting) >= MOST_WAITING:
                details = {"count": len(self._waiting)}
                raise ExportError([Fault(AtlasFault.QUEUE_FULL, details=details)])
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="atlas", daemon=True)
                self._thread.start()

    def ahead(self, job: AtlasJob) -> int:
        """How many atlases come before a waiting one, the one that is being drawn included."""
        with self._lock:
            self._drop_closed()
            is_drawing = self._current is not None
            return self._waiting.index(job) + is_drawing if job in self._waiting else 0

    def close(self) -> None:
        """Cancel everything, for the server stops."""
        with self._lock:
            for job in (*self._waiting, *([self._current] if self._current else [])):
                job.cancel()
            thread = self._thread
        if thread is not None:
            thread.join(timeout=5)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            job.run()

    def _next(self) -> AtlasJob | None:
        """The next job to draw; None, and the thread ends, where none waits."""
        with self._lock:
            self._drop_closed()
            self._current = self._waiting.popleft() if self._waiting else None
            if self._current is None:
                self._thread = None
            return self._current

    def _drop_closed(self) -> None:
        for job in self._waiting:
            if job.is_cancelled():
                job.cancel()
        self._waiting = deque(job for job in self._waiting if job.is_open)
