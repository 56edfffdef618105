"""The pages under /ogc/: for people in three languages, for search engines, and for who has no JavaScript."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from kharita.territory.models import Commune, Parcel
from tests.factories import make_parcel
from tests.ogc.conftest import Ogc

PAGES = (
    "/ogc/",
    "/ogc/conformance",
    "/ogc/api",
    "/ogc/collections",
    "/ogc/collections/parcels",
    "/ogc/collections/parcels/items",
    "/ogc/collections/parcels/queryables",
    "/ogc/collections/parcels/schema",
    "/ogc/collections/parcels/tiles",
    "/ogc/collections/parcels/tiles/WebMercatorQuad",
    "/ogc/tiles",
    "/ogc/tiles/WebMercatorQuad",
    "/ogc/tileMatrixSets",
    "/ogc/tileMatrixSets/WebMercatorQuad",
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def browser(db: None) -> Client:
    return Client(headers={"Accept": BROWSER, "Accept-Language": "en"})


def _page(browser: Client, path: str, **query: Any) -> str:
    answer = browser.get(path, query)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    return str(answer.content.decode())


def _found(page: str, pattern: str) -> list[str]:
    return [unescape(found) for found in re.findall(pattern, page)]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")])
def test_a_page_is_whole_in_each_language(
    browser: Client, parcels: list[Parcel], path: str, language: str, direction: str
) -> None:
    page = _page(browser, path, lang=language)
    assert f'<html lang="{language}" dir="{direction}">' in page
    [title] = _found(page, r"<title>(.+?) · Kharita</title>")
    assert title
    assert len(_found(page, r"<h1>")) == 1
    [description] = _found(page, r'<meta name="description" content="(.+?)">')
    assert len(description) > 5
    [canonical] = _found(page, r'<link rel="canonical" href="(.+?)">')
    assert canonical.endswith(f"{path}?lang={language}")
    alternates = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="(.+?)">', page))
    assert set(alternates) == {"ar", "fr", "en", "x-default"}
    # Nothing is fetched from elsewhere, and no script stands in the page itself.
    assert _found(page, r'(?:src|href)="(https?://(?!testserver|127\.0\.0\.1)[^"]+)"') == []
    assert all("src=" in tag or 'type="application/json"' in tag for tag in _found(page, r"<script[^>]*>"))


def test_every_link_of_the_pages_leads_somewhere(browser: Client, parcels: list[Parcel]) -> None:
    seen: set[str] = set()
    for path in PAGES:
        page = _page(browser, path)
        seen |= {href.split("#")[0] for href in _found(page, r'<a [^>]*href="([^"]+)"')}
    ours = {href.removeprefix("http://testserver") for href in seen}
    dead = [
        href
        for href in sorted(ours)
        if href.startswith("/ogc")
        and "/styles" not in href
        and browser.get(href).status_code not in (200, 304)
    ]
    assert len(ours) > 60
    assert dead == []


def test_a_language_once_chosen_stays(browser: Client, parcels: list[Parcel]) -> None:
    page = _page(browser, "/ogc/collections", lang="ar")
    links = _found(page, r'<h2>(?s:.*?)<a href="([^"]+)"')
    assert links
    assert all("lang=ar" in link for link in links)


def test_rows_stand_in_a_table_with_their_titles(browser: Client, parcels: list[Parcel]) -> None:
    page = _page(browser, "/ogc/collections/parcels/items")
    assert _found(page, r'<tr data-feature="(\d+)">') == [str(parcel.pk) for parcel in parcels[:10]]
    assert "10 of 12 features" in page
    [following, _below] = _found(page, r'href="([^"]+)" rel="next"')
    second = _page(browser, following)
    assert _found(second, r'<tr data-feature="(\d+)">') == [str(parcel.pk) for parcel in parcels[10:]]
    first, _below = _found(second, r'href="([^"]+)" rel="first"')
    assert "cursor" not in first


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_round(
    browser: Client, parcels: list[Parcel]
) -> None:
    page = _page(browser, "/ogc/collections/parcels/items")
    [address] = [
        link for link in _found(page, r'<th scope="col"[^>]*><a href="([^"]+)"') if "reference" in link
    ]
    once = _page(browser, f"/ogc/collections/parcels/items{address}")
    assert 'aria-sort="ascending"' in once
    [again] = [
        link for link in _found(once, r'<th scope="col"[^>]*><a href="([^"]+)"') if "reference" in link
    ]
    twice = _page(browser, f"/ogc/collections/parcels/items{again}")
    assert 'aria-sort="descending"' in twice
    ids = _found(twice, r'<tr data-feature="(\d+)">')
    assert ids == [str(p.pk) for p in sorted(parcels, key=lambda p: p.reference, reverse=True)][:10]


def test_the_example_filters_are_answered(browser: Client, parcels: list[Parcel]) -> None:
    page = _page(browser, "/ogc/collections/parcels/items")
    examples = _found(page, r'<a class="pill" href="([^"]*filter=[^"]+)"')
    assert examples
    for example in examples:
        assert "features" in _page(browser, example)


def test_a_form_sent_with_empty_fields_is_a_plain_request(browser: Client, parcels: list[Parcel]) -> None:
    answer = browser.get("/ogc/collections/parcels/items", {"filter": "", "bbox": "", "limit": "50"})
    assert answer.status_code == 302
    assert answer["Location"] == "/ogc/collections/parcels/items?limit=50"


def test_search_engines_keep_the_first_page_alone(browser: Client, parcels: list[Parcel]) -> None:
    assert "noindex" not in _page(browser, "/ogc/collections/parcels/items", lang="fr")
    assert "noindex" in _page(browser, "/ogc/collections/parcels/items", limit=50)


def test_a_refusal_is_a_page_where_the_fault_can_be_mended(browser: Client, parcels: list[Parcel]) -> None:
    answer = browser.get("/ogc/collections/parcels/items", {"filter": "area_m2 >> 4", "limit": "50"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'name="filter" value="area_m2 &gt;&gt; 4"' in page
    assert '<input type="hidden" name="limit" value="50">' in page
    missing = browser.get("/ogc/collections/nothing")
    assert missing.status_code == 404
    assert "<h1>" in missing.content.decode()


def test_what_a_row_says_is_text(browser: Client, commune: Commune) -> None:
    evil = "</script><script>alert(1)</script>"
    parcel = make_parcel(commune, evil, slug="evil")
    for path in ("/ogc/collections/parcels/items", f"/ogc/collections/parcels/items/{parcel.pk}"):
        page = _page(browser, path)
        assert evil not in page
        assert "alert(1)" in page
    refused = browser.get("/ogc/collections/parcels/items", {"filter": evil})
    assert evil not in refused.content.decode()


def test_programs_get_json_from_the_same_address(ogc: Callable[..., Ogc], parcels: list[Parcel]) -> None:
    for path in PAGES:
        answer = ogc().get(path.removeprefix("/ogc"), headers={"Accept": "application/json"})
        assert "json" in answer["Content-Type"], path


def test_robots_are_told_the_public_pages(browser: Client, parcels: list[Parcel]) -> None:
    robots = browser.get("/robots.txt").content.decode()
    assert "Disallow: /desk" in robots
    assert re.search(r"Sitemap: http\S+/sitemap\.xml", robots)
    root = ElementTree.fromstring(browser.get("/sitemap.xml").content)
    places = [node.text or "" for node in root.iter(f"{SITEMAP}loc")]
    assert len(places) == len(set(places)) > 100
    for place in places:
        path = re.sub(r"^http://[^/]+", "", place)
        if path.startswith("/ogc") and "/styles" not in path and path.endswith("lang=ar"):
            assert browser.get(path).status_code == 200, path
