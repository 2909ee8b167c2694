"""Faults of files, whatever is in them."""

from __future__ import annotations

from ordos_geo.errors.base import Fault, FaultKind


class FileFault(FaultKind):
    """A file is missing, unreadable or not the one that was registered."""

    MISSING = (
        "the file does not exist; {fix_en}",
        "文件不存在；{fix_zh}",
    )
    UNREADABLE = (
        "the file cannot be read as {format}: {reason}; restore it from version control",
        "文件无法按 {format} 读取：{reason}；请从版本库恢复",
    )
    CHANGED = (
        "sha256 is {found}, but {registry} records {expected}; "
        "rebuild with `python -m ordos_geo geodata build`, or restore the file",
        "文件校验值为 {found}，与 {registry} 中登记的 {expected} 不符；请重新生成或恢复该文件",
    )


def missing_file(
    file: str,
    *,
    fix_en: str = "restore it from version control",
    fix_zh: str = "请从版本库恢复",
) -> Fault:
    """The fault of a file that does not exist; `file` is relative to the project."""
    return Fault(FileFault.MISSING, file, details={"fix_en": fix_en, "fix_zh": fix_zh})


def unreadable_file(
    file: str, file_format: str, reason: str | Exception, *, row: int | None = None
) -> Fault:
    """The fault of a file that is not what its name says; `file` is relative to the project.

    Of an error of the operating system only its kind is told: its whole text would name folders.
    """
    text = getattr(reason, "strerror", None) or str(reason)
    return Fault(FileFault.UNREADABLE, file, row, {"format": file_format, "reason": text})
