"""What a list must say beside a feature's name: our reading, context, a second name."""

from __future__ import annotations

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.facts import STATED


def remark(dataset: Dataset, feature_id: str) -> str:
    """推断, 逐一展开, 背景，不计数 or 与“…”是同一项目，只计一次; "" for what the plan states."""
    feature = dataset.features.loc[feature_id]
    if feature["context"]:
        return wording.general.COUNTING_CONTEXT
    if feature["same_as"]:
        name = dataset.features.at[feature["same_as"], "name"]
        return wording.general.COUNTING_REPEATED.format(name=name)
    reading = feature["reading"]
    if reading in {"", STATED}:
        return ""
    return dataset.vocabularies["reading"].label(reading)
