"""What a list must say beside a feature's name: our reading, context, a second name."""

from __future__ import annotations

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.facts import STATED, counting_words


def remark(dataset: Dataset, feature_id: str) -> str:
    """Why it does not count by itself, or how we read it (推断, 逐一展开); "" if stated."""
    reading = dataset.features.at[feature_id, "reading"]
    label = "" if reading in {"", STATED} else dataset.vocabularies["reading"].label(reading)
    return counting_words(dataset, feature_id) or label
