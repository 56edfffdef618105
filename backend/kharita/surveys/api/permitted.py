"""Permits, their authorised footprints and their plans on the ground of a survey."""

from datetime import date, datetime
from typing import Any, Literal

import shapely
from django.conf import settings
from django.contrib.gis.geos import Polygon
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, model_validator
from shapely.geometry.base import BaseGeometry

from kharita.accounts.rules import needs
from kharita.accounts.scopes import Scope
from kharita.core.geo import WGS84
from kharita.permits.checks.presenting import to_degrees
from kharita.permits.models import PlanReading
from kharita.permits.models.entity import VIEW
from kharita.surveys.api.finding import survey_of
from kharita.surveys.models import Survey
from kharita.surveys.permitted import Permitted, Standing, permitted_at
from kharita.surveys.verdict.loading import shape_of

router = Router(tags=["surveys"])


class BoxIn(Schema):
    """A part of the survey's ground, in degrees; without it the whole."""

    west: float | None = Field(None, ge=-180, le=180)
    south: float | None = Field(None, ge=-90, le=90)
    east: float | None = Field(None, ge=-180, le=180)
    north: float | None = Field(None, ge=-90, le=90)

    @model_validator(mode="after")
    def _all_or_none(self) -> "BoxIn":
        if self.bounds is None and any(
            side is not None for side in (self.west, self.south, self.east, self.north)
        ):
            raise ValueError("give west, south, east and north, or none of them")
        return self

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        if self.west is None or self.south is None or self.east is None or self.north is None:
            return None
        return self.west, self.south, self.east, self.north


class DrawnOut(Schema):
    """A plan (DXF) as it was read and laid on the cadastre; `footprint` is GeoJSON in WGS84."""

    id: int
    document: int | None
    name: str
    read_at: datetime
    footprint: dict[str, Any]
    storeys: int | None
    height_m: float | None


class PermittedOut(Schema):
    """A permit as it stood on the day of the flight, or the amendment in its place.

    `footprint` is the authorised one, `site` its parcels (GeoJSON in WGS84, null: not said); `height_m` is
    the height that it allows, from its floors where it says no other.
    """

    id: int
    reference: str
    purpose: Literal["building", "demolition", "occupation"]
    standing: Standing
    state: str
    state_title: str
    issued_on: date
    ended_on: date | None
    completed_on: date | None
    height_m: float | None
    floors: int | None
    footprint: dict[str, Any] | None
    site: dict[str, Any] | None
    plans: list[DrawnOut]


class PermittedListOut(Schema):
    """`is_whole`: false where more permits lie there than are told at once; ask for a part."""

    permits: list[PermittedOut]
    is_whole: bool


@router.get("/surveys/{int:survey_id}/permitted", response=PermittedListOut)
@needs(VIEW, scope=Scope.READ)
def permitted(request: HttpRequest, survey_id: int, box: Query[BoxIn]) -> dict[str, Any]:
    """What was permitted on the ground of a survey, for who handles permits: findings are held against it."""
    survey = survey_of(request, survey_id)
    area = _area(survey, box)
    found, is_whole = ([], True) if area is None else permitted_at(survey, area, request.user)
    return {"permits": [_permitted(one) for one in found], "is_whole": is_whole}


def _area(survey: Survey, box: BoxIn) -> BaseGeometry | None:
    """The ground that is asked about, in the official CRS; None: the survey shows none."""
    if box.bounds is None:
        return None if survey.footprint is None else shape_of(survey.footprint)
    asked = Polygon.from_bbox(box.bounds)
    asked.srid = WGS84
    asked.transform(settings.KHARITA_SRID)
    return shapely.from_wkb(bytes(asked.wkb))


def _permitted(one: Permitted) -> dict[str, Any]:
    permission, permit = one.permission, one.permit
    names = ("id", "reference", "purpose", "issued_on", "ended_on", "completed_on", "floors")
    return {name: getattr(permission, name) for name in names} | {
        "standing": one.standing,
        "state": permit.state,
        "state_title": permit.get_state_display(),
        "height_m": one.height_m,
        "footprint": _shape(permission.footprint),
        "site": _shape(permission.site),
        "plans": [_drawn(plan) for plan in one.plans],
    }


def _shape(ground: BaseGeometry | None) -> dict[str, Any] | None:
    return None if ground is None or ground.is_empty else to_degrees(ground)


def _drawn(one: PlanReading) -> dict[str, Any]:
    plan = one.told["plan"]
    return {
        "id": one.pk,
        "document": one.document_id,
        "name": one.name,
        "read_at": one.read_at,
        "footprint": one.told["footprint"],
        "storeys": plan.get("storeys"),
        "height_m": plan.get("height_m"),
    }
