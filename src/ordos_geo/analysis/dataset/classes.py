"""Classes of the map: features that look alike, which are one line of the legend."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

BUNDLE = "pair"
"""Type of the one class that stands for all links where they are drawn bundled by partner."""
SCHEMATIC_PRECISIONS = frozenset({"schematic", "region"})

_SCHEMATIC = "schematic"


@dataclass(frozen=True, slots=True)
class MapClass:
    """What features of one look share.

    `kind` and `type` as in `Dataset.features`, or `type` BUNDLE; `is_line` tells lines from
    points; `schematic` lines are dashed.
    """

    kind: str
    type: str
    is_line: bool
    schematic: bool

    @property
    def code(self) -> str:
        """Identity of the class, the same under every selection; a value of the class filter."""
        form = "line" if self.is_line else "point"
        return "-".join((self.kind, self.type, form, *((_SCHEMATIC,) if self.schematic else ())))


BUNDLE_CLASS = MapClass("link", BUNDLE, is_line=True, schematic=False)


def class_of(kind: str, type_code: str, precision: str, geometry: BaseGeometry) -> MapClass:
    """The class of one feature, apart from bundling."""
    is_line = geometry.geom_type == "LineString"
    # an arc between two places claims no course, so it is never a schematic course either
    schematic = is_line and kind != "link" and precision in SCHEMATIC_PRECISIONS
    return MapClass(kind, type_code, is_line, schematic)


def class_named(code: str) -> MapClass:
    """The class of that code; ValueError where it is none."""
    kind, type_code, form, *rest = code.split("-")
    return MapClass(kind, type_code, form == "line", rest == [_SCHEMATIC])
