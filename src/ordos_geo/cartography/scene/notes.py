"""What must be said under a map, whatever draws it: notes, source and review line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ordos_geo import wording
from ordos_geo.cartography.scene.map_scene import MapScene


@dataclass(frozen=True, slots=True)
class OffMap:
    """What a drawn map shows elsewhere than in its true place; only the drawing can tell.

    `partners` beyond the map stand at its edge; projects of the whole city are gathered in a box
    (`citywide_in_box`) or in the lower left corner (`citywide_in_corner`).
    """

    partners: bool = False
    citywide_in_box: bool = False
    citywide_in_corner: bool = False


IN_PLACE = OffMap()
"""Everything stands in its true place."""

MOST_OFF_MAP = OffMap(partners=True, citywide_in_box=True)
"""What room is kept for on paper, before it is known what will be off the map."""

_Applies = Callable[[MapScene, OffMap], bool]

_NOTES: tuple[tuple[str, _Applies], ...] = (
    (wording.general.SCHEMATIC_NOTE, lambda scene, _: scene.has_schematic),
    (wording.sheets.ENDS_UNKNOWN_NOTE, lambda scene, _: scene.has_unknown_ends),
    (wording.sheets.POSITIONING_NOTE, lambda scene, _: scene.has_banner_positionings),
    (wording.general.LINK_NOTE, lambda scene, _: scene.has_links),
    (
        wording.sheets.INFERRED_NOTE,
        lambda scene, _: bool(scene.inferred.links) and not scene.bundled,
    ),
    (
        wording.sheets.INFERRED_BUNDLE_NOTE,
        lambda scene, _: bool(scene.inferred.links) and scene.bundled,
    ),
    (wording.sheets.BUNDLE_NOTE, lambda scene, _: scene.has_links and scene.bundled),
    (wording.general.EDGE_NOTE, lambda _, off_map: off_map.partners),
    (wording.sheets.CORNER_NOTE, lambda _, off_map: off_map.citywide_in_box),
    (wording.general.CORNER_NOTE, lambda _, off_map: off_map.citywide_in_corner),
)
"""Each note and when it applies, in the order in which they are said."""


def map_notes(scene: MapScene, off_map: OffMap) -> list[str]:
    """What a reader must know to read the map, in Chinese; sheets, slides and screen say it all."""
    return [note for note, applies in _NOTES if applies(scene, off_map)]


def review_line(review_number: str = "") -> str:
    """审图号 of a reviewed map; without a number that it must be reviewed before publication."""
    if review_number:
        return wording.sheets.REVIEW_NUMBER.format(number=review_number)
    return wording.general.REVIEW_LINE
