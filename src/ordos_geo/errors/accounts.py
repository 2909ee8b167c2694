"""Faults of accounts and of signing in."""

from __future__ import annotations

from ordos_geo.errors.base import FaultKind, OrdosGeoError


class AccountFault(FaultKind):
    """An account cannot be made, changed or signed in to in that way."""

    NAME_INVALID = (
        "'{value}' cannot be an account's name; "
        "use 1 to 40 letters, digits, or characters of . @ _ - that begin with a letter or digit",
        "“{value}”不能作账号名；请用 1 至 40 个汉字、字母、数字或 . @ _ -，以汉字、字母或数字开头",
    )
    EXISTS = (
        "the account '{value}' exists already; choose another name",
        "账号“{value}”已存在；请换一个账号名",
    )
    UNKNOWN = (
        "there is no account '{value}'; `python -m ordos_geo account list` lists them",
        "没有账号“{value}”；请用 python -m ordos_geo account list 查看全部账号",
    )
    DISABLED = (
        "the account '{value}' is disabled; enable it, or use another one",
        "账号“{value}”已停用；请先启用，或使用其他账号",
    )
    UNIT = (
        "an account of the role '{value}': a unit_reporter needs a unit, other roles take none",
        "角色为“{value}”：填报员（unit_reporter）须指定单位，其他角色不指定单位",
    )
    PASSWORD_WEAK = (
        "the password cannot be used: {reason_en}",
        "密码不符合要求：{reason_zh}",
    )
    LINK_INVALID = (
        "a link needs an issuer, one of the claims {claims}, and its value",
        "关联须写明签发方、字段（{claims}）及其取值",
    )
    LINK_EXISTS = (
        "the identity '{value}' is linked to the account '{account}' already; unlink that first",
        "身份“{value}”已关联账号“{account}”；请先解除关联",
    )
    SIGN_IN_NEEDED = (
        "nobody is signed in, or the session has ended; sign in and try again",
        "尚未登录，或登录已过期；请重新登录后再试，已填写的内容不会丢失",
    )
    SIGN_IN_REFUSED = (
        "name or password is wrong, or the account is disabled",
        "账号或密码不正确，或账号已停用",
    )
    SIGN_IN_LOCKED = (
        "too many wrong passwords; try again in {minutes} minutes",
        "密码错误次数过多，请 {minutes} 分钟后再试",
    )


class AccountError(OrdosGeoError):
    """An account cannot be made, changed or signed in to in that way."""
