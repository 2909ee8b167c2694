"""How much of the world a map shows: one entry for each frame, on screen and on paper.

Another frame is another entry here. The screen draws those that have a viewport.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ordos_geo import wording

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees (EPSG:4326)."""

NEAR: Bounds = (105.8, 37.2, 113.3, 41.4)
"""The city and its neighbours."""

NATIONAL: Bounds = (76.0, 17.6, 131.5, 53.6)
"""All provinces; what lies south of Hainan is shown in the South China Sea inset."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A view (lon/lat degrees, zoom) and the part of it that no panel covers.

    `left_px` … `bottom_px` are distances from the middle of the map to the edges of that part, on
    the smallest screen that is provided for, 1366x768. `code` names the frame in URLs.
    """

    code: str
    longitude: float
    latitude: float
    zoom: float
    left_px: float
    right_px: float
    top_px: float
    bottom_px: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    `code` names it in addresses, saved views and on the command line, `label` (Chinese) on the
    pages. `viewport` is what the screen shows, None where the frame is for paper only; `extent`
    what a sheet shows, None for what the features on the map need.
    """

    code: str
    label: str
    viewport: Viewport | None
    extent: Bounds | None


RESULTS = "results"
"""The frame that fits what the filters leave."""

FRAMES: Mapping[str, Frame] = MappingProxyType(
    {
        frame.code: frame
        for frame in (
            Frame(
                "ordos",
                wording.general.FRAME_NEAR,
                Viewport("ordos", 111.15, 39.55, 6.2, 640.0, 262.0, 246.0, 292.0),
                NEAR,
            ),
            # partners from Beijing to Shenzhen in their places: on screen a part of the country,
            # which is not shown on paper as if it were the whole
            Frame(
                "partners",
                wording.general.FRAME_PARTNERS,
                Viewport("partners", 113.5, 34.6, 3.95, 640.0, 262.0, 246.0, 292.0),
                NATIONAL,
            ),
            Frame(RESULTS, wording.output.FRAME_RESULTS, None, None),
        )
    }
)
"""Code -> frame; the first is the one that counts where none is named."""

FIRST_FRAME = next(iter(FRAMES))

VIEWPORTS: tuple[Viewport, ...] = tuple(f.viewport for f in FRAMES.values() if f.viewport)
"""Of the frames that the screen has, the near one first."""
