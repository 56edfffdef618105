"""After the permit: works declared, visited, suspended, completed, surveyed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.contrib.gis.geos import Point
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed
from kharita.permits.models import Inspection, InspectionPhoto, Offence, Permit, SiteDeclaration, State
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.paper.withdrawing import settle_papers
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.documents import digest_of
from kharita.permits.services.moving import locked, move, tell
from kharita.permits.workflow import INSPECT
from kharita.territory.models import Commune, Parcel

PHOTOS_MAX = 60


@transaction.atomic
def declare_works(
    *, permit: Permit, on: date, architect_name: str, contractor: str, note: str, actor: User, now: datetime
) -> SiteDeclaration:
    """The owner declares the start of works, with the architect's name.

    Raises `Conflict` once the permit is no longer valid, `BadInput` without an architect.
    """
    stored = locked(permit)
    if stored.valid_until is not None and calendar_of(stored.commune_id).day_of(now) > stored.valid_until:
        raise Conflict(
            _("The permit is no longer valid."), code="lapsed", valid_until=str(stored.valid_until)
        )
    move(stored, "declare_works", actor=actor, now=now, tell={"on": on.isoformat()})
    declared = _declare(stored, SiteDeclaration.Kind.START, on, architect_name, contractor, note, actor, now)
    enqueue_paper("site_panel", stored.pk, by=actor)
    return declared


@transaction.atomic
def declare_completion(
    *, permit: Permit, on: date, architect_name: str, note: str, actor: User, now: datetime
) -> SiteDeclaration:
    """The owner declares that the works are completed, with the architect's certificate attached before."""
    stored = locked(permit)
    if on > calendar_of(stored.commune_id).day_of(now):
        raise BadInput(_("That day is still to come."), field="on")
    move(stored, "declare_completion", actor=actor, now=now, tell={"on": on.isoformat()})
    return _declare(stored, SiteDeclaration.Kind.COMPLETION, on, architect_name, "", note, actor, now)


def _declare(
    permit: Permit,
    kind: str,
    on: date,
    architect: str,
    contractor: str,
    note: str,
    actor: User,
    now: datetime,
) -> SiteDeclaration:
    if not architect.strip():
        raise BadInput(_("Name the architect."), field="architect_name")
    declaration: SiteDeclaration = SiteDeclaration.objects.create(
        permit=permit,
        kind=kind,
        on=on,
        architect_name=architect.strip(),
        contractor=contractor.strip(),
        note=note.strip(),
        declared_by=actor,
        declared_at=now,
    )
    return declaration


@transaction.atomic
def plan_inspection(
    *, commune: Commune, permit: Permit | None, offence: Offence | None, purpose: str, planned_on: date,
    inspector: User, actor: User, now: datetime, parcel: Parcel | None = None, place: Point | None = None,
    right: str = INSPECT,
) -> Inspection:  # fmt: skip
    """Plan a visit of `inspector`, by someone who holds `right`.

    Raises `NotAllowed`, `BadInput` for a person who inspects nothing here, or without anything to visit.
    """
    if permit is None and offence is None and parcel is None and place is None:
        raise BadInput(_("Say where: a permit, a parcel or a place on the map."), field="place")
    if not actor.can(right, commune.pk):
        raise NotAllowed(_("Your role does not include this step."))
    if not inspector.can(INSPECT, commune.pk):
        raise BadInput(_("This person inspects no sites here."), field="inspector")
    visit: Inspection = Inspection.objects.create(
        commune=commune,
        permit=permit,
        offence=offence,
        parcel=parcel,
        place=place,
        purpose=purpose,
        planned_on=planned_on,
        inspector=inspector,
    )
    if permit is not None:
        data = {"planned_on": planned_on.isoformat()}
        tell(permit, "inspection_planned", people={inspector.pk}, now=now, data=data)
    return visit


@transaction.atomic
def cancel_inspection(*, inspection: Inspection, actor: User, right: str = INSPECT) -> bool:
    """Drop a visit that nobody held yet (a held one stays); whether it was dropped. Raises `NotAllowed`."""
    stored = Inspection.objects.select_for_update().filter(pk=inspection.pk).first()
    if not actor.can(right, inspection.commune_id):
        raise NotAllowed(_("Your role does not include this step."))
    if stored is None or stored.held_at is not None:
        return False
    stored.delete()
    return True


@dataclass(frozen=True)
class Found:
    """What an inspector brings back: `checklist` is a list of {"item", "ok", "note"}."""

    held_at: datetime
    result: str
    note: str
    checklist: list[dict[str, Any]]
    position: Point | None = None
    client_key: UUID | None = None


@transaction.atomic
def hold_inspection(*, inspection: Inspection, found: Found, actor: User, now: datetime) -> Inspection:
    """Record a visit; sent twice by a device that lost its network, it is recorded once.

    Raises `NotAllowed`, `Conflict` for a visit recorded by another device, `BadInput` for one in the future.
    A completion survey moves the dossier: as permitted, or not.
    """
    stored: Inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if not actor.can(INSPECT, stored.commune_id):
        raise NotAllowed(_("Your role does not include this step."))
    if stored.held_at is not None:
        if found.client_key is not None and stored.client_key == found.client_key:
            return stored
        raise Conflict(_("This visit has been recorded already."), code="held")
    if found.held_at > now:
        raise BadInput(_("That moment is still to come."), field="held_at")
    for name in ("held_at", "result", "note", "checklist", "position", "client_key"):
        setattr(stored, name, getattr(found, name))
    stored.inspector = actor
    stored.save()
    enqueue_paper("inspection_report", stored.pk, by=actor)
    if stored.permit is not None:
        _follow(stored, stored.permit, actor, now)
    return stored


def _follow(visit: Inspection, permit: Permit, actor: User, now: datetime) -> None:
    """What a visit means for its dossier."""
    dossier = locked(permit)
    result = Inspection.Result(visit.result)
    if visit.purpose == Inspection.Purpose.COMPLETION and dossier.state == State.COMPLETED:
        if result != Inspection.Result.IMPOSSIBLE:
            action = "survey" if result == Inspection.Result.CONFORMING else "find_not_conforming"
            move(dossier, action, actor=actor, now=now, note=visit.note)
    elif dossier.state == State.WORKS_DECLARED and result != Inspection.Result.IMPOSSIBLE:
        move(dossier, "start_works", actor=actor, now=now, note=visit.note)


@transaction.atomic
def add_photo(
    *, inspection: Inspection, file: BinaryIO, name: str, media_type: str, taken_at: datetime | None,
    position: Point | None, caption: str, actor: User,
) -> InspectionPhoto:  # fmt: skip
    """Keep a photograph of a visit; the same file sent again is the same photograph."""
    if not actor.can(INSPECT, inspection.commune_id):
        raise NotAllowed(_("Your role does not include this step."))
    Inspection.objects.select_for_update().get(pk=inspection.pk)  # a device that sends it twice at once
    digest, size = digest_of(file)
    photos = InspectionPhoto.objects.filter(inspection=inspection)
    if (known := photos.filter(sha256=digest).first()) is not None:
        return known
    if photos.count() >= PHOTOS_MAX:
        raise Conflict(_("This visit holds too many photographs."), code="too-many-photos")
    photo: InspectionPhoto = InspectionPhoto.objects.create(
        inspection=inspection,
        file=File(file, name=name),
        sha256=digest,
        media_type=media_type,
        size=size,
        taken_at=taken_at,
        position=position,
        caption=caption.strip()[:300],
    )
    return photo


@transaction.atomic
def suspend_works(*, permit: Permit, reason: str, actor: User, now: datetime) -> Permit:
    """Stop the works of a permit: its panel is void. Raises `BadInput` without a reason."""
    if not reason.strip():
        raise BadInput(_("Say why the works are stopped."), field="reason")
    moved = move(locked(permit), "suspend", actor=actor, now=now, note=reason.strip())
    settle_papers(permit=moved, now=now)
    return moved


@transaction.atomic
def resume_works(*, permit: Permit, note: str, actor: User, now: datetime) -> Permit:
    """Let stopped works go on, under a new panel."""
    moved = move(locked(permit), "resume", actor=actor, now=now, note=note.strip())
    enqueue_paper("site_panel", moved.pk, by=actor)
    return moved
