"""The store of the monthly reporting and the register's words for it, one copy for all sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.reporting.texts import reporting_texts
from ordos_geo.model.reporting import Duty, JudgedReport, Month, RoundReports, RoundState
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.reporting.accounts.accounts import Accounts
from ordos_geo.reporting.rules.look_back import months_looked_at
from ordos_geo.reporting.rules.status import judge_round
from ordos_geo.reporting.store.repository import ReportingRepository, open_repository
from ordos_geo.settings import Settings
from ordos_geo.ui.shell.catalog import load_catalog

_MONTHS_KEPT = 12
_ROUNDS_KEPT = 36


@dataclass(frozen=True, slots=True)
class Store:
    """Where rounds, reports and accounts are kept."""

    url: str
    repository: ReportingRepository
    accounts: Accounts
    is_demo: bool


def open_store() -> Store:
    """The store that the settings name, opened once per server; ReportingError where it fails."""
    return _open(Settings().store_url)


@st.cache_resource(show_spinner=False)
def _open(url: str) -> Store:
    repository = open_repository(url)
    return Store(url, repository, Accounts(repository.engine), repository.is_demo())


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMonth:
    """The month that is looked at: its round, those before it, and the status of each duty."""

    rounds: tuple[RoundReports, ...]
    judged: Mapping[Duty, JudgedReport]

    @property
    def reports(self) -> RoundReports:
        """The round of the month."""
        return self.rounds[-1]

    @property
    def month(self) -> Month:
        """The month."""
        return self.reports.round.month

    @property
    def is_open(self) -> bool:
        """Whether it takes reports."""
        return self.reports.round.state is RoundState.OPEN

    @property
    def previous(self) -> RoundReports | None:
        """The round before, where there is one."""
        return self.rounds[-2] if len(self.rounds) > 1 else None


def read_month(store: Store, month: Month, writes: Mapping[Month, int]) -> OpenMonth:
    """A month and the rounds that its statuses and reminders look back on.

    Shared by all sessions. Of these rounds, those are read anew of which `writes` (see
    `ReportingRepository.writes`) says that something was written there. Raises ReportingError
    where the month was never opened.
    """
    looked_at = months_looked_at({*writes, month}, month)
    return _read_month(store.url, tuple((str(each), writes.get(each, 0)) for each in looked_at))


@st.cache_resource(show_spinner=False, max_entries=_MONTHS_KEPT)
def _read_month(url: str, writes: tuple[tuple[str, int], ...]) -> OpenMonth:
    rounds = tuple(_read_round(url, month, count) for month, count in writes)
    return OpenMonth(rounds=rounds, judged=judge_round(rounds))


@st.cache_resource(show_spinner=False, max_entries=_ROUNDS_KEPT)
def _read_round(
    url: str,
    month: str,
    writes: int,  # noqa: ARG001 - tells states of the round apart
) -> RoundReports:
    return _open(url).repository.reports(Month.parse(month))


def load_texts(dataset: Dataset) -> ReportingTexts:
    """The words of units, tasks and targets."""
    return _texts(dataset)


@st.cache_resource(show_spinner=False)
def _texts(_dataset: Dataset) -> ReportingTexts:
    return reporting_texts(_dataset)


def texts_and_dataset() -> tuple[Dataset, ReportingTexts]:
    """What every page of the reporting reads besides the store."""
    dataset = load_catalog().dataset
    return dataset, load_texts(dataset)
