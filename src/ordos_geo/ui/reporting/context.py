"""What the pages of the reporting have in common: frame, month, rules of the statuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.model.reporting import Actor, Month
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.reporting.rules.status import RULE_STATUS
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
    """What a page of the reporting draws from. `writes`: see `ReportingRepository.writes`."""

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
                context = _open_context()
                if context.store.is_demo:
                    render("reporting/demo.html", text=wording.reporting_pages.DEMO_BANNER)
                address_notice(enter_reporting(code, context.dataset, context.months))
                draw_message()
                draw(context)
                write_reporting(code, context.dataset)

        return page

    return make


def _open_context() -> ReportingContext:
    dataset, texts = texts_and_dataset()
    store = open_store()
    return ReportingContext(
        dataset=dataset,
        texts=texts,
        store=store,
        actor=current_actor(),
        writes=store.repository.writes(),
    )


def load_month(context: ReportingContext, month: Month) -> OpenMonth:
    """A month and what its statuses look back on; read anew when something was written there."""
    return read_month(context.store, month, context.writes)


def month_choice(context: ReportingContext) -> None:
    """Which month is looked at."""
    session.month_choice = current_view().month
    st.selectbox(
        wording.reporting_pages.MONTH_CHOICE,
        options=list(reversed(context.months)),
        format_func=lambda month: month.label,
        key=Session.month_choice.key,
        on_change=lambda: change_view(month=session.month_choice, task_id=""),
        label_visibility="collapsed",
        width=220,
    )


def rules_card(context: ReportingContext) -> None:
    """The written rules of the statuses, beside which they are shown."""
    terms = context.dataset.vocabularies["light"]
    rules = [
        (RULE_STATUS[rule], terms.label(RULE_STATUS[rule]), wording.reporting.STATUS_RULES[rule])
        for rule in RULE_STATUS
    ]
    render(
        "reporting/rules.html",
        words=wording.reporting_pages,
        rules=rules,
        shapes=wording.reporting.STATUS_SHAPES,
    )
