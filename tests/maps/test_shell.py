"""The page of the browser application, and whether the server is ready."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from config import readiness

PAGE = '<!doctype html>\n<html lang="en">\n<head><title>Kharita</title></head></html>'


@pytest.fixture
def built(tmp_path: Path, settings: Any) -> Path:
    (tmp_path / "index.html").write_text(PAGE)
    settings.KHARITA = settings.KHARITA.model_copy(update={"frontend_dir": tmp_path})
    return tmp_path


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("ar", '<html lang="ar" dir="rtl">'),
        ("fr", '<html lang="fr" dir="ltr">'),
        ("en", '<html lang="en" dir="ltr">'),
    ],
)
def test_the_page_has_the_readers_language_and_direction(language: str, tag: str, built: Path) -> None:
    response = Client(headers={"Accept-Language": language}).get("/p/12345-40")
    assert response.status_code == 200
    assert response.content.decode() == PAGE.replace('<html lang="en">', tag)
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/desk/imports/3", "/login", "/p/12345-40"])
def test_every_address_of_the_application_is_its_page(path: str, built: Path) -> None:
    assert b"<html" in Client().get(path).content


def test_an_unchanged_page_answers_304_until_the_language_is_another(built: Path) -> None:
    etag = Client(headers={"Accept-Language": "ar"}).get("/")["ETag"]
    again = {"If-None-Match": etag}
    assert Client(headers={"Accept-Language": "ar"}).get("/", headers=again).status_code == 304
    assert Client(headers={"Accept-Language": "fr"}).get("/", headers=again).status_code == 200


def test_the_page_names_what_it_will_need_and_nothing_of_other_pages(built: Path) -> None:
    files = {
        "index.html": {"file": "assets/index-1.js", "imports": ["_shared.js"]},
        "_shared.js": {"file": "assets/shared-2.js", "css": ["assets/shared-3.css"]},
        "src/public/PublicMap.tsx": {"file": "assets/map-4.js", "imports": ["_shared.js", "_panel.js"]},
        "_panel.js": {"file": "assets/panel-5.js", "css": ["assets/panel-6.css"], "imports": ["_shared.js"]},
        "src/map/MapCanvas.tsx": {"file": "assets/canvas-7.js"},
        "src/session/LoginPage.tsx": {"file": "assets/login-8.js"},
        "src/messages/ar.json": {"file": "assets/ar-9.js"},
        "src/messages/fr.json": {"file": "assets/fr-0.js"},
    }
    (built / ".vite").mkdir()
    (built / ".vite" / "manifest.json").write_text(json.dumps(files))
    named = {path: _named(path) for path in ("/", "/login", "/tokens")}
    assert named == {
        "/": ["ar-9.js", "map-4.js", "panel-5.js", "panel-6.css", "canvas-7.js"],
        "/login": ["ar-9.js", "login-8.js"],
        "/tokens": ["ar-9.js"],
    }


def _named(path: str) -> list[str]:
    page = Client(headers={"Accept-Language": "ar"}).get(path).content.decode()
    return re.findall(r'<link rel="(?:module)?preload" crossorigin href="/static/app/assets/([^"]+)"', page)


def test_without_a_build_the_page_says_what_to_do(tmp_path: Path, settings: Any) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"frontend_dir": tmp_path / "none"})
    response = Client().get("/")
    assert response.status_code == 503
    assert "./kharita up" in response.content.decode()


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/nothing", "/tiles/nothing"])
def test_an_unknown_address_of_the_server_is_a_problem_not_the_page(path: str, built: Path) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_readyz_tells_a_migrated_database_from_another(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/readyz").status_code == 200
    monkeypatch.setattr(readiness._Migrations, "applied", False)
    monkeypatch.setattr(readiness.MigrationExecutor, "migration_plan", lambda *_: ["one to go"])
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["type"].endswith("not-migrated")
