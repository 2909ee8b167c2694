"""All Chinese wording that is no label of a code list and no fault; each phrase once.

A module a subject, used by its full name: `wording.general.ALL`, `wording.reporting.DEMO`.
"""

from ordos_geo.wording import (
    atlas,
    demonstration,
    general,
    output,
    reminders,
    reporting,
    reporting_pages,
    sheets,
    workbook,
)

__all__ = [
    "atlas",
    "demonstration",
    "general",
    "output",
    "reminders",
    "reporting",
    "reporting_pages",
    "sheets",
    "workbook",
]
