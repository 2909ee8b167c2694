"""Signing in and out, and what is closed to those who have not."""

from __future__ import annotations

import pytest

from ordos_geo.model import wording_dispatch_pages as words
from support.desk import (
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
    assert words.SIGN_OUT in labels(app)
    assert words.CLOSE_ROUND in labels(app)
    token = app.session_state["session_token"]

    (out,) = [each for each in app.button if each.label == words.SIGN_OUT]
    out.click().run()
    assert words.CLOSE_ROUND not in labels(app)
    assert may.accounts.session_actor(token) is None, "the store has ended it too"


def test_the_form_of_the_page_signs_in_as_well(may):
    app = sign_in(may.open(REPORT), REPORTER.account_id, PASSWORD, "report")
    assert words.SIGN_OUT in labels(app)
    assert words.SUBMIT in labels(app)


@pytest.mark.parametrize(
    ("name", "password"),
    [("wang", "wrong"), ("nobody", PASSWORD), ("", ""), ("<b>wang</b>", PASSWORD)],
)
def test_a_refused_sign_in_says_the_same_for_all_and_keeps_no_password(may, name, password):
    app = sign_in(may.open(), name, password)
    assert "账号或密码不正确" in messages(app)
    assert app.text_input(key="sign_in_password_corner").value == ""
    assert words.SIGN_OUT not in labels(app)


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
    assert words.SIGN_OUT not in labels(app)


@pytest.mark.parametrize("page", [ROUNDS, REPORT, OVERVIEW])
def test_a_setting_closes_every_page_until_somebody_signs_in(may, monkeypatch, page):
    monkeypatch.setenv("ORDOS_GEO_READING_NEEDS_SIGN_IN", "true")
    app = may.open(page)
    assert words.SIGN_IN_TO_READ in messages(app)
    assert "data-id" not in markup_of(app)
    assert not app.get("deck_gl_json_chart")
    sign_in(app, REPORTER.account_id, PASSWORD, "page")
    assert words.SIGN_IN_TO_READ not in messages(app)


def test_maps_do_without_the_store(desk, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", f"sqlite:///{tmp_path}/file/dispatch.sqlite3")
    app = desk.open(OVERVIEW)
    assert not app.exception
    assert not app.error
