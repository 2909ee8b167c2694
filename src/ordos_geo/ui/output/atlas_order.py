"""Ordering an atlas: the button, how far it is, cancel, what was found, and the finished file."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.cartography.atlas import AtlasPlan, findings_in_words, plan_atlas
from ordos_geo.cartography.file_names import map_file_name
from ordos_geo.cartography.sheet import SheetOptions
from ordos_geo.errors import ExportError
from ordos_geo.settings import Settings
from ordos_geo.ui.output.atlas_queue import AtlasJob, Cancelled, Findings, JobState, Make, Progress
from ordos_geo.ui.output.findings import findings_panel
from ordos_geo.ui.shell.catalog import atlas_queue
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.filters import escape_markdown

_ASK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class AtlasOrder:
    """What is wanted: some pages of a plan within a selection, in a format of the atlas."""

    plan: AtlasPlan
    pages: tuple[str, ...]
    selection: Selection
    options: SheetOptions
    file_format: str
    template: bytes | None

    @property
    def file_name(self) -> str:
        """地图名_筛选_日期.ext."""
        plan, options = self.plan, self.options
        return map_file_name(
            plan.title, plan.filters_in_words, options.letterhead.on, self.file_format
        )


def order_panel(dataset: Dataset, order: AtlasOrder, *, is_usable: bool) -> None:
    """The button that orders, then progress, then the file. One atlas a session at a time."""
    with st.container(key="export_finish", gap="xsmall"):
        job = session.atlas_job
        if job is not None and job.is_open:
            st.fragment(_follow, run_every=_ASK_SECONDS)(job)
            return
        if job is not None:
            _ended(job)
        if refusal := session.atlas_refusal:
            del session.atlas_refusal
            st.warning(refusal, icon=":material/hourglass_top:")
        st.button(
            wording.output.ATLAS_MAKE.format(count=len(order.pages)),
            key="atlas_make",
            icon=":material/auto_stories:",
            type="primary" if job is None or job.state is not JobState.DONE else "secondary",
            disabled=not (order.pages and is_usable),
            on_click=_order,
            args=(dataset, order),
            width="stretch",
        )


def _follow(job: AtlasJob) -> None:
    """How far a job is, asked again every second; ends with the job."""
    job.ask()
    if not job.is_open:
        st.rerun()
    ahead = atlas_queue().ahead(job)
    if job.state is JobState.WAITING and ahead:
        text = wording.output.ATLAS_WAITING.format(count=ahead)
    elif not job.done:
        text = wording.output.ATLAS_STARTING
    else:
        text = wording.output.ATLAS_PROGRESS.format(done=job.done, total=job.total, page=job.page)
    st.progress(job.done / job.total, text=escape_markdown(text))
    st.button(
        wording.output.ATLAS_CANCEL,
        key="atlas_cancel",
        icon=":material/cancel:",
        on_click=job.cancel,
        width="stretch",
    )


def _ended(job: AtlasJob) -> None:
    """The file of a finished job, or why there is none."""
    if job.state is JobState.DONE:
        st.success(
            wording.output.ATLAS_DONE.format(count=job.total), icon=":material/check_circle:"
        )
        findings_panel(findings_in_words(job.findings))
        st.download_button(
            wording.output.ATLAS_DOWNLOAD,
            data=job.content,
            file_name=job.file_name,
            key="atlas_download",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
            width="stretch",
        )
    elif job.state is JobState.CANCELLED:
        st.info(wording.output.ATLAS_CANCELLED, icon=":material/info:")
    else:
        st.error(
            job.error.chinese() if job.error else wording.output.ATLAS_FAILED,
            icon=":material/error:",
        )


def _order(dataset: Dataset, order: AtlasOrder) -> None:
    job = AtlasJob(_maker(dataset, order), order.file_name, len(order.pages))
    try:
        atlas_queue().order(job)
    except ExportError as error:
        session.atlas_refusal = error.chinese()
    else:
        session.atlas_job = job


def _maker(dataset: Dataset, order: AtlasOrder) -> Make:
    root = Settings().root

    def make(progress: Progress, cancelled: Cancelled) -> tuple[bytes, Findings]:
        from ordos_geo.cartography.atlas import (  # noqa: PLC0415 - loads matplotlib
            DrawingPool,
            make_atlas,
        )

        plan = plan_atlas(dataset, order.plan.by, order.selection, order.pages)
        with DrawingPool(root) as pool:
            atlas = make_atlas(
                dataset,
                plan,
                order.options,
                order.file_format,
                pool=pool,
                template=order.template,
                progress=progress,
                cancelled=cancelled,
            )
        return atlas.content, atlas.findings

    return make
