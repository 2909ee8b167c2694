"""Imported by the server process that drawing processes are forked from; loads what they share.

Nothing is drawn here: open font files must not be shared between processes.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ordos_geo.cartography.atlas.page_job import dataset_of
from ordos_geo.cartography.atlas.pool import ROOT_VARIABLE
from ordos_geo.errors import OrdosGeoError

if ROOT_VARIABLE in os.environ:
    with suppress(OrdosGeoError):  # whoever asks for a page is told
        dataset_of(Path(os.environ[ROOT_VARIABLE]))
