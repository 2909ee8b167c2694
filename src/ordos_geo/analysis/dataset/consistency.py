"""Faults of the joined dataset: numbers and attributions that the plan's words do not bear out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ordos_geo.analysis.dataset.assembly import Dataset, is_home
from ordos_geo.errors import Fault, RegisterFault
from ordos_geo.model import Measure
from ordos_geo.tables import line_of, split_list

_REGISTER = "data/register"
_TABLES = {"link": "links", "project": "projects"}


def dataset_faults(dataset: Dataset) -> list[Fault]:
    """All faults that only show once the parts are joined; empty where everything holds.

    Checked: a second name or context is never counted; every partner is named by a sentence of
    the feature's measure, or the row says on what it rests; a relation one end of which answers
    for its task takes its status from no other unit.
    """
    faults: list[Fault] = []
    names = _all_names(dataset)
    for row in dataset.features.itertuples():
        faults += _counted_faults(dataset, row)
        faults += _partner_faults(dataset, row, names)
        faults += _answering_faults(dataset, row)
    return faults


def _fault(dataset: Dataset, row: Any, reason_en: str, reason_zh: str) -> Fault:
    table = _TABLES.get(row.kind, "positionings")
    line = line_of(list(dataset.register.table(table).index).index(row.Index))
    details = {"value": row.Index, "reason_en": reason_en, "reason_zh": reason_zh}
    return Fault(RegisterFault.MEMBERS_INCONSISTENT, f"{_REGISTER}/{table}.csv", line, details)


def _counted_faults(dataset: Dataset, row: Any) -> Iterator[Fault]:
    if row.counted and row.same_as:
        yield _fault(
            dataset,
            row,
            f"it is the same as '{row.same_as}' and both are counted; count one of them",
            f"与“{row.same_as}”是同一件事，却各计一次；只应计一次",
        )
    if row.counted and row.context:
        yield _fault(
            dataset,
            row,
            "it is context and is counted; context is outside every count",
            "是背景资料却计入总数；背景资料不计数",
        )


def _partner_faults(dataset: Dataset, row: Any, names: _Names) -> Iterator[Fault]:
    # the basis of the drawing is not that of the partner
    says_why = row.kind == "project" and bool(dataset.register.projects.at[row.Index, "basis"])
    says_why |= row.reading not in {"", "stated"}
    if not row.measure_id or says_why:
        return
    measure = dataset.plan.measure(row.measure_id)
    for partner in row.partners:
        parts = [i for i in row.place_ids if dataset.places.at[i, "partner_id"] == partner]
        if is_home(dataset.places.at[partner, "adcode"]) or _is_named(
            measure, partner, parts, names
        ):
            continue
        name = dataset.places.at[partner, "name"]
        yield _fault(
            dataset,
            row,
            f"no sentence of measure {measure.id} names its partner {name}; move the place to "
            "drawn_place_ids, or say in basis (a link: in reading and note) on what it rests",
            f"举措 {measure.id} 没有一句写到合作方{name}；请把该地点移到 drawn_place_ids，"
            "或在 basis（合作关系在 reading 和 note）中写明依据",
        )


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of each place, and of the partner regions that each place belongs to, by its id."""

    own: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, list[str]]


def _all_names(dataset: Dataset) -> _Names:
    own = {
        str(place.Index): (str(place.name), str(place.short_name), *split_list(str(place.aliases)))
        for place in dataset.places.itertuples()
    }
    regions: dict[str, list[str]] = {}
    for region in dataset.register.corridors.itertuples():
        for place_id in split_list(str(region.place_ids)):
            names = regions.setdefault(place_id, [])
            names += [str(region.name), *split_list(str(region.aliases))]
    return _Names(own, regions)


def _is_named(measure: Measure, partner: str, parts: Iterable[str], names: _Names) -> bool:
    """Whether a measure names a partner, a part of it, or a partner region that it belongs to."""
    text = measure.title + measure.text
    known = [name for place_id in (partner, *parts) for name in names.own[place_id]]
    return any(name in text for name in (*known, *names.regions.get(partner, ())))


def _answering_faults(dataset: Dataset, row: Any) -> Iterator[Fault]:
    if row.kind != "link":
        return
    governed = dataset.register.units["place_id"]
    owed = dataset.tasks.loc[list(row.tasks), "units"]
    ends = {unit for units in owed for unit in units if governed[unit] in row.place_ids}
    for unit_id in row.units if ends else ():
        if unit_id not in ends:
            yield _fault(
                dataset,
                row,
                f"its status would come from '{unit_id}', which is none of its ends; only the "
                f"units that are answer for it: {', '.join(sorted(ends))}",
                f"状态会取自“{unit_id}”，而它不是这项关系的任何一端；"
                f"只应取自两端的单位：{'、'.join(sorted(ends))}",
            )
