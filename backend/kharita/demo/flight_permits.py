"""Permits for what a scene says was permitted: issued between its two flights, on their parcels."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import geopandas as gpd
import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon

from gis_data.demo_flights import Scene, permits
from kharita.accounts.models import User
from kharita.core.models import WorkflowEvent
from kharita.demo.permit_rows import PATHS
from kharita.permits.models import Decision, Permit, PermitParcel, State
from kharita.permits.services.law import load_law, version_of
from kharita.permits.services.submission import number_of
from kharita.permits.workflow import TRANSITIONS
from kharita.territory.models import Commune, Parcel

KIND = "BUILD_SMALL"
DAY = timedelta(days=1)
EXAMINED = 40 * DAY
"""From a dossier's submission to its issue."""
TITLES = {
    "new_building": "Construction d’une habitation individuelle / بناء مسكن فردي",
    "raising": "Surélévation d’un étage / إضافة طابق",
}


def grant(
    *, scene: Scene, commune: Commune, officer: User, president: User, issued_at: datetime, now: datetime
) -> int:
    """A permit for each of the scene's, the first issued at `issued_at` and one each second day from there.

    Within the caller's transaction. Returns how many; raises `Parcel.DoesNotExist` where the scene is of
    another town than the commune's.
    """
    load_law()
    granted = permits(scene)
    for place, row in enumerate(granted.itertuples()):
        unused = scene.cases[row.case - 1].after is None
        at = issued_at + 2 * place * DAY
        parcel = Parcel.objects.current().get(commune=commune, reference=row.parcel)
        permit = _permit(row, parcel, State.ISSUED if unused else State.WORKS_UNDER_WAY, officer, at)
        PermitParcel.objects.create(permit=permit, parcel=parcel, reference=parcel.reference)
        _history(permit, at, now)
        Decision.objects.create(
            permit=permit, kind=Decision.Kind.GRANT, code=uuid.uuid4().hex, signed_by=president,
            signed_at=at - DAY, number=number_of("DEC", commune.pk, commune.code, (at - DAY).year),
        )  # fmt: skip
    return len(granted)


def _permit(row: Any, parcel: Parcel, state: State, officer: User, at: datetime) -> Permit:
    """The dossier of a granted project; `row` is one of `permits`."""
    commune, submitted = parcel.commune, at - EXAMINED
    rules = version_of(KIND, commune_id=commune.pk, day=submitted.date())
    number = number_of("PC", commune.pk, commune.code, submitted.year)
    owner = parcel.owners.order_by("pk").first()
    floors = int(row.floors)
    permit: Permit = Permit.objects.create(
        commune=commune, kind_id=KIND, rules=rules, number=number, reference=number, state=state,
        owner_name=owner.name if owner else "", owner_name_ar=owner.name_ar if owner else "",
        title=TITLES[row.kind], address=parcel.address, is_large=False, assignee=officer,
        project={
            "use": "individual_housing", "works": "storey" if row.kind == "raising" else "new",
            "floors": floors, "height_m": float(row.max_height_m), "covered_area_m2": float(row.area_m2),
            "floor_area_m2": round(float(row.area_m2) * (floors + 1), 1), "dwellings": floors + 1,
        },
        site=parcel.geometry, footprint=_multi(row.geometry), created_at=submitted, changed_at=at,
        submitted_at=submitted, decided_at=at - DAY, issued_at=at,
        valid_until=(at + timedelta(days=(rules.validity_months or 12) * 30)).date(),
    )  # fmt: skip
    return permit


def _history(permit: Permit, issued_at: datetime, now: datetime) -> None:
    """The moves by which it came where it is: evenly to its issue, then to today."""
    path = PATHS[State(permit.state)]
    issue = path.index("issue")
    source = str(State.DRAFT)
    for step, action in enumerate(path):
        at = issued_at - EXAMINED + EXAMINED * step / issue
        if step > issue:
            at = min(issued_at + 10 * (step - issue) * DAY, now)
        target = str(TRANSITIONS[action].target)
        WorkflowEvent.objects.create(
            at=at, object_type="permits.permit", object_id=permit.pk, action=action, source=source,
            target=target,
        )  # fmt: skip
        source = target


def _multi(shape: shapely.Geometry) -> MultiPolygon:
    whole = gpd.GeoSeries([shape]).make_valid().iloc[0]
    parts = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
    stored = GEOSGeometry(memoryview(shapely.to_wkb(shapely.MultiPolygon(parts))), srid=settings.KHARITA_SRID)
    assert isinstance(stored, MultiPolygon)  # noqa: S101 - made of one
    return stored
