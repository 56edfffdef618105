"""What a survey can be looked at as, and what its files hold at a place."""

from functools import cache
from importlib import import_module
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.surveys.imagery.finding import survey_seen
from kharita.surveys.imagery.looks import looks_of
from kharita.surveys.imagery.tilejson import legend_of

router = Router(tags=["surveys"])
DEGREES = "EPSG:4326"


class LegendStopOut(Schema):
    value: float
    color: str


class LookOut(Schema):
    """A way to look at a survey; `tilejson` is the address of its source."""

    name: str
    title: str
    unit: str
    legend: list[LegendStopOut]
    tilejson: str


class ValueOut(Schema):
    """The values of a product's bands at a place; null where it has none."""

    kind: str
    values: list[float | None]


class PlaceIn(Schema):
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


@router.get("/surveys/{survey_id}/looks", response=list[LookOut])
@public(scope=Scope.READ)
def looks(request: HttpRequest, survey_id: int) -> list[dict[str, Any]]:
    """What the survey can be looked at as, with its legends."""
    seen = survey_seen(request.user, survey_id)
    return [
        {
            "name": shown.name,
            "title": str(shown.look.title),
            "unit": shown.look.unit,
            "legend": legend_of(shown.look),
            "tilejson": f"/imagery/{survey_id}/{shown.name}.json",
        }
        for shown in looks_of(seen.products).values()
    ]


@router.get("/surveys/{survey_id}/values", response=list[ValueOut])
@public(scope=Scope.READ)
def values(request: HttpRequest, survey_id: int, place: Query[PlaceIn]) -> list[dict[str, Any]]:
    """What the products hold at a place."""
    seen = survey_seen(request.user, survey_id)
    return [
        {
            "kind": product.kind,
            "values": list(_rasters().value_at(product.analysis, [(place.lon, place.lat)], crs=DEGREES)[0]),
        }
        for product in seen.products
    ]


@cache
def _rasters() -> Any:
    return import_module("kharita.rasters.measuring")  # loads exactextract
