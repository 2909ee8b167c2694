"""What must be said under a map, whatever draws it: notes, source and review line."""

from __future__ import annotations

from ordos_geo import wording


def review_line(review_number: str = "") -> str:
    """审图号 of a reviewed map; without a number that it must be reviewed before publication."""
    if review_number:
        return wording.sheets.REVIEW_NUMBER.format(number=review_number)
    return wording.general.REVIEW_LINE
