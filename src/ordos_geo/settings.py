"""Where things are and what can be set from outside, by environment variables ORDOS_GEO_…"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ordos_geo.errors import Fault, SettingsError, SettingsFault

ASSETS_URL = "assets"
"""Where our own files are served, relative to the page: every page is one level below the app."""

_CHECKOUT = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """Settings of one installation.

    `root` is the project folder that holds app.py, pages/, geo/ and data/, by default the checkout
    that this file is in; the package installed from a wheel has none, and without one told raises
    SettingsError. `database_url` (it may hold a password) is the store of the monthly reporting,
    where it is not the file in data/var.
    `reading_needs_sign_in` closes the pages to those who are not signed in. Reminders go by mail
    only where `smtp_url` (it may hold a password) names a server, from the address `mail_sender`.
    """

    model_config = SettingsConfigDict(env_prefix="ORDOS_GEO_", frozen=True)

    root: Path = Field(default_factory=lambda: project_folder(_CHECKOUT))
    database_url: SecretStr | None = None
    reading_needs_sign_in: bool = False
    smtp_url: SecretStr | None = None
    mail_sender: str = ""

    @field_validator("root")
    @classmethod
    def _absolute(cls, root: Path) -> Path:
        return root.resolve()

    @property
    def fonts_directory(self) -> Path:
        """Fonts for the browser."""
        return self.root / "static" / "fonts"

    @property
    def published_directory(self) -> Path:
        """Files for the browser that are written at start, safe to delete."""
        return self.root / "static" / "geo"

    @property
    def store_url(self) -> str:
        """The database of the monthly reporting, with its password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.root / 'data' / 'var' / 'dispatch.sqlite3'}"

    @property
    def demo_file(self) -> Path:
        """The store of demonstration data (SQLite), never that of real data."""
        return self.root / "data" / "var" / "demo.sqlite3"


def project_folder(folder: Path) -> Path:
    """The folder itself where it holds app.py, geo/ and data/; raises SettingsError otherwise."""
    if all((folder / name).exists() for name in ("app.py", "geo", "data")):
        return folder
    raise SettingsError([Fault(SettingsFault.PROJECT_FOLDER_UNKNOWN)])
