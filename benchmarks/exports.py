"""How long an export takes and how much memory: one map and an atlas, cold and warm.

    python benchmarks/exports.py [--repeat 7] [--json FILE]

Method and figures: benchmarks/README.md. Cold is a new process of the command line, warm a second
drawing in a process that has drawn one before. Everything goes into a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from ordos_geo.analysis import Selection
from ordos_geo.analysis.dataset.loading import load_dataset
from ordos_geo.cartography.atlas import DrawingPool, make_atlas, plan_atlas
from ordos_geo.cartography.files import ATLAS_FORMATS
from ordos_geo.cartography.scene.map_templates import TEMPLATES, template_scene
from ordos_geo.cartography.sheet import Letterhead, SheetOptions, draw_sheet

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2025, 3, 21)
ATLAS_OPTIONS = SheetOptions(letterhead=Letterhead(on=DAY), dpi=200)
PREVIEW_DPI = 72
KILOBYTES_PER_MB = 1024


def seconds(work: Callable[[], Any], repeat: int) -> dict[str, float]:
    """Median and longest of several runs: on the clock, and on a processor."""
    clock, processor = [], []
    for _ in range(repeat):
        started, worked = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - started)
        processor.append(time.process_time() - worked)
    return {
        "median_s": round(statistics.median(clock), 3),
        "longest_s": round(max(clock), 3),
        "processor_s": round(statistics.median(processor), 3),
    }


def cold(arguments: list[str], repeat: int) -> dict[str, float]:
    """A new process each time: median seconds, on the clock and on processors, and peak memory."""
    clock, processor, peak = [], [], []
    for _ in range(repeat):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        command = [sys.executable, "-m", "ordos_geo", *arguments]
        subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own command
        clock.append(time.perf_counter() - started)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        peak.append(after.ru_maxrss / KILOBYTES_PER_MB)
    return {
        "median_s": round(statistics.median(clock), 2),
        "processor_s": round(statistics.median(processor), 2),
        "peak_mb": round(max(peak)),
    }


def cold_atlas(arguments: list[str], repeat: int) -> dict[str, float]:
    """The same for an atlas, whose processes share memory: each shared page counts once (PSS)."""
    clock, peak = [], []
    command = [sys.executable, "-m", "ordos_geo", *arguments]
    for _ in range(repeat):
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL
        )
        used_mb = 0.0
        while process.poll() is None:
            used_mb = max(used_mb, session_mb(process.pid))
            time.sleep(0.1)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        clock.append(time.perf_counter() - started)
        peak.append(used_mb)
    return {"median_s": round(statistics.median(clock), 2), "peak_mb": round(max(peak))}


def session_mb(session: int) -> float:
    """Proportional memory of all processes of a session."""
    total_kb = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                rollup = (folder / "smaps_rollup").read_text()
                total_kb += int(rollup.split("Pss:")[1].split()[0])
    return total_kb / KILOBYTES_PER_MB


def measure(repeat: int) -> Iterator[tuple[str, Any]]:
    """Every figure, as soon as it is there."""
    yield "load_average_before", os.getloadavg()[0]
    dataset = load_dataset(ROOT)
    scene = template_scene(dataset, TEMPLATES["whole"])

    def sheet() -> Any:
        return draw_sheet(dataset, scene, SheetOptions(letterhead=Letterhead(on=DAY)))

    sheet().png()
    yield "preview_warm", seconds(lambda: sheet().png(PREVIEW_DPI), repeat)
    yield "png_300_dpi_warm", seconds(lambda: sheet().png(300), repeat)
    yield "svg_warm", seconds(lambda: sheet().svg(), repeat)
    yield "pdf_warm", seconds(lambda: sheet().pdf(), repeat)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_PER_MB
    yield "process_peak_mb", round(own)
    with tempfile.TemporaryDirectory() as folder:
        for file_format in ("png", "pdf"):
            out = str(Path(folder) / "map")
            command = ["map", "export", "--template", "whole", "--format", file_format]
            yield f"{file_format}_cold", cold([*command, "--out", out], max(3, repeat // 2))
        atlas = ["atlas", "export", "--by", "banner", "--format", "pdf"]
        out = str(Path(folder) / "atlas")
        yield "atlas_pdf_cold", cold_atlas([*atlas, "--out", out], max(3, repeat // 2))
    plan = plan_atlas(dataset, "banner", Selection())
    with DrawingPool(ROOT) as pool:
        for file_format in ATLAS_FORMATS:

            def atlas_file(file_format: str = file_format) -> Any:
                return make_atlas(dataset, plan, ATLAS_OPTIONS, file_format, pool=pool)

            atlas_file()
            yield f"atlas_{file_format}_warm", seconds(atlas_file, max(3, repeat // 2))
    yield "load_average_after", os.getloadavg()[0]


def main() -> None:
    """Print every figure and perhaps write them to a file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--repeat", type=int, default=7, help="runs of each warm figure")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    figures = {}
    for name, value in measure(arguments.repeat):
        figures[name] = value
        print(f"{name}: {json.dumps(value)}", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
