"""Days, months and times in words, in one place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import ordos_geo
from ordos_geo.model.dates import day_label, month_label, time_label

SOURCE = Path(ordos_geo.__file__).parent
PATTERNS = ("general.DAY", "general.MONTH", "general.TIME")


def test_days_and_months_are_worded_without_leading_zeros():
    assert day_label(date(2025, 4, 5)) == "2025年4月5日"
    assert month_label(2025, 4) == "2025年4月"


def test_times_are_told_by_the_clock_of_ordos():
    assert time_label(datetime(2025, 4, 30, 17, 5, tzinfo=UTC)) == "2025-05-01 01:05"
    assert time_label(None) == ""


def test_no_other_module_words_a_date():
    users = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        for text in [path.read_text(encoding="utf-8")]
        if "年{" in text or any(pattern in text for pattern in PATTERNS)
    }
    assert users == {"model/dates.py", "wording/general.py"}
