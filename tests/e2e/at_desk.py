"""What the desk's tests do without a browser: an application sent, a paper read by other programs."""

import json
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from asn1crypto import pem
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from PIL import Image, ImageDraw
from playwright.sync_api import Page

from tests.e2e.conftest import ROOT, Site

MESSAGES = ROOT / "frontend" / "src" / "messages"
QR_PIXELS_PER_INCH = 300
QR_BOX_MM = (88, 5, 122, 45)
"""Between the two sides of a letterhead: left, top, right, bottom."""
OWNER = "Fatima Ouali"
"""Whom no page that is open to all may name."""


def words(language: str) -> dict[str, Any]:
    """The texts of the pages in a language, by key; those that count have one for each form of the plural."""
    found: dict[str, Any] = json.loads((MESSAGES / f"{language}.json").read_text())
    return found


@dataclass(frozen=True)
class Api:
    """The API as the person of a page uses it."""

    page: Page

    def send(self, method: str, path: str, body: Any = None, **files: Any) -> Any:
        request = self.page.context.request
        token = request.get("/api/v1/session").json()["csrf_token"]
        given = {"multipart": files} if files else {"data": body} if body is not None else {}
        headers = {"X-CSRFToken": token, "Referer": self.page.url}
        answer = request.fetch(f"/api/v1{path}", method=method, headers=headers, **given)
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json() if answer.body() else None


def free_plot(site: Site) -> dict[str, Any]:
    """A plot of Berkane that no dossier is about, for a villa while there is one, with a footprint over
    nearly all of it (WGS84)."""
    rows = site.query(
        """SELECT p.id, p.commune_id, p.reference,
             ST_AsGeoJSON(ST_Transform(ST_Buffer(p.geometry, -1), 4326))
           FROM territory_parcel p JOIN territory_commune c ON c.id = p.commune_id
           WHERE c.code = '02.113.01.09' AND p.valid_to IS NULL AND p.area_m2 BETWEEN 150 AND 2000
             AND strpos(p.reference, '/') > 0
             AND NOT EXISTS (SELECT FROM permits_permitparcel l WHERE l.parcel_id = p.id)
           ORDER BY p.area_m2 BETWEEN 350 AND 900 AND ST_NPoints(p.geometry) = 5 DESC, p.id DESC LIMIT 1"""
    )
    parcel, commune, reference, footprint = rows[0]
    return {"id": parcel, "commune": commune, "reference": reference, "footprint": json.loads(footprint)}


def applied(page: Page, plot: dict[str, Any]) -> dict[str, Any]:
    """The dossier of a house on the plot, sent by whoever the page belongs to, with all its documents."""
    api = Api(page)
    draft = api.send("POST", "/permits/drafts", {"commune": plot["commune"], "kind": "BUILD_SMALL"})
    path = f"/permits/{draft['id']}"
    project = {"use": "individual_housing", "floors": 1, "height_m": 7.5, "covered_area_m2": 140,
               "floor_area_m2": 280, "overhang_m2": 0, "dwellings": 1}  # fmt: skip
    api.send("PUT", f"{path}/draft", {
        "version": draft["version"], "parcels": [plot["id"]], "footprint": plot["footprint"],
        "project": project, "title": "Villa R+1", "owner_name": OWNER, "architect_name": "Imane Lahlou",
    })  # fmt: skip
    for asked in api.send("GET", f"{path}/missing")["documents"]:
        if asked["required"]:
            api.send("POST", f"{path}/documents", kind=asked["kind"], file=_sheet(asked["kind"]))
    sent: dict[str, Any] = api.send("POST", f"{path}/submit")
    return sent


def _sheet(kind: str) -> dict[str, Any]:
    """A drawing that stands for a document: an image is what a desk gets most."""
    paper = Image.new("RGB", (900, 640), "white")
    ImageDraw.Draw(paper).rectangle((80, 80, 820, 560), outline="black", width=4)
    content = BytesIO()
    paper.save(content, "PNG")
    return {"name": f"{kind}.png", "mimeType": "image/png", "buffer": content.getvalue()}


def judged_by_pyhanko(site: Site, pdf: Path) -> str:
    """What pyHanko's own command says, which trusts the authority of the site's certificate alone."""
    chain = pkcs12.load_pkcs12(site.certificate.read_bytes(), None)
    authority = pdf.parent / "authority.pem"
    authority.write_bytes(
        pem.armor("CERTIFICATE", chain.additional_certs[0].certificate.public_bytes(Encoding.DER))
    )
    command = Path(sys.executable).parent / "pyhanko"
    arguments = ["sign", "validate", "--pretty-print", "--trust", authority, pdf]
    done = subprocess.run([command, *arguments], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def judged_by_poppler(pdf: Path) -> str:
    done = subprocess.run(["pdfsig", "-nocert", pdf], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def shows_qr_of(pdf: Path, address: str) -> bool:
    """Whether the letterhead bears the QR of exactly this address: each of its squares, dark and light."""
    matrix = [[bool(square) for square in row] for row in segno.make(address, error="m").matrix]
    picture = pdf.with_suffix("")
    resolution = str(QR_PIXELS_PER_INCH)
    subprocess.run(
        ["pdftoppm", "-r", resolution, "-gray", "-png", "-singlefile", "-l", "1", pdf, picture], check=True
    )
    page = Image.open(picture.with_suffix(".png")).convert("L")
    left, top, right, bottom = (round(edge * QR_PIXELS_PER_INCH / 25.4) for edge in QR_BOX_MM)
    return _squares(page.crop((left, top, right, bottom)), len(matrix)) == matrix


def _squares(head: Image.Image, count: int) -> list[list[bool]]:
    """The squares of the uppermost QR of the picture: its first line of pixels spans its width."""
    width, grey = head.width, head.tobytes()

    def is_dark(x: float, y: float) -> bool:
        return grey[int(y) * width + int(x)] < 128

    top = next(y for y in range(head.height) if any(is_dark(x, y) for x in range(width)))
    first = [x for x in range(width) if is_dark(x, top)]
    left, side = first[0], (first[-1] + 1 - first[0]) / count
    places = [(place + 0.5) * side for place in range(count)]
    return [[is_dark(left + x, top + y) for x in places] for y in places]
