"""The public map from published files, behind nothing but a server of files."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ROOT, SIZES, Site
from tests.e2e.file_server import served
from tests.e2e.looking import overflow, serious_faults
from tests.e2e.on_map import a_parcel, click_middle, colours_of, over, settled

PLACE = "open/data/map"


@dataclass
class Published:
    """A publication in a folder deep within what is served; `asked` collects what browsers asked for."""

    folder: Path
    asked: list[str]
    url: str = ""


@pytest.fixture(scope="module")
def published(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    folder = tmp_path_factory.mktemp("published")
    subprocess.run(
        [sys.executable, "manage.py", "publish", "--to", str(folder / PLACE)],
        cwd=ROOT / "backend",
        env=_environment(site),
        check=True,
    )
    asked: list[str] = []
    with served(folder, asked, has_range=True) as url:
        yield Published(folder, asked, f"{url}/{PLACE}/")


def _environment(site: Site) -> dict[str, str]:
    built = os.environ.get("E2E_FRONTEND_DIR", str(ROOT / "frontend" / "dist"))
    return os.environ | {
        "DATABASE_URL": site.database_url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "KHARITA_DEBUG": "true",
        "KHARITA_FRONTEND_DIR": built,
    }


def _public_titles(published: Published) -> set[str]:
    """What the publication calls the columns of parcels, but for the machine-readable key."""
    root = published.folder / PLACE
    path = json.loads((root / "manifest.json").read_text())["maps"]["fr"]
    [parcels] = [
        layer for layer in json.loads((root / path).read_text())["layers"] if layer["id"] == "parcels"
    ]
    assert {column["name"] for column in parcels["columns"]} == {"reference", "slug", "area_m2"}
    return {column["title"] for column in parcels["columns"] if column["name"] != "slug"}


def _open(browser: Browser, url: str, *, size: str = "desk") -> tuple[Page, list[str]]:
    context = browser.new_context(viewport=SIZES[size], locale="fr-FR", has_touch=size == "phone")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    folder = url.split("#")[0]
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((folder, "data:", "blob:")) else wrong.append(request.url)
        ),
    )
    page.on(
        "response",
        lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    page.goto(url)
    return page, wrong


def test_parcels_are_drawn_and_a_click_tells_their_public_columns(
    site: Site, browser: Browser, published: Published
) -> None:
    parcel = a_parcel(site)
    page, wrong = _open(browser, published.url + over(parcel, zoom=16))
    settled(page)
    assert colours_of(page) > 50
    click_middle(page)
    facts = page.get_by_test_id("place-facts")
    expect(facts).to_contain_text(parcel["reference"])
    shown = facts.get_by_role("region", name="Parcelles").locator("dt").all_text_contents()
    assert set(shown) == _public_titles(published)
    assert serious_faults(page) == []
    assert wrong == []


def test_the_language_is_switched_without_a_server(browser: Browser, published: Published) -> None:
    page, wrong = _open(browser, published.url)
    settled(page)
    page.get_by_role("button", name="Langue").click()
    page.get_by_role("menuitem", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_role("button", name="الطبقات").first.click()
    expect(page.get_by_text("القطع الأرضية").first).to_be_visible()
    assert serious_faults(page) == []
    assert wrong == []


def test_names_and_references_are_found_in_the_published_index(
    site: Site, browser: Browser, published: Published
) -> None:
    parcel = a_parcel(site)
    page, wrong = _open(browser, published.url)
    settled(page)
    box = page.get_by_role("combobox")
    box.fill(parcel["reference"])
    page.get_by_role("option", name=parcel["reference"]).first.click()
    expect(page).to_have_url(re.compile(rf"#1[78]\.\d+/{str(parcel['lat'])[:5]}"))
    box.fill("bd moham")
    expect(page.get_by_role("option").first).to_contain_text("Mohammed")
    assert wrong == []


def test_there_is_nobody_to_log_in(browser: Browser, published: Published) -> None:
    page, wrong = _open(browser, published.url, size="phone")
    settled(page)
    page.get_by_role("button", name="Votre compte").click()
    expect(page.get_by_role("dialog")).to_contain_text("Apparence")
    expect(page.get_by_text("Se connecter")).to_have_count(0)
    assert overflow(page) <= 0
    assert wrong == []


def test_a_server_without_range_requests_will_do(site: Site, browser: Browser, published: Published) -> None:
    asked: list[str] = []
    with served(published.folder, asked, has_range=False) as url:
        page, wrong = _open(browser, f"{url}/{PLACE}/{over(a_parcel(site), zoom=16)}")
        settled(page)
        assert colours_of(page) > 50
        page.close()
    archives = [path for path in asked if path.endswith(".pmtiles")]
    assert archives
    assert wrong == []


def test_only_parts_of_the_archives_are_read(site: Site, browser: Browser, published: Published) -> None:
    page, _wrong = _open(browser, published.url + over(a_parcel(site), zoom=17))
    sizes: list[int] = []
    page.on(
        "response",
        lambda answer: sizes.append(answer.status) if answer.url.endswith(".pmtiles") else None,
    )
    page.reload()
    settled(page)
    assert sizes
    assert set(sizes) == {206}
