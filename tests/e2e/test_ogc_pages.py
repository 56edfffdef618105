"""The pages of the OGC API in a real browser: maps that draw, tables that answer, and no barrier."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults
from tests.e2e.on_map import colours_of, settled

ITEMS = "/ogc/collections/places/items"


def _heard(page: Page) -> list[str]:
    """What the browser complains of from now on, and addresses that are not ours."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    return heard


@pytest.mark.parametrize(
    ("path", "language"),
    [("/ogc/", "ar"), ("/ogc/collections/zones", "fr"), (ITEMS, "ar"), (ITEMS, "en"), ("/ogc/api", "fr")],
)
def test_a_page_has_no_barrier(visit: Visit, path: str, language: str) -> None:
    page = visit(f"{path}?lang={language}", language=language, size="phone")
    if path != "/ogc/api":
        settled(page)
        assert colours_of(page) > 20
    assert overflow(page) <= 0
    assert serious_faults(page) == []


@pytest.mark.parametrize(("style", "look"), [("dark", "night"), ("print", "plain")])
def test_maplibre_draws_a_style_that_we_give_away(site: Site, visit: Visit, style: str, look: str) -> None:
    page = visit("/ogc/styles")
    heard, asked = _heard(page), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/ogc/styles/{style}?lang=ar")
    settled(page)
    assert colours_of(page) > 20
    assert heard == []
    assert [url for url in asked if not url.startswith((site.url, "data:", "blob:"))] == []
    assert any(f"/sprite-{look}" in url for url in asked)


def test_the_table_and_the_map_speak_of_the_same_rows(visit: Visit) -> None:
    page = settled(visit(f"{ITEMS}?limit=50&lang=en"))
    row = page.locator("[data-feature]").first
    row.hover()
    page.get_by_role("button", name="Only what the map shows").click()
    page.wait_for_url("**bbox=**")
    settled(page)
    expect(page.locator("[data-feature]").first).to_be_visible()
    page.get_by_role("link", name="name in English").click()
    page.wait_for_url("**sortby=name_en**")
    assert "bbox=" in page.url
    names = page.locator("[data-feature] td:last-child").all_inner_texts()
    assert names == sorted(names)


def test_a_click_on_the_map_opens_the_row(visit: Visit) -> None:
    page = settled(visit("/ogc/collections/communes/items?lang=en&limit=1"))
    box = page.get_by_test_id("map").bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    expect(page.locator("[data-feature].active")).to_have_count(1)
    page.mouse.click(*middle)
    page.wait_for_url("**/items/*")


def test_the_pages_are_whole_without_javascript(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{ITEMS}?lang=fr")
    expect(page.locator("[data-feature]")).to_have_count(10)
    expect(page.get_by_text("La carte a besoin de JavaScript")).to_be_visible()
    page.get_by_label("Filtre (CQL2)").fill("kind = 'mosque'")
    page.get_by_role("button", name="Afficher", exact=True).click()
    expect(page.locator("[data-feature] td:nth-child(2)").first).to_have_text("Mosquée")
    context.close()
