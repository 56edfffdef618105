"""What is concluded on a dossier after its opinions: favourable, with reservations, unfavourable."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict
from kharita.permits.models import Opinion, Permit, RefusalReason, State, Verdict
from kharita.permits.services.circulation import check_verdict
from kharita.permits.services.moving import locked, move


class Bound(Conflict):
    """An entity whose opinion binds is against it."""

    code = "binding-opinion"


@transaction.atomic
def conclude(
    *, permit: Permit, verdict: str, note: str, reasons: list[RefusalReason], reservations: list[str],
    actor: User, now: datetime,
) -> Permit:  # fmt: skip
    """Move a dossier by what was concluded on it.

    Raises `Conflict` where its type wants a commission first, `Bound` where an entity whose opinion binds is
    unfavourable, `BadInput` as for an opinion.
    """
    stored = locked(permit)
    kept = [one.strip() for one in reservations if one.strip()]
    check_verdict(verdict, reasons, kept)
    if stored.state == State.CIRCULATED and stored.rules is not None and stored.rules.needs_commission:
        raise Conflict(_("This type of permit goes before the commission."), code="commission-first")
    if stored.state == State.COMPLETE and stored.rules is not None and stored.rules.opinions:
        raise Conflict(_("Ask the entities for their opinions first."), code="opinions-first")
    if verdict != Verdict.UNFAVOURABLE and binding_against(stored):
        raise Bound(_("An entity whose opinion binds is against it."))
    data: dict[str, Any] = {
        "verdict": verdict,
        "reservations": kept,
        "reasons": [reason.pk for reason in reasons],
    }
    grounds = [f"– {one}" for one in kept] + [f"– {one.name_fr} / {one.name_ar}" for one in reasons]
    said = "\n".join(filter(None, [note.strip(), *grounds]))
    return move(stored, f"conclude_{verdict}", actor=actor, now=now, note=said, tell=data)


def binding_against(permit: Permit) -> bool:
    """Whether the latest opinion of an entity that binds is unfavourable."""
    latest: dict[int, str] = {}
    opinions = Opinion.objects.filter(permit=permit, superseded_at=None, entity__is_binding=True)
    for opinion in opinions.order_by("circulation__round"):
        latest[opinion.entity_id] = opinion.verdict
    return Verdict.UNFAVOURABLE in latest.values()


@transaction.atomic
def revise(*, permit: Permit, answer: str, actor: User, now: datetime) -> Permit:
    """The applicant answers reservations with changed plans (attached before) and a word on them."""
    if not answer.strip():
        raise BadInput(_("Say how each reservation was met."), field="answer")
    return move(locked(permit), "revise", actor=actor, now=now, note=answer.strip())
