"""Files that support a report: which ones are taken, told by their content."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath

from ordos_geo.errors import EvidenceFault, Fault, ReportingError
from ordos_geo.model.reporting import Evidence
from ordos_geo.office.package import PackageLimits, open_package

SIZE_LIMIT_BYTES = 10 * 1024 * 1024
NAME_LIMIT_CHARACTERS = 120

_OFFICE = "application/vnd.openxmlformats-officedocument."
_SIGNATURES: Mapping[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    "docx": (b"PK\x03\x04", _OFFICE + "wordprocessingml.document"),
    "xlsx": (b"PK\x03\x04", _OFFICE + "spreadsheetml.sheet"),
    "pptx": (b"PK\x03\x04", _OFFICE + "presentationml.presentation"),
}
_MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
_LIMITS = PackageLimits(file_bytes=SIZE_LIMIT_BYTES)  # only the names of parts are looked at
TYPES = tuple(_SIGNATURES)
"""Suffixes of the files that are taken."""


def check_evidence(name: str, content: bytes) -> Evidence:
    """The file as a value, with its sha256.

    The kind is told by the content and must be that of the name's suffix. Of the name only the
    last part is kept, without control characters. Raises ReportingError for a file that is too
    large or of another kind.
    """
    shown = display_name(name)
    if len(content) > SIZE_LIMIT_BYTES:
        details = {
            "name": shown,
            "size_mb": len(content) / 1024**2,
            "limit_mb": SIZE_LIMIT_BYTES / 1024**2,
        }
        raise ReportingError([Fault(EvidenceFault.TOO_LARGE, details=details)])
    suffix = PurePosixPath(shown).suffix.removeprefix(".").lower()
    _check_kind(suffix, content, _other_kind(shown))
    return Evidence(
        sha256=hashlib.sha256(content).hexdigest(),
        name=shown,
        media_type=_SIGNATURES[suffix][1],
        size_bytes=len(content),
    )


def display_name(name: str) -> str:
    """The last part of a path, printable, short enough, with its suffix."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip().lstrip(".")
    path = PurePosixPath(kept or "-")
    suffix = path.suffix[:NAME_LIMIT_CHARACTERS]
    return path.stem[: NAME_LIMIT_CHARACTERS - len(suffix)] + suffix


def _check_kind(suffix: str, content: bytes, other_kind: ReportingError) -> None:
    """Raises `other_kind` where the content is not what the suffix says."""
    if suffix not in _SIGNATURES or not content.startswith(_SIGNATURES[suffix][0]):
        raise other_kind
    if suffix in _MAIN_PARTS:
        with open_package(content, _LIMITS, lambda _: other_kind) as archive:
            if _MAIN_PARTS[suffix] not in archive.namelist():
                raise other_kind


def _other_kind(name: str) -> ReportingError:
    details = {"name": name, "types": ", ".join(TYPES)}
    return ReportingError([Fault(EvidenceFault.TYPE, details=details)])
