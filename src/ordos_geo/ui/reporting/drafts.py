"""What somebody is typing, kept until it is saved.

Streamlit forgets a field that is not drawn, and a save may be refused: the session keeps what was
typed for each duty, together with the version that it was begun on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ordos_geo.model.reporting import Duty, Month, Report, ReportContent
from ordos_geo.ui.shell.session import session


@dataclass(slots=True)
class Draft:
    """What is typed for one duty. `serial` tells its fields from those of an earlier draft."""

    base: Report
    content: ReportContent
    serial: int
    reason: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self.content != self.base.content or bool(self.reason)


def open_draft(saved: Report) -> Draft:
    """The draft of a duty. Where nothing was typed it begins with the latest report."""
    drafts = session.drafts
    key = (saved.month, saved.duty)
    draft = drafts.get(key)
    if draft is None or (not draft.is_changed and draft.base != saved):
        session.draft_serial += 1
        draft = drafts[key] = Draft(saved, saved.content, session.draft_serial)
    return draft


def held_draft(month: Month, duty: Duty) -> Draft:
    """The draft of a duty that was opened; KeyError where none was."""
    return session.drafts[month, duty]


def drop_draft(month: Month, duty: Duty) -> None:
    """Begin again with the latest report."""
    session.drafts.pop((month, duty), None)


def rebase_draft(month: Month, duty: Duty, theirs: Report) -> None:
    """Go on with what was typed, knowing the version that somebody else saved meanwhile.

    Files that they attached are kept: taking one away is a step of its own.
    """
    draft = held_draft(month, duty)
    mine = draft.content.evidence
    added = tuple(file for file in theirs.content.evidence if file not in mine)
    draft.base = theirs
    draft.content = replace(draft.content, evidence=(*mine, *added))


def changed_duties(month: Month) -> frozenset[Duty]:
    """The duties of a month with something typed that is not saved."""
    return frozenset(
        duty
        for (of_month, duty), draft in session.drafts.items()
        if of_month == month and draft.is_changed
    )
