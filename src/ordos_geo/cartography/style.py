"""Colours, dashes, widths and shapes: the one place where the look of the map is defined.

Screen and paper draw from the same symbols. Every class differs from its neighbours in dash or
shape as well as colour, so that it survives greyscale and a washed-out projector. The groups'
colours keep their distance under simulated protanopia, deuteranopia and tritanopia and climb in
even steps of lightness (transport darkest, opening lightest); groups next to each other on that
ladder share no shape. tests/unit/cartography/test_palette.py measures it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ordos_geo.errors import Fault, TableFault, VocabularyError
from ordos_geo.model import Vocabulary
from ordos_geo.model.vocabulary import Term

Colour = tuple[int, int, int]
Dash = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one class is drawn.

    `width_px` and `dash` (lengths in line widths, drawn and gap; SOLID = no gap) are for lines,
    `shape` (a key of SHAPES) and `size_px` for points; a class may occur as both.
    """

    colour: Colour
    width_px: float
    dash: Dash
    shape: str
    size_px: float


@dataclass(frozen=True, slots=True)
class _Form:
    """A symbol without its colour. `dash` is used where the course of a line is schematic."""

    width_px: float = 3.0
    dash: Dash = (3.0, 2.0)
    shape: str = "circle"
    size_px: float = 17.0


SOLID = (0.0, 0.0)
INFERRED_DASH = (9.0, 3.0)
"""Of links of which our reading supplied an end: longer than that of any schematic course."""

GROUP_COLOURS: Mapping[str, Colour] = MappingProxyType(
    {
        "": (96, 122, 128),
        "energy": (197, 64, 11),
        "transport": (45, 19, 137),
        "water": (0, 71, 135),
        "industry": (76, 56, 0),
        "innovation": (159, 18, 99),
        "opening": (9, 152, 160),
        "livelihood": (0, 112, 67),
        "ecology": (96, 134, 66),
    }
)
"""Colour of each project group, shared by all its types; "" is what belongs to several groups."""

STATUS_COLOURS: Mapping[str, Colour] = MappingProxyType(
    {
        "red": (150, 4, 28),
        "yellow": (198, 124, 10),
        "green": (0, 112, 92),
        "pending": (166, 170, 172),
    }
)
"""Colour of each status of the monthly reporting, by its code."""

_DARK_STATUS_COLOURS: Mapping[str, Colour] = MappingProxyType(
    {
        "red": (249, 118, 104),
        "yellow": (246, 240, 96),
        "green": (50, 216, 184),
        "pending": (115, 120, 124),
    }
)

_STATUS_TEXTS: Mapping[str, Colour] = MappingProxyType(
    {"red": (150, 4, 28), "yellow": (122, 74, 0), "green": (0, 100, 79)}
)
_DARK_STATUS_TEXTS: Mapping[str, Colour] = MappingProxyType(
    {"red": (255, 154, 140), "yellow": (246, 240, 96), "green": (50, 216, 184)}
)

_DARK_GROUP_COLOURS: Mapping[str, Colour] = MappingProxyType(
    {
        "": (150, 164, 170),
        "energy": (255, 170, 140),
        "transport": (150, 92, 178),
        "water": (88, 138, 254),
        "industry": (170, 115, 20),
        "innovation": (242, 112, 169),
        "opening": (159, 243, 255),
        "livelihood": (60, 198, 70),
        "ecology": (180, 228, 66),
    }
)
"""The same hues on a dark map, on a ladder of lightness that begins where they stand out."""

SHAPES: Mapping[str, tuple[tuple[float, float], ...]] = MappingProxyType(
    {
        "circle": (),
        "square": ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),
        "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
        "triangle": ((0.5, 0.02), (1.0, 0.92), (0.0, 0.92)),
        "triangle_down": ((0.0, 0.08), (1.0, 0.08), (0.5, 0.98)),
        "pentagon": ((0.5, 0.0), (1.0, 0.38), (0.81, 0.96), (0.19, 0.96), (0.0, 0.38)),
        "hexagon": ((0.25, 0.06), (0.75, 0.06), (1.0, 0.5), (0.75, 0.94), (0.25, 0.94), (0.0, 0.5)),
        "cross": (
            *((0.34, 0.04), (0.66, 0.04), (0.66, 0.34), (0.96, 0.34), (0.96, 0.66), (0.66, 0.66)),
            *((0.66, 0.96), (0.34, 0.96), (0.34, 0.66), (0.04, 0.66), (0.04, 0.34), (0.34, 0.34)),
        ),
        "star": (
            *((0.5, 0.0), (0.63, 0.35), (1.0, 0.38), (0.71, 0.62), (0.81, 0.98)),
            *((0.5, 0.78), (0.19, 0.98), (0.29, 0.62), (0.0, 0.38), (0.37, 0.35)),
        ),
        "arrow": ((0.1, 0.15), (1.0, 0.5), (0.1, 0.85), (0.3, 0.5)),
    }
)
"""Outlines in a unit square, y down; a circle has none and is drawn as one."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of the base map and of what lies on it.

    `code` is what Streamlit calls the theme; `groups` are the colours of the project groups,
    `statuses` those of the monthly reporting; `status_texts` are the same hues as words need them
    to be read on a page (what is pending is written like other minor text).
    """

    code: str
    groups: Mapping[str, Colour]
    statuses: Mapping[str, Colour]
    status_texts: Mapping[str, Colour]
    water: Colour
    foreign: Colour
    country: Colour
    neighbour: Colour
    city: Colour
    national_line: Colour
    province_line: Colour
    city_line: Colour
    banner_line: Colour
    river: Colour
    label: Colour
    label_faint: Colour
    halo: Colour
    selected: Colour
    corridor: Colour

    @property
    def colour_field(self) -> str:
        """Where rows keep their colour in this theme; paper always has the light one."""
        return "colour" if self is LIGHT else f"colour_{self.code}"

    def colour(self, code: str) -> Colour:
        """The colour of a project group or of a status; KeyError for another code."""
        return self.statuses[code] if code in self.statuses else self.groups[code]


LIGHT = Theme(
    code="light",
    groups=GROUP_COLOURS,
    statuses=STATUS_COLOURS,
    status_texts=_STATUS_TEXTS,
    water=(214, 226, 232),
    foreign=(232, 230, 224),
    country=(244, 242, 236),
    neighbour=(244, 242, 236),
    city=(255, 252, 244),
    national_line=(150, 96, 110),
    province_line=(150, 146, 140),
    city_line=(184, 178, 168),
    banner_line=(140, 126, 104),
    river=(120, 170, 205),
    label=(56, 52, 46),
    label_faint=(110, 106, 100),
    halo=(255, 253, 248),
    selected=(216, 27, 96),
    corridor=(15, 92, 99),
)
DARK = Theme(
    code="dark",
    groups=_DARK_GROUP_COLOURS,
    statuses=_DARK_STATUS_COLOURS,
    status_texts=_DARK_STATUS_TEXTS,
    water=(14, 22, 28),
    foreign=(20, 24, 27),
    country=(27, 31, 34),
    neighbour=(27, 31, 34),
    city=(38, 44, 47),
    national_line=(196, 132, 146),
    province_line=(112, 118, 122),
    city_line=(80, 86, 90),
    banner_line=(122, 116, 104),
    river=(66, 116, 152),
    label=(240, 238, 230),
    label_faint=(178, 178, 172),
    halo=(16, 20, 23),
    selected=(255, 74, 134),
    corridor=(126, 206, 208),
)
THEMES: Mapping[str, Theme] = MappingProxyType({theme.code: theme for theme in (LIGHT, DARK)})


FADED = 0.3
"""Opacity of everything else while something is chosen."""

SYMBOL_HALO_SHARE = 1.28
"""Size of what is drawn behind a symbol to set it off, as a share of the symbol's."""

ARROW_SHARE = 0.58
"""Where the arrow of a directed link stands, as a share of its way."""

ARROW_PX = 13.0

HOME_MARK_PX = 20.0
"""Size of the mark of the city as a whole, from which its relations start."""

HOME_RINGS = ((1.0, LIGHT.label), (0.78, LIGHT.halo), (0.4, LIGHT.label))
"""A ring with a dot: shares of its size and their colours, from below."""

EDGE_LABEL_PX = 14.0
"""Size of the names of partners beyond the map, at its edge."""

EDGE_LABEL_GAP_PX = 12.0
"""How far they stand from their spot, to the right."""

FONT_FAMILY = "Noto Sans SC"
"""The typeface of every map; its files are in `cartography/fonts` and `static`."""


def hex_colour(colour: Colour) -> str:
    """#rrggbb."""
    return "#" + "".join(f"{part:02x}" for part in colour)


_FORMS: Mapping[str, _Form] = MappingProxyType(
    {
        # lines: the longer the dash, the heavier the work; only schematic courses are dashed
        "line_uhvdc": _Form(4.5, (4.0, 1.5), "diamond"),
        "line_power_corridor": _Form(3.0, (3.0, 2.0), "diamond"),
        "line_hydrogen": _Form(3.5, (1.2, 1.4), "pentagon"),
        "line_rail": _Form(4.5, (4.0, 1.5), "square"),
        "line_spur": _Form(2.0, (4.0, 1.5), "square"),
        "line_expressway": _Form(3.5, (3.0, 2.0), "circle"),
        "line_road": _Form(3.0, (2.0, 2.0), "circle"),
        "line_ring_road": _Form(2.5, (1.2, 1.4), "circle"),
        "line_realignment": _Form(2.5, (2.0, 3.0), "circle"),
        "line_corridor": _Form(6.0, (2.5, 1.5), "square"),
        "line_international_rail": _Form(3.0, (6.0, 2.0), "square"),
        "line_water": _Form(4.0, (3.0, 2.0), "triangle_down"),
        "line_freight": _Form(3.5, (3.0, 2.0), "square"),
        # arcs only join two places; only those that our reading completed are dashed
        "line_link": _Form(2.2, SOLID),
        # points: shapes differ inside a group; the group gives the colour
        "point_energy_base": _Form(shape="star", size_px=20.0),
        "point_logistics": _Form(shape="pentagon"),
        "point_smart_transport": _Form(shape="triangle_down"),
        "point_water": _Form(shape="triangle_down"),
        "point_industry": _Form(shape="circle"),
        "point_cluster": _Form(shape="cross"),
        "point_park": _Form(shape="hexagon", size_px=19.0),
        "point_banner": _Form(shape="star", size_px=21.0),
        "point_specialised_park": _Form(shape="square"),
        "point_low_altitude": _Form(shape="triangle"),
        "point_marketing": _Form(shape="diamond"),
        "point_innovation": _Form(shape="star", size_px=20.0),
        "point_research": _Form(shape="triangle"),
        "point_computing": _Form(shape="square"),
        "point_talent": _Form(shape="circle"),
        "point_enclave": _Form(shape="diamond"),
        "point_port": _Form(shape="pentagon"),
        "point_bonded": _Form(shape="square"),
        "point_tourism": _Form(shape="triangle_down"),
        "point_school": _Form(shape="hexagon"),
        "point_medical": _Form(shape="cross"),
        "point_ecology": _Form(shape="triangle"),
        # statuses of the monthly reporting, as points and as lines
        "light_red": _Form(4.0, shape="square", size_px=17.0),
        "light_yellow": _Form(3.4, shape="triangle", size_px=18.0),
        "light_green": _Form(2.6, shape="circle", size_px=15.0),
        "light_pending": _Form(2.0, shape="diamond", size_px=14.0),
    }
)
_DRAWN_LISTS = ("project_type", "theme", "feature_kind", "light")
"""Code lists by which something is drawn: all their codes have a symbol, those of others none."""
_DRAWN_BY_TYPE = frozenset({("feature_kind", "project")})


def bundle_width_px(count: int) -> float:
    """Width of an arc that stands for several links: area grows with their number."""
    return 0.8 + 0.8 * math.sqrt(count)


def symbol_named(name: str, group: str, *, schematic: bool) -> Symbol:
    """The symbol that a code list names, in the colour of a project group or of a status.

    `schematic` lines are dashed. KeyError where the name or the group is not known, which
    `check_symbols` rules out.
    """
    form = _FORMS[name]
    return Symbol(
        colour=LIGHT.colour(group),
        width_px=form.width_px,
        dash=form.dash if schematic else SOLID,
        shape=form.shape,
        size_px=form.size_px,
    )


def check_symbols(vocabularies: Mapping[str, Vocabulary]) -> None:
    """Raise VocabularyError with every code whose look is wrong.

    That is a code that is drawn without a known symbol or colour, and a symbol that draws nothing.
    """
    faults = [
        fault
        for name, vocabulary in vocabularies.items()
        for line, term in enumerate(vocabulary, start=2)
        for fault in _look_faults(name, line, term)
    ]
    if faults:
        raise VocabularyError(faults)


def _look_faults(name: str, line: int, term: Term) -> Iterator[Fault]:
    file = f"data/vocab/{name}.csv"
    if name not in _DRAWN_LISTS or (name, term.code) in _DRAWN_BY_TYPE:
        if term.symbol:
            details = {"value": term.symbol, "lists": ", ".join(_DRAWN_LISTS)}
            yield Fault(TableFault.SYMBOL_UNUSED, file, line, details)
        return
    for column, value, known in (
        ("symbol", term.symbol, _FORMS),
        ("group", term.group, GROUP_COLOURS),
    ):
        if value not in known:
            codes = ", ".join(filter(None, known))
            details = {"column": column, "value": value, "vocabulary": __name__, "codes": codes}
            yield Fault(TableFault.CODE_UNKNOWN, file, line, details)
