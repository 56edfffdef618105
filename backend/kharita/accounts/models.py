"""People, and the roles they hold in the communes they serve."""

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser, AnonymousUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.accounts.roles import PERMISSIONS, Role
from kharita.accounts.scopes import Scope


class UserQuerySet(models.QuerySet["User"]):
    def serving(self, *communes: int) -> Self:
        """People with a role in one of `communes`."""
        return self.filter(pk__in=Membership.objects.filter(commune_id__in=communes).values("user_id"))

    def visible_to(self, user: Any) -> Self:
        """The people of the communes that `user` administers; superusers are seen by superusers only."""
        held = communes_with(user, "accounts.manage_users")
        return self if held is None else self.filter(is_superuser=False).serving(*held)


class PeopleManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a base made at run time
    use_in_migrations = False


class User(AbstractUser):
    """A person with an account. What they may do follows from their memberships alone, never from groups.

    A superuser runs the deployment (creates communes, the first administrators) and holds every permission.
    """

    first_name = None  # type: ignore[assignment]  # one field for names of any culture
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=150)
    full_name_ar = models.CharField(_("full name in Arabic"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=2, default="ar")
    arabic_digits = models.BooleanField(_("Arabic-Indic digits"), default=False)
    must_change_password = models.BooleanField(_("must change password"), default=False)
    # The demo's accounts: whoever reads the documentation can log in, and the pages say so.
    password_is_public = models.BooleanField(default=False, editable=False)

    REQUIRED_FIELDS = ["email", "full_name"]

    objects: ClassVar[Any] = PeopleManager()

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    @cached_property
    def grants(self) -> dict[str, frozenset[int]]:
        """The communes in which each permission is held, read once per request."""
        found: dict[str, set[int]] = {}
        for role, commune_id in self.memberships.values_list("role", "commune_id"):
            for permission in PERMISSIONS[Role(role)]:
                found.setdefault(permission, set()).add(commune_id)
        return {permission: frozenset(communes) for permission, communes in found.items()}

    @property
    def holds_anything(self) -> bool:
        """Not while the account is closed, nor while someone else knows its password."""
        return self.is_active and not self.must_change_password

    def can(self, permission: str, commune_id: int | None = None) -> bool:
        """Whether the person holds `permission` in that commune (None: in any)."""
        if not self.holds_anything:
            return False
        if self.is_superuser:
            return True
        held = self.grants.get(permission, frozenset())
        return bool(held) if commune_id is None else commune_id in held

    def communes_with(self, permission: str) -> frozenset[int] | None:
        """Ids of the communes in which `permission` is held; None means everywhere."""
        if not self.holds_anything:
            return frozenset()
        return None if self.is_superuser else self.grants.get(permission, frozenset())


class Membership(models.Model):
    """One role of one person in one commune."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    # A plain number, with its foreign key made by `territory`: people stand below the territory's floor.
    commune_id = models.BigIntegerField(_("commune"), db_index=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "commune_id", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


def communes_with(user: Any, permission: str) -> frozenset[int] | None:
    """`user.communes_with`, for anyone: nobody holds nothing."""
    if user is None or isinstance(user, AnonymousUser):
        return frozenset()
    held: frozenset[int] | None = user.communes_with(permission)
    return held


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; those of others are read through the person (`services.may_manage`)."""
        return self.filter(user_id=user.pk) if isinstance(user, User) else self.none()

    def usable(self, now: datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=now)


class AccessToken(models.Model):
    """A key for programs, held by one person. Only its digest is kept: it is shown once, when it is made.

    `prefix` is its readable beginning, by which it is found and recognised. Rows are never deleted, so that
    the audit can say whose token did what.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = AccessTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="token_lives_some_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"


class AccessTokenUse(models.Model):
    """When a token was last used, to the minute: apart, because it is no change for the audit to keep."""

    token = models.OneToOneField(AccessToken, on_delete=models.CASCADE, related_name="use", primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.token_id}: {self.at}"
