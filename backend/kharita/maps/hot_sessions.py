"""Who asks, found out in front of Django's middleware: what every short way needs to know of a request."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.http import HttpRequest, parse_cookie
from django.utils import timezone

from kharita.maps.door import NOBODY_SECONDS

PEOPLE = ("accounts_user", "accounts_membership", "django_session")
"""The tables that a person's rights come from; their changes are counted like those of the layers."""


def is_plain(environ: dict[str, Any]) -> bool:
    """Whether the request is one that a short way may answer: no access token, no redirection due."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "HTTP_AUTHORIZATION" not in environ
        and not (settings.SECURE_SSL_REDIRECT and environ["wsgi.url_scheme"] != "https")
    )


def session_of(environ: dict[str, Any]) -> str:
    """The key of the session that the browser names; "" without one."""
    cookies = environ.get("HTTP_COOKIE", "")
    if settings.SESSION_COOKIE_NAME not in cookies:
        return ""
    return str(parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, ""))[:64]


def person_of(session: str) -> tuple[Any, float]:
    """The person of a session (or the anonymous one) as Django finds them, and the seconds it has left."""
    expires = Session.objects.filter(pk=session).values_list("expire_date", flat=True).first()
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session)
    seconds = (expires - timezone.now()).total_seconds() if expires else NOBODY_SECONDS
    return get_user(request), seconds
