"""Dossiers and what is in them as the API's answers; people only for who may know them."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from kharita.accounts.models import User
from kharita.core.models import WorkflowEvent
from kharita.permits.actors import Party
from kharita.permits.models import UNDECIDED, Annotation, Document, Offence, Opinion, Permit, State
from kharita.permits.models.permit import APPLICANT
from kharita.permits.services.drafts import FIELDS
from kharita.permits.shapes import geojson_of
from kharita.permits.workflow import TRANSITIONS
from kharita.territory.presenting import names

ROW = (
    "id", "reference", "kind_id", "state", "title", "address", "commune_id", "district_id", "submitted_at",
    "due_at", "paused_at", "silence_reached_at", "decided_at", "issued_at", "valid_until", "version",
    "changed_at", "is_large",
)  # fmt: skip
"""The columns of a dossier that its row shows."""


def knows_people(user: User, permit: Permit) -> bool:
    """Whether `user` may know who applies: a party, or who handles the dossier."""
    return Party(user, permit).is_own or user.can(APPLICANT, permit.commune_id)


def row(permit: Permit, user: User) -> dict[str, Any]:
    """A line of a list."""
    shown = {name: getattr(permit, name) for name in ROW}
    late = permit.due_at is not None and permit.state in UNDECIDED and permit.due_at < timezone.now()
    return shown | {
        "kind": permit.kind_id,
        "kind_name": names(permit.kind),
        # `get_state_display` translates all states to find one: most of the time of a page of the queue.
        "state_title": str(State(permit.state).label),
        "is_late": late,
        "is_past": permit.created_by_import is not None,
        "owner_name": permit.owner_name if knows_people(user, permit) else None,
        "assignee": person(permit.assignee) if user.can("permits.view_permit", permit.commune_id) else None,
    }


def person(user: User | None) -> dict[str, Any] | None:
    return None if user is None else {"id": user.pk, "name": user.full_name, "name_ar": user.full_name_ar}


def dossier(permit: Permit, user: User) -> dict[str, Any]:
    """Everything that `user` may see of a dossier that they may open."""
    party = Party(user, permit)
    rules = permit.rules
    return row(permit, user) | {
        "people": _people(permit) if knows_people(user, permit) else None,
        "is_own": party.is_own,
        "project": permit.project,
        "answers": permit.answers if party.is_own else {},
        "site": geojson_of(permit.site),
        "footprint": geojson_of(permit.footprint),
        "parcels": [
            {"id": link.parcel_id, "reference": link.reference, "slug": link.parcel.slug}
            for link in permit.parcel_links.select_related("parcel").defer("parcel__geometry")
        ],
        "rules": rules and {
            "delay": rules.delay,
            "delay_unit": rules.delay_unit,
            "silence_is_agreement": rules.silence_is_agreement,
            "legal_ref": rules.legal_ref,
        },
        "parent": permit.parent_id,
        "before": next(iter(_relatives(user, pk=permit.parent_id)), None),
        "following": _relatives(user, parent_id=permit.pk),
        "documents": [document(one) for one in _documents(permit, user)],
        "circulations": _circulations(permit),
        "opinions": [opinion(one) for one in _opinions(permit)],
        "complement": _complement(permit),
        "decisions": [decision(one) for one in permit.decisions.order_by("pk")],
        "fees": _fees(permit),
        "history": history(permit),
        "actions": actions_for(permit, party),
    }  # fmt: skip


def _relatives(user: User, **which: Any) -> list[dict[str, Any]]:
    found = Permit.objects.opened_to(user).filter(**which).select_related("kind")
    return [
        {
            "id": one.pk,
            "reference": one.reference,
            "kind": one.kind_id,
            "kind_name": names(one.kind),
            "state": one.state,
        }
        for one in found.defer("site", "footprint", "web_geometry").order_by("pk")
    ]


def _people(permit: Permit) -> dict[str, Any]:
    texts = {name: getattr(permit, name) for name in FIELDS}
    return texts | {"applicant": person(permit.applicant), "architect": person(permit.architect)}


def actions_for(permit: Permit, party: Party) -> list[str]:
    """The steps of the table that this person could take now."""
    return [
        action
        for action, transition in TRANSITIONS.items()
        if permit.state in transition.sources and party.can(transition.permission, permit.commune_id)
    ]


def _documents(permit: Permit, user: User) -> Iterable[Document]:
    found: Iterable[Document] = (
        Document.objects.visible_to(user).filter(permit=permit).select_related("kind").order_by("kind", "-pk")
    )
    return found


def document(one: Document) -> dict[str, Any]:
    return {
        "id": one.pk,
        "kind": one.kind_id,
        "kind_name": names(one.kind),
        "is_plan": one.kind.is_plan,
        "state": one.state,
        "name": one.name,
        "media_type": one.media_type,
        "size": one.size,
        "pages": one.pages,
        "sha256": one.sha256,
        "note": one.note,
        "uploaded_at": one.uploaded_at,
        "replaced_by": one.replaced_by_id,
    }


def annotation(one: Annotation, permit: Permit, user: User) -> dict[str, Any]:
    """A remark as `user` reads it: those of the dossier's people are unsigned to who may not know them."""
    is_theirs = one.author_id in (permit.applicant_id, permit.architect_id)
    return {
        "id": one.pk,
        "document": one.document_id,
        "page": one.page,
        "x": one.x,
        "y": one.y,
        "shape": one.shape,
        "text": one.text,
        "is_internal": one.is_internal,
        "author": None if is_theirs and not knows_people(user, permit) else person(one.author),
        "created_at": one.created_at,
        "resolved_at": one.resolved_at,
    }


def _circulations(permit: Permit) -> list[dict[str, Any]]:
    sent = permit.circulations.select_related("entity").order_by("round", "pk")
    return [
        {
            "id": one.pk,
            "entity": one.entity_id,
            "entity_name": names(one.entity),
            "round": one.round,
            "sent_at": one.sent_at,
            "due_at": one.due_at,
            "answered_at": one.answered_at,
        }
        for one in sent
    ]


def _opinions(permit: Permit) -> Iterable[Opinion]:
    found: Iterable[Opinion] = (
        Opinion.objects.filter(permit=permit)
        .select_related("entity")
        .prefetch_related("reasons")
        .order_by("pk")
    )
    return found


def opinion(one: Opinion) -> dict[str, Any]:
    return {
        "id": one.pk,
        "entity": one.entity_id,
        "entity_name": names(one.entity),
        "verdict": one.verdict,
        "text": one.text,
        "reasons": [reason(each) for each in one.reasons.all()],
        "reservations": one.reservations,
        "given_at": one.given_at,
        "is_superseded": one.superseded_at is not None,
    }


def reason(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "code": one.code,
        "name": names(one),
        "legal_ref": one.legal_ref,
        "theme": one.theme,
    }


def _complement(permit: Permit) -> dict[str, Any] | None:
    pause = permit.pauses.first()
    if pause is None:
        return None
    return {
        "asked_at": pause.begun_at,
        "answered_at": pause.ended_at,
        "request": pause.request,
        "documents": pause.documents,
        "answer": pause.answer,
        "due_at": permit.complement_due_at,
    }


def decision(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "kind": one.kind,
        "number": one.number,
        "code": one.code,
        "text": one.text,
        "reasons": [reason(each) for each in one.reasons.all()],
        "ways_of_appeal": one.ways_of_appeal,
        "appeal_until": one.appeal_until,
        "signed_at": one.signed_at,
        "revoked_at": one.revoked_at,
        "sha256": one.sha256,
    }


def _fees(permit: Permit) -> list[dict[str, Any]]:
    return [
        {
            "number": order.number,
            "amount": order.amount,
            "lines": order.lines,
            "exemption": order.exemption,
            "ordered_at": order.ordered_at,
            "cancelled_at": order.cancelled_at,
            "payments": [
                {
                    "number": paid.number,
                    "amount": paid.amount,
                    "method": paid.method,
                    "reference": paid.reference,
                    "paid_on": paid.paid_on,
                }
                for paid in order.payments.order_by("pk")
            ],
        }
        for order in permit.fee_orders.order_by("pk")
    ]


def history(permit: Permit) -> list[dict[str, Any]]:
    """The moves of a dossier; who made them is the desk's to know, that it was moved is everyone's inside."""
    moves = WorkflowEvent.objects.filter(object_type=Permit._meta.label_lower, object_id=permit.pk)
    return [
        {"at": one.at, "action": one.action, "source": one.source, "target": one.target, "note": one.note}
        for one in moves.order_by("pk")
    ]


def offence(one: Offence) -> dict[str, Any]:
    fields = (
        "id", "number", "state", "kind", "commune_id", "permit_id", "parcel_id", "description",
        "offender_name", "observed_at", "report_due_at", "remedy_due_at", "remedy", "fine_min", "fine_max",
    )  # fmt: skip
    return {name: getattr(one, name) for name in fields} | {
        "place": geojson_of(one.place),
        "permit_reference": one.permit.reference if one.permit else "",
        "parcel_reference": one.parcel.reference if one.parcel else "",
    }


def inspection(one: Any) -> dict[str, Any]:
    fields = (
        "id", "commune_id", "permit_id", "offence_id", "parcel_id", "purpose", "planned_on", "held_at",
        "result", "note", "checklist",
    )  # fmt: skip
    subject = one.permit or one.offence or one.parcel
    return {name: getattr(one, name) for name in fields} | {
        "about": getattr(subject, "reference", "") or getattr(subject, "number", ""),
        "address": getattr(subject, "address", ""),
        "inspector": person(one.inspector),
        "place": geojson_of(one.place),
        "position": geojson_of(one.position),
        "photos": [
            {"id": photo.pk, "caption": photo.caption, "taken_at": photo.taken_at, "sha256": photo.sha256}
            for photo in one.photos.order_by("pk")
        ],
    }
