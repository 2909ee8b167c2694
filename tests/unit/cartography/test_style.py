"""Symbols: every code has one, and each stands out from the ground."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.cartography.style import (
    _FORMS,
    GROUP_COLOURS,
    LIGHT,
    SHAPES,
    SOLID,
    THEMES,
    bundle_width_px,
    check_symbols,
    hex_colour,
    symbol_named,
)
from ordos_geo.errors import TableFault, VocabularyError
from ordos_geo.model import Vocabulary

DRAWN = ("project_type", "theme")


def luminance(colour):
    """Relative luminance of an sRGB colour, as WCAG 2 defines it."""
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_code_that_is_drawn_has_a_symbol_in_the_colour_of_its_group(dataset):
    check_symbols(dataset.vocabularies)
    for name in DRAWN:
        for term in dataset.vocabularies[name]:
            for schematic in (False, True):
                symbol = symbol_named(term.symbol, term.group, schematic=schematic)
                assert symbol.colour == GROUP_COLOURS[term.group]
                assert symbol.shape in SHAPES
                assert symbol.width_px > 0
                assert symbol.size_px > 0


def test_every_group_has_a_colour_of_its_own(dataset):
    codes = dataset.vocabularies["project_group"].codes
    assert set(GROUP_COLOURS) == {"", *codes}
    assert len(set(GROUP_COLOURS.values())) == len(GROUP_COLOURS)


def test_only_schematic_lines_are_dashed_and_all_of_them_can_be(dataset):
    for term in dataset.vocabularies["project_type"]:
        assert symbol_named(term.symbol, term.group, schematic=False).dash == SOLID
        drawn, gap = symbol_named(term.symbol, term.group, schematic=True).dash
        assert drawn > 0
        assert gap > 0


@pytest.mark.parametrize("area", ["city", "neighbour", "country"])
@pytest.mark.parametrize("ground", THEMES.values(), ids=list(THEMES))
def test_symbols_stand_out_from_the_ground(ground, area):
    """At least 3:1, what WCAG 2 asks of graphics."""
    below = getattr(ground, area)
    for group, colour in ground.groups.items():
        assert contrast(colour, below) >= 3, group
    assert contrast(ground.selected, below) >= 3
    assert contrast(ground.label, below) >= 7
    assert contrast(ground.label_faint, below) >= 4.5


def test_every_ground_has_a_colour_for_the_same_groups():
    assert THEMES[LIGHT.code] is LIGHT
    for code, ground in THEMES.items():
        assert ground.code == code
        assert set(ground.groups) == set(GROUP_COLOURS)
        assert len(set(ground.groups.values())) == len(ground.groups)


@pytest.mark.parametrize("field", ["symbol", "group"])
def test_a_code_without_a_known_look_is_named(dataset, field):
    terms = list(dataset.vocabularies["project_type"])
    terms[2] = replace(terms[2], **{field: "sparkles"})
    vocabularies = {
        **dataset.vocabularies,
        "project_type": Vocabulary("project_type", tuple(terms)),
    }
    with pytest.raises(VocabularyError) as caught:
        check_symbols(vocabularies)
    (fault,) = caught.value.faults
    assert (fault.kind, fault.file, fault.row, fault.details["column"]) == (
        TableFault.CODE_UNKNOWN,
        "data/vocab/project_type.csv",
        4,
        field,
    )
    assert "sparkles" in fault.chinese()


@pytest.mark.parametrize(
    ("name", "row", "symbol"), [("place_kind", 3, "point_park"), ("feature_kind", 1, "line_link")]
)
def test_a_symbol_that_nothing_draws_is_named(dataset, name, row, symbol):
    terms = list(dataset.vocabularies[name])
    terms[row] = replace(terms[row], symbol=symbol)
    vocabularies = {**dataset.vocabularies, name: Vocabulary(name, tuple(terms))}
    with pytest.raises(VocabularyError) as caught:
        check_symbols(vocabularies)
    (fault,) = caught.value.faults
    assert (fault.kind, fault.file, fault.row) == (
        TableFault.SYMBOL_UNUSED,
        f"data/vocab/{name}.csv",
        row + 2,
    )
    assert symbol in fault.chinese()


def test_every_form_is_that_of_a_code(dataset):
    named = {term.symbol for terms in dataset.vocabularies.values() for term in terms}
    assert named - {""} == set(_FORMS)


def test_shapes_lie_in_the_unit_square_and_differ():
    assert len(set(SHAPES.values())) == len(SHAPES)
    for outline in SHAPES.values():
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in outline)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_hex_colours_read_back(colour):
    text = hex_colour(colour)
    assert text[0] == "#"
    assert tuple(bytes.fromhex(text[1:])) == colour


def test_bundles_grow_ever_more_slowly_with_their_number():
    widths = [bundle_width_px(count) for count in range(1, 60)]
    steps = [wider - narrower for narrower, wider in pairwise(widths)]
    assert all(step > 0 for step in steps)
    assert steps == sorted(steps, reverse=True)
