"""Who may do what, as functions of the actor. The repository asks them before every write."""

from __future__ import annotations

from ordos_geo.errors import Fault, ReportingError, ReportingFault
from ordos_geo.model.reporting import Actor, Role


def may_read(actor: Actor | None, *, needs_sign_in: bool) -> bool:
    """Everybody where the installation is open (None: not signed in), else who is signed in."""
    return actor is not None or not needs_sign_in


def may_report(actor: Actor, unit_id: str) -> bool:
    """A reporter for the own unit; a dispatcher for any, when a unit hands its report in on paper.

    The version then names the dispatcher's account.
    """
    if actor.role is Role.DISPATCHER:
        return True
    return actor.role is Role.UNIT_REPORTER and bool(unit_id) and actor.unit_id == unit_id


def may_dispatch(actor: Actor) -> bool:
    """Open, close and reopen rounds, approve and return reports."""
    return actor.role is Role.DISPATCHER


def require_report(actor: Actor, unit_id: str) -> None:
    """Raises ReportingError where `may_report` says no."""
    if not may_report(actor, unit_id):
        details = {"account": actor.account_id, "unit": unit_id}
        raise ReportingError([Fault(ReportingFault.REPORT_NOT_ALLOWED, details=details)])


def require_dispatch(actor: Actor) -> None:
    """Raises ReportingError where `may_dispatch` says no."""
    if not may_dispatch(actor):
        details = {"account": actor.account_id}
        raise ReportingError([Fault(ReportingFault.DISPATCHER_ONLY, details=details)])
