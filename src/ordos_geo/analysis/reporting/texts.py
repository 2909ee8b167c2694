"""The register's words for the monthly reporting."""

from __future__ import annotations

from types import MappingProxyType

from ordos_geo import wording
from ordos_geo.analysis.dataset.assembly import Dataset
from ordos_geo.analysis.facts import target_words
from ordos_geo.model.reporting import Milestone, ReportState, Status
from ordos_geo.model.reporting_texts import ReportingTexts, TargetText, TaskText


def reporting_texts(dataset: Dataset) -> ReportingTexts:
    """The words of every unit, task and target of the plan, and of the codes."""
    tasks = {}
    for row in dataset.tasks.itertuples():
        measure = dataset.plan.measure(str(row.measure_id))
        clause = wording.general.short_clause(measure.chapter_no, measure.no)
        tasks[str(row.Index)] = TaskText(str(row.name), clause, str(row.quote))
    targets = {
        str(row["id"]): TargetText(str(row["indicator"]), str(row["unit"]), target_words(row))
        for row in dataset.register.targets.reset_index().to_dict("records")
    }
    units = {str(unit_id): str(name) for unit_id, name in dataset.register.units["name"].items()}
    return ReportingTexts(
        plan_title=dataset.plan.head.title,
        units=MappingProxyType(units),
        tasks=MappingProxyType(tasks),
        targets=MappingProxyType(targets),
        states=MappingProxyType(
            {state: dataset.vocabularies["report_state"].label(state) for state in ReportState}
        ),
        milestones=MappingProxyType(
            {code: dataset.vocabularies["milestone"].label(code) for code in Milestone}
        ),
        statuses=MappingProxyType(
            {status: dataset.vocabularies["light"].label(status) for status in Status}
        ),
    )
