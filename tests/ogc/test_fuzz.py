"""Whatever is asked, within what the OpenAPI documents allow: no 500, and every answer as it is described."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.wsgi import get_wsgi_application
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kharita.accounts.models import User
from kharita.territory.models import Building, Commune
from tests.factories import CENTRE, make_commune, make_parcel, make_user, multi, square

pytestmark = pytest.mark.slow
EXAMPLES = 6
"""For each operation; the seed makes them the same each time."""
SEED = 26191
# These end or change the very session that asks, or wait on purpose after a wrong password.
NOT_FUZZED = ("/api/v1/session", "/api/v1/password", "/api/v1/account")
CHECKS = [
    not_a_server_error,
    response_schema_conformance,
    content_type_conformance,
    response_headers_conformance,
]


@pytest.fixture
def town(transactional_db: None) -> Commune:
    commune = make_commune()
    for number in range(5):
        x = CENTRE[0] + number * 50
        make_parcel(commune, f"{number}/40", xy=(x, CENTRE[1]))
        Building.objects.create(commune=commune, geometry=multi(square(x, CENTRE[1], 9)), floors=number)
    return commune


Application = Callable[[dict[str, Any], Any], Any]


def application_as(user: User | None) -> Application:
    """The whole product as one person's browser would speak to it."""
    application = get_wsgi_application()

    def serve(environ: dict[str, Any], start_response: Any) -> Any:
        environ["HTTP_ACCEPT_ENCODING"] = "identity"  # schemathesis does not unpack what it asks for
        return application(environ, start_response)

    if user is None:
        return serve
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    token = get_token(RequestFactory().get("/"))

    def as_user(environ: dict[str, Any], start_response: Any) -> Any:
        environ["HTTP_COOKIE"] = (
            f"{django_settings.SESSION_COOKIE_NAME}={session}; {django_settings.CSRF_COOKIE_NAME}={token}"
        )
        environ["HTTP_X_CSRFTOKEN"] = token
        return serve(environ, start_response)

    return as_user


def operations(document: str, application: Application) -> Iterator[Any]:
    schema = schemathesis.openapi.from_wsgi(document, application)
    # Made-up tokens are refused before anything is asked (tests/accounts tries them).
    schema.config.generation.with_security_parameters = False
    for found in schema.get_all_operations():
        operation = found.ok()
        if not operation.path.startswith(NOT_FUZZED):
            yield operation


def fuzz(document: str, application: Application, checks: list[Any]) -> None:
    faults = []
    count = 0

    for operation in operations(document, application):
        count += 1

        @seed(SEED)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def one(case: Any) -> None:
            case.call_and_validate(checks=checks)

        try:
            one()
        except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001  # all are tried before any is told of
            faults.append(f"{operation.method.upper()} {operation.path}: {error}"[:1500])
    assert count > 20
    assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize("who", ["nobody", "officer"])
def test_the_ogc_api_answers_as_it_says(town: Commune, who: str) -> None:
    user = None if who == "nobody" else make_user("urbanism_officer", town)
    fuzz("/ogc/api", application_as(user), [*CHECKS, status_code_conformance])


def test_the_json_api_never_breaks(town: Commune) -> None:
    user = make_user("administrator", town, is_superuser=True)
    fuzz("/api/v1/openapi.json", application_as(user), CHECKS)
