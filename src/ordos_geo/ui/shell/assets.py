"""Serves our own files to browsers: kept for ever where the name tells the content.

Streamlit's own `app/static` sends a file again that the browser has, and compresses it anew for
every request.
"""

from __future__ import annotations

import os
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from ordos_geo.cartography.screen.assets import COMPRESSED_SUFFIX

CONTENT_TYPES = {
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
"""What is served; any other file in the folder does not exist for the outside."""

KEEP_FOR_EVER = "public, max-age=31536000, immutable"
KEEP_A_DAY = "public, max-age=86400"


class AssetFiles(StaticFiles):
    """The files directly in one folder, which may be made later.

    Answers 304 where the browser has the file, part of a file where it asks for a range, and the
    compressed copy beside the file where there is one and the browser takes it. The names of files
    must change with their content where they are `named_by_content`.
    """

    def __init__(self, directory: Path, *, named_by_content: bool = False) -> None:
        super().__init__(directory=directory, check_dir=False)
        self._named_by_content = named_by_content

    async def check_config(self) -> None:
        """A folder into which nothing was published yet is no error: its files answer 404."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where a file of the folder is; no stat for what is not served."""
        if Path(path).suffix not in CONTENT_TYPES or Path(path).name != path:
            return "", None
        return super().lookup_path(path)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The answer to a request for a file that exists."""
        request = Headers(scope=scope)
        path = Path(full_path)
        headers = {
            "Cache-Control": KEEP_FOR_EVER if self._named_by_content else KEEP_A_DAY,
            "X-Content-Type-Options": "nosniff",
        }
        media_type = CONTENT_TYPES[path.suffix]
        compressed = path.with_name(path.name + COMPRESSED_SUFFIX)
        if compressed.exists():
            headers["Vary"] = "Accept-Encoding"
            # a range is one of the file itself
            if "gzip" in request.get("accept-encoding", "") and "range" not in request:
                headers["Content-Encoding"] = "gzip"
                path, stat_result = compressed, compressed.stat()
        if self._named_by_content:  # the same on every machine, unlike the time of writing
            headers["ETag"] = f'"{path.name}"'
        response = FileResponse(
            path, status_code, headers, media_type=media_type, stat_result=stat_result
        )
        if self.is_not_modified(response.headers, request):
            return NotModifiedResponse(response.headers)
        return response
