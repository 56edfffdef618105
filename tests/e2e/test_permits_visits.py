"""A visit held where there is no network: kept on the phone, sent by itself, once."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults
from tests.e2e.on_map import settled

WORDS = {
    "fr": {
        "send": "Envoyer la visite", "kept": "Gardée ici, pas encore envoyée", "result": "Remarques",
        "found": "Constat",
    },
    "ar": {
        "send": "إرسال الزيارة", "kept": "محفوظة هنا، لم تُرسل بعد", "result": "ملاحظات",
        "found": "ما تمت معاينته",
    },
}  # fmt: skip


def _post(page: Page, path: str, body: dict[str, Any]) -> Any:
    token = page.request.get("/api/v1/session").json()["csrf_token"]
    origin = page.url.split("/desk")[0]
    answer = page.request.post(f"/api/v1{path}", data=body, headers={"X-CSRFToken": token, "Referer": origin})
    assert answer.ok, answer.text()
    return answer.json()


def _planned(site: Site, page: Page) -> int:
    """A visit that follows up an offence."""
    [[commune, lon, lat]] = site.query(
        """SELECT id, ST_X(p), ST_Y(p) FROM (SELECT id, ST_Transform(ST_PointOnSurface(boundary), 4326) p
           FROM territory_commune WHERE code = '02.113.01.09') c"""
    )
    seen = {
        "commune": commune, "kind": "no_permit", "description": "A wall", "place": [lon, lat],
        "observed_at": "2026-09-08T10:00:00Z",
    }  # fmt: skip
    offence = _post(page, "/permits/offences", seen)["id"]
    wanted = {"commune": commune, "offence": offence, "purpose": "offence", "planned_on": "2026-09-09"}
    return int(_post(page, "/permits/inspections", wanted)["id"])


@pytest.mark.parametrize("language", [pytest.param("fr", marks=pytest.mark.long), "ar"])
def test_a_visit_without_a_network_survives_the_closed_page_and_is_sent_once(
    site: Site, visit: Visit, language: str
) -> None:
    words = WORDS[language]
    page = visit("/desk/permits/visits", language=language, size="phone", user="inspector")
    pk = _planned(site, page)
    page.goto(f"/desk/permits/visits/{pk}")
    send = page.get_by_role("button", name=words["send"], exact=True)
    expect(send).to_be_visible()
    page.context.set_offline(True)
    page.get_by_label(words["found"]).fill("Deux niveaux")
    picture = {"name": "mur.jpg", "mimeType": "image/jpeg", "buffer": _jpeg(language)}
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_role("img", name="mur.jpg")).to_be_visible()
    page.get_by_role("radio", name=words["result"], exact=True).click()
    send.click()
    expect(page.get_by_text(words["kept"])).to_be_visible()
    assert serious_faults(page) == []
    assert overflow(page) <= 0
    context = page.context
    page.close()

    assert site.query("SELECT count(*) FROM permits_inspectionphoto WHERE inspection_id = %s", pk) == [(0,)]
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/desk/permits/visits/{pk}")
    expect(again.get_by_text("Deux niveaux")).to_be_visible()
    again.reload()
    expect(again.get_by_text("Deux niveaux")).to_be_visible()
    expect(again.get_by_text(words["kept"])).to_have_count(0)
    kept = "SELECT count(*) FROM permits_inspectionphoto WHERE inspection_id = %s"
    assert site.query(kept, pk) == [(1,)]


def test_what_is_half_written_is_there_again_after_the_page_was_closed(site: Site, visit: Visit) -> None:
    page = visit("/desk/permits/visits", size="phone", user="inspector")
    pk = _planned(site, page)
    page.goto(f"/desk/permits/visits/{pk}")
    page.get_by_label(WORDS["fr"]["found"]).fill("Fondations")
    picture = {"name": "sol.jpg", "mimeType": "image/jpeg", "buffer": _jpeg("soil")}
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_role("img", name="sol.jpg")).to_be_visible()
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(f"/desk/permits/visits/{pk}")
    expect(again.get_by_label(WORDS["fr"]["found"])).to_have_value("Fondations")
    expect(again.get_by_role("img", name="sol.jpg")).to_be_visible()


def _jpeg(seed: str) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (64, 48), (len(seed) * 40 % 255, ord(seed[0]), 90)).save(buffer, "JPEG")
    return buffer.getvalue()


def test_an_offence_is_recorded_where_the_device_is_or_where_the_map_is_touched(
    site: Site, visit: Visit
) -> None:
    page = visit("/desk/permits/offences", size="phone", user="inspector")
    [[lon, lat]] = site.query(
        """SELECT ST_X(p), ST_Y(p) FROM (SELECT ST_Transform(ST_PointOnSurface(boundary), 4326) p
           FROM territory_commune WHERE code = '02.113.01.09') c"""
    )
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": lon, "latitude": lat})
    page.get_by_role("button", name="Constater une infraction").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Type").click()
    page.get_by_role("option", name="Travaux sans autorisation").click()
    dialog.get_by_label("Constat").fill("Un mur sur le trottoir")
    dialog.get_by_role("button", name="Constater une infraction").click()
    expect(dialog.get_by_text("Indiquez")).to_be_visible()  # at the place: it is missing
    dialog.get_by_role("button", name="Noter ma position").click()
    expect(dialog.get_by_text(f"{lat:.5f}, {lon:.5f}")).to_be_visible()
    dialog.get_by_role("button", name="Choisir sur la carte").click()
    settled(page)
    dialog.locator("canvas").click(position={"x": 120, "y": 90})
    expect(dialog.get_by_text(f"{lat:.5f}, {lon:.5f}")).to_have_count(0)
    assert serious_faults(page) == []
    assert overflow(page) <= 0
    dialog.get_by_role("button", name="Constater une infraction").click()
    page.wait_for_url("**/offences/*")
    newest = "SELECT place IS NOT NULL FROM permits_offence ORDER BY id DESC LIMIT 1"
    assert site.query(newest) == [(True,)]
