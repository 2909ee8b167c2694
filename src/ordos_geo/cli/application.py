"""Every command of `python -m ordos_geo`, and where its code is."""

from __future__ import annotations

import typer

from ordos_geo.cli.context import start_command
from ordos_geo.cli.lazy import lazy_group

COMMANDS = {
    "check": "ordos_geo.cli.checks:check",
    "audit": "ordos_geo.cli.audit:audit",
    "plan": "ordos_geo.cli.plan:plan_app",
    "data": "ordos_geo.cli.data:data_app",
    "geodata": "ordos_geo.cli.geodata:geodata_app",
    "map": "ordos_geo.cli.maps:map_app",
    "atlas": "ordos_geo.cli.atlas:atlas_app",
    "round": "ordos_geo.cli.reporting:round_app",
    "store": "ordos_geo.cli.store:store_app",
    "account": "ordos_geo.cli.accounts:account_app",
}
"""Name of a command or group -> the function or Typer in its module."""

app = typer.Typer(
    cls=lazy_group(COMMANDS),
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Map of Ordos City's regional cooperation: checks, builds and exports.",
)


@app.callback()
def begin() -> None:
    """Map of Ordos City's regional cooperation: checks, builds and exports."""
    start_command()
