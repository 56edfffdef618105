"""One switch changes every text, the direction and the numerals, at once and without a reload."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.on_map import a_parcel, over, settled


def switch(page: Page, button: str, language: str) -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_role("menuitem", name=language).click()


def test_the_language_is_switched_everywhere_without_a_reload(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = settled(visit(f"/desk{over(parcel)}&parcel={parcel['slug']}", user="urbanism"))
    expect(page.get_by_role("region", name="Couches")).to_be_visible()
    page.evaluate("window.keptAcrossTheSwitch = true")
    switch(page, "Langue", "العربية")
    html = page.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    expect(html).to_have_attribute("lang", "ar")
    expect(page.get_by_role("region", name="الطبقات")).to_be_visible()
    expect(page.get_by_test_id("dossier")).to_contain_text("بركان")
    layers = page.get_by_role("region", name="الطبقات").bounding_box()
    dossier = page.get_by_role("region", name="ملف القطعة").bounding_box()
    assert layers and dossier and layers["x"] > dossier["x"], "the panels did not change sides"
    switch(page, "اللغة", "English")
    expect(html).to_have_attribute("dir", "ltr")
    expect(page.get_by_role("region", name="Layers")).to_be_visible()
    assert page.evaluate("window.keptAcrossTheSwitch") is True


def test_numerals_can_be_arabic_within_arabic(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = settled(visit(f"/desk{over(parcel)}&parcel={parcel['slug']}", language="ar", user="urbanism"))
    area = page.get_by_test_id("dossier").get_by_role("heading", level=2)
    expect(area).to_contain_text("م²")
    switch(page, "اللغة", "أرقام ٠١٢٣٤٥٦٧٨٩")
    shown = area.locator(".numeric").inner_text()
    assert any(digit in "٠١٢٣٤٥٦٧٨٩" for digit in shown)
    assert not any(digit in "0123456789" for digit in shown)


def test_the_choice_outlives_the_visit(visit: Visit) -> None:
    page = settled(visit("/", language="fr"))
    switch(page, "Langue", "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/login")
    expect(page.locator("html")).to_have_attribute("lang", "en")
