"""MapScene -> pydeck Deck. Everything heavy is fetched by URL; a filter only changes categories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pydeck
from pydeck.types import String

from ordos_geo.cartography.publish import FeatureFile, Published
from ordos_geo.cartography.scene import MapScene
from ordos_geo.cartography.style import LIGHT, Colour, Ground

FONT_FAMILY = "Noto Sans SC"
INITIAL_VIEW = pydeck.ViewState(
    longitude=110.6, latitude=39.45, zoom=6.35, min_zoom=2.5, max_zoom=12, pitch=0, bearing=0
)
"""Ordos with its neighbours, and Beijing and Xiong'an at the right edge."""

LINE_LAYERS = "lines"
POINT_LAYERS = "points"
ARROW_LAYERS = "arrows"
PICKABLE = (LINE_LAYERS, POINT_LAYERS, ARROW_LAYERS)

_FILTER = {"@@type": "DataFilterExtension", "categorySize": 1}
_DASH = {"@@type": "PathStyleExtension", "dash": True}
_COLLISION = {"@@type": "CollisionFilterExtension"}
_TOOLTIP = {
    "html": "<b>{name}</b><br/>{label}<br/>{clause}",
    "style": {
        "backgroundColor": "#fffdf8",
        "color": "#38342e",
        "border": "1px solid #b8b2a8",
        "borderRadius": "6px",
        "padding": "6px 10px",
        "maxWidth": "320px",
        "fontSize": "14px",
        "fontFamily": FONT_FAMILY,
    },
}


class CompactDeck(pydeck.Deck):  # type: ignore[misc]
    """A Deck whose JSON has no indentation: a sixth of the bytes."""

    def to_json(self) -> str:
        """The deck's JSON, compact."""
        return orjson.dumps(orjson.loads(super().to_json())).decode()


def draw(scene: MapScene, published: Published, ground: Ground = LIGHT) -> CompactDeck:
    """The deck of a scene. No map style and no tiles: nothing is asked of another machine."""
    return CompactDeck(
        layers=[*_base(published, ground), *_features(scene, published, ground)],
        views=[
            pydeck.View(
                type="MapView", id="map", controller={"dragRotate": False, "touchRotate": False}
            )
        ],
        initial_view_state=INITIAL_VIEW,
        map_provider=None,
        tooltip=_TOOLTIP,
    )


def _base(published: Published, ground: Ground) -> Iterator[pydeck.Layer]:
    for name, colour in (
        ("foreign-land", ground.foreign),
        ("provinces", ground.country),
        ("cities", ground.neighbour),
        ("banners", ground.city),
    ):
        yield pydeck.Layer(
            "GeoJsonLayer",
            published.base[name],
            id=name,
            get_fill_color=[*colour, 255],
            stroked=False,
        )
    for name, colour, width in (
        ("river", ground.river, 2.0),
        ("banner-lines", ground.banner_line, 1.0),
        ("city-lines", ground.city_line, 1.0),
        ("province-lines", ground.province_line, 1.4),
        ("national-border", ground.national_line, 1.8),
        ("dash-lines", ground.national_line, 2.4),
    ):
        yield pydeck.Layer(
            "GeoJsonLayer",
            published.base[name],
            id=name,
            filled=False,
            stroked=True,
            get_line_color=[*colour, 255],
            get_line_width=width,
            line_width_units=String("pixels"),
            line_joint_rounded=True,
        )


def _features(scene: MapScene, published: Published, ground: Ground) -> Iterator[pydeck.Layer]:
    visible = frozenset(scene.feature_ids)
    chosen = frozenset({scene.selected_id}) & visible
    faded = 90 if chosen else 255
    for file in published.lines:
        yield _lines(file, visible, opacity=faded / 255)
    for file in published.arrows:
        yield _icons(file, visible, published, ARROW_LAYERS, opacity=faded / 255)
    if chosen:
        for file in published.lines:
            if chosen.intersection(file.ids):
                yield _lines(file, chosen, halo=ground.halo)
                yield _lines(file, chosen, halo=ground.selected)
    for file in published.points:
        yield _icons(file, visible, published, POINT_LAYERS, halo=ground.halo, opacity=faded / 255)
        yield _icons(file, visible, published, POINT_LAYERS, opacity=faded / 255)
        if chosen.intersection(file.ids):
            yield _icons(file, chosen, published, POINT_LAYERS, halo=ground.selected)
            yield _icons(file, chosen, published, POINT_LAYERS)
    yield _label_layer(published, ground)


def _categories(file: FeatureFile, visible: frozenset[str]) -> list[int]:
    return [index for index, feature_id in enumerate(file.ids) if feature_id in visible]


def _lines(
    file: FeatureFile,
    visible: frozenset[str],
    *,
    halo: Colour | None = None,
    opacity: float = 1.0,
) -> pydeck.Layer:
    return pydeck.Layer(
        "PathLayer",
        file.url,
        id=file.name if halo is None else f"{file.name}-halo-{halo[0]}",
        get_path="path",
        get_color=[*halo, 255] if halo else "colour",
        get_width="width",
        width_units=String("pixels"),
        width_scale=1.0 if halo is None else 1.6,
        joint_rounded=True,
        get_dash_array="dash",
        get_filter_category="index",
        filter_categories=_categories(file, visible),
        extensions=[_FILTER, _DASH],
        pickable=halo is None,
        auto_highlight=halo is None,
        highlight_color=[216, 27, 96, 160],
        opacity=opacity,
    )


def _icons(  # noqa: PLR0913 - one keyword for each thing that differs between the icon layers
    file: FeatureFile,
    visible: frozenset[str],
    published: Published,
    kind: str,
    *,
    halo: Colour | None = None,
    opacity: float = 1.0,
) -> pydeck.Layer:
    is_arrow = kind == ARROW_LAYERS
    options: dict[str, Any] = (
        {"get_icon": String("arrow"), "get_angle": "angle", "get_size": 13}
        if is_arrow
        else {"get_icon": "shape", "get_size": "size", "get_pixel_offset": "offset"}
    )
    return pydeck.Layer(
        "IconLayer",
        file.url,
        id=file.name if halo is None else f"{file.name}-halo-{halo[0]}",
        icon_atlas=String(published.icons),
        icon_mapping=published.icon_mapping,
        get_position="position",
        get_color=[*halo, 255] if halo else "colour",
        size_units=String("pixels"),
        size_scale=1.0 if halo is None else 1.28,
        billboard=True,
        get_filter_category="index",
        filter_categories=_categories(file, visible),
        extensions=[_FILTER],
        pickable=halo is None,
        auto_highlight=halo is None,
        highlight_color=[216, 27, 96, 200],
        opacity=opacity,
        **options,
    )


def _label_layer(published: Published, ground: Ground) -> pydeck.Layer:
    return pydeck.Layer(
        "TextLayer",
        published.base["labels"],
        id="labels",
        get_position="position",
        get_text="name",
        get_size="size",
        get_color=f"faint ? {list(ground.label_faint)} : {list(ground.label)}",
        get_pixel_offset=[0, 16],
        character_set=String("auto"),
        font_family=String(FONT_FAMILY),
        font_weight=700,
        font_settings={"sdf": True, "fontSize": 48, "radius": 10, "buffer": 8},
        outline_width=3,
        outline_color=[*ground.halo, 255],
        extensions=[_COLLISION],
        collision_group=String("labels"),
        get_collision_priority="priority",
        collision_test_props={"sizeScale": 1.4},
    )
