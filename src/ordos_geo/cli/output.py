"""What all commands share: where results and faults go, and checks of arguments."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import typer

from ordos_geo.errors import OrdosGeoError, RequestError, invalid_argument


@contextmanager
def faults_to_standard_error() -> Iterator[None]:
    """End with exit status 1 and the faults, never a traceback."""
    try:
        yield
    except OrdosGeoError as error:
        print(error.english(), file=sys.stderr)
        print(f"{len(error.faults)} fault(s)", file=sys.stderr)
        raise typer.Exit(1) from None


def write(content: bytes, out: Path | None) -> None:
    """To a file, whole or not at all, or to standard output.

    Raises RequestError where the file cannot be written.
    """
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(content)
        return
    target = out.resolve()
    part = target if _is_device(target) else target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        if part != target:
            part.replace(target)
    except OSError as error:
        if part != target:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        fault = invalid_argument(
            "--out",
            out,
            f"it cannot be written ({error.strerror}); choose another place",
            f"无法写入（{error.strerror}）；请换一个位置",
        )
        raise RequestError([fault]) from error


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file()


def one_of(values: Iterable[str]) -> Callable[[str], str]:
    """A check of an argument: wrong use (exit status 2) where it is none of `values`."""

    def known(value: str) -> str:
        if value not in values:
            raise typer.BadParameter(f"'{value}' is not one of: {', '.join(values)}")
        return value

    return known
