"""The map of a month of the reporting, or of what changed since another, for screen and paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ordos_geo.analysis import Dataset, Selection
from ordos_geo.analysis.reporting.change import RoundChange, moved_duties
from ordos_geo.analysis.reporting.feature_status import feature_statuses
from ordos_geo.cartography.scene.map_scene import MapScene, build_status_scene
from ordos_geo.model.reporting import Duty, JudgedReport, Month
from ordos_geo.wording.general import ALL
from ordos_geo.wording.reporting import DEMO, STATUS_MAP_TITLE


def status_scene(
    dataset: Dataset,
    month: Month,
    judged: Mapping[Duty, JudgedReport],
    *,
    duties: Collection[Duty] | None = None,
    change: RoundChange | None = None,
    selected_id: str = "",
    filters_in_words: str = "",
    is_demo: bool = False,
) -> MapScene:
    """Every feature in the worst status of the duties on the tasks that speak of it.

    `duties` are those that filters leave, all where left out; `filters_in_words` says which.
    With `change` only duties count whose status changed since its earlier month, or whose work
    began or was finished. The total is what the whole month shows. A map of demonstration data
    says so in its title.
    """
    every = {duty: judged_report.verdict.status for duty, judged_report in judged.items()}
    counted = set(every if duties is None else duties)
    if change is not None:
        counted &= moved_duties(change)
    statuses = {duty: status for duty, status in every.items() if duty in counted}
    title = STATUS_MAP_TITLE.format(month=month.label)
    scene = build_status_scene(
        dataset,
        feature_statuses(dataset, statuses),
        selection=Selection(),
        selected_id=selected_id,
        title=f"{title}（{DEMO}）" if is_demo else title,
        scope_ids=feature_statuses(dataset, every),
    )
    return replace(scene, filters_in_words=filters_in_words or ALL)
