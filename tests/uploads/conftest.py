"""A purpose to send files for, a person who may, and a client that speaks tus by hand."""

import base64
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.territory.models import Commune
from kharita.uploads.purposes import Purpose, purposes
from tests.factories import make_user

PURPOSE = "trial"
LARGEST = 256 * 1024**2
MEDIA_TYPE = "application/offset+octet-stream"


@pytest.fixture(autouse=True)
def purpose() -> Iterator[Purpose]:
    """What inspectors send here."""
    yield purposes.register(
        PURPOSE, permission="permits.inspect_site", bytes_max=LARGEST, suffixes=(".tif", ".zip")
    )
    purposes.forget(PURPOSE)


@pytest.fixture(autouse=True)
def _no_files_left() -> Iterator[None]:
    yield
    shutil.rmtree(folder(), ignore_errors=True)


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


@pytest.fixture
def tus(inspector: User) -> "Tus":
    return Tus(inspector)


@pytest.fixture
def other(commune: Commune) -> "Tus":
    """Another person who may send the same."""
    return Tus(make_user(Role.INSPECTOR, commune))


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "uploads"


def metadata(**told: str) -> str:
    """An Upload-Metadata header."""
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())


def checksum(body: bytes, algorithm: str = "sha1") -> str:
    return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, body).digest()).decode()}"


class Tus:
    """Requests of one person with the protocol's version; None as a header leaves it out."""

    def __init__(self, user: User | None, *, strict: bool = False) -> None:
        self.client = Client(headers={"Accept-Language": "en"}, enforce_csrf_checks=strict)
        if user is not None:
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def ask(self, method: str, path: str = "/uploads/", body: bytes = b"", **told: Any) -> Any:
        headers = {"Tus-Resumable": "1.0.0"} | {
            name.replace("_", "-"): str(value) for name, value in told.items() if value is not None
        }
        if told.get("Tus_Resumable", "") is None:
            del headers["Tus-Resumable"]
        kind = headers.pop("Content-Type", MEDIA_TYPE if body or method == "PATCH" else "")
        # Django's client names the type of a body only where there is one.
        return self.client.generic(method, path, body, content_type=kind, headers=headers, CONTENT_TYPE=kind)

    def create(self, length: int | None = 11, body: bytes = b"", **told: Any) -> Any:
        given: dict[str, Any] = {
            "Upload_Length": length,
            "Upload_Metadata": metadata(purpose=PURPOSE, filename="flight.tif"),
        }
        return self.ask("POST", body=body, **given | told)

    def made(self, length: int | None = 11, **told: Any) -> str:
        """The address of a new upload."""
        answer = self.create(length, **told)
        assert answer.status_code == 201, answer.content
        return str(answer["Location"])

    def patch(self, path: str, offset: int, body: bytes, **told: Any) -> Any:
        return self.ask("PATCH", path, body, **{"Upload_Offset": offset} | told)

    def offset(self, path: str) -> int:
        answer = self.ask("HEAD", path)
        assert answer.status_code == 200, answer.status_code
        return int(answer["Upload-Offset"])

    def sent(self, body: bytes, **told: Any) -> str:
        """The address of a whole upload."""
        path = self.made(len(body), **told)
        assert self.patch(path, 0, body).status_code == 204
        return path


Make = Callable[..., str]
