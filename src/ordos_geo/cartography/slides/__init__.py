"""PowerPoint decks: maps as pictures with native title, legend, list and notes."""

from ordos_geo.cartography.slides.deck import (
    Cover,
    DeckPage,
    deck_bytes,
    draw_deck,
    picture_options,
    picture_size_in,
)

__all__ = ["Cover", "DeckPage", "deck_bytes", "draw_deck", "picture_options", "picture_size_in"]
