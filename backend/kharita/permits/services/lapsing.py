"""What happens by itself: silence is noted, permits lapse, complements that never came close a dossier."""

from datetime import datetime

from django.db import transaction

from kharita.core.models import WorkflowEvent
from kharita.permits.models import UNDECIDED, UNDER_WORKS, Permit, State
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.paper.withdrawing import settle_papers
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.moving import locked, move, tell_parties

BATCH = 500
BEGUN = UNDER_WORKS | {
    State.SUSPENDED, State.COMPLETED, State.NOT_CONFORMING, State.SURVEYED, State.CONFORMING,
}  # fmt: skip


def note_silence(*, now: datetime) -> int:
    """Flag the dossiers whose legal delay has passed without a decision, once each.

    It grants nothing: where silence is agreement, the applicant may ask the governor for an attestation.
    """
    late = Permit.objects.filter(
        state__in=UNDECIDED, due_at__lt=now, silence_reached_at=None, rules__silence_is_agreement=True
    )
    return sum(_flag(pk, now) for pk in list(late.order_by("pk").values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _flag(pk: int, now: datetime) -> bool:
    permit = locked(Permit(pk=pk))
    if permit.silence_reached_at is not None or permit.due_at is None or permit.due_at >= now:
        return False
    Permit.objects.filter(pk=pk).update(silence_reached_at=now)
    WorkflowEvent.objects.create(
        at=now,
        object_type=Permit._meta.label_lower,
        object_id=pk,
        action="silence_reached",
        source=permit.state,
        target=permit.state,
    )
    enqueue_paper("silence_request", pk, by=None)
    tell_parties(permit, "silence_reached", now=now, data={"state": permit.state})
    return True


def lapse(*, now: datetime) -> int:
    """Expire issued permits whose works were not declared in time, and dossiers never completed.

    An amendment has no works of its own: it lapses only with the permit that it amends.
    """
    issued = (
        Permit.objects.filter(state=State.ISSUED, valid_until__lt=now.date())
        .exclude(kind="AMEND", parent__state__in=BEGUN)
        .values_list("pk", flat=True)
    )
    waiting = Permit.objects.filter(state=State.COMPLEMENT_REQUESTED, complement_due_at__lt=now)
    found = [*issued[:BATCH], *waiting.values_list("pk", flat=True)[:BATCH]]
    return sum(_expire(pk, now) for pk in found)


@transaction.atomic
def _expire(pk: int, now: datetime) -> bool:
    permit = locked(Permit(pk=pk))
    today = calendar_of(permit.commune_id).day_of(now)
    over = permit.state == State.ISSUED and permit.valid_until is not None and permit.valid_until < today
    silent = (
        permit.state == State.COMPLEMENT_REQUESTED
        and permit.complement_due_at is not None
        and permit.complement_due_at < now
    )
    if not (over or silent):
        return False
    move(permit, "expire", actor=None, now=now)
    settle_papers(permit=permit, now=now)
    return True
