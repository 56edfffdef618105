"""A person's judgement on a finding: accepted, with an offence or without; to be visited; rejected; reopened.

A finding is no offence by itself: only a person makes one of it, and only an inspector may (law 66-12).
"""

from datetime import date, datetime

import shapely
from django.conf import settings
from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.errors import BadInput, NotAllowed
from kharita.core.workflow import fire
from kharita.permits.models import Inspection, IssuedPaper, Offence
from kharita.permits.paper.services import withdraw_paper
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.services.offences import observe_offence
from kharita.permits.services.works import cancel_inspection, plan_inspection
from kharita.permits.workflow import INSPECT
from kharita.surveys.explaining import explained
from kharita.surveys.models import Finding
from kharita.surveys.models.comparison import JUDGE
from kharita.surveys.verdict.loading import shape_of
from kharita.surveys.workflow import FINDING_TRANSITIONS

EVIDENCE = "finding_evidence"
V = Finding.Verdict
OFFENCES = {
    V.NO_PERMIT: Offence.Kind.NO_PERMIT,
    V.FOOTPRINT_EXCEEDS: Offence.Kind.BEYOND_PERMIT,
    V.HEIGHT_EXCEEDS: Offence.Kind.BEYOND_PERMIT,
    V.IN_SERVITUDE: Offence.Kind.FORBIDDEN_ZONE,
    V.DEMOLISHED: Offence.Kind.NO_PERMIT,
}
"""The kind of offence that an accepted finding is recorded as; what is as permitted is none."""


@transaction.atomic
def accept(*, finding: Finding, opens_offence: bool, note: str, actor: User, now: datetime) -> Finding:
    """Take a finding for true, and print its evidence; with `opens_offence` an offence is recorded.

    Sent twice by the same person it is done once. Raises `NotAllowed` (an offence is an inspector's to
    record), `BadInput` where there is none to record, `Conflict` when another person was faster.
    """
    stored = _locked(finding)
    is_same = opens_offence == (stored.offence_id is not None)
    if stored.state == Finding.State.ACCEPTED and stored.judged_by_id == actor.pk and is_same:
        return stored
    check_right(actor, JUDGE, stored.commune_id)
    offence = _offence(stored, note, actor, now) if opens_offence else None
    changes = {"reason": "", "note": note.strip(), "judged_by": actor, "judged_at": now}
    if offence is not None:
        changes["offence"] = offence
    moved = _move(stored, "accept", actor, now, note, **changes)
    _withdraw_evidence(moved, now)
    enqueue_paper(EVIDENCE, moved.pk, by=actor)
    return moved


@transaction.atomic
def plan_visit(
    *, finding: Finding, inspector: User, planned_on: date, note: str, actor: User, now: datetime
) -> Finding:
    """Have an inspector look at it; the visit stands in their list, its evidence is printed to take along.

    Raises `NotAllowed`, `Conflict`, `BadInput` for a day that has passed or who inspects nothing here.
    """
    stored = _locked(finding)
    check_right(actor, JUDGE, stored.commune_id)
    if planned_on < timezone.localdate(now):
        raise BadInput(_("That day has passed."), field="planned_on")
    moved = _move(stored, "plan_visit", actor, now, note, judged_by=actor, judged_at=now)
    visit = plan_inspection(
        commune=moved.commune, permit=moved.permit, offence=None, parcel=moved.parcel, place=place_of(moved),
        purpose=Inspection.Purpose.FINDING, planned_on=planned_on, inspector=inspector, actor=actor, now=now,
        right=JUDGE,
    )  # fmt: skip
    Finding.objects.filter(pk=moved.pk).update(inspection=visit)
    moved.inspection = visit
    enqueue_paper(EVIDENCE, moved.pk, by=actor)
    return moved


@transaction.atomic
def reject(*, finding: Finding, reason: str, note: str, actor: User, now: datetime) -> Finding:
    """Say that it is none, and why: the thresholds are tuned by it. A visit that was not held yet is dropped.

    Raises `NotAllowed`, `BadInput` without a reason (for "other": in words), `Conflict`.
    """
    if reason not in Finding.Reason:
        raise BadInput(_("Choose why it is no finding."), field="reason")
    if reason == Finding.Reason.OTHER and not note.strip():
        raise BadInput(_("Say why it is no finding."), field="note")
    stored = _locked(finding)
    check_right(actor, JUDGE, stored.commune_id)
    moved = _move(
        stored, "reject", actor, now, note, reason=reason, note=note.strip(), judged_by=actor, judged_at=now
    )
    _withdraw_evidence(moved, now)
    if moved.inspection is not None:
        cancel_inspection(inspection=moved.inspection, actor=actor, right=JUDGE)
        moved.refresh_from_db(fields=["inspection"])
    return moved


@transaction.atomic
def reopen(*, finding: Finding, note: str, actor: User, now: datetime) -> Finding:
    """Have a rejected finding judged again."""
    stored = _locked(finding)
    check_right(actor, JUDGE, stored.commune_id)
    return _move(stored, "reopen", actor, now, note, reason="", note="", judged_by=None, judged_at=None)


@transaction.atomic
def ask_evidence(*, finding: Finding, actor: User) -> None:
    """Have the evidence of a finding printed as it stands now; what is printed already stays."""
    check_right(actor, JUDGE, finding.commune_id)
    enqueue_paper(EVIDENCE, finding.pk, by=actor)


def place_of(finding: Finding) -> Point:
    """A point on what changed, in the official CRS."""
    inside = shapely.point_on_surface(shape_of(finding.geometry))
    return Point(inside.x, inside.y, srid=settings.KHARITA_SRID)


def evidence_of(finding: Finding) -> "list[IssuedPaper]":
    """The papers of a finding, latest first."""
    return list(IssuedPaper.objects.filter(kind=EVIDENCE, cause__startswith=f"finding:{finding.pk}:"))


def _locked(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related(
        "comparison__after", "commune", "parcel", "permit", "inspection", "offence"
    )
    stored: Finding = rows.get(pk=finding.pk)
    return stored


def _move(finding: Finding, action: str, actor: User, now: datetime, why: str, **changes: object) -> Finding:
    # `note` is both what the event says and a column of the finding: one goes in by hand.
    note = changes.pop("note", finding.note)
    fire(finding, action, transitions=FINDING_TRANSITIONS, actor=actor, now=now, note=why.strip(), **changes)
    Finding.objects.filter(pk=finding.pk).update(note=note)
    finding.note = str(note)
    return finding


def _offence(finding: Finding, note: str, actor: User, now: datetime) -> Offence:
    """The offence, observed now: by a person before the picture, for the clock of the law runs from there."""
    kind = OFFENCES.get(V(finding.verdict))
    if kind is None:
        raise BadInput(_("What is as permitted is no offence."), field="offence")
    if not actor.can(INSPECT, finding.commune_id):
        raise NotAllowed(
            _("Only an inspector records an offence: accept without one, or plan a visit."),
            code="no-inspector",
        )
    return observe_offence(
        commune=finding.commune, kind=kind, description=_description(finding, note), observed_at=now,
        permit=finding.permit, parcel=finding.parcel, place=place_of(finding), actor=actor, now=now,
    )  # fmt: skip


def _description(finding: Finding, note: str) -> str:
    """What was seen, in figures, as the offence's record keeps it."""
    after = finding.comparison.after
    lines = [
        _("%(verdict)s: seen by drone survey %(survey)s of %(day)s (finding %(number)s).")
        % {
            "verdict": finding.get_verdict_display(),
            "survey": after.number,
            "day": f"{timezone.localdate(after.flown_at):%d/%m/%Y}",
            "number": f"{finding.comparison_id}/{finding.number}",
        },
        _("Area %(area)s m².") % {"area": formats.number_format(round(finding.area_m2, 1))},
    ]
    if finding.height_m is not None:
        lines.append(
            _("Height %(height)s m.") % {"height": formats.number_format(round(finding.height_m, 1))}
        )
    lines += [one["text"] for one in explained(finding.facts)]
    return "\n".join(lines + ([note.strip()] if note.strip() else []))


def _withdraw_evidence(finding: Finding, now: datetime) -> None:
    """What was printed before the judgement says something else than what holds now."""
    for paper in evidence_of(finding):
        if paper.withdrawn_at is None:
            withdraw_paper(paper=paper, replaced_by=None, now=now)
