"""What each table of data/register holds. The data dictionary is generated from here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandera.pandas as pa

from ordos_geo.tables import text_column

COMPARATORS = ("eq", "ge", "le")

_ID = text_column("Identity of the row: lower-case words joined by hyphens, never reused.")
_NAME = text_column("Chinese name shown to people.")
_MEASURE = text_column('Measure that says it: "1-3" is chapter 一（三）.', references="measures")
_QUOTE = text_column("Words of the plan, character for character, inside that measure.")
_BASIS = text_column("Source of what the plan does not say itself.", required=False)
_NOTE = text_column("Remark for the next person.", required=False)
_STAGE = text_column("How far the plan's own verb says it is.", vocabulary="stage")

# A row of context has no measure and no quote, but then a basis; `analysis.integrity` checks that.
_MEASURE_OR_CONTEXT = text_column(
    "Measure that says it; empty for context from elsewhere.",
    required=False,
    references="measures",
)
_QUOTE_OR_CONTEXT = text_column(
    "Words of the plan, character for character; empty for context.", required=False
)

UNITS = pa.DataFrameSchema(
    {
        "id": _ID,
        "name": _NAME,
        "kind": text_column("Kind of responsible unit.", vocabulary="unit_kind"),
        "aliases": text_column("Other names in use.", required=False, list=True),
        "member_ids": text_column(
            "Members of a collective such as 各旗区人民政府.",
            required=False,
            list=True,
            references="units",
        ),
        "place_id": text_column(
            "Banner seat or park that it governs: a relation that ends there is its own.",
            required=False,
            references="places",
        ),
        "note": _NOTE,
    }
)

TASKS = pa.DataFrameSchema(
    {
        "id": _ID,
        "name": _NAME,
        "measure_id": _MEASURE,
        "quote": _QUOTE,
        "sector": text_column("Field of work.", vocabulary="sector"),
        "stage": _STAGE,
        "unit_ids": text_column(
            "Responsible units; empty means all units of the measure.",
            required=False,
            list=True,
            references="units",
        ),
        "owed": pa.Column(
            bool,
            description="false: an effect that the plan hopes for, on which nobody owes a report.",
        ),
        "due": text_column(
            "By when or how often, in words of the quote; empty: the plan does not say.",
            required=False,
        ),
        "note": _NOTE,
    }
)

TARGETS = pa.DataFrameSchema(
    {
        "id": _ID,
        "name": _NAME,
        "measure_id": _MEASURE,
        "quote": _QUOTE,
        "indicator": text_column("What is counted or measured."),
        "comparator": pa.Column(
            str,
            pa.Check.isin(COMPARATORS, error=" / ".join(COMPARATORS)),
            description="eq: exactly, ge: at least, le: at most.",
        ),
        "value": pa.Column(float, description="The figure, in `unit`."),
        "unit": text_column("Unit of the figure: 个, 条, %, …"),
        "task_id": text_column(
            "Task whose report fills it in; empty: a figure in a name, which nobody fills in.",
            required=False,
            references="tasks",
        ),
        "note": _NOTE,
    }
)

LINKS = pa.DataFrameSchema(
    {
        "id": _ID,
        "name": _NAME,
        "measure_id": _MEASURE,
        "quote": _QUOTE,
        "origin_id": text_column("Place or park at the giving end.", references="places"),
        "destination_id": text_column("Place or park at the receiving end.", references="places"),
        "theme": text_column("What the two sides do together.", vocabulary="theme"),
        "directed": pa.Column(bool, description="true: from origin to destination; false: mutual."),
        "reading": text_column(
            "Whether the plan names both ends itself, or our reading supplies them.",
            vocabulary="reading",
        ),
        "stage": _STAGE,
        "basis": _BASIS,
        "note": _NOTE,
    }
)

PROJECTS = pa.DataFrameSchema(
    {
        "id": _ID,
        "name": _NAME,
        "measure_id": _MEASURE_OR_CONTEXT,
        "quote": _QUOTE_OR_CONTEXT,
        "type": text_column("What is built or run.", vocabulary="project_type"),
        "stage": text_column(
            "How far the plan's own verb says it is; may be empty for context.",
            required=False,
            vocabulary="stage",
        ),
        "place_ids": text_column(
            "Places and parks that the plan's words put it at.",
            required=False,
            list=True,
            references="places",
        ),
        "drawn_place_ids": text_column(
            "Places that only its drawing rests on: way points and sites that the plan does not "
            "name. They are no partners and book it to no banner.",
            required=False,
            list=True,
            references="places",
        ),
        "same_as": text_column(
            "Project that this name may also mean; such a row is not counted twice.",
            required=False,
            references="projects",
        ),
        "context": pa.Column(
            bool, description="true: background, nothing the plan sets out to build; never counted."
        ),
        "basis": _BASIS,
        "note": _NOTE,
    }
)

POSITIONINGS = pa.DataFrameSchema(
    {
        "id": _ID,
        "name": _NAME,
        "measure_id": _MEASURE,
        "quote": _QUOTE,
        "place_id": text_column("Banner seat or park that is positioned.", references="places"),
        "positioning": text_column("The role that the plan gives it."),
        "note": _NOTE,
    }
)

CORRIDORS = pa.DataFrameSchema(
    {
        "id": _ID,
        "name": _NAME,
        "aliases": text_column("Other names in use.", required=False, list=True),
        "measure_id": _MEASURE,
        "quote": _QUOTE,
        "whole_measure_ids": text_column(
            "Measures that are about it as a whole, as their title or their chapter's says.",
            required=False,
            list=True,
            references="measures",
        ),
        "place_ids": text_column(
            "Places that stand for it in the plan's words.",
            required=False,
            list=True,
            references="places",
        ),
        "kind": text_column("Kind of partner region.", vocabulary="corridor_kind"),
        "basis": _BASIS,
        "note": _NOTE,
    }
)

MENTIONS = pa.DataFrameSchema(
    {
        "record_id": text_column("Record that the sentence also names.", references="records"),
        "measure_id": _MEASURE,
        "quote": _QUOTE,
    }
)

UNCOVERED = pa.DataFrameSchema(
    {
        "measure_id": text_column(
            'Measure that the sentence stands in; "0-0" is the preamble.', references="measures"
        ),
        "quote": _QUOTE,
        "reason": text_column("Why no record quotes this sentence."),
    }
)

TABLES: Mapping[str, pa.DataFrameSchema] = MappingProxyType(
    {
        "units": UNITS,
        "tasks": TASKS,
        "targets": TARGETS,
        "links": LINKS,
        "projects": PROJECTS,
        "positionings": POSITIONINGS,
        "corridors": CORRIDORS,
        "mentions": MENTIONS,
        "uncovered": UNCOVERED,
    }
)
"""Schema of each table by the stem of its file."""
