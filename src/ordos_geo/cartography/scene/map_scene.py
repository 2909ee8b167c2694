"""A selection as a map: classes with their style, legend, labels, extent, title and sources.

The scene is plain data. `screen.deck` draws it in the browser; the renderers for paper and slides
draw the same scene, so that colours, dashes, counts and wording cannot differ between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ordos_geo import wording
from ordos_geo.analysis import Dataset, Selection, selected
from ordos_geo.analysis.count_words import CountWords, count_words
from ordos_geo.analysis.dataset.assembly import type_vocabulary
from ordos_geo.analysis.dataset.classes import BUNDLE, MapClass, class_named
from ordos_geo.analysis.frames import NEAR, Bounds
from ordos_geo.analysis.map_pages import OVERVIEW, MapPage
from ordos_geo.analysis.reporting.feature_status import STATUSES_WORST_FIRST
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.analysis.selection.selection import FEATURES
from ordos_geo.analysis.summary import Tally, counted, tally
from ordos_geo.cartography.style import Symbol, symbol_named
from ordos_geo.model.reporting import Status

INFERRED = "inferred"
"""Code of `reading`: our reading supplied an end that the plan does not name."""

_STATUS_LINK_SHARE = 0.55


@dataclass(frozen=True, slots=True)
class SceneClass:
    """Features that look alike: one line of the legend.

    `kind`, `type` and `group` as in `Dataset.features`; by status, type and group are the code of
    the status. `is_line` tells lines from points;
    `schematic` classes are dashed and say 示意. `tally` is what its features come to on this map,
    where a project with two names counts once (`class_words` says it).
    """

    kind: str
    type: str
    group: str
    is_line: bool
    schematic: bool
    label: str
    symbol: Symbol
    feature_ids: tuple[str, ...]
    tally: Tally

    @property
    def key(self) -> str:
        """Identity of the class, the same under every selection: `MapClass.code`."""
        return MapClass(self.kind, self.type, self.is_line, self.schematic).code


@dataclass(frozen=True, slots=True)
class MapScene:
    """What one map shows.

    `classes` are in legend order and hold only what is on the map. With `bundled` links of the
    same two partners are one arc, its width growing with their number. `corridor_ids` and
    `banner_ids` are the corridors and banners whose areas are set off. `selected_id` is a
    feature's or a pair's. `extent` is what a sheet must show: west, south, east, north in degrees;
    the screen moves freely. `tally` and `counts` are what the features come to and how that is
    said; `total` is how many would count without a filter. `inferred` are the links of which our
    reading supplied an end; `has_unknown_ends`: courses are drawn whose ends are invented too.
    `by_status`: classes are statuses of the monthly reporting, not types.
    """

    title: str
    filters_in_words: str
    classes: tuple[SceneClass, ...]
    bundled: bool
    corridor_ids: frozenset[str]
    banner_ids: frozenset[str]
    total: int
    tally: Tally
    counts: CountWords
    inferred: Tally
    has_unknown_ends: bool
    selected_id: str
    source_line: str
    extent: Bounds
    by_status: bool = False

    @property
    def feature_ids(self) -> tuple[str, ...]:
        """Ids of all features on the map."""
        return tuple(feature_id for group in self.classes for feature_id in group.feature_ids)

    @property
    def drawn_classes(self) -> tuple[SceneClass, ...]:
        """The classes from the bottom up: of statuses the worst lies on top."""
        return self.classes[::-1] if self.by_status else self.classes

    @property
    def has_schematic(self) -> bool:
        """Whether the map must say 示意."""
        return any(group.schematic for group in self.classes)

    @property
    def has_banner_positionings(self) -> bool:
        """Whether symbols are on the map that stand for a banner as an area."""
        return any(group.kind == "positioning" for group in self.classes)

    @property
    def has_links(self) -> bool:
        """Whether arcs are on the map, which are no courses."""
        return any(group.kind == "link" for group in self.classes)

    def alt_text(self) -> str:
        """What the map shows, in words."""
        classes = "，".join(
            wording.general.MAP_ALT_CLASS.format(label=group.label, count=class_words(group))
            for group in self.classes
        )
        return wording.general.MAP_ALT.format(
            title=self.title, counts=self.counts.line, classes=classes
        )


def build_scene(
    dataset: Dataset,
    feature_ids: Iterable[str],
    *,
    selection: Selection,
    page: MapPage = OVERVIEW,
    selected_id: str = "",
    title: str = "",
    scope_ids: Iterable[str] | None = None,
    extent: Bounds = NEAR,
    bundled: bool | None = None,
) -> MapScene:
    """The scene of the features that a selection leaves, by the rules of a map page.

    The page's title and the features in its scope stand for a `title` and `scope_ids` (what there
    is without a filter) that are left out. Whether links are bundled follows
    from the page and the number of features; only a map that is about one link says so itself.
    """
    ids = tuple(feature_ids)
    is_bundled = page.is_bundled(len(ids)) if bundled is None else bundled
    scope = tuple(selected(dataset, page.scope) if scope_ids is None else scope_ids)
    shown = dataset.features.loc[list(ids)]
    return MapScene(
        title=title or page.title,
        filters_in_words=describe(dataset, page.own_filters(selection)),
        classes=tuple(classify(dataset, ids, bundled=is_bundled)),
        bundled=is_bundled,
        corridor_ids=selection.chosen("corridors"),
        banner_ids=selection.chosen("banners"),
        total=len(counted(dataset, scope)),
        tally=tally(dataset, ids),
        counts=count_words(dataset, ids, scope),
        inferred=tally(dataset, shown.index[shown["reading"] == INFERRED]),
        has_unknown_ends=not shown["ends_known"].all(),
        selected_id=selected_id,
        source_line=wording.general.SOURCE_LINE.format(plan=dataset.plan.head.number),
        extent=extent,
    )


def build_status_scene(
    dataset: Dataset,
    statuses: Mapping[str, Status],
    *,
    selection: Selection,
    selected_id: str = "",
    title: str,
    scope_ids: Iterable[str],
    extent: Bounds = NEAR,
) -> MapScene:
    """The scene of features coloured by their statuses in a month (`feature_statuses`).

    `statuses` holds the features to show, `scope_ids` are those there are without a filter.
    """
    scene = build_scene(
        dataset,
        statuses,
        selection=selection,
        bundled=False,
        selected_id=selected_id,
        title=title,
        scope_ids=scope_ids,
        extent=extent,
    )
    return replace(scene, classes=tuple(classify_statuses(dataset, statuses)), by_status=True)


def classify_statuses(dataset: Dataset, statuses: Mapping[str, Status]) -> list[SceneClass]:
    """Group features by status, the worst first, then by kind and form."""
    codes = _class_codes(dataset)
    found: dict[MapClass, list[str]] = {}
    counting = frozenset(counted(dataset, statuses))
    for feature_id, status in statuses.items():
        key = replace(class_named(codes[feature_id][0]), type=status.value)
        found.setdefault(key, []).append(feature_id)
    kinds = dataset.vocabularies["feature_kind"].codes
    order = [status.value for status in STATUSES_WORST_FIRST]
    return [
        _status_class(dataset, key, tuple(found[key]), counting)
        for key in sorted(
            found,
            key=lambda key: (
                order.index(key.type),
                kinds.index(key.kind),
                key.is_line,
                key.schematic,
            ),
        )
    ]


def _status_class(
    dataset: Dataset, key: MapClass, feature_ids: tuple[str, ...], counting: frozenset[str]
) -> SceneClass:
    term = dataset.vocabularies["light"][key.type]
    symbol = symbol_named(term.symbol, key.type, schematic=key.schematic)
    if key.kind == "link":  # there are many
        symbol = replace(symbol, width_px=symbol.width_px * _STATUS_LINK_SHARE)
    label = wording.general.STATUS_CLASS.format(
        light=term.label_zh, kind=dataset.vocabularies["feature_kind"].label(key.kind)
    )
    return SceneClass(
        kind=key.kind,
        type=key.type,
        group=key.type,
        is_line=key.is_line,
        schematic=key.schematic,
        label=wording.general.SCHEMATIC_CLASS.format(label=label) if key.schematic else label,
        symbol=symbol,
        feature_ids=feature_ids,
        tally=_class_tally(dataset, feature_ids, counting),
    )


def classify(dataset: Dataset, feature_ids: Iterable[str], *, bundled: bool) -> list[SceneClass]:
    """Group features into classes, in the display order of their group, kind and type.

    With `bundled` all links are one class of type BUNDLE and no group, and come first.
    """
    # a link's last class is that of bundled links
    codes = _class_codes(dataset)
    ids = tuple(feature_ids)
    counting = frozenset(counted(dataset, ids))
    found: dict[str, list[str]] = {}
    for feature_id in ids:
        found.setdefault(codes[feature_id][-1 if bundled else 0], []).append(feature_id)
    classes = [
        _scene_class(dataset, code, tuple(members), counting) for code, members in found.items()
    ]
    kinds = dataset.vocabularies["feature_kind"].codes
    groups = ("", *dataset.vocabularies["project_group"].codes)
    types = {kind: (BUNDLE, *dataset.vocabularies[type_vocabulary(kind)].codes) for kind in kinds}
    return sorted(
        classes,
        key=lambda found_class: (
            groups.index(found_class.group),
            kinds.index(found_class.kind),
            types[found_class.kind].index(found_class.type),
            found_class.is_line,
            found_class.schematic,
        ),
    )


@lru_cache(maxsize=2)
def _class_codes(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """The classes of each feature, looked up once: every click needs them."""
    return dict(zip(dataset.features.index, dataset.features["classes"], strict=True))


def describe(dataset: Dataset, selection: Selection) -> str:
    """The active filters in words, "全部" where there are none."""
    parts = []
    for dimension in FEATURES.dimensions.values():
        codes = dimension.in_order(dataset, selection.chosen(dimension.code))
        if codes:
            labels = (dimension.value_label(dataset, code) for code in codes)
            parts.append(f"{dimension.label}：{'、'.join(labels)}")
    return "；".join(parts) or wording.general.ALL


def chosen_ids(dataset: Dataset, scene: MapScene) -> set[str]:
    """The selected feature or pair, and the pair that holds it, which stands for it in a bundle."""
    ids = {scene.selected_id}
    return ids | {pair.id for pair in dataset.pairs.values() if ids.intersection(pair.link_ids)}


def _class_tally(dataset: Dataset, feature_ids: tuple[str, ...], counting: frozenset[str]) -> Tally:
    """What a class comes to on a map on which `counting` count."""
    found = tally(dataset, (i for i in feature_ids if i in counting))
    return replace(found, context=tally(dataset, feature_ids).context)


def class_words(member: SceneClass) -> str:
    """The count beside a class: 18 条 of links, 73 条表述 · 71 对 of bundles, 3 of projects."""
    found = member.tally
    number = len(found.projects) + len(found.positionings)  # a class is of one kind
    if member.type == BUNDLE:
        said = wording.sheets.CLASS_BUNDLES.format(
            statements=len(found.statements), pairs=len(found.pairs)
        )
    elif member.kind == "link":
        said = wording.sheets.CLASS_STATEMENTS.format(n=len(found.statements))
    else:
        said = str(number) if number or not found.context else ""
    context = wording.sheets.CLASS_CONTEXT.format(n=len(found.context)) if found.context else ""
    return wording.general.COUNT_SEPARATOR.join(filter(None, (said, context)))


def _scene_class(
    dataset: Dataset, code: str, feature_ids: tuple[str, ...], counting: frozenset[str]
) -> SceneClass:
    found = class_named(code)
    if found.type == BUNDLE:
        term = dataset.vocabularies["feature_kind"][found.kind]
    else:
        term = dataset.vocabularies[type_vocabulary(found.kind)][found.type]
    return SceneClass(
        kind=found.kind,
        type=found.type,
        group=term.group,
        is_line=found.is_line,
        schematic=found.schematic,
        label=value_label(dataset, "classes", code),
        symbol=symbol_named(term.symbol, term.group, schematic=found.schematic),
        feature_ids=feature_ids,
        tally=_class_tally(dataset, feature_ids, counting),
    )
