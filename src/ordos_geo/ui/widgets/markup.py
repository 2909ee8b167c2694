"""HTML of the panels from templates that stand beside their users; every value is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import streamlit as st

from ordos_geo import wording

_UI = Path(__file__).resolve().parent.parent
_TEMPLATES = jinja2.Environment(
    loader=jinja2.PrefixLoader(
        {
            folder.parent.name: jinja2.FileSystemLoader(folder)
            for folder in sorted(_UI.glob("*/templates"))
        }
    ),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def markup(template: str, **values: Any) -> str:
    """A template, named as `maps/detail.html`, filled; every value is escaped."""
    return _TEMPLATES.get_template(template).render(wording=wording.general, **values)


def render(template: str, **values: Any) -> None:
    """Show a template, named as `maps/detail.html`; every value is escaped."""
    st.html(markup(template, **values))
