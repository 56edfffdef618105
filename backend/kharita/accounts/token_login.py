"""Programs that come with an access token: its person is the request's, without a session.

The token travels in the `Authorization` header alone: `Bearer TOKEN`, or HTTP Basic with any user name and
the token as the password, which is what QGIS, GDAL and ArcGIS send. Never in the address: addresses are
logged.
"""

import base64
import binascii
import math
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from kharita.accounts.limits import AskedTooOften
from kharita.accounts.login import address_of
from kharita.accounts.models import AccessToken
from kharita.accounts.tokens import TokenRefused, find_token, record_use
from kharita.core import metrics
from kharita.core.errors import problem_of
from kharita.core.throttle import Throttle, neighbourhood

WRONG = Throttle(settings.KHARITA.wrong_tokens_per_minute)
"""Wrong tokens of each address; used up, its tokens are not even looked at, right ones included."""
OWN_AUTHORIZATION = frozenset({"/metrics"})
"""Where the header carries something else than an access token."""


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let the token's person in, or answer 401 as RFC 6750 and RFC 7617 say."""

    def handle(request: HttpRequest) -> HttpResponse:
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if not header or request.path in OWN_AUTHORIZATION:
            return get_response(request)
        refused = _let_in(request, header)
        response = get_response(request) if refused is None else refused
        patch_vary_headers(response, ["Authorization"])
        return response

    return handle


def token_in(header: str) -> str:
    """The token in an `Authorization` header; "" where there is none."""
    scheme, _space, rest = header.partition(" ")
    rest = rest.strip()
    if scheme.lower() == "bearer":
        return rest
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def _let_in(request: HttpRequest, header: str) -> HttpResponse | None:
    """The refusal; or None, and the request is the person's."""
    who = neighbourhood(address_of(request.META))
    if WRONG.remaining(who) < 1:
        metrics.count_throttled("token")
        return problem_of(
            AskedTooOften(
                _("Too many wrong access tokens came from your address."),
                retry_after=max(1, math.ceil(WRONG.wait(who))),
            )
        )
    now = timezone.now()
    try:
        token = find_token(token_in(header), now=now)
    except TokenRefused as error:
        WRONG.wait(who)
        metrics.count_token_refusal(error.reason)
        return _unauthorised(error, header)
    record_use(token=token, now=now)
    _become(request, token)
    return None


def _become(request: HttpRequest, token: AccessToken) -> None:
    request.user = token.user
    request.token_scopes = frozenset(token.scopes)  # type: ignore[attr-defined]  # read by `rules`
    # No browser adds this header by itself, so that no other site can make one ask in its person's name.
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # Django's own mark for it


def _unauthorised(error: TokenRefused, header: str) -> HttpResponse:
    response = problem_of(error)
    if header[:6].lower() == "basic ":
        response["WWW-Authenticate"] = 'Basic realm="Kharita", charset="UTF-8"'
    response["Cache-Control"] = "no-store"
    return response
