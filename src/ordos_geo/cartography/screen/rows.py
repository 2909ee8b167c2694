"""Rows of what is drawn, one type for each kind: what the published files and the sheets hold.

Positions are [lon, lat] in degrees (EPSG:4326), lengths and sizes pixels of the screen.
"""

from __future__ import annotations

from typing import TypedDict

from ordos_geo.cartography.style import Colour, Dash

Position = list[float]


class FeatureRow(TypedDict):
    """A feature or pair: its id, texts for tooltips, and its colour in each theme."""

    id: str
    name: str
    label: str
    clause: str
    colour: Colour
    colour_dark: Colour


class PathRow(FeatureRow):
    """A project with a course, a link, or a bundle of links: a line of positions."""

    path: list[Position]
    width: float
    dash: Dash


class ArrowRow(FeatureRow):
    """The head of a directed link; `angle` in degrees counter-clockwise from the east."""

    position: Position
    angle: float


class PointRow(FeatureRow):
    """A feature at a place: a key of SHAPES, its size, and how far it is moved right and down.

    `layout` is that of `symbol_offsets`: "ring", "row" or "grid".
    """

    position: Position
    shape: str
    size: float
    layout: str
    offset: list[float]


class CountLabelRow(TypedDict):
    """A name with a count, at the edge or in the corner."""

    name: str
    position: Position


class PlaceLabelRow(TypedDict):
    """The name of a place: text anchor and baseline as deck.gl has them, offset right and down."""

    name: str
    position: Position
    size: float
    faint: bool
    anchor: str
    baseline: str
    offset: tuple[float, float]
