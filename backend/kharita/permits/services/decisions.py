"""The decision: signed and issued, or refused with its reasons and the ways of appeal; silence attested."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict
from kharita.permits.clock import add_months
from kharita.permits.models import UNDER_WORKS, Decision, Permit, RefusalReason
from kharita.permits.paper.codes import new_code
from kharita.permits.paper.issuing import kind_of
from kharita.permits.paper.signing import check_ready
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.paper.withdrawing import settle_papers
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.moving import locked, move
from kharita.permits.services.submission import number_of

APPEAL_DAYS = 60


@transaction.atomic
def sign(*, permit: Permit, text: str, actor: User, now: datetime) -> Decision:
    """The president's signature: the grant enters the register of decisions under its number.

    The file is signed by the worker. Raises `CannotSign` while the certificate would not.
    """
    check_ready(now=now)
    stored = locked(permit)
    move(stored, "sign", actor=actor, now=now, decided_at=now)
    return _decide(stored, Decision.Kind.GRANT, text=text, actor=actor, now=now)


@transaction.atomic
def issue(*, permit: Permit, actor: User, now: datetime) -> Permit:
    """Hand the permit over: it is public and valid from today; one that amends another takes its place."""
    stored = locked(permit)
    today = calendar_of(stored.commune_id).day_of(now)
    move(stored, "issue", actor=actor, now=now, issued_at=now, valid_until=_valid_until(stored, today))
    settle_papers(permit=stored, now=now)
    if (amended := _amended(stored)) is not None and amended.state in UNDER_WORKS:
        enqueue_paper("site_panel", stored.pk, by=actor)
    return stored


def _amended(permit: Permit) -> Permit | None:
    return permit.parent if permit.kind_id == "AMEND" else None


def _valid_until(permit: Permit, today: date) -> date | None:
    if (amended := _amended(permit)) is not None:
        return amended.valid_until
    months = permit.rules.validity_months if permit.rules else None
    return add_months(today, months) if months else None


@transaction.atomic
def refuse(
    *,
    permit: Permit,
    text: str,
    reasons: list[RefusalReason],
    ways_of_appeal: str,
    actor: User,
    now: datetime,
) -> Decision:
    """Refuse, with structured reasons and how it may be appealed. Raises `BadInput`, `CannotSign`."""
    if not reasons:
        raise BadInput(_("A refusal gives its reasons."), field="reasons")
    if not ways_of_appeal.strip():
        raise BadInput(_("A refusal says how it may be appealed."), field="ways_of_appeal")
    check_ready(now=now)
    stored = locked(permit)
    move(
        stored, "refuse", actor=actor, now=now, decided_at=now, tell={"reasons": [one.pk for one in reasons]}
    )
    days = stored.rules.appeal_days if stored.rules else APPEAL_DAYS
    until = calendar_of(stored.commune_id).day_of(now) + timedelta(days=days)
    decision = _decide(
        stored, Decision.Kind.REFUSAL, text=text, actor=actor, now=now, ways_of_appeal=ways_of_appeal.strip(),
        appeal_until=until,
    )  # fmt: skip
    decision.reasons.set(reasons)
    return decision


@transaction.atomic
def certify(*, permit: Permit, text: str, actor: User, now: datetime) -> Decision:
    """What was built is as permitted: the certificate that closes the dossier. Raises `CannotSign`."""
    check_ready(now=now)
    stored = locked(permit)
    move(stored, "certify", actor=actor, now=now)
    return _decide(stored, Decision.Kind.CONFORMITY, text=text, actor=actor, now=now)


def _decide(permit: Permit, kind: str, *, text: str, actor: User, now: datetime, **more: Any) -> Decision:
    year = calendar_of(permit.commune_id).day_of(now).year
    decision: Decision = Decision.objects.create(
        permit=permit,
        kind=kind,
        number=number_of("DEC", permit.commune_id, permit.commune.code, year),
        code=new_code(),
        text=text.strip(),
        signed_by=actor,
        signed_at=now,
        **more,
    )
    enqueue_paper(kind_of(decision), decision.pk, by=actor)
    return decision


@transaction.atomic
def appeal(*, permit: Permit, grounds: str, actor: User, now: datetime) -> Permit:
    """The applicant appeals against a refusal. Raises `Conflict` once the time for it has passed."""
    if not grounds.strip():
        raise BadInput(_("Say why you appeal."), field="grounds")
    stored = locked(permit)
    refusal = Decision.objects.filter(permit=stored, kind=Decision.Kind.REFUSAL, revoked_at=None).first()
    today = calendar_of(stored.commune_id).day_of(now)
    if refusal is not None and refusal.appeal_until is not None and today > refusal.appeal_until:
        raise Conflict(
            _("The time to appeal has passed."), code="appeal-late", until=str(refusal.appeal_until)
        )
    return move(stored, "appeal", actor=actor, now=now, note=grounds.strip())


@transaction.atomic
def answer_appeal(*, permit: Permit, allowed: bool, note: str, actor: User, now: datetime) -> Permit:
    """Keep the refusal, or take it back: the dossier is then examined again."""
    stored = locked(permit)
    if not allowed:
        return move(stored, "reject_appeal", actor=actor, now=now, note=note.strip())
    move(stored, "allow_appeal", actor=actor, now=now, note=note.strip(), decided_at=None)
    Decision.objects.filter(permit=stored, kind=Decision.Kind.REFUSAL, revoked_at=None).update(revoked_at=now)
    settle_papers(permit=stored, now=now)
    return stored


@transaction.atomic
def attest_silence(*, permit: Permit, reference: str, actor: User, now: datetime) -> Permit:
    """Record the governor's attestation that the commune's silence is agreement.

    Raises `Conflict` where the law gives silence no such effect or the delay has not passed. Fee and
    signature follow as for any favourable dossier.
    """
    if not reference.strip():
        raise BadInput(_("Give the number of the attestation."), field="reference")
    stored = locked(permit)
    if stored.rules is None or not stored.rules.silence_is_agreement:
        raise Conflict(_("For this type of permit silence is no agreement."), code="no-silence")
    if stored.silence_reached_at is None:
        raise Conflict(_("The legal delay has not passed."), code="delay-running")
    return move(
        stored, "attest_silence", actor=actor, now=now, note=reference.strip(),
        tell={"reference": reference.strip()},
    )  # fmt: skip


@transaction.atomic
def withdraw(*, permit: Permit, reason: str, actor: User, now: datetime) -> Permit:
    """The applicant gives the application up."""
    moved = move(locked(permit), "withdraw", actor=actor, now=now, note=reason.strip())
    settle_papers(permit=moved, now=now)
    return moved
