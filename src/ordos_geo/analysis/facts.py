"""What there is to say about one feature, in words: panel, table, slide and fact sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.selection.dimensions import value_label

STATED = "stated"
"""Code of `reading`: the plan names both ends itself."""


@dataclass(frozen=True, slots=True)
class FeatureFacts:
    """One feature in Chinese words; "" and () where something does not apply.

    `measure_id` is "" for context. `clause` names the measure in full, `short_clause` as people
    cite it; `quote` stands in the
    measure's text between `before` and `after`. `units` are those that answer for it, as the plan
    words them. `sides` are the two ends of a link, with their direction; `reading` says where
    our reading supplied an end, `counting` where the feature does not count, or not beside another.
    """

    id: str
    name: str
    type: str
    measure_id: str
    clause: str
    short_clause: str
    before: str
    quote: str
    after: str
    units: tuple[str, ...]
    sides: str
    reading: str
    counting: str
    stage: str
    precision: str
    length: str
    basis: str
    note: str

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Labels and values beside clause, quote and units; only what there is."""
        rows = (
            (wording.general.TYPE, self.type),
            (wording.general.SIDES, self.sides),
            (wording.general.READING, self.reading),
            (wording.general.COUNTING, self.counting),
            (wording.general.STAGE, self.stage),
            (wording.general.PRECISION, self.precision),
            (wording.general.LENGTH, self.length),
            (wording.general.BASIS, self.basis),
            (wording.general.NOTE, self.note),
        )
        return tuple((label, value) for label, value in rows if value)


def feature_facts(dataset: Dataset, feature_id: str) -> FeatureFacts:
    """The facts of a row of `Dataset.features`; KeyError for an id that it does not have."""
    feature = dataset.features.loc[feature_id]
    sides = reading = ""
    if feature["kind"] == "link":
        origin, destination = (dataset.places.loc[i, "name"] for i in feature["place_ids"])
        pattern = wording.general.DIRECTED if feature["directed"] else wording.general.MUTUAL
        sides = pattern.format(origin=origin, destination=destination)
        if feature["reading"] != STATED:
            reading = wording.general.READING_NOTE.format(
                description=_described(dataset, "reading", feature["reading"])
            )
    stage, length_km = feature["stage"], feature["length_km"]
    precision = _described(dataset, "precision", feature["precision"])
    if not feature["ends_known"]:
        label = dataset.vocabularies["precision"].label(feature["precision"])
        precision = f"{label}（{wording.general.ENDS_UNKNOWN}）"

    clause, short_clause, before, after = wording.general.CONTEXT, "", "", ""
    units: tuple[str, ...] = ()
    if feature["measure_id"]:
        measure = dataset.plan.measure(feature["measure_id"])
        clause = value_label(dataset, "measure_id", measure.id)
        short_clause = wording.general.short_clause(measure.chapter_no, measure.no)
        before, _, after = measure.text.partition(feature["quote"])
        units = _unit_names(dataset, feature) or measure.units
    return FeatureFacts(
        id=feature_id,
        name=feature["name"],
        type=dataset.type_label(feature["kind"], feature["type"]),
        measure_id=feature["measure_id"],
        clause=clause,
        short_clause=short_clause,
        before=before,
        quote=feature["quote"],
        after=after,
        units=units,
        sides=sides,
        reading=reading,
        counting=counting_words(dataset, feature_id),
        stage=dataset.vocabularies["stage"].label(stage) if stage else "",
        precision=precision,
        length=wording.general.LENGTH_KM.format(length_km=length_km) if length_km else "",
        basis=feature["basis"],
        note=feature["note"],
    )


def counting_words(dataset: Dataset, feature_id: str) -> str:
    """Why a feature is outside the counts, or is not counted beside another one; "" if it is."""
    feature = dataset.features.loc[feature_id]
    if feature["context"]:
        return wording.general.COUNTING_CONTEXT
    if feature["same_as"]:
        name = dataset.features.loc[feature["same_as"], "name"]
        return wording.general.COUNTING_REPEATED.format(name=name)
    return ""


def listed_name(dataset: Dataset, feature_id: str) -> str:
    """A feature's name in a list: one that does not count by itself says so."""
    feature = dataset.features.loc[feature_id]
    pattern = "{name}"
    if feature["context"]:
        pattern = wording.general.LISTED_CONTEXT
    elif feature["same_as"]:
        pattern = wording.general.LISTED_REPEATED
    return pattern.format(name=feature["name"])


def _described(dataset: Dataset, vocabulary: str, code: str) -> str:
    """Label and description of a code; "" for none."""
    if not code:
        return ""
    term = dataset.vocabularies[vocabulary][code]
    return f"{term.label_zh}（{term.description}）"


def _unit_names(dataset: Dataset, feature: Mapping[Any, Any]) -> tuple[str, ...]:
    """Who answers: the ends of a relation where they are units, else those of its tasks.

    A collective keeps the plan's word for it.
    """
    units, own = dataset.register.units, dataset.tasks["own_units"]
    unit_ids = feature["units"]
    governed = (units.at[unit_id, "place_id"] for unit_id in unit_ids)
    if feature["kind"] != "link" or not any(place in feature["place_ids"] for place in governed):
        unit_ids = dict.fromkeys(unit_id for task in feature["tasks"] for unit_id in own[task])
    return tuple(str(units.at[unit_id, "name"]) for unit_id in unit_ids)


def target_words(target: Mapping[Any, Any]) -> str:
    """A row of the targets' register: 集聚博士人数：1000名."""
    comparator = target["comparator"]
    return wording.general.TARGET.format(
        indicator=target["indicator"],
        comparator="" if comparator == "eq" else wording.general.COMPARATOR_LABELS[comparator],
        value=target["value"],
        unit=target["unit"],
    )
