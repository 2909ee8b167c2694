"""Legend entries: the classes of a scene gathered by project group, and their symbols as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from xml.etree import ElementTree

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.count_words import short_words
from ordos_geo.analysis.dataset.classes import BUNDLE
from ordos_geo.analysis.summary import Tally
from ordos_geo.cartography.scene.map_scene import INFERRED, MapScene, SceneClass, class_words
from ordos_geo.cartography.style import (
    INFERRED_DASH,
    LIGHT,
    SHAPES,
    SOLID,
    Symbol,
    Theme,
    hex_colour,
)

_WIDTH, _HEIGHT, _MARGIN = 32, 16, 2
_INFERRED_PX = 1.2
"""Width of the sample of an inferred link: so thin that its dashes are seen."""


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """One project group, or one status: its label, colour (#rrggbb), classes and their tally.

    A statement that is in several of its classes counts once.
    """

    code: str
    label: str
    colour: str
    classes: Sequence[SceneClass]
    tally: Tally

    @property
    def words(self) -> str:
        """The count beside its label; that of bundled links as its one class says it."""
        is_bundle = self.classes[0].type == BUNDLE
        return class_words(self.classes[0]) if is_bundle else short_words(self.tally)


def legend_groups(dataset: Dataset, scene: MapScene, theme: Theme = LIGHT) -> list[LegendGroup]:
    """The legend of a scene: only what is on the map, in the scene's order."""
    labels = group_labels(dataset)
    groups = []
    for code, members in groupby(scene.classes, key=lambda member: member.group):
        classes = list(members)
        parts = [member.tally for member in classes]
        total = Tally(
            **{
                part.name: tuple(dict.fromkeys(i for p in parts for i in getattr(p, part.name)))
                for part in fields(Tally)
            }
        )
        colour = hex_colour(theme.colour(code))
        groups.append(LegendGroup(code, labels[code], colour, classes, total))
    return groups


def inferred_class(scene: MapScene) -> SceneClass | None:
    """What the legend says of the links of which our reading supplied an end; None without any."""
    links = [member for member in scene.classes if member.kind == "link"]
    if not scene.inferred.links or not links:
        return None
    return replace(
        links[0],
        type=INFERRED,
        label=wording.sheets.INFERRED,
        symbol=replace(links[0].symbol, width_px=_INFERRED_PX, dash=INFERRED_DASH),
        feature_ids=scene.inferred.links,
        tally=scene.inferred,
    )


def group_labels(dataset: Dataset) -> dict[str, str]:
    """Labels of all project groups, "" that of bundled links, and of the statuses."""
    labels = {"": dataset.vocabularies["feature_kind"].label("link")}
    for name in ("project_group", "light"):
        labels |= {term.code: term.label_zh for term in dataset.vocabularies[name]}
    return labels


def symbol_picture(symbol: Symbol, *, is_line: bool, is_arc: bool) -> bytes:
    """The symbol as it looks on the map, as an SVG picture."""
    size = {"width": str(_WIDTH), "height": str(_HEIGHT), "viewBox": f"0 0 {_WIDTH} {_HEIGHT}"}
    picture = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size})
    colour = hex_colour(symbol.colour)
    if is_line:
        path = "M2 13 Q16 -3 30 13" if is_arc else f"M0 {_HEIGHT / 2} H{_WIDTH}"
        stroke = {"fill": "none", "stroke": colour, "stroke-width": f"{symbol.width_px:g}"}
        if symbol.dash != SOLID:
            lengths = (part * symbol.width_px for part in symbol.dash)
            stroke["stroke-dasharray"] = " ".join(f"{length:g}" for length in lengths)
        ElementTree.SubElement(picture, "path", {"d": path, **stroke})
    else:
        side = _HEIGHT - 2 * _MARGIN
        left = (_WIDTH - side) / 2
        outline = SHAPES[symbol.shape]
        if outline:
            corners = " ".join(f"{left + x * side:g},{_MARGIN + y * side:g}" for x, y in outline)
            ElementTree.SubElement(picture, "polygon", {"points": corners, "fill": colour})
        else:
            centre = {"cx": str(_WIDTH / 2), "cy": str(_HEIGHT / 2), "r": str(side / 2)}
            ElementTree.SubElement(picture, "circle", {**centre, "fill": colour})
    return ElementTree.tostring(picture)
