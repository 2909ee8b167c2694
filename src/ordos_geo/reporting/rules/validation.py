"""What a report may say, and which state may follow which. Pure functions."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterator

from ordos_geo.errors import EvidenceFault, Fault, ReportingFault
from ordos_geo.model.reporting import (
    Duty,
    Milestone,
    Month,
    Report,
    ReportChange,
    ReportContent,
    ReportState,
)
from ordos_geo.wording.reporting import REPORT_FIELDS

TEXT_LIMIT_CHARACTERS = 4000
REASON_LIMIT_CHARACTERS = 500
EVIDENCE_LIMIT_FILES = 5

_BY_UNIT = frozenset({ReportState.DRAFT, ReportState.SUBMITTED})
_BY_DISPATCHER = frozenset({ReportState.RETURNED, ReportState.APPROVED})
_FOLLOWING = {
    ReportState.NOT_STARTED: _BY_UNIT,
    ReportState.DRAFT: _BY_UNIT,
    ReportState.RETURNED: _BY_UNIT,
    # what was submitted is not a draft again: it is corrected, returned or approved
    ReportState.SUBMITTED: frozenset({ReportState.SUBMITTED}) | _BY_DISPATCHER,
    ReportState.APPROVED: frozenset({ReportState.SUBMITTED, ReportState.RETURNED}),
}


def state_faults(before: Report, after: ReportState, reason: str) -> Iterator[Fault]:
    """What forbids that a report goes on to a state.

    A return, and a correction of what was handed in, need a reason.
    """
    duty = before.duty
    if after not in _FOLLOWING[before.state]:
        details = {"duty": duty, "state": before.state.value, "value": after.value}
        yield Fault(ReportingFault.STATE_CHANGE_INVALID, details=details)
    corrects = before.is_handed_in and after is ReportState.SUBMITTED
    yield from reason_faults(duty, reason, required=corrects or after is ReportState.RETURNED)


def reason_faults(subject: Duty | Month, reason: str, *, required: bool) -> Iterator[Fault]:
    """What is wrong with the reason of a change: missing, too long, or not to be stored."""
    if required and not reason.strip():
        yield Fault(ReportingFault.REASON_MISSING, details={"subject": subject})
    yield from _text_faults(subject, "reason", reason, REASON_LIMIT_CHARACTERS)


def content_faults(change: ReportChange, target_ids: Collection[str]) -> Iterator[Fault]:
    """What is wrong in a report. `target_ids`: the targets of its task.

    A draft may be incomplete; what is submitted says how far the work is and what was done.
    """
    duty, content = change.duty, change.content
    yield from _progress_faults(duty, content)
    for name in ("done", "problem", "need"):
        yield from _text_faults(duty, name, getattr(content, name), TEXT_LIMIT_CHARACTERS)
    yield from _figure_faults(duty, content, target_ids)
    if len(content.evidence) > EVIDENCE_LIMIT_FILES:
        details = {"duty": duty, "size": len(content.evidence), "limit": EVIDENCE_LIMIT_FILES}
        yield Fault(EvidenceFault.TOO_MANY, details=details)
    if change.state is ReportState.SUBMITTED:
        if content.percent is None and content.milestone is None:
            yield Fault(ReportingFault.PROGRESS_MISSING, details={"duty": duty})
        if not content.done.strip():
            yield Fault(ReportingFault.TEXT_MISSING, details=_field(duty, "done"))


def _progress_faults(duty: Duty, content: ReportContent) -> Iterator[Fault]:
    percent, milestone = content.percent, content.milestone
    if percent is None:
        return
    if not 0 <= percent <= 100:
        yield Fault(ReportingFault.PERCENT_INVALID, details={"duty": duty, "value": percent})
    elif milestone is not None and (
        (percent == 100) is not (milestone is Milestone.COMPLETED)
        or (milestone is Milestone.NOT_BEGUN and percent > 0)
    ):
        details = {"duty": duty, "percent": percent, "milestone": milestone.value}
        yield Fault(ReportingFault.PROGRESS_CONTRADICTORY, details=details)


def _figure_faults(
    duty: Duty, content: ReportContent, target_ids: Collection[str]
) -> Iterator[Fault]:
    named = [figure.target_id for figure in content.figures]
    for figure in content.figures:
        details = {"duty": duty, "target": figure.target_id, "value": figure.value}
        if figure.target_id not in target_ids:
            yield Fault(ReportingFault.FIGURE_UNKNOWN, details=details)
        if not math.isfinite(figure.value) or named.count(figure.target_id) > 1:
            yield Fault(ReportingFault.FIGURE_INVALID, details=details)


def _text_faults(duty: Duty | Month, name: str, text: str, limit: int) -> Iterator[Fault]:
    details = _field(duty, name)
    if len(text) > limit:
        details = {**details, "size": len(text), "limit": limit}
        yield Fault(ReportingFault.TEXT_TOO_LONG, details=details)
    if any(_is_unprintable(character) for character in text):
        yield Fault(ReportingFault.TEXT_UNPRINTABLE, details=details)


def _is_unprintable(character: str) -> bool:
    """Control characters and halves of characters, which no database and no workbook takes."""
    return character not in "\n\r\t" and unicodedata.category(character) in {"Cc", "Cs"}


def _field(duty: Duty | Month, name: str) -> dict[str, object]:
    return {"duty": duty, "field_en": name, "field_zh": REPORT_FIELDS[name]}
