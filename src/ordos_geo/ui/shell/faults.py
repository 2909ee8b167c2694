"""What people see when something is wrong: Chinese sentences, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ordos_geo import wording
from ordos_geo.errors import OrdosGeoError
from ordos_geo.model import clock

_LOG = logging.getLogger(__name__)


@contextmanager
def errors_in_chinese() -> Iterator[None]:
    """Run a page; an error ends it with a panel in Chinese and goes to the log in English."""
    try:
        yield
    except OrdosGeoError as error:
        _LOG.error("%s", error.english())
        st.error(wording.general.PROBLEM_TITLE, icon=":material/error:")
        st.code(error.chinese(), language=None, wrap_lines=True)
        st.caption(wording.general.PROBLEM_HELP)
    except Exception:  # noqa: BLE001 - the last resort before a traceback on screen; logged
        now = clock.now().strftime("%Y-%m-%d %H:%M:%S")
        _LOG.exception("unexpected error at %s", now)
        st.error(wording.general.PROBLEM_UNEXPECTED.format(time=now), icon=":material/error:")
