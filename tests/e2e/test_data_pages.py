"""The catalogue's pages: found, read, and every example on them run as a visitor would copy it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults

EXAMPLES = {
    "gdal": ("ogrinfo", {"gdal-look": "Feature Count: {zones}", "gdal-copy": ""}),
    "python": ("", {"python-read": "code", "python-parquet": "Merchich"}),
    "curl": ("curl", {"curl-file": "", "curl-items": '"FeatureCollection"'}),
}


@pytest.mark.parametrize(("language", "size"), [("ar", "phone"), ("fr", "desk"), ("en", "desk")])
def test_the_catalogue_is_searched_and_read_by_everyone(visit: Visit, language: str, size: str) -> None:
    page = visit("/data", language=language, size=size)
    layers = len(page.request.get("/api/v1/catalogue").json()["datasets"])
    cards = page.get_by_role("listitem").filter(has=page.get_by_role("heading"))
    expect(cards).to_have_count(layers)
    page.get_by_role("searchbox").fill({"ar": "الشوارع", "fr": "voirie", "en": "streets"}[language])
    expect(cards.first).to_be_visible()
    assert cards.count() < layers
    assert serious_faults(page) == []
    assert overflow(page) <= 0


def test_a_theme_narrows_and_what_finds_nothing_says_so(visit: Visit) -> None:
    page = visit("/data", language="fr")
    page.get_by_role("radio", name="Cadastre").click()
    expect(page.get_by_role("status").filter(has_text="couche")).to_have_text("1 couche")
    page.get_by_role("searchbox").fill("xyzzy")
    expect(page.get_by_text("Aucune couche ne convient")).to_be_visible()


@pytest.mark.parametrize(("language", "size"), [("ar", "phone"), ("fr", "desk")])
def test_a_layers_page_reads_well(visit: Visit, language: str, size: str) -> None:
    page = visit("/data/parcels", language=language, size=size)
    expect(page.get_by_role("table")).to_contain_text("reference")
    page.wait_for_selector("[data-testid=map][data-idle=true]", timeout=120_000)
    assert serious_faults(page) == []
    assert overflow(page) <= 0


def _codes(page: Page, tool: str) -> dict[str, str]:
    page.get_by_role("tab", name=tool, exact=True).click()
    blocks = page.locator("[role=tabpanel] code")
    expect(blocks.first).to_be_visible()
    return {
        (block.get_attribute("data-testid") or "").removeprefix("code-"): block.inner_text()
        for block in blocks.all()
    }


@pytest.mark.parametrize(("tool", "title"), [("gdal", "GDAL"), ("python", "Python"), ("curl", "curl")])
def test_the_examples_do_what_they_say(visit: Visit, tool: str, title: str, tmp_path: Path) -> None:
    program, expected = EXAMPLES[tool]
    if program and shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    page = visit("/data/zones")
    zones = page.request.get("/ogc/collections/zones/items?limit=1&f=json").json()["numberMatched"]
    codes = _codes(page, title)
    assert set(codes) == set(expected)
    for name, said in expected.items():
        command = [sys.executable, "-c", codes[name]] if tool == "python" else ["sh", "-c", codes[name]]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{codes[name]}\n{done.stderr}"
        assert said.replace("{zones}", str(zones)) in done.stdout, (
            f"{codes[name]}\n{done.stdout}\n{done.stderr}"
        )
    if tool != "python":
        [copied] = tmp_path.glob("*.gpkg")
        assert copied.read_bytes().startswith(b"SQLite format 3")


def test_the_addresses_for_programs_with_windows_answer(site: Site, visit: Visit) -> None:
    page = visit("/data/zones")
    for title in ("QGIS", "ArcGIS", "Excel"):
        for name, address in _codes(page, title).items():
            wanted = address.format(z=14, x=8086, y=6486) if "{z}" in address else address
            answer = page.request.get(wanted, headers={"Accept": "application/json"})
            assert answer.ok, (name, address, answer.status)


def test_a_code_is_copied_whole(visit: Visit) -> None:
    page = visit("/data/zones", language="fr")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = _codes(page, "QGIS")["qgis-features"]
    page.get_by_role("tabpanel").get_by_role("button", name="Copier").first.click()
    expect(page.get_by_role("button", name="Copié").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code
