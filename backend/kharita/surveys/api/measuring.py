"""Looks at a survey and measures on its heights."""

import json
from dataclasses import asdict
from functools import cache
from importlib import import_module
from typing import Any, Literal

import shapely
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field
from shapely.errors import GEOSException

from kharita.accounts.login import client_address
from kharita.accounts.rules import logged_in, public
from kharita.accounts.scopes import Scope
from kharita.core.errors import BadInput, NotFound
from kharita.core.seats import HEAVY
from kharita.surveys.imagery.finding import Seen, survey_seen
from kharita.surveys.imagery.looks import looks_of
from kharita.surveys.imagery.tilejson import legend_of
from kharita.surveys.models import Product

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


class ProfileIn(Schema):
    """`line`: a GeoJSON LineString in WGS84; `others`: further surveys to lay over the first."""

    line: dict[str, Any]
    step_m: float | None = Field(None, gt=0, le=1000)
    others: list[int] = Field([], max_length=7)


class ProfileOut(Schema):
    survey: int
    distances_m: list[float]
    places: list[tuple[float, float]]
    heights_m: list[float | None]
    step_m: float
    cell_m: float


class VolumeIn(Schema):
    """`area`: a GeoJSON Polygon or MultiPolygon in WGS84; `height_m` goes with the base "fixed"."""

    area: dict[str, Any]
    base: Literal["lowest", "average", "plane", "fixed"] = "plane"
    height_m: float | None = None


class VolumeOut(Schema):
    above_m3: float
    below_m3: float
    net_m3: float
    area_m2: float
    known_share: float
    base_m: float
    slope: tuple[float, float]
    cell_m: float


class HeightsOut(Schema):
    """Heights inside an area, each cell weighed by what of it lies inside."""

    minimum: float
    maximum: float
    mean: float
    standard_deviation: float
    area_m2: float
    known_share: float
    cell_m: float


class CutFillIn(Schema):
    """What changed inside `area` since the survey `before`; less than `least_m` is taken for noise."""

    area: dict[str, Any]
    before: int
    least_m: float = Field(0.0, ge=0, le=100)


class CutFillOut(Schema):
    fill_m3: float
    cut_m3: float
    net_m3: float
    fill_area_m2: float
    cut_area_m2: float
    mean_change_m: float
    area_m2: float
    known_share: float
    cell_m: float


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
            "values": list(_measuring().value_at(product.analysis, [(place.lon, place.lat)], crs=DEGREES)[0]),
        }
        for product in seen.products
    ]


@router.post("/surveys/{survey_id}/profile", response=list[ProfileOut])
@logged_in(scope=Scope.READ)
def profile(request: HttpRequest, survey_id: int, said: ProfileIn) -> list[dict[str, Any]]:
    """Heights along a line, of this survey and of others at the same places."""
    line = _shape(said.line)
    files = [(number, _heights(survey_seen(request.user, number))) for number in (survey_id, *said.others)]
    found: list[dict[str, Any]] = []
    step = said.step_m
    with HEAVY.seat(client_address(request)):
        for number, product in files:
            made = _measuring().profile(product.analysis, line, step, crs=DEGREES)
            step = made.step_m
            found.append({"survey": number, **asdict(made)})
    return found


@router.post("/surveys/{survey_id}/heights", response=HeightsOut)
@logged_in(scope=Scope.READ)
def heights(request: HttpRequest, survey_id: int, said: VolumeIn) -> dict[str, Any]:
    """How high it is inside an area."""
    product, area = _heights(survey_seen(request.user, survey_id)), _shape(said.area)
    with HEAVY.seat(client_address(request)):
        return asdict(_measuring().area_statistics(product.analysis, area, crs=DEGREES))


@router.post("/surveys/{survey_id}/volume", response=VolumeOut)
@logged_in(scope=Scope.READ)
def volume(request: HttpRequest, survey_id: int, said: VolumeIn) -> dict[str, Any]:
    """What stands over a base inside an area, and what is missing under it."""
    product, area = _heights(survey_seen(request.user, survey_id)), _shape(said.area)
    base = _measuring().Base(said.base, said.height_m)
    with HEAVY.seat(client_address(request)):
        found = _measuring().volume(product.analysis, area, base, crs=DEGREES)
    return {**asdict(found), "net_m3": found.net_m3}


@router.post("/surveys/{survey_id}/cut-fill", response=CutFillOut)
@logged_in(scope=Scope.READ)
def cut_fill(request: HttpRequest, survey_id: int, said: CutFillIn) -> dict[str, Any]:
    """What was added and taken away inside an area since an earlier survey."""
    after = _heights(survey_seen(request.user, survey_id))
    before, area = _heights(survey_seen(request.user, said.before)), _shape(said.area)
    with HEAVY.seat(client_address(request)):
        found = _measuring().difference_volume(
            before.analysis, after.analysis, area, crs=DEGREES, least_m=said.least_m
        )
    return {**asdict(found), "net_m3": found.net_m3}


@cache
def _measuring() -> Any:
    return import_module("kharita.rasters.measuring")  # loads exactextract


def _heights(seen: Seen) -> Product:
    product = seen.product(Product.Kind.DSM) or seen.product(Product.Kind.DTM)
    if product is None:
        raise NotFound(_("The survey has no heights (no DSM)."))
    return product


def _shape(geojson: dict[str, Any]) -> Any:
    try:
        shape = shapely.from_geojson(json.dumps(geojson))
    except (GEOSException, ValueError) as error:
        raise BadInput(_("The shape cannot be read."), field="area") from error
    if shape is None or shape.is_empty:
        raise BadInput(_("The shape cannot be read."), field="area")
    return shape
