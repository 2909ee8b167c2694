"""Faults of data/register."""

from __future__ import annotations

from ordos_geo.errors.base import FaultKind, OrdosGeoError


class RegisterFault(FaultKind):
    """A record contradicts the plan, or a collective its members."""

    QUOTE_NOT_IN_MEASURE = (
        "the quote of '{value}' does not occur in measure {measure}: '{quote}'; "
        "copy it character for character from the plan text",
        "“{value}”的引文在举措 {measure} 中找不到：“{quote}”；请逐字照录原文",
    )
    MEASURE_UNKNOWN = (
        "'{value}' is not a measure of the plan; measures are {first} to {last}",
        "“{value}”不是本方案的举措编号；应在 {first} 至 {last} 之间",
    )
    MEMBERS_INCONSISTENT = (
        "'{value}': {reason_en}",
        "“{value}”：{reason_zh}",
    )


class RegisterError(OrdosGeoError):
    """Files in data/register are missing, damaged or contradict the plan."""
