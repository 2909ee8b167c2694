"""An app that runs without a browser, and what tests read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from ordos_geo.ui.maps.legend_panel import COMPONENT as LEGEND
from ordos_geo.ui.shell.server import SCRIPT
from support.limits import LIMIT_S


class ProjectApp(AppTest):
    """The app, whose pages are named by their path below the project folder."""

    def __init__(self, root: Path) -> None:
        super().__init__(SCRIPT, default_timeout=LIMIT_S)
        self._root = root

    def switch_page(self, page_path: str) -> AppTest:
        return super().switch_page(str(self._root / page_path))


def component(app: AppTest, name: str) -> Any:
    """What the page gives to its one component of that name."""
    (found,) = (e for e in app.get("bidi_component") if e.proto.component_name == name)
    return json.loads(found.proto.json)


def legend_counts(app: AppTest) -> dict[str, str]:
    """What the legend says that each class counts, by `SceneClass.key`."""
    groups = component(app, LEGEND)["groups"]
    return {code: words for _, members, _ in groups for code, words in members}
