"""What the check before an export found, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ordos_geo import wording
from ordos_geo.ui.widgets.markup import render


def findings_panel(lines: Sequence[str]) -> None:
    """One line for each finding; nothing there keeps the file from being made."""
    render("output/findings.html", words=wording.output, lines=lines)
