"""What a row of a unit's workbook says, and the marks by which a workbook is known again.

The workbook that is written and the workbook that is read back share this.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ordos_geo.model.reporting import (
    Figure,
    Milestone,
    Month,
    Report,
    ReportState,
    Round,
)
from ordos_geo.office.spreadsheet import printable

IDENTITY_SHEET = "_identity"
LIST_SHEET = "_lists"
TITLE_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3
FORMAT = "ordos-geo report sheet 1"
ACTIONS = (ReportState.DRAFT, ReportState.SUBMITTED)
"""What a unit may do with a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowInput:
    """The cells of a row that a unit fills in. `action` None: nothing chosen."""

    percent: int | None = None
    milestone: Milestone | None = None
    done: str = ""
    problem: str = ""
    need: str = ""
    figures: tuple[Figure, ...] = ()
    reason: str = ""
    action: ReportState | None = None

    @property
    def digest(self) -> str:
        """A mark that changes with the row, and only then."""
        values = [
            self.percent,
            self.milestone,
            self.done,
            self.problem,
            self.need,
            # spreadsheets keep about 15 digits
            [(figure.target_id, f"{figure.value:.12g}") for figure in sorted(self.figures)],
            self.reason,
            self.action,
        ]
        return _sha256([json.dumps(values, ensure_ascii=False)])


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMark:
    """What a workbook remembers of a row as it was written."""

    task_id: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetIdentity:
    """Whose workbook it is. `opened_at` tells rounds of the same month in two stores apart."""

    month: Month
    unit_id: str
    opened_at: str
    rows: tuple[RowMark, ...]

    def cells(self) -> list[tuple[str, str, str]]:
        """The rows of the hidden sheet, the checksum last."""
        cells = [
            (FORMAT, "", ""),
            (str(self.month), self.unit_id, self.opened_at),
            *((mark.task_id, str(mark.version), mark.digest) for mark in self.rows),
        ]
        return [*cells, ("checksum", _sha256("\t".join(row) for row in cells), "")]

    @classmethod
    def from_cells(cls, cells: list[tuple[str, str, str]]) -> SheetIdentity:
        """Reads `cells`; ValueError or ReportingError where anything was changed."""
        _, (month, unit_id, opened_at), *rows, _ = cells
        marks = (
            RowMark(task_id=task_id, version=int(version), digest=digest)
            for task_id, version, digest in rows
        )
        identity = cls(
            month=Month.parse(month), unit_id=unit_id, opened_at=opened_at, rows=tuple(marks)
        )
        if identity.cells() != cells:
            raise ValueError("the identity was changed")
        return identity


def row_input(report: Report) -> RowInput:
    """What a report's row is filled with: the latest report, for the unit to continue."""
    content = report.content
    is_decided = report.is_handed_in or report.state is ReportState.DRAFT
    action = ReportState.SUBMITTED if report.is_handed_in else ReportState.DRAFT
    return RowInput(
        percent=content.percent,
        milestone=content.milestone,
        done=plain_text(content.done),
        problem=plain_text(content.problem),
        need=plain_text(content.need),
        figures=content.figures,
        action=action if is_decided else None,
    )


def plain_text(text: str) -> str:
    """Text as a cell keeps it: one kind of line end, nothing around it, nothing unprintable."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def opened_at(round_: Round) -> str:
    """When a round was opened, as text that a workbook keeps."""
    first: datetime = round_.events[0].at
    return first.isoformat()


def _sha256(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
