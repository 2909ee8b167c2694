"""Runs the app without a browser.

def test_something(open_app):
    app = open_app(group="energy")
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

START_SECONDS = 60


@pytest.fixture
def open_app(project_root: Path) -> Callable[..., AppTest]:
    """Opens the app with URL parameters, in a session of its own."""

    def open_at(**parameters: str) -> AppTest:
        app = AppTest.from_file(str(project_root / "app.py"), default_timeout=START_SECONDS)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_at
