"""What tests read from an app that runs without a browser."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from ordos_geo.ui.maps.legend_panel import COMPONENT as LEGEND


def component(app: AppTest, name: str) -> Any:
    """What the page gives to its one component of that name."""
    (found,) = (e for e in app.get("bidi_component") if e.proto.component_name == name)
    return json.loads(found.proto.json)


def legend_counts(app: AppTest) -> dict[str, int]:
    """How many features the legend says each class has, by `SceneClass.key`."""
    groups = component(app, LEGEND)["groups"]
    return {code: count for _, members in groups for code, count in members}
