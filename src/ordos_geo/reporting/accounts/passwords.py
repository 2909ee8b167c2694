"""Passwords of local accounts: what one must be like, its argon2 hash, checking it."""

from __future__ import annotations

import threading
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ordos_geo.errors import AccountError, AccountFault, Fault

SHORTEST = 10
"""Characters of the shortest password."""

_LONGEST = 256
_DIFFERENT = 5  # characters, so that no password is one key held down
# A hash takes 64 MiB: a flood of guesses waits its turn instead of taking the memory.
_TURNS = threading.BoundedSemaphore(4)


def check_password(password: str, account_id: str) -> None:
    """Raises AccountError with everything that is wrong with a new password."""
    text = _normal(password)
    reasons = []
    if not SHORTEST <= len(text) <= _LONGEST:
        reasons.append(
            (
                f"it must have {SHORTEST} to {_LONGEST} characters",
                f"长度须为 {SHORTEST} 至 {_LONGEST} 个字符",
            )
        )
    if len(set(text)) < _DIFFERENT:
        reasons.append(
            (
                f"it must have at least {_DIFFERENT} different characters",
                f"至少包含 {_DIFFERENT} 个不同的字符",
            )
        )
    if account_id and account_id.casefold() in text.casefold():
        reasons.append(("it must not contain the account's name", "不得包含账号名"))
    if reasons:
        raise AccountError(
            Fault(AccountFault.PASSWORD_WEAK, details={"reason_en": english, "reason_zh": chinese})
            for english, chinese in reasons
        )


class Passwords:
    """Hashes and checks passwords."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        """The argon2id hash, with its salt and parameters."""
        with _TURNS:
            return self._hasher.hash(_normal(password))

    def is_right(self, password: str, password_hash: str) -> bool:
        """Whether the hash is of this password. Takes as long where there is no hash ("")."""
        text = _normal(password)
        text = text if len(text) <= _LONGEST else ""  # no password is as long
        with _TURNS:
            try:
                self._hasher.verify(password_hash or self._nobody, text)
            except (VerificationError, InvalidHashError):
                return False
        return password_hash != ""

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash("a password that nobody has")


def _normal(password: str) -> str:
    """The same characters however the keyboard composed them."""
    return unicodedata.normalize("NFKC", password)
