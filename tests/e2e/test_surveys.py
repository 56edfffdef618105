"""Drone surveys in the browser: sent over a line that breaks, compared, judged into an offence, looked at."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from playwright.sync_api import APIRequestContext, Page, expect
from rasterio.transform import from_origin

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults
from tests.surveys.odm_node import COMPLETED, odm_node

pytestmark = pytest.mark.long
SIDE_M, PIXEL = 80.0, 0.25
HOUSE_M = 6.0
BERKANE = "02.113.01.09"
WORK_MS = 180_000
Place = tuple[float, float]


@pytest.fixture
def plot(site: Site) -> Place:
    """The middle of a plot of Berkane (official CRS), with as much of the town around it as can be."""
    rows = site.query(
        "SELECT ST_X(c), ST_Y(c) FROM (SELECT ST_PointOnSurface(p.geometry) AS c, m.centre"
        " FROM territory_parcel p JOIN territory_commune t ON t.id = p.commune_id,"
        " LATERAL (SELECT ST_PointOnSurface(t.boundary) AS centre) m"
        " WHERE t.code = %s AND p.valid_to IS NULL AND p.area_m2 BETWEEN 120 AND 600) f"
        " ORDER BY c <-> centre LIMIT 1",
        BERKANE,
    )
    return float(rows[0][0]), float(rows[0][1])


def _write(path: Path, values: Any, place: Place, **options: Any) -> Path:
    bands, height, width = values.shape
    origin = from_origin(place[0] - SIDE_M / 2, place[1] + SIDE_M / 2, SIDE_M / width, SIDE_M / height)
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=bands, dtype=values.dtype,
        crs="EPSG:26191", transform=origin, tiled=True, blockxsize=256, blockysize=256, **options,
    ) as made:  # fmt: skip
        made.write(values)
    return path


def _ortho(path: Path, place: Place) -> Path:
    """Random colours, uncompressed: some 24 MB, several chunks, so that a cut falls into the middle."""
    return _write(path, np.random.default_rng(5).integers(0, 255, (3, 2_800, 2_800), dtype="uint8"), place)


def _heights(path: Path, place: Place, house_m: float) -> Path:
    """Rough ground that rises, with a house of 10 m by 12 m in the middle."""
    size = int(SIDE_M / PIXEL)
    rows, columns = np.mgrid[0:size, 0:size]
    ground = 120 + columns * 0.003 + np.random.default_rng(int(house_m)).normal(0, 0.03, (size, size))
    middle = (abs(rows - size / 2) < 24) & (abs(columns - size / 2) < 20)
    ground[middle] += house_m
    return _write(path, ground[None].astype("float32"), place, nodata=-9999.0, compress="deflate")


def _announce_by_hand(page: Page) -> None:
    page.get_by_role("link", name="Nouveau relevé").click()
    page.get_by_label("Référence").fill("DGAC-2026-114")
    page.get_by_label("Valable du").fill("2020-01-01")
    page.get_by_label("Jusqu’au").fill("2099-12-31")
    page.get_by_label("Télépilote", exact=True).fill("Rachid Alaoui")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.get_by_label("Titre").fill("Quartier Al Massira")
    page.get_by_label("Jour et heure du vol").fill("2026-05-04T10:30")
    page.get_by_label("Taille du pixel au sol (cm)").fill("fin")
    page.get_by_role("button", name="Continuer vers les fichiers").click()
    expect(page.get_by_text("Écrivez un nombre, par exemple 2,5.")).to_be_visible()
    page.get_by_label("Taille du pixel au sol (cm)").fill("10,0")
    page.get_by_role("button", name="Continuer vers les fichiers").click()
    expect(page).to_have_url(re.compile(r"/desk/surveys/\d+$"))


def test_a_file_arrives_over_a_line_that_breaks_a_server_that_is_killed_and_a_page_that_dies(
    site: Site, visit: Visit, plot: Place, tmp_path: Path
) -> None:
    page = visit("/desk/surveys", user="inspector")
    _announce_by_hand(page)
    here = _ortho(tmp_path / "ortho.tif", plot)
    far = _ortho(tmp_path / "ailleurs.tif", (300_000, 330_000))
    page.locator("input[type=file]").first.set_input_files([str(here), str(far)])
    expect(page.get_by_text("se trouve hors de")).to_be_visible()
    assert serious_faults(page) == []
    sent: list[str] = []

    def once_each(route: Any) -> None:
        """The first chunk never arrives whole, and the second finds no server."""
        if route.request.method == "PATCH":
            sent.append(route.request.url)
            if len(sent) == 2:
                site.web.kill()
        if len(sent) == 1:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*", once_each)
    page.get_by_role("button", name="Envoyer 1 fichier").click()
    while len(sent) < 3:  # the third is a try to go on, and nobody is there
        page.wait_for_timeout(100)
    site.web.start()
    page.wait_for_timeout(1_500)  # the time of a crash is nobody's to choose
    site.web.wait()
    page.reload()
    expect(page.locator("li[data-kind=ortho]").get_by_text("Prêt")).to_be_visible(timeout=WORK_MS)
    rows = site.query("SELECT count(*), max(sha256) FROM surveys_product")
    assert rows == [(1, hashlib.sha256(here.read_bytes()).hexdigest())]

    phone = visit("/desk/surveys", language="ar", size="phone", user="inspector")
    expect(phone.get_by_text("Quartier Al Massira")).to_be_visible()
    assert overflow(phone) == 0
    assert serious_faults(phone) == []


class Inspector:
    """What an inspector's script does: surveys announced and files sent by the API."""

    def __init__(self, request: APIRequestContext, site: Site) -> None:
        self.request, self.site = request, site
        token = request.get("/api/v1/session").json()["csrf_token"]
        self.headers = {"X-CSRFToken": token, "Referer": site.url}

    def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.request.post(f"/api/v1{path}", data=body, headers=self.headers)
        assert answer.ok, answer.text()
        return answer.json()

    def send(self, survey: int, path: Path) -> None:
        told = {"filename": path.name, "purpose": "survey", "survey": str(survey), "kind": "dsm"}
        metadata = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items()
        )
        body = path.read_bytes()
        answer = self.request.post(
            "/uploads/", data=body,
            headers={
                **self.headers, "Tus-Resumable": "1.0.0", "Upload-Length": str(len(body)),
                "Upload-Metadata": metadata, "Content-Type": "application/offset+octet-stream",
            },
        )  # fmt: skip
        assert answer.status == 201, answer.text()
        key = answer.headers["location"].rstrip("/").rsplit("/", 1)[-1]
        self.post(f"/surveys/{survey}/products", {"kind": "dsm", "upload": key})

    def announce(self, title: str, flown_at: str) -> int:
        """A flight of its own under one authorisation, without files."""
        commune = self.site.query("SELECT id FROM territory_commune WHERE code = %s", BERKANE)[0][0]
        permission = self.post(
            "/surveys/authorisations",
            {"commune": commune, "reference": f"DGAC {title}", "valid_from": "2020-01-01",
             "valid_until": "2099-12-31", "pilot_name": "Rachid Alaoui"},
        )  # fmt: skip
        made = self.post(
            "/surveys",
            {"authorisation": permission["id"], "title": title, "georeference": "rtk", "flown_at": flown_at},
        )
        return int(made["id"])


@pytest.fixture
def comparison(site: Site, visit: Visit, plot: Place, tmp_path: Path) -> int:
    """Two flights over the plot, between which a house was built; compared by themselves."""
    inspector = Inspector(visit("/desk", user="inspector").context.request, site)
    for month, house in (("03", 0.0), ("10", HOUSE_M)):
        survey = inspector.announce(f"Vol {month}", f"2026-{month}-02T10:00:00Z")
        inspector.send(survey, _heights(tmp_path / f"dsm-{month}.tif", plot, house))
    page = visit(f"/desk/surveys/{survey}", user="inspector")
    found = page.get_by_role("link", name=re.compile("constat"))
    expect(found.first).to_be_visible(timeout=WORK_MS)
    rows = site.query("SELECT id FROM surveys_comparison WHERE state = 'ready' ORDER BY id DESC LIMIT 1")
    return int(rows[0][0])


def test_files_come_from_the_servers_folder_and_of_raw_photos(
    site: Site, visit: Visit, plot: Place, tmp_path: Path
) -> None:
    own = site.inbox / BERKANE
    own.mkdir(parents=True)
    _heights(own / "massira_dsm.tif", plot, 0.0)
    inspector = Inspector(visit("/desk", user="inspector").context.request, site)
    survey = inspector.announce("Vol apporté", "2026-02-02T10:00:00Z")
    page = visit(f"/desk/surveys/{survey}", user="inspector")
    page.get_by_label("Adresse du fichier").fill("https://ailleurs.example.org/ortho.tif")
    page.get_by_role("button", name="Récupérer le fichier").click()
    expect(page.get_by_text("ailleurs.example.org", exact=False).last).to_be_visible()
    page.get_by_role("radio", name="Depuis le serveur").click()
    page.get_by_role("button", name=re.compile("qui est sur le serveur")).click()
    page.get_by_role("option", name=re.compile("massira_dsm")).click()
    expect(page.get_by_role("button", name=re.compile("Hauteurs de surface"))).to_be_visible()
    assert serious_faults(page) == []
    page.get_by_role("button", name="Copier dans le relevé").click()
    expect(page.locator("li[data-kind=dsm]").get_by_text("Prêt")).to_be_visible(timeout=WORK_MS)
    products = {"odm_orthophoto/odm_orthophoto.tif": _ortho(tmp_path / "o.tif", plot).read_bytes()}
    with odm_node(products=products, port=site.node_port) as node:
        _make_of_photos(page, tmp_path)
        expect(page.get_by_text("À partir de 3 photos")).to_be_visible()
        while not (node.tasks and node.only_task().status):
            page.wait_for_timeout(200)
        node.only_task().status = COMPLETED
        expect(page.locator("li[data-kind=ortho]").get_by_text("Prêt")).to_be_visible(timeout=WORK_MS)
    assert site.query("SELECT source FROM surveys_product WHERE survey_id = %s ORDER BY kind", survey) == [
        ("path",), ("odm",)
    ]  # fmt: skip
    phone = visit(f"/desk/surveys/{survey}", language="ar", size="phone", user="inspector")
    expect(phone.get_by_role("heading", name="ملفات ليست في هذا الجهاز")).to_be_visible()
    assert overflow(phone) == 0
    assert serious_faults(phone) == []


def _make_of_photos(page: Page, folder: Path) -> None:
    """Three photos, sent twice: the second time nothing is sent, for they are there."""
    photos = []
    for number in range(3):
        photos.append(folder / f"DJI_{number}.JPG")
        photos[-1].write_bytes(b"\xff\xd8\xff\xe0" + bytes([number]) * 50_000)
    page.get_by_role("radio", name="Depuis les photos du vol").click()
    chooser = page.locator("input[type=file][accept*=jpg]")
    chooser.set_input_files([str(photo) for photo in photos])
    expect(page.get_by_text("3 photos sont sur le serveur")).to_be_visible(timeout=WORK_MS)
    assert serious_faults(page) == []
    page.reload()
    page.get_by_role("radio", name="Depuis les photos du vol").click()
    expect(page.get_by_text("3 photos sont sur le serveur")).to_be_visible()
    made = page.get_by_role("group", name="À produire avec l’orthophoto")
    made.get_by_text("Hauteurs de surface (MNS)").click()
    made.get_by_text("Hauteurs du sol (MNT)").click()
    page.get_by_role("button", name="Produire l’orthophoto et les hauteurs").click()


def test_a_finding_becomes_an_offence_with_its_evidence(site: Site, visit: Visit, comparison: int) -> None:
    _permit_house(site, comparison)
    page = visit(f"/desk/surveys/comparisons/{comparison}/findings", user="inspector")
    _click_map(page)
    expect(page.get_by_role("link", name="PC-BRK-7")).to_have_attribute("href", "/desk/permits/PC-BRK-7")
    expect(page.get_by_text("Délivrée après le vol").last).to_be_visible()
    page.get_by_role("button", name="Retenir", exact=True).click()
    assert serious_faults(page) == []
    page.get_by_role("button", name="Retenir et enregistrer l’infraction").click()
    paper = page.get_by_role("link", name="Fiche de preuve (PDF)")
    expect(paper).to_be_visible(timeout=WORK_MS)
    answer = page.context.request.get(str(paper.get_attribute("href")))
    assert answer.body().startswith(b"%PDF")
    offences = site.query(
        "SELECT o.kind, f.height_m FROM surveys_finding f JOIN permits_offence o ON o.id = f.offence_id"
        " WHERE f.comparison_id = %s",
        comparison,
    )
    assert len(offences) == 1
    assert offences[0][1] == pytest.approx(HOUSE_M, abs=0.3)

    phone = visit(
        f"/desk/surveys/comparisons/{comparison}/findings", language="ar", size="phone", user="urbanism"
    )
    expect(phone.get_by_role("heading", name="النتائج")).to_be_visible()
    assert overflow(phone) == 0
    (survey,) = site.query("SELECT after_id FROM surveys_comparison WHERE id = %s", comparison)[0]
    _look(visit, int(survey))


def _permit_house(site: Site, comparison: int) -> None:
    """A permit for the very house, given too late to count."""
    site.query(
        "INSERT INTO permits_permit (commune_id, kind, number, reference, state, site, footprint, project,"
        " owner_kind, created_at, changed_at, issued_at)"
        " SELECT commune_id, 'BUILD_SMALL', 'PC-BRK-7', 'PC-BRK-7', 'issued', geometry, geometry,"
        " '{\"height_m\": 7.5}', 'person', now(), now(), now()"
        " FROM surveys_finding WHERE comparison_id = %s ORDER BY number LIMIT 1",
        comparison,
    )


def _click_map(page: Page) -> None:
    """In its middle, once it stands still: there lies what is looked at."""
    expect(page.locator("[data-testid=map][data-idle=true]").first).to_be_visible(timeout=60_000)
    box = page.locator("[data-testid=map]").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)


def _look(visit: Visit, survey: int) -> None:
    """The later flight beside the earlier one, and a height measured on both."""
    page = visit(f"/s/{survey}", user="inspector")
    page.get_by_role("button", name=re.compile("^Comparer")).first.click()
    expect(page.get_by_role("slider", name="Limite entre les deux dates")).to_be_visible()
    page.get_by_role("button", name="Mesures et notes").click()
    page.get_by_role("button", name="Altitude d’un point").click()
    expect(page.locator("[data-testid=map][data-idle=true]").first).to_be_visible(timeout=60_000)
    box = page.locator("[data-testid=map]").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.65, box["y"] + box["height"] * 0.5)
    expect(page.get_by_text("Altitude avant")).to_be_visible()
    assert serious_faults(page) == []
