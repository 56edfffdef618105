"""Plans of irrigation as the API's answers, and as task data for farm machines."""

from collections import defaultdict
from typing import Any

import shapely
from django.conf import settings
from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Polygon
from django.db.models import Sum
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from kharita.permits.shapes import geojson_of
from kharita.surveys import presenting
from kharita.surveys.models import IrrigationPlan
from kharita.surveys.taskdata import TaskField, TaskTexts, TaskZone, passes_of, taskdata_zip

PARCELS_SHOWN = 500
WRITER_VERSION = "1"


def plan_row(one: IrrigationPlan) -> dict[str, Any]:
    totals = one.totals
    return {
        "id": one.pk, "survey_id": one.survey_id, "title": one.title, "zones": totals.get("zones", 0),
        "area_m2": totals.get("area_m2", 0.0), "volume_m3": totals.get("volume_m3", 0.0),
        "created_by": presenting.actor(one.created_by), "created_at": one.created_at,
    }  # fmt: skip


def plan(one: IrrigationPlan) -> dict[str, Any]:
    parcels = _parcels(one)
    extent = one.zones.aggregate(extent=Extent("geometry"))["extent"]
    box = None if extent is None else Polygon.from_bbox(extent)
    if box is not None:
        box.srid = settings.KHARITA_SRID
    return plan_row(one) | {
        "breaks": one.breaks, "rates_mm": one.rates_mm, "zone_min_m2": one.zone_min_m2,
        "area": geojson_of(one.area), "cell_m": one.totals.get("cell_m"), "bbox": presenting.bbox_of(box),
        "classes": one.totals.get("classes", []), "parcels": parcels[:PARCELS_SHOWN],
        "parcels_total": sum(row["parcel_id"] is not None for row in parcels),
        "passes": passes_of(max(one.rates_mm, default=0.0)),
    }  # fmt: skip


def taskdata(one: IrrigationPlan) -> bytes:
    """The plan as a zipped TASKDATA.XML."""
    texts = TaskTexts(
        customer=one.commune.name_fr, farm=one.title, product=_("Water"), vigour_class=_("Vigour class"),
        no_water=_("No water"), off_parcels=_("Off parcels"), run=_("pass"),
    )  # fmt: skip
    return taskdata_zip(_fields(one), texts=texts, version=WRITER_VERSION, now=one.created_at)


def _parcels(one: IrrigationPlan) -> list[dict[str, Any]]:
    rows = (
        one.zones.values("parcel_id", "parcel__reference", "parcel__slug")
        .annotate(area=Sum("area_m2"), volume=Sum("volume_m3"))
        .order_by("-volume", "-area", "parcel_id")
    )
    return [
        {
            "parcel_id": row["parcel_id"],
            "reference": row["parcel__reference"] or "",
            "slug": row["parcel__slug"] or "",
            "area_m2": round(row["area"], 2),
            "volume_m3": round(row["volume"], 3),
        }
        for row in rows
    ]


def _fields(one: IrrigationPlan) -> list[TaskField]:
    zones = one.zones.select_related("parcel").order_by("parcel_id", "vigour_class", "pk")
    by_parcel = defaultdict(list)
    for zone in zones:
        by_parcel[zone.parcel].append(zone)
    fields = []
    for parcel, rows in by_parcel.items():
        inside = [
            TaskZone(row.vigour_class, row.rate_mm, _degrees(row.geometry), row.area_m2) for row in rows
        ]
        outline = (
            _degrees(parcel.geometry)
            if parcel is not None
            else shapely.union_all([zone.geometry for zone in inside])
        )
        area = float(parcel.geometry.area) if parcel is not None else sum(zone.area_m2 for zone in inside)
        fields.append(TaskField("" if parcel is None else parcel.reference, outline, area, inside))
    return fields


def _degrees(geometry: Any) -> BaseGeometry:
    """In WGS84, to a billionth of a degree, which task data keeps (a tenth of a millimetre)."""
    return shapely.from_wkb(bytes(geometry.transform(4326, clone=True).wkb))
