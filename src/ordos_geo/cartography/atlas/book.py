"""An atlas as one file: PDF with links and outline, PowerPoint, or a ZIP of pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from types import MappingProxyType

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit, NameObject

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.facts import feature_facts
from ordos_geo.cartography.atlas.front import cover_lines, draw_contents, draw_cover
from ordos_geo.cartography.atlas.page_job import Drawn, PageJob
from ordos_geo.cartography.atlas.pages import (
    FEATURE,
    AtlasPage,
    AtlasPlan,
    findings_in_words,
)
from ordos_geo.cartography.atlas.pool import Cancelled, DrawingPool, Progress
from ordos_geo.cartography.file_names import safe_part
from ordos_geo.cartography.sheet import SheetOptions
from ordos_geo.cartography.slides import (
    Cover,
    SlidePage,
    picture_options,
    picture_size_in,
    presentation_bytes,
)
from ordos_geo.errors import Fault
from ordos_geo.office.archive import archive_bytes

_MOST_NAME_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Atlas:
    """A finished atlas: the file's bytes, and the findings of each page with its name."""

    content: bytes
    findings: tuple[tuple[str, Fault], ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """What is wanted of an atlas."""

    dataset: Dataset
    plan: AtlasPlan
    options: SheetOptions
    template: bytes | None

    def job(self, page: AtlasPage, file_format: str, note: str = "") -> PageJob:
        """One page as a job for a drawing process."""
        is_fact = self.plan.by == FEATURE
        return PageJob(page.scene, self.options, file_format, note, is_fact)


def make_atlas(
    dataset: Dataset,
    plan: AtlasPlan,
    options: SheetOptions,
    file_format: str,
    *,
    pool: DrawingPool,
    template: bytes | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Atlas:
    """Draw all pages of a plan and put them into one file; the same input gives the same bytes.

    `file_format` is a key of ATLAS_FORMATS.
    `pool` draws from the files of the project folder that `dataset` was loaded from; `template`
    is for PowerPoint only. Raises ExportCancelled, and ExportError where a process was lost or
    the template cannot be used.
    """
    jobs, bind = _BINDINGS[file_format](_Order(dataset, plan, options, template))
    drawn = pool.draw(jobs, progress=progress, cancelled=cancelled)
    return Atlas(bind(drawn), _findings(plan, drawn))


def _findings(plan: AtlasPlan, drawn: Sequence[Drawn]) -> tuple[tuple[str, Fault], ...]:
    return tuple(
        (page.name, finding)
        for page, result in zip(plan.pages, drawn, strict=True)
        for finding in result.findings
    )


_Bind = Callable[[Sequence[Drawn]], bytes]


# ---------------------------------------------------------------- PDF


def _pdf(order: _Order) -> tuple[list[PageJob], _Bind]:
    plan = order.plan
    contents = draw_contents(plan, order.options)
    front = [draw_cover(order.dataset, plan, order.options), *contents.sheets]
    total = len(front) + len(plan.pages)
    jobs = [
        order.job(page, "pdf", wording.atlas.PAGE_OF.format(number=number, count=total))
        for number, page in enumerate(plan.pages, start=len(front) + 1)
    ]

    def bind(drawn: Sequence[Drawn]) -> bytes:
        writer = PdfWriter()
        for content in (*(sheet.pdf() for sheet in front), *(page.content for page in drawn)):
            writer.append(PdfReader(io.BytesIO(content)), import_outline=False)
        for number, (sheet, box) in enumerate(contents.entries):
            target = len(front) + number
            link = Link(rect=box, target_page_index=target, fit=Fit.fit())
            writer.add_annotation(1 + sheet, link)
        writer.add_outline_item(title=wording.atlas.COVER_LAYOUT, page_number=0)
        writer.add_outline_item(title=wording.atlas.CONTENTS, page_number=1)
        for number, page in enumerate(plan.pages):
            writer.add_outline_item(title=page.name, page_number=len(front) + number)
        writer.compress_identical_objects(remove_unreferenced=True)
        writer.metadata = {"/Title": plan.title}
        writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()

    return jobs, bind


# ---------------------------------------------------------------- PowerPoint


def _pptx(order: _Order) -> tuple[list[PageJob], _Bind]:
    dataset, plan, options = order.dataset, order.plan, order.options
    is_fact = plan.by == FEATURE
    jobs = []
    for page in plan.pages:
        size = picture_size_in(dataset, page.scene, order.template, is_fact=is_fact)
        alone = picture_options(options, size)
        jobs.append(replace(order.job(page, "png"), options=alone))

    def bind(drawn: Sequence[Drawn]) -> bytes:
        pages = [
            SlidePage(
                page.scene,
                result.content,
                feature_facts(dataset, page.id) if is_fact else None,
                result.findings,
                result.off_map,
            )
            for page, result in zip(plan.pages, drawn, strict=True)
        ]
        cover = Cover(plan.title, cover_lines(dataset, plan, options), plan.remarks)
        return presentation_bytes(dataset, pages, options, template=order.template, cover=cover)

    return jobs, bind


# ---------------------------------------------------------------- ZIP


def _zip(order: _Order) -> tuple[list[PageJob], _Bind]:
    plan = order.plan
    jobs = [order.job(page, "png") for page in plan.pages]

    def bind(drawn: Sequence[Drawn]) -> bytes:
        contents = draw_contents(plan, order.options, first=1)
        digits = max(2, len(str(len(drawn))))
        files = [
            (
                file_name("0" * digits, f"{wording.atlas.CONTENTS}{number or ''}"),
                sheet.png(order.options.dpi),
            )
            for number, sheet in enumerate(contents.sheets)
        ]
        files += [
            (file_name(f"{number:0{digits}}", page.scene.title), result.content)
            for number, (page, result) in enumerate(zip(plan.pages, drawn, strict=True), start=1)
        ]
        log = findings_in_words(_findings(plan, drawn))
        if log:
            text = "\r\n".join([*log, ""])
            files.append((wording.atlas.CHECK_FILE, text.encode("utf-8-sig")))
        return archive_bytes(files, datetime.combine(order.options.letterhead.on, time()))

    return jobs, bind


def file_name(number: str, name: str) -> str:
    """01_东胜区区域合作图.png, without anything that a file system or a path would mind."""
    clean = safe_part(name, _MOST_NAME_CHARACTERS)
    return wording.atlas.FILE_NAME.format(number=number, name=clean or "_")


_BINDINGS: Mapping[str, Callable[[_Order], tuple[list[PageJob], _Bind]]] = MappingProxyType(
    {"pdf": _pdf, "pptx": _pptx, "zip": _zip}
)
