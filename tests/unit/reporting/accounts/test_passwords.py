"""What a password must be like, and that only the right one is."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from ordos_geo.errors import AccountError
from ordos_geo.reporting.accounts.passwords import Passwords, check_password

GOOD = "ling-huo-2025 蓝天"
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


@pytest.fixture
def passwords():
    return Passwords(PasswordHasher(**CHEAP))


def test_hash_is_argon2id_and_not_the_password(passwords):
    assert passwords.hash(GOOD).startswith("$argon2id$")
    assert GOOD not in passwords.hash(GOOD)
    assert passwords.hash(GOOD) != passwords.hash(GOOD)


@pytest.mark.real_passwords
def test_default_parameters_are_those_of_rfc_9106():
    assert "m=65536,t=3,p=4" in Passwords().hash(GOOD)


def test_only_the_right_password_is_right(passwords):
    stored = passwords.hash(GOOD)
    assert passwords.is_right(GOOD, stored)
    for wrong in ("", GOOD.upper(), GOOD + " ", GOOD * 40):
        assert not passwords.is_right(wrong, stored)


def test_the_same_characters_composed_otherwise_are_the_same_password(passwords):
    assert passwords.is_right("Café-Zürich-10", passwords.hash("Cafe\u0301-Zu\u0308rich-10"))


@pytest.mark.parametrize("broken", ["", "plain text", "$argon2id$v=19$m=8"])
def test_without_a_hash_no_password_is_right(passwords, broken):
    assert not passwords.is_right("a password that nobody has", broken)


@pytest.mark.real_passwords
def test_hash_with_weaker_parameters_is_outdated(passwords):
    assert Passwords().is_outdated(passwords.hash(GOOD))
    assert not passwords.is_outdated(passwords.hash(GOOD))


@pytest.mark.parametrize(
    ("password", "faults"),
    [(GOOD, 0), ("short-12", 1), ("aaaaaaaaaaaa", 1), ("x" * 300, 2), ("Wang-and-more-10", 1)],
)
def test_everything_wrong_with_a_new_password_is_said(password, faults):
    if not faults:
        check_password(password, "wang")
        return
    with pytest.raises(AccountError) as error:
        check_password(password, "wang")
    assert len(error.value.faults) == faults
    assert password not in error.value.english()
