"""Faults of policy texts."""

from __future__ import annotations

from ordos_geo.errors.base import FaultKind, OrdosGeoError


class PlanFault(FaultKind):
    """A policy text cannot be read as chapters and measures."""

    SYNTAX = (
        "expected {expected_en}, found '{found}'",
        "此处应为{expected_zh}，实际为“{found}”",
    )
    ENCODING = (
        "the text is not valid UTF-8 at byte {position}; save it as UTF-8",
        "文本第 {position} 字节处不是有效的 UTF-8 编码；请另存为 UTF-8",
    )
    TOO_LARGE = (
        "the text has {size} characters, more than the {limit} that are read",
        "文本共 {size} 字，超过上限 {limit} 字",
    )
    EMPTY = (
        "the text is empty; expected a plan with chapters '一、…', '二、…'",
        "文本为空；应为含有“一、……”“二、……”等章标题的方案全文",
    )


class PlanError(OrdosGeoError):
    """A policy text cannot be read as chapters and measures."""
