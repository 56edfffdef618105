"""Who may send what, and that nobody else learns of it."""

import hashlib
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.accounts.scopes import Scope
from kharita.accounts.tokens import create_token
from kharita.core.errors import NotFound
from kharita.core.seats import STREAMS
from kharita.territory.models import Commune
from kharita.uploads import quotas, services
from kharita.uploads.models import Upload
from tests.factories import make_user
from tests.uploads.conftest import PURPOSE, Tus, folder, metadata


def _key(path: str) -> uuid.UUID:
    return uuid.UUID(path.rpartition("/")[2])


def test_nobody_and_roles_without_the_permission_send_nothing(commune: Commune, tus: Tus) -> None:
    assert Tus(None).create().status_code == 401
    crew = Tus(make_user(Role.CREW, commune))
    assert crew.create().status_code == 403
    assert crew.create(Upload_Concat="partial", Upload_Metadata=None).status_code == 403
    assert not Upload.objects.exists()
    assert not folder().exists()


def test_the_permission_is_asked_for_in_the_commune_that_is_named(
    tus: Tus, commune: Commune, neighbour: Commune
) -> None:
    for place, status in ((commune.pk, 201), (neighbour.pk, 403), ("x", 400)):
        told = metadata(purpose=PURPOSE, filename="a.tif", commune=str(place))
        assert tus.create(Upload_Metadata=told).status_code == status


def test_an_upload_is_its_senders_alone(tus: Tus, other: Tus, inspector: User) -> None:
    path = tus.made(11)
    for answer in (other.ask("HEAD", path), other.patch(path, 0, b"x"), other.ask("DELETE", path)):
        assert answer.status_code == 404
    assert tus.offset(path) == 0
    tus.patch(path, 0, b"hello world")
    with pytest.raises(NotFound):
        services.finished(_key(path), make_user(Role.INSPECTOR))
    assert services.finished(_key(path), inspector).length == 11


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"purpose": PURPOSE, "filename": "flight.exe"}, "filename"),
        ({"purpose": PURPOSE}, "filename"),
        ({"purpose": "unknown", "filename": "a.tif"}, "purpose"),
        ({"filename": "a.tif"}, "purpose"),
        ({"purpose": PURPOSE, "filename": "a.tif", "sha256": "abc"}, "sha256"),
    ],
)
def test_what_is_not_wanted_is_refused_before_a_byte_is_sent(
    tus: Tus, told: dict[str, str], field: str
) -> None:
    answer = tus.create(Upload_Metadata=metadata(**told))
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_no_other_site_can_send_in_a_persons_name(inspector: User) -> None:
    """The token against forgery is asked for in the header; a form is not even read."""
    strict = Tus(inspector, strict=True)
    assert strict.create().json()["type"] == "/problems/csrf"
    form = strict.ask("POST", body=b"csrfmiddlewaretoken=x", Content_Type="application/x-www-form-urlencoded")
    assert form.status_code == 415
    strict.client.get("/api/v1/session")
    cookie = strict.client.cookies["csrftoken"].value
    assert strict.create(X_CSRFToken=cookie).status_code == 201


def test_a_token_sends_where_it_was_made_for_it(inspector: User) -> None:
    for scope, status in ((Scope.UPLOAD, 201), (Scope.READ, 403), (Scope.IMPORT, 403)):
        _token, text = create_token(user=inspector, name="x", scopes=[scope], days=1, now=timezone.now())
        tus = Tus(None, strict=True)
        answer = tus.create(Authorization=f"Bearer {text}")
        assert answer.status_code == status


def test_names_that_a_sender_chose_are_no_paths(tus: Tus) -> None:
    path = tus.made(3, Upload_Metadata=metadata(purpose=PURPOSE, filename="../../../etc/passwd.tif"))
    tus.patch(path, 0, b"abc")
    assert Upload.objects.get().path == folder() / _key(path).hex / "content"


def test_a_person_has_a_quota(tus: Tus, other: Tus, settings: Any) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"uploads_person_bytes_max": 1000})
    first = tus.made(600)
    answer = tus.create(401)
    assert (answer.status_code, answer.json()["bytes_lying"]) == (413, 600)
    assert tus.create(400).status_code == 201
    assert other.create(1000).status_code == 201, "everyone has his own"
    tus.ask("DELETE", first)
    assert tus.create(600).status_code == 201


def test_a_full_disk_is_said_before_a_byte_is_sent(
    tus: Tus, other: Tus, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"uploads_free_bytes": 100})
    store = quotas.store()
    monkeypatch.setattr(type(store), "free", lambda _self: 1100)
    tus.made(600)
    answer = other.create(401)  # the first one's bytes are still to come, and promised
    assert (answer.status_code, answer.json()["bytes_free"]) == (507, 400)
    assert "400" in answer.json()["detail"]
    assert other.create(400).status_code == 201


def test_senders_take_no_more_than_their_seats(tus: Tus) -> None:
    """503 with Retry-After, which tus clients retry; what was kept stays."""
    path = tus.made(11)
    tus.patch(path, 0, b"hello")
    for _seat in range(STREAMS.total):
        STREAMS.take(str(_seat) + "x")
    answer = tus.patch(path, 5, b" world")
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert tus.create(11, b"hello")["Upload-Offset"] == "0", "the file is accepted, its bytes come later"
    STREAMS.clear()
    assert tus.patch(path, 5, b" world").status_code == 204


def test_an_announced_digest_is_verified(tus: Tus, inspector: User) -> None:
    right = hashlib.sha256(b"hello world").hexdigest()
    for told, status in ((right, 204), (right.upper(), 204), ("0" * 64, 422)):
        path = tus.made(11, Upload_Metadata=metadata(purpose=PURPOSE, filename="a.tif", sha256=told))
        tus.patch(path, 0, b"hello")
        answer = tus.patch(path, 5, b" world")
        assert answer.status_code == status
    assert answer.json()["sha256"] == right
    assert tus.ask("HEAD", path).status_code == 404, "a file that is another than was announced is not kept"


def test_the_answers_speak_the_senders_language(inspector: User) -> None:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(inspector, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.head("/uploads/", headers={"Tus-Resumable": "1.0.0"})
    assert answer.status_code == 405
