"""The people of the desk: colleagues who can be given work, and who speaks for which entity."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import PERMISSIONS, Role
from kharita.accounts.rules import needs
from kharita.core.errors import NotFound
from kharita.permits.api.finding import commune_of, person, visible
from kharita.permits.api.schemas import ActorOut
from kharita.permits.models import Entity, EntityMember
from kharita.permits.models.entity import OPINION, VIEW
from kharita.permits.models.law import MANAGE_RULES
from kharita.permits.services import desk
from kharita.permits.workflow import INSPECT, REVIEW

router = Router(tags=["permits"])
_WORK = {"reviews": REVIEW, "inspects": INSPECT, "advises": OPINION}


class ColleaguesIn(Schema):
    commune: int


class ColleagueOut(ActorOut):
    """What work this person can be given in the commune."""

    reviews: bool
    inspects: bool
    advises: bool


class MemberIn(Schema):
    entity: int
    commune: int
    user: int


class MemberOut(Schema):
    id: int
    entity: int
    commune: int
    user: int
    name: str
    name_ar: str


@router.get("/permits/colleagues", response=list[ColleagueOut])
@needs(VIEW)
def colleagues(request: HttpRequest, wanted: Query[ColleaguesIn]) -> list[dict[str, Any]]:
    """Who reviews, inspects or advises on permits in a commune of the reader's desk, by name."""
    if not person(request).can(VIEW, wanted.commune):
        raise NotFound(_("It does not exist, or it is not yours to see."))
    held: dict[int, set[str]] = {}
    for user_id, role in Membership.objects.filter(commune_id=wanted.commune).values_list("user_id", "role"):
        held.setdefault(user_id, set()).update(PERMISSIONS[Role(role)])
    people = User.objects.filter(pk__in=held, is_active=True).order_by("full_name", "pk")
    found = [
        {"id": one.pk, "name": one.full_name, "name_ar": one.full_name_ar}
        | {work: permission in held[one.pk] for work, permission in _WORK.items()}
        for one in people
    ]
    return [one for one in found if any(one[work] for work in _WORK)]


@router.get("/permits/entity-members", response=list[MemberOut])
@needs(MANAGE_RULES)
def members(request: HttpRequest, wanted: Query[ColleaguesIn]) -> list[dict[str, Any]]:
    """Who speaks for which entity in a commune."""
    found = EntityMember.objects.visible_to(request.user).filter(commune_id=wanted.commune)
    return [_member(member) for member in found.select_related("user").order_by("entity", "pk")]


@router.get("/permits/entity-members/candidates", response=list[ActorOut])
@needs(MANAGE_RULES)
def candidates(request: HttpRequest, wanted: Query[ColleaguesIn]) -> list[dict[str, Any]]:
    """Who has the commission's role in a commune, and so may speak for an entity there, by name."""
    if not person(request).can(MANAGE_RULES, wanted.commune):
        raise NotFound(_("It does not exist, or it is not yours to see."))
    roles = [role for role, held in PERMISSIONS.items() if OPINION in held]
    serving = Membership.objects.filter(commune_id=wanted.commune, role__in=roles).values("user_id")
    people = User.objects.filter(pk__in=serving, is_active=True).order_by("full_name", "pk")
    return [{"id": one.pk, "name": one.full_name, "name_ar": one.full_name_ar} for one in people]


@router.post("/permits/entity-members", response={201: MemberOut})
@needs(MANAGE_RULES)
def name_member(request: HttpRequest, wanted: MemberIn) -> Status[dict[str, Any]]:
    """Let a member of the commission speak for an entity."""
    entity = visible(Entity.objects, request, wanted.entity)
    user = User.objects.filter(pk=wanted.user, is_active=True).first()
    if user is None:
        raise NotFound(_("There is no such account."), field="user")
    named = desk.name_member(
        entity=entity, commune=commune_of(request, wanted.commune), user=user, actor=person(request)
    )
    return Status(201, _member(named))


@router.delete("/permits/entity-members/{int:member_id}", response={204: None})
@needs(MANAGE_RULES)
def remove_member(request: HttpRequest, member_id: int) -> Status[None]:
    """No longer let a person speak for an entity."""
    desk.remove_member(member=visible(EntityMember.objects, request, member_id), actor=person(request))
    return Status(204, None)


def _member(member: EntityMember) -> dict[str, Any]:
    return {
        "id": member.pk,
        "entity": member.entity_id,
        "commune": member.commune_id,
        "user": member.user_id,
        "name": member.user.full_name,
        "name_ar": member.user.full_name_ar,
    }
