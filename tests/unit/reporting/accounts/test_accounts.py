"""Accounts are made, locked, disabled and linked; sessions end; every write is in the audit log."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from ordos_geo.errors import AccountError, AccountFault
from ordos_geo.model.reporting import Actor, Role
from ordos_geo.reporting.accounts.accounts import SESSION_LASTS, Accounts
from ordos_geo.reporting.accounts.lockout import FAILURES, LOCKED_FOR
from ordos_geo.reporting.accounts.passwords import Passwords
from ordos_geo.reporting.store.audit import latest_events
from ordos_geo.reporting.store.database import open_database, reading
from ordos_geo.reporting.store.schema import AccountRow, SignInAttemptRow, SignInSessionRow

PASSWORD = "ling-huo-2025"  # noqa: S105
UNIT = "dongsheng-government"
ISSUER = "https://sign-in.example"
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


class Clock:
    def __init__(self):
        self.time = datetime(2025, 4, 1, 9, tzinfo=UTC)

    def __call__(self):
        return self.time

    def pass_(self, **span):
        self.time += timedelta(**span)


class CountingPasswords(Passwords):
    """Counts how often a password was checked at all."""

    checked = 0

    def is_right(self, password, password_hash):
        self.checked += 1
        return super().is_right(password, password_hash)


@pytest.fixture
def engine(store_url):
    engine = open_database(store_url)
    yield engine
    engine.dispose()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def passwords():
    return CountingPasswords(PasswordHasher(**CHEAP))


@pytest.fixture
def accounts(engine, clock, passwords):
    accounts = Accounts(engine, now=clock, passwords=passwords)
    accounts.create("wang", Role.UNIT_REPORTER, unit_id=UNIT, password=PASSWORD, by="admin")
    return accounts


def refused(act, *arguments, **details):
    """The kinds of fault that an act ends in."""
    with pytest.raises(AccountError) as error:
        act(*arguments, **details)
    return [fault.kind for fault in error.value.faults]


def stored_hash(engine):
    with reading(engine) as connection:
        return connection.scalar(select(AccountRow.password_hash))


# ---------------------------------------------------------------- accounts


def test_account_signs_in_as_its_role_and_unit(accounts):
    signed_in = accounts.sign_in("wang", PASSWORD)
    assert signed_in.actor == Actor("wang", Role.UNIT_REPORTER, UNIT)
    assert accounts.session_actor(signed_in.token) == signed_in.actor


def test_name_is_found_however_the_keyboard_composed_it(accounts):
    assert accounts.sign_in(" ｗａｎｇ ", PASSWORD).actor.account_id == "wang"


@pytest.mark.parametrize("name", ["", " wang", "a b", "-x", "x" * 41, "a:b", "=x", "ｗ", "x\n"])
def test_names_that_cannot_be_typed_or_shown_safely_are_refused(accounts, name):
    assert refused(accounts.create, name, Role.VIEWER, by="admin") == [AccountFault.NAME_INVALID]


def test_all_faults_of_a_new_account_are_said_at_once(accounts):
    kinds = refused(accounts.create, "", Role.UNIT_REPORTER, password=PASSWORD[:1], by="admin")
    assert kinds == [
        AccountFault.NAME_INVALID,
        AccountFault.UNIT,
        AccountFault.PASSWORD_WEAK,
        AccountFault.PASSWORD_WEAK,
    ]


def test_only_a_reporter_has_a_unit(accounts):
    create = accounts.create
    assert refused(create, "li", Role.UNIT_REPORTER, by="admin") == [AccountFault.UNIT]
    kinds = refused(create, "li", Role.DISPATCHER, unit_id=UNIT, by="admin")
    assert kinds == [AccountFault.UNIT]


def test_name_is_never_given_twice(accounts):
    accounts.disable("wang", by="admin")
    assert refused(accounts.create, "wang", Role.VIEWER, by="admin") == [AccountFault.EXISTS]


def test_acting_account_must_exist_and_be_in_use(accounts):
    assert accounts.acting("wang").unit_id == UNIT
    assert refused(accounts.acting, "li") == [AccountFault.UNKNOWN]
    accounts.disable("wang", by="admin")
    assert refused(accounts.acting, "wang") == [AccountFault.DISABLED]


def test_every_change_is_in_the_audit_log_and_no_secret(accounts, engine):
    token = accounts.sign_in("wang", PASSWORD).token
    accounts.link("wang", issuer=ISSUER, claim="sub", value="4711", by="admin")
    accounts.unlink("wang", by="admin")
    accounts.set_password("wang", "another-word-7", by="admin")
    accounts.disable("wang", by="admin")
    accounts.enable("wang", by="admin")
    events = latest_events(engine)
    assert [event.action for event in reversed(events)] == [
        "account.created",
        "session.begun",
        "account.linked",
        "account.unlinked",
        "account.password_set",
        "account.disabled",
        "account.enabled",
    ]
    assert {event.subject for event in events} == {"wang"}
    for secret in (PASSWORD, "another-word-7", token, "argon2"):
        assert secret not in str(events)


# ---------------------------------------------------------------- wrong passwords


def test_unknown_name_disabled_account_and_wrong_password_look_alike(accounts, passwords):
    accounts.create("gone", Role.VIEWER, password=PASSWORD, by="admin")
    accounts.disable("gone", by="admin")
    tries = [("wang", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD), ("a b\0", "x"), ("", "")]
    for number, (name, password) in enumerate(tries, start=1):
        assert refused(accounts.sign_in, name, password) == [AccountFault.SIGN_IN_REFUSED]
        assert passwords.checked == number  # a hash is worked out each time: no answer is quicker


@pytest.mark.parametrize("name", ["wang", "nobody"])
def test_repeated_failures_lock_every_name(accounts, clock, name):
    for _ in range(FAILURES):
        assert refused(accounts.sign_in, name, "wrong") == [AccountFault.SIGN_IN_REFUSED]
    clock.pass_(minutes=5, seconds=30)
    with pytest.raises(AccountError) as error:
        accounts.sign_in(name, PASSWORD)
    assert error.value.chinese() == "密码错误次数过多，请 10 分钟后再试"


def test_lock_ends_and_the_right_password_clears_the_count(accounts, clock):
    for _ in range(FAILURES):
        refused(accounts.sign_in, "wang", "wrong")
    clock.pass_(seconds=LOCKED_FOR.total_seconds())
    accounts.sign_in("wang", PASSWORD)
    for _ in range(FAILURES - 1):
        refused(accounts.sign_in, "wang", "wrong")
    accounts.sign_in("wang", PASSWORD)


def test_one_locked_name_locks_no_other(accounts):
    for _ in range(FAILURES):
        refused(accounts.sign_in, "nobody", "wrong")
    accounts.sign_in("wang", PASSWORD)


def test_many_guesses_at_once_are_no_more_than_five(accounts, passwords):
    with ThreadPoolExecutor(12) as pool:
        kinds = list(pool.map(lambda _: refused(accounts.sign_in, "wang", "wrong"), range(24)))
    assert passwords.checked == FAILURES
    assert kinds.count([AccountFault.SIGN_IN_REFUSED]) == FAILURES
    assert kinds.count([AccountFault.SIGN_IN_LOCKED]) == 24 - FAILURES


def test_hash_with_weaker_parameters_is_made_anew(engine, accounts):
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert stronger.is_outdated(stored_hash(engine))
    Accounts(engine, passwords=stronger).sign_in("wang", PASSWORD)
    assert not stronger.is_outdated(stored_hash(engine))
    assert stronger.is_right(PASSWORD, stored_hash(engine))


# ---------------------------------------------------------------- sessions


def test_session_ends_after_a_working_day(accounts, clock):
    token = accounts.sign_in("wang", PASSWORD).token
    clock.pass_(seconds=SESSION_LASTS.total_seconds() - 1)
    assert accounts.session_actor(token) is not None
    clock.pass_(seconds=1)
    assert accounts.session_actor(token) is None


@pytest.mark.parametrize(
    "end",
    [
        lambda accounts, token: accounts.sign_out(token),
        lambda accounts, _: accounts.disable("wang", by="admin"),
        lambda accounts, _: accounts.set_password("wang", "another-word-7", by="admin"),
    ],
    ids=["signed out", "account disabled", "password changed"],
)
def test_session_ends_for_good(accounts, end):
    token = accounts.sign_in("wang", PASSWORD).token
    end(accounts, token)
    assert accounts.session_actor(token) is None
    accounts.enable("wang", by="admin")
    assert accounts.session_actor(token) is None


def test_store_does_not_hold_the_token(accounts, engine):
    token = accounts.sign_in("wang", PASSWORD).token
    with reading(engine) as connection:
        rows = connection.execute(select(SignInSessionRow.__table__)).all()
    assert len(rows) == 1
    assert token not in str(rows)
    assert accounts.session_actor(rows[0].token_sha256) is None


@pytest.mark.parametrize("token", ["", "x", "é" * 20, "x" * 100_000, "\ud800"])
def test_made_up_token_is_nobody(accounts, token):
    assert accounts.session_actor(token) is None
    accounts.sign_out(token)


def test_old_attempts_and_sessions_do_not_pile_up(accounts, clock, engine):
    accounts.sign_in("wang", PASSWORD)
    clock.pass_(days=60)
    accounts.sign_in("wang", PASSWORD)
    with reading(engine) as connection:
        for table in (SignInAttemptRow, SignInSessionRow):
            assert connection.scalar(select(func.count()).select_from(table)) == 1


# ---------------------------------------------------------------- the organisation's sign-in


def test_linked_identity_acts_as_its_account(accounts):
    accounts.link("wang", issuer=ISSUER, claim="sub", value="4711", by="admin")
    claims = {"iss": ISSUER, "sub": "4711"}
    assert accounts.identity_actor(claims) == Actor("wang", Role.UNIT_REPORTER, UNIT)
    signed_in = accounts.sign_in_identity(claims)
    assert accounts.session_actor(signed_in.token).account_id == "wang"
    accounts.unlink("wang", by="admin")
    assert accounts.identity_actor(claims) is None
    assert accounts.session_actor(signed_in.token) is None


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"iss": ISSUER, "sub": "4712"},
        {"iss": "https://other.example", "sub": "4711"},
        {"sub": "4711"},
        {"iss": ISSUER, "sub": ["4711"]},
        {"iss": ISSUER, "email": "4711", "email_verified": True},
    ],
)
def test_identity_that_is_not_linked_is_nobody(accounts, claims):
    accounts.link("wang", issuer=ISSUER, claim="sub", value="4711", by="admin")
    assert accounts.identity_actor(claims) is None
    assert accounts.sign_in_identity(claims) is None


def test_mail_address_counts_only_when_verified(accounts):
    accounts.link("wang", issuer=ISSUER, claim="email", value="Wang@Example.org", by="admin")
    claims = {"iss": ISSUER, "sub": "1", "email": "wang@example.ORG"}
    for verified in (False, None, "true", 1):
        assert accounts.identity_actor({**claims, "email_verified": verified}) is None
    assert accounts.identity_actor({**claims, "email_verified": True}).account_id == "wang"


def test_identity_of_a_disabled_account_is_nobody(accounts):
    accounts.link("wang", issuer=ISSUER, claim="sub", value="4711", by="admin")
    accounts.disable("wang", by="admin")
    assert accounts.identity_actor({"iss": ISSUER, "sub": "4711"}) is None


def test_identity_is_linked_to_one_account(accounts):
    accounts.create("li", Role.DISPATCHER, by="admin")
    link = {"issuer": ISSUER, "claim": "sub", "value": "4711", "by": "admin"}
    accounts.link("wang", **link)
    assert refused(accounts.link, "li", **link) == [AccountFault.LINK_EXISTS]
    assert refused(accounts.link, "nobody", **link) == [AccountFault.UNKNOWN]
    link["claim"] = "name"
    assert refused(accounts.link, "wang", **link) == [AccountFault.LINK_INVALID]


def test_account_without_a_password_signs_in_by_its_identity_only(accounts):
    accounts.create("li", Role.DISPATCHER, by="admin")
    assert refused(accounts.sign_in, "li", "") == [AccountFault.SIGN_IN_REFUSED]
    accounts.link("li", issuer=ISSUER, claim="sub", value="1", by="admin")
    assert accounts.identity_actor({"iss": ISSUER, "sub": "1"}).role is Role.DISPATCHER
