"""Where things are and what can be set from outside, by environment variables ORDOS_GEO_…"""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

STATIC_URL = "app/static"
"""Where Streamlit serves the folder `static` beside app.py, relative to the page."""


class Settings(BaseSettings):
    """Settings of one installation.

    `root` is the project folder that holds app.py, geo/ and data/; `database_url` (it may hold a
    password) the store of the monthly dispatch, where it is not the file in data/var.
    `reading_needs_sign_in` closes the pages to those who are not signed in. Reminders go by mail
    only where `smtp_url` (it may hold a password) names a server, from the address `mail_sender`.
    """

    model_config = SettingsConfigDict(env_prefix="ORDOS_GEO_", frozen=True)

    root: Path = Path(__file__).resolve().parents[2]
    database_url: SecretStr | None = None
    reading_needs_sign_in: bool = False
    smtp_url: SecretStr | None = None
    mail_sender: str = ""

    @property
    def published_directory(self) -> Path:
        """Files for the browser that are written at start, safe to delete."""
        return self.root / "static" / "geo"

    @property
    def store_url(self) -> str:
        """The database of the monthly dispatch, with its password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.root / 'data' / 'var' / 'dispatch.sqlite3'}"

    @property
    def demo_file(self) -> Path:
        """The store of demonstration data (SQLite), never that of real data."""
        return self.root / "data" / "var" / "demo.sqlite3"
