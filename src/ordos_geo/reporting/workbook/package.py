"""Whether an uploaded file may be read as a workbook at all: checked before anything parses it."""

from __future__ import annotations

import io

from ordos_geo.errors import Fault, ReportingError, WorkbookFault
from ordos_geo.office.package import PackageLimits, Problem, Refusal, xml_parts

UPLOAD_LIMIT_BYTES = 4 * 1024**2

# What a part may have: cells cost the parser most, a hundred bytes of memory for each of them.
_TEXTS_LIMIT_BYTES = 4 * 1024**2
_ROWS_LIMIT_BYTES = 2 * 1024**2
_OTHER_LIMIT_BYTES = 1024**2
_DAMAGED = ("it is damaged or no .xlsx", "文件已损坏或不是 .xlsx 文件")
_LOCKED = ("it has a password or is an old .xls", "文件已加密或是旧版 .xls 格式")
_DANGEROUS = ("it holds XML that no spreadsheet writes", "文件中含有表格软件不会写入的内容")
_UNREADABLE = {
    Problem.OLD_FORMAT: _LOCKED,
    Problem.LOCKED_PART: _LOCKED,
    Problem.DANGEROUS_XML: _DANGEROUS,
}


def checked_workbook(content: bytes) -> io.BytesIO:
    """The file again, with nothing in it but XML parts that were looked at.

    Raises ReportingError where the file is too large, damaged, locked or dangerous.
    """
    return xml_parts(content, _LIMITS, _refused)


def unreadable_workbook(
    reason_en: str = _DAMAGED[0], reason_zh: str = _DAMAGED[1]
) -> ReportingError:
    """The fault of a file that is no workbook."""
    details = {"reason_en": reason_en, "reason_zh": reason_zh}
    return ReportingError([Fault(WorkbookFault.UNREADABLE, details=details)])


def _part_limit(name: str) -> int:
    if name == "xl/sharedstrings.xml":
        return _TEXTS_LIMIT_BYTES
    return _ROWS_LIMIT_BYTES if name.startswith("xl/worksheets/") else _OTHER_LIMIT_BYTES


_LIMITS = PackageLimits(
    file_bytes=UPLOAD_LIMIT_BYTES,
    unpacked_bytes=8 * 1024**2,
    parts=200,
    part_bytes=_part_limit,
)


def _refused(refusal: Refusal) -> ReportingError:
    found, limit = refusal.found, refusal.limit
    if refusal.problem is Problem.TOO_MANY_PARTS:
        details = {
            "reason_en": f"has {found} parts, more than {limit}",
            "reason_zh": f"内含 {found} 个部件，超过 {limit} 个",
        }
    elif refusal.problem in {Problem.FILE_TOO_LARGE, Problem.UNPACKED_TOO_LARGE}:
        details = {
            "reason_en": f"has {found / 1024**2:.1f} MB, more than {limit / 1024**2:.0f} MB",
            "reason_zh": f"大小为 {found / 1024**2:.1f} MB，超过 {limit / 1024**2:.0f} MB",
        }
    else:
        return unreadable_workbook(*_UNREADABLE.get(refusal.problem, _DAMAGED))
    return ReportingError([Fault(WorkbookFault.TOO_LARGE, details=details)])
