"""One map on paper: its preview, what the check before the export finds, and the download."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ordos_geo import wording
from ordos_geo.address.export import ExportRequest, request_scene, sheet_options
from ordos_geo.analysis import Dataset, Selection
from ordos_geo.cartography.file_names import map_file_name
from ordos_geo.cartography.files import MAP_FORMATS, draw_file
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.sheet import SIZES, SheetOptions
from ordos_geo.errors import Fault
from ordos_geo.model import clock
from ordos_geo.ui.output.findings import findings_panel
from ordos_geo.ui.output.options import file_choice, highlight_choice, map_choice, text_inputs
from ordos_geo.ui.output.template_upload import template_upload
from ordos_geo.ui.shell.catalog import sheet_preview
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.filters import active_filters


def map_export(
    dataset: Dataset, request: ExportRequest, selection: Selection, canvas: DeltaGenerator
) -> None:
    """Options, findings and download of one map; its preview goes to `canvas`."""
    scene = request_scene(dataset, request, selection, session.selected_id)
    options = sheet_options(request, clock.today())
    with canvas:
        findings = _preview(scene, options)
    map_choice(dataset, request)
    active_filters(dataset)
    highlight_choice(dataset)
    file_choice(request)
    template, is_usable = (
        template_upload() if MAP_FORMATS[request.file_format].is_slides else (None, True)
    )
    text_inputs(scene.title)
    with st.container(key="export_finish", gap="xsmall"):
        findings_panel([finding.chinese() for finding in findings])
        _download(dataset, scene, options, request.file_format, template, is_usable=is_usable)


def _preview(scene: MapScene, options: SheetOptions) -> tuple[Fault, ...]:
    """Show the sheet as it will be, only coarser; returns what was found while drawing it."""
    picture, findings = sheet_preview(scene, options)
    show_sheet(picture, scene, options)
    return findings


def show_sheet(picture: bytes, scene: MapScene, options: SheetOptions) -> None:
    """A sheet as large as the screen has room for; its size tells the style sheet its shape."""
    st.html(f"<style>{sheet_shapes()}</style>")
    with st.container(key="export_preview"), st.container(key=f"export_sheet_{options.size}"):
        st.image(picture, alt=scene.alt_text(), output_format="PNG", width="stretch")


def sheet_shapes() -> str:
    """The shape of each size of sheet as CSS."""
    preview, sheet = ".st-key-export_preview", ".st-key-export_sheet_"
    return " ".join(
        f"{preview}:has({sheet}{code}) {{ --og-shape: {size.shape:.4f}; }}"
        for code, size in SIZES.items()
    )


def _download(
    dataset: Dataset,
    scene: MapScene,
    options: SheetOptions,
    file_format: str,
    template: bytes | None,
    *,
    is_usable: bool,
) -> None:
    """The button whose click draws the file; before it nothing is drawn."""
    st.download_button(
        wording.general.DOWNLOAD.format(format=MAP_FORMATS[file_format].label),
        data=partial(_content, dataset, scene, options, file_format, template),
        file_name=map_file_name(
            scene.title, scene.filters_in_words, options.letterhead.on, file_format
        ),
        key="export_download",
        icon=":material/download:",
        type="primary",
        disabled=not is_usable,
        on_click="ignore",
        width="stretch",
    )


def _content(
    dataset: Dataset,
    scene: MapScene,
    options: SheetOptions,
    file_format: str,
    template: bytes | None,
) -> bytes:
    return draw_file(dataset, scene, options, file_format, template)[0]
