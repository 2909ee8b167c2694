"""The real app, served once, and a browser that reports every outside request and console error.

def test_something(page, wait_for_map):
    page.goto("/")
    wait_for_map(page)
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Request, WebSocket, expect, sync_playwright

HERE = Path(__file__).resolve().parent
START_SECONDS = 60
STEP_SECONDS = 30
LAPTOP = {"width": 1366, "height": 768}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # No name resolves but the app's: an outside request is recorded and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    # WebGL on machines without a graphics card
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]
CHART = "[data-testid=stDeckGlJsonChart]"
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker drives the browser, so that the app starts once."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Server:
    """The running app: its address and what it has printed."""

    url: str
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
    deadline = time.monotonic() + START_SECONDS
    while not server.is_healthy():
        if process.poll() is not None:
            pytest.fail(f"The app stopped with code {process.returncode}:\n{server.text()}")
        if time.monotonic() > deadline:
            pytest.fail(f"The app did not answer in {START_SECONDS} s:\n{server.text()}")
        time.sleep(0.2)


@pytest.fixture(scope="session")
def server(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real app on a free port, cut off from other machines."""
    port = _free_port()
    running = Server(f"http://127.0.0.1:{port}", tmp_path_factory.mktemp("server") / "server.log")
    search_path = [str(HERE / "offline"), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, search_path))}
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with running.log.open("wb") as log:
        process = subprocess.Popen(
            command + options,
            cwd=project_root,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
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


def _chromium() -> str:
    for name in filter(None, (os.environ.get("CHROMIUM"), *CHROMIUM_NAMES)):
        path = shutil.which(name)
        if path:
            return path
    pytest.fail("No Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium with software WebGL."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=_chromium(), args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A laptop-sized page; fails the test on an outside request or a console error."""
    origin = urlsplit(server.url).netloc
    outside: list[str] = []
    errors: list[str] = []

    def watch(request: Request | WebSocket) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.netloc != origin:
            outside.append(request.url)

    context = browser.new_context(base_url=server.url, viewport=LAPTOP, locale="zh-CN")
    context.set_default_timeout(STEP_SECONDS * 1000)
    context.on("request", watch)
    context.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" else None,
    )
    context.on("weberror", lambda error: errors.append(str(error.error)))
    opened = context.new_page()
    opened.on("websocket", watch)
    yield opened
    context.close()
    assert not outside, "requests that left the app:\n" + "\n".join(outside)
    assert not errors, "console errors:\n" + "\n".join(errors)


@pytest.fixture(scope="session")
def map_image() -> Callable[[Page], Image.Image]:
    """Gives the picture of the map as it is on screen, in RGB."""

    def picture(page: Page) -> Image.Image:
        return Image.open(io.BytesIO(page.locator(CHART).first.screenshot())).convert("RGB")

    return picture


@pytest.fixture(scope="session")
def wait_for_map(map_image: Callable[[Page], Image.Image]) -> Callable[[Page], Image.Image]:
    """Waits until the script has run and the map is drawn and stands still; gives its picture."""

    def wait(page: Page) -> Image.Image:
        expect(page.locator(IDLE)).to_be_attached(timeout=STEP_SECONDS * 1000)
        expect(page.locator(f"{CHART} canvas").first).to_be_visible(timeout=STEP_SECONDS * 1000)
        deadline = time.monotonic() + STEP_SECONDS
        before = map_image(page)
        while time.monotonic() < deadline:
            page.wait_for_timeout(300)
            now = map_image(page)
            # None: more than 64 colours, so more than a blank canvas and its buttons
            is_drawn = now.getcolors(maxcolors=64) is None
            if is_drawn and now.tobytes() == before.tobytes():
                return now
            before = now
        pytest.fail(f"The map was not drawn, or did not stand still, in {STEP_SECONDS} s.")

    return wait
