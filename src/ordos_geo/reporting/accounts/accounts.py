"""Who may sign in: local accounts, the organisation's identities linked to them, sessions.

Accounts are made by the administrator on the command line and never deleted, only disabled. A
browser that signs in holds a random token; the store keeps its sha256 only.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from ordos_geo.errors import AccountError, AccountFault, Fault, FaultKind
from ordos_geo.model import clock
from ordos_geo.model.reporting import Actor, AuditEvent, Role
from ordos_geo.reporting.accounts.lockout import FAILURES, FORGOTTEN_AFTER, Attempt, locked_until
from ordos_geo.reporting.accounts.passwords import Passwords, check_password
from ordos_geo.reporting.store.audit import append_event
from ordos_geo.reporting.store.database import reading, writing
from ordos_geo.reporting.store.schema import (
    AccountLinkRow,
    AccountRow,
    SignInAttemptRow,
    SignInSessionRow,
)

SESSION_LASTS = timedelta(hours=12)
"""A working day; then the password is asked for again."""

CLAIMS = ("sub", "email")
"""What of an identity an account can be linked to."""

_NAME = re.compile(r"\w[\w.@-]{0,39}")
_TOKEN_BYTES = 32
_LONGEST_TOKEN = 100
_KEPT_AFTER_END = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who may sign in, and as what. `unit_id` is set for a unit reporter only.

    `links` are the identities (issuer, claim, value) of the organisation's own sign-in.
    """

    account_id: str
    role: Role
    unit_id: str
    has_password: bool
    disabled_at: datetime | None
    links: tuple[tuple[str, str, str], ...] = ()

    @property
    def actor(self) -> Actor:
        """The account as somebody who does something."""
        return Actor(self.account_id, self.role, self.unit_id)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has begun. `token` is for the browser alone and is kept nowhere else."""

    token: str
    actor: Actor
    expires_at: datetime


class Accounts:
    """The accounts of a store.

    `now` gives the time and `passwords` the hashes; tests put others in their places. `by` is
    everywhere the account, or the user of the operating system, that the audit log shall name.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        now: Callable[[], datetime] = clock.instant,
        passwords: Passwords | None = None,
    ) -> None:
        self._engine = engine
        self._now = now
        self._passwords = passwords or Passwords()

    # ------------------------------------------------------------ kept by the administrator

    def create(
        self, account_id: str, role: Role, *, by: str, unit_id: str = "", password: str = ""
    ) -> Account:
        """A new account; without a password for one that only a linked identity signs in to.

        Raises AccountError where the name is taken or no name, where a reporter has no unit or
        somebody else has one, and for a weak password.
        """
        faults = _name_faults(account_id) + _unit_faults(role, unit_id)
        if password:
            try:
                check_password(password, account_id)
            except AccountError as error:
                faults += error.faults
        if faults:
            raise AccountError(faults)
        password_hash = self._passwords.hash(password) if password else ""
        with writing(self._engine) as connection:
            if _row(connection, account_id) is not None:
                raise _fault(AccountFault.EXISTS, value=account_id)
            values = {
                "id": account_id,
                "role": role.value,
                "unit_id": unit_id,
                "password_hash": password_hash,
                "created_at": self._now(),
            }
            connection.execute(insert(AccountRow).values(values))
            self._note(connection, by, "account.created", account_id, role=role, unit=unit_id)
        return self.account(account_id)

    def accounts(self) -> tuple[Account, ...]:
        """All accounts by name, disabled ones too."""
        links: dict[str, list[tuple[str, str, str]]] = {}
        with reading(self._engine) as connection:
            rows = connection.execute(select(AccountRow.__table__).order_by(AccountRow.id)).all()
            for link in connection.execute(select(AccountLinkRow.__table__)):
                of_account = links.setdefault(link.account_id, [])
                of_account.append((link.issuer, link.claim, link.value))
        return tuple(
            Account(
                account_id=row.id,
                role=Role(row.role),
                unit_id=row.unit_id,
                has_password=bool(row.password_hash),
                disabled_at=row.disabled_at,
                links=tuple(sorted(links.get(row.id, ()))),
            )
            for row in rows
        )

    def account(self, account_id: str) -> Account:
        """The account of that name. Raises AccountError where there is none."""
        for account in self.accounts():
            if account.account_id == account_id:
                return account
        raise _fault(AccountFault.UNKNOWN, value=account_id[:80])

    def acting(self, account_id: str) -> Actor:
        """Who acts under that name. Raises AccountError where nobody may."""
        account = self.account(account_id)
        if account.disabled_at is not None:
            raise _fault(AccountFault.DISABLED, value=account_id)
        return account.actor

    def set_password(self, account_id: str, password: str, *, by: str) -> None:
        """Another password; whoever is signed in with the old one is signed out."""
        check_password(password, account_id)
        password_hash = self._passwords.hash(password)
        self._change(account_id, by, "account.password_set", password_hash=password_hash)

    def disable(self, account_id: str, *, by: str) -> None:
        """Nobody signs in with it any more; its sessions end."""
        self._change(account_id, by, "account.disabled", disabled_at=self._now())

    def enable(self, account_id: str, *, by: str) -> None:
        """Takes back `disable`."""
        self._change(account_id, by, "account.enabled", disabled_at=None)

    def link(self, account_id: str, *, issuer: str, claim: str, value: str, by: str) -> None:
        """Let an identity of the organisation's own sign-in act as the account.

        `claim` is "sub" (the identity's own number) or "email". Raises AccountError where another
        account has that identity.
        """
        if claim not in CLAIMS or not issuer or not value:
            raise _fault(AccountFault.LINK_INVALID, claims=", ".join(CLAIMS))
        key = {"issuer": issuer, "claim": claim, "value": _claim_value(claim, value)}
        with writing(self._engine) as connection:
            if _row(connection, account_id) is None:
                raise _fault(AccountFault.UNKNOWN, value=account_id[:80])
            owner = connection.scalar(select(AccountLinkRow.account_id).filter_by(**key))
            if owner is not None:
                raise _fault(AccountFault.LINK_EXISTS, value=key["value"], account=owner)
            values = {**key, "account_id": account_id, "created_at": self._now()}
            connection.execute(insert(AccountLinkRow).values(values))
            self._note(connection, by, "account.linked", account_id, **key)

    def unlink(self, account_id: str, *, by: str) -> None:
        """Let no identity act as the account any more; its sessions end."""
        with writing(self._engine) as connection:
            if _row(connection, account_id) is None:
                raise _fault(AccountFault.UNKNOWN, value=account_id[:80])
            connection.execute(delete(AccountLinkRow).filter_by(account_id=account_id))
            self._end_sessions(connection, account_id)
            self._note(connection, by, "account.unlinked", account_id)

    # ------------------------------------------------------------ signing in

    def sign_in(self, name: str, password: str) -> SignedIn:
        """Begin a session.

        Raises AccountError where the name is locked, and in the same words and after the same
        time whether the name is unknown or disabled or the password is wrong.
        """
        name = unicodedata.normalize("NFKC", name).strip()
        if not _NAME.fullmatch(name):  # no account can have it, so there is nothing to count
            self._passwords.is_right(password, "")
            raise _fault(AccountFault.SIGN_IN_REFUSED)
        attempt_id, row = self._begin_attempt(name)
        usable = row is not None and row.disabled_at is None
        password_hash = row.password_hash if row is not None and usable else ""
        if not self._passwords.is_right(password, password_hash):
            raise _fault(AccountFault.SIGN_IN_REFUSED)
        renewed = (
            self._passwords.hash(password) if self._passwords.is_outdated(password_hash) else None
        )
        with writing(self._engine) as connection:
            row = _row(connection, name)
            # disabled, or another password set, while this one was checked
            if row is None or row.disabled_at is not None or row.password_hash != password_hash:
                raise _fault(AccountFault.SIGN_IN_REFUSED)
            succeeded = update(SignInAttemptRow).filter_by(id=attempt_id).values(succeeded=True)
            connection.execute(succeeded)
            if renewed is not None:
                values = {"password_hash": renewed}
                connection.execute(update(AccountRow).filter_by(id=name).values(values))
            return self._begin_session(connection, row)

    def sign_in_identity(self, claims: Mapping[str, Any]) -> SignedIn | None:
        """Begin a session for an identity that the organisation's own sign-in has verified.

        `claims` are those of its token (`iss`, `sub`, `email`, `email_verified`). None where no
        account that is in use is linked to it.
        """
        with writing(self._engine) as connection:
            row = _linked_row(connection, claims)
            return None if row is None else self._begin_session(connection, row)

    def identity_actor(self, claims: Mapping[str, Any]) -> Actor | None:
        """Who an identity acts as, as `sign_in_identity`, without beginning a session."""
        with reading(self._engine) as connection:
            row = _linked_row(connection, claims)
        return None if row is None else _actor(row)

    def session_actor(self, token: str) -> Actor | None:
        """Who is signed in with that token, as the account is now; None where nobody is."""
        if not token or len(token) > _LONGEST_TOKEN:
            return None
        query = (
            select(AccountRow.__table__)
            .join(SignInSessionRow, SignInSessionRow.account_id == AccountRow.id)
            .where(
                SignInSessionRow.token_sha256 == _sha256(token),
                SignInSessionRow.ended_at.is_(None),
                SignInSessionRow.expires_at > self._now(),
                AccountRow.disabled_at.is_(None),
            )
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _actor(row)

    def sign_out(self, token: str) -> None:
        """End the session of that token, if there is one."""
        with writing(self._engine) as connection:
            session = SignInSessionRow.token_sha256 == _sha256(token[:_LONGEST_TOKEN])
            query = select(SignInSessionRow.account_id).where(
                session, SignInSessionRow.ended_at.is_(None)
            )
            account_id = connection.scalar(query)
            if account_id is not None:
                ended = update(SignInSessionRow).where(session).values(ended_at=self._now())
                connection.execute(ended)
                self._note(connection, account_id, "session.ended", account_id)

    # ------------------------------------------------------------ parts

    def _begin_attempt(self, name: str) -> tuple[int, Any]:
        """Count a try as failed until it is known to be right, so that many at once all count."""
        with writing(self._engine) as connection:
            row = _row(connection, name, locking=True)
            query = (
                select(SignInAttemptRow.at, SignInAttemptRow.succeeded)
                .filter_by(account_id=name)
                .order_by(SignInAttemptRow.at.desc(), SignInAttemptRow.id.desc())
                .limit(FAILURES)
            )
            now = self._now()
            attempts = [Attempt(tried.at, tried.succeeded) for tried in connection.execute(query)]
            until = locked_until(attempts, now)
            if until is not None:
                minutes = -((now - until) // timedelta(minutes=1))
                raise _fault(AccountFault.SIGN_IN_LOCKED, minutes=minutes)
            attempt = {"account_id": name, "at": now, "succeeded": False}
            inserted = insert(SignInAttemptRow).values(attempt).returning(SignInAttemptRow.id)
            return connection.execute(inserted).scalar_one(), row

    def _begin_session(self, connection: Connection, row: Any) -> SignedIn:
        now = self._now()
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        values = {
            "token_sha256": _sha256(token),
            "account_id": row.id,
            "created_at": now,
            "expires_at": now + SESSION_LASTS,
        }
        connection.execute(insert(SignInSessionRow).values(values))
        self._note(connection, row.id, "session.begun", row.id)
        old_sessions = SignInSessionRow.expires_at < now - _KEPT_AFTER_END
        connection.execute(delete(SignInSessionRow).where(old_sessions))
        old_attempts = SignInAttemptRow.at < now - FORGOTTEN_AFTER - _KEPT_AFTER_END
        connection.execute(delete(SignInAttemptRow).where(old_attempts))
        return SignedIn(token, _actor(row), now + SESSION_LASTS)

    def _change(self, account_id: str, by: str, action: str, **values: Any) -> None:
        with writing(self._engine) as connection:
            if _row(connection, account_id) is None:
                raise _fault(AccountFault.UNKNOWN, value=account_id[:80])
            connection.execute(update(AccountRow).filter_by(id=account_id).values(values))
            self._end_sessions(connection, account_id)
            self._note(connection, by, action, account_id)

    def _end_sessions(self, connection: Connection, account_id: str) -> None:
        running = update(SignInSessionRow).where(
            SignInSessionRow.account_id == account_id, SignInSessionRow.ended_at.is_(None)
        )
        connection.execute(running.values(ended_at=self._now()))

    def _note(
        self, connection: Connection, by: str, action: str, subject: str, **details: object
    ) -> None:
        event = AuditEvent(
            at=self._now(), account_id=by[:80], action=action, subject=subject, details=details
        )
        append_event(connection, event)


def _row(connection: Connection, account_id: str, *, locking: bool = False) -> Any:
    """The account's row, or None. `locking` keeps other writers from it until the end."""
    query = select(AccountRow.__table__).where(AccountRow.id == account_id)
    if locking:
        query = query.with_for_update()  # SQLite has one writer at a time anyway
    return connection.execute(query).one_or_none()


def _linked_row(connection: Connection, claims: Mapping[str, Any]) -> Any:
    """The account in use that an identity is linked to, or None.

    An e-mail address counts only where the issuer says that it has been verified: with some
    issuers anybody may claim any address.
    """
    for claim in CLAIMS:
        if claim == "email" and claims.get("email_verified") is not True:
            continue
        issuer, value = claims.get("iss"), claims.get(claim)
        if not isinstance(issuer, str) or not isinstance(value, str) or not value:
            continue
        query = (
            select(AccountRow.__table__)
            .join(AccountLinkRow, AccountLinkRow.account_id == AccountRow.id)
            .where(
                AccountLinkRow.issuer == issuer,
                AccountLinkRow.claim == claim,
                AccountLinkRow.value == _claim_value(claim, value),
                AccountRow.disabled_at.is_(None),
            )
        )
        row = connection.execute(query).one_or_none()
        if row is not None:
            return row
    return None


def _claim_value(claim: str, value: str) -> str:
    """An e-mail address is the same in capitals."""
    return value.strip().casefold() if claim == "email" else value


def _actor(row: Any) -> Actor:
    return Actor(row.id, Role(row.role), row.unit_id)


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _name_faults(account_id: str) -> list[Fault]:
    is_name = _NAME.fullmatch(account_id)
    if is_name and unicodedata.normalize("NFKC", account_id) == account_id:
        return []
    return [Fault(AccountFault.NAME_INVALID, details={"value": account_id[:80]})]


def _unit_faults(role: Role, unit_id: str) -> list[Fault]:
    if (role is Role.UNIT_REPORTER) == bool(unit_id):
        return []
    return [Fault(AccountFault.UNIT, details={"value": role.value})]


def _fault(kind: FaultKind, **details: object) -> AccountError:
    return AccountError([Fault(kind, details=details)])
