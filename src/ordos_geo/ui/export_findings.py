"""What the check before an export found, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ordos_geo.model import wording_output
from ordos_geo.ui.panels import render


def findings_panel(lines: Sequence[str]) -> None:
    """One line for each finding; nothing there keeps the file from being made."""
    render("findings.html", words=wording_output, lines=lines)
