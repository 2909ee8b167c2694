"""Groups of commands whose members are imported only when they are called.

What one command needs (geopandas, SQLAlchemy, matplotlib) costs the others nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group


def lazy_group(members: Mapping[str, str]) -> type[TyperGroup]:
    """The class of a group with these members besides those that its Typer has itself.

    `members`: name of a command -> "module:attribute", a function or a Typer.
    """

    class LazyGroup(TyperGroup):
        """Finds its members by name, and imports them then."""

        def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
            """Its own commands, then the members in their order."""
            return [*super().list_commands(ctx), *members]

        def get_command(  # type: ignore[override]
            self, ctx: typer.Context, cmd_name: str
        ) -> TyperCommand | TyperGroup | None:
            """The command of that name; None where there is none."""
            if cmd_name in members:
                return _load(cmd_name, members[cmd_name])
            own = super().get_command(ctx, cmd_name)
            return own if isinstance(own, TyperCommand | TyperGroup) else None

    return LazyGroup


def _load(name: str, place: str) -> TyperCommand | TyperGroup:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    command: object
    if isinstance(found, typer.Typer):
        command = get_group(found)
    else:
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(name)(found)
        command = get_command(alone)
    if not isinstance(command, TyperCommand | TyperGroup):
        message = f"{place} is no command"
        raise TypeError(message)
    command.name = name
    return command
