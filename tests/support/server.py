"""The real app as a server on loopback, cut off from other machines."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.limits import LIMIT_S

OFFLINE = Path(__file__).resolve().parent / "offline"


@dataclass(frozen=True)
class Server:
    """The running app: its address, its project folder and what it has printed."""

    url: str
    root: Path
    log: Path

    def text(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not server.is_healthy():
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
            pytest.fail(f"The app stopped with code {process.returncode}:\n{server.text()}")
        if time.monotonic() > deadline:
            pytest.fail(f"The app did not answer in {LIMIT_S} s:\n{server.text()}")


@contextmanager
def running_app(root: Path, log: Path, sub_path: str = "") -> Iterator[Server]:
    """The app of a project folder on a free port, below `sub_path` (as in "/map") if given."""
    port = _free_port()
    running = Server(f"http://127.0.0.1:{port}{sub_path}", root, log)
    inherited = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    search_path = [OFFLINE, *(Path(folder).resolve() for folder in inherited)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, search_path)),
        "ORDOS_GEO_ROOT": str(root),
    }
    command = [sys.executable, "-m", "streamlit", "run", str(root / "app.py")]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    if sub_path:
        options += ["--server.baseUrlPath", sub_path]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command + options, cwd=root, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _until_healthy(running, process)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    assert "OUTSIDE CONNECTION" not in running.text(), running.text()
