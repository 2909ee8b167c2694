"""ZIP archives, and the Office files that are such, without the time of writing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_OFFICE_PROPERTIES = "docProps/core.xml"


def archive_bytes(files: Iterable[tuple[str, bytes]], day: datetime) -> bytes:
    """Names and contents as a ZIP archive; the same files of the same `day` give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files:
            entry = zipfile.ZipInfo(name, day.timetuple()[:6])
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def without_times(office_file: bytes, day: datetime) -> bytes:
    """An Office file that was written on `day` (UTC, no zone), as archive and properties say."""
    modified = day.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(office_file)) as source:
        files = [(entry.filename, source.read(entry)) for entry in source.infolist()]
    return archive_bytes(
        (
            (name, _MODIFIED.sub(rb"\g<1>" + modified, content))
            if name == _OFFICE_PROPERTIES
            else (name, content)
            for name, content in files
        ),
        day,
    )
