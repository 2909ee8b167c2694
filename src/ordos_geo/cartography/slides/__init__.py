"""PowerPoint presentations: maps as pictures with native title, legend, list and notes."""

from ordos_geo.cartography.slides.presentation import (
    Cover,
    SlidePage,
    draw_presentation,
    picture_options,
    picture_size_in,
    presentation_bytes,
)

__all__ = [
    "Cover",
    "SlidePage",
    "draw_presentation",
    "picture_options",
    "picture_size_in",
    "presentation_bytes",
]
