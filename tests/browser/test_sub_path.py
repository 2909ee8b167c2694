"""The app within a sub-path, as behind another server's address."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from ordos_geo import wording


def test_map_register_and_theme_work_within_a_sub_path(
    serve, open_page, wait_for_map, project_root
):
    server = serve(project_root, sub_path="/map")
    page = open_page("/map/register?id=beijing-dalad-health", of=server)
    expect(page.locator("article h1")).to_be_visible()
    files = []
    page.on("request", lambda request: files.append(request.url))

    # the choice of the theme is kept for each address, with the sub-path in it
    page.get_by_role("button", name=wording.general.THEME_DARK, exact=True).click()
    light = page.get_by_role("button", name=wording.general.THEME_LIGHT, exact=True)
    expect(light).to_be_visible()
    page.locator("a.map", has_text=wording.general.SHOW_ON_MAP).click()
    expect(page).to_have_url(re.compile(r"/map/\?id=beijing-dalad-health"))
    expect(light).to_be_visible()
    wait_for_map(page)

    assets = [url for url in files if "/assets/" in url]
    assert any("/geo/points-" in url for url in assets)
    assert all(url.startswith(f"{server.url}/assets/") for url in assets)
    loaded = page.evaluate(
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)"
    )
    assert any("Noto Sans SC" in family for family in loaded)
