"""Office files from outside (DOCX, XLSX, PPTX): looked at before any library parses them.

Such a file is a ZIP archive of XML parts. A small one can unpack to gigabytes, and XML can define
entities that grow or that name other files. The caller says how much it takes (PackageLimits) and
in which words the rest is refused (Refused).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto

from ordos_geo.errors import OrdosGeoError

_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0"
_XML_SUFFIXES = (".xml", ".rels")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']""")


class Problem(Enum):
    """Why a file is not taken."""

    FILE_TOO_LARGE = auto()
    UNPACKED_TOO_LARGE = auto()
    TOO_MANY_PARTS = auto()
    OLD_FORMAT = auto()  # DOC, XLS, PPT, and whatever has a password
    NO_ARCHIVE = auto()
    DAMAGED = auto()
    LOCKED_PART = auto()  # encrypted, or packed in a way that nobody knows
    DANGEROUS_XML = auto()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A problem; for one of size what was found and how much is taken (bytes, or parts)."""

    problem: Problem
    found: int = 0
    limit: int = 0


Refused = Callable[[Refusal], OrdosGeoError]
"""The error for a file that is not taken, in the words of the caller."""


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """How much is taken; None where it makes no difference because nothing is unpacked.

    `part_bytes` gives the limit of a part by its name in lower case. Sizes are those that the
    archive declares: its reader takes no byte more from a part.
    """

    file_bytes: int
    unpacked_bytes: int | None = None
    parts: int | None = None
    part_bytes: Callable[[str], int] | None = None


@contextmanager
def open_package(
    content: bytes, limits: PackageLimits, refused: Refused
) -> Iterator[zipfile.ZipFile]:
    """The archive of an Office file, for reading.

    Raises what `refused` makes of the first problem, also of one that shows while the parts are
    read inside the `with` block.
    """
    if len(content) > limits.file_bytes:
        raise refused(Refusal(Problem.FILE_TOO_LARGE, len(content), limits.file_bytes))
    if content.startswith(_OLE_START):
        raise refused(Refusal(Problem.OLD_FORMAT))
    if not content.startswith(_ZIP_START):
        raise refused(Refusal(Problem.NO_ARCHIVE))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive.infolist(), limits, refused)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise refused(Refusal(Problem.DAMAGED)) from error
    except (NotImplementedError, RuntimeError) as error:
        raise refused(Refusal(Problem.LOCKED_PART)) from error


def xml_parts(content: bytes, limits: PackageLimits, refused: Refused) -> io.BytesIO:
    """The archive again, with nothing in it but XML parts that were looked at.

    Raises what `refused` makes of the first problem.
    """
    checked = io.BytesIO()
    with (
        open_package(content, limits, refused) as source,
        zipfile.ZipFile(checked, "w") as kept,
    ):
        for name in dict.fromkeys(source.namelist()):
            if name.lower().endswith(_XML_SUFFIXES):
                part = source.read(name)
                if not _is_plain_xml(part):
                    raise refused(Refusal(Problem.DANGEROUS_XML))
                part.decode()
                kept.writestr(name, part)
    checked.seek(0)
    return checked


def _check_sizes(entries: list[zipfile.ZipInfo], limits: PackageLimits, refused: Refused) -> None:
    if limits.parts is not None and len(entries) > limits.parts:
        raise refused(Refusal(Problem.TOO_MANY_PARTS, len(entries), limits.parts))
    if limits.part_bytes is not None:
        for entry in entries:
            most = limits.part_bytes(entry.filename.lower())
            if entry.file_size > most:
                raise refused(Refusal(Problem.UNPACKED_TOO_LARGE, entry.file_size, most))
    unpacked = sum(entry.file_size for entry in entries)
    if limits.unpacked_bytes is not None and unpacked > limits.unpacked_bytes:
        raise refused(Refusal(Problem.UNPACKED_TOO_LARGE, unpacked, limits.unpacked_bytes))


def _is_plain_xml(part: bytes) -> bool:
    """Whether it says to be UTF-8 and has no document type; another encoding could hide one."""
    encoding = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    declared = encoding[1].lower() if encoding else b"utf-8"
    return declared in {b"utf-8", b"us-ascii"} and b"\0" not in part and b"<!DOCTYPE" not in part
