"""The wheel: it holds the whole package, and says what it needs where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from ordos_geo.errors import Fault, SettingsFault
from support.limits import LIMIT_S

ROOT_VARIABLE = "ORDOS_GEO_ROOT"


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != ROOT_VARIABLE}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=cwd,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )


@pytest.fixture(scope="module")
def wheel(project_root, tmp_path_factory) -> Path:
    """Built from a copy, with the build requirements of the environment: nothing is fetched."""
    copy = tmp_path_factory.mktemp("checkout")
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(project_root / "src", copy / "src", ignore=ignore)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(project_root / name, copy)
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
    done = run("pip", "wheel", ".", *offline, "--wheel-dir", "out", cwd=copy)
    assert done.returncode == 0, done.stderr
    (built,) = (copy / "out").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A folder of packages with the wheel in it."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_every_file_of_the_package(installed, project_root):
    wanted = files_below(project_root / "src" / "ordos_geo")
    assert {Path(name).suffix for name in wanted} >= {".html", ".css", ".js", ".svg", ".ttf"}
    assert "py.typed" in wanted
    assert files_below(installed / "ordos_geo") == wanted


def test_wheel_is_built_by_the_pinned_setuptools(project_root):
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = (project_root / "requirements-dev.txt").read_text(encoding="utf-8")
    assert set(project["build-system"]["requires"]) <= set(requirements.splitlines())


def test_package_without_a_checkout_says_which_setting_is_missing(installed, tmp_path):
    done = run("ordos_geo", "check", cwd=tmp_path, PYTHONPATH=str(installed))
    assert done.returncode == 1
    sentence, *_ = done.stderr.splitlines()
    assert sentence == Fault(SettingsFault.PROJECT_FOLDER_UNKNOWN).english()
    assert ROOT_VARIABLE in sentence
    assert "Traceback" not in done.stderr


def test_server_without_a_checkout_ends_with_the_same_sentence(installed, project_root, tmp_path):
    shutil.copy(project_root / "app.py", tmp_path)
    done = run("streamlit", "run", "app.py", cwd=tmp_path, PYTHONPATH=str(installed))
    assert done.returncode == 1
    assert Fault(SettingsFault.PROJECT_FOLDER_UNKNOWN).english() in done.stderr
    assert "Traceback" not in done.stderr


def test_package_works_on_the_project_folder_that_is_set(installed, project_root, tmp_path):
    environment = {"PYTHONPATH": str(installed), ROOT_VARIABLE: str(project_root)}
    done = run("ordos_geo", "check", cwd=tmp_path, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("no faults")
