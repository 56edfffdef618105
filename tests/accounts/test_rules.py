"""Rules of routes: who is let in, and that nothing is read before."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.accounts.rules import logged_in, needs, public
from kharita.territory.models import Commune
from tests.factories import make_user


def _view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


def _status(view: Any, user: User | AnonymousUser) -> int:
    request = RequestFactory().get("/api/v1/anything")
    request.user = user
    return int(view(request).status_code)


def test_a_public_view_lets_nobody_in() -> None:
    assert _status(public(_view), AnonymousUser()) == 200


def test_a_view_for_accounts_asks_nobody_to_log_in(officer: User) -> None:
    assert _status(logged_in(_view), AnonymousUser()) == 401
    assert _status(logged_in(_view), officer) == 200


def test_a_permission_is_asked_for_in_any_commune(commune: Commune, officer: User) -> None:
    view = needs("importing.run_import")(_view)
    assert _status(view, officer) == 200
    assert _status(view, make_user(Role.CREW, commune)) == 403
    assert _status(view, AnonymousUser()) == 401


def test_until_the_password_is_changed_only_that_is_possible(commune: Commune) -> None:
    newcomer = make_user(Role.URBANISM_OFFICER, commune, must_change_password=True)
    assert _status(needs("importing.run_import")(_view), newcomer) == 403
    assert _status(logged_in(_view), newcomer) == 403
    assert _status(logged_in(before_password_change=True)(_view), newcomer) == 200


def test_a_permission_that_no_role_has_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="no role holds"):
        needs("accounts.fly")
