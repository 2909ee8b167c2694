"""Signing in and out, and what is closed to those who have not."""

from __future__ import annotations

import time

import pytest

from ordos_geo import wording
from support.reporting_app import (
    DISPATCHER,
    PASSWORD,
    REPORT,
    REPORTER,
    ROUNDS,
    markup_of,
    messages,
    sign_in,
)

OVERVIEW = "pages/maps/overview.py"


def labels(app) -> set[str]:
    return {each.label for each in app.button}


def test_name_and_password_open_a_session_and_the_button_ends_it(may):
    app = sign_in(may.open(), DISPATCHER.account_id, PASSWORD)
    assert wording.reporting_pages.SIGN_OUT in labels(app)
    assert wording.reporting_pages.CLOSE_ROUND in labels(app)
    token = app.session_state["session_token"]

    (out,) = [each for each in app.button if each.label == wording.reporting_pages.SIGN_OUT]
    out.click().run()
    assert wording.reporting_pages.CLOSE_ROUND not in labels(app)
    assert may.accounts.session_actor(token) is None, "the store has ended it too"


def test_the_form_of_the_page_signs_in_as_well(may):
    app = sign_in(may.open(REPORT), REPORTER.account_id, PASSWORD, "report")
    assert wording.reporting_pages.SIGN_OUT in labels(app)
    assert wording.reporting_pages.SUBMIT in labels(app)


@pytest.mark.parametrize(
    ("name", "password"),
    [("wang", "wrong"), ("nobody", PASSWORD), ("", ""), ("<b>wang</b>", PASSWORD)],
)
def test_a_refused_sign_in_says_the_same_for_all_and_keeps_no_password(may, name, password):
    app = sign_in(may.open(), name, password)
    assert "账号或密码不正确" in messages(app)
    assert app.text_input(key="sign_in_password_corner").value == ""
    assert wording.reporting_pages.SIGN_OUT not in labels(app)


def test_after_many_wrong_passwords_the_account_waits(may):
    app = may.open()
    for _ in range(6):
        sign_in(app, DISPATCHER.account_id, "wrong")
    sign_in(app, DISPATCHER.account_id, PASSWORD)
    assert "分钟后再试" in messages(app)


def test_a_made_up_token_signs_nobody_in(may):
    app = may.open()
    app.session_state["session_token"] = "x" * 43
    app.run()
    assert wording.reporting_pages.SIGN_OUT not in labels(app)


@pytest.mark.parametrize("page", [ROUNDS, REPORT, OVERVIEW])
def test_a_setting_closes_every_page_until_somebody_signs_in(may, monkeypatch, page):
    monkeypatch.setenv("ORDOS_GEO_READING_NEEDS_SIGN_IN", "true")
    app = may.open(page)
    assert wording.reporting_pages.SIGN_IN_TO_READ in messages(app)
    assert "data-id" not in markup_of(app)
    assert not app.get("deck_gl_json_chart")
    sign_in(app, REPORTER.account_id, PASSWORD, "page")
    assert wording.reporting_pages.SIGN_IN_TO_READ not in messages(app)


def test_maps_do_without_the_store(desk, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", f"sqlite:///{tmp_path}/file/dispatch.sqlite3")
    app = desk.open(OVERVIEW)
    assert not app.exception
    assert not app.error


class Identity:
    """What Streamlit's own sign-in says of a person."""

    ISSUER = "https://sign-in.example"

    def __init__(self, **claims):
        self.claims = {
            "iss": self.ISSUER,
            "sub": "4711",
            "iat": time.time(),
            "name": "王芳",
            **claims,
        }
        self.is_logged_in = True

    def to_dict(self):
        return self.claims


@pytest.fixture
def sign_in_as(monkeypatch):
    """Lets Streamlit say that somebody has signed in with the organisation."""

    def be(identity: Identity) -> None:
        monkeypatch.setattr("ordos_geo.ui.shell.sign_in._has_identities", lambda: True)
        monkeypatch.setattr("streamlit.user", identity)

    return be


def test_a_linked_identity_acts_as_its_account(may, sign_in_as):
    may.accounts.link(
        DISPATCHER.account_id,
        issuer="https://sign-in.example",
        claim="sub",
        value="4711",
        by="test",
    )
    sign_in_as(Identity())
    app = may.open()
    assert wording.reporting_pages.CLOSE_ROUND in labels(app)


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "4712"},
        {"iss": "https://other.example"},
        {"iat": time.time() - 13 * 3600},
        {"iat": None},
        {"sub": "", "email": "wang@example.org", "email_verified": False},
    ],
    ids=["another person", "another issuer", "too long ago", "no time", "e-mail not verified"],
)
def test_any_other_identity_acts_as_nobody(may, sign_in_as, claims):
    for claim, value in (("sub", "4711"), ("email", "wang@example.org")):
        may.accounts.link(
            DISPATCHER.account_id,
            issuer=Identity.ISSUER,
            claim=claim,
            value=value,
            by="test",
        )
    sign_in_as(Identity(**claims))
    app = may.open()
    assert wording.reporting_pages.CLOSE_ROUND not in labels(app)
    assert wording.reporting_pages.SIGN_IN_ORGANISATION in labels(app)
