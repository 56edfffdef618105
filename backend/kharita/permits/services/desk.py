"""The desk's own: who has a dossier, saved views, who speaks for an entity, what people have read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed
from kharita.permits.models import Entity, EntityMember, Notice, Permit, SavedView
from kharita.permits.models.entity import OPINION
from kharita.permits.services.moving import tell
from kharita.permits.workflow import REVIEW
from kharita.territory.models import Commune

ASSIGNED_MAX = 500
VIEWS_MAX = 50


@transaction.atomic
def assign(*, permits: Iterable[Permit], assignee: User | None, actor: User, now: datetime) -> int:
    """Give dossiers to a person (None: to nobody); all of them, or none. How many changed hands.

    Raises `NotAllowed` where one is not the actor's to give, `BadInput` for who reviews nothing there.
    """
    chosen = list(permits)
    communes = {permit.commune_id for permit in chosen}
    if len(chosen) > ASSIGNED_MAX:
        raise BadInput(_("These are too many at once."), field="permits", max=ASSIGNED_MAX)
    if not all(actor.can(REVIEW, commune) for commune in communes):
        raise NotAllowed(_("Your role does not include this step."))
    if assignee is not None and not all(assignee.can(REVIEW, commune) for commune in communes):
        raise BadInput(_("This person reviews no permits here."), field="assignee")
    stored = Permit.objects.select_for_update(of=("self",)).filter(pk__in=[permit.pk for permit in chosen])
    moved = [permit for permit in stored.order_by("pk") if permit.assignee_id != (assignee and assignee.pk)]
    for permit in moved:
        permit.assignee = assignee
    Permit.objects.bulk_update(moved, ["assignee"])
    if assignee is not None and assignee.pk != actor.pk:
        for permit in moved:
            tell(permit, "assigned", people={assignee.pk}, now=now, data={})
    return len(moved)


@transaction.atomic
def save_view(*, user: User, name: str, query: dict[str, Any], now: datetime) -> SavedView:
    """Keep filters under a name; the same name again replaces them."""
    if not name.strip():
        raise BadInput(_("Give the view a name."), field="name")
    own = SavedView.objects.filter(user=user)
    if own.count() >= VIEWS_MAX and not own.filter(name=name.strip()).exists():
        raise Conflict(_("Delete one of your views first."), code="too-many-views")
    values = {"query": query, "created_at": now}
    view: SavedView
    view, _new = SavedView.objects.update_or_create(user=user, name=name.strip(), defaults=values)
    return view


@transaction.atomic
def name_member(*, entity: Entity, commune: Commune, user: User, actor: User) -> EntityMember:
    """Let a person, who has the commission's role in the commune, speak for an entity there."""
    _may_name(actor, commune.pk)
    if not user.can(OPINION, commune.pk):
        raise BadInput(_("This person is no member of the commission here."), field="user")
    member: EntityMember
    member, _new = EntityMember.objects.get_or_create(entity=entity, commune=commune, user=user)
    return member


@transaction.atomic
def remove_member(*, member: EntityMember, actor: User) -> None:
    """No longer let a person speak for an entity."""
    _may_name(actor, member.commune_id)
    member.delete()


def _may_name(actor: User, commune_id: int) -> None:
    if not (actor.can(REVIEW, commune_id) or actor.can("permits.manage_rules", commune_id)):
        raise NotAllowed(_("Your role does not include this step."))


@transaction.atomic
def mark_read(*, user: User, notices: list[int] | None, now: datetime) -> int:
    """Mark one's notices as read (None: all); how many were new."""
    unread = Notice.objects.filter(user=user, read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=notices)
    return int(unread.update(read_at=now))
