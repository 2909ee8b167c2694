"""Banner by partner: how many statements of the plan join each two."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.summary import tally

TOTAL = "total"
"""Row of all banners, column of all partners and none."""


def matrix(dataset: Dataset, feature_ids: Iterable[str]) -> pd.DataFrame:
    """Statements by banner and partner, each number as `tally` counts it.

    Rows: the city as a whole (what no single banner is concerned by), all banners (adcodes), TOTAL;
    columns: TOTAL, all partners (place ids), both in display order and without anything left out:
    an empty row shows who has no partner. A cell counts the statements of the selection of that
    banner and that partner; in TOTAL the banner or the partner is left open, so that it counts
    what the selection of the other one leaves: never a sum, for a statement counts once.
    """
    frame = dataset.features.loc[list(tally(dataset, feature_ids).links)]
    found: dict[tuple[str, str], list[str]] = {}
    for link_id, banners, partners in zip(
        frame.index, frame["banners"], frame["partners"], strict=True
    ):
        for banner in (*banners, TOTAL):
            for partner in (TOTAL, *partners):
                found.setdefault((banner, partner), []).append(str(link_id))
    statements = {cell: len(tally(dataset, ids).statements) for cell, ids in found.items()}
    columns = [TOTAL, *dataset.partner_ids]
    return pd.DataFrame(
        [
            [statements.get((banner, partner), 0) for partner in columns]
            for banner in (*dataset.banner_names, TOTAL)
        ],
        index=[*dataset.banner_names, TOTAL],
        columns=columns,
    )
