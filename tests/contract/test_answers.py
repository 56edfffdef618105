"""What every answer keeps to: problems with their shape, headers, and a schema that is true."""

from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import path

from config import urls
from config.api import api as ninja_api
from kharita.accounts.models import User
from kharita.accounts.rules import public
from kharita.core.errors import Conflict
from tests.contract.routes import api_routes


@public
def _breaks(request: Any) -> None:
    raise ZeroDivisionError


@public
def _refuses(request: Any) -> None:
    raise Conflict("someone was faster")


urlpatterns = [
    path("api/breaks", _breaks),
    path("breaks", _breaks),
    path("refuses", _refuses),
    *urls.urlpatterns,
]
handler500 = urls.handler500


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/api/v1/parcels/no-such", None, 404, "not-found"),
        ("GET", "/api/v1/no-such-route", None, 404, "not-found"),
        ("GET", "/tiles/no-such/1/2/3.mvt", None, 404, None),
        ("GET", "/api/v1/roles", None, 401, "not-logged-in"),
        ("GET", "/api/v1/users", None, 401, "not-logged-in"),
        ("POST", "/api/v1/session", b"{not json", 400, "bad-input"),
        ("POST", "/api/v1/session", b"{}", 400, "bad-input"),
    ],
)
def test_a_refusal_is_a_problem(
    db: None, client: Client, method: str, path: str, body: bytes | None, status: int, code: str | None
) -> None:
    answer = client.generic(method, path, body or b"", content_type="application/json")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["type"].startswith("/problems/")
    if code:
        assert problem["type"] == f"/problems/{code}"


def test_a_faulty_body_names_its_fields(db: None, client: Client) -> None:
    faults = client.post("/api/v1/session", {}, content_type="application/json").json()["faults"]
    assert {fault["field"] for fault in faults} == {"body.username", "body.password"}


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")])
def test_a_person_gets_a_page_in_their_language(db: None, language: str, direction: str) -> None:
    answer = Client(headers={"Accept-Language": language}).get("/p/no-such-parcel/print")
    assert answer.status_code == 404
    assert f'lang="{language}" dir="{direction}"' in answer.content.decode()


@override_settings(ROOT_URLCONF="tests.contract.test_answers")
def test_our_own_faults_are_told_without_their_cause(db: None) -> None:
    client = Client(raise_request_exception=False)
    program, person = client.get("/api/breaks"), client.get("/breaks")
    assert (program.status_code, program.json()["type"]) == (500, "/problems/internal")
    assert (person.status_code, person["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "ZeroDivision" not in program.content.decode() + person.content.decode()


@override_settings(ROOT_URLCONF="tests.contract.test_answers")
def test_a_refusal_of_the_domain_outside_the_api_is_a_page(db: None, client: Client) -> None:
    answer = client.get("/refuses")
    assert answer.status_code == 409
    assert "someone was faster" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/api/v1/session", "/tiles/parcels.json"])
def test_every_answer_carries_the_headers(db: None, client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "worker-src 'self' blob:" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self';" in policy + ";"


def test_a_person_s_answers_stay_out_of_shared_caches(officer: User, api: Any) -> None:
    assert "no-store" in api(officer).get("/session")["Cache-Control"]


def test_the_schema_tells_every_operation_once(db: None, client: Client) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.")
    told = {(method.upper(), path) for path, operations in schema["paths"].items() for method in operations}
    assert told == {(route.method, route.path) for route in api_routes()}
    names = [one["operationId"] for operations in schema["paths"].values() for one in operations.values()]
    assert len(names) == len(set(names))


def test_every_reference_of_the_schema_leads_somewhere(db: None) -> None:
    schema = ninja_api.get_openapi_schema()
    known = set(schema["components"]["schemas"])

    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"].rsplit("/", 1)[-1]} if "$ref" in part else set()
            return own.union(*(references(value) for value in part.values()))
        if isinstance(part, list):
            return set().union(*(references(value) for value in part))
        return set()

    assert references(schema) <= known


def test_the_documentation_asks_nothing_of_third_parties(db: None, client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()
    assert "https://" not in page
