"""An application before it is sent: begun, saved as one goes on any device, sent or thrown away."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed, NotFound
from kharita.permits.actors import Party
from kharita.permits.models import Permit, PermitParcel, PermitType, State
from kharita.permits.project import read_project
from kharita.permits.services.moving import locked
from kharita.territory.models import Commune, District, Parcel

PARCELS_MAX = 200
DRAFTS_MAX = 100
"""Drafts of one person, all communes together: nobody fills the database by beginning."""

FIELDS = (
    "owner_kind",
    "owner_name",
    "owner_name_ar",
    "owner_national_id",
    "owner_phone",
    "owner_email",
    "owner_address",
    "architect_name",
    "architect_number",
    "title",
    "address",
)
"""What of a dossier its parties write as plain text."""


class DraftMoved(Conflict):
    """Another device saved the draft meanwhile: nothing is overwritten, the newer one is to be read first."""

    code = "draft-changed"


@transaction.atomic
def begin_draft(*, commune: Commune, kind: str, applicant: User, now: datetime) -> Permit:
    """An empty application. Raises `NotFound` for an unknown type, `Conflict` over too many drafts."""
    if not PermitType.objects.filter(code=kind).exists():
        raise NotFound(_("There is no such type of permit."), kind=kind)
    if Permit.objects.filter(applicant=applicant, state=State.DRAFT).count() >= DRAFTS_MAX:
        raise Conflict(_("Finish or throw away one of your drafts first."), code="too-many-drafts")
    draft: Permit = Permit.objects.create(
        commune=commune,
        kind_id=kind,
        applicant=applicant,
        owner_name=applicant.full_name,
        owner_name_ar=applicant.full_name_ar,
        owner_email=applicant.email,
        owner_phone=applicant.phone,
        created_at=now,
        changed_at=now,
    )
    return draft


@transaction.atomic
def save_draft(
    *,
    draft: Permit,
    version: int,
    actor: User,
    now: datetime,
    values: dict[str, Any],
    parcels: Iterable[Parcel] | None = None,
) -> Permit:
    """Save what is known so far; `version` is the one that the person's device last read.

    `values` are fields of `FIELDS`, and `kind`, `architect`, `project`, `answers`, `footprint`. Raises
    `DraftMoved` (with the stored version), `BadInput` for what can never be right, `NotAllowed`, `Conflict`.
    """
    stored = editable(draft, actor)
    if stored.version != version:
        raise DraftMoved(
            _("It was changed on another device. Read the newer state before you go on."),
            version=stored.version,
        )
    for name, value in values.items():
        setattr(stored, name, value)
    if "project" in values:
        read_project(values["project"])
    if parcels is not None:
        _place(stored, list(parcels))
    stored.version = version + 1
    stored.changed_at = now
    stored.save()
    return stored


def editable(draft: Permit, actor: User) -> Permit:
    """The draft, locked, for one of its parties. Raises `NotAllowed` or `Conflict`."""
    stored = locked(draft)
    if not Party(actor, stored).is_own:
        raise NotAllowed(_("Only its applicant or architect changes this."))
    if stored.state != State.DRAFT:
        raise Conflict(_("It has been submitted: it can no longer be changed here."), code="submitted")
    return stored


def _place(permit: Permit, parcels: list[Parcel]) -> None:
    """Put the dossier on these parcels: its site is what they cover together."""
    if len(parcels) > PARCELS_MAX:
        raise BadInput(_("These are too many parcels for one permit."), field="parcels", max=PARCELS_MAX)
    if any(parcel.commune_id != permit.commune_id for parcel in parcels):
        raise BadInput(_("All parcels must lie in the commune that you apply to."), field="parcels")
    PermitParcel.objects.filter(permit=permit).exclude(parcel__in=parcels).delete()
    PermitParcel.objects.bulk_create(
        [PermitParcel(permit=permit, parcel=parcel, reference=parcel.reference) for parcel in parcels],
        ignore_conflicts=True,
    )
    permit.site = _together([parcel.geometry for parcel in parcels])
    permit.district = District.objects.around(parcels[0]).first() if parcels else None


def _together(shapes: list[GEOSGeometry]) -> MultiPolygon | None:
    if not shapes:
        return None
    whole = shapes[0]
    for shape in shapes[1:]:
        whole = whole.union(shape)
    return whole if isinstance(whole, MultiPolygon) else MultiPolygon(whole, srid=whole.srid)


@transaction.atomic
def throw_away(*, draft: Permit, actor: User) -> None:
    """Delete a draft with its documents' rows; what was submitted is never deleted."""
    editable(draft, actor).delete()
