"""How long an inspector waits: from the last byte of the second flight's files to the list of findings.

    ./kharita up                                    # the product with its demo town, worker and all
    .venv/bin/python tests/bench/bench_survey.py [--url http://127.0.0.1:8000] [--pixels 10000] [--gsd 0.05]

A pair of flights over the demo town (orthophoto and heights, `gis_data.demo_flights`) is drawn once under
var/bench, then sent as an inspector's script would: announced, uploaded by tus in chunks, attached. Printed
are the minutes of each step as the product tells them; nothing else may run on the machine meanwhile.
"""

import argparse
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from tusclient.client import TusClient

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 8 * 1024**2
KINDS = ("ortho", "dsm")
LONG_AGO = 400
"""Days; no flight of the demo town is near, so that the two are compared with each other."""


class Inspector:
    """Someone who is logged in and may upload."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self.url, self.session = url, requests.Session()
        self.session.headers["Referer"] = url
        self._trust()
        self.post("/session", {"username": username, "password": password})
        self._trust()

    def _trust(self) -> None:
        self.session.headers["X-CSRFToken"] = self.get("/session")["csrf_token"]

    def get(self, path: str) -> Any:
        answer = self.session.get(f"{self.url}/api/v1{path}", timeout=60)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.session.post(f"{self.url}/api/v1{path}", json=body, timeout=600)
        if not answer.ok:
            raise SystemExit(f"{path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None

    def announce(self, authorisation: int, title: str, flown_at: datetime) -> int:
        told = {"authorisation": authorisation, "title": title, "georeference": "gps"}
        return int(self.post("/surveys", told | {"flown_at": flown_at.isoformat()})["id"])

    def send(self, survey: int, kind: str, path: Path) -> None:
        """One file, in chunks, attached to its survey when the last byte is there."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.session.cookies.items())
        headers = {name: str(self.session.headers[name]) for name in ("Referer", "X-CSRFToken")}
        client = TusClient(f"{self.url}/uploads/", headers={**headers, "Cookie": cookies})
        metadata = {"filename": path.name, "purpose": "survey", "survey": str(survey), "kind": kind}
        upload = client.uploader(str(path), chunk_size=CHUNK, metadata=metadata)
        upload.upload()
        key = upload.url.rstrip("/").rsplit("/", 1)[-1]
        self.post(f"/surveys/{survey}/products", {"kind": kind, "upload": key})


def main() -> None:
    """Draw, send, wait, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--username", default="inspector")
    parser.add_argument("--password", default="kharita-demo-2026")
    parser.add_argument("--pixels", type=int, default=10_000)
    parser.add_argument("--gsd", type=float, default=0.05)
    parser.add_argument("--parcels", type=int, default=12_000, help="of the town that was seeded")
    options = parser.parse_args()
    folder = drawn(options.pixels, options.gsd, options.parcels)
    inspector = Inspector(options.url, options.username, options.password)
    commune = inspector.get("/session")["user"]["roles"][0]["commune_id"]
    now = datetime.now(UTC)
    permission = inspector.post(
        "/surveys/authorisations",
        {
            "commune": commune,
            "reference": f"BENCH-{now:%H%M%S}",
            "pilot_name": "Bench",
            "valid_from": f"{now - timedelta(days=2 * LONG_AGO):%Y-%m-%d}",
            "valid_until": f"{now + timedelta(days=30):%Y-%m-%d}",
        },
    )["id"]
    for epoch, days in (("before", LONG_AGO), ("after", LONG_AGO - 30)):
        survey = inspector.announce(permission, f"Bench, {epoch}", now - timedelta(days=days))
        started = time.monotonic()
        for kind in KINDS:
            inspector.send(survey, kind, folder / epoch / f"{kind}.tif")
        sent = time.monotonic()
        print(f"{epoch}: sent in {minutes(started)}")
        _await_ready(inspector, survey)
        print(f"{epoch}: files ready {minutes(sent)} after the last byte")
    comparison = _await_findings(inspector, survey)
    print(f"findings: {minutes(sent)} after the last byte; {comparison['findings']}")


def drawn(pixels: int, gsd: float, parcels: int) -> Path:
    """The folder of the two flights, made where it is not there."""
    folder = ROOT / "var" / "bench" / f"flights-{pixels}-{gsd:g}-{parcels}"
    if not (folder / "README.txt").exists():  # written last
        command = [sys.executable, "-m", "gis_data.demo_flights", str(folder), "--parcels", str(parcels)]
        subprocess.run([*command, "--pixels", str(pixels), "--gsd", str(gsd)], cwd=ROOT, check=True)
    size = sum(path.stat().st_size for path in folder.glob("*/*.tif")) / 1e6
    print(f"{folder.name}: {size:.0f} MB in four files")
    return folder


def _await_ready(inspector: Inspector, survey: int) -> None:
    while True:
        products = inspector.get(f"/surveys/{survey}")["products"]
        states = {product["state"] for product in products}
        if states & {"refused", "failed"}:
            raise SystemExit(str(products))
        if states == {"ready"}:
            return
        time.sleep(1)


def _await_findings(inspector: Inspector, survey: int) -> Any:
    while True:
        for one in inspector.get(f"/surveys/comparisons?survey={survey}"):
            if one["after"]["id"] == survey and one["state"] in {"ready", "failed"}:
                return one
        time.sleep(1)


def minutes(since: float) -> str:
    return f"{(time.monotonic() - since) / 60:.1f} min"


if __name__ == "__main__":
    main()
