"""MapScene -> pydeck Deck. Everything heavy is fetched by URL; a filter only changes categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import orjson
import pydeck
from pydeck.bindings.json_tools import default_serialize
from pydeck.types import String

from ordos_geo.analysis import Dataset
from ordos_geo.cartography.geometry.viewport import (
    LEAST_ZOOM,
    MOST_ZOOM,
    LonLat,
    ViewState,
    home,
)
from ordos_geo.cartography.scene.map_scene import MapScene, chosen_ids
from ordos_geo.cartography.screen.assets import AssetManifest, FeatureFile
from ordos_geo.cartography.screen.features import (
    HOME,
    POSITION_DECIMALS,
    corner_label_rows,
    edge_label_rows,
    partner_tallies,
)
from ordos_geo.cartography.style import (
    ARROW_PX,
    EDGE_LABEL_GAP_PX,
    EDGE_LABEL_PX,
    FADED,
    FONT_FAMILY,
    HOME_MARK_PX,
    LIGHT,
    SYMBOL_HALO_SHARE,
    Colour,
    Symbol,
    Theme,
    hex_colour,
)

PICKABLE = ("lines", "arcs", "arrows", "bundles", "points")
"""What the ids of clickable layers start with."""

_OPAQUE = 255
_HIGHLIGHT = 195
_FILTER = {"@@type": "DataFilterExtension", "categorySize": 1}
_DASH = {"@@type": "PathStyleExtension", "dash": True}


_SHELL = default_serialize(
    pydeck.Deck(
        views=[
            pydeck.View(
                type="MapView", id="map", controller={"dragRotate": False, "touchRotate": False}
            )
        ],
        map_provider=None,
    )
)
"""All of a deck but its layers. Made once: every pydeck.Deck looks five times for a package."""


class CompactDeck:
    """What Streamlit's chart asks of a pydeck.Deck: compact JSON, layers out of its reach."""

    def __init__(
        self, layers: Sequence[pydeck.Layer], view: ViewState, tooltip: dict[str, Any]
    ) -> None:
        self._layers = layers
        self._view = view
        self._tooltip = tooltip

    def to_json(self) -> str:
        """The deck's JSON without indentation, a sixth of the bytes.

        All layers stand in one list inside `layers`. deck.gl flattens it, but Streamlit's chart
        does not look into it: once something was clicked it would fade every layer, the base map
        too, and take the next click on the same object for letting it go.
        """
        state = {
            "longitude": self._view.longitude,
            "latitude": self._view.latitude,
            "zoom": self._view.zoom,
            "minZoom": LEAST_ZOOM,
            "maxZoom": MOST_ZOOM,
            "pitch": 0,
            "bearing": 0,
        }
        deck = _SHELL | {"initialViewState": state, "layers": [self._layers]}
        return orjson.dumps(deck, default=default_serialize, option=orjson.OPT_SORT_KEYS).decode()


def draw(
    dataset: Dataset,
    scene: MapScene,
    published: AssetManifest,
    view: ViewState | None = None,
    theme: Theme = LIGHT,
) -> CompactDeck:
    """The deck of a scene, seen from `view` or else from the frame's first view.

    No map style and no tiles: nothing is asked of another machine.
    """
    view = view or home(published.frame)
    return CompactDeck(
        layers=[
            *_base(published, theme),
            _areas(published.corridors, scene.corridor_ids, theme),
            _areas(published.banners, scene.banner_ids, theme),
            *_features(dataset, scene, published, theme),
            *_home_mark(dataset, theme),
            _labels(published, theme),
            *_count_labels(dataset, scene, published, theme),
        ],
        view=view,
        tooltip=_tooltip(theme),
    )


def _tooltip(theme: Theme) -> dict[str, Any]:
    """What a hint beside the pointer says, and its look. Values are escaped by the chart."""
    return {
        "html": "<b>{name}</b><br/>{label}<br/>{clause}",
        "style": {
            "backgroundColor": hex_colour(theme.halo),
            "color": hex_colour(theme.label),
            "border": f"1px solid {hex_colour(theme.city_line)}",
            "borderRadius": "6px",
            "padding": "6px 10px",
            "maxWidth": "320px",
            "fontSize": "14px",
            "fontFamily": FONT_FAMILY,
        },
    }


def _base(published: AssetManifest, theme: Theme) -> Iterator[pydeck.Layer]:
    """Two layers, since every click carries all of them: areas, then lines."""
    colour = f"properties.{theme.colour_field}"
    yield pydeck.Layer(
        "GeoJsonLayer",
        published.base["areas"],
        id="base-areas",
        get_fill_color=colour,
        stroked=False,
        # all in one plane: what comes later covers what came before
        parameters={"depthCompare": "always"},
    )
    yield pydeck.Layer(
        "GeoJsonLayer",
        published.base["boundaries"],
        id="base-lines",
        filled=False,
        get_line_color=colour,
        get_line_width="properties.width",
        line_width_units=String("pixels"),
        line_joint_rounded=True,
        parameters={"depthCompare": "always"},
    )


def _areas(file: FeatureFile, chosen: frozenset[str], theme: Theme) -> pydeck.Layer:
    return pydeck.Layer(
        "GeoJsonLayer",
        file.url,
        id=file.name,
        get_fill_color=[*theme.corridor, 46],
        get_line_color=[*theme.corridor, 210],
        get_line_width=2.2,
        line_width_units=String("pixels"),
        extensions=[_FILTER],
        get_filter_category="properties.index",
        filter_categories=_categories(file, set(chosen)),
    )


@dataclass(frozen=True, slots=True)
class _LayerStyle:
    """Features that are drawn in one go: with the looks published with each, or all with one."""

    ids: set[str]
    status: str = ""
    symbol: Symbol | None = None

    def layer_id(self, file: FeatureFile) -> str:
        """Id of the layer that draws them."""
        return f"{file.name}-{self.status}" if self.status else file.name

    def colour(self, theme: Theme) -> list[int] | str:
        """Their colour, or the field that holds each one's."""
        return [*theme.statuses[self.status], _OPAQUE] if self.status else theme.colour_field


def _layer_styles(scene: MapScene, visible: set[str]) -> Iterator[_LayerStyle]:
    """One style for all types of features, or two for each status: of links, and of the rest."""
    if not scene.by_status:
        yield _LayerStyle(visible)
        return
    alike = groupby(scene.drawn_classes, key=lambda member: (member.type, member.kind == "link"))
    for (status, _), members in alike:
        classes = list(members)
        ids = {feature_id for member in classes for feature_id in member.feature_ids}
        yield _LayerStyle(ids, status, classes[0].symbol)


def _of_file(styles: Sequence[_LayerStyle], file: FeatureFile) -> Iterator[_LayerStyle]:
    """The styles that a file needs; that of types always, or its layer would come and go."""
    return (style for style in styles if not style.status or style.ids.intersection(file.ids))


def _features(
    dataset: Dataset, scene: MapScene, published: AssetManifest, theme: Theme
) -> Iterator[pydeck.Layer]:
    """Links below lines below points; what is chosen on top of the rest, which fades."""
    visible = set(scene.feature_ids)
    bundles = {pair.id for pair in dataset.pairs.values() if visible.intersection(pair.link_ids)}
    chosen = chosen_ids(dataset, scene) & (visible | bundles)
    opacity = FADED if chosen else 1.0

    arc_files = published.bundles if scene.bundled else published.arcs
    styles = list(_layer_styles(scene, visible | bundles))
    for file in (*arc_files, *published.lines):
        for style in _of_file(styles, file):
            yield _line_layer(file, style, theme, opacity=opacity)
    if not scene.bundled and not scene.by_status:
        for file in published.arrows:
            yield _arrow_layer(file, visible, published, theme, opacity=opacity)
    for file in (*arc_files, *published.lines):
        if chosen.intersection(file.ids):
            yield _line_layer(file, _LayerStyle(chosen), theme, halo=theme.selected)
    ends = [end for name in chosen for end in published.ends.get(name, ())]
    if ends:
        yield _ends(ends, theme)
    for file in published.points:
        for style in _of_file(styles, file):
            for halo in (theme.halo, None):
                yield _point_layer(file, style, published, theme, halo=halo, opacity=opacity)
        if chosen.intersection(file.ids):
            yield _point_layer(file, _LayerStyle(chosen), published, theme, halo=theme.selected)


def _categories(file: FeatureFile, visible: set[str]) -> list[int]:
    return [index for index, feature_id in enumerate(file.ids) if feature_id in visible]


def _filter(file: FeatureFile, visible: set[str]) -> dict[str, Any]:
    return {"get_filter_category": "index", "filter_categories": _categories(file, visible)}


def _ends(ends: Sequence[LonLat], theme: Theme) -> pydeck.Layer:
    """Rings round both ends of what is chosen."""
    return pydeck.Layer(
        "ScatterplotLayer",
        [{"position": list(end)} for end in dict.fromkeys(ends)],
        id="ends",
        get_position="position",
        get_radius=11,
        radius_units=String("pixels"),
        filled=False,
        stroked=True,
        get_line_color=[*theme.selected, _OPAQUE],
        get_line_width=3,
        line_width_units=String("pixels"),
    )


def _line_layer(
    file: FeatureFile,
    style: _LayerStyle,
    theme: Theme,
    *,
    halo: Colour | None = None,
    opacity: float = 1.0,
) -> pydeck.Layer:
    return pydeck.Layer(
        "PathLayer",
        file.url,
        id=f"selected-{file.name}" if halo else style.layer_id(file),
        get_path="path",
        get_color=[*halo, _OPAQUE] if halo else style.colour(theme),
        get_width=style.symbol.width_px if style.symbol else "width",
        width_units=String("pixels"),
        joint_rounded=True,
        get_dash_array="dash",
        # a click in the gap of a dash means the line too
        dash_gap_pickable=True,
        extensions=[_FILTER, _DASH],
        pickable=halo is None,
        auto_highlight=halo is None,
        highlight_color=[*theme.selected, _HIGHLIGHT],
        opacity=opacity,
        **_filter(file, style.ids),
    )


def _point_layer(
    file: FeatureFile,
    style: _LayerStyle,
    published: AssetManifest,
    theme: Theme,
    *,
    halo: Colour | None = None,
    opacity: float = 1.0,
) -> pydeck.Layer:
    """The symbols, or a larger copy of them behind, which sets them off."""
    symbol, name = style.symbol, style.layer_id(file)
    return _icon_layer(
        file,
        style.ids,
        published,
        theme,
        opacity,
        id=name if halo is None else f"halo-{halo[0]}-{name}",
        get_icon=String(symbol.shape) if symbol else "shape",
        get_size=symbol.size_px if symbol else "size",
        get_pixel_offset="offset",
        get_color=[*halo, _OPAQUE] if halo else style.colour(theme),
        size_scale=1.0 if halo is None else SYMBOL_HALO_SHARE,
        pickable=halo is None,
        auto_highlight=halo is None,
    )


def _arrow_layer(
    file: FeatureFile,
    visible: set[str],
    published: AssetManifest,
    theme: Theme,
    *,
    opacity: float,
) -> pydeck.Layer:
    return _icon_layer(
        file,
        visible,
        published,
        theme,
        opacity,
        id=file.name,
        get_icon=String("arrow"),
        get_size=ARROW_PX,
        get_angle="angle",
        get_color=theme.colour_field,
        pickable=True,
        auto_highlight=True,
    )


def _icon_layer(
    file: FeatureFile,
    visible: set[str],
    published: AssetManifest,
    theme: Theme,
    opacity: float,
    **options: Any,
) -> pydeck.Layer:
    return pydeck.Layer(
        "IconLayer",
        file.url,
        icon_atlas=String(published.icons),
        icon_mapping=String(published.icon_mapping),
        get_position="position",
        size_units=String("pixels"),
        billboard=True,
        extensions=[_FILTER],
        highlight_color=[*theme.selected, _HIGHLIGHT],
        opacity=opacity,
        **options,
        **_filter(file, visible),
    )


def _home_mark(dataset: Dataset, theme: Theme) -> Iterator[pydeck.Layer]:
    """The mark of the city as a whole, which is no town: a ring with a dot."""
    point = dataset.places.at[HOME, "geometry"]
    for name, share, is_ring in (("home-ring", 1.0, True), ("home-dot", 0.4, False)):
        yield pydeck.Layer(
            "ScatterplotLayer",
            [{"position": [round(point.x, POSITION_DECIMALS), round(point.y, POSITION_DECIMALS)]}],
            id=name,
            get_position="position",
            get_radius=HOME_MARK_PX / 2 * share,
            radius_units=String("pixels"),
            stroked=is_ring,
            get_fill_color=[*(theme.halo if is_ring else theme.label), _OPAQUE],
            get_line_color=[*theme.label, _OPAQUE],
            get_line_width=2.2,
            line_width_units=String("pixels"),
        )


def _labels(published: AssetManifest, theme: Theme) -> pydeck.Layer:
    return _text_layer(
        published.base["labels"],
        theme,
        id="labels",
        get_size="size",
        get_color=f"faint ? {list(theme.label_faint)} : {list(theme.label)}",
        get_pixel_offset="offset",
        get_text_anchor="anchor",
        get_alignment_baseline="baseline",
    )


def _count_labels(
    dataset: Dataset, scene: MapScene, published: AssetManifest, theme: Theme
) -> Iterator[pydeck.Layer]:
    """Names with counts: the only data that travel with a filter."""
    ids = scene.feature_ids
    drawn = {partner for i in ids for partner in published.at_edge.get(i, ())}
    at_edge = (partner for partner in published.edges if partner in drawn)
    tallies = partner_tallies(dataset, at_edge, ids)
    in_corner = len(published.in_corner.intersection(scene.tally.projects))
    for name, rows, offset in (
        ("edge-labels", edge_label_rows(dataset, published.edges, tallies), (EDGE_LABEL_GAP_PX, 0)),
        ("corner-label", corner_label_rows(published.corner, in_corner), (-9, -24)),
    ):
        yield _text_layer(
            # deck.gl runs inline strings that begin with @@ as expressions
            [{**row, "name": row["name"].replace("@@", "@ @")} for row in rows],
            theme,
            id=name,
            get_size=EDGE_LABEL_PX,
            get_color=[*theme.label, _OPAQUE],
            get_pixel_offset=list(offset),
            get_text_anchor=String("start"),
            get_alignment_baseline=String("center"),
        )


def _text_layer(data: Any, theme: Theme, **options: Any) -> pydeck.Layer:
    return pydeck.Layer(
        "TextLayer",
        data,
        get_position="position",
        get_text="name",
        character_set=String("auto"),
        font_family=String(FONT_FAMILY),
        font_weight=700,
        font_settings={"sdf": True, "fontSize": 48, "radius": 10, "buffer": 8},
        outline_width=3,
        outline_color=[*theme.halo, _OPAQUE],
        **options,
    )
