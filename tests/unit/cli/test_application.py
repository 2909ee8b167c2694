"""Commands are found by name, load what they need, and share what they load."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields

import pytest
import typer
from typer.testing import CliRunner

from ordos_geo.__main__ import app
from ordos_geo.analysis.dataset import loading
from ordos_geo.cli.application import COMMANDS
from ordos_geo.cli.context import command_context, start_command
from ordos_geo.cli.sheet_arguments import SheetArguments, takes_sheet

HEAVY = ("geopandas", "pandas", "sqlalchemy", "matplotlib", "pptx", "pydeck")


def run(*arguments):
    return CliRunner().invoke(app, [*arguments])


def options_of(*command):
    found = typer.main.get_command(app)
    for name in command:
        found = found.get_command(typer.Context(found), name)
    return {parameter.name: parameter for parameter in found.params}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_found_where_the_table_says(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"ordos_geo {name}" in result.stdout or f" {name} " in result.stdout


def test_the_help_lists_every_command():
    listed = run("--help").stdout
    assert [name for name in COMMANDS if f" {name} " not in listed] == []


def test_an_unknown_command_is_wrong_use():
    assert run("nonsense").exit_code == 2
    assert run("round", "nonsense").exit_code == 2


def test_a_command_loads_only_what_it_needs(project_root):
    plan = project_root / "data/plan/ordos-action-plan-2025.txt"
    program = f"""
import sys
from ordos_geo.__main__ import app
app(["plan", "parse", {str(plan)!r}], standalone_mode=False)
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stderr.splitlines()[-1] == "[]"


def test_the_dataset_is_loaded_once_for_a_command_and_anew_for_the_next(monkeypatch):
    loads = []
    monkeypatch.setattr(loading, "load_dataset", lambda root: loads.append(root) or object())
    start_command()
    first = command_context().dataset
    assert command_context().dataset is first
    assert len(loads) == 1
    start_command()
    assert command_context().dataset is not first


@pytest.mark.parametrize(
    "command", [("map", "export"), ("atlas", "export"), ("round", "map")], ids=" ".join
)
def test_every_command_that_draws_takes_every_option_of_a_sheet(command):
    options = options_of(*command)
    assert {field.name for field in fields(SheetArguments)} <= set(options)
    assert "--review-number" in options["review_number"].opts
    assert options["dpi"].default == (200 if command[0] == "atlas" else 300)


def test_options_of_a_sheet_arrive_as_one_value():
    given = []
    alone = typer.Typer()

    @alone.command()
    @takes_sheet
    def draw(name: str, *, sheet: SheetArguments) -> None:
        given.append((name, sheet))

    result = CliRunner().invoke(alone, ["x", "--size", "a4", "--date", "2025-04-01"])
    assert result.exit_code == 0
    ((name, sheet),) = given
    assert (name, sheet.size, sheet.dpi) == ("x", "a4", 300)
    assert sheet.options().letterhead.on.isoformat() == "2025-04-01"
    assert CliRunner().invoke(alone, ["x", "--size", "a9"]).exit_code == 2
