"""Banner by partner: how many features join each two."""

from __future__ import annotations

import pandas as pd

from ordos_geo.analysis.dataset.assembly import Dataset


def matrix(dataset: Dataset, feature_ids: pd.Index) -> pd.DataFrame:
    """Counts of features by banner and partner.

    Rows: all banners and the city as a whole (adcodes), columns: all partners (place ids), both in
    display order and without anything left out: an empty row shows who has no partner. A cell
    counts the ids that the selection of that banner and that partner gives.
    """
    pairs = dataset.features.loc[feature_ids, ["banners", "partners"]]
    long = pairs.explode("banners").explode("partners")
    table = pd.crosstab(long["banners"], long["partners"])
    return table.reindex(
        index=list(dataset.banner_names), columns=list(dataset.partner_ids), fill_value=0
    )
