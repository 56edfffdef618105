"""Authorisations, campaigns and surveys: known before anything is uploaded, published when decided."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.gis.geos import MultiPolygon
from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.errors import BadInput, Conflict
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.submission import number_of
from kharita.surveys.models import Campaign, Comparison, FlightAuthorisation, Survey
from kharita.surveys.models.flight import PUBLISH, UPLOAD
from kharita.territory.models import Commune

GSD_CM, ACCURACY_CM = (0.1, 1_000.0), (0.1, 10_000.0)


@dataclass(frozen=True)
class Flight:
    """What an inspector says of a flight. `gsd_cm` and `accuracy_cm` are centimetres (None: not known)."""

    title: str
    flown_at: datetime
    sensor: str = ""
    georeference: str = Survey.Georeference.GPS
    gsd_cm: float | None = None
    accuracy_cm: float | None = None
    campaign: Campaign | None = None
    note: str = ""


@transaction.atomic
def register_authorisation(
    *, commune: Commune, reference: str, issued_by: str, valid_from: date, valid_until: date,
    area: MultiPolygon | None, pilot_name: str, pilot_licence: str, actor: User, now: datetime,
) -> FlightAuthorisation:  # fmt: skip
    """Record the permission to fly. Raises `NotAllowed`, `BadInput`, `Conflict` for a known reference."""
    check_right(actor, UPLOAD, commune.pk)
    if not reference.strip():
        raise BadInput(_("Give the authorisation's reference."), field="reference")
    if not pilot_name.strip():
        raise BadInput(_("Name the pilot."), field="pilot_name")
    if valid_until < valid_from:
        raise BadInput(_("It ends before it begins."), field="valid_until")
    if FlightAuthorisation.objects.filter(commune=commune, reference=reference.strip()).exists():
        raise Conflict(
            _("This authorisation is recorded already."), code="reference-taken", field="reference"
        )
    made: FlightAuthorisation = FlightAuthorisation.objects.create(
        commune=commune, reference=reference.strip(), issued_by=issued_by.strip(), valid_from=valid_from,
        valid_until=valid_until, area=area, pilot_name=pilot_name.strip(),
        pilot_licence=pilot_licence.strip(), created_by=actor, created_at=now,
    )  # fmt: skip
    return made


@transaction.atomic
def make_campaign(
    *, commune: Commune, name_ar: str, name_fr: str, name_en: str, purpose: str, actor: User, now: datetime
) -> Campaign:
    """Flights to be shown together. Raises `NotAllowed`, and `BadInput` for one without any name."""
    check_right(actor, UPLOAD, commune.pk)
    if not (name_ar.strip() or name_fr.strip() or name_en.strip()):
        raise BadInput(_("Give a name in at least one language."), field="name_ar")
    made: Campaign = Campaign.objects.create(
        commune=commune, name_ar=name_ar.strip(), name_fr=name_fr.strip(), name_en=name_en.strip(),
        purpose=purpose.strip(), created_at=now,
    )  # fmt: skip
    return made


@transaction.atomic
def announce_survey(
    *, authorisation: FlightAuthorisation, flight: Flight, actor: User, now: datetime
) -> Survey:
    """Number a survey; its files may then be uploaded.

    Raises `NotAllowed`, `BadInput` where the flight is incomplete or outside its authorisation's validity.
    """
    commune = authorisation.commune
    check_right(actor, UPLOAD, commune.pk)
    told = _told(flight, authorisation, now)
    year = calendar_of(commune.pk).day_of(now).year
    survey: Survey = Survey.objects.create(
        commune=commune, authorisation=authorisation, number=number_of("VOL", commune.pk, commune.code, year),
        created_by=actor, created_at=now, **told,
    )  # fmt: skip
    return survey


@transaction.atomic
def correct_survey(
    *, survey: Survey, authorisation: FlightAuthorisation, flight: Flight, actor: User, now: datetime
) -> Survey:
    """Correct what was said of a flight. Raises as `announce_survey` does."""
    check_right(actor, UPLOAD, survey.commune_id)
    if authorisation.commune_id != survey.commune_id:
        raise BadInput(_("This authorisation is another commune's."), field="authorisation")
    stored: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    for name, value in {"authorisation": authorisation, **_told(flight, authorisation, now)}.items():
        setattr(stored, name, value)
    stored.version += 1
    stored.save()
    return stored


@transaction.atomic
def publish_survey(*, survey: Survey, is_public: bool, actor: User, now: datetime) -> Survey:
    """Show a survey's imagery to everyone, or to the desk alone again."""
    check_right(actor, PUBLISH, survey.commune_id)
    stored: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if is_public and stored.state != Survey.State.READY:
        raise Conflict(_("There is no imagery to publish yet."), code="not-ready")
    if is_public != (stored.published_at is not None):
        stored.published_at = now if is_public else None
        stored.version += 1
        stored.save(update_fields=["published_at", "version"])
    return stored


@transaction.atomic
def remove_survey(*, survey: Survey, actor: User) -> None:
    """Delete a survey of which nothing was made. Raises `Conflict` where a comparison stands on it."""
    check_right(actor, UPLOAD, survey.commune_id)
    stored: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    used = Comparison.objects.filter(before=stored) | Comparison.objects.filter(after=stored)
    if used.exists():
        raise Conflict(
            _("Findings were made of this survey: it stays as their evidence."), code="survey-in-use"
        )
    stored.delete()  # its files go by the hourly purge, once the transaction is sure


def _told(flight: Flight, authorisation: FlightAuthorisation, now: datetime) -> dict[str, Any]:
    """The columns that a flight fills."""
    if not flight.title.strip():
        raise BadInput(_("Give the survey a title."), field="title")
    if flight.flown_at > now:
        raise BadInput(_("That moment is still to come."), field="flown_at")
    day = calendar_of(authorisation.commune_id).day_of(flight.flown_at)
    if not authorisation.valid_from <= day <= authorisation.valid_until:
        raise BadInput(
            _("The authorisation %(reference)s is valid from %(first)s to %(last)s only.")
            % {
                "reference": authorisation.reference,
                "first": authorisation.valid_from,
                "last": authorisation.valid_until,
            },
            code="outside-authorisation",
            field="flown_at",
        )
    if flight.campaign is not None and flight.campaign.commune_id != authorisation.commune_id:
        raise BadInput(_("This campaign is another commune's."), field="campaign")
    for field, value, (least, most) in (
        ("gsd_cm", flight.gsd_cm, GSD_CM),
        ("accuracy_cm", flight.accuracy_cm, ACCURACY_CM),
    ):
        if value is not None and not least <= value <= most:
            raise BadInput(
                _("Between %(least)s and %(most)s centimetres.") % {"least": least, "most": most}, field=field
            )
    return {
        "title": flight.title.strip(), "flown_at": flight.flown_at, "sensor": flight.sensor.strip(),
        "georeference": Survey.Georeference(flight.georeference), "gsd_cm": flight.gsd_cm,
        "accuracy_cm": flight.accuracy_cm, "campaign": flight.campaign, "note": flight.note.strip(),
    }  # fmt: skip
