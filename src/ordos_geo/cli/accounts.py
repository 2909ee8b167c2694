"""Commands on accounts. Whoever may run them is the administrator."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from typing import Annotated

import orjson
import typer

from ordos_geo.analysis.reporting.duties import COLLECTIVE
from ordos_geo.cli.context import command_context
from ordos_geo.cli.output import faults_to_standard_error, one_of, write
from ordos_geo.errors import AccountError, Fault, TableFault
from ordos_geo.model.reporting import Role
from ordos_geo.reporting.accounts.accounts import CLAIMS

account_app = typer.Typer(no_args_is_help=True, help="Accounts that report and dispatch.")

_ROLES = tuple(role.value for role in Role)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name to sign in with.")]


@account_app.command("add")
def account_add(
    name: NameArgument,
    role: Annotated[str, typer.Option(callback=one_of(_ROLES), help=" | ".join(_ROLES))],
    unit: Annotated[str, typer.Option(help="Unit id, for a unit_reporter.")] = "",
    password: Annotated[
        bool, typer.Option(help="--no-password where only a linked identity signs in.")
    ] = True,
) -> None:
    """Make an account; its password is asked for, or read from standard input."""
    with faults_to_standard_error():
        if unit:
            _check_unit(unit)
        text = _asked_password() if password else ""
        command_context().accounts.create(
            name, Role(role), unit_id=unit, password=text, by=_administrator()
        )
    print(f"{name} is an account of the role {role}" + (f" for {unit}" if unit else ""))


@account_app.command("list")
def account_list() -> None:
    """Print all accounts as JSON, never a password or its hash."""
    with faults_to_standard_error():
        accounts = [asdict(account) for account in command_context().accounts.accounts()]
        write(orjson.dumps(accounts, option=orjson.OPT_INDENT_2) + b"\n", None)


@account_app.command("password")
def account_password(name: NameArgument) -> None:
    """Set another password; whoever is signed in with the old one is signed out."""
    with faults_to_standard_error():
        command_context().accounts.set_password(name, _asked_password(), by=_administrator())
    print(f"{name} has another password")


@account_app.command("disable")
def account_disable(name: NameArgument) -> None:
    """Let nobody sign in with the account any more; it is kept, the audit log names it."""
    with faults_to_standard_error():
        command_context().accounts.disable(name, by=_administrator())
    print(f"{name} is disabled")


@account_app.command("enable")
def account_enable(name: NameArgument) -> None:
    """Take back `disable`."""
    with faults_to_standard_error():
        command_context().accounts.enable(name, by=_administrator())
    print(f"{name} is enabled")


@account_app.command("link")
def account_link(
    name: NameArgument,
    issuer: Annotated[str, typer.Option(help="Issuer of the organisation's sign-in (iss).")],
    value: Annotated[str, typer.Option(help="What the issuer says of the person.")],
    claim: Annotated[str, typer.Option(callback=one_of(CLAIMS), help=" | ".join(CLAIMS))] = "sub",
) -> None:
    """Let an identity of the organisation's own sign-in act as the account."""
    with faults_to_standard_error():
        command_context().accounts.link(
            name, issuer=issuer, claim=claim, value=value, by=_administrator()
        )
    print(f"{value} acts as {name}")


@account_app.command("unlink")
def account_unlink(name: NameArgument) -> None:
    """Let no identity act as the account any more."""
    with faults_to_standard_error():
        command_context().accounts.unlink(name, by=_administrator())
    print(f"no identity acts as {name}")


def _administrator() -> str:
    """Who the audit log names: the user of the operating system. No account has a colon."""
    return f"console:{getpass.getuser()}"


def _asked_password() -> str:
    """Typed twice without showing it, or one line of standard input."""
    if sys.stdin.isatty():
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _check_unit(unit_id: str) -> None:
    """Raises AccountError where no unit has that id, or where it is a collective of units."""
    kinds = command_context().dataset.register.units["kind"]
    if kinds.get(unit_id, COLLECTIVE) == COLLECTIVE:
        details = {"column": "--unit", "value": unit_id, "target": "data/register/units.csv"}
        raise AccountError([Fault(TableFault.ID_UNKNOWN, details=details)])
