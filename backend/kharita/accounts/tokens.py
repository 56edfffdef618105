"""Access tokens: made, found and revoked. docs/operations.md tells how programs use them."""

import hashlib
import hmac
import re
import secrets
import string
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.accounts.models import AccessToken, AccessTokenUse, User
from kharita.accounts.scopes import Scope
from kharita.accounts.services import may_manage
from kharita.core.errors import BadInput, Conflict, NotAllowed, NotLoggedIn

MARK: Final = "khr"
"""Begins every token, so that scanners of code and people know one when they see it."""
ALPHABET = string.ascii_letters + string.digits
PREFIX_LENGTH = 8
SECRET_LENGTH = 40
"""238 bits: nothing to be found by trying, so that a fast digest keeps it as well as a slow one."""
SHAPE = re.compile(rf"{MARK}_([A-Za-z0-9]{{{PREFIX_LENGTH}}})_[A-Za-z0-9]{{{SECRET_LENGTH}}}", re.ASCII)
DAYS_DEFAULT = 90
USE_RECORDED_EVERY = timedelta(minutes=1)
_NO_DIGEST = "0" * 64


class TokenRefused(NotLoggedIn):
    """`reason` is one word for the metrics: unknown, revoked, expired or closed."""

    code = "bad-token"
    title = gettext_lazy("The access token is not accepted")

    def __init__(self, detail: str, *, reason: str) -> None:
        super().__init__(detail)
        self.reason = reason

    @property
    def challenge(self) -> str:
        return 'Bearer realm="Kharita", error="invalid_token"'


@transaction.atomic
def create_token(
    *, user: User, name: str, scopes: Collection[Scope], days: int, now: datetime
) -> tuple[AccessToken, str]:
    """A token of `user`, and its text, which is told here only.

    Raises `BadInput`, or `Conflict` where the person holds as many as one may.
    """
    name = name.strip()
    longest = settings.KHARITA.token_days_max
    if not name:
        raise BadInput(_("Give the token a name, by which you will know it again."), field="name")
    if not scopes:
        raise BadInput(_("Choose what the token may be used for."), field="scopes")
    if not 1 <= days <= longest:
        raise BadInput(
            _("A token lives from 1 to %(days)d days.") % {"days": longest}, field="days", days_max=longest
        )
    # Locked, so that two requests at once cannot pass the limit together.
    holder = User.objects.select_for_update().get(pk=user.pk)
    most = settings.KHARITA.tokens_per_person_max
    if AccessToken.objects.filter(user=holder).usable(now).count() >= most:
        raise Conflict(
            _("You hold %(count)d tokens, as many as one may. Revoke one that is not needed any more.")
            % {"count": most},
            code="token-limit",
        )
    prefix, secret = _random(PREFIX_LENGTH), _random(SECRET_LENGTH)
    text = f"{MARK}_{prefix}_{secret}"
    token = AccessToken.objects.create(
        user=holder,
        name=name,
        prefix=prefix,
        digest=_digest(text),
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, text


@transaction.atomic
def revoke_token(*, actor: User, token: AccessToken, now: datetime) -> AccessToken:
    """Close a token for good; a second time changes nothing. Raises `NotAllowed` for one of a stranger."""
    if token.user_id != actor.pk and not may_manage(actor, token.user):
        raise NotAllowed(_("This token belongs to a person whom you do not administer."))
    AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)
    token.refresh_from_db(fields=["revoked_at"])
    return token


def find_token(text: str, *, now: datetime) -> AccessToken:
    """The token of that text, with its person, whose account is open. Raises `TokenRefused`."""
    shaped = SHAPE.fullmatch(text)
    token = (
        AccessToken.objects.select_related("user", "use").filter(prefix=shaped[1]).first() if shaped else None
    )
    # Compared also where there is none, and in constant time: a guess learns nothing from how long it took.
    same = hmac.compare_digest(_digest(text), _NO_DIGEST if token is None else token.digest)
    if token is None or not same:
        raise TokenRefused(
            _("It is not known here. A password is not accepted in its place."), reason="unknown"
        )
    if token.revoked_at is not None:
        raise TokenRefused(
            _("It was revoked. Make a new one on the page of access tokens."), reason="revoked"
        )
    if token.expires_at <= now:
        raise TokenRefused(
            _("It has expired. Make a new one on the page of access tokens."), reason="expired"
        )
    if not token.user.holds_anything:
        raise TokenRefused(
            _("The account is closed, or its password must be changed first."), reason="closed"
        )
    return token


def record_use(*, token: AccessToken, now: datetime) -> None:
    """Remember that `token` was used: at most one write a minute, however often it is."""
    known: AccessTokenUse | None = getattr(token, "use", None)
    if known is None:
        AccessTokenUse.objects.bulk_create([AccessTokenUse(token=token, at=now)], ignore_conflicts=True)
    elif now - known.at >= USE_RECORDED_EVERY:
        # The condition again, for the requests of the same moment: they wait for the row and find it done.
        stale = AccessTokenUse.objects.filter(token=token, at__lte=now - USE_RECORDED_EVERY)
        stale.update(at=now)


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(length))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
