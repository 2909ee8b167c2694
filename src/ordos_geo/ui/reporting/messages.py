"""What came of a click, told once at the top of the next drawing of the page."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import streamlit as st

from ordos_geo.errors import Fault, OrdosGeoError
from ordos_geo.model.reporting import Duty, Month
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.filters import escape_markdown

_LOG = logging.getLogger(__name__)


@contextmanager
def telling(texts: ReportingTexts, success: str) -> Iterator[None]:
    """Do something that a click asks for; tell that it succeeded, or why it did not."""
    try:
        yield
    except OrdosGeoError as error:
        _LOG.info("%s", error.english())
        tell(fault_lines(texts, error), is_problem=True)
    else:
        tell([success])


def tell(lines: list[str], *, is_problem: bool = False) -> None:
    """Keep lines for the next drawing of the page."""
    session.message = (lines, is_problem)


def draw_message() -> None:
    """The lines that are kept, once."""
    lines, is_problem = session.message
    del session.message
    if not lines:
        return
    if is_problem:
        st.error("\n\n".join(map(_plain, lines)), icon=":material/error:")
    else:
        st.toast(_plain("\n".join(lines)), icon=":material/check_circle:")


def fault_lines(texts: ReportingTexts, error: OrdosGeoError) -> list[str]:
    """The faults in Chinese, with the words of tasks, units and codes in the place of ids."""
    return [_in_words(texts, fault).chinese() for fault in error.faults]


def _in_words(texts: ReportingTexts, fault: Fault) -> Fault:
    details = {name: _words(texts, name, value) for name, value in fault.details.items()}
    return Fault(fault.kind, fault.file, fault.row, details)


def _words(texts: ReportingTexts, name: str, value: Any) -> object:
    if isinstance(value, Duty):
        return f"{texts.task(value.task_id).name}（{texts.unit(value.unit_id)}）"
    if isinstance(value, Month):
        return value.label
    if not isinstance(value, str):
        return value
    words: Mapping[str, Mapping[Any, str]] = {
        "unit": texts.units,
        "target": {target_id: target.name for target_id, target in texts.targets.items()},
        "milestone": texts.milestones,
        "state": texts.states,
        "value": texts.states,
    }
    return words.get(name, {}).get(value, value)


def _plain(text: str) -> str:
    """Text that Markdown shows as it is: names of files and accounts are not ours."""
    return escape_markdown(text)
