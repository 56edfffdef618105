"""The public map: opens without an account, answers "what is here?", works under a thumb."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults
from tests.e2e.on_map import a_parcel, click_middle, over, settled


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_tap_answers_what_is_here_and_shows_it(site: Site, visit: Visit, language: str) -> None:
    parcel = a_parcel(site)
    # So far out blocks stand for the parcels: the one that is meant comes near.
    page = settled(visit(f"/{over(parcel, zoom=14)}", language=language, size="phone"))
    box = page.get_by_test_id("map").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_test_id("dossier")).to_contain_text(parcel["reference"])
    page.wait_for_url(re.compile(r"#17\.00/"))
    assert overflow(page) <= 0
    assert serious_faults(page) == []


def test_the_public_map_needs_nothing_but_our_own_server(site: Site, visit: Visit) -> None:
    page = visit("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    settled(page)
    own = (site.url, f"http://127.0.0.1:{site.live.port}/", "data:", "blob:")
    strangers = [url for url in asked if not url.startswith(own)]
    assert asked
    assert strangers == []
    # What logs people in is not asked for by nobody, and a slow line is not kept busy with small files.
    assert [url for url in asked if re.search("login|password|desk", url, re.IGNORECASE)] == []
    assert len([url for url in asked if "/static/" in url]) < 45


def test_targets_on_a_phone_are_large_enough_for_a_thumb(visit: Visit) -> None:
    page = settled(visit("/", language="ar", size="phone"))
    small = page.evaluate(
        """() => [...document.querySelectorAll("button")]
             .filter((button) => button.offsetParent && !button.closest("[role=listbox]"))
             .map((button) => [button.ariaLabel ?? button.textContent, button.getBoundingClientRect()])
             .filter(([name, box]) => box.width < 24 || box.height < 24)
             .map(([name, box]) => `${name} ${box.width} x ${box.height}`)"""
    )
    assert small == []
    page.get_by_role("combobox").click()
    box = page.get_by_role("combobox").bounding_box()
    header = page.get_by_role("banner").bounding_box()
    assert box is not None
    assert header is not None
    assert box["width"] > 0.9 * header["width"]
    assert header["y"] <= box["y"] and box["y"] + box["height"] <= header["y"] + header["height"]


def test_a_place_without_a_parcel_still_has_an_answer(site: Site, visit: Visit) -> None:
    [(lon, lat)] = site.query(
        """SELECT ST_X(at), ST_Y(at) FROM (
             SELECT ST_Transform(ST_LineInterpolatePoint(ST_LineMerge(geometry), 0.5), 4326) AS at
             FROM territory_street WHERE grade = 'primary' AND name_fr <> '' ORDER BY length_m DESC LIMIT 1
           ) AS found"""
    )
    page = settled(visit(f"/#18.00/{lat:.6f}/{lon:.6f}"))
    click_middle(page)
    here = page.get_by_role("region", name="Qu’y a-t-il ici ?")
    expect(here).to_contain_text(re.compile(r"3\d,\d{5}°"))


def test_the_desk_asks_nobody_to_log_in_first(visit: Visit) -> None:
    page = visit("/desk")
    page.wait_for_url(re.compile(r"/login\?next="))
