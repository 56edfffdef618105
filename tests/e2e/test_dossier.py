"""A parcel's dossier: as a page with its own address, on paper, and for everyone only what is theirs."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults
from tests.e2e.on_map import a_parcel, settled


def test_a_parcel_has_a_page_that_the_public_can_read(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = settled(visit(f"/p/{parcel['slug']}?commune={parcel['commune']}"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(parcel["reference"])
    expect(page).to_have_title(re.compile(re.escape(parcel["reference"])))
    assert serious_faults(page) == []


def test_owners_are_shown_to_officers_only(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    [(owner,)] = site.query(
        """SELECT o.name FROM territory_parcelowner o JOIN territory_parcel p ON p.id = o.parcel_id
           WHERE p.slug = %s AND p.commune_id = %s ORDER BY o.id LIMIT 1""",
        parcel["slug"],
        parcel["commune"],
    )
    path = f"{parcel['slug']}?commune={parcel['commune']}"
    expect(visit(f"/desk/parcels/{path}", user="urbanism").get_by_test_id("dossier")).to_contain_text(owner)
    public = visit(f"/p/{path}").get_by_test_id("dossier")
    expect(public).to_contain_text(parcel["reference"])
    expect(public).not_to_contain_text(owner)


def test_a_dossier_prints_in_the_readers_language(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = visit(f"/p/{parcel['slug']}?commune={parcel['commune']}", language="ar")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="طباعة").click()
    paper = opened.value
    paper.wait_for_load_state()
    assert "/print?" in paper.url
    assert paper.evaluate("document.documentElement.dir") == "rtl"
    expect(paper.locator("body")).to_contain_text(parcel["reference"])


def test_an_unknown_parcel_says_so_and_leads_back(visit: Visit) -> None:
    page = visit("/p/no-such-parcel", language="en")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("link", name="Show on the map")).to_be_visible()


def test_the_page_fits_a_phone(site: Site, visit: Visit) -> None:
    parcel = a_parcel(site)
    page = visit(f"/p/{parcel['slug']}?commune={parcel['commune']}", language="ar", size="phone")
    expect(page.get_by_test_id("dossier")).to_contain_text(parcel["reference"])
    assert overflow(page) <= 0
    assert serious_faults(page) == []
