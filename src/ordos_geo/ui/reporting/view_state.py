"""What the pages of the reporting show: one view for all three."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.ui.shell.session import session


def current_view() -> ReportingView:
    """The view that the session holds."""
    return session.reporting_view


def change_view(**values: Any) -> None:
    """Another month, unit, task or filter."""
    session.reporting_view = replace(session.reporting_view, **values)
