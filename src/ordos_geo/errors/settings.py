"""Faults of the settings of an installation."""

from __future__ import annotations

from ordos_geo.errors.base import FaultKind, OrdosGeoError


class SettingsFault(FaultKind):
    """A setting that the program needs is missing."""

    PROJECT_FOLDER_UNKNOWN = (
        "the project folder is not known: the package does not run from a checkout; "
        "set ORDOS_GEO_ROOT to the folder that holds app.py, pages/, geo/ and data/",
        "找不到项目目录：程序不是从源码目录运行；"
        "请将 ORDOS_GEO_ROOT 设为含有 app.py、pages/、geo/ 和 data/ 的目录",
    )


class SettingsError(OrdosGeoError):
    """The settings of this installation do not suffice."""
