"""Runs the app without a browser.

def test_something(open_app):
    app = open_app(group="energy")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ordos_geo.reporting.store.repository import open_repository
from support.app import ProjectApp
from support.reporting_app import DeskApp, make_desk


@pytest.fixture
def open_app(project_root: Path) -> Callable[..., AppTest]:
    """Opens the app with URL parameters, in a session of its own."""

    def open_at(**parameters: str) -> AppTest:
        app = ProjectApp(project_root)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_at


@pytest.fixture
def desk(project_root: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskApp]:
    """An empty store with four accounts, and the app on it."""
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", sqlite_url)
    repository = open_repository(sqlite_url)
    yield make_desk(project_root, repository)
    repository.engine.dispose()


@pytest.fixture
def may(desk: DeskApp) -> DeskApp:
    """The same with May 2025 open, nothing reported."""
    desk.open_month()
    return desk
