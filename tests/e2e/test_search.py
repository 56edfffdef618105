"""Search in three languages, by hand and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import serious_faults
from tests.e2e.on_map import a_parcel, settled

LABELS = {"ar": "ابحث في الخريطة", "fr": "Chercher sur la carte", "en": "Search the map"}


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_place_is_found_by_its_name_in_the_readers_language(
    site: Site, visit: Visit, language: str
) -> None:
    [(name,)] = site.query(
        f"SELECT name_{language} FROM territory_place WHERE name_{language} <> '' ORDER BY id LIMIT 1"
    )
    page = settled(visit("/", language=language))
    page.get_by_role("combobox", name=LABELS[language]).fill(name)
    expect(page.get_by_role("option").first).to_contain_text(name)
    before = page.url
    page.get_by_role("option").first.click()
    page.wait_for_url(lambda url: url != before)
    zoom = float(page.url.split("#")[1].split("/")[0])
    assert zoom > 15, "the map went to the place"


def test_a_title_typed_loosely_opens_its_parcel_by_keyboard(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = settled(visit("/desk", user="urbanism"))
    page.keyboard.press("/")
    page.keyboard.type(parcel["reference"].replace("/", " / "))
    expect(page.get_by_role("option").first).to_contain_text(parcel["reference"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("dossier")).to_contain_text(parcel["reference"])


def test_what_was_found_before_is_offered_again(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = settled(visit("/desk", user="urbanism"))
    box = page.get_by_role("combobox", name=LABELS["fr"])
    box.fill(parcel["reference"])
    page.get_by_role("option").first.click()
    expect(page.get_by_test_id("dossier")).to_be_visible()
    page.reload()
    settled(page)
    box.focus()
    expect(page.get_by_text("Recherches récentes")).to_be_visible()
    expect(page.get_by_role("option").first).to_contain_text(parcel["reference"])


def test_nothing_found_says_what_to_try(visit: Visit) -> None:
    page = settled(visit("/", language="en"))
    box = page.get_by_role("combobox", name=LABELS["en"])
    box.fill("1")
    expect(page.get_by_role("option").nth(8)).to_be_attached()
    assert serious_faults(page) == [], "a list longer than its room"
    box.fill("zzzzqqqq")
    expect(page.get_by_text("Try fewer words", exact=False).first).to_be_visible()


def test_coordinates_lead_to_their_place(visit: Visit) -> None:
    page = settled(visit("/", language="en"))
    page.get_by_role("combobox", name=LABELS["en"]).fill("34.9211, -2.3188")
    page.get_by_role("option").first.click()
    page.wait_for_url(lambda url: "/34.92" in url and "/-2.31" in url and "#17" in url)
