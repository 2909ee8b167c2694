"""A unit's workbook: downloaded, filled in offline, uploaded, compared, then saved whole."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ordos_geo import wording
from ordos_geo.errors import OrdosGeoError
from ordos_geo.reporting.workbook.package import UPLOAD_LIMIT_BYTES
from ordos_geo.reporting.workbook.upload import Upload, read_upload, save_upload
from ordos_geo.reporting.workbook.writing import report_workbook, workbook_name
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.drafts import drop_draft
from ordos_geo.ui.reporting.messages import fault_lines, telling
from ordos_geo.ui.reporting.store import OpenMonth, read_month
from ordos_geo.ui.shell.session import private_key, session
from ordos_geo.ui.shell.sign_in import acting
from ordos_geo.ui.widgets.markup import render

_SWITCH = "report_offline"


def workbook_switch(opened: OpenMonth) -> bool:
    """Whether the workbook is asked for, not the forms; only while the month is open."""
    if not opened.is_open:
        return False
    return bool(st.toggle(wording.reporting_pages.WORKBOOK, key=_SWITCH))


def workbook_part(context: ReportingContext, opened: OpenMonth, unit_id: str) -> None:
    """Download and upload side by side, and below them what the upload would change."""
    down, up = st.columns([1, 2], gap="medium")
    with down:
        st.caption(wording.reporting_pages.WORKBOOK_HINT)
        st.download_button(
            wording.reporting_pages.WORKBOOK_DOWNLOAD,
            data=partial(_workbook, context, opened, unit_id),
            file_name=context.file_prefix + workbook_name(opened.reports, unit_id, context.texts),
            icon=":material/download:",
            on_click="ignore",
            type="primary",
        )
    with up, st.container(key="workbook"):
        render("reporting/uploader.html", words=wording.reporting_pages, scope="workbook")
        # another key after each save: the uploader is empty again
        key = private_key(f"workbook_{opened.month}_{session.workbook_serial}")
        file = st.file_uploader(
            wording.reporting_pages.WORKBOOK_UPLOAD,
            type=["xlsx"],
            key=key,
            max_upload_size=UPLOAD_LIMIT_BYTES // 1024**2,
        )
    if file is not None:
        _uploaded(context, opened, unit_id, file.getvalue())


def _workbook(context: ReportingContext, opened: OpenMonth, unit_id: str) -> bytes:
    return report_workbook(
        opened.reports, opened.previous, unit_id, context.texts, is_demo=context.store.is_demo
    )


def _uploaded(context: ReportingContext, opened: OpenMonth, unit_id: str, content: bytes) -> None:
    """What is wrong with the file, or what it would change and the button that does it."""
    try:
        upload = read_upload(content, opened.reports, unit_id, acting(), context.texts)
    except OrdosGeoError as error:
        lines = fault_lines(context.texts, error)
        title = wording.reporting_pages.WORKBOOK_FAULTS.format(count=len(lines))
        render("reporting/faults.html", title=title, lines=lines)
        return
    if not upload.rows:
        st.info(wording.reporting_pages.WORKBOOK_NO_CHANGE, icon=":material/info:")
        return
    conflicts = {conflict.mine.duty for conflict in upload.conflicts}
    render(
        "reporting/diff.html",
        words=wording.reporting_pages,
        title=wording.reporting_pages.WORKBOOK_CONFLICT.format(count=len(conflicts))
        if conflicts
        else wording.reporting_pages.WORKBOOK_DIFF.format(count=len(upload.rows)),
        rows=[
            (
                row.row,
                context.texts.task(row.change.duty.task_id),
                row,
                row.change.duty in conflicts,
            )
            for row in upload.rows
        ],
    )
    if not conflicts:
        st.button(
            wording.reporting_pages.WORKBOOK_COMMIT.format(count=len(upload.rows)),
            key="workbook_commit",
            type="primary",
            icon=":material/save:",
            on_click=_commit,
            args=(context, upload, content),
        )


def _commit(context: ReportingContext, shown: Upload, content: bytes) -> None:
    """Save what was shown; the file is read again, for whoever is signed in now."""
    month = shown.round_reports.round.month
    with telling(
        context.texts, wording.reporting_pages.WORKBOOK_DONE.format(count=len(shown.rows))
    ):
        actor = acting()
        opened = read_month(context.store, month, context.store.repository.writes())
        upload = read_upload(content, opened.reports, shown.unit_id, actor, context.texts)
        save_upload(context.store.repository, upload, actor)
        for row in upload.rows:
            drop_draft(month, row.change.duty)
        session.workbook_serial += 1
