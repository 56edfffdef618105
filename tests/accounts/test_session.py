"""The session: logging in and out, lock-out, and the first password."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.territory.models import Commune
from tests.factories import PASSWORD, make_user

LOCKED = {"en": "Too many wrong passwords", "fr": "Trop de mots de passe", "ar": "كلمات مرور خاطئة كثيرة"}


def _log_in(client: Client, username: str, password: str = PASSWORD) -> Any:
    body = {"username": username, "password": password}
    return client.post("/api/v1/session", body, content_type="application/json")


@pytest.fixture
def argon2() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        yield


def test_nobody_has_a_session_with_the_deployment_s_settings(db: None, api: Any) -> None:
    body = api().get("/session").json()
    assert body["user"] is None
    assert body["settings"]["srid"] == 26191
    assert body["settings"]["crs_name"] == "Merchich / Nord Maroc"
    assert len(body["csrf_token"]) > 30


def test_logging_in_tells_what_one_may_do_where(commune: Commune, officer: User, client: Client) -> None:
    answer = _log_in(client, officer.username)
    assert answer.status_code == 200
    user = answer.json()["user"]
    assert user["roles"] == [
        {"role": "urbanism_officer", "title": "Urbanism officer", "commune_id": commune.pk}
    ]
    assert user["permissions"]["importing.run_import"] == [commune.pk]
    assert "accounts.manage_users" not in user["permissions"]


def test_a_superuser_holds_everything_everywhere(db: None, api: Any) -> None:
    user = api(make_user(is_superuser=True)).get("/session").json()["user"]
    assert set(user["permissions"].values()) == {"all"}


def test_logging_in_changes_the_session_s_key_and_logging_out_ends_it(officer: User, client: Client) -> None:
    client.get("/api/v1/session")
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    _log_in(client, officer.username)
    assert client.session.session_key != before
    assert client.delete("/api/v1/session").status_code == 204
    assert client.get("/api/v1/session").json()["user"] is None


def test_wrong_name_and_wrong_password_cannot_be_told_apart(officer: User, client: Client) -> None:
    wrong = _log_in(client, officer.username, "wrong")
    unknown = _log_in(client, "nobody-of-this-name", "wrong")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["type"] == "/problems/bad-credentials"
    assert wrong["Content-Type"] == "application/problem+json"


def test_an_unknown_name_costs_as_much_as_a_wrong_password(argon2: None, commune: Commune) -> None:
    person = make_user(Role.CREW, commune)

    def seconds(username: str) -> float:
        client = Client()
        started = time.perf_counter()
        _log_in(client, username, "wrong")
        return time.perf_counter() - started

    seconds(person.username)
    known = min(seconds(person.username) for _attempt in range(3))
    unknown = min(seconds("no-such-person") for _attempt in range(3))
    assert 0.4 < unknown / known < 2.5


def test_a_closed_account_cannot_log_in_and_its_session_ends(officer: User, client: Client) -> None:
    _log_in(client, officer.username)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get("/api/v1/session").json()["user"] is None
    assert _log_in(Client(), officer.username).json()["type"] == "/problems/bad-credentials"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_after_repeated_failures_even_the_right_password_waits(
    officer: User, client: Client, language: str
) -> None:
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        _log_in(client, officer.username, "wrong")
    answer = Client(headers={"Accept-Language": language}).post(
        "/api/v1/session",
        {"username": officer.username, "password": PASSWORD},
        content_type="application/json",
    )
    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/locked-out"
    assert answer.json()["retry_after"] == 900
    assert answer["Retry-After"] == "900"
    assert LOCKED[language] in answer.json()["detail"]


def test_the_administration_s_login_is_locked_too(officer: User, client: Client) -> None:
    form = {"username": officer.username, "password": "wrong"}
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post("/admin/login/", form)
    assert answer.status_code == 429
    assert "text/html" in answer["Content-Type"]


def test_many_names_from_one_address_are_slowed_down(db: None, client: Client) -> None:
    statuses = [_log_in(client, f"guess{number}", "wrong").status_code for number in range(31)]
    assert statuses[:30] == [401] * 30
    assert statuses[30] == 429


def test_writing_without_the_token_is_refused(officer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert _log_in(client, officer.username).json()["type"] == "/problems/csrf"
    token = client.get("/api/v1/session").json()["csrf_token"]
    answer = client.post(
        "/api/v1/session",
        {"username": officer.username, "password": PASSWORD},
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert answer.status_code == 200
    assert client.delete("/api/v1/session").status_code == 403


def test_a_first_password_opens_only_the_change_of_password(commune: Commune, client: Client) -> None:
    newcomer = make_user(Role.ADMINISTRATOR, commune, must_change_password=True)
    user = _log_in(client, newcomer.username).json()["user"]
    assert user["must_change_password"] is True
    assert user["permissions"] == {}
    refused = client.get("/api/v1/users")
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/must-change-password")
    change = {"current": PASSWORD, "new": "Tafoughalt-Mandarine-8"}
    assert client.post("/api/v1/session/password", change, content_type="application/json").status_code == 204
    assert client.get("/api/v1/users").status_code == 200


@pytest.mark.parametrize("new", ["short", "123456789012345", "password1234", PASSWORD])
def test_a_weak_password_is_refused_with_its_fault(officer: User, api: Any, new: str) -> None:
    answer = api(officer).post("/session/password", {"current": PASSWORD, "new": new})
    assert answer.status_code == 400
    assert answer.json()["faults"][0]["field"] == "new"
    assert answer.json()["faults"][0]["detail"]


def test_the_present_password_is_asked_for(officer: User, api: Any) -> None:
    answer = api(officer).post("/session/password", {"current": "wrong", "new": "Tafoughalt-Mandarine-8"})
    assert answer.json()["faults"][0]["field"] == "current"


def test_a_new_password_ends_the_other_sessions_but_not_this_one(officer: User) -> None:
    here, elsewhere = Client(), Client()
    _log_in(here, officer.username)
    _log_in(elsewhere, officer.username)
    change = {"current": PASSWORD, "new": "Tafoughalt-Mandarine-8"}
    here.post("/api/v1/session/password", change, content_type="application/json")
    assert here.get("/api/v1/session").json()["user"] is not None
    assert elsewhere.get("/api/v1/session").json()["user"] is None


def test_language_and_digits_are_one_s_own_choice(officer: User, api: Any) -> None:
    user = api(officer).patch("/session", {"language": "fr", "arabic_digits": True}).json()["user"]
    assert (user["language"], user["arabic_digits"]) == ("fr", True)
    assert api(officer).patch("/session", {"language": "de"}).status_code == 400
    assert api().patch("/session", {"language": "fr"}).status_code == 401
