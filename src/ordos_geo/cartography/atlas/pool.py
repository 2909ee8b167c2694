"""Drawing processes: as many as there are cores, kept warm, safe beside a web server's threads.

Processes are forked from a small server process that has loaded the libraries and the dataset
(forkserver), so that starting one costs little and what they share is in memory once. Where there
is no forkserver each process loads for itself.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType

from ordos_geo.cartography.atlas.page_job import Drawn, PageJob, dataset_of, draw_in_worker
from ordos_geo.errors import AtlasFault, ExportCancelled, ExportError, Fault

Progress = Callable[[int, int, str], None]
"""Told how many pages are done, how many there are, and the name of the last one."""

Cancelled = Callable[[], bool]
"""Asked again and again whether to stop."""

ROOT_VARIABLE = "ORDOS_GEO_DRAWING_ROOT"
"""Tells the server process which project folder to load."""

_PRELOADED = "ordos_geo.cartography.atlas.preload"
_MOST_WORKERS = 4
_POLL_SECONDS = 0.1


class DrawingPool:
    """Draws pages in other processes. A context manager; one may be kept for many atlases.

    `root` is the project folder whose dataset the processes load.
    """

    def __init__(self, root: Path, workers: int | None = None) -> None:
        self._root = root
        self._workers = workers or max(1, min(_MOST_WORKERS, os.cpu_count() or 1))
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> DrawingPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def warm_up(self) -> None:
        """Start the processes, without waiting for them."""
        executor = self._started()
        for _ in range(self._workers):
            executor.submit(_load, self._root)

    def close(self) -> None:
        """End the processes; what they have not begun is dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def draw(
        self,
        jobs: Sequence[PageJob],
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> list[Drawn]:
        """Draw pages, in their order.

        Raises ExportCancelled where `cancelled` said so, ExportError where a process was lost.
        """
        executor = self._started()
        futures = {executor.submit(draw_in_worker, self._root, d): d for d in jobs}
        pending: set[Future[Drawn]] = set(futures)
        try:
            while pending:
                if cancelled is not None and cancelled():
                    raise _cancelled(len(futures) - len(pending), len(futures))
                done, pending = wait(pending, _POLL_SECONDS, FIRST_COMPLETED)
                for number, future in enumerate(
                    done, start=len(futures) - len(pending) - len(done)
                ):
                    future.result()
                    if progress is not None:
                        progress(number + 1, len(futures), futures[future].scene.title)
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            lost = next(d for f, d in futures.items() if not f.done() or f.exception())
            self.close()
            details = {"page": lost.scene.title}
            raise ExportError([Fault(AtlasFault.WORKER_LOST, details=details)]) from error
        finally:
            for future in futures:
                future.cancel()

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._workers, mp_context=_context(self._root))
        return self._executor


def _load(root: Path) -> None:
    dataset_of(root)


def _cancelled(done: int, total: int) -> ExportCancelled:
    return ExportCancelled([Fault(AtlasFault.CANCELLED, details={"done": done, "total": total})])


def _context(root: Path) -> multiprocessing.context.BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    # the server process starts with the first pool and inherits what the environment says then
    os.environ[ROOT_VARIABLE] = str(root)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context
