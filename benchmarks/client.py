"""One viewer without a browser: speaks Streamlit's protocol over a websocket, loopback only.

It opens the page, finds the pills (the big filter chips), and clicks them as the browser would: it
sends the state of the widgets and the fragment to run again, and reads until the script has
finished.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

ANSWER_SECONDS = 120.0
_RUN_TO_THE_END = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
}


@dataclass(frozen=True)
class Answer:
    """What one run of the script gave: seconds to its last message, bytes, bytes by element."""

    seconds: float
    received_bytes: int
    bytes_by_element: Counter[str] = field(default_factory=Counter)


class Viewer:
    """A session: `async with Viewer(port) as viewer: await viewer.open()`."""

    def __init__(self, port: int, page: str = "") -> None:
        self._port = port
        self._page = page
        self._options: list[str] = []
        self._pills_id = ""
        self._fragment_id = ""
        self._page_hash = ""
        self._query = ""
        self._states: dict[str, WidgetState] = {}

    async def __aenter__(self) -> Self:
        self._socket = await websockets.connect(
            f"ws://127.0.0.1:{self._port}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            compression=None,
            proxy=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType
    ) -> None:
        await self._socket.close()

    async def open(self) -> Answer:
        """The first run of the page."""
        message = BackMsg()
        message.rerun_script.page_name = self._page
        message.rerun_script.query_string = ""
        return await self._run(message)

    async def click(self, number: int) -> Answer:
        """Even numbers choose one chip, odd ones let it go again; the chips take turns."""
        message = BackMsg()
        state = WidgetState(id=self._pills_id)
        state.string_array_value.SetInParent()
        if number % 2 == 0:
            chip = self._options[number // 2 % len(self._options)]
            state.string_array_value.data.append(chip)
        self._states[self._pills_id] = state
        message.rerun_script.widget_states.widgets.extend(self._states.values())
        message.rerun_script.fragment_id = self._fragment_id
        message.rerun_script.page_script_hash = self._page_hash
        message.rerun_script.query_string = self._query
        return await self._run(message)

    async def _run(self, message: BackMsg) -> Answer:
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        total = 0
        found: Counter[str] = Counter()
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                data = await self._socket.recv(decode=False)
                total += len(data)
                received = ForwardMsg()
                received.ParseFromString(data)
                found[self._read(received)] += len(data)
                kind = received.WhichOneof("type")
                if kind == "script_finished" and received.script_finished in _RUN_TO_THE_END:
                    return Answer(time.perf_counter() - began, total, found)

    def _read(self, message: ForwardMsg) -> str:
        """Remember what a click has to send back; name the message."""
        kind = str(message.WhichOneof("type"))
        if kind == "new_session":
            self._page_hash = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element: Any = message.delta.new_element
            kind = str(element.WhichOneof("type"))
            if kind == "button_group" and not self._pills_id:
                group = element.button_group
                self._pills_id = group.id
                self._fragment_id = message.delta.fragment_id
            if kind == "button_group" and element.button_group.id == self._pills_id:
                # labels hold live counts, so they change with every answer
                self._options = [option.content for option in element.button_group.options]
        return kind


async def _show(port: int) -> None:
    """Where the bytes of an answer go: python benchmarks/client.py PORT"""
    async with Viewer(port) as viewer:
        for number in range(4):
            answer = await (viewer.click(number - 1) if number else viewer.open())
            figures = dict(answer.bytes_by_element.most_common())
            print(f"{answer.seconds * 1000:.0f} ms", answer.received_bytes, json.dumps(figures))


if __name__ == "__main__":
    import sys

    asyncio.run(_show(int(sys.argv[1])))
