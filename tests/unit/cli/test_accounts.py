"""Accounts are kept, and the audit log read, on the command line; no password is ever shown."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from ordos_geo.__main__ import app
from ordos_geo.model.reporting import Actor, Role
from ordos_geo.reporting.accounts.accounts import Accounts
from ordos_geo.reporting.store.database import open_database

PASSWORD = "ling-huo-2025"  # noqa: S105
UNIT = "dongsheng-government"


@pytest.fixture
def accounts(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", url)
    return Accounts(open_database(url))


def run(*arguments, password=PASSWORD):
    result = CliRunner().invoke(app, [*arguments], input=f"{password}\n")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert PASSWORD not in result.output
    assert "argon2" not in result.output
    return result


def add(name="wang", *options, **details):
    return run("account", "add", name, "--role", "unit_reporter", *options, **details)


def test_account_is_made_with_a_password_from_standard_input(accounts):
    result = add("wang", "--unit", UNIT)
    assert result.stdout == f"wang is an account of the role unit_reporter for {UNIT}\n"
    actor = accounts.sign_in("wang", PASSWORD).actor
    assert actor == Actor("wang", Role.UNIT_REPORTER, UNIT)


@pytest.mark.parametrize("unit", ["nobody", "all-banner-governments"])
def test_unit_that_does_not_exist_or_only_stands_for_others_is_refused(accounts, unit):
    result = add("wang", "--unit", unit)
    assert (result.exit_code, result.stdout) == (1, "")
    assert unit in result.stderr
    assert accounts.accounts() == ()


def test_weak_password_and_unknown_role_are_refused(accounts):
    assert add("wang", "--unit", UNIT, password="short").exit_code == 1  # noqa: S106
    assert run("account", "add", "wang", "--role", "mayor").exit_code == 2
    assert accounts.accounts() == ()


def test_list_tells_everything_but_secrets(accounts):
    add("wang", "--unit", UNIT)
    run("account", "link", "wang", "--issuer", "https://sign-in.example", "--value", "4711")
    run("account", "disable", "wang")
    (listed,) = json.loads(run("account", "list").stdout)
    assert listed["account_id"] == "wang"
    assert listed["role"] == "unit_reporter"
    assert listed["disabled_at"] is not None
    assert listed["links"] == [["https://sign-in.example", "sub", "4711"]]


def test_account_is_disabled_enabled_and_gets_another_password(accounts):
    add("wang", "--unit", UNIT)
    assert run("account", "disable", "wang").exit_code == 0
    assert run("account", "enable", "wang").exit_code == 0
    assert run("account", "password", "wang", password="another-word-7").exit_code == 0  # noqa: S106
    assert accounts.sign_in("wang", "another-word-7").actor.account_id == "wang"


def test_account_without_a_password_waits_for_its_link(accounts):
    run("account", "add", "li", "--role", "dispatcher", "--no-password")
    run("account", "link", "li", "--issuer", "i", "--claim", "email", "--value", "Li@x.example")
    claims = {"iss": "i", "sub": "1", "email": "li@x.example", "email_verified": True}
    assert accounts.identity_actor(claims).role is Role.DISPATCHER
    run("account", "unlink", "li")
    assert accounts.identity_actor(claims) is None


def test_audit_log_names_the_administrator(accounts):
    add("wang", "--unit", UNIT)
    run("account", "disable", "wang")
    events = [json.loads(line) for line in run("audit").stdout.splitlines()]
    assert [event["action"] for event in events] == ["account.disabled", "account.created"]
    assert all(event["account_id"].startswith("console:") for event in events)
    (last,) = run("audit", "--limit", "1", "--subject", "wang").stdout.splitlines()
    assert json.loads(last)["action"] == "account.disabled"


def test_unknown_account_is_named(accounts):
    result = run("account", "disable", "nobody")
    assert result.exit_code == 1
    assert "nobody" in result.stderr
