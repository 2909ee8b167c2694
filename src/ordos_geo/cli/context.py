"""What the commands work on: settings, dataset and store, each loaded once, at first use."""

from __future__ import annotations

from contextvars import ContextVar
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ordos_geo.settings import Settings

if TYPE_CHECKING:
    from ordos_geo.analysis import Dataset
    from ordos_geo.model.reporting import Actor
    from ordos_geo.reporting.accounts.accounts import Accounts
    from ordos_geo.reporting.store.repository import ReportingRepository

# ruff: noqa: PLC0415 - a command loads the libraries of what it asks for, and no others


class CommandContext:
    """The project of one run of a command. Everything raises OrdosGeoError with its faults."""

    @cached_property
    def settings(self) -> Settings:
        """Settings of the installation, read when something first asks for them."""
        return Settings()

    @property
    def root(self) -> Path:
        """The project folder."""
        return self.settings.root

    @cached_property
    def dataset(self) -> Dataset:
        """Plan, code lists, geodata and register, checked and joined."""
        from ordos_geo.analysis.dataset.loading import load_dataset

        return load_dataset(self.root)

    @cached_property
    def repository(self) -> ReportingRepository:
        """The store of the monthly reporting, created where there is none."""
        from ordos_geo.reporting.store.repository import open_repository

        return open_repository(self.settings.store_url)

    @cached_property
    def accounts(self) -> Accounts:
        """Accounts of those who report and dispatch."""
        from ordos_geo.reporting.accounts.accounts import Accounts

        return Accounts(self.repository.engine)

    def actor(self, account_id: str) -> Actor:
        """Who acts, by the id of an account; AccountError where there is none or it is disabled."""
        return self.accounts.acting(account_id)


_current: ContextVar[CommandContext] = ContextVar("ordos_geo_command")


def start_command() -> None:
    """Forget what an earlier command of this process loaded."""
    _current.set(CommandContext())


def command_context() -> CommandContext:
    """What the command that runs works on."""
    return _current.get()
