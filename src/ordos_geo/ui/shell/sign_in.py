"""Who is signed in: local accounts, or the organisation's own sign-in where it is set up.

The token of a session is kept in the server's memory of the browser tab (`shell.session`), and
never in the page, in a cookie that scripts could read or in the address; a page that is loaded
again asks for the password again. The store says at every drawing and again at every write whether
the session still holds, so that a disabled account or an expired session writes nothing.
"""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.errors import AccountError, AccountFault, Fault, OrdosGeoError
from ordos_geo.model.reporting import Actor
from ordos_geo.reporting.accounts.accounts import SESSION_LASTS
from ordos_geo.reporting.rules import permissions
from ordos_geo.settings import Settings
from ordos_geo.ui.reporting.store import open_store, texts_and_dataset
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.filters import escape_markdown


def current_actor() -> Actor | None:
    """Who is signed in now, as the account is now; None where nobody is."""
    token = session.token or _identity_token()
    if not token:
        return None
    actor = open_store().accounts.session_actor(token)
    if actor is None:
        del session.token
        session.sign_in_problem = wording.reporting_pages.SIGNED_OUT_MEANWHILE
        session.has_account_changed = True
    return actor


def follow_session() -> None:
    """Draw the frame again too where a fragment finds that somebody has signed in or out."""
    current_actor()
    if session.has_account_changed:
        session.has_account_changed = False
        st.rerun()


def acting() -> Actor:
    """Who writes; AccountError where nobody is signed in, or not any more."""
    actor = current_actor()
    if actor is None:
        raise AccountError([Fault(AccountFault.SIGN_IN_NEEDED)])
    return actor


def may_read() -> bool:
    """Whether the pages may be shown."""
    needs_sign_in = Settings().reading_needs_sign_in
    actor = current_actor() if needs_sign_in else None  # who it is matters only then
    return permissions.may_read(actor, needs_sign_in=needs_sign_in)


def account_corner() -> None:
    """At the top of every page: who is signed in and the way out, or the way in."""
    with st.container(key="account"):
        try:
            actor = current_actor()
            session.has_account_changed = False
        except OrdosGeoError:  # the pages of the dispatch say what is wrong with the store
            actor = None
        if actor is None:
            with st.popover(
                wording.reporting_pages.SIGN_IN, icon=":material/login:", key="account_popover"
            ):
                sign_in_form("corner")
            return
        dataset, texts = texts_and_dataset()
        with st.popover(escape_markdown(signed_in_label(dataset, actor)), icon=":material/person:"):
            if actor.unit_id:
                st.caption(
                    wording.reporting_pages.SIGNED_IN_UNIT.format(unit=texts.unit(actor.unit_id))
                )
            st.button(
                wording.reporting_pages.SIGN_OUT, icon=":material/logout:", on_click=_sign_out
            )


def signed_in_label(dataset: Dataset, actor: Actor) -> str:
    """The account and its role."""
    role = dataset.vocabularies["role"].label(actor.role)
    return wording.reporting_pages.SIGNED_IN_AS.format(account=actor.account_id, role=role)


def sign_in_form(place: str, prompt: str = "") -> None:
    """Name and password, and the organisation's own sign-in; with a `prompt` it fills a page.

    `place` tells several forms apart.
    """
    if prompt:
        with st.container(key="sign_in_page"):
            st.info(prompt, icon=":material/lock:")
            _form(place)
    else:
        _form(place)


def _form(place: str) -> None:
    name_key, password_key = f"sign_in_name_{place}", f"sign_in_password_{place}"
    with st.form(f"sign_in_{place}", border=False):
        st.text_input(
            wording.reporting_pages.SIGN_IN_NAME,
            key=name_key,
            max_chars=80,
            autocomplete="username",
        )
        st.text_input(
            wording.reporting_pages.SIGN_IN_PASSWORD,
            key=password_key,
            type="password",
            max_chars=200,
            autocomplete="current-password",
        )
        st.form_submit_button(
            wording.reporting_pages.SIGN_IN,
            type="primary",
            on_click=_sign_in,
            args=(name_key, password_key),
        )
    if problem := session.sign_in_problem:
        del session.sign_in_problem
        st.error(problem, icon=":material/error:")
    if _has_identities():
        st.button(
            wording.reporting_pages.SIGN_IN_ORGANISATION,
            key=f"sign_in_identity_{place}",
            on_click=st.login,
        )
        if st.user.is_logged_in:
            st.warning(_unlinked())
    st.caption(wording.reporting_pages.SIGN_IN_HINT)


def _sign_in(name_key: str, password_key: str) -> None:
    name, password = session.value(name_key), session.value(password_key)
    session.set_value(password_key, "")
    try:
        signed_in = open_store().accounts.sign_in(name, password)
    except OrdosGeoError as error:
        session.sign_in_problem = error.chinese()
        return
    _begin(signed_in.token, signed_in.actor)


def _begin(token: str, actor: Actor) -> None:
    if session.owner not in ("", actor.account_id):
        session.forget_private()
    session.token = token
    session.owner = actor.account_id
    session.has_account_changed = True
    del session.sign_in_problem


def _sign_out() -> None:
    if token := session.token:
        del session.token
        open_store().accounts.sign_out(token)
    session.forget_private()
    if _has_identities() and st.user.is_logged_in:
        st.logout()


# ---------------------------------------------------------------- the organisation's sign-in


def _has_identities() -> bool:
    return bool(st.secrets.load_if_toml_exists() and "auth" in st.secrets)


def _identity_token() -> str:
    """A session for whom Streamlit's own sign-in has verified; "" where there is none.

    Streamlit's cookie lasts 30 days; a sign-in that is older than a session here does not count.
    """
    if not _has_identities() or not st.user.is_logged_in:
        return ""
    claims: dict[str, Any] = dict(st.user.to_dict())
    issued_s = claims.get("iat")
    if not isinstance(issued_s, int | float):
        return ""
    if time.time() - issued_s > SESSION_LASTS.total_seconds():
        return ""
    signed_in = open_store().accounts.sign_in_identity(claims)
    if signed_in is None:
        return ""
    _begin(signed_in.token, signed_in.actor)
    return signed_in.token


def _unlinked() -> str:
    name = st.user.to_dict().get("email") or st.user.to_dict().get("sub") or ""
    return wording.reporting_pages.SIGN_IN_UNLINKED.format(name=escape_markdown(str(name)))
