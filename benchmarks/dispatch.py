"""How fast the store of the monthly reporting is: every unit, every task, 24 months.

    .venv/bin/python benchmarks/dispatch.py [--months 24] [--database sqlite|postgresql|both]

The store is filled through the repository as people would fill it. Times are medians
over repeated runs with everything warm; `processor` is this process's own time on a processor,
which other work on the machine does not change much.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from ordos_geo.analysis.dataset.assembly import Dataset  # noqa: E402
from ordos_geo.analysis.reporting.change import (  # noqa: E402
    change_table,
    round_change,
)
from ordos_geo.analysis.reporting.overview import round_status  # noqa: E402
from ordos_geo.analysis.reporting.texts import reporting_texts  # noqa: E402
from ordos_geo.analysis.reporting.duties import task_targets, unit_duties  # noqa: E402
from ordos_geo.analysis.dataset.loading import load_dataset  # noqa: E402
from ordos_geo import wording  # noqa: E402
from ordos_geo.model.reporting import (  # noqa: E402
    Actor,
    Duty,
    Month,
    Report,
    ReportChange,
    ReportContent,
    ReportState,
    Role,
)
from ordos_geo.reporting.store.backup import restore_backup, write_backup  # noqa: E402
from ordos_geo.reporting.store.database import open_database  # noqa: E402
from ordos_geo.reporting.rules.status import judge_round  # noqa: E402
from ordos_geo.reporting.reminders.attachments import reminder_workbook  # noqa: E402
from ordos_geo.reporting.reminders.letters import letters_text, list_reminders  # noqa: E402
from ordos_geo.reporting.store.repository import ReportingRepository, open_repository  # noqa: E402
from ordos_geo.reporting.workbook.marks import FIRST_ROW  # noqa: E402
from ordos_geo.reporting.workbook.writing import report_workbook  # noqa: E402
from ordos_geo.reporting.workbook.upload import read_upload, save_upload  # noqa: E402
from support.postgresql import fresh_database, running_server  # noqa: E402
from support.workbooks import COLUMNS, edit  # noqa: E402

FIRST = Month(2024, 11)
DISPATCHER = Actor("bench", Role.DISPATCHER)
REPORTERS = 20
REPEATS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    options = parser.parse_args()
    dataset = load_dataset(ROOT)
    duties = unit_duties(dataset)
    units = {duty.unit_id for duty in duties}
    print(f"{len(units)} units, {len(dataset.tasks)} tasks, {len(duties)} duties a month")
    if options.database != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            measure("sqlite", f"sqlite:///{folder}/store.sqlite3", dataset, options.months)
    if options.database != "sqlite":
        with running_server() as server, fresh_database(server) as url:
            measure("postgresql", url, dataset, options.months)


def measure(name: str, url: str, dataset: Dataset, months: int) -> None:
    repository = open_repository(url)
    duties = unit_duties(dataset)
    print(f"\n{name}")
    with timed(f"filled: {months} months"):
        fill(repository, dataset, duties, months)
    last = FIRST.shift(months - 1)
    before = last.previous

    report(
        "round page: 12 rounds read, statuses, table by unit",
        lambda: page(repository, dataset, last),
    )
    report("one round read", lambda: repository.reports(last))
    report("history of one task, all months", lambda: repository.history(task_id=duties[0].task_id))
    report("history of one unit, all months", lambda: repository.history(unit_id=duties[0].unit_id))

    rounds = [repository.recent(month) for month in (before, last)]
    report("change between two rounds, pure", lambda: change(dataset, rounds))

    counter = iter(range(10_000))
    latest = repository.reports(last).reports
    versions = {duty: each.version for duty, each in latest.items()}
    one = [duties[0]]
    report("one report saved", lambda: save(repository, last, one, versions, next(counter)))
    sheet = max(by_unit(duties).values(), key=len)
    report(
        f"one sheet of {len(sheet)} reports saved",
        lambda: save(repository, last, sheet, versions, next(counter)),
    )
    together(repository, last, by_unit(duties), versions)
    workbooks(repository, dataset, last, sheet)
    reminders(repository, dataset, last, duties)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "backup.zip"
        with timed("backup"):
            rows = write_backup(repository.engine, path)
        print(f"  {'':<55} {rows} rows, {path.stat().st_size / 1024**2:.1f} MB")
        with timed("restored into an empty SQLite store"):
            restore_backup(open_database(f"sqlite:///{folder}/other.sqlite3"), path, by="bench")
    repository.engine.dispose()


def fill(
    repository: ReportingRepository, dataset: Dataset, duties: tuple[Duty, ...], months: int
) -> None:
    """Each unit hands in all its reports each month; half of them are approved."""
    for number in range(months):
        month = FIRST.shift(number)
        now = datetime(month.year, month.month, 20, tzinfo=UTC)
        dated = ReportingRepository(repository.engine, now=lambda now=now: now)
        dated.open_round(
            month,
            duties,
            DISPATCHER,
            due_on=date(month.next.year, month.next.month, 5),
            targets=task_targets(dataset),
        )
        for of_unit in by_unit(duties).values():
            saved = save(dated, month, of_unit, {}, number)
            approved = {r.duty: r.version for r in saved[::2]}
            dated.approve(month, approved, DISPATCHER)
        if number < months - 1:
            dated.close_round(month, DISPATCHER)


def by_unit(duties: tuple[Duty, ...]) -> dict[str, list[Duty]]:
    ordered = sorted(duties, key=lambda duty: duty.unit_id)
    return {unit: list(group) for unit, group in groupby(ordered, key=lambda duty: duty.unit_id)}


def save(
    repository: ReportingRepository,
    month: Month,
    duties: list[Duty],
    versions: dict[Duty, int],
    number: int,
) -> tuple[Report, ...]:
    """Hand in a correction of each duty's report; `versions` are moved on."""
    changes = [
        ReportChange(
            duty=duty,
            content=ReportContent(
                percent=number % 100,
                done="本月按计划推进。" * 20,
                problem="资金" * 20,
                need=str(number),
            ),
            based_on=versions.get(duty, 0),
            state=ReportState.SUBMITTED,
            reason="更正",
        )
        for duty in duties
    ]
    saved = repository.save(month, changes, DISPATCHER)
    versions.update({each.duty: each.version for each in saved})
    return saved


def page(repository: ReportingRepository, dataset: Dataset, month: Month) -> None:
    round_status(reporting_texts(dataset), repository.recent(month))


def change(dataset: Dataset, rounds: list) -> None:
    before, after = (judge_round(each) for each in rounds)
    earlier, later = (each[-1].round.month for each in rounds)
    change_table(reporting_texts(dataset), round_change(earlier, before, later, after))


def together(
    repository: ReportingRepository,
    month: Month,
    units: dict[str, list[Duty]],
    versions: dict[Duty, int],
) -> None:
    """Twenty reporters save ten reports each, one by one, all at once; every one is counted."""
    chosen = [duties[:10] for duties in units.values() if len(duties) >= 10][:REPORTERS]
    before = len(repository.history(month=month))
    waits: list[float] = []

    def reporter(duties: list[Duty]) -> None:
        for duty in duties:
            started = time.perf_counter()
            save(repository, month, [duty], versions, 7)
            waits.append((time.perf_counter() - started) * 1000)

    started = time.perf_counter()
    with ThreadPoolExecutor(len(chosen)) as pool:
        list(pool.map(reporter, chosen))
    seconds = time.perf_counter() - started
    written = len(repository.history(month=month)) - before
    assert written == sum(map(len, chosen)), "a report was lost"
    waits.sort()
    print(
        f"  {f'{len(chosen)} reporters at once, {written} reports, none lost':<55} "
        f"{seconds:.1f} s in all, each {statistics.median(waits):.0f} ms, "
        f"95th percentile {waits[int(len(waits) * 0.95)]:.0f} ms"
    )


def workbooks(
    repository: ReportingRepository, dataset: Dataset, month: Month, duties: list[Duty]
) -> None:
    """A unit's whole sheet: written, and read, compared and saved with every row filled in."""
    texts, unit_id = reporting_texts(dataset), duties[0].unit_id
    earlier, current = repository.recent(month)[-2:]
    report(
        f"workbook of {len(duties)} reports written",
        lambda: report_workbook(current, earlier, unit_id, texts),
    )
    read_ms, import_ms = [], []
    for number in range(REPEATS):
        current = repository.reports(month)
        content = edit(
            report_workbook(current, earlier, unit_id, texts),
            lambda book, number=number: fill_in(book[wording.workbook.REPORT_SHEET], number),
        )
        started = time.perf_counter()
        upload = read_upload(content, current, unit_id, DISPATCHER, texts)
        read_ms.append((time.perf_counter() - started) * 1000)
        assert len(upload.rows) == len(duties), "a row was lost"
        save_upload(repository, upload, DISPATCHER)
        import_ms.append((time.perf_counter() - started) * 1000)
    for name, times in (("read and compared", read_ms), ("imported", import_ms)):
        what = f"full workbook of {len(duties)} reports {name}"
        print(f"  {what:<55} {statistics.median(times):7.1f} ms  (worst {max(times):.1f})")


def fill_in(sheet: Any, number: int) -> None:
    for row in range(FIRST_ROW, sheet.max_row + 1):
        values = {
            "percent": 1 + number,
            "done": f"第 {number} 次更正。" + "本月按计划推进。" * 20,
            "reason": "更正",
        }
        for name, value in values.items():
            sheet.cell(row, COLUMNS[name]).value = value


def reminders(
    repository: ReportingRepository, dataset: Dataset, month: Month, duties: tuple[Duty, ...]
) -> None:
    """Nobody has reported in the month after: the most there can be to remind of."""
    texts, today = reporting_texts(dataset), date(month.next.year, month.next.month, 20)
    dated = ReportingRepository(
        repository.engine, now=lambda: datetime(today.year, today.month, 20, tzinfo=UTC)
    )
    dated.open_round(month.next, duties, DISPATCHER, due_on=today)
    rounds = repository.recent(month.next)
    found = list_reminders(rounds, texts, is_demo=False)
    missing = sum(len(reminder.missing) for reminder in found)
    report("12 rounds read for reminders", lambda: repository.recent(month.next))
    report(f"{missing} missing reports found", lambda: list_reminders(rounds, texts, is_demo=False))
    report("their letters", lambda: letters_text(found, today, texts))
    report("their workbook", lambda: reminder_workbook(found, today, texts))


def report(name: str, action: Callable[[], object]) -> None:
    action()
    times = []
    processor = time.process_time()
    for _ in range(REPEATS):
        started = time.perf_counter()
        action()
        times.append((time.perf_counter() - started) * 1000)
    processor_ms = (time.process_time() - processor) * 1000 / REPEATS
    print(
        f"  {name:<55} {statistics.median(times):7.1f} ms  "
        f"(worst {max(times):.1f}; processor {processor_ms:.1f})",
        flush=True,
    )


@contextmanager
def timed(name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"  {name:<55} {time.perf_counter() - started:7.1f} s", flush=True)


if __name__ == "__main__":
    main()
