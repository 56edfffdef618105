"""The completeness check: accepted, or completed once (law 55-19)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict
from kharita.permits.models import Pause, Permit
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.moving import locked, move


class AskedAlready(Conflict):
    """The one complement that the law allows has been asked for."""

    code = "complement-asked"


@transaction.atomic
def accept_dossier(*, permit: Permit, actor: User, now: datetime) -> Permit:
    """The dossier is complete: it may be circulated."""
    return move(locked(permit), "accept", actor=actor, now=now)


@transaction.atomic
def request_complement(
    *, permit: Permit, request: str, documents: list[str], actor: User, now: datetime
) -> Permit:
    """Ask once for what is missing; the legal clock stands until the answer.

    Raises `AskedAlready` the second time, `BadInput` where nothing is asked for.
    """
    stored = locked(permit)
    if not request.strip() and not documents:
        raise BadInput(_("Say what is missing."), field="request")
    if Pause.objects.filter(permit=stored).exists():
        raise AskedAlready(_("The law allows one request for complements; it has been made."))
    pause = Pause.objects.create(
        permit=stored, begun_at=now, request=request.strip(), documents=documents, asked_by=actor
    )
    enqueue_paper("complement_request", pause.pk, by=actor)
    days = stored.rules.complement_days if stored.rules else None
    until = None
    if days:
        calendar = calendar_of(stored.commune_id)
        until = calendar.end_of(calendar.day_of(now) + timedelta(days=days))
    return move(
        stored,
        "request_complement",
        actor=actor,
        now=now,
        note=request.strip(),
        tell={
            "request": request.strip(),
            "documents": documents,
            "until": None if until is None else until.isoformat(),
        },
        complement_due_at=until,
    )


@transaction.atomic
def answer_complement(*, permit: Permit, answer: str, actor: User, now: datetime) -> Permit:
    """The applicant's answer; the clock goes on."""
    stored = locked(permit)
    Pause.objects.filter(permit=stored, ended_at=None).update(ended_at=now, answer=answer.strip())
    return move(
        stored, "answer_complement", actor=actor, now=now, note=answer.strip(), complement_due_at=None
    )
