"""Reading what the address of a page holds besides filters."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from ordos_geo.address.export import ExportRequest
from ordos_geo.address.pages import read_address
from ordos_geo.analysis import Dataset
from ordos_geo.errors import Fault


def read_request(
    dataset: Dataset, parameters: Mapping[str, str], before: ExportRequest | None = None
) -> tuple[ExportRequest | None, list[Fault]]:
    """What the page 出图 takes from an address with those parameters."""
    address, faults = read_address("export", urlencode(parameters), dataset, before=before)
    return address.request, faults
