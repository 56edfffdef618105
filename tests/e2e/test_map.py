"""The map: it draws, its state is its address, and the keyboard reaches everything."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, path_of, serious_faults
from tests.e2e.on_map import a_parcel, click_middle, colours_of, over, settled


def test_a_click_on_the_map_opens_the_parcel_beside_it(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = settled(visit(f"/desk{over(parcel)}", user="urbanism"))
    click_middle(page)
    heading = page.get_by_test_id("dossier").get_by_role("heading", level=2)
    expect(heading).to_contain_text(parcel["reference"])
    panel = page.get_by_role("region", name="Dossier de la parcelle").bounding_box()
    drawn = page.get_by_test_id("map").bounding_box()
    assert panel and drawn
    assert drawn["x"] + drawn["width"] <= panel["x"] + 1, "the panel covers the map"


def test_what_is_shown_stands_in_the_address(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    link = f"/desk{over(parcel, 17)}&layers=zones:60&classes=parcels&look=night&lang=fr"
    page = settled(visit(link, user="urbanism"))
    expect(page.get_by_role("checkbox", name="Zonage")).to_be_checked()
    click_middle(page)
    expect(page.get_by_test_id("dossier")).to_be_visible()
    expect(page).to_have_url(re.compile("parcel="))
    address = path_of(page)
    assert "layers=zones:60" in address
    assert "classes=parcels" in address
    assert "look=night" in address
    again = settled(visit(address, user="urbanism"))
    expect(again.get_by_test_id("dossier")).to_contain_text(parcel["reference"])


def test_a_layer_that_is_switched_on_is_drawn_and_explained(site: Site, visit: Visit) -> None:
    page = settled(visit(f"/desk{over(a_parcel(site), 15.5)}", user="urbanism"))
    zoning = page.get_by_role("checkbox").and_(page.get_by_label(re.compile("^Zon(age|ing)", re.I)))
    with page.expect_response(re.compile(r"/tiles/zones/\d+/\d+/\d+\.mvt")) as answer:
        zoning.check()
    assert answer.value.ok
    expect(page.get_by_role("list", name=re.compile("Légende"))).to_be_visible()


def test_the_map_is_not_blank(site: Site, visit: Visit) -> None:
    page = settled(visit(f"/{over(a_parcel(site), 16)}"))
    assert colours_of(page) > 500


def test_keys_reach_search_layers_help_and_back(site: Site, visit: Visit) -> None:
    page = settled(visit(f"/desk{over(a_parcel(site))}", user="urbanism"))
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Chercher sur la carte")).to_be_focused()
    page.keyboard.press("Escape")
    layers = page.get_by_role("region", name="Couches")
    expect(layers).to_be_visible()
    page.keyboard.press("l")
    expect(layers).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("i")
    expect(page.get_by_test_id("dossier")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("dossier")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.get_by_test_id("map").locator("canvas")).to_be_focused()


def test_a_measured_distance_is_that_of_the_official_plane(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = settled(visit(f"/desk{over(parcel, 21)}", user="urbanism"))
    page.keyboard.press("m")
    box = page.get_by_test_id("map").bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*middle)
    page.mouse.click(middle[0] + 200, middle[1])
    result = page.get_by_role("region", name="Mesurer", exact=True).locator("output strong")
    expect(result).to_have_text(re.compile(r"\d"))
    metres = float(re.sub(r"[^\d,.]", "", result.inner_text()).replace(",", "."))
    (expected,) = site.query(
        """SELECT 200 * 40075016.686 * cos(radians(%s)) / (512 * 2 ^ 21)""", parcel["lat"]
    )[0]
    # A corner may have been snapped to, at most a dozen pixels away at either end.
    assert abs(metres - expected) < expected * 0.13
    expect(page.get_by_text("EPSG:26191").last).to_be_visible()


def test_coordinates_are_shown_in_the_official_system(site: Site, visit: Visit) -> None:
    page = settled(visit("/desk#18.00/34.92000/-2.32000", user="urbanism"))
    # The check values of EPSG:26191 with its shift to WGS 84: without the shift they are 60 m away.
    expect(page.get_by_text(re.compile(r"X 78126\d,\d\d\s+Y 48409\d,\d\d"))).to_be_visible()


def test_the_map_has_no_serious_accessibility_fault(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    for theme in ("light", "dark"):
        page = visit(f"/desk{over(parcel)}&parcel={parcel['slug']}", user="urbanism")
        page.emulate_media(color_scheme=theme)
        settled(page)
        expect(page.get_by_test_id("dossier")).to_be_visible()
        assert serious_faults(page) == []


def test_the_desk_fits_a_phone(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = settled(visit(f"/desk{over(parcel)}&parcel={parcel['slug']}", size="phone", user="urbanism"))
    expect(page.get_by_test_id("dossier")).to_be_visible()
    assert overflow(page) <= 0
    assert serious_faults(page) == []
