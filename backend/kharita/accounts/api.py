"""The session of the person at the browser, and the people of a commune."""

from functools import lru_cache
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.db.models import Q
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from ninja.throttling import AnonRateThrottle, UserRateThrottle
from pydantic import Field
from pyproj import CRS

from kharita.accounts import services
from kharita.accounts.login import log_in
from kharita.accounts.models import Membership, User, communes_with
from kharita.accounts.roles import ALL_PERMISSIONS, PERMISSIONS, Role
from kharita.accounts.rules import logged_in, needs, public
from kharita.core.live_address import live_address
from kharita.core.models import AuditRecord

router = Router(tags=["people"])
PAGE = 50
Language = Literal["ar", "fr", "en"]


class Credentials(Schema):
    username: str = Field(max_length=150)
    password: str = Field(max_length=1000)


class PasswordChange(Schema):
    current: str = Field(max_length=1000)
    new: str = Field(max_length=1000)


class Profile(Schema):
    language: Language | None = None
    arabic_digits: bool | None = None


class RoleHeld(Schema):
    role: Role
    title: str
    commune_id: int


class RoleOut(Schema):
    role: Role
    title: str
    permissions: list[str]


class SessionUser(Schema):
    id: int
    username: str
    full_name: str
    full_name_ar: str
    email: str
    language: str
    arabic_digits: bool
    must_change_password: bool
    is_superuser: bool
    roles: list[RoleHeld]
    permissions: dict[str, list[int] | Literal["all"]]


class SessionSettings(Schema):
    srid: int
    crs_name: str
    languages: list[str]
    default_language: str
    basemap_url: str
    live_url: str
    max_upload_bytes: int
    demo: bool


class SessionOut(Schema):
    user: SessionUser | None
    settings: SessionSettings
    csrf_token: str


class Granted(Schema):
    role: Role
    commune_id: int


class UserIn(Schema):
    username: str = Field(max_length=150)
    full_name: str = Field(max_length=150)
    full_name_ar: str = Field("", max_length=150)
    email: str = Field("", max_length=254)
    phone: str = Field("", max_length=30)
    language: Language = "ar"
    roles: list[Granted] = Field(max_length=100)


class UserChange(Schema):
    full_name: str | None = Field(None, max_length=150)
    full_name_ar: str | None = Field(None, max_length=150)
    email: str | None = Field(None, max_length=254)
    phone: str | None = Field(None, max_length=30)
    language: Language | None = None
    is_active: bool | None = None
    roles: list[Granted] | None = Field(None, max_length=100)


class UserOut(Schema):
    id: int
    username: str
    full_name: str
    full_name_ar: str
    email: str
    phone: str
    language: str
    is_active: bool
    is_superuser: bool
    must_change_password: bool
    last_login: Any
    roles: list[RoleHeld]
    may_manage: bool


class UserPage(Schema):
    items: list[UserOut]
    total: int


class NewUser(UserOut):
    password: str


class OneTimePassword(Schema):
    password: str


class AuditOut(Schema):
    id: int
    at: Any
    actor: str
    reason: str
    table: str
    row_id: int
    action: str
    before: dict[str, Any] | None


class AuditPage(Schema):
    items: list[AuditOut]
    total: int


@router.get("/session", response=SessionOut)
@public
def read_session(request: HttpRequest) -> dict[str, Any]:
    """Who is logged in, what they may do where, and what the browser must know of this deployment."""
    user = request.user
    return {
        "user": _session_user(user) if isinstance(user, User) else None,
        "settings": _settings(request),
        "csrf_token": get_token(request),
    }


@router.post("/session", response=SessionOut, throttle=[AnonRateThrottle("30/m")])
@public
def create_session(request: HttpRequest, body: Credentials) -> dict[str, Any]:
    """Log in. 401 `bad-credentials`; 429 `locked-out` with `retry_after` in seconds."""
    request.user = log_in(request, username=body.username, password=body.password)
    return read_session(request)


@router.delete("/session", response={204: None})
@public
def end_session(request: HttpRequest) -> Status[None]:
    """Log out, whoever one is."""
    logout(request)
    return Status(204, None)


@router.post("/session/password", response={204: None}, throttle=[UserRateThrottle("10/m")])
@logged_in(before_password_change=True)
def change_password(request: HttpRequest, body: PasswordChange) -> Status[None]:
    """Change one's own password; the other sessions of the account end."""
    user = _person(request)
    services.change_own_password(user=user, current=body.current, new=body.new)
    update_session_auth_hash(request, user)
    return Status(204, None)


@router.patch("/session", response=SessionOut)
@logged_in(before_password_change=True)
def change_profile(request: HttpRequest, body: Profile) -> dict[str, Any]:
    """Choose one's language and digits."""
    changes = body.dict(exclude_none=True)
    user = _person(request)
    for field, value in changes.items():
        setattr(user, field, value)
    user.save(update_fields=list(changes))
    return read_session(request)


@router.get("/roles", response=list[RoleOut])
@logged_in
def list_roles(request: HttpRequest) -> list[dict[str, Any]]:
    """What each role may do."""
    return [
        {"role": role, "title": str(role.label), "permissions": sorted(PERMISSIONS[role])} for role in Role
    ]


@router.get("/users", response=UserPage)
@needs(services.MANAGE)
def list_users(
    request: HttpRequest,
    commune: int | None = None,
    role: Role | None = None,
    q: str = "",
    page: int = 1,
) -> dict[str, Any]:
    """The people of the communes that one administers; `role` counts where it is held in one of them."""
    actor = _person(request)
    people = User.objects.visible_to(actor).order_by("full_name", "id")
    if commune is not None:
        people = people.filter(pk__in=User.objects.serving(commune))
    if role is not None:
        places = communes_with(actor, services.MANAGE)
        held = Membership.objects.filter(role=role)
        held = held if places is None else held.filter(commune_id__in=places)
        people = people.filter(pk__in=held.values("user_id"))
    if q:
        people = people.filter(
            Q(full_name__icontains=q)
            | Q(full_name_ar__icontains=q)
            | Q(username__icontains=q)
            | Q(email__icontains=q)
        )
    start = (max(page, 1) - 1) * PAGE
    shown = people.prefetch_related("memberships")[start : start + PAGE]
    return {"items": [_user_out(actor, user) for user in shown], "total": people.count()}


@router.post("/users", response={201: NewUser})
@needs(services.MANAGE)
def create_user(request: HttpRequest, body: UserIn) -> Status[dict[str, Any]]:
    """A new person with a one-time password, which is shown here only."""
    actor = _person(request)
    user, password = services.create_user(
        actor=actor,
        username=body.username,
        personal=body.dict(include=set(services.PERSONAL)),
        grants=_grants(body.roles),
    )
    return Status(201, _user_out(actor, user) | {"password": password})


@router.get("/users/{int:user_id}", response=UserOut)
@needs(services.MANAGE)
def read_user(request: HttpRequest, user_id: int) -> dict[str, Any]:
    actor = _person(request)
    return _user_out(actor, get_object_or_404(User.objects.visible_to(actor), pk=user_id))


@router.patch("/users/{int:user_id}", response=UserOut)
@needs(services.MANAGE)
def change_user(request: HttpRequest, user_id: int, body: UserChange) -> dict[str, Any]:
    """Change a person, close the account, or replace the roles held in one's own communes."""
    actor = _person(request)
    user = services.change_user(
        actor=actor,
        user=get_object_or_404(User.objects.visible_to(actor), pk=user_id),
        personal=body.dict(include=set(services.PERSONAL), exclude_none=True),
        is_active=body.is_active,
        grants=None if body.roles is None else _grants(body.roles),
    )
    return _user_out(actor, user)


@router.post("/users/{int:user_id}/password", response=OneTimePassword)
@needs(services.MANAGE)
def reset_password(request: HttpRequest, user_id: int) -> dict[str, str]:
    """A one-time password for someone who forgot theirs; shown here only."""
    actor = _person(request)
    user = get_object_or_404(User.objects.visible_to(actor), pk=user_id)
    return {"password": services.reset_password(actor=actor, user=user)}


@router.get("/audit", response=AuditPage)
@needs("core.view_audit")
def list_audit(
    request: HttpRequest, table: str = "", row_id: int | None = None, page: int = 1
) -> dict[str, Any]:
    """Who changed what, newest first. `total` stops counting at 10,000."""
    records = AuditRecord.objects.visible_to(_person(request)).order_by("-id")
    if table:
        records = records.filter(table_name=table)
    if row_id is not None:
        records = records.filter(row_id=row_id)
    start = (max(page, 1) - 1) * PAGE
    shown = list(records[start : start + PAGE])
    names = dict(
        User.objects.filter(pk__in={record.actor_id for record in shown}).values_list("pk", "full_name")
    )
    items = [
        {
            "id": record.pk,
            "at": record.at,
            "actor": names.get(record.actor_id or 0, ""),
            "reason": record.reason,
            "table": record.table_name,
            "row_id": record.row_id,
            "action": record.action,
            "before": record.before,
        }
        for record in shown
    ]
    return {"items": items, "total": records[:10_000].count()}


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the rule of the route let only accounts in
    return request.user


def _grants(roles: list[Granted]) -> set[services.Grant]:
    return {(granted.role, granted.commune_id) for granted in roles}


def _roles(user: User, communes: frozenset[int] | None) -> list[dict[str, Any]]:
    return [
        {"role": held.role, "title": held.get_role_display(), "commune_id": held.commune_id}
        for held in user.memberships.all()
        if communes is None or held.commune_id in communes
    ]


def _user_out(actor: User, user: User) -> dict[str, Any]:
    """A person as `actor` may see them: the roles held in other communes stay out."""
    shown = ("id", "username", "full_name", "full_name_ar", "email", "phone", "language", "is_active")
    more = ("is_superuser", "must_change_password", "last_login")
    return {field: getattr(user, field) for field in shown + more} | {
        "roles": _roles(user, communes_with(actor, services.MANAGE)),
        "may_manage": services.may_manage(actor, user),
    }


def _session_user(user: User) -> dict[str, Any]:
    fields = ("id", "username", "full_name", "full_name_ar", "email", "language", "arabic_digits")
    held = {permission: user.communes_with(permission) for permission in sorted(ALL_PERMISSIONS)}
    return {field: getattr(user, field) for field in fields} | {
        "must_change_password": user.must_change_password,
        "is_superuser": user.is_superuser,
        "roles": _roles(user, None),
        "permissions": {
            permission: "all" if communes is None else sorted(communes)
            for permission, communes in held.items()
            if communes is None or communes
        },
    }


@lru_cache(maxsize=1)
def _crs_name(srid: int) -> str:
    return str(CRS.from_epsg(srid).name)


def _settings(request: HttpRequest) -> dict[str, Any]:
    return {
        "srid": settings.KHARITA_SRID,
        "crs_name": _crs_name(settings.KHARITA_SRID),
        "languages": [code for code, _title in settings.LANGUAGES],
        "default_language": settings.LANGUAGE_CODE,
        "basemap_url": settings.KHARITA.basemap_url,
        "live_url": live_address(request),
        "max_upload_bytes": settings.KHARITA.upload_max_bytes,
        "demo": User.objects.filter(password_is_public=True, is_active=True).exists(),
    }
