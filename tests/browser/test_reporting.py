"""A month in the browser: report, review, remind, close, and what has changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from ordos_geo import wording
from ordos_geo.reporting.store.repository import open_repository
from support.navigation import open_in_navigation
from support.reporting_app import (
    APRIL,
    DISPATCHER,
    DONGSHENG,
    FIRST,
    MAY,
    PASSWORD,
    REPORTER,
    SECOND,
    TRANSPORT,
    make_desk,
)

REPORTED = "本月完成路基十公里"
LAPTOP_WIDTH = 1366


@pytest.fixture
def may(project_root, sqlite_url):
    """A demonstration store: April closed with one report, May open."""
    repository = open_repository(sqlite_url)
    repository.mark_as_demo()
    desk = make_desk(project_root, repository)
    desk.open_month(APRIL)
    desk.save(FIRST, month=APRIL, percent=20)
    repository.close_round(APRIL, DISPATCHER)
    desk.open_month(MAY)
    yield desk
    repository.engine.dispose()


@pytest.fixture
def running(may, sqlite_url, monkeypatch, serve):
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", sqlite_url)
    return serve(may.root)


def sign_in(page: Page, name: str, form) -> None:
    form.get_by_label(wording.reporting_pages.SIGN_IN_NAME).fill(name)
    form.get_by_label(wording.reporting_pages.SIGN_IN_PASSWORD, exact=True).fill(PASSWORD)
    form.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.locator(".st-key-account button")).to_contain_text(name)


def sign_in_at_the_corner(page: Page, name: str) -> None:
    page.locator(".st-key-account button").click()
    sign_in(page, name, page.get_by_test_id("stPopoverBody"))
    page.keyboard.press("Escape")


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= LAPTOP_WIDTH


def test_a_month_from_the_first_report_to_the_close(may, running, open_page, dataset):
    names = dataset.register.units["name"]
    unit = open_page("/report", running)
    expect(unit.locator(".og-demo")).to_contain_text(wording.reporting.DEMO)
    sign_in(unit, REPORTER.account_id, unit.locator(".st-key-sign_in_page"))
    unit.locator(f"tr[data-id^='{SECOND.task_id}']").click()
    expect(unit.locator(".og-report h3").first).to_have_text(
        dataset.tasks.loc[SECOND.task_id, "name"]
    )
    percent = unit.get_by_label(wording.reporting.REPORT_FIELDS["percent"])
    expect(percent).to_have_count(1)  # the form of the task before is gone
    percent.fill("30")
    unit.get_by_label(wording.reporting.REPORT_FIELDS["done"]).fill(REPORTED)
    unit.get_by_role("button", name=wording.reporting_pages.SUBMIT, exact=True).click()
    expect(unit.locator(".og-report .reason")).to_have_text(wording.reporting_pages.SUBMITTED_NOTE)
    assert may.standing(SECOND).content.done == REPORTED
    assert fits(unit)

    desk = open_page("/rounds?month=2025-05", running)
    sign_in_at_the_corner(desk, DISPATCHER.account_id)
    desk.locator(f"tr[data-id='{DONGSHENG}']").click()
    expect(desk.locator(".og-report")).to_contain_text(REPORTED)
    expect(desk).to_have_url(f"{running.url}/rounds?month=2025-05&unit={DONGSHENG}")
    desk.get_by_role("button", name=wording.reporting_pages.APPROVE, exact=True).click()
    expect(desk.locator(".og-figures .approved strong")).to_have_text("1")
    desk.get_by_role("button", name=wording.reporting_pages.UNIT_BACK).click()
    expect(desk.locator(f"tr[data-id='{TRANSPORT}']")).to_be_visible()
    assert fits(desk)

    desk.get_by_text(wording.reporting_pages.VIEWS["reminders"], exact=True).click()
    letter = desk.locator(".letter pre")
    expect(letter).to_contain_text(f"{names[TRANSPORT]}：")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.get_by_role("button", name=wording.reporting_pages.COPY_TEXT).click()
    expect(desk.get_by_role("button", name=wording.reporting_pages.COPIED)).to_be_visible()
    assert desk.evaluate("navigator.clipboard.readText()") == letter.inner_text()

    desk.get_by_role("button", name=wording.reporting_pages.MANAGE).click()
    desk.get_by_role("button", name=wording.reporting_pages.CLOSE_ROUND, exact=True).click()
    expect(desk.locator(".og-figures .late strong")).to_have_text("2")
    desk.keyboard.press("Escape")

    open_in_navigation(
        desk, wording.reporting_pages.SECTIONS["dispatch"], wording.reporting_pages.PAGE_PROGRESS
    )
    expect(desk.locator(".og-sentences")).to_contain_text(f"{MAY.label}与{APRIL.label}相比")
    desk.get_by_text(wording.reporting_pages.PROGRESS_VIEWS["change"], exact=True).click()
    desk.locator(f"tr[data-id='{SECOND.task_id}/{DONGSHENG}']").click()
    expect(desk.locator(".og-timeline")).to_contain_text(REPORTED)
    expect(desk.locator(".st-key-account button")).to_contain_text(DISPATCHER.account_id)
    assert fits(desk)


def test_rows_are_chosen_by_keyboard_too(running, open_page):
    page = open_page("/rounds", running)
    row = page.locator(f"tr[data-id='{TRANSPORT}'] button")
    row.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=wording.reporting_pages.UNIT_BACK)).to_be_visible()
