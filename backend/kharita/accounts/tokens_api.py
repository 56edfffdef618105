"""Access tokens over the API: one's own, and those of the people one administers."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.throttling import UserRateThrottle
from pydantic import Field

from kharita.accounts import services
from kharita.accounts.models import AccessToken, User
from kharita.accounts.rules import logged_in, needs
from kharita.accounts.scopes import Scope
from kharita.accounts.tokens import DAYS_DEFAULT, create_token, revoke_token
from kharita.core.errors import NotAllowed

router = Router(tags=["access tokens"])
SHOWN_MAX = 200
"""Tokens in a list, newest first: revoked and expired ones stay in it for a while, then fall off its end."""


class TokenIn(Schema):
    name: str = Field(max_length=100)
    scopes: list[Scope] = Field(min_length=1, max_length=10)
    days: int = Field(DAYS_DEFAULT, ge=1, le=3650)


class TokenOut(Schema):
    id: int
    name: str
    prefix: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None
    usable: bool


class NewToken(TokenOut):
    token: str


class ScopeOut(Schema):
    scope: Scope
    title: str


class TokensOut(Schema):
    items: list[TokenOut]
    scopes: list[ScopeOut]
    days_default: int
    days_max: int
    tokens_max: int


@router.get("/tokens", response=TokensOut)
@logged_in
def list_tokens(request: HttpRequest) -> dict[str, Any]:
    """One's own access tokens, newest first, and what a new one may be made for."""
    return _tokens_out(AccessToken.objects.visible_to(request.user))


@router.post("/tokens", response={201: NewToken}, throttle=[UserRateThrottle("30/m")])
@logged_in
def make_token(request: HttpRequest, body: TokenIn) -> Status[dict[str, Any]]:
    """A new token; its text is in this answer and nowhere else. 409 `token-limit`."""
    token, text = create_token(
        user=_person(request), name=body.name, scopes=body.scopes, days=body.days, now=timezone.now()
    )
    return Status(201, _token_out(token) | {"token": text})


@router.delete("/tokens/{int:token_id}", response={204: None})
@logged_in
def end_token(request: HttpRequest, token_id: int) -> Status[None]:
    """Revoke one of one's own tokens, for good."""
    token = get_object_or_404(AccessToken.objects.visible_to(request.user), pk=token_id)
    revoke_token(actor=_person(request), token=token, now=timezone.now())
    return Status(204, None)


@router.get("/users/{int:user_id}/tokens", response=TokensOut)
@needs(services.MANAGE)
def list_user_tokens(request: HttpRequest, user_id: int) -> dict[str, Any]:
    """The access tokens of a person whose whole account one administers."""
    return _tokens_out(AccessToken.objects.filter(user=_managed(request, user_id)))


@router.delete("/users/{int:user_id}/tokens/{int:token_id}", response={204: None})
@needs(services.MANAGE)
def end_user_token(request: HttpRequest, user_id: int, token_id: int) -> Status[None]:
    """Revoke a token of a person whom one administers."""
    token = get_object_or_404(AccessToken, pk=token_id, user=_managed(request, user_id))
    revoke_token(actor=_person(request), token=token, now=timezone.now())
    return Status(204, None)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the rule of the route let only accounts in
    return request.user


def _managed(request: HttpRequest, user_id: int) -> User:
    actor = _person(request)
    user: User = get_object_or_404(User.objects.visible_to(actor), pk=user_id)
    if not services.may_manage(actor, user):
        raise NotAllowed(services.SERVES_ELSEWHERE)
    return user


def _tokens_out(tokens: QuerySet[AccessToken]) -> dict[str, Any]:
    newest = tokens.select_related("use").order_by("-id")[:SHOWN_MAX]
    return {
        "items": [_token_out(token) for token in newest],
        "scopes": [{"scope": scope, "title": str(scope.label)} for scope in Scope],
        "days_default": min(DAYS_DEFAULT, settings.KHARITA.token_days_max),
        "days_max": settings.KHARITA.token_days_max,
        "tokens_max": settings.KHARITA.tokens_per_person_max,
    }


def _token_out(token: AccessToken) -> dict[str, Any]:
    shown = ("id", "name", "prefix", "scopes", "created_at", "expires_at", "revoked_at")
    use = getattr(token, "use", None)
    return {field: getattr(token, field) for field in shown} | {
        "last_used_at": use.at if use is not None else None,
        "usable": token.revoked_at is None and token.expires_at > timezone.now(),
    }
