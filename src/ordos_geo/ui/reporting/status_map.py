"""The map of a month in the statuses of the month, or of what changed since another month."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.analysis.reporting.change import RoundChange, change_sentences
from ordos_geo.analysis.reporting.feature_status import feature_tasks, worst_status
from ordos_geo.cartography.file_names import map_file_name
from ordos_geo.cartography.files import MAP_FORMATS, draw_file
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.scene.status_scene import status_scene
from ordos_geo.cartography.sheet import Letterhead, SheetOptions
from ordos_geo.model import clock
from ordos_geo.model.reporting import Duty, Status
from ordos_geo.ui.maps import viewport_state as map_view
from ordos_geo.ui.maps.chart import draw_map
from ordos_geo.ui.maps.legend_panel import legend
from ordos_geo.ui.maps.panels import count_line
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.reporting.timeline import timeline
from ordos_geo.ui.reporting.view_state import change_view, current_view
from ordos_geo.ui.shell.catalog import load_catalog
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.markup import render

_DOWNLOADS = ("png", "pdf", "pptx")
_ONLY_CHANGED = "dispatch_map_only_changed"


def status_map(
    context: ReportingContext,
    opened: OpenMonth,
    duties: Collection[Duty],
    change: RoundChange | None,
) -> None:
    """The map of what the filters leave; beside it legend, tasks of the chosen feature, history."""
    frames = load_catalog().frames
    with st.container(key="progress_map"), st.container(key="stage"):
        canvas = st.container(key="canvas")
        with st.container(key="mapbar", horizontal=True, gap="small"):
            published = map_view.frame_choice(frames)
            scene = status_scene(
                context.dataset,
                opened.month,
                opened.judged,
                duties=duties,
                change=change if change and _only_changed(change) else None,
                selected_id=session.selected_id,
                filters_in_words=_filters_in_words(context),
                is_demo=context.store.is_demo,
            )
            map_view.fit_buttons(published, scene.feature_ids)
        with canvas:
            draw_map(context.dataset, scene, published, map_view.current_view(published))
        with st.container(key="side"):
            count_line(context.dataset, scene, Selection())
            _chosen_feature(context, opened, scene, duties)
            if current_view().task_id and scene.selected_id in scene.feature_ids:
                timeline(context)
            _downloads(context, scene, change, duties)
            legend(context.dataset, scene, published, Selection())


def _downloads(
    context: ReportingContext, scene: MapScene, change: RoundChange | None, duties: Collection[Duty]
) -> None:
    """The map as a sheet or slide, under its title the change in two sentences."""
    subtitle = "".join(change_sentences(change.narrowed_to(duties))) if change else ""
    options = SheetOptions(letterhead=Letterhead(on=clock.today()), subtitle=subtitle)
    with st.container(key="progress_downloads", horizontal=True, gap="xsmall"):
        for file_format in _DOWNLOADS:
            st.download_button(
                MAP_FORMATS[file_format].label,
                data=partial(sheet_file, context.dataset, scene, options, file_format),
                file_name=map_file_name(
                    scene.title, scene.filters_in_words, options.letterhead.on, file_format
                ),
                icon=":material/download:",
                on_click="ignore",
                disabled=not scene.feature_ids,
            )


def sheet_file(dataset: Dataset, scene: MapScene, options: SheetOptions, file_format: str) -> bytes:
    """The scene as a file in one of `cartography.files.MAP_FORMATS`."""
    return draw_file(dataset, scene, options, file_format)[0]


def _filters_in_words(context: ReportingContext) -> str:
    view, vocabularies = current_view(), context.dataset.vocabularies
    chosen = {
        "units": [context.texts.unit(view.unit_id)] if view.unit_id else [],
        "sector": [t.label_zh for t in vocabularies["sector"] if t.code in view.sectors],
        "state": [t.label_zh for t in vocabularies["report_state"] if t.code in view.states],
        "light": [t.label_zh for t in vocabularies["light"] if t.code in view.statuses],
    }
    names = {**wording.general.DIMENSIONS, **wording.reporting_pages.FILTERS}
    return "；".join(f"{names[k]}：{'、'.join(labels)}" for k, labels in chosen.items() if labels)


def _only_changed(change: RoundChange) -> bool:
    label = wording.reporting_pages.MAP_ONLY_CHANGED.format(month=change.earlier.label)
    return bool(
        st.toggle(
            label,
            key=_ONLY_CHANGED,
            help=wording.reporting.STATUS_MAP_CHANGED.format(month=change.earlier.label),
        )
    )


def _chosen_feature(
    context: ReportingContext, opened: OpenMonth, scene: MapScene, duties: Collection[Duty]
) -> None:
    """The tasks that speak of the chosen feature, each with its status and a way to its history."""
    if scene.selected_id not in scene.feature_ids:
        st.caption(wording.reporting_pages.MAP_HINT)
        return
    statuses: dict[str, list[Status]] = {}
    for duty in duties:
        statuses.setdefault(duty.task_id, []).append(opened.judged[duty].verdict.status)
    labels = context.dataset.vocabularies["light"]
    render("reporting/feature.html", name=context.dataset.features.loc[scene.selected_id, "name"])
    for task_id in feature_tasks(context.dataset)[scene.selected_id]:
        if task_id in statuses:
            status = worst_status(statuses[task_id])
            st.button(
                wording.reporting_pages.MAP_TASK.format(
                    shape=wording.reporting.STATUS_SHAPES[status],
                    status=labels.label(status),
                    task=context.texts.task(task_id).name,
                ),
                key=f"map_task_{task_id}",
                type="primary" if current_view().task_id == task_id else "secondary",
                on_click=change_view,
                kwargs={"task_id": task_id},
                width="stretch",
            )
