"""Drawings of a dossier: footprints from files, plans beside the cadastre; what was read is kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import Conflict, NotAllowed
from kharita.permits.actors import Party
from kharita.permits.models import Document, Permit, PlanReading
from kharita.permits.models.entity import VIEW
from kharita.permits.plans.confined import Drawn

READINGS_MAX = 200
"""Readings kept with one dossier."""


def check_party(*, permit: Permit, actor: User) -> None:
    """Raises `NotAllowed`: the footprint of a dossier is its parties' to draw."""
    if not Party(actor, permit).is_own:
        raise NotAllowed(_("Only its applicant or architect changes this."))


def check_reader(*, permit: Permit, actor: User) -> None:
    """Raises `NotAllowed`: plans are read again by the dossier's parties and by who handles it."""
    if not (Party(actor, permit).is_own or actor.can(VIEW, permit.commune_id)):
        raise NotAllowed(_("Your role does not include this step."))


@transaction.atomic
def keep_reading(
    *, permit: Permit, drawn: Drawn, name: str, document: Document | None, actor: User, now: datetime
) -> PlanReading:
    """Keep what was read with the dossier. Raises `Conflict` where it holds too many readings."""
    if PlanReading.objects.filter(permit=permit).count() >= READINGS_MAX:
        raise Conflict(_("The plans of this dossier were read too often."), code="too-many-readings")
    reading: PlanReading = PlanReading.objects.create(
        permit=permit,
        document=document,
        name=name[:200],
        sha256=drawn.sha256,
        size=drawn.size,
        told=drawn.told,
        findings=drawn.findings,
        read_at=now,
        read_by=actor,
    )
    return reading
