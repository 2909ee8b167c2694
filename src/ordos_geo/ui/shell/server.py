"""Start the web server: python -m ordos_geo.ui.shell.server [options of `streamlit run`].

The same as `streamlit run app.py`, but a deep link works on a fresh server too. Streamlit takes a
folder `pages` for pages of its own until app.py has run once; the first visitor of /register would
be told that there is no such page. And the data are loaded before the first visitor comes.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from ordos_geo.errors import OrdosGeoError
from ordos_geo.settings import Settings
from ordos_geo.ui.shell.catalog import atlas_queue, load_catalog


def serve(options: list[str]) -> None:
    """Serve the app until it is stopped."""
    PagesManager.uses_pages_directory = False
    with suppress(OrdosGeoError):  # every page shows the faults
        load_catalog()
    sys.argv = ["streamlit", "run", str(Settings().root / "app.py"), *options]
    try:
        cli.main()
    finally:
        atlas_queue().close()


if __name__ == "__main__":
    serve(sys.argv[1:])
