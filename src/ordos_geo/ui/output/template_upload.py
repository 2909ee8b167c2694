"""An organisation's own presentation template, uploaded and looked at before it is used."""

from __future__ import annotations

import streamlit as st

from ordos_geo import wording
from ordos_geo.errors import ExportError
from ordos_geo.ui.shell.session import session


def template_upload() -> tuple[bytes | None, bool]:
    """The uploaded template, None for none, and whether slides can be made with that."""
    upload = st.file_uploader(
        wording.output.OWN_TEMPLATE,
        type="pptx",
        key="export_template",
        label_visibility="collapsed",
    )
    st.caption(wording.output.SLIDES_NOTE)
    if upload is None:
        return None, True
    template = upload.getvalue()
    name, fault = session.checked_template
    if name != upload.file_id:
        fault = _fault(template)
        session.checked_template = (upload.file_id, fault)
    if fault:
        st.error(fault, icon=":material/error:")
        return None, False
    st.caption(wording.output.OWN_TEMPLATE_USED)
    return template, True


def _fault(template: bytes) -> str:
    """Why a template cannot be used, in Chinese; "" where it can."""
    from ordos_geo.cartography.slides.template import open_template  # noqa: PLC0415 - loads pptx

    try:
        open_template(template)
    except ExportError as error:
        return error.chinese()
    return ""
