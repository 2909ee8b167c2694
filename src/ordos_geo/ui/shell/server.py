"""The server of app.py: script, routes, middleware, and what is done at its start and its end."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from ordos_geo.errors import OrdosGeoError
from ordos_geo.settings import ASSETS_URL, Settings
from ordos_geo.ui.shell.assets import AssetFiles
from ordos_geo.ui.shell.catalog import atlas_queue, load_catalog

SCRIPT = Path(__file__).with_name("script.py")
"""What runs for every visitor."""

_AGENT_API = "/_stcore/agent/"


def routes() -> list[BaseRoute]:
    """Our own files, below the sub-path of the server where it has one.

    Ends the program with a sentence where no project folder is set.
    """
    try:
        settings = Settings()
    except OrdosGeoError as error:
        sys.exit(error.english())
    # Streamlit puts its own routes below server.baseUrlPath, not those of others
    sub_path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    address = f"/{sub_path}/{ASSETS_URL}" if sub_path else f"/{ASSETS_URL}"
    geo, fonts = settings.published_directory, settings.fonts_directory
    folders = [
        Mount(f"/{geo.name}", AssetFiles(geo, named_by_content=True)),
        Mount(f"/{fonts.name}", AssetFiles(fonts)),
    ]
    return [Mount(address, routes=folders)]


def middleware() -> list[Middleware]:
    """What stands before every request."""
    return [Middleware(WithoutAgentApi)]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Load the data before the first visitor comes; end the atlases that are still being drawn."""
    with suppress(OrdosGeoError):  # every page shows the faults
        load_catalog()
    try:
        yield
    finally:
        atlas_queue().close()


class WithoutAgentApi:
    """Answers 404 to Streamlit's agent API, by which programs could drive the pages.

    Its setting (server.enableAgentApi) leaves the addresses there, and can be turned on from
    outside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "http" and _AGENT_API in scope["path"]:
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
