"""Names of files that say what is in them and that every file system takes."""

from __future__ import annotations

import re
from datetime import date

from ordos_geo import wording

MOST_TITLE_CHARACTERS = 36
MOST_FILTER_CHARACTERS = 22
"""Together with the date fewer than 255 bytes of UTF-8, which is what file systems take."""

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
_EDGES = "._- ="
_SEPARATORS = str.maketrans({"：": "-", "；": "_", "、": "-", "，": "-", "'": "", "%": ""})


def safe_part(text: str, most_characters: int) -> str:
    """A text as part of a file name: no character that a path, a system or a shell would mind.

    At most so many characters; "" where nothing is left.
    """
    shown = "".join(char if char.isprintable() else " " for char in text)
    clean = _UNSAFE.sub("_", shown.translate(_SEPARATORS)).strip(_EDGES)
    return clean[:most_characters].rstrip(_EDGES)


def map_file_name(title: str, filters_in_words: str, on: date, extension: str) -> str:
    """地图名_筛选_日期.ext."""
    return wording.output.FILE_NAME.format(
        title=safe_part(title, MOST_TITLE_CHARACTERS) or wording.output.MAP,
        filters=safe_part(filters_in_words, MOST_FILTER_CHARACTERS) or wording.general.ALL,
        day=on.isoformat(),
        extension=extension,
    )
