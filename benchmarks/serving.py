"""Starts what is measured: the real app on a copy of the project, and the bare app beside it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_RUN = ("-m", "streamlit", "run")
REAL = (*_RUN, "app.py")
SCALED = (*_RUN, str(HERE / "scaled_app.py"))
BARE = (*_RUN, str(HERE / "bare_app.py"))
_START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running server on loopback."""

    port: int
    process_id: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory_mb(self) -> float:
        """Resident memory (Linux)."""
        status = Path(f"/proc/{self.process_id}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024

    def processor_seconds(self) -> float:
        """Time on a processor since the start (Linux): does not grow with other work beside it."""
        fields = Path(f"/proc/{self.process_id}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def copy_project(target: Path) -> Path:
    """A copy without anything published yet; editors of the checkout do not disturb the run."""
    ignore = shutil.ignore_patterns("__pycache__", "var")
    for folder in (".streamlit", "pages", "data", "geo", "static/fonts"):
        shutil.copytree(ROOT / folder, target / folder, ignore=ignore)
    shutil.copytree(ROOT / "src", target / "src", ignore=ignore)
    shutil.copy(ROOT / "app.py", target)
    return target


@contextmanager
def serve(command: Sequence[str], root: Path, **environment: str) -> Iterator[Server]:
    """Run a server until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with (root / "server.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - fixed commands
            [sys.executable, *command, *options],
            cwd=root,
            env=os.environ
            | {"ORDOS_GEO_ROOT": str(root), "PYTHONPATH": str(root / "src")}
            | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _until_healthy(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _until_healthy(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server stopped; see server.log"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError
