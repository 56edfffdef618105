"""Access tokens: what they open, for whom, how long, and what a wrong one costs."""

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kharita.accounts.models import AccessToken, AccessTokenUse, User
from kharita.accounts.roles import Role
from kharita.accounts.scopes import Scope
from kharita.accounts.token_login import WRONG
from kharita.accounts.tokens import create_token
from kharita.core.errors import Conflict
from kharita.core.models import AuditRecord
from kharita.territory.models import Commune
from tests.factories import PASSWORD, make_user

READ = "/api/v1/manifest"
IMPORTS = "/api/v1/imports"


def make_token(user: User, *scopes: Scope, days: int = 90, **fields: Any) -> str:
    token, text = create_token(
        user=user, name="QGIS", scopes=scopes or [Scope.READ], days=days, now=timezone.now()
    )
    AccessToken.objects.filter(pk=token.pk).update(**fields)
    return text


def bearer(token: str, **headers: str) -> Client:
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}", **headers})


def basic(token: str, name: str = "anything") -> Client:
    pair = base64.b64encode(f"{name}:{token}".encode()).decode()
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Basic {pair}"})


def test_a_token_is_shown_once_and_kept_as_a_digest(officer: User, api: Any) -> None:
    made = api(officer).post("/tokens", {"name": "QGIS at the office", "scopes": ["read"]})
    assert made.status_code == 201
    text = made.json()["token"]
    assert text.startswith(f"khr_{made.json()['prefix']}_")
    listed = api(officer).get("/tokens")
    assert text not in listed.content.decode()
    assert listed.json()["items"][0]["name"] == "QGIS at the office"
    (row,) = AccessToken.objects.values()
    assert not any(text in str(value) or text.rpartition("_")[2] in str(value) for value in row.values())
    lifetime = row["expires_at"] - row["created_at"]
    assert lifetime == timedelta(days=90)


@pytest.mark.parametrize("client_with", [bearer, basic])
def test_a_token_stands_for_its_person_without_a_session(
    officer: User, client_with: Callable[[str], Client]
) -> None:
    client = client_with(make_token(officer))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(READ)
    assert answer.status_code == 200
    assert not client.cookies
    assert "Authorization" in answer["Vary"]
    assert Session.objects.count() == 0
    assert not [query for query in queries if "django_session" in query["sql"]]


def test_the_token_goes_before_the_session(officer: User, commune: Commune) -> None:
    client = bearer(make_token(officer, Scope.IMPORT))
    client.force_login(make_user(Role.CITIZEN, commune), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(IMPORTS).status_code == 200


def test_a_token_opens_only_what_its_scope_names(officer: User) -> None:
    reading, importing = bearer(make_token(officer)), bearer(make_token(officer, Scope.IMPORT))
    assert reading.get(READ).status_code == 200
    assert importing.get(IMPORTS).status_code == 200
    for client, path, scope in [(reading, IMPORTS, "import"), (importing, READ, "read")]:
        refused = client.get(path)
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/token-scope")
        assert refused.json()["scope"] == scope
        assert (
            refused["WWW-Authenticate"]
            == f'Bearer realm="Kharita", error="insufficient_scope", scope="{scope}"'
        )


@pytest.mark.parametrize("path", ["/api/v1/session", "/api/v1/tokens", "/api/v1/users", "/"])
def test_no_token_opens_what_is_for_people(administrator: User, path: str) -> None:
    assert bearer(make_token(administrator, *Scope)).get(path).status_code == 403


def test_a_token_cannot_make_another(officer: User) -> None:
    answer = bearer(make_token(officer, *Scope)).post(
        "/api/v1/tokens", {"name": "more", "scopes": ["read"]}, content_type="application/json"
    )
    assert answer.status_code == 403
    assert AccessToken.objects.count() == 1


def test_writing_with_a_token_needs_no_cookie_and_is_recorded_under_its_person(
    officer: User, commune: Commune
) -> None:
    client = bearer(make_token(officer, Scope.IMPORT))
    answer = client.post(IMPORTS, {"commune": commune.pk, "target": "parcels"})
    assert answer.status_code == 400, "let in, and told that the file is missing"
    assert "csrf" not in answer.json()["type"]


def test_a_scope_gives_no_right(commune: Commune) -> None:
    clerk = make_user(Role.REGISTRY_CLERK, commune)
    refused = bearer(make_token(clerk, Scope.IMPORT)).get(IMPORTS)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not-allowed")


def test_rights_are_those_of_now(officer: User) -> None:
    client = bearer(make_token(officer, Scope.IMPORT))
    assert client.get(IMPORTS).status_code == 200
    officer.memberships.all().delete()
    assert client.get(IMPORTS).status_code == 403


def _unknown(user: User) -> str:
    text = make_token(user)
    return text[:-1] + ("a" if text[-1] != "a" else "b")


def _expired(user: User) -> str:
    now = timezone.now()
    return make_token(user, created_at=now - timedelta(days=91), expires_at=now - timedelta(seconds=1))


def _revoked(user: User) -> str:
    return make_token(user, revoked_at=timezone.now())


def _closed(user: User) -> str:
    text = make_token(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return text


def _password_due(user: User) -> str:
    text = make_token(user)
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    return text


@pytest.mark.parametrize("of", [_unknown, _expired, _revoked, _closed, _password_due, lambda user: PASSWORD])
def test_a_token_that_is_no_good_is_a_401_even_where_nobody_need_log_in(
    officer: User, of: Callable[[User], str]
) -> None:
    text = of(officer)
    by_bearer, by_basic = bearer(text).get(READ), basic(text, officer.username).get(READ)
    for answer in (by_bearer, by_basic):
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert answer.json()["type"] == "/problems/bad-token"
        assert text not in answer.content.decode()
    assert by_bearer["WWW-Authenticate"] == 'Bearer realm="Kharita", error="invalid_token"'
    assert by_basic["WWW-Authenticate"] == 'Basic realm="Kharita", charset="UTF-8"'


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic !!!", "Basic /w==", "Digest x", "x" * 5000])
def test_a_header_that_makes_no_sense_is_a_401(db: None, header: str) -> None:
    assert Client(headers={"Authorization": header}).get(READ).status_code == 401


@pytest.mark.parametrize("name", ["token", "access_token", "key", "authorization"])
def test_a_token_in_the_address_is_nothing(officer: User, name: str) -> None:
    answer = Client().get("/api/v1/roles", {name: make_token(officer, *Scope)})
    assert answer.status_code == 401


def test_a_401_without_any_token_asks_for_one_without_a_browser_s_own_dialog(db: None) -> None:
    assert Client().get("/api/v1/roles")["WWW-Authenticate"] == 'Bearer realm="Kharita"'


def test_wrong_tokens_of_an_address_are_slowed_down_and_others_are_not(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WRONG, "_clock", lambda: 1000.0)
    good, wrong = make_token(officer), _unknown(officer)
    most = settings.KHARITA.wrong_tokens_per_minute
    assert [bearer(wrong).get(READ).status_code for _attempt in range(most)] == [401] * most
    with CaptureQueriesContext(connection) as queries:
        shut = bearer(wrong).get(READ)
    assert (shut.status_code, len(queries)) == (429, 0)
    assert int(shut["Retry-After"]) >= 1
    assert bearer(good).get(READ).status_code == 429, "guesses are not told from right ones any more"
    assert bearer(good).get(READ, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_right_tokens_are_not_counted_as_wrong(officer: User) -> None:
    client = bearer(make_token(officer))
    assert {client.get(READ).status_code for _request in range(40)} == {200}


def test_use_is_remembered_to_the_minute_and_seldom_written(officer: User) -> None:
    client = bearer(make_token(officer))
    client.get(READ)
    first = AccessTokenUse.objects.get().at
    with CaptureQueriesContext(connection) as queries:
        client.get(READ)
    assert not [
        query for query in queries if "accesstokenuse" in query["sql"] and "SELECT" not in query["sql"]
    ]
    AccessTokenUse.objects.update(at=first - timedelta(minutes=2))
    client.get(READ)
    assert AccessTokenUse.objects.get().at >= first


def test_making_and_revoking_are_in_the_audit_and_using_is_not(officer: User, api: Any) -> None:
    made = api(officer).post("/tokens", {"name": "QGIS", "scopes": ["read"]}).json()
    bearer(made["token"]).get(READ)
    assert api(officer).delete(f"/tokens/{made['id']}").status_code == 204
    told = AuditRecord.objects.filter(table_name__startswith="accounts_accesstoken").order_by("pk")
    assert [(record.action, record.actor_id) for record in told] == [
        ("insert", officer.pk),
        ("update", officer.pk),
    ]
    assert told[1].before == {"revoked_at": None}


def test_a_revoked_token_is_closed_at_once(officer: User, api: Any) -> None:
    made = api(officer).post("/tokens", {"name": "QGIS", "scopes": ["read"]}).json()
    client = bearer(made["token"])
    assert client.get(READ).status_code == 200
    api(officer).delete(f"/tokens/{made['id']}")
    assert client.get(READ).status_code == 401
    (item,) = api(officer).get("/tokens").json()["items"]
    assert item["usable"] is False
    assert item["revoked_at"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": " ", "scopes": ["read"]}, "name"),
        ({"name": "x", "scopes": []}, "scopes"),
        ({"name": "x", "scopes": ["everything"]}, "scopes"),
        ({"name": "x", "scopes": ["read"], "days": 366}, "days"),
        ({"name": "x", "scopes": ["read"], "days": 0}, "days"),
        ({"name": "x" * 101, "scopes": ["read"]}, "name"),
    ],
)
def test_a_faulty_wish_is_named(officer: User, api: Any, body: dict[str, Any], field: str) -> None:
    answer = api(officer).post("/tokens", body)
    assert answer.status_code == 400
    assert field in str(answer.json())
    assert not AccessToken.objects.exists()


def test_a_person_holds_so_many_usable_tokens_and_no_more(officer: User) -> None:
    most = settings.KHARITA.tokens_per_person_max
    texts = [make_token(officer) for _token in range(most)]
    with pytest.raises(Conflict) as refused:
        make_token(officer)
    assert refused.value.code == "token-limit"
    AccessToken.objects.filter(prefix=texts[0][4:12]).update(revoked_at=timezone.now())
    make_token(officer)


def test_nobody_sees_or_revokes_a_stranger_s_tokens(officer: User, commune: Commune, api: Any) -> None:
    make_token(officer)
    colleague = api(make_user(Role.URBANISM_OFFICER, commune))
    token = AccessToken.objects.get()
    assert colleague.get("/tokens").json()["items"] == []
    assert colleague.delete(f"/tokens/{token.pk}").status_code == 404
    assert colleague.get(f"/users/{officer.pk}/tokens").status_code == 403
    token.refresh_from_db()
    assert token.revoked_at is None


def test_an_administrator_sees_and_revokes_tokens_of_the_people_he_manages(
    officer: User, administrator: User, neighbour: Commune, api: Any
) -> None:
    text = make_token(officer)
    here, there = api(administrator), api(make_user(Role.ADMINISTRATOR, neighbour))
    (item,) = here.get(f"/users/{officer.pk}/tokens").json()["items"]
    assert there.get(f"/users/{officer.pk}/tokens").status_code == 404
    assert there.delete(f"/users/{officer.pk}/tokens/{item['id']}").status_code == 404
    assert here.delete(f"/users/{officer.pk}/tokens/{item['id']}").status_code == 204
    assert bearer(text).get(READ).status_code == 401


def test_a_person_who_also_serves_elsewhere_keeps_his_tokens_to_himself(
    officer: User, administrator: User, neighbour: Commune, api: Any
) -> None:
    make_token(officer)
    officer.memberships.create(commune_id=neighbour.pk, role=Role.CREW)
    token = AccessToken.objects.get()
    assert api(administrator).get(f"/users/{officer.pk}/tokens").status_code == 403
    assert api(administrator).delete(f"/users/{officer.pk}/tokens/{token.pk}").status_code == 403


@pytest.mark.parametrize("deed", ["close", "reset"])
def test_closing_an_account_or_resetting_its_password_ends_its_tokens_for_good(
    officer: User, administrator: User, api: Any, deed: str
) -> None:
    text = make_token(officer)
    here = api(administrator)
    if deed == "close":
        assert here.patch(f"/users/{officer.pk}", {"is_active": False}).status_code == 200
    else:
        assert here.post(f"/users/{officer.pk}/password").status_code == 200
    User.objects.filter(pk=officer.pk).update(is_active=True, must_change_password=False)
    assert bearer(text).get(READ).status_code == 401
