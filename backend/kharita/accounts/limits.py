"""How much anyone may ask for: nobody by address, people and their tokens by account."""

import math
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.accounts.login import address_of
from kharita.core import metrics
from kharita.core.errors import TooManyRequests, answer, problem_of
from kharita.core.seats import HEAVY, NoSeat
from kharita.core.throttle import MINUTE, Throttle, neighbourhood

PUBLIC = Throttle(settings.KHARITA.public_requests_per_minute)
ACCOUNTS = Throttle(settings.KHARITA.account_requests_per_minute)

COUNTED = "kharita.counted"
"""The key in a WSGI environment that says: this request was counted before it came to Django."""
UNCOUNTED = frozenset({"/healthz", "/readyz", "/metrics"})
ROWS_PER_UNIT = 100
"""A page of so many features costs the database what one tile does (measured: 1,000 features, ten tiles)."""
ROWS_MAX = 10_000
EXPORT = 50.0
HEAVY_FROM = 10.0
"""The cost from which a request counts among the few that run at once."""
OWN_STREAMS = frozenset({"/live"})
"""Streams with limits of their own, served by a process of their own."""
_EXPORTING = re.compile(r"^/(api/v1/)?exports(/|$)")
_LIMIT_MISSING = {"/items": 10.0}
"""What a page of features costs that leaves its size to us."""


class AskedTooOften(TooManyRequests):
    """The client's share of this minute is used up."""

    title = gettext_lazy("Too many requests")


def cost_of(method: str, path: str, limit: str | None) -> float:
    """The units that a request costs, from its address alone: a tile is one, a page counts by its rows."""
    if method == "POST" and _EXPORTING.match(path):
        return EXPORT
    if limit is not None and limit.isascii() and limit.isdigit():
        return max(1.0, min(int(limit[:9]), ROWS_MAX) / ROWS_PER_UNIT)
    return next((cost for end, cost in _LIMIT_MISSING.items() if path.endswith(end)), 1.0)


def wait_of_address(environ: Mapping[str, Any], cost: float = 1.0) -> float:
    """Count a request without a person by its WSGI environment: 0.0 to go on, else the seconds to wait."""
    return PUBLIC.wait(neighbourhood(address_of(environ)), cost)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse who has used up his share, and tell everyone else how much is left."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path in UNCOUNTED or COUNTED in request.META:
            return get_response(request)
        throttle, who, kind = _bucket(request)
        cost = cost_of(request.method or "", request.path, request.GET.get("limit"))
        seconds = throttle.wait(who, cost)
        if seconds:
            metrics.count_throttled(kind)
            response: HttpResponse = refusal(seconds)
        else:
            response = _seated(request, get_response, who, cost)
        if not throttle.per_minute:
            return response
        # https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
        response["RateLimit-Policy"] = f'"{kind}";q={throttle.per_minute:.0f};w={MINUTE:.0f}'
        response["RateLimit"] = f'"{kind}";r={throttle.remaining(who):.0f};t={math.ceil(throttle.reset(who))}'
        return response

    return handle


def _seated(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse], who: str, cost: float
) -> HttpResponse:
    """The answer; where it takes long to make or to send, in a seat until it is sent or given up."""
    try:
        if cost >= HEAVY_FROM:
            with HEAVY.seat(who):
                response = get_response(request)
        else:
            response = get_response(request)
        if response.streaming and request.path not in OWN_STREAMS:
            _keep_seat(response, who)
    except NoSeat as error:
        return answer(request, error)
    return response


def _keep_seat(response: HttpResponse, who: str) -> None:
    """A seat until the stream is sent or given up. Raises `NoSeat` once what the stream holds is let go."""
    try:
        HEAVY.take(who)
    except NoSeat:
        response.close()
        raise
    response._resource_closers.append(partial(HEAVY.leave, who))  # type: ignore[attr-defined]  # Django's own list of what `close` does


def refusal(seconds: float) -> HttpResponse:
    """429: how long to wait, in the problem and in Retry-After."""
    return problem_of(
        AskedTooOften(
            _("Wait a little and try again. Whoever needs more can ask the commune for an account."),
            retry_after=math.ceil(seconds),
        )
    )


def _bucket(request: HttpRequest) -> tuple[Throttle, str, metrics.Throttled]:
    if request.user.is_authenticated:
        return ACCOUNTS, str(request.user.pk), "account"
    return PUBLIC, neighbourhood(address_of(request.META)), "public"
