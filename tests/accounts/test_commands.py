"""The commands that open a deployment: its communes and its administrators."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kharita.accounts.models import User
from kharita.territory.models import Commune
from tests.factories import PASSWORD


@pytest.fixture
def boundary(tmp_path: Path) -> Path:
    """Two squares of 0.01° side by side, in degrees."""
    squares = [
        [[[x, 34.9], [x + 0.01, 34.9], [x + 0.01, 34.91], [x, 34.91], [x, 34.9]]] for x in (-2.33, -2.32)
    ]
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": ring}}
        for ring in squares
    ]
    path = tmp_path / "boundary.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def _commune(*more: str) -> None:
    call_command("create_commune", "--code", "113.01.09", "--name-fr", "Berkane", *more, stdout=io.StringIO())


def test_a_commune_gets_its_boundary_in_the_official_system(db: None, boundary: Path) -> None:
    _commune("--name-ar", "بركان", "--boundary", str(boundary))
    commune = Commune.objects.get(code="113.01.09")
    assert commune.boundary is not None
    assert commune.boundary.srid == 26191
    # 0.02° by 0.01° at 34.9° north: 1,825 m by 1,110 m.
    assert commune.boundary.area == pytest.approx(1825 * 1110, rel=0.01)
    assert len(commune.boundary) == 1


def test_a_code_is_given_once_and_a_bad_file_is_named(db: None, tmp_path: Path) -> None:
    _commune()
    with pytest.raises(CommandError, match="this code already"):
        _commune()
    broken = tmp_path / "broken.geojson"
    broken.write_text("{")
    with pytest.raises(CommandError, match="cannot be read as a map"):
        _commune("--boundary", str(broken))


def _administrator(monkeypatch: pytest.MonkeyPatch, *more: str, password: str = PASSWORD) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    options: dict[str, Any] = {"stdout": io.StringIO()}
    call_command("create_administrator", "--username", "amina", "--password-stdin", *more, **options)


def test_an_administrator_of_a_commune_is_no_superuser(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    _administrator(monkeypatch, "--commune", commune.code)
    user = User.objects.get(username="amina")
    assert user.check_password(PASSWORD)
    assert (user.is_superuser, user.can("accounts.manage_users", commune.pk)) == (False, True)


def test_without_a_commune_the_whole_deployment_is_administered(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _administrator(monkeypatch)
    assert User.objects.get(username="amina").is_superuser
    with pytest.raises(CommandError, match="taken"):
        _administrator(monkeypatch)


@pytest.mark.parametrize(("more", "password"), [((), "short"), (("--commune", "1.2.3"), PASSWORD)])
def test_nothing_is_made_of_a_weak_password_or_an_unknown_commune(
    db: None, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], password: str
) -> None:
    with pytest.raises(CommandError):
        _administrator(monkeypatch, *more, password=password)
    assert not User.objects.filter(username="amina").exists()
