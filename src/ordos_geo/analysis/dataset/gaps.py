"""What the plan leaves open about a task or a feature; codes of data/vocab/unknown.csv."""

from __future__ import annotations

from collections.abc import Sequence

TASK_GAPS = (
    "tasks_without_date",
    "tasks_without_amount",
    "tasks_without_place",
    "tasks_without_lead",
)
"""No date; no target; no feature speaks of its place; several units, none said to lead."""
FEATURE_GAPS = (
    "features_without_stage",
    "features_only_schematic",
    "links_with_ends_supplied",
)
"""Link or project without stage; no place of its own; an end supplied by our reading."""

_POSITIONINGS = frozenset({"positioning", "park"})
_SCHEMATIC = frozenset({"schematic", "region"})
_SUPPLIED = frozenset({"expanded", "inferred"})


def task_gaps(
    *, due: str, has_amount: bool, has_place: bool, own_units: Sequence[str]
) -> tuple[str, ...]:
    """Those of TASK_GAPS that a task has.

    `due` is by when in the plan's words, `own_units` who answers as the plan words them.
    """
    is_open = (not due, not has_amount, not has_place, len(own_units) != 1)
    return tuple(code for code, applies in zip(TASK_GAPS, is_open, strict=True) if applies)


def feature_gaps(*, kind: str, stage: str, precision: str, reading: str) -> tuple[str, ...]:
    """Those of FEATURE_GAPS that a feature has, from its codes as in `Dataset.features`."""
    is_open = (
        not stage and kind not in _POSITIONINGS,
        kind != "link" and precision in _SCHEMATIC,
        reading in _SUPPLIED,
    )
    return tuple(code for code, applies in zip(FEATURE_GAPS, is_open, strict=True) if applies)
