"""Moving a dossier: the one way in which its state changes, with its clock and what people are told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import PERMISSIONS, Role
from kharita.core.workflow import fire
from kharita.permits.actors import Party
from kharita.permits.mail.tasks import send_soon
from kharita.permits.models import UNDECIDED, EntityMember, Notice, Pause, Permit
from kharita.permits.services.calendars import calendar_of, legal_due_at
from kharita.permits.workflow import REVIEW, SIGN, TRANSITIONS

TELLS_DESK = {
    "submit": REVIEW,
    "answer_complement": REVIEW,
    "revise": REVIEW,
    "withdraw": REVIEW,
    "appeal": SIGN,
    "settle_fee": SIGN,
    "conclude_unfavourable": SIGN,
    "sign": REVIEW,
    "declare_works": "permits.inspect_site",
    "declare_completion": "permits.inspect_site",
}
"""The steps after which somebody of the commune is to act, by the permission of whom."""


def locked(permit: Permit) -> Permit:
    """The dossier as it is now, its row held until the transaction ends: what is checked stays true."""
    found: Permit = Permit.objects.select_for_update(of=("self",)).select_related("rules").get(pk=permit.pk)
    return found


@transaction.atomic
def move(
    permit: Permit,
    action: str,
    *,
    actor: User | None,
    now: datetime,
    note: str = "",
    tell: dict[str, Any] | None = None,
    **changes: Any,
) -> Permit:
    """Fire `action` on a dossier (its parties hold the right to file it), keep its legal date, tell people.

    `actor=None` is the system itself. Raises what `core.workflow.fire` raises.
    """
    party = None if actor is None else Party(actor, permit)
    fire(
        permit,
        action,
        transitions=TRANSITIONS,
        actor=party,
        now=now,
        note=note,
        **{"changed_at": now} | changes,
    )
    keep_due(permit)
    tell_parties(permit, action, now=now, data={"state": permit.state} | (tell or {}))
    return permit


def keep_due(permit: Permit) -> None:
    """Bring the stored legal date up to the dossier's state, pauses and calendar."""
    due, paused = None, None
    if permit.state in UNDECIDED:
        due = legal_due_at(permit, calendar_of(permit.commune_id))
        paused = Pause.objects.filter(permit=permit, ended_at=None).values_list("begun_at", flat=True).first()
    if (due, paused) != (permit.due_at, permit.paused_at):
        Permit.objects.filter(pk=permit.pk).update(due_at=due, paused_at=paused)
        permit.due_at, permit.paused_at = due, paused


def tell_parties(permit: Permit, event: str, *, now: datetime, data: dict[str, Any]) -> None:
    """A notice of the step for the applicant and the architect, and for whoever is to act next."""
    people = {permit.applicant_id, permit.architect_id} - {None}
    if event in TELLS_DESK:
        people |= _desk(permit, TELLS_DESK[event])
    tell(permit, event, people=people, now=now, data=data)


def tell(permit: Permit, event: str, *, people: set[Any], now: datetime, data: dict[str, Any]) -> None:
    """A notice for each of `people` (ids of users)."""
    Notice.objects.bulk_create(
        [Notice(user_id=person, permit=permit, event=event, at=now, data=data) for person in sorted(people)]
    )
    send_soon()


def members_of(permit: Permit, entity_id: int) -> set[Any]:
    """The people who speak for an entity in the dossier's commune."""
    spoken = EntityMember.objects.filter(entity_id=entity_id, commune_id=permit.commune_id)
    return set(spoken.values_list("user_id", flat=True))


def _desk(permit: Permit, permission: str) -> set[Any]:
    """The person the dossier is assigned to where they may act, else all who may."""
    roles = [role for role in Role if permission in PERMISSIONS[role]]
    able = Membership.objects.filter(commune_id=permit.commune_id, role__in=roles, user__is_active=True)
    if permit.assignee_id and able.filter(Q(user_id=permit.assignee_id)).exists():
        return {permit.assignee_id}
    return set(able.values_list("user_id", flat=True))
