"""Templates from outside: used where they can be, refused in words where they cannot."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from pptx.util import Inches

from ordos_geo.cartography.slides import template as module
from ordos_geo.cartography.slides.template import open_template
from ordos_geo.errors import ExportError, TemplateFault

TYPES, MAIN = "[Content_Types].xml", "ppt/presentation.xml"
MASTER, RELATIONS = "slideMaster1.xml", "presentation.xml.rels"


def saved(presentation):
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def rewritten(content, change):
    """The archive with each file's content changed by name; None leaves it out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            changed = change(entry.filename, old.read(entry))
            if changed is not None:
                new.writestr(entry.filename, changed)
    return target.getvalue()


def content_type(content, kind):
    return rewritten(
        content,
        lambda name, data: (
            data.replace(b"presentationml.presentation.main", kind) if name == TYPES else data
        ),
    )


def without_titles(content):
    """Every layout's title becomes a text."""
    return rewritten(
        content,
        lambda name, data: (
            data.replace(b'type="title"', b'type="body"').replace(
                b'type="ctrTitle"', b'type="body"'
            )
            if "slideLayouts/slideLayout" in name
            else data
        ),
    )


def test_slides_of_the_template_are_dropped_and_its_layouts_kept(organisation):
    template = open_template(organisation())
    assert len(template.presentation.slides) == 0
    assert template.layout.name == "Title Only"
    assert template.cover_layout.name == "Title Slide"
    assert not template.is_own
    names = zipfile.ZipFile(io.BytesIO(saved(template.presentation))).namelist()
    assert not [name for name in names if name.startswith("ppt/slides/")]


@pytest.mark.parametrize(("width", "height"), [(10.0, 7.5), (10.0, 5.625), (13.333, 7.5)])
def test_the_body_lies_on_the_slide_below_the_title(organisation, width, height):
    template = open_template(organisation(width=width, height=height))
    title = next(p for p in template.layout.placeholders if p.placeholder_format.idx == 0)
    body = template.body
    # the default layouts keep the coordinates of 10 x 7.5 inches
    assert body.top >= title.top + title.height
    assert body.left >= 0
    assert body.right <= template.presentation.slide_width
    assert body.bottom <= template.presentation.slide_height


def test_the_projects_own_deck_speaks_chinese_and_noto_sans():
    template = open_template(None)
    assert template.is_own
    assert (template.presentation.slide_width, template.presentation.slide_height) == (
        Inches(13.333),
        Inches(7.5),
    )
    with zipfile.ZipFile(io.BytesIO(saved(template.presentation))) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
        masters = [archive.read(n).decode() for n in archive.namelist() if "/slideMaster" in n]
        layouts = [archive.read(n).decode() for n in archive.namelist() if "/slideLayout" in n]
    assert theme.count('typeface="Noto Sans SC"') == 6
    assert "Calibri" not in theme
    assert not [text for text in (*masters, *layouts) if "Click to edit" in text]


BAD = {
    "nothing": (lambda _: b"", "FORMAT"),
    "text": (lambda _: b"<html>", "FORMAT"),
    "old-or-locked": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "LOCKED"),
    "cut-off": (lambda template: template[:4000], "DAMAGED"),
    "no-office-file": (
        lambda template: rewritten(template, lambda n, d: None if n == TYPES else d),
        "FORMAT",
    ),
    "potx": (
        lambda template: content_type(template, b"presentationml.template.main"),
        "FORMAT",
    ),
    "docx": (lambda template: content_type(template, b"wordprocessingml.document"), "FORMAT"),
    "macro-type": (
        lambda template: content_type(template, b"ms-powerpoint.presentation.macroEnabled.main"),
        "MACROS",
    ),
    "no-presentation": (
        lambda template: rewritten(template, lambda n, d: None if n == MAIN else d),
        "DAMAGED",
    ),
    "broken-xml": (
        lambda template: rewritten(template, lambda n, d: d[:90] if n == MAIN else d),
        "DAMAGED",
    ),
    "broken-master": (
        lambda template: rewritten(template, lambda n, d: b"<x/>" if MASTER in n else d),
        "DAMAGED",
    ),
    "broken-relations": (
        lambda template: rewritten(template, lambda n, d: b"" if n.endswith(RELATIONS) else d),
        "DAMAGED",
    ),
    "no-title": (without_titles, "WITHOUT_TITLE"),
}


@pytest.mark.parametrize(("damage", "kind"), BAD.values(), ids=list(BAD))
def test_a_bad_template_is_a_fault_in_both_languages(organisation, damage, kind):
    with pytest.raises(ExportError) as raised:
        open_template(damage(organisation()))
    assert [fault.kind for fault in raised.value.faults] == [TemplateFault[kind]]
    assert "PPT 模板" in raised.value.chinese()
    assert "PowerPoint template" in raised.value.english()


def test_a_template_with_macros_in_it_is_refused(organisation):
    file = io.BytesIO(organisation())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"macro")
    with pytest.raises(ExportError) as raised:
        open_template(file.getvalue())
    assert raised.value.faults[0].kind is TemplateFault.MACROS


def test_a_template_that_is_too_large_is_refused_before_it_is_opened(organisation):
    with pytest.raises(ExportError) as raised:
        open_template(organisation() + bytes(module.MOST_MB * 1_000_000))
    assert raised.value.faults[0].kind is TemplateFault.TOO_LARGE


def test_a_template_that_unpacks_to_too_much_is_refused(organisation, monkeypatch):
    monkeypatch.setattr(module, "_LIMITS", replace(module._LIMITS, unpacked_bytes=1_000_000))
    file = io.BytesIO(organisation())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/zeros.bin", bytes(2_000_000))
    assert len(file.getvalue()) < 200_000
    with pytest.raises(ExportError) as raised:
        open_template(file.getvalue())
    assert raised.value.faults[0].kind is TemplateFault.TOO_LARGE


def test_a_template_of_too_many_parts_says_how_many(organisation, monkeypatch):
    monkeypatch.setattr(module, "_LIMITS", replace(module._LIMITS, parts=3))
    with pytest.raises(ExportError) as raised:
        open_template(organisation())
    assert raised.value.faults[0].kind is TemplateFault.TOO_LARGE
    assert "parts, more than the 3 that are read" in raised.value.english()
    assert "超过上限 3 个" in raised.value.chinese()


def test_entities_of_a_template_are_not_expanded(organisation):
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(
            b'<!ENTITY %c "%s">' % (b"bcdefghij"[i], b"&%c;" % b"abcdefghi"[i] * 10)
            for i in range(9)
        )
        + b"]><p>&j;</p>"
    )
    content = rewritten(organisation(), lambda n, d: bomb if n == MAIN else d)
    with pytest.raises(ExportError) as raised:
        open_template(content)
    assert raised.value.faults[0].kind is TemplateFault.DAMAGED
