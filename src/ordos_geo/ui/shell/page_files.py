"""Where the pages are."""

from __future__ import annotations

from ordos_geo.settings import Settings


def page_file(name: str) -> str:
    """The file of a page by its name below pages/, as in "maps/overview"."""
    return str(Settings().root / "pages" / f"{name}.py")
