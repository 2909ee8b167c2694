"""What the pages of the monthly reporting show: month, unit, task and filters, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from ordos_geo.model.reporting import Month, ReportState, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingView:
    """Month, unit, task and filters; None and empty mean that nothing was chosen.

    `since` is the earlier month of a comparison.
    """

    month: Month | None = None
    since: Month | None = None
    unit_id: str = ""
    task_id: str = ""
    sectors: frozenset[str] = frozenset()
    states: frozenset[ReportState] = frozenset()
    statuses: frozenset[Status] = frozenset()

    @property
    def is_filtered(self) -> bool:
        """Whether sector, state or status leave something out."""
        return bool(self.sectors or self.states or self.statuses)
