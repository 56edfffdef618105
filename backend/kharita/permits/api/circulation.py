"""The completeness check, circulation and opinions."""

from datetime import datetime
from typing import Any, Literal

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from kharita.accounts.rules import needs
from kharita.core.errors import NotFound
from kharita.permits import presenting
from kharita.permits.api.finding import opened_permit, person, reasons_of
from kharita.permits.api.schemas import OpinionOut, PermitOut
from kharita.permits.models import Circulation, Entity, EntityMember
from kharita.permits.models.entity import OPINION
from kharita.permits.services import circulation as services
from kharita.permits.services import completeness, conclusion
from kharita.permits.workflow import REVIEW
from kharita.territory.presenting import names
from kharita.territory.schemas import NamesOut

router = Router(tags=["permits"])
ASKED_MAX = 500
Verdict = Literal["favourable", "with_reservations", "unfavourable"]


class ComplementIn(Schema):
    request: str = Field("", max_length=20_000)
    documents: list[str] = Field(default_factory=list, max_length=50)


class CirculateIn(Schema):
    entities: list[int] = Field(max_length=50)
    days: int | None = Field(None, ge=1, le=120)


class OpinionIn(Schema):
    verdict: Verdict
    text: str = Field("", max_length=20_000)
    reasons: list[int] = Field(default_factory=list, max_length=50)
    reservations: list[str] = Field(default_factory=list, max_length=50)


class AskedOut(Schema):
    """A dossier that an entity of the reader's is asked about."""

    circulation: int
    permit: int
    reference: str
    title: str
    kind: str
    kind_name: NamesOut
    state: str
    entity: int
    entity_name: NamesOut
    sent_at: datetime
    due_at: datetime
    answered_at: datetime | None


@router.get("/permits/asked", response=list[AskedOut])
@needs(OPINION)
def asked(request: HttpRequest) -> list[dict[str, Any]]:
    """The dossiers that the reader's entities are asked about: the most urgent, then those answered last."""
    user = person(request)
    mine = EntityMember.objects.filter(user=user).values_list("entity_id", flat=True)
    found = (
        Circulation.objects.visible_to(user)
        .filter(entity_id__in=mine)
        .select_related("permit__kind", "entity")
        .defer("permit__site", "permit__footprint", "permit__web_geometry")
        .order_by(F("answered_at").desc(nulls_first=True), "due_at", "pk")
    )
    return [_asked(one) for one in found[:ASKED_MAX]]


def _asked(one: Circulation) -> dict[str, Any]:
    permit = one.permit
    return {
        "circulation": one.pk,
        "permit": permit.pk,
        "reference": permit.reference,
        "title": permit.title,
        "kind": permit.kind_id,
        "kind_name": names(permit.kind),
        "state": permit.state,
        "entity": one.entity_id,
        "entity_name": names(one.entity),
        "sent_at": one.sent_at,
        "due_at": one.due_at,
        "answered_at": one.answered_at,
    }


@router.post("/permits/{int:permit_id}/acceptance", response=PermitOut)
@needs(REVIEW)
def accept(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """The dossier is complete."""
    permit = opened_permit(request, permit_id)
    completeness.accept_dossier(permit=permit, actor=person(request), now=timezone.now())
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/complement", response=PermitOut)
@needs(REVIEW)
def request_complement(request: HttpRequest, permit_id: int, said: ComplementIn) -> dict[str, Any]:
    """Ask, once, for what is missing; the legal clock stands until the answer."""
    completeness.request_complement(
        permit=opened_permit(request, permit_id), request=said.request, documents=said.documents,
        actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/circulation", response=PermitOut)
@needs(REVIEW)
def circulate(request: HttpRequest, permit_id: int, said: CirculateIn) -> dict[str, Any]:
    """Send the dossier to entities for their opinions."""
    permit = opened_permit(request, permit_id)
    entities = list(Entity.objects.asked_in(permit.commune_id).filter(pk__in=said.entities))
    if len(entities) != len(set(said.entities)):
        raise NotFound(_("There is no such entity."))
    services.circulate(
        permit=permit, entities=entities, days=said.days, actor=person(request), now=timezone.now()
    )
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/circulations/{int:circulation_id}/opinion", response={201: OpinionOut})
@needs(OPINION)
def give_opinion(
    request: HttpRequest, permit_id: int, circulation_id: int, said: OpinionIn
) -> Status[dict[str, Any]]:
    """Give the opinion of one's entity; the applicant sees it at once."""
    permit = opened_permit(request, permit_id)
    sent = Circulation.objects.filter(permit=permit, pk=circulation_id).first()
    if sent is None:
        raise NotFound(_("This was not sent to you."))
    made = services.give_opinion(
        circulation=sent, verdict=said.verdict, text=said.text, reservations=said.reservations,
        reasons=reasons_of(said.reasons, permit.commune_id), author=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.opinion(made))


@router.post("/permits/{int:permit_id}/conclusion", response=PermitOut)
@needs(REVIEW)
def conclude(request: HttpRequest, permit_id: int, said: OpinionIn) -> dict[str, Any]:
    """Conclude on a dossier outside a session, where its type allows that."""
    permit = opened_permit(request, permit_id)
    conclusion.conclude(
        permit=permit, verdict=said.verdict, note=said.text, reservations=said.reservations,
        reasons=reasons_of(said.reasons, permit.commune_id), actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


def _shown(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    return presenting.dossier(opened_permit(request, permit_id), person(request))
