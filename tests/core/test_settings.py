"""Settings of a deployment: typed, faults named, secure unless told otherwise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import BadEnvironment, Environment, read_environment

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k" * 30 + "0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("KHARITA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setitem(Environment.model_config, "env_file", None)
    monkeypatch.setenv("KHARITA_SECRET_KEY", KEY)


def _fault(monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadEnvironment) as stopped:
        read_environment()
    return str(stopped.value)


def test_without_a_key_nothing_starts_unless_in_development(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "KHARITA_SECRET_KEY is not set" in _fault(monkeypatch, KHARITA_SECRET_KEY="")
    monkeypatch.setenv("KHARITA_DEBUG", "1")
    assert read_environment().debug


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("KHARITA_SRID", "4326", "not a projected system in metres"),
        ("KHARITA_SRID", "999999", "not known to PROJ"),
        ("KHARITA_SRID", "north", "KHARITA_SRID"),
        ("KHARITA_LOGIN_ATTEMPTS_MAX", "0", "KHARITA_LOGIN_ATTEMPTS_MAX"),
        ("KHARITA_LANGUAGE", "de", "KHARITA_LANGUAGE"),
        ("KHARITA_TILE_CACHE_URL", "http://127.0.0.1:6379", "is an address such as redis://"),
        ("KHARITA_PUBLIC_URL", "http://maps.commune.ma", "KHARITA_PUBLIC_URL is not https"),
        ("KHARITA_PUBLIC_URL", "maps.commune.ma", "KHARITA_PUBLIC_URL is no address"),
    ],
)
def test_a_faulty_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str) -> None:
    assert told in _fault(monkeypatch, **{name: value})


def test_the_secret_key_is_not_told_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert KEY not in _fault(monkeypatch, KHARITA_SRID="4326")
    assert KEY not in repr(Environment)


def test_https_follows_the_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_environment().https is False
    monkeypatch.setenv("KHARITA_PUBLIC_URL", "https://maps.commune.ma")
    environment = read_environment()
    assert environment.https is True
    assert "maps.commune.ma" in environment.allowed_hosts
    monkeypatch.setenv("KHARITA_PUBLIC_URL", "http://10.0.0.5")
    monkeypatch.setenv("KHARITA_HTTPS", "false")
    assert read_environment().https is False


def test_django_finds_nothing_to_warn_of_in_a_real_deployment() -> None:
    environment = os.environ | {"KHARITA_SECRET_KEY": KEY, "KHARITA_PUBLIC_URL": "https://maps.commune.ma"}
    checked = subprocess.run(
        [sys.executable, ROOT / "backend" / "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        capture_output=True,
        text=True,
        env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
