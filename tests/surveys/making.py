"""Surveys, comparisons and findings without any file, to check by eye."""

from datetime import timedelta
from typing import Any

from django.contrib.gis.geos import Polygon
from django.utils import timezone

from kharita.permits.models import Permit, PermitParcel, PermitType, State
from kharita.surveys.models import Comparison, Finding, FlightAuthorisation, Survey
from kharita.territory.models import Commune, Parcel
from tests.factories import CENTRE, multi, square

X, Y = CENTRE


def make_authorisation(commune: Commune, **fields: Any) -> FlightAuthorisation:
    """The commune's permission to fly, of the last years and the next month; one for all its flights."""
    now = timezone.now()
    values: dict[str, Any] = {
        "reference": "DGAC-2026-114", "pilot_name": "Rachid Pilote", "created_at": now,
        "valid_from": now.date() - timedelta(days=900), "valid_until": now.date() + timedelta(days=30),
    }  # fmt: skip
    values |= fields
    known: FlightAuthorisation | None = FlightAuthorisation.objects.filter(
        commune=commune, reference=values["reference"]
    ).first()
    return known or FlightAuthorisation.objects.create(commune=commune, **values)


def make_survey(commune: Commune, number: str, *, days_ago: int = 1, **fields: Any) -> Survey:
    """A ready survey of 200 m around CENTRE, without files."""
    now = timezone.now()
    authorisation = fields.pop("authorisation", None) or make_authorisation(commune)
    made: Survey = Survey.objects.create(
        commune=commune, number=number, authorisation=authorisation, created_at=now,
        **{"state": "ready", "title": f"Flight {number}", "flown_at": now - timedelta(days=days_ago),
           "sensor": "20 MP", "gsd_cm": 5, "footprint": multi(square(X - 100, Y - 100, 200))} | fields,
    )  # fmt: skip
    return made


def make_comparison(commune: Commune, **fields: Any) -> Comparison:
    """A finished comparison of two flights, 200 and 10 days ago."""
    made: Comparison = Comparison.objects.create(
        commune=commune, before=make_survey(commune, f"VOL-{commune.pk}-1", days_ago=200),
        after=make_survey(commune, f"VOL-{commune.pk}-2", days_ago=10), created_at=timezone.now(),
        **{"state": "ready"} | fields,
    )  # fmt: skip
    return made


def make_finding(
    comparison: Comparison, *, parcel: Parcel | None = None, shape: Polygon | None = None, **fields: Any
) -> Finding:
    """A house of 10 × 12 m and 7 m without a permit, unless told otherwise."""
    values: dict[str, Any] = {
        "number": comparison.findings.count() + 1, "verdict": "no_permit", "area_m2": 120.0, "height_m": 7.0,
        "built_height_m": 7.0, "confidence": 0.9, "score": 680.0,
        "facts": {
            "direction": "up",
            "told": [{"code": "no-permit", "values": {"day": "2026-11-20"}}],
            "measured": {},
        },
    }  # fmt: skip
    made: Finding = Finding.objects.create(
        commune=comparison.commune, comparison=comparison, parcel=parcel,
        geometry=multi(shape or square(X + 2, Y + 2, 10, 12)), **values | fields,
    )  # fmt: skip
    return made


def make_permit(
    parcel: Parcel, *, kind: str = "BUILD_SMALL", days_ago: int = 100, footprint: Polygon | None = None,
    project: dict[str, Any] | None = None, **fields: Any,
) -> Permit:  # fmt: skip
    """A permit issued so many days ago on `parcel`."""
    now = timezone.now()
    PermitType.objects.get_or_create(code=kind, defaults={"family": "building"})
    count = Permit.objects.count() + 1
    permit: Permit = Permit.objects.create(
        commune=parcel.commune, kind_id=kind, number=f"PC-{count}", reference=f"PC-{count}", created_at=now,
        changed_at=now, site=parcel.geometry, footprint=None if footprint is None else multi(footprint),
        project=project or {},
        **{"state": State.WORKS_UNDER_WAY, "issued_at": now - timedelta(days=days_ago)} | fields,
    )  # fmt: skip
    PermitParcel.objects.create(permit=permit, parcel=parcel, reference=parcel.reference)
    return permit
