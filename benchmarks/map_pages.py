"""How fast the map answers, measured on the real app beside a bare Streamlit fragment.

    python benchmarks/map_pages.py [--clicks 40] [--sessions 50] [--seconds 40] [--page NAME]
                                   [--features N] [--json FILE]

Method and figures: benchmarks/README.md. Everything runs on loopback and in a temporary folder.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from client import Answer, Viewer
from playwright.sync_api import Browser, Page, sync_playwright
from serving import BARE, HERE, REAL, SCALED, Server, copy_project, serve

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]
CHIPS = {"real": ".st-key-filter_group button", "bare": ".st-key-choice button"}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
BLOCK = 6
WARMING_CLICKS = 4
BETWEEN_CLICKS_SECONDS = 4.0
STILL_MS = 400
FIRST_MAP_MS = 120_000

Figures = dict[str, float]


def spread(values: list[float]) -> Figures:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
        "count": len(ordered),
    }


# ------------------------------------------------------------------ in the browser


def new_page(browser: Browser) -> Page:
    """A page in a clean context, laptop size, with the probe in it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.add_init_script(path=HERE / "probe.js")
    context.set_default_timeout(FIRST_MAP_MS)
    return context.new_page()


def until_still(page: Page) -> None:
    """Until the script has run and nothing has been drawn for a while."""
    page.locator(IDLE).wait_for(state="attached")
    page.wait_for_function(
        f"performance.now() - Math.max(pageProbe.lastDraw, pageProbe.lastMessage) > {STILL_MS}"
    )


def first_map_ms(browser: Browser, address: str) -> float:
    """From asking for the page to the last draw command of the complete first map."""
    page = new_page(browser)
    page.goto(address)
    page.wait_for_function("pageProbe.draws > 0")
    page.wait_for_load_state("networkidle")
    until_still(page)
    last: float = page.evaluate("pageProbe.lastDraw")
    page.context.close()
    return last


def click_once(page: Page, chips: str, number: int, answer: str) -> Figures:
    """Press a chip; times in ms from the click, bytes of the websocket."""
    until_still(page)
    page.evaluate("pageProbe.reset()")
    page.locator(chips).nth(number % page.locator(chips).count()).click()
    page.wait_for_function(f"pageProbe.{answer} > 0")
    until_still(page)
    found: dict[str, float] = page.evaluate("({...pageProbe})")
    return {
        "answer_ms": found[answer] - found["clicked"],
        "last_message_ms": found["lastMessage"] - found["clicked"],
        "received": found["received"],
        "sent": found["sent"],
    }


def in_browser(browser: Browser, servers: dict[str, Server], path: str, clicks: int) -> Any:
    """Click both apps in turns, so that a busy machine slows both."""
    answers = {"real": "firstDraw", "bare": "answered"}
    pages = {}
    for name, server in servers.items():
        pages[name] = new_page(browser)
        pages[name].goto(server.url + (path if name == "real" else ""))
        pages[name].locator(CHIPS[name]).first.wait_for()
    pages["real"].wait_for_function("pageProbe.draws > 0")
    taken: dict[str, list[Figures]] = {name: [] for name in servers}
    for block in range(-1, clicks // BLOCK):
        for name, page in pages.items():
            # every chip is pressed and then let go
            for step in range(BLOCK):
                number = block * BLOCK // 2 + step // 2
                figures = click_once(page, CHIPS[name], max(number, 0), answers[name])
                if block >= 0:  # the first block warms up
                    taken[name].append(figures)
    for page in pages.values():
        page.context.close()
    result: dict[str, Any] = {
        name: {
            "click_to_answer_ms": spread([item["answer_ms"] for item in items]),
            "click_to_last_message_ms": spread([item["last_message_ms"] for item in items]),
            "received_bytes": spread([item["received"] for item in items]),
            "most_received_bytes": max(item["received"] for item in items),
            "sent_bytes": spread([item["sent"] for item in items]),
        }
        for name, items in taken.items()
    }
    medians = {name: result[name]["click_to_answer_ms"]["median"] for name in result}
    result["ratio"] = round(medians["real"] / medians["bare"], 2)
    return result


# ------------------------------------------------------------------ without a browser


async def one_viewer(servers: dict[str, Server], path: str, clicks: int) -> Any:
    """The server's answer to a click, alone: from sending to the last message."""
    result = {}
    for name, server in servers.items():
        async with Viewer(server.port, page_of(name, path)) as viewer:
            await viewer.open()
            for number in range(WARMING_CLICKS):
                await viewer.click(number)
            busy = server.processor_seconds()
            answers = [await viewer.click(number) for number in range(clicks)]
            busy = server.processor_seconds() - busy
        largest = max(answers, key=lambda answer: answer.received_bytes)
        result[name] = {
            "answer_ms": spread([1000 * answer.seconds for answer in answers]),
            "processor_ms": round(1000 * busy / clicks, 1),
            "bytes": spread([answer.received_bytes for answer in answers]),
            "most_bytes": dict(largest.bytes_by_element.most_common(6)),
        }
    return result


def page_of(name: str, path: str) -> str:
    """The bare app has one page."""
    return path.strip("/") if name == "real" else ""


async def many_viewers(server: Server, path: str, sessions: int, seconds: float) -> Any:
    """Viewers who each click every 4 s, at even distances; memory that each of them takes."""
    answers: list[Answer] = []
    ready = asyncio.Semaphore(2)
    everyone = asyncio.Barrier(sessions)

    async def watch(number: int) -> None:
        async with Viewer(server.port, path.strip("/")) as viewer:
            async with ready:
                await viewer.open()
            await everyone.wait()
            began = time.monotonic() + BETWEEN_CLICKS_SECONDS * number / sessions
            rounds = int(seconds / BETWEEN_CLICKS_SECONDS)
            for turn in range(rounds):
                wait = began + turn * BETWEEN_CLICKS_SECONDS - time.monotonic()
                await asyncio.sleep(max(0.0, wait))
                answers.append(await viewer.click(number + turn))
            await everyone.wait()
            if number == 0:
                memory.append(server.memory_mb())  # while all are still there
            await everyone.wait()

    memory = [server.memory_mb()]
    async with asyncio.TaskGroup() as group:
        for number in range(sessions):
            group.create_task(watch(number))
    return {
        "sessions": sessions,
        "answer_ms": spread([1000 * answer.seconds for answer in answers]),
        "memory_before_mb": round(memory[0], 1),
        "memory_per_session_mb": round((memory[1] - memory[0]) / sessions, 3),
    }


# ------------------------------------------------------------------ all together


def chromium_path() -> str:
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    found = next(filter(None, (shutil.which(name) for name in names if name)), None)
    assert found, "no Chromium: install it or set CHROMIUM"
    return found


def load_average() -> float:
    return round(os.getloadavg()[0], 2)


def measure(arguments: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    """Every figure, one after the other."""
    path = f"/{arguments.page}" if arguments.page else "/"
    command, environment = REAL, {}
    if arguments.features:
        command, environment = SCALED, {"BENCHMARK_FEATURES": str(arguments.features)}
    yield "machine", f"{platform.machine()}, {os.cpu_count()} cores, software GPU"
    yield "load_average_before", load_average()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        root = copy_project(folder / "project")
        bare_root = folder / "bare"
        bare_root.mkdir()
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        stack.callback(browser.close)
        bare = stack.enter_context(serve(BARE, bare_root))
        real = stack.enter_context(serve(command, root, **environment))
        servers = {"real": real, "bare": bare}

        yield "first_map_cold_ms", round(first_map_ms(browser, real.url + path))
        warm = [first_map_ms(browser, real.url + path) for _ in range(3)]
        yield "first_map_warm_ms", round(statistics.median(warm))
        yield "click", in_browser(browser, servers, path, arguments.clicks)
        yield "one_viewer", in_thread(one_viewer(servers, path, arguments.clicks))
        if arguments.sessions:
            # a first round fills what all sessions share
            in_thread(many_viewers(real, path, 2, BETWEEN_CLICKS_SECONDS))
            yield (
                "many_viewers",
                in_thread(many_viewers(real, path, arguments.sessions, arguments.seconds)),
            )
    yield "load_average_after", load_average()


def in_thread(work: Any) -> Any:
    """Playwright keeps an event loop in this thread; asyncio needs one of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--clicks", type=int, default=40, help="clicks on each app")
    parser.add_argument("--sessions", type=int, default=50, help="viewers at once (0: none)")
    parser.add_argument("--seconds", type=float, default=40, help="how long they click")
    parser.add_argument("--page", default="", help="url path of a map page (default: overview)")
    parser.add_argument("--features", type=int, default=0, help="synthetic features (0: the plan)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    figures = {}
    for name, value in measure(arguments):
        figures[name] = value
        print(f"{name}: {json.dumps(value, ensure_ascii=False)}", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
