"""Stored tiles answered in front of Django: the same as Django's own, and never another person's."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import Role
from kharita.maps.hot_imagery import HotImagery
from kharita.surveys.models import Product, Survey
from kharita.territory.models import Commune
from tests.factories import make_user
from tests.surveys.imagery_world import add_product, make_flown
from tests.surveys.test_imagery import address, browser

LEFT_TO_DJANGO = 599


class Answered:
    """What a WSGI application said."""

    def __init__(self, application: Any, path: str, client: Client | None = None, **more: Any) -> None:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "wsgi.url_scheme": "http",
            "REMOTE_ADDR": "192.0.2.1",
            **more,
        }
        if client is not None:
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            environ["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={session}"
        self.body = b"".join(application(environ, self._start))

    def _start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)


def _django(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response(f"{LEFT_TO_DJANGO} Left to Django", [])
    return (b"",)


@pytest.fixture
def hot() -> HotImagery:
    return HotImagery(_django)


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


@pytest.mark.parametrize("published", [True, False])
def test_it_is_what_django_would_give(
    commune: Commune, inspector: User, hot: HotImagery, *, published: bool
) -> None:
    survey = make_flown(commune, published=published)
    client, where = browser(inspector), address(survey)
    djangos = client.get(where)
    for _ in range(2):  # looked up, then remembered
        ours = Answered(hot, where, client)
        assert (ours.status, ours.body) == (200, djangos.content)
        for header in ("ETag", "Cache-Control", "Content-Type", "Content-Length"):
            assert ours.headers[header] == djangos[header]
    assert Answered(hot, where, client, HTTP_IF_NONE_MATCH=djangos["ETag"]).status == 304
    assert Answered(hot, f"/imagery/{survey.pk}/18/3/3.webp", client).status == 204


def test_who_may_not_see_it_is_left_to_django(
    commune: Commune, neighbour: Commune, inspector: User, hot: HotImagery
) -> None:
    where = address(make_flown(commune))
    assert Answered(hot, where, browser(inspector)).status == 200
    assert Answered(hot, where).status == LEFT_TO_DJANGO
    assert Answered(hot, where, browser(make_user(Role.INSPECTOR, neighbour))).status == LEFT_TO_DJANGO
    assert (
        Answered(hot, where, HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=made-up").status == LEFT_TO_DJANGO
    )
    assert Answered(hot, where, browser(inspector), HTTP_AUTHORIZATION="Bearer x").status == LEFT_TO_DJANGO
    assert Answered(hot, "/imagery/999999/18/3/3.webp").status == LEFT_TO_DJANGO


def test_no_right_outlives_its_end(commune: Commune, inspector: User, hot: HotImagery) -> None:
    survey = make_flown(commune, published=True)
    where, client = address(survey), browser(inspector)
    assert Answered(hot, where).status == Answered(hot, where, client).status == 200
    Survey.objects.filter(pk=survey.pk).update(published_at=None)
    assert Answered(hot, where).status == LEFT_TO_DJANGO
    assert Answered(hot, where, client).status == 200
    Membership.objects.filter(user=inspector).delete()
    assert Answered(hot, where, client).status == LEFT_TO_DJANGO
    Survey.objects.filter(pk=survey.pk).update(published_at=timezone.now())
    assert Answered(hot, where).status == 200
    Commune.objects.filter(pk=commune.pk).update(is_public=False)
    assert Answered(hot, where).status == LEFT_TO_DJANGO


def test_who_logs_out_is_nobody(commune: Commune, inspector: User, hot: HotImagery) -> None:
    where, client = address(make_flown(commune)), browser(inspector)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert Answered(hot, where, client).status == 200
    client.logout()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
    assert Answered(hot, where, HTTP_COOKIE=cookie).status == LEFT_TO_DJANGO


def test_a_replaced_picture_is_not_shown_any_more(commune: Commune, inspector: User, hot: HotImagery) -> None:
    survey = make_flown(commune)
    where, client = address(survey), browser(inspector)
    before = Answered(hot, where, client).headers["ETag"]
    Product.objects.filter(survey=survey, kind="ortho").update(replaced_at=timezone.now())
    assert Answered(hot, where, client).status == LEFT_TO_DJANGO
    add_product(survey, "ortho")
    again = Answered(hot, where, client, HTTP_IF_NONE_MATCH=before)
    assert again.status == 200
    assert again.headers["ETag"] != before
