"""The real app, served once, and a browser that reports every outside request and console error.

def test_something(open_page, wait_for_map):
    wait_for_map(open_page("/?group=energy"))

Drawing the first map of a page takes seconds without a graphics card: `overview` is a shared page.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from ordos_geo import wording
from support.browser import LIMIT_MS, WATCH_RUNS, map_picture
from support.server import Server, running_app

HERE = Path(__file__).resolve().parent
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
# One server and one browser each, so that two processes of tests share them out.
GROUPS = {"test_overview.py": "browser-1", "test_meeting.py": "browser-1"}
OTHER_GROUP = "browser-2"

expect.set_options(timeout=LIMIT_MS)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two groups, so that no more than two servers and two browsers run."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(GROUPS.get(item.path.name, OTHER_GROUP)))


@pytest.fixture(scope="session")
def server(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real app on the real data."""
    with running_app(project_root, tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture
def project_copy(project_root: Path, tmp_path: Path) -> Path:
    """A copy of what the app reads, for tests that change the data."""
    copy = tmp_path / "project"
    ignore = shutil.ignore_patterns("__pycache__", "var")
    for folder in (".streamlit", "pages", "data", "geo", "static/fonts"):
        shutil.copytree(project_root / folder, copy / folder, ignore=ignore)
    shutil.copy(project_root / "app.py", copy)
    return copy


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Serves another project folder, or below another sub-path, until the end of the test."""
    log = tmp_path / "server.log"
    with ExitStack() as running:
        yield lambda root, sub_path="": running.enter_context(running_app(root, log, sub_path))


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


@dataclass(frozen=True)
class Watched:
    """A page in a clean context, and what it should not have done."""

    page: Page
    outside: list[str]
    errors: list[str]

    def check(self) -> None:
        assert not self.outside, "requests that left the app:\n" + "\n".join(self.outside)
        assert not self.errors, "console errors:\n" + "\n".join(self.errors)


def _is_error(message: ConsoleMessage) -> bool:
    """An error of ours. On a deep link Streamlit looks for its server below the page first."""
    is_probe = "/_stcore/" in message.location["url"]
    return message.type == "error" and not is_probe


def _open(browser: Browser, server: Server, path: str) -> Watched:
    origin = urlsplit(server.url).netloc
    outside: list[str] = []
    errors: list[str] = []

    def watch(request: Request | WebSocket) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.netloc != origin:
            outside.append(request.url)

    context = browser.new_context(base_url=server.url, viewport=LAPTOP, locale="zh-CN")
    context.set_default_timeout(LIMIT_MS)
    context.add_init_script(WATCH_RUNS)
    context.on("request", watch)
    context.on(
        "console",
        lambda message: errors.append(message.text) if _is_error(message) else None,
    )
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.on("websocket", watch)
    page.goto(path)
    return Watched(page, outside, errors)


@pytest.fixture
def open_page(
    browser: Browser,
    server: Server,
    serve: Callable[..., Server],
) -> Iterator[Callable[..., Page]]:
    """Opens laptop-sized pages, each in a clean context, of the real app or of another server.

    Fails the test on an outside request or a console error in any of them. Pages are closed
    before the servers of `serve` stop.
    """
    opened: list[Watched] = []

    def open_at(path: str = "/", of: Server = server) -> Page:
        opened.append(_open(browser, of, path))
        return opened[-1].page

    yield open_at
    for watched in opened:
        watched.page.context.close()
    for watched in opened:
        watched.check()


@pytest.fixture(scope="session")
def _shared(browser: Browser, server: Server) -> Iterator[Watched]:
    watched = _open(browser, server, "/")
    yield watched
    watched.page.context.close()


@pytest.fixture
def overview(_shared: Watched) -> Iterator[Page]:
    """The overview in its first view without filters: for tests that neither pan nor select."""
    page = _shared.page
    page.keyboard.press("Escape")
    reset = page.get_by_role("button", name=wording.general.RESET)
    if reset.is_enabled():
        reset.click()
        expect(reset).to_be_disabled()
    yield page
    _shared.check()


@pytest.fixture(scope="session")
def wait_for_map() -> Callable[[Page], Image.Image]:
    """Waits until the map is drawn and nothing moves; gives its picture."""
    return map_picture
