"""Logging in: every wrong attempt costs the same, and too many of them shut the door for a while."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kharita.accounts.models import User
from kharita.core.errors import DomainError, NotLoggedIn, TooManyRequests, answer


class BadCredentials(NotLoggedIn):
    code = "bad-credentials"
    title = gettext_lazy("Wrong name or password")


class LockedOut(TooManyRequests):
    code = "locked-out"


def log_in(request: HttpRequest, *, username: str, password: str) -> User:
    """The person, now with a session of a fresh key. Raises `BadCredentials` or `LockedOut`.

    A name that does not exist costs one password hash, as a wrong password does; a closed account and a wrong
    password cannot be told apart.
    """
    credentials = {"username": username}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise locked_out_error()
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        if not AxesProxyHandler.is_allowed(request, credentials):
            raise locked_out_error()
        raise BadCredentials(_("Check the name and the password, and mind capital letters."))
    login(request, user)
    return user


def locked_out_error() -> DomainError:
    cooloff: timedelta = settings.AXES_COOLOFF_TIME
    minutes = max(1, round(cooloff.total_seconds() / 60))
    return LockedOut(
        ngettext(
            "Too many wrong passwords. Try again in %(minutes)s minute.",
            "Too many wrong passwords. Try again in %(minutes)s minutes.",
            minutes,
        )
        % {"minutes": minutes},
        retry_after=int(cooloff.total_seconds()),
    )


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """What axes answers at the administration's own login."""
    return answer(request, locked_out_error())


def client_address(request: HttpRequest) -> str:
    """The address that attempts are counted by: behind our proxy, the one that the proxy saw."""
    return address_of(request.META)


def address_of(environ: Mapping[str, Any]) -> str:
    """The same from a WSGI environment, before Django has made a request of it."""
    if settings.KHARITA.behind_proxy and (forwarded := environ.get("HTTP_X_FORWARDED_FOR")):
        return str(forwarded).rsplit(",", 1)[-1].strip()
    return str(environ.get("REMOTE_ADDR", ""))
