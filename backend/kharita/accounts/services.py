"""Every change to people: nobody grants, closes or resets what reaches beyond the communes he administers."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.accounts.models import AccessToken, Membership, User
from kharita.accounts.roles import Role
from kharita.core.errors import BadInput, Conflict, NotAllowed

MANAGE = "accounts.manage_users"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
Grant = tuple[Role, int]
SERVES_ELSEWHERE = gettext_lazy("This person also serves communes that you do not administer.")
PERSONAL = ("full_name", "full_name_ar", "email", "phone", "language")


def one_time_password() -> str:
    """Four groups of four, easily read out: 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _place in range(4)) for _group in range(4))


@transaction.atomic
def create_user(
    *, actor: User, username: str, grants: Iterable[Grant], personal: Mapping[str, str]
) -> tuple[User, str]:
    """A person with roles in the actor's communes, and the password to hand over, which works once.

    Raises `BadInput`, `Conflict` (the name is taken) or `NotAllowed` (a role elsewhere).
    """
    wanted = set(grants)
    if not wanted:
        raise BadInput(_("Give the person at least one role."), field="roles")
    _require(actor, {commune for _role, commune in wanted})
    password = one_time_password()
    user = User(username=username, must_change_password=True, **_personal(personal))
    user.set_password(password)
    _validate(user)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Conflict(_("This user name is taken."), field="username") from error
    _grant(user, wanted)
    return user, password


@transaction.atomic
def change_user(
    *,
    actor: User,
    user: User,
    personal: Mapping[str, str],
    is_active: bool | None = None,
    grants: Iterable[Grant] | None = None,
) -> User:
    """Change what is given. `grants` replaces the roles in the actor's own communes and touches no other.
    Closing an account revokes its access tokens.

    Raises `NotAllowed` where another commune's person or a superuser would be changed, and `Conflict` where
    a commune would be left without an administrator.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if (personal or is_active is not None) and not may_manage(actor, user):
        raise NotAllowed(SERVES_ELSEWHERE)
    if is_active is False and user.pk == actor.pk:
        raise Conflict(_("You cannot close your own account."))
    administered = _administered(user)
    for field, value in _personal(personal).items():
        setattr(user, field, value)
    if is_active is not None:
        user.is_active = is_active
    _validate(user)
    user.save()
    if not user.is_active:
        _revoke_tokens(user)
    if grants is not None:
        _replace_grants(actor, user, set(grants))
    _require_administrators(administered)
    return user


@transaction.atomic
def reset_password(*, actor: User, user: User) -> str:
    """A new password to hand over, which works once; it ends the person's sessions and access tokens."""
    if not may_manage(actor, user):
        raise NotAllowed(SERVES_ELSEWHERE)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.password_is_public = False
    user.save(update_fields=["password", "must_change_password", "password_is_public"])
    _revoke_tokens(user)
    return password


@transaction.atomic
def change_own_password(*, user: User, current: str, new: str) -> None:
    """Raises `BadInput` with `faults` that say which rule the new password breaks."""
    if not user.check_password(current):
        raise _faults("current", [_("This is not your present password.")])
    if new == current:
        raise _faults("new", [_("Choose a password that differs from the present one.")])
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise _faults("new", error.messages) from error
    user.set_password(new)
    user.must_change_password = False
    user.password_is_public = False
    user.save(update_fields=["password", "must_change_password", "password_is_public"])


def may_manage(actor: User, user: User) -> bool:
    """Whether the whole account is the actor's to manage: he administers every commune that it serves."""
    if actor.is_superuser:
        return actor.can(MANAGE)
    served = set(user.memberships.values_list("commune_id", flat=True))
    return not user.is_superuser and bool(served) and all(actor.can(MANAGE, place) for place in served)


def _revoke_tokens(user: User) -> None:
    AccessToken.objects.filter(user=user, revoked_at=None).update(revoked_at=Now())


def _require(actor: User, communes: Iterable[int]) -> None:
    if not all(actor.can(MANAGE, commune) for commune in communes):
        raise NotAllowed(_("You may only give roles in communes that you administer."))


def _replace_grants(actor: User, user: User, wanted: set[Grant]) -> None:
    present = {(Role(role), place) for role, place in user.memberships.values_list("role", "commune_id")}
    own = {(role, place) for role, place in present if actor.can(MANAGE, place)}
    _require(actor, {place for _role, place in wanted})
    for role, place in own - wanted:
        user.memberships.filter(role=role, commune_id=place).delete()
    _grant(user, wanted - own)


def _grant(user: User, grants: set[Grant]) -> None:
    """Raises `BadInput` for a commune that does not exist, which a superuser may name."""
    Membership.objects.bulk_create(
        Membership(user=user, role=role, commune_id=place) for role, place in grants
    )
    try:
        # The communes' table stands a floor above: the database knows whether they exist.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS membership_commune IMMEDIATE")
    except IntegrityError as error:
        raise BadInput(_("There is no such commune."), field="roles") from error


def _administered(user: User) -> set[int]:
    """The communes that `user` administers; who else does is locked until the transaction ends."""
    places = set(user.memberships.filter(role=Role.ADMINISTRATOR).values_list("commune_id", flat=True))
    others = Membership.objects.filter(role=Role.ADMINISTRATOR, commune_id__in=places).order_by("pk")
    list(others.select_for_update())
    return places


def _require_administrators(communes: set[int]) -> None:
    kept = Membership.objects.filter(
        role=Role.ADMINISTRATOR, commune_id__in=communes, user__is_active=True
    ).values_list("commune_id", flat=True)
    if communes - set(kept):
        raise Conflict(
            _("A commune keeps at least one administrator. Name another one first."),
            code="last-administrator",
        )


def _personal(given: Mapping[str, str]) -> dict[str, Any]:
    return {field: given[field].strip() for field in PERSONAL if field in given}


def _validate(user: User) -> None:
    try:
        user.full_clean(validate_unique=False)
    except ValidationError as error:
        faults = [
            {"field": field, "detail": text} for field, texts in error.message_dict.items() for text in texts
        ]
        raise BadInput("; ".join(fault["detail"] for fault in faults), faults=faults) from error


def _faults(field: str, texts: Iterable[str]) -> BadInput:
    faults = [{"field": field, "detail": text} for text in texts]
    return BadInput("; ".join(fault["detail"] for fault in faults), faults=faults)
