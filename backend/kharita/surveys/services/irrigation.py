"""Plans of irrigation: zones of vigour of a multispectral survey, parted by parcel, each class with a rate.

NDVI tells how vigorous plants are, not how much water they need: the rates are the agronomist's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from math import isfinite
from typing import Any

import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rasterio.errors import RasterioError
from shapely.geometry.base import BaseGeometry

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.errors import BadInput, Conflict, NotFound
from kharita.surveys.models import IrrigationPlan, IrrigationZone, Product, Survey
from kharita.territory.models import Parcel

PLAN = "surveys.plan_irrigation"
CLASSES = (3, 5)
RATE_MAX_MM = 200.0
ZONE_M2 = (10.0, 100_000.0)
CELLS_MIN = 100
"""Fewer known cells than this are no ground to plan on."""
PARCELS_MAX = 20_000
_BATCH = 500


@dataclass(frozen=True)
class PlanWish:
    """What a plan is to be. `breaks`: the NDVI between classes, or None: found by `method` for `classes`.

    `rates_mm`: one for each class, the least vigorous first. `area`: where (None: all that the survey shows).
    """

    title: str
    rates_mm: Sequence[float]
    breaks: Sequence[float] | None = None
    classes: int = 4
    method: str = "natural"
    zone_min_m2: float = 500.0
    area: MultiPolygon | None = None


@dataclass(frozen=True)
class VigourClasses:
    """Breaks found for a survey, and the ground of each class (m², before small zones are merged)."""

    breaks: tuple[float, ...]
    areas_m2: tuple[float, ...]
    lowest: float
    highest: float
    cell_m: float


@dataclass
class _Made:
    pieces: list[Any]
    means: list[float | None]
    parcels: list[Parcel]
    breaks: tuple[float, ...]
    product: Product
    cell_m: float
    area: MultiPolygon | None = field(default=None)


def find_classes(
    *, survey: Survey, classes: int, method: str, area: MultiPolygon | None, actor: User
) -> VigourClasses:
    """Breaks for a survey's vigour. Raises `NotFound` for a survey of another commune than the planner's,
    `BadInput`, and `Conflict` where it has no red and near infrared."""
    if not actor.can(PLAN, survey.commune_id):
        raise NotFound(_("There is no such survey, or it is not yours to see."))
    _check_classes(classes)
    vigour = _vigour(_multispectral(survey), area)
    breaks = _breaks(vigour, classes, method)
    values = _zones().smoothed(vigour)
    areas, lowest, highest = _vigour_maker().areas_between(values, breaks, vigour.cell_m)
    return VigourClasses(breaks, areas, lowest, highest, round(vigour.cell_m, 3))


def make_plan(*, survey: Survey, wish: PlanWish, actor: User, now: datetime) -> IrrigationPlan:
    """Zones, rates and volumes; asked twice for the same, it is one plan.

    Raises `NotAllowed`, `BadInput` for what does not fit together, `Conflict` where the survey has no
    multispectral file with red and near infrared.
    """
    check_right(actor, PLAN, survey.commune_id)
    _check(wish)
    return _stored(survey, wish, _computed(survey, wish), actor, now)


@transaction.atomic
def delete_plan(*, plan: IrrigationPlan, actor: User) -> None:
    """Remove a plan and its zones. Raises `NotAllowed`."""
    check_right(actor, PLAN, plan.commune_id)
    plan.delete()


def area_of_parcels(parcels: "QuerySet[Parcel]", numbers: Sequence[int]) -> MultiPolygon:
    """The ground of some parcels. Raises `BadInput` where one is not there."""
    found = list(parcels.filter(pk__in=set(numbers)))
    if len(found) != len(set(numbers)):
        raise BadInput(_("One of these parcels is not there any more."), field="parcels")
    return _stored_geometry(shapely.union_all([_shapely(parcel.geometry) for parcel in found]))


def _check(wish: PlanWish) -> None:
    if not wish.title.strip():
        raise BadInput(_("Give the plan a title."), field="title")
    classes = wish.classes if wish.breaks is None else len(wish.breaks) + 1
    _check_classes(classes)
    if wish.breaks is not None and (
        any(not -1 < value < 1 for value in wish.breaks)
        or any(later <= earlier for earlier, later in zip(wish.breaks, wish.breaks[1:], strict=False))
    ):
        raise BadInput(_("The breaks must rise, between -1 and 1."), field="breaks")
    if len(wish.rates_mm) != classes:
        raise BadInput(_("Give one rate for each class: %(count)s.") % {"count": classes}, field="rates_mm")
    if any(not isfinite(rate) or not 0 <= rate <= RATE_MAX_MM for rate in wish.rates_mm):
        raise BadInput(
            _("A rate is between 0 and %(most)s mm.") % {"most": int(RATE_MAX_MM)}, field="rates_mm"
        )
    if not ZONE_M2[0] <= wish.zone_min_m2 <= ZONE_M2[1]:
        raise BadInput(
            _("The smallest zone is between %(least)s and %(most)s m².")
            % {"least": int(ZONE_M2[0]), "most": int(ZONE_M2[1])},
            field="zone_min_m2",
        )


def _check_classes(classes: int) -> None:
    if not CLASSES[0] <= classes <= CLASSES[1]:
        raise BadInput(
            _("Between %(least)s and %(most)s classes.") % {"least": CLASSES[0], "most": CLASSES[1]},
            field="classes",
        )


def _multispectral(survey: Survey) -> Product:
    product = Product.objects.ready().filter(survey=survey, kind=Product.Kind.MULTISPECTRAL).first()
    if product is None:
        raise Conflict(
            _("This survey has no multispectral file that is ready: vigour is seen in the near infrared."),
            code="no-multispectral",
        )
    if not {"red", "nir"} <= product.bands.keys():
        raise Conflict(
            _("The multispectral file does not say which of its bands are red and near infrared."),
            code="no-multispectral",
        )
    return product


def _vigour(product: Product, area: MultiPolygon | None) -> Any:
    try:
        vigour = _vigour_maker().read_vigour(
            product.analysis, red=int(product.bands["red"]), nir=int(product.bands["nir"]),
            srid=settings.KHARITA_SRID, area=None if area is None else _shapely(area),
        )  # fmt: skip
    except (RasterioError, OSError, IndexError) as error:
        raise Conflict(_("The file is not there any more."), code="no-multispectral") from error
    if vigour.known < CELLS_MIN:
        raise BadInput(
            _("The survey shows too little of this area: too few cells have a value."),
            field="area", code="too-few-pixels", cells=vigour.known,
        )  # fmt: skip
    return vigour


def _breaks(vigour: Any, classes: int, method: str) -> tuple[float, ...]:
    if method not in ("natural", "equal_areas"):
        raise BadInput(_("There is no such way to find breaks."), field="method")
    found: tuple[float, ...] = _class_breaks().find_breaks(_zones().smoothed(vigour), classes, method)
    if len(found) != classes - 1:
        raise BadInput(
            _("Vigour is too even here for %(count)s classes: choose fewer, or give the breaks yourself.")
            % {"count": classes},
            field="classes", code="too-even",
        )  # fmt: skip
    return found


def _computed(survey: Survey, wish: PlanWish) -> _Made:
    """All work on the raster: nothing is locked meanwhile."""
    product = _multispectral(survey)
    vigour = _vigour(product, wish.area)
    breaks = tuple(wish.breaks) if wish.breaks is not None else _breaks(vigour, wish.classes, wish.method)
    zones = _zones().make_zones(vigour, breaks, least_m2=wish.zone_min_m2)
    if wish.area is not None:
        zones = _zones().cut_zones(zones, _shapely(wish.area))
    parcels = _parcels(survey, [zone.geometry for zone in zones])
    grounds = [_shapely(parcel.geometry) for parcel in parcels]
    pieces = _zones().split_zones(zones, grounds, least_m2=wish.zone_min_m2)
    means = _vigour_maker().mean_ndvi(vigour, [piece.geometry for piece in pieces])
    return _Made(pieces, means, parcels, breaks, product, vigour.cell_m, wish.area)


def _parcels(survey: Survey, zones: Sequence[BaseGeometry]) -> list[Parcel]:
    if not zones:
        return []
    around = _stored_geometry(shapely.box(*shapely.total_bounds(zones)))
    rows = Parcel.objects.current().filter(commune_id=survey.commune_id, geometry__intersects=around)
    found = list(rows.only("pk", "reference", "geometry").order_by("pk")[: PARCELS_MAX + 1])
    if len(found) > PARCELS_MAX:
        raise BadInput(
            _("More than %(most)s parcels lie here: choose a smaller area.") % {"most": PARCELS_MAX},
            field="area", code="too-many-parcels",
        )  # fmt: skip
    return found


@transaction.atomic
def _stored(survey: Survey, wish: PlanWish, made: _Made, actor: User, now: datetime) -> IrrigationPlan:
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)  # one plan after the other
    source = {"product": str(made.product.key), "sha256": made.product.sha256}
    rates = [float(rate) for rate in wish.rates_mm]
    same = IrrigationPlan.objects.filter(
        survey=survey, title=wish.title.strip(), breaks=list(made.breaks), rates_mm=rates,
        zone_min_m2=wish.zone_min_m2, totals__source=source,
    )  # fmt: skip
    known: IrrigationPlan | None = next((one for one in same if one.area == made.area), None)
    if known is not None:
        return known
    plan = IrrigationPlan(
        commune_id=survey.commune_id, survey=survey, title=wish.title.strip(), breaks=list(made.breaks),
        rates_mm=rates, zone_min_m2=wish.zone_min_m2, area=made.area, created_by=actor, created_at=now,
    )  # fmt: skip
    zones = _rows(plan, made)
    plan.totals = _totals(plan, zones) | {"source": source, "cell_m": round(made.cell_m, 3)}
    plan.save()
    IrrigationZone.objects.bulk_create(zones, batch_size=_BATCH)
    return plan


def _rows(plan: IrrigationPlan, made: _Made) -> list[IrrigationZone]:
    rows = []
    for piece, mean in zip(made.pieces, made.means, strict=True):
        if mean is None:
            continue
        area, rate = float(piece.geometry.area), plan.rates_mm[piece.vigour_class - 1]
        rows.append(
            IrrigationZone(
                commune_id=plan.commune_id, plan=plan, vigour_class=piece.vigour_class,
                parcel=None if piece.ground is None else made.parcels[piece.ground],
                geometry=_stored_geometry(piece.geometry), area_m2=round(area, 2),
                ndvi_mean=round(mean, 4), rate_mm=rate, volume_m3=round(area * rate / 1000, 4),
            )
        )  # fmt: skip
    return rows


def _totals(plan: IrrigationPlan, zones: Sequence[IrrigationZone]) -> dict[str, Any]:
    """Sums of all and of each class: area, water, and NDVI weighed by area (None: no ground)."""
    edges = [None, *plan.breaks, None]
    classes = []
    for number, rate in enumerate(plan.rates_mm, start=1):
        mine = [zone for zone in zones if zone.vigour_class == number]
        area = sum(zone.area_m2 for zone in mine)
        mean = sum(zone.area_m2 * zone.ndvi_mean for zone in mine) / area if area else None
        classes.append(
            {
                "vigour_class": number, "low": edges[number - 1], "high": edges[number], "rate_mm": rate,
                "zones": len(mine), "area_m2": round(area, 2),
                "volume_m3": round(sum(zone.volume_m3 for zone in mine), 3),
                "ndvi_mean": None if mean is None else round(mean, 4),
            }
        )  # fmt: skip
    return {
        "zones": len(zones),
        "area_m2": round(sum(zone.area_m2 for zone in zones), 2),
        "volume_m3": round(sum(zone.volume_m3 for zone in zones), 3),
        "classes": classes,
    }


def _shapely(geometry: GEOSGeometry) -> BaseGeometry:
    return shapely.from_wkb(bytes(geometry.wkb))


def _stored_geometry(geometry: BaseGeometry) -> MultiPolygon:
    stored = GEOSGeometry(memoryview(shapely.to_wkb(geometry)), srid=settings.KHARITA_SRID)
    return stored if isinstance(stored, MultiPolygon) else MultiPolygon(stored, srid=stored.srid)


# OpenCV, SciPy and exactextract are loaded by the first plan, not by every process that serves the API.
@cache
def _vigour_maker() -> Any:
    return import_module("kharita.rasters.vigour")


@cache
def _zones() -> Any:
    return import_module("kharita.rasters.zones")


@cache
def _class_breaks() -> Any:
    return import_module("kharita.rasters.class_breaks")
