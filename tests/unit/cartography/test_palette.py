"""Classes of the map can be told apart without colour vision and in greyscale.

Colour vision deficiency is simulated with the matrices of Machado, Oliveira and Fernandes (2009),
severity 1, on linear RGB; greyscale keeps the luminance. Colours are compared in CIELAB (D65) by
their Euclidean distance. About 2 is the least that people notice side by side; 15 is told apart
with the legend in another corner of the screen.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from ordos_geo.cartography.scene.map_scene import classify
from ordos_geo.cartography.style import THEMES

LEAST_DISTANCE = 15.0
LEAST_GREY_DISTANCE = 10.0
"""In CIELAB lightness, between classes that only their colour tells apart."""

VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    "greyscale": np.array([[0.2126, 0.7152, 0.0722]] * 3),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def lab(colour, vision):
    """CIELAB of an sRGB colour as somebody sees it."""
    parts = np.array(colour) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    white = TO_XYZ.sum(axis=1)
    ratio = TO_XYZ @ np.clip(VISIONS[vision] @ linear, 0, 1) / white
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one, other, vision):
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


@pytest.fixture(scope="module")
def classes(dataset):
    return classify(dataset, dataset.features.index, bundled=False)


def form(member):
    """What is left of a symbol's look without its colour."""
    symbol = member.symbol
    return (symbol.width_px, symbol.dash) if member.is_line else symbol.shape


def alike(classes, *, is_line):
    """Pairs of classes, without links, that only their colour tells apart."""
    of_form = [member for member in classes if member.is_line == is_line and member.kind != "link"]
    return [pair for pair in combinations(of_form, 2) if form(pair[0]) == form(pair[1])]


@pytest.mark.parametrize("ground", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("vision", [name for name in VISIONS if name != "greyscale"])
def test_groups_differ_in_colour_for_everybody(vision, ground):
    groups = {group: colour for group, colour in ground.groups.items() if group}
    too_near = [
        (one, other, round(distance(groups[one], groups[other], vision), 1))
        for one, other in combinations(groups, 2)
        if distance(groups[one], groups[other], vision) < LEAST_DISTANCE
    ]
    assert too_near == []


@pytest.mark.parametrize("ground", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("vision", list(VISIONS))
def test_lights_differ_in_colour_for_everybody(vision, ground):
    least = LEAST_GREY_DISTANCE if vision == "greyscale" else LEAST_DISTANCE
    too_near = [
        (one, other, round(apart, 1))
        for one, other in combinations(ground.statuses, 2)
        if (apart := distance(ground.statuses[one], ground.statuses[other], vision)) < least
    ]
    assert too_near == []


@pytest.mark.parametrize("is_line", [True, False])
def test_classes_of_one_group_differ_in_shape_or_dash(classes, is_line):
    pairs = alike(classes, is_line=is_line)
    assert [(a.key, b.key) for a, b in pairs if a.group == b.group] == []


@pytest.mark.parametrize("ground", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("is_line", [True, False])
def test_classes_of_one_shape_or_dash_differ_in_greyscale(classes, is_line, ground):
    too_near = [
        (one.key, other.key, round(grey, 1))
        for one, other in alike(classes, is_line=is_line)
        if (grey := distance(ground.groups[one.group], ground.groups[other.group], "greyscale"))
        < LEAST_GREY_DISTANCE
    ]
    assert too_near == []


def test_bundled_links_differ_from_every_course_without_colour(dataset, classes):
    """Bundles are the only solid lines that vary in width; solid courses are wider."""
    bundles = classify(dataset, dataset.features.index, bundled=True)[0]
    for member in classes:
        if member.is_line and member.kind != "link":
            assert form(member) != form(bundles), member.key
