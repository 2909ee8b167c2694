"""Where a map stands, in a URL: ?frame=partners&at=113.5000,34.6000,5.00."""

from __future__ import annotations

from ordos_geo.address.parameters import Context, Parameter, one_of, parsed, written
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.frames import FIRST_FRAME, FRAMES, RESULTS, VIEWPORTS
from ordos_geo.cartography.geometry.viewport import ViewState, home

SCREEN_FRAMES = tuple(viewport.code for viewport in VIEWPORTS)


def _write_frame(_: Context, code: str) -> str:
    return "" if code == SCREEN_FRAMES[0] else code


VIEW = Parameter(
    name="at",
    field="view",
    meaning="Middle and zoom of the map that were asked for: longitude,latitude,zoom.",
    read=parsed(ViewState.read),
    write=lambda _, view: view.text if view else "",
)
VIEWPORT_TABLE = (
    Parameter(
        name="frame",
        field="frame",
        meaning=f"How much of the world: {', '.join(SCREEN_FRAMES)}.",
        read=one_of(lambda _: SCREEN_FRAMES),
        write=_write_frame,
    ),
    VIEW,
)
PAPER_VIEWPORT_TABLE = (
    Parameter(
        name="frame",
        field="frame",
        meaning=f"How much of the world: {', '.join(FRAMES)}.",
        read=one_of(lambda _: FRAMES),
        write=_write_frame,
    ),
    VIEW,
)
"""As VIEWPORT_TABLE, with the frames that only paper has."""


def viewport_parameters(dataset: Dataset, frame: str, view: ViewState | None) -> dict[str, str]:
    """URL parameters of a frame ("" for the first) and a view; none for the first view of each."""
    code = frame or SCREEN_FRAMES[0]
    is_home = view is not None and view.text == home(VIEWPORTS[SCREEN_FRAMES.index(code)]).text
    values = {"frame": code, "view": None if is_home else view}
    return written(VIEWPORT_TABLE, Context(dataset=dataset), values)


def paper_frame(frame: str, view: ViewState | None) -> str:
    """The frame on paper for where a map stands on screen.

    A view that was asked for becomes the frame that fits the results.
    """
    return RESULTS if view else frame or FIRST_FRAME
