"""Sending a dossier to entities for their opinions, and the opinions that come back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed
from kharita.permits.clock import Calendar, Delay, due_at
from kharita.permits.models import (
    Circulation,
    Entity,
    EntityMember,
    Opinion,
    Permit,
    RefusalReason,
    State,
    Verdict,
)
from kharita.permits.models.entity import OPINION
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.moving import locked, members_of, move, tell, tell_parties

TAKES_OPINIONS = frozenset({State.CIRCULATED, State.IN_COMMISSION})


@transaction.atomic
def circulate(
    *, permit: Permit, entities: Iterable[Entity], actor: User, now: datetime, days: int | None = None
) -> Permit:
    """Send the dossier to `entities`, each with its deadline in working days (None: the type's own).

    Sending again to one that has answered opens another round; one that is still waiting is left as it is.
    Raises `BadInput` where none is named or one may not be asked here.
    """
    stored = locked(permit)
    chosen = list(entities)
    allowed = set(Entity.objects.asked_in(stored.commune_id).values_list("pk", flat=True))
    if not chosen or not allowed.issuperset(entity.pk for entity in chosen):
        raise BadInput(_("Choose at least one of the entities of this commune."), field="entities")
    given = days if days is not None else (stored.rules.opinion_days if stored.rules else 7)
    until = _deadline(now, given, calendar_of(stored.commune_id))
    move(stored, "circulate", actor=actor, now=now, tell={"entities": [entity.pk for entity in chosen]})
    for entity in chosen:
        _send(stored, entity, until, now)
    return stored


def _deadline(now: datetime, days: int, calendar: Calendar) -> datetime:
    until = due_at(now, Delay(max(days, 1)), calendar)
    assert until is not None  # noqa: S101 - only a pause makes it so, and there is none
    return until


def _send(permit: Permit, entity: Entity, until: datetime, now: datetime) -> None:
    sent = Circulation.objects.filter(permit=permit, entity=entity)
    if sent.filter(answered_at=None).exists():
        return
    latest = sent.aggregate(latest=Max("round"))["latest"] or 0
    Circulation.objects.create(permit=permit, entity=entity, round=latest + 1, sent_at=now, due_at=until)
    data = {"entity": entity.pk, "until": until.isoformat()}
    tell(permit, "asked_for_opinion", people=members_of(permit, entity.pk), now=now, data=data)


@transaction.atomic
def give_opinion(
    *, circulation: Circulation, verdict: str, text: str, reasons: Iterable[RefusalReason],
    reservations: list[str], author: User, now: datetime,
) -> Opinion:  # fmt: skip
    """Record an entity's opinion; an earlier one of the same sending is superseded, never changed.

    Raises `NotAllowed` for who does not speak for the entity, `Conflict` once the dossier has gone on,
    `BadInput` for an unfavourable one without reasons or a reserved one without reservations.
    """
    permit = locked(circulation.permit)
    if not speaks_for(author, circulation.entity_id, permit.commune_id):
        raise NotAllowed(_("You do not speak for this entity."))
    if permit.state not in TAKES_OPINIONS:
        raise Conflict(_("The dossier is no longer waiting for opinions."), state=permit.state)
    chosen, kept = list(reasons), [one.strip() for one in reservations if one.strip()]
    check_verdict(verdict, chosen, kept)
    Opinion.objects.filter(circulation=circulation, superseded_at=None).update(superseded_at=now)
    opinion: Opinion = Opinion.objects.create(
        permit=permit,
        circulation=circulation,
        entity_id=circulation.entity_id,
        author=author,
        verdict=verdict,
        text=text.strip(),
        reservations=kept,
        given_at=now,
    )
    opinion.reasons.set(chosen)
    Circulation.objects.filter(pk=circulation.pk).update(answered_at=now)
    enqueue_paper("opinion_letter", opinion.pk, by=author)
    data: dict[str, Any] = {"entity": circulation.entity_id, "verdict": verdict}
    tell_parties(permit, "opinion", now=now, data=data)
    tell(permit, "opinion", people={permit.assignee_id} - {None}, now=now, data=data)
    return opinion


def speaks_for(user: User, entity_id: int, commune_id: int) -> bool:
    """Whether `user` gives this entity's opinions in this commune."""
    return (
        user.can(OPINION, commune_id)
        and EntityMember.objects.filter(user=user, entity_id=entity_id, commune_id=commune_id).exists()
    )


def check_verdict(verdict: str, reasons: list[RefusalReason], reservations: list[str]) -> None:
    """Raises `BadInput`: no refusal without structured reasons, no reservation that is not said."""
    if verdict not in Verdict.values:
        raise BadInput(_("There is no such opinion."), field="verdict")
    if verdict == Verdict.UNFAVOURABLE and not reasons:
        raise BadInput(_("An unfavourable opinion gives its reasons."), field="reasons")
    if verdict == Verdict.WITH_RESERVATIONS and not reservations:
        raise BadInput(_("Write the reservations."), field="reservations")
