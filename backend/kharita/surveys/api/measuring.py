"""Measuring on a survey, and what people keep of it."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from kharita.accounts.login import client_address
from kharita.accounts.rules import needs, public
from kharita.accounts.scopes import Scope
from kharita.core.seats import HEAVY
from kharita.permits.shapes import geojson_of
from kharita.surveys.api.finding import person, survey_of, visible
from kharita.surveys.models import Measurement, Survey
from kharita.surveys.models.inside import VIEW
from kharita.surveys.services import measuring

router = Router(tags=["surveys"])
Kind = Literal["distance", "area", "height", "volume", "difference", "profile", "note"]


class MeasureIn(Schema):
    """A shape in GeoJSON (WGS84): a point, a line or a polygon, as the kind wants it; `before`: an earlier
    survey to compare with."""

    kind: Kind
    geometry: dict[str, Any]
    before: int | None = None


class ProfilePointOut(Schema):
    distance_m: float
    height_m: float | None = None
    before_m: float | None = None


class MeasureOut(Schema):
    """What was measured: metres, square and cubic metres; only what the kind has. `share_seen`: how much of
    the area the survey shows."""

    length_m: float | None = None
    area_m2: float | None = None
    height_m: float | None = None
    before_m: float | None = None
    change_m: float | None = None
    volume_m3: float | None = None
    fill_m3: float | None = None
    cut_m3: float | None = None
    net_m3: float | None = None
    share_seen: float | None = None
    profile: list[ProfilePointOut] | None = None


class NameIn(Schema):
    name: str = Field("", max_length=200)
    note: str = Field("", max_length=5_000)


class KeepIn(MeasureIn, NameIn):
    pass


class MeasurementOut(Schema):
    id: int
    kind: Kind
    shape: Literal["point", "line", "polygon"]
    name: str
    note: str
    geometry: dict[str, Any]
    values: MeasureOut
    before_id: int | None
    created_at: datetime
    may_remove: bool


@router.post("/surveys/{int:survey_id}/measure", response=MeasureOut, exclude_none=True)
@public(scope=Scope.READ, only_reads=True)
def measure(request: HttpRequest, survey_id: int, said: MeasureIn) -> dict[str, Any]:
    """Measure a shape on the survey, without keeping it."""
    with HEAVY.seat(client_address(request)):
        return measuring.measure(
            survey=survey_of(request, survey_id), before=_before(request, said), kind=said.kind,
            geometry=said.geometry,
        )  # fmt: skip


@router.get("/surveys/{int:survey_id}/measurements", response=list[MeasurementOut])
@needs(VIEW)
def kept(request: HttpRequest, survey_id: int) -> list[dict[str, Any]]:
    """What people kept on this survey, latest first."""
    found = Measurement.objects.visible_to(request.user).filter(survey=survey_of(request, survey_id))
    return [_told(request, one) for one in found.order_by("-pk")[:500]]


@router.post("/surveys/{int:survey_id}/measurements", response={201: MeasurementOut})
@needs(VIEW)
def keep(request: HttpRequest, survey_id: int, said: KeepIn) -> Status[dict[str, Any]]:
    """Measure a shape and keep it under a name."""
    made = measuring.keep_measurement(
        survey=survey_of(request, survey_id), before=_before(request, said), kind=said.kind,
        geometry=said.geometry, name=said.name, note=said.note, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, _told(request, made))


@router.patch("/surveys/{int:survey_id}/measurements/{int:measurement_id}", response=MeasurementOut)
@needs(VIEW)
def name(request: HttpRequest, survey_id: int, measurement_id: int, said: NameIn) -> dict[str, Any]:
    """Give a kept measurement another name or remark."""
    found = visible(Measurement.objects, request, measurement_id)
    measuring.name_measurement(measurement=found, name=said.name, note=said.note, actor=person(request))
    return _told(request, found)


@router.delete("/surveys/{int:survey_id}/measurements/{int:measurement_id}", response={204: None})
@needs(VIEW)
def forget(request: HttpRequest, survey_id: int, measurement_id: int) -> Status[None]:
    """Delete a kept measurement."""
    found = visible(Measurement.objects, request, measurement_id)
    measuring.remove_measurement(measurement=found, actor=person(request))
    return Status(204, None)


def _before(request: HttpRequest, said: MeasureIn) -> Survey | None:
    return None if said.before is None else survey_of(request, said.before)


def _told(request: HttpRequest, one: Measurement) -> dict[str, Any]:
    columns = ("id", "kind", "shape", "name", "note", "values", "before_id", "created_at")
    return {column: getattr(one, column) for column in columns} | {
        "geometry": geojson_of(one.geometry),
        "may_remove": measuring.may_change(one, person(request)),
    }
