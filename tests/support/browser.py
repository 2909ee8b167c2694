"""What browser tests wait for: a state of the page, never a time.

No test depends on how fast the machine is.
"""

from __future__ import annotations

import io
import time
from itertools import count

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from support.limits import LIMIT_S

LIMIT_MS = LIMIT_S * 1000
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
CHART = "[data-testid=stDeckGlJsonChart]"
LEAST_COLOURS = 64
"""A blank map with its buttons has fewer colours than this."""

WATCH_RUNS = """
(() => {
  // How often the page has asked the server to run the script, and whether that run has ended.
  // Streamlit shows a run only once the server has begun it: between a click and that moment a
  // page looks idle. The messages are protocol buffers: of their fields only one is looked at.
  const RERUN_SCRIPT = 11, SCRIPT_FINISHED = 6, ENDED_FOR_RERUN = 2;
  const field = (data, wanted) => {
    if (!(data instanceof ArrayBuffer || ArrayBuffer.isView(data))) return null;
    const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
    let at = 0;
    const number = () => {
      let value = 0, scale = 1, byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * scale;
        scale *= 128;
      } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = number();
      const value = number();  // of a text or message: its length
      if (tag >> 3 === wanted) return value;
      if ((tag & 7) === 2) at += value;
    }
    return null;
  };
  window.isRunAwaited = true;
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", (event) => {
        const ended = field(event.data, SCRIPT_FINISHED);
        if (ended !== null && ended !== ENDED_FOR_RERUN) window.isRunAwaited = false;
      });
    }
    send(data) {
      if (field(data, RERUN_SCRIPT) !== null) window.isRunAwaited = true;
      super.send(data);
    }
  };
})();
"""
"""Must run in a page before its own scripts."""

_SETTLED = """
([token, idle, chart, wantsMap]) => {
  const deckOf = (root) => {
    // Streamlit keeps the renderer to itself: it hangs in a hook of a component below the chart
    const key = Object.keys(root).find((name) => name.startsWith("__reactFiber"));
    const waiting = [root[key]?.child];
    while (waiting.length) {
      const fiber = waiting.pop();
      if (!fiber) continue;
      for (let hook = fiber.memoizedState; hook?.next !== undefined; hook = hook.next) {
        const deck = hook?.memoizedState?.current?.deck;
        if (deck?.layerManager || deck?.animationLoop) return deck;
      }
      waiting.push(fiber.sibling, fiber.child);
    }
    return null;
  };
  const isDrawn = (deck) => {
    if (!deck?.isInitialized || !deck.layerManager) return false;
    const layers = deck.layerManager.getLayers();
    const controllers = Object.values(deck.viewManager?.controllers ?? {});
    return layers.length > 0
      && layers.every((layer) => layer.isLoaded)
      && !deck.layerManager.needsUpdate()
      && !deck.needsRedraw({clearRedrawFlags: false})
      && !controllers.some((controller) => controller?.transitionManager?.transition?.inProgress);
  };
  const isRunning = (animation) => animation.playState === "running"
    && Number.isFinite(animation.effect?.getComputedTiming().endTime);

  const charts = [...document.querySelectorAll(chart)];
  const isCalm = !window.isRunAwaited
    && document.querySelector(idle) !== null
    && document.fonts.status === "loaded"
    && [...document.images].every((image) => image.complete)
    && (charts.length > 0 || !wantsMap)
    && charts.every((each) => isDrawn(deckOf(each)))
    && !document.getAnimations().some(isRunning);
  const seen = window.settling?.token === token ? window.settling : {token, equal: 0, layout: ""};
  window.settling = seen;
  if (!isCalm) {
    seen.equal = 0;
    return false;
  }
  const layout = [...document.querySelectorAll("body *")].map((element) => {
    const box = element.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height].join();
  }).join(";");
  seen.equal = layout === seen.layout ? seen.equal + 1 : 0;
  seen.layout = layout;
  return seen.equal >= 3;
}
"""
_tokens = count()


def settled(page: Page, *, with_map: bool = False) -> None:
    """Wait until nothing moves: the script has run, fonts and pictures are there, maps are drawn.

    Nothing may be animated, and the boxes of all elements have been the same for some frames.
    With `with_map` the page must have a map; without, maps that are there must be drawn too.
    """
    page.wait_for_function(
        _SETTLED, arg=[next(_tokens), IDLE, CHART, with_map], polling="raf", timeout=LIMIT_MS
    )


def boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    """Where the first element of each selector is, once the page has settled."""
    for selector in selectors:
        expect(page.locator(selector).first).to_be_visible()
    settled(page)
    return [page.locator(selector).first.bounding_box() for selector in selectors]


def map_picture(page: Page) -> Image.Image:
    """The map in RGB as it is on screen, once it is drawn and nothing moves any more."""
    deadline = time.monotonic() + LIMIT_S
    before = None
    while time.monotonic() < deadline:
        settled(page, with_map=True)
        picture = Image.open(io.BytesIO(page.locator(CHART).first.screenshot())).convert("RGB")
        # what the browser shows may be a frame behind what was drawn: two pictures must agree
        if before and picture.tobytes() == before.tobytes() and not is_blank(picture):
            return picture
        before = picture
    pytest.fail("The map was not drawn, or did not stand still.")


def is_blank(picture: Image.Image) -> bool:
    """Whether it shows no map."""
    return picture.getcolors(maxcolors=LEAST_COLOURS) is not None


def click_map(page: Page, x: float, y: float) -> None:
    """A short click, however slow the page: deck.gl takes 250 ms for a long press.

    Without a graphics card looking up what lies under the pointer takes longer than that.
    """
    settled(page, with_map=True)
    page.evaluate("window.now = Date.now; const stopped = now(); Date.now = () => stopped;")
    page.mouse.click(x, y)
    page.evaluate("Date.now = window.now;")
