"""Faults of what comes from outside: URL parameters, command-line arguments."""

from __future__ import annotations

from collections.abc import Iterable

from ordos_geo.errors.base import Fault, FaultKind, OrdosGeoError

_SHOWN_CHARACTERS = 40


class RequestFault(FaultKind):
    """A URL parameter, a saved query or a command-line argument cannot be used."""

    PARAMETER_UNKNOWN = (
        "parameter '{value}' is not known and was ignored; known parameters are {known}",
        "网址参数“{value}”无法识别，已忽略；可用参数：{known}",
    )
    PARAMETER_INVALID = (
        "parameter '{parameter}' has the value '{value}', which does not exist; it was ignored",
        "网址参数“{parameter}”的值“{value}”不存在，已忽略",
    )
    QUERY_INVALID = (
        "'{column}' says '{value}', which no map page knows; "
        "copy what the address of the page shows after '?'",
        "“{column}”中的“{value}”无法识别；请从地图页面的网址中复制“?”后面的文字",
    )
    ARGUMENT_INVALID = (
        "'{parameter}' is '{value}': {reason_en}",
        "“{parameter}”的值“{value}”不可用：{reason_zh}",
    )


def unknown_parameter(name: str, known: Iterable[str]) -> Fault:
    """The fault of a URL parameter that no page has; `known` are those that it has."""
    details = {"value": shortened(name), "known": ", ".join(known)}
    return Fault(RequestFault.PARAMETER_UNKNOWN, details=details)


def invalid_parameter(parameter: str, value: str) -> Fault:
    """The fault of a URL parameter with a value that does not exist."""
    details = {"parameter": parameter, "value": shortened(value)}
    return Fault(RequestFault.PARAMETER_INVALID, details=details)


def invalid_argument(parameter: str, value: object, reason_en: str, reason_zh: str) -> Fault:
    """The fault of an argument or option that cannot be used, with the reason in both languages."""
    details = {
        "parameter": parameter,
        "value": value,
        "reason_en": reason_en,
        "reason_zh": reason_zh,
    }
    return Fault(RequestFault.ARGUMENT_INVALID, details=details)


def shortened(text: str) -> str:
    """The first 40 characters: what came from outside is never repeated at length."""
    return text[:_SHOWN_CHARACTERS]


class RequestError(OrdosGeoError):
    """A URL parameter or command-line argument cannot be used."""
