"""What the pages of the dispatch have in common: frame, month, rules of the lights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.model import clock
from ordos_geo.model.reporting import Actor, Month
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.reporting.rules.status import LIGHTS
from ordos_geo.ui.maps.panels import address_notice
from ordos_geo.ui.reporting.messages import draw_message
from ordos_geo.ui.reporting.store import (
    OpenMonth,
    Store,
    open_store,
    read_month,
    texts_and_dataset,
)
from ordos_geo.ui.reporting.view_state import change_view, current_view
from ordos_geo.ui.shell.address import enter_reporting, write_reporting
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.shell.sign_in import current_actor, follow_session
from ordos_geo.ui.widgets.markup import render

_STYLE = Path(__file__).parent / "templates" / "reporting.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingContext:
    """What a page of the dispatch draws from. `writes`: see `ReportingRepository.writes`."""

    dataset: Dataset
    texts: ReportingTexts
    store: Store
    actor: Actor | None
    writes: Mapping[Month, int]

    @property
    def months(self) -> tuple[Month, ...]:
        """All months that were opened, the latest last."""
        return tuple(self.writes)

    @property
    def file_prefix(self) -> str:
        """What the names of downloads begin with: 演示数据 where they hold no real data."""
        return wording.reporting_pages.DEMO_FILE if self.store.is_demo else ""


def reporting_page(
    code: str,
) -> Callable[[Callable[[ReportingContext], None]], Callable[[], None]]:
    """Make a page of what draws its middle. `code`: its key in `address.pages.PAGE_ADDRESSES`.

    The page has the banner of a demonstration, tells what came of the last click, reads the URL
    before and writes it after.
    """

    def make(draw: Callable[[ReportingContext], None]) -> Callable[[], None]:
        @st.fragment
        def page() -> None:
            with errors_in_chinese():
                follow_session()
                st.html(_STYLE)
                desk = _open_desk()
                if desk.store.is_demo:
                    render("reporting/demo.html", text=wording.reporting_pages.DEMO_BANNER)
                address_notice(enter_reporting(code, desk.dataset, desk.months))
                draw_message()
                draw(desk)
                write_reporting(code, desk.dataset)

        return page

    return make


def _open_desk() -> ReportingContext:
    dataset, texts = texts_and_dataset()
    store = open_store()
    return ReportingContext(
        dataset=dataset,
        texts=texts,
        store=store,
        actor=current_actor(),
        writes=store.repository.writes(),
    )


def load_month(desk: ReportingContext, month: Month) -> OpenMonth:
    """A month and what its lights look back on; read anew when something was written there."""
    return read_month(desk.store, month, desk.writes)


def month_choice(desk: ReportingContext) -> None:
    """Which month is looked at."""
    session.month_choice = current_view().month
    st.selectbox(
        wording.reporting_pages.MONTH_CHOICE,
        options=list(reversed(desk.months)),
        format_func=lambda month: month.label,
        key=Session.month_choice.key,
        on_change=lambda: change_view(month=session.month_choice, task_id=""),
        label_visibility="collapsed",
        width=220,
    )


def rules_card(desk: ReportingContext) -> None:
    """The written rules of the lights, beside which they are shown."""
    terms = desk.dataset.vocabularies["light"]
    rules = [
        (LIGHTS[rule], terms.label(LIGHTS[rule]), wording.reporting.LIGHT_RULES[rule])
        for rule in LIGHTS
    ]
    render(
        "reporting/rules.html",
        words=wording.reporting_pages,
        rules=rules,
        shapes=wording.reporting.LIGHT_SHAPES,
    )


def day_label(day: date) -> str:
    """2025年4月25日."""
    return wording.general.DATE.format(year=day.year, month=day.month, day=day.day)


def time_label(moment: datetime | None) -> str:
    """2025-04-25 16:30 by the clock of Ordos, "" for none."""
    return clock.local(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
