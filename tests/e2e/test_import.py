"""The way of a file with faults: read, mapped, checked, applied, seen on the map, undone."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.looking import overflow, serious_faults

Visit = Callable[..., Page]
STEP = 0.0001  # degrees, some 10 m
# A strip beyond the last houses: no parcel near, still within what is good for a commune's boundary.
OPEN_GROUND = """
    SELECT ST_X(place), ST_Y(place)
    FROM territory_commune c,
         LATERAL ST_Difference(ST_Buffer(c.boundary, 200), ST_Buffer(c.boundary, 120)) strip,
         LATERAL ST_Dump(ST_GeneratePoints(strip, 300, 7)) dumped,
         LATERAL (SELECT ST_Transform(dumped.geom, 4326) AS place) degrees
    WHERE c.name_fr = 'Berkane' AND NOT EXISTS (
        SELECT FROM territory_parcel p WHERE ST_DWithin(p.geometry, dumped.geom, 80))
    LIMIT 1
"""


def feature(reference: str, ring: list[tuple[float, float]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"TITRE": reference, "SURFACE": 180.5},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


def square(x: float, y: float) -> list[tuple[float, float]]:
    side = STEP / 2
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]


@pytest.fixture
def faulty_file(site: Site, tmp_path: Path) -> Path:
    """Two good parcels, one whose outline crosses itself, a reference used twice, one 60 km away."""
    ((x, y),) = site.query(OPEN_GROUND)
    a, b, c, d = square(x + STEP, y)
    features = [
        feature("98765/40", square(x, y)),
        feature("98764/40", square(x, y + STEP)),
        feature("98766/40", [a, c, b, d]),
        feature("98767/40", square(x + 2 * STEP, y)),
        feature("98767/40", square(x + 3 * STEP, y)),
        feature("98768/40", square(x + 0.6, y)),
    ]
    path = tmp_path / "parcelles à verser.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def send(page: Page, path: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(path)
    page.get_by_role("button", name="Envoyer et lire").click()
    page.wait_for_url(re.compile(r"/desk/imports/\d+$"))


def check(page: Page) -> None:
    page.get_by_role("button", name="Lancer le contrôle à blanc").click()
    expect(page.get_by_text("Prêt à appliquer")).to_be_visible(timeout=60_000)


def counter(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=re.compile(rf"^\d+ {name}$"))


def test_a_file_with_faults_is_checked_applied_seen_and_undone(visit: Visit, faulty_file: Path) -> None:
    page = visit("/desk/imports/new", user="urbanism")
    send(page, faulty_file)
    expect(page.get_by_text("98765/40", exact=True).first).to_be_visible()
    check(page)
    expect(counter(page, "Refusées")).to_have_text(re.compile("^3"))
    expect(counter(page, "Ajoutées")).to_have_text(re.compile("^3"))
    expect(counter(page, "Réparées")).to_have_text(re.compile("^1"))

    counter(page, "Refusées").click()
    rows = page.get_by_role("list", name="Lignes du rapport").get_by_role("listitem")
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text="98767/40")).to_have_count(2)
    expect(rows.filter(has_text="98768/40")).to_have_count(1)
    page.wait_for_url("**?class=refused")
    page.reload()
    expect(rows).to_have_count(3)
    page.keyboard.press("Tab")
    rows.first.get_by_role("button").focus()
    page.keyboard.press("j")
    page.wait_for_url("**row=**")

    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_text(re.compile("^Appliqué ")).first).to_be_visible(timeout=60_000)
    address = page.url
    page.goto("/desk/parcels/98765-40")
    expect(page.get_by_text("98765/40").first).to_be_visible()

    page.goto(address)
    page.get_by_role("button", name="Annuler l’import").click()
    expect(page.get_by_text(re.compile("^Annulé ")).first).to_be_visible(timeout=60_000)
    assert page.request.get("/api/v1/parcels/98765-40").status == 404


def test_columns_can_be_set_again_and_the_report_comes_back(visit: Visit, faulty_file: Path) -> None:
    page = visit("/desk/imports/new", user="urbanism")
    send(page, faulty_file)
    check(page)
    page.get_by_role("button", name="Modifier les colonnes").click()
    page.wait_for_url("**?step=columns")
    page.get_by_text("Réparer les formes invalides").click()
    page.get_by_role("button", name="Lancer le contrôle à blanc").click()
    expect(counter(page, "Refusées")).to_have_text(re.compile("^4"), timeout=60_000)


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "cut.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"ty')
    page = visit("/desk/imports/new", user="urbanism")
    send(page, path)
    expect(page.get_by_text("Échec", exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Rien n’a été modifié dans le cadastre.")).to_be_visible()


def test_what_cannot_be_sent_is_said_before_it_is_sent(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "parcelles.shp"
    path.write_bytes(b"\0\0\x27\x0a")
    page = visit("/desk/imports/new", user="urbanism")
    page.locator("input[type=file]").first.set_input_files(path)
    expect(page.get_by_role("alert")).to_contain_text("qu’une partie d’un shapefile")
    expect(page.get_by_role("button", name="Envoyer et lire")).to_be_disabled()


def test_an_import_can_be_given_up(visit: Visit, faulty_file: Path) -> None:
    page = visit("/desk/imports/new", user="urbanism")
    send(page, faulty_file)
    page.get_by_role("button", name="Abandonner cet import").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Abandonner cet import").click()
    page.wait_for_url("**/desk/imports")
    expect(page.get_by_text("Abandonné", exact=True).first).to_be_visible()


@pytest.mark.parametrize(("language", "size"), [("fr", "desk"), ("ar", "phone")])
def test_the_pages_of_imports_are_accessible_and_fit(
    visit: Visit, faulty_file: Path, language: str, size: str
) -> None:
    page = visit("/desk/imports/new", user="urbanism", language=language, size=size)
    expect(page.get_by_role("radiogroup")).to_be_visible()
    looked_at = [look(page)]
    page.locator("input[type=file]").first.set_input_files(faulty_file)
    page.get_by_role("main").get_by_role("button").last.click()
    page.wait_for_url(re.compile(r"/desk/imports/\d+$"))
    expect(page.get_by_role("tablist")).to_be_visible(timeout=60_000)
    looked_at.append(look(page))
    page.locator("main footer button").first.click()
    expect(page.locator("main ol button").first).to_be_visible(timeout=60_000)
    looked_at.append(look(page))
    page.goto("/desk/imports")
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
    looked_at.append(look(page))
    assert looked_at == [([], 0)] * 4


def look(page: Page) -> tuple[list[str], int]:
    return serious_faults(page), overflow(page)
