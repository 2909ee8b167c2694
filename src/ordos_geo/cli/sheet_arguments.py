"""The options of a sheet, which every command takes that draws maps: added here, added to all."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from ordos_geo.cartography.sheet import SIZES, Letterhead, SheetOptions
from ordos_geo.cli.output import one_of
from ordos_geo.errors import RequestError, invalid_argument
from ordos_geo.model import clock

_SHEET = "sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetArguments:
    """What was given for a sheet; each field is an option of the command line."""

    size: Annotated[str, typer.Option(callback=one_of(SIZES), help=" | ".join(SIZES))] = "16x9"
    dpi: Annotated[int, typer.Option(help="Resolution of pictures.")] = 300
    on: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Date on the sheet; today if left out."),
    ] = None
    department: Annotated[str, typer.Option(help="Who made the sheet.")] = ""
    classification: Annotated[str, typer.Option(help="Classification line.")] = ""
    review_number: Annotated[str, typer.Option(help="审图号 of a reviewed map.")] = ""
    pptx_template: Annotated[
        Path | None, typer.Option("--pptx-template", help="Template of an organisation, for pptx.")
    ] = None

    def options(self, *, subtitle: str = "") -> SheetOptions:
        """The options of the sheet; RequestError where they cannot be used."""
        return SheetOptions(
            letterhead=Letterhead(
                on=self.on.date() if self.on is not None else clock.today(),
                department=self.department,
                classification=self.classification,
                review_number=self.review_number,
            ),
            size=self.size,
            dpi=self.dpi,
            subtitle=subtitle,
        )

    def template(self) -> bytes | None:
        """The PowerPoint template's bytes; RequestError where the file cannot be read."""
        if self.pptx_template is None:
            return None
        try:
            return self.pptx_template.read_bytes()
        except OSError as error:
            reason = error.strerror or ""
            fault = invalid_argument(
                "--pptx-template",
                self.pptx_template,
                f"it cannot be read ({reason})",
                f"无法读取（{reason}）",
            )
            raise RequestError([fault]) from error


def takes_sheet(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of a sheet instead of its parameter `sheet`.

    The parameter's class (SheetArguments or one derived from it) says what the options are; the
    command gets a value of it.
    """
    signature = inspect.signature(command, eval_str=True)
    value_class = signature.parameters[_SHEET].annotation
    hints = get_type_hints(value_class, include_extras=True)
    options = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(value_class)
    ]
    own = [parameter for name, parameter in signature.parameters.items() if name != _SHEET]

    @wraps(command)
    def with_options(**given: Any) -> None:
        sheet = value_class(**{option.name: given.pop(option.name) for option in options})
        command(**given, sheet=sheet)

    parameters = [*own, *options]
    with_options.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {
        parameter.name: parameter.annotation for parameter in parameters
    } | {"return": None}
    return with_options
