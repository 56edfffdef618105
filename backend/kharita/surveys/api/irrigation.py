"""Plans of irrigation of a survey: classes of vigour, zones with rates, and the file for farm machines."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from kharita.accounts.login import client_address
from kharita.accounts.rules import needs
from kharita.accounts.scopes import Scope
from kharita.core.errors import BadInput, NotFound
from kharita.core.seats import HEAVY
from kharita.permits.api.schemas import ActorOut
from kharita.permits.shapes import area_from
from kharita.surveys import presenting_irrigation
from kharita.surveys.api.finding import person, survey_of
from kharita.surveys.models import IrrigationPlan
from kharita.surveys.models.inside import VIEW
from kharita.surveys.services import irrigation
from kharita.territory.models import Parcel

router = Router(tags=["surveys"])
PLANS_MAX = 200
Method = Literal["natural", "equal_areas"]


class ClassesIn(Schema):
    """How many classes, and how their breaks are found."""

    classes: int = Field(4, ge=3, le=5)
    method: Method = "natural"


class ClassesOut(Schema):
    """NDVI between classes, the ground of each class (m²), and the span of NDVI; `cell_m` is what was
    looked at as one."""

    breaks: list[float]
    areas_m2: list[float]
    lowest: float
    highest: float
    cell_m: float


class IrrigationPlanIn(Schema):
    """A plan of 3 to 5 classes, the least vigorous first, with a rate of water (mm) for each.

    `breaks` are the NDVI between classes (null: found by `method` for `classes`). Where: the GeoJSON `area`
    in WGS84, the ground of `parcels`, or all that the survey shows.
    """

    title: str = Field(max_length=200)
    rates_mm: list[float] = Field(min_length=3, max_length=5)
    breaks: list[float] | None = Field(None, min_length=2, max_length=4)
    classes: int = Field(4, ge=3, le=5)
    method: Method = "natural"
    zone_min_m2: float = 500.0
    area: dict[str, Any] | None = None
    parcels: list[int] = Field([], max_length=1000)


class PlanClassOut(Schema):
    """What a class has in all; `low` is null for the first class, `high` for the last."""

    vigour_class: int
    low: float | None
    high: float | None
    rate_mm: float
    zones: int
    area_m2: float
    volume_m3: float
    ndvi_mean: float | None


class PlanRowOut(Schema):
    id: int
    survey_id: int
    title: str
    zones: int
    area_m2: float
    volume_m3: float
    created_by: ActorOut | None
    created_at: datetime


class ParcelWaterOut(Schema):
    """Water of a parcel; `parcel_id` is null for the ground that is on none."""

    parcel_id: int | None
    reference: str
    slug: str
    area_m2: float
    volume_m3: float


class PlanOut(PlanRowOut):
    """`parcels`: those with the most water; `parcels_total` counts all. `passes`: in how many passes a
    machine gives the highest rate (task data has no more than 21.47 mm in one)."""

    breaks: list[float]
    rates_mm: list[float]
    zone_min_m2: float
    area: dict[str, Any] | None
    cell_m: float | None
    bbox: tuple[float, float, float, float] | None
    classes: list[PlanClassOut]
    parcels: list[ParcelWaterOut]
    parcels_total: int
    passes: int


@router.get("/surveys/{int:survey_id}/irrigation", response=list[PlanRowOut])
@needs(VIEW, scope=Scope.READ)
def listed(request: HttpRequest, survey_id: int) -> list[dict[str, Any]]:
    """The plans of a survey, latest first."""
    found = IrrigationPlan.objects.visible_to(request.user).filter(survey_id=survey_id)
    rows = found.select_related("created_by").defer("area").order_by("-pk")[:PLANS_MAX]
    return [presenting_irrigation.plan_row(one) for one in rows]


@router.get("/surveys/{int:survey_id}/irrigation/classes", response=ClassesOut)
@needs(irrigation.PLAN)
def classes(request: HttpRequest, survey_id: int, wanted: Query[ClassesIn]) -> Any:
    """Breaks that fit what the survey shows, before anything is planned."""
    survey = survey_of(request, survey_id)
    with HEAVY.seat(client_address(request)):
        return irrigation.find_classes(
            survey=survey, classes=wanted.classes, method=wanted.method, area=None, actor=person(request)
        )


@router.post("/surveys/{int:survey_id}/irrigation", response={201: PlanOut})
@needs(irrigation.PLAN)
def make(request: HttpRequest, survey_id: int, said: IrrigationPlanIn) -> Status[dict[str, Any]]:
    """Make zones with rates; asked twice for the same, it is one plan."""
    survey = survey_of(request, survey_id)
    area = area_from(said.area, field="area")
    if said.parcels:
        if area is not None:
            raise BadInput(_("Give an area or parcels, not both."), field="parcels")
        current = Parcel.objects.visible_to(request.user).current().filter(commune_id=survey.commune_id)
        area = irrigation.area_of_parcels(current, said.parcels)
    wish = irrigation.PlanWish(
        title=said.title, rates_mm=said.rates_mm, breaks=said.breaks, classes=said.classes,
        method=said.method, zone_min_m2=said.zone_min_m2, area=area,
    )  # fmt: skip
    with HEAVY.seat(client_address(request)):
        made = irrigation.make_plan(survey=survey, wish=wish, actor=person(request), now=timezone.now())
    return Status(201, presenting_irrigation.plan(made))


@router.get("/surveys/irrigation/{int:plan_id}", response=PlanOut)
@needs(VIEW, scope=Scope.READ)
def one(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """A plan with the sums of its classes and parcels; its zones are in the layer `irrigation_zones`."""
    return presenting_irrigation.plan(_plan_of(request, plan_id))


@router.delete("/surveys/irrigation/{int:plan_id}", response={204: None})
@needs(irrigation.PLAN)
def remove(request: HttpRequest, plan_id: int) -> Status[None]:
    """Delete a plan with its zones."""
    irrigation.delete_plan(plan=_plan_of(request, plan_id), actor=person(request))
    return Status(204, None)


@router.get("/surveys/irrigation/{int:plan_id}/taskdata.zip", response={200: bytes})
@needs(VIEW, scope=Scope.READ)
def taskdata(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan as ISO 11783-10 task data (TASKDATA.XML, zipped), for the terminals of farm machines."""
    plan = _plan_of(request, plan_id)
    with HEAVY.seat(client_address(request)):
        packed = presenting_irrigation.taskdata(plan)
    name = f"{plan.survey.number}-irrigation-{plan.pk}-taskdata.zip"
    return HttpResponse(
        packed,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private"},
    )


def _plan_of(request: HttpRequest, plan_id: int) -> IrrigationPlan:
    found: IrrigationPlan | None = (
        IrrigationPlan.objects.visible_to(request.user)
        .select_related("survey", "commune", "created_by")
        .filter(pk=plan_id)
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such plan, or it is not yours to see."))
    return found
