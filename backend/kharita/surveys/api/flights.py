"""Authorisations, campaigns, surveys."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from kharita.accounts.rules import needs, public
from kharita.accounts.scopes import Scope
from kharita.permits.shapes import area_from, point_from
from kharita.surveys import presenting
from kharita.surveys.api.finding import commune_of, person, survey_of, visible
from kharita.surveys.api.schemas import (
    AuthorisationIn,
    AuthorisationOut,
    CampaignIn,
    CampaignOut,
    PublishIn,
    SurveyIn,
    SurveyOut,
    SurveyRowOut,
)
from kharita.surveys.models import Campaign, FlightAuthorisation, Survey
from kharita.surveys.models.flight import PUBLISH, UPLOAD
from kharita.surveys.models.inside import VIEW
from kharita.surveys.services import flights

router = Router(tags=["surveys"])
ROWS_MAX = 500


class SurveysIn(Schema):
    """Which surveys: of a commune, of a campaign, those that show the place (`lon`, `lat`)."""

    commune: int | None = None
    campaign: int | None = None
    lon: float | None = Field(None, ge=-180, le=180)
    lat: float | None = Field(None, ge=-90, le=90)


@router.get("/surveys/authorisations", response=list[AuthorisationOut])
@needs(VIEW)
def authorisations(request: HttpRequest, commune: int | None = None) -> list[dict[str, Any]]:
    """The permissions to fly of the reader's communes, latest first."""
    found = FlightAuthorisation.objects.visible_to(request.user).order_by("-valid_until", "-pk")
    if commune is not None:
        found = found.filter(commune_id=commune)
    return [presenting.authorisation(one) for one in found[:ROWS_MAX]]


@router.post("/surveys/authorisations", response={201: AuthorisationOut})
@needs(UPLOAD)
def register(request: HttpRequest, said: AuthorisationIn) -> Status[dict[str, Any]]:
    """Record a permission to fly."""
    made = flights.register_authorisation(
        commune=commune_of(request, said.commune), reference=said.reference, issued_by=said.issued_by,
        valid_from=said.valid_from, valid_until=said.valid_until, area=area_from(said.area, field="area"),
        pilot_name=said.pilot_name, pilot_licence=said.pilot_licence, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.authorisation(made))


@router.get("/surveys/campaigns", response=list[CampaignOut])
@needs(VIEW)
def campaigns(request: HttpRequest, commune: int | None = None) -> list[dict[str, Any]]:
    """The campaigns of the reader's communes, latest first."""
    found = Campaign.objects.visible_to(request.user).order_by("-pk")
    if commune is not None:
        found = found.filter(commune_id=commune)
    return [presenting.campaign(one) for one in found[:ROWS_MAX]]


@router.post("/surveys/campaigns", response={201: CampaignOut})
@needs(UPLOAD)
def make_campaign(request: HttpRequest, said: CampaignIn) -> Status[dict[str, Any]]:
    """Make a campaign, to which surveys then belong."""
    made = flights.make_campaign(
        commune=commune_of(request, said.commune), name_ar=said.name_ar, name_fr=said.name_fr,
        name_en=said.name_en, purpose=said.purpose, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.campaign(made))


@router.get("/surveys", response=list[SurveyRowOut])
@public(scope=Scope.READ)
def surveys(request: HttpRequest, wanted: Query[SurveysIn]) -> list[dict[str, Any]]:
    """The surveys that the reader may see, the latest flight first."""
    found = Survey.objects.visible_to(request.user).prefetch_related("products").defer("web_geometry")
    exact = {"commune_id": wanted.commune, "campaign_id": wanted.campaign}
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.lon is not None and wanted.lat is not None:
        found = found.filter(footprint__intersects=point_from((wanted.lon, wanted.lat)))
    return [presenting.survey_row(one) for one in found.order_by("-flown_at", "-pk")[:ROWS_MAX]]


@router.post("/surveys", response={201: SurveyOut})
@needs(UPLOAD)
def announce(request: HttpRequest, said: SurveyIn) -> Status[dict[str, Any]]:
    """Number a survey; its files may then be uploaded."""
    made = flights.announce_survey(
        authorisation=visible(FlightAuthorisation.objects, request, said.authorisation),
        flight=_flight(request, said), actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.survey(survey_of(request, made.pk), request.user))


@router.get("/surveys/{int:survey_id}", response=SurveyOut)
@public(scope=Scope.READ)
def survey(request: HttpRequest, survey_id: int) -> dict[str, Any]:
    """One survey."""
    return presenting.survey(survey_of(request, survey_id), request.user)


@router.put("/surveys/{int:survey_id}", response=SurveyOut)
@needs(UPLOAD)
def correct(request: HttpRequest, survey_id: int, said: SurveyIn) -> dict[str, Any]:
    """Correct what was said of a flight."""
    flights.correct_survey(
        survey=survey_of(request, survey_id), flight=_flight(request, said), actor=person(request),
        authorisation=visible(FlightAuthorisation.objects, request, said.authorisation), now=timezone.now(),
    )  # fmt: skip
    return presenting.survey(survey_of(request, survey_id), request.user)


@router.put("/surveys/{int:survey_id}/publication", response=SurveyOut)
@needs(PUBLISH)
def publish(request: HttpRequest, survey_id: int, said: PublishIn) -> dict[str, Any]:
    """Show its imagery to everyone, or to the desk alone again."""
    flights.publish_survey(
        survey=survey_of(request, survey_id), is_public=said.is_public, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return presenting.survey(survey_of(request, survey_id), request.user)


@router.delete("/surveys/{int:survey_id}", response={204: None})
@needs(UPLOAD)
def remove(request: HttpRequest, survey_id: int) -> Status[None]:
    """Delete a survey of which nothing was made."""
    flights.remove_survey(survey=survey_of(request, survey_id), actor=person(request))
    return Status(204, None)


def _flight(request: HttpRequest, said: SurveyIn) -> flights.Flight:
    campaign = None if said.campaign is None else visible(Campaign.objects, request, said.campaign)
    return flights.Flight(**said.model_dump(exclude={"authorisation", "campaign"}), campaign=campaign)
