"""Which months a month looks back on."""

from __future__ import annotations

from ordos_geo.model.reporting import Month
from ordos_geo.reporting.rules.look_back import ROUNDS_LOOKED_AT, months_looked_at

APRIL = Month(2025, 4)


def test_months_come_earliest_first_and_end_with_the_month():
    opened = [APRIL.next, APRIL, Month(2025, 1)]
    assert months_looked_at(opened, APRIL) == (Month(2025, 1), APRIL)


def test_no_more_rounds_are_read_than_are_looked_at():
    opened = [APRIL.shift(-n) for n in range(ROUNDS_LOOKED_AT + 5)]
    found = months_looked_at(opened, APRIL)
    assert len(found) == ROUNDS_LOOKED_AT
    assert found[0] == APRIL.shift(1 - ROUNDS_LOOKED_AT)
