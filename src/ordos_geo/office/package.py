"""Whether an uploaded file may be read as a workbook at all: checked before anything parses it.

An XLSX file is a ZIP archive of XML parts. A small file can unpack to gigabytes, and XML can
define entities that grow or that name other files; nothing of the kind gets to the parser.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ordos_geo.errors import Fault, FaultKind, ReportingError

UPLOAD_LIMIT_BYTES = 4 * 1024**2
UNPACKED_LIMIT_BYTES = 8 * 1024**2
PARTS_LIMIT = 200

# What a part may have: cells cost the parser most, a hundred bytes of memory for each of them.
_TEXTS_LIMIT_BYTES = 4 * 1024**2
_ROWS_LIMIT_BYTES = 2 * 1024**2
_OTHER_LIMIT_BYTES = 1024**2
_XML_SUFFIXES = (".xml", ".rels")
_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0"  # an XLSX with a password, or the old XLS
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']""")
_DAMAGED = ("it is damaged or no .xlsx", "文件已损坏或不是 .xlsx 文件")
_LOCKED = ("it has a password or is an old .xls", "文件已加密或是旧版 .xls 格式")
_DANGEROUS = ("it holds XML that no spreadsheet writes", "文件中含有表格软件不会写入的内容")


def checked_package(content: bytes) -> io.BytesIO:
    """The archive again, with nothing in it but XML parts that were looked at.

    Raises ReportingError where the file is too large, damaged, locked or dangerous. Sizes are those
    that the archive declares; its reader takes no byte more from a part.
    """
    if len(content) > UPLOAD_LIMIT_BYTES:
        raise _too_large(len(content), UPLOAD_LIMIT_BYTES)
    if content.startswith(_OLE_START):
        raise unreadable(*_LOCKED)
    if not content.startswith(_ZIP_START):
        raise unreadable(*_DAMAGED)
    checked = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(checked, "w") as kept:
            _check_sizes(source.infolist())
            for name in dict.fromkeys(source.namelist()):
                if name.lower().endswith(_XML_SUFFIXES):
                    part = source.read(name)
                    _check_xml(part)
                    kept.writestr(name, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise unreadable(*_DAMAGED) from error
    except (NotImplementedError, RuntimeError) as error:  # unknown compression, encrypted part
        raise unreadable(*_LOCKED) from error
    checked.seek(0)
    return checked


def unreadable(reason_en: str = _DAMAGED[0], reason_zh: str = _DAMAGED[1]) -> ReportingError:
    """The fault of a file that is no workbook."""
    details = {"reason_en": reason_en, "reason_zh": reason_zh}
    return ReportingError([Fault(FaultKind.SHEET_UNREADABLE, details=details)])


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > PARTS_LIMIT:
        details = {
            "reason_en": f"has {len(entries)} parts, more than {PARTS_LIMIT}",
            "reason_zh": f"内含 {len(entries)} 个部件，超过 {PARTS_LIMIT} 个",
        }
        raise ReportingError([Fault(FaultKind.SHEET_TOO_LARGE, details=details)])
    for entry in entries:
        limit = _part_limit(entry.filename.lower())
        if entry.file_size > limit:
            raise _too_large(entry.file_size, limit)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_LIMIT_BYTES:
        raise _too_large(unpacked, UNPACKED_LIMIT_BYTES)


def _part_limit(name: str) -> int:
    if name == "xl/sharedstrings.xml":
        return _TEXTS_LIMIT_BYTES
    return _ROWS_LIMIT_BYTES if name.startswith("xl/worksheets/") else _OTHER_LIMIT_BYTES


def _check_xml(part: bytes) -> None:
    """Only UTF-8 without a document type: other encodings could hide one from this search."""
    encoding = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    declared = encoding[1].lower() if encoding else b"utf-8"
    if declared not in {b"utf-8", b"us-ascii"} or b"\0" in part or b"<!DOCTYPE" in part:
        raise unreadable(*_DANGEROUS)
    part.decode()


def _too_large(size: int, limit: int) -> ReportingError:
    details = {
        "reason_en": f"has {size / 1024**2:.1f} MB, more than {limit / 1024**2:.0f} MB",
        "reason_zh": f"大小为 {size / 1024**2:.1f} MB，超过 {limit / 1024**2:.0f} MB",
    }
    return ReportingError([Fault(FaultKind.SHEET_TOO_LARGE, details=details)])
