"""A filled-in workbook: read, checked row by row, compared with the latest reports, then saved.

Nothing in the file is believed. Month and unit come from the page and from whoever is signed in;
the file's own identity is only compared with them, its ids only with what the unit owes, and its
versions with those in the store when it is saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ordos_geo import wording
from ordos_geo.errors import Fault, FaultKind, ReportingError, WorkbookFault
from ordos_geo.model.reporting import (
    Actor,
    Duty,
    Figure,
    Report,
    ReportChange,
    ReportConflict,
    ReportContent,
    RoundReports,
)
from ordos_geo.model.reporting_texts import ReportingTexts
from ordos_geo.reporting.rules.permissions import require_report
from ordos_geo.reporting.rules.validation import content_faults, state_faults
from ordos_geo.reporting.store.repository import ReportingRepository
from ordos_geo.reporting.workbook.cells import (
    CellReader,
    SheetRow,
    WorkbookContent,
    read_workbook,
)
from ordos_geo.reporting.workbook.marks import RowInput, RowMark, opened_at, row_input
from ordos_geo.wording.reporting import NOT_STATED, PERCENT, REPORT_FIELDS

_TEXTS = ("done", "problem", "need")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a report before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What a row of the workbook changes. `row` is its number in the sheet."""

    row: int
    change: ReportChange
    before: Report
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A workbook without faults, ready to be saved. Rows that nobody touched are left out.

    `conflicts` are rows whose report somebody saved after the workbook was downloaded; with any
    of them nothing can be saved.
    """

    round_reports: RoundReports
    unit_id: str
    rows: tuple[RowChange, ...]
    untouched: int

    @property
    def changes(self) -> tuple[ReportChange, ...]:
        """What `save_upload` saves."""
        return tuple(row.change for row in self.rows)

    @property
    def conflicts(self) -> tuple[ReportConflict, ...]:
        """Both texts of every row that somebody else saved meanwhile."""
        return tuple(
            ReportConflict(row.change, row.before)
            for row in self.rows
            if row.change.based_on != row.before.version
        )


def read_upload(
    content: bytes, current: RoundReports, unit_id: str, actor: Actor, texts: ReportingTexts
) -> Upload:
    """What an uploaded workbook would change in the reports of a unit; saves nothing.

    Raises ReportingError where the actor does not report for the unit, where the file is too large,
    damaged, or of another month, unit or store, and otherwise with every fault of every row.
    """
    require_report(actor, unit_id)
    workbook = read_workbook(content)
    _check_identity(workbook, current, unit_id, texts)
    return _Reading(workbook, current, unit_id, texts).upload()


def save_upload(
    repository: ReportingRepository, upload: Upload, actor: Actor
) -> tuple[Report, ...]:
    """Save all rows, or none of them, as `repository.save` does."""
    return repository.save(upload.round_reports.round.month, upload.changes, actor)


def _check_identity(
    workbook: WorkbookContent, current: RoundReports, unit_id: str, texts: ReportingTexts
) -> None:
    identity = workbook.identity
    month = current.round.month
    if (identity.month, identity.unit_id) != (month, unit_id):
        details = {
            "found": _sheet_of(identity.month.label, texts.unit(identity.unit_id)),
            "expected": _sheet_of(month.label, texts.unit(unit_id)),
        }
        raise ReportingError([Fault(WorkbookFault.OTHER, details=details)])
    if identity.opened_at != opened_at(current.round):
        raise ReportingError([Fault(WorkbookFault.FOREIGN)])


def _sheet_of(month: str, unit: str) -> str:
    return f"{month} {unit}"


class _Reading:
    """One pass over a workbook: collects changes and faults."""

    def __init__(
        self,
        workbook: WorkbookContent,
        current: RoundReports,
        unit_id: str,
        texts: ReportingTexts,
    ) -> None:
        self._workbook = workbook
        self._current = current
        self._unit_id = unit_id
        self._texts = texts
        self._cells = CellReader(texts)
        self._marks: Mapping[str, RowMark] = {mark.task_id: mark for mark in workbook.identity.rows}
        self._targets = {
            (target.task_id, target.target_id)
            for target in current.round.targets
            if target.task_id in self._marks
        }
        self._faults: list[Fault] = []

    def upload(self) -> Upload:
        figures = self._figures()
        changes = []
        rows = self._rows_by_key(
            self._workbook.reports, wording.workbook.REPORT_SHEET, ("task_id",)
        )
        for (task_id,), row in rows.items():
            mark = self._marks.get(task_id)
            duty = Duty(task_id, self._unit_id)
            if mark is None or duty not in self._current.reports:
                details = {"value": task_id}
                self._fault(WorkbookFault.TASK_UNKNOWN, wording.workbook.REPORT_SHEET, row, details)
                continue
            change = self._change(row, duty, mark, figures.get(task_id, ()))
            if change is not None:
                changes.append(change)
        self._missing(
            wording.workbook.REPORT_SHEET, {(task_id,) for task_id in self._marks} - set(rows)
        )
        if self._faults:
            raise ReportingError(self._faults)
        return Upload(
            round_reports=self._current,
            unit_id=self._unit_id,
            rows=tuple(changes),
            untouched=len(rows) - len(changes),
        )

    # ------------------------------------------------------------ rows

    def _change(
        self, row: SheetRow, duty: Duty, mark: RowMark, figures: tuple[Figure, ...]
    ) -> RowChange | None:
        """What a row changes; None where nobody touched it, or it has faults."""
        filled, faults = self._cells.row_input(row, figures)
        if faults:
            self._faults += faults
            return None
        if filled.digest == mark.digest:
            return None
        before = self._current.reports[duty]
        if filled.action is None:
            choices = self._cells.action_labels
            details = {"column": wording.workbook.REPORT_COLUMNS["action"], "choices": choices}
            self._fault(WorkbookFault.ACTION_MISSING, wording.workbook.REPORT_SHEET, row, details)
            return None
        change = ReportChange(
            duty=duty,
            content=_content(filled, before),
            based_on=mark.version,
            state=filled.action,
            reason=filled.reason,
        )
        targets = {target_id for task_id, target_id in self._targets if task_id == duty.task_id}
        found = [*content_faults(change, targets)]
        if mark.version == before.version:
            found += state_faults(before, change.state, change.reason)
        self._faults += [
            replace(fault, file=wording.workbook.REPORT_SHEET, row=row.number) for fault in found
        ]
        fields = tuple(self._field_changes(before, filled))
        return RowChange(row=row.number, change=change, before=before, fields=fields)

    def _figures(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures that the second sheet gives, by task."""
        figures: dict[str, list[Figure]] = {}
        keys = ("task_id", "target_id")
        rows = self._rows_by_key(self._workbook.figures, wording.workbook.FIGURE_SHEET, keys)
        for (task_id, target_id), row in rows.items():
            if (task_id, target_id) not in self._targets:
                details = {"value": f"{task_id} {target_id}"}
                self._fault(WorkbookFault.TASK_UNKNOWN, wording.workbook.FIGURE_SHEET, row, details)
                continue
            value, faults = self._cells.figure(row)
            self._faults += faults
            if value is not None:
                figures.setdefault(task_id, []).append(Figure(target_id, value))
        self._missing(wording.workbook.FIGURE_SHEET, self._targets - set(rows))
        return MappingProxyType({task: tuple(sorted(found)) for task, found in figures.items()})

    def _rows_by_key(
        self, rows: Sequence[SheetRow], sheet: str, columns: tuple[str, ...]
    ) -> dict[tuple[str, ...], SheetRow]:
        """The rows by their ids; a fault for each id that occurs again."""
        found: dict[tuple[str, ...], SheetRow] = {}
        for row in rows:
            key = tuple(self._cells.plain(row, column) for column in columns)
            if key in found:
                details = {"value": " ".join(key), "first": found[key].number}
                self._fault(WorkbookFault.TASK_REPEATED, sheet, row, details)
            else:
                found[key] = row
        return found

    def _missing(self, sheet: str, keys: Iterable[tuple[str, ...]]) -> None:
        self._faults += [
            Fault(WorkbookFault.TASK_MISSING, sheet, details={"value": " ".join(key)})
            for key in sorted(keys)
        ]

    def _fault(
        self, kind: FaultKind, sheet: str, row: SheetRow, details: Mapping[str, object]
    ) -> None:
        self._faults.append(Fault(kind, sheet, row.number, details))

    # ------------------------------------------------------------ what changes, in words

    def _field_changes(self, before: Report, filled: RowInput) -> Iterator[FieldChange]:
        old, texts = row_input(before), self._texts
        state = texts.states[filled.action] if filled.action else NOT_STATED
        pairs = [
            (wording.workbook.REPORT_COLUMNS["state"], texts.states[before.state], state),
            (REPORT_FIELDS["percent"], _percent(old), _percent(filled)),
            (REPORT_FIELDS["milestone"], self._milestone(old), self._milestone(filled)),
            *((REPORT_FIELDS[name], getattr(old, name), getattr(filled, name)) for name in _TEXTS),
            *self._figure_pairs(old, filled),
            (wording.workbook.REPORT_COLUMNS["reason"], "", filled.reason),
        ]
        for label, was, is_now in pairs:
            if was != is_now:
                yield FieldChange(label, was or NOT_STATED, is_now or NOT_STATED)

    def _figure_pairs(self, old: RowInput, filled: RowInput) -> Iterator[tuple[str, str, str]]:
        was = {figure.target_id: f"{figure.value:g}" for figure in old.figures}
        is_now = {figure.target_id: f"{figure.value:g}" for figure in filled.figures}
        for target_id in sorted({*was, *is_now}):
            name = self._texts.target(target_id).name
            yield name, was.get(target_id, ""), is_now.get(target_id, "")

    def _milestone(self, filled: RowInput) -> str:
        return self._texts.milestones[filled.milestone] if filled.milestone else ""


def _content(filled: RowInput, before: Report) -> ReportContent:
    """What the row says; the files of the report stay, a workbook holds none."""
    return ReportContent(
        percent=filled.percent,
        milestone=filled.milestone,
        done=filled.done,
        problem=filled.problem,
        need=filled.need,
        figures=filled.figures,
        evidence=before.content.evidence,
    )


def _percent(filled: RowInput) -> str:
    return "" if filled.percent is None else PERCENT.format(percent=filled.percent)
