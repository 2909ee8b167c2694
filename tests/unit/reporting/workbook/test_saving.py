"""What a workbook says is saved whole or not at all, on each kind of database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ordos_geo.errors import ReportingError, ReportingFault
from ordos_geo.model.reporting import (
    Figure,
    Milestone,
    ReportConflictError,
    ReportContent,
    ReportState,
)
from ordos_geo.reporting.workbook.upload import save_upload
from support.reporting import APRIL, DISPATCHER, DONGSHENG, FULL, HYDROGEN, KANGBASHI, ROAD, submit
from support.workbooks import FILLED, UNIT, download, fill, upload


def test_untouched_workbook_changes_nothing(april):
    submit(april, ROAD)
    found = upload(april, download(april))
    assert (found.rows, found.untouched) == ((), 2)
    assert save_upload(april, found, DONGSHENG) == ()


def test_filled_row_is_shown_field_by_field_and_then_saved(april):
    content = fill(download(april), FILLED, figures=[1])
    found = upload(april, content)
    (row,) = found.rows
    assert (row.row, row.change.duty, found.untouched) == (4, ROAD, 1)
    assert [(field.label, field.before, field.after) for field in row.fields] == [
        ("本月状态", "未填报", "已提交"),
        ("进度（%）", "未填", "40%"),
        ("节点", "未填", "实施中"),
        ("完成情况", "未填", "路基完成"),
        ("打通条数", "未填", "1"),
    ]
    assert april.history() == ()
    (report,) = save_upload(april, found, DONGSHENG)
    assert april.reports(APRIL).reports[ROAD] == report
    assert report.content == ReportContent(
        percent=40,
        milestone=Milestone.UNDER_WAY,
        done="路基完成",
        figures=(Figure("target-roads", 1),),
    )
    assert (report.state, report.account_id) == (ReportState.SUBMITTED, DONGSHENG.account_id)


def test_correction_of_a_submitted_report_needs_its_reason(april):
    submit(april, ROAD)
    content = fill(download(april), {"percent": 50})
    with pytest.raises(ReportingError) as error:
        upload(april, content)
    assert [(fault.kind, fault.row) for fault in error.value.faults] == [
        (ReportingFault.REASON_MISSING, 4)
    ]
    content = fill(content, {"reason": "数字有误"})
    (report,) = save_upload(april, upload(april, content), DONGSHENG)
    assert (report.version, report.content.percent, report.reason) == (2, 50, "数字有误")


def test_files_of_a_report_stay(april):
    file = april.add_evidence("照片.pdf", b"%PDF-1.7\n", DONGSHENG, UNIT)
    submit(april, ROAD, replace(FULL, evidence=(file,)))
    content = fill(download(april), {"percent": 50, "reason": "更正"})
    (report,) = save_upload(april, upload(april, content), DONGSHENG)
    assert report.content.evidence == (file,)


def test_report_that_somebody_saved_meanwhile_is_a_conflict_and_loses_nothing(april):
    content = fill(download(april), FILLED)
    theirs = submit(april, ROAD)
    found = upload(april, content)
    (conflict,) = found.conflicts
    assert (conflict.mine.content.percent, conflict.theirs) == (40, theirs)
    with pytest.raises(ReportConflictError):
        save_upload(april, found, DONGSHENG)
    assert april.history() == (theirs,)


def test_report_saved_after_the_check_is_a_conflict_too_and_nothing_is_half_saved(april):
    content = fill(download(april), FILLED)
    content = fill(content, FILLED, task_id="task-hydrogen")
    found = upload(april, content)
    assert found.conflicts == ()
    theirs = submit(april, ROAD)
    with pytest.raises(ReportConflictError):
        save_upload(april, found, DONGSHENG)
    assert april.history() == (theirs,)


def test_untouched_row_is_no_conflict(april):
    content = fill(download(april), FILLED, task_id="task-hydrogen")
    submit(april, ROAD)
    found = upload(april, content)
    assert [change.duty for change in found.changes] == [HYDROGEN]
    save_upload(april, found, DONGSHENG)


def test_round_that_was_closed_meanwhile_takes_nothing(april):
    found = upload(april, fill(download(april), FILLED))
    april.close_round(APRIL, DISPATCHER)
    with pytest.raises(ReportingError):
        save_upload(april, found, DONGSHENG)
    assert april.history() == ()


def test_upload_that_was_read_is_saved_only_by_whom_it_may_be(april):
    found = upload(april, fill(download(april), FILLED))
    with pytest.raises(ReportingError) as error:
        save_upload(april, found, KANGBASHI)
    assert error.value.faults[0].kind is ReportingFault.REPORT_NOT_ALLOWED
    assert april.history() == ()
