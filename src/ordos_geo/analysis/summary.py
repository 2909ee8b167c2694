"""What every number on screen and on paper counts: one function, and the list behind each number.

Rules, the same everywhere:

- A **statement** is a distinct verbatim quote of a measure. Cooperation is counted in statements
  first, then in pairs of places; links are the same, expanded by theme and member.
- A second name (`same_as`) counts where the project that it names is not counted with it.
- Context counts nowhere, and is listed by itself.
- Projects, links and positionings are never added up: one statement may be several of them.
- A partner has the statements of the links that end there, in whatever part of it.

Each number is the length of a tuple of ids here, so that it can be opened into its list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.dataset.gaps import FEATURE_GAPS, TASK_GAPS
from ordos_geo.analysis.dataset.pairs import SEPARATOR

_POSITIONING_KINDS = frozenset({"positioning", "park"})
_LISTED = ("partners", "banners", "corridors", "units", "tasks")


@dataclass(frozen=True, slots=True)
class Tally:
    """What a set of features comes to, each count as the tuple of what it counts.

    `statements` and `pairs` are those of the links: ids of `statement_id`, and the two place ids
    joined by "~". The others are feature ids in the order of the dataset; `context` is outside
    every other one.
    """

    statements: tuple[str, ...]
    pairs: tuple[str, ...]
    links: tuple[str, ...]
    projects: tuple[str, ...]
    positionings: tuple[str, ...]
    context: tuple[str, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """How many there are of each, by name."""
        return {part.name: len(getattr(self, part.name)) for part in fields(self)}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns of `Dataset.features` by feature id: frames are slow where every cell is asked."""

    kind: Mapping[str, str]
    group: Mapping[str, str]
    statement_id: Mapping[str, str]
    measure_id: Mapping[str, str]
    same_as: Mapping[str, str]
    context: Mapping[str, bool]
    unknown: Mapping[str, tuple[str, ...]]
    place_ids: Mapping[str, tuple[str, ...]]
    partners: Mapping[str, tuple[str, ...]]
    banners: Mapping[str, tuple[str, ...]]
    corridors: Mapping[str, tuple[str, ...]]
    units: Mapping[str, tuple[str, ...]]
    tasks: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def _columns(dataset: Dataset) -> _Columns:
    features = dataset.features
    return _Columns(**{part.name: features[part.name].to_dict() for part in fields(_Columns)})


def _known(dataset: Dataset, feature_ids: Iterable[str] | None) -> tuple[str, ...]:
    """The ids in the order of the dataset, each once; all of them for None."""
    if feature_ids is None:
        return tuple(dataset.features.index)
    wanted = set(feature_ids)
    return tuple(i for i in _columns(dataset).kind if i in wanted)


def counted(dataset: Dataset, feature_ids: Iterable[str] | None = None) -> tuple[str, ...]:
    """Those of the features (default all) that count, in the order of the dataset.

    No context, and of two names of one project only the first where both are there.
    """
    columns = _columns(dataset)
    known = _known(dataset, feature_ids)
    present = set(known)
    return tuple(i for i in known if not columns.context[i] and columns.same_as[i] not in present)


def tally(dataset: Dataset, feature_ids: Iterable[str] | None = None) -> Tally:
    """The counts of some features, default all. Ids that the dataset does not have add nothing."""
    columns = _columns(dataset)
    known = _known(dataset, feature_ids)
    counting = counted(dataset, known)
    links = tuple(i for i in counting if columns.kind[i] == "link")
    return Tally(
        statements=tuple(dict.fromkeys(columns.statement_id[i] for i in links)),
        pairs=tuple(dict.fromkeys(_pair(columns.place_ids[i]) for i in links)),
        links=links,
        projects=tuple(i for i in counting if columns.kind[i] == "project"),
        positionings=tuple(i for i in counting if columns.kind[i] in _POSITIONING_KINDS),
        context=tuple(i for i in known if columns.context[i]),
    )


def _pair(place_ids: tuple[str, ...]) -> str:
    return SEPARATOR.join(sorted(place_ids))


# ---------------------------------------------------------------- the lists behind the numbers


def group_features(
    dataset: Dataset, feature_ids: Iterable[str] | None, group: str
) -> tuple[str, ...]:
    """Those of the features (None: all) that are of one group of project types and themes."""
    column = _columns(dataset).group
    return tuple(i for i in _known(dataset, feature_ids) if column[i] == group)


def partner_features(
    dataset: Dataset, feature_ids: Iterable[str] | None, place_id: str
) -> tuple[str, ...]:
    """Those of the features (None: all) that lead to a partner, in whatever part of it."""
    return _with(dataset, feature_ids, "partners", place_id)


def banner_features(
    dataset: Dataset, feature_ids: Iterable[str] | None, adcode: str
) -> tuple[str, ...]:
    """Those of the features (None: all) that the plan puts into a banner, or the whole city."""
    return _with(dataset, feature_ids, "banners", adcode)


def corridor_features(
    dataset: Dataset, feature_ids: Iterable[str] | None, corridor_id: str
) -> tuple[str, ...]:
    """Those of the features (None: all) that the plan's words put into a partner region."""
    return _with(dataset, feature_ids, "corridors", corridor_id)


def unit_features(
    dataset: Dataset, feature_ids: Iterable[str] | None, unit_id: str
) -> tuple[str, ...]:
    """Those of the features (None: all) that a unit answers for."""
    return _with(dataset, feature_ids, "units", unit_id)


def statement_features(
    dataset: Dataset, feature_ids: Iterable[str] | None, statement_id: str
) -> tuple[str, ...]:
    """Those of the features (None: all) that rest on one statement."""
    column = _columns(dataset).statement_id
    return tuple(i for i in _known(dataset, feature_ids) if column[i] == statement_id)


def pair_features(
    dataset: Dataset, feature_ids: Iterable[str] | None, pair_id: str
) -> tuple[str, ...]:
    """The links among the features (None: all) between two places, as `Tally.pairs` names them."""
    columns = _columns(dataset)
    return tuple(
        i
        for i in _known(dataset, feature_ids)
        if columns.kind[i] == "link" and _pair(columns.place_ids[i]) == pair_id
    )


def _with(
    dataset: Dataset, feature_ids: Iterable[str] | None, column: str, value: str
) -> tuple[str, ...]:
    held = _index(dataset)[column].get(value, frozenset())
    return tuple(i for i in _known(dataset, feature_ids) if i in held)


@lru_cache(maxsize=4)
def _index(dataset: Dataset) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The features that have each value of a column of tuples."""
    columns = _columns(dataset)
    index: dict[str, dict[str, set[str]]] = {name: {} for name in _LISTED}
    for name, found in index.items():
        for feature_id, values in getattr(columns, name).items():
            for value in values:
                found.setdefault(value, set()).add(feature_id)
    return MappingProxyType(
        {name: {k: frozenset(v) for k, v in found.items()} for name, found in index.items()}
    )


def spoken_tasks(dataset: Dataset, feature_ids: Iterable[str] | None = None) -> tuple[str, ...]:
    """The tasks that speak of some of the features, in the order of the plan; None: all tasks."""
    if feature_ids is None:
        return tuple(dataset.tasks.index)
    column = _columns(dataset).tasks
    found = {task for i in _known(dataset, feature_ids) for task in column[i]}
    return tuple(i for i in dataset.tasks.index if i in found)


# ---------------------------------------------------------------- what the plan leaves open


def unknown(
    dataset: Dataset, feature_ids: Iterable[str] | None = None
) -> Mapping[str, tuple[str, ...]]:
    """What the plan does not say, each as the ids of those it is not known of.

    Keys: `gaps.TASK_GAPS`, of the tasks that speak of the features, and `gaps.FEATURE_GAPS`, of
    those features that count.
    """
    features, of_features = counted(dataset, feature_ids), _columns(dataset).unknown
    tasks, of_tasks = spoken_tasks(dataset, feature_ids), dataset.tasks["unknown"].to_dict()
    return MappingProxyType(
        {
            **{code: tuple(i for i in tasks if code in of_tasks[i]) for code in TASK_GAPS},
            **{code: tuple(i for i in features if code in of_features[i]) for code in FEATURE_GAPS},
        }
    )


# ---------------------------------------------------------------- all of it


def summary(dataset: Dataset, feature_ids: Iterable[str] | None = None) -> dict[str, Any]:
    """Every number of some features, default all, ready for JSON.

    Keys: those of `Tally`; `groups`, `partners`, `corridors`, `banners`, `units` by code or id,
    whether or not there is anything; `unknown` as the function of that name. Each number is the
    length of what the function of the same name in this module gives for the same ids.
    """
    ids = None if feature_ids is None else _known(dataset, feature_ids)
    columns, register = _columns(dataset), dataset.register

    def numbers(found: tuple[str, ...], *names: str) -> dict[str, int]:
        of_these = tally(dataset, found).numbers
        return {name: of_these[name] for name in names}

    tasks = set(spoken_tasks(dataset, ids))
    return {
        **tally(dataset, ids).numbers,
        "groups": {
            code: numbers(group_features(dataset, ids, code), "projects", "statements")
            for code in dataset.vocabularies["project_group"].codes
        },
        "partners": {
            place_id: {
                "name": str(dataset.places.at[place_id, "name"]),
                **numbers(
                    partner_features(dataset, ids, place_id), "statements", "links", "projects"
                ),
            }
            for place_id in dataset.partner_ids
        },
        "corridors": {
            corridor_id: {
                "name": str(register.corridors.at[corridor_id, "name"]),
                "measures": [
                    measure.id
                    for measure in dataset.plan.measures
                    if measure.id in {columns.measure_id[i] for i in found}
                ],
                "features": len(found),
            }
            for corridor_id in register.corridors.index
            for found in [counted(dataset, corridor_features(dataset, ids, corridor_id))]
        },
        "banners": {
            adcode: {
                "name": name,
                **numbers(
                    banner_features(dataset, ids, adcode),
                    *("statements", "links", "projects", "positionings"),
                ),
            }
            for adcode, name in dataset.banner_names.items()
        },
        "units": {
            unit_id: {
                "name": str(register.units.at[unit_id, "name"]),
                "tasks": sum(
                    unit_id in units and i in tasks for i, units in dataset.tasks["units"].items()
                ),
                "features": len(counted(dataset, unit_features(dataset, ids, unit_id))),
            }
            for unit_id in register.units.index
        },
        "unknown": {name: len(found) for name, found in unknown(dataset, ids).items()},
    }
