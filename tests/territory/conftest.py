"""A small town to read by eye: four parcels on Avenue Mohammed V, a plan, an oued, buildings, owners."""

from dataclasses import dataclass
from datetime import date

import pytest

from kharita.territory.models import (
    Building,
    Commune,
    District,
    Easement,
    Parcel,
    ParcelOwner,
    Place,
    Reservation,
    Street,
    Zone,
    ZoneRule,
    ZoningPlan,
)
from kharita.territory.models.parcel import Tenure
from kharita.territory.search_index import refresh_search
from tests.factories import CENTRE, line, make_parcel, multi, point, square

X, Y = CENTRE


@dataclass
class Town:
    """`parcel` is 12345/40: 20 m × 20 m at CENTRE, between `west` and `east` on the avenue to the south."""

    commune: Commune
    parcel: Parcel
    west: Parcel
    east: Parcel
    plan: ZoningPlan


@pytest.fixture
def town(commune: Commune) -> Town:
    parcel = make_parcel(
        commune,
        "12345/40",
        tenure=Tenure.TITLED,
        declared_area_m2=410,
        address="12, avenue Mohammed V",
        address_ar="12 شارع محمد الخامس",
        attributes={"LOT": "B-7"},
    )
    west = make_parcel(commune, "12344/40", xy=(X - 20, Y), address="10, avenue Mohammed V")
    east = make_parcel(commune, "R 1234/40", xy=(X + 20, Y), address="14, av. Med V")
    ParcelOwner.objects.create(
        parcel=parcel, name="Fatima Zahra El Idrissi", name_ar="فاطمة الزهراء الإدريسي", share_denominator=2
    )
    ParcelOwner.objects.create(
        parcel=parcel, name="Mohammed Alami", name_ar="محمد العلمي", share_denominator=2
    )
    for start in range(-200, 200, 20):
        Street.objects.create(
            commune=commune,
            name_fr="Avenue Mohammed V",
            name_ar="شارع محمد الخامس",
            width_m=12,
            geometry=line((X + start, Y - 6), (X + start + 20, Y - 6)),
        )
    District.objects.create(
        commune=commune,
        code="Q1",
        name_fr="Quartier Al Massira",
        name_ar="حي المسيرة",
        geometry=square(X - 500, Y - 500, 1000),
    )
    Place.objects.create(
        commune=commune,
        kind=Place.Kind.MOSQUE,
        name_fr="Mosquée Al Qods",
        name_ar="مسجد القدس",
        geometry=point(X + 100, Y),
    )
    _plan(commune)
    Building.objects.create(commune=commune, floors=2, height_m=11, geometry=multi(square(X, Y, 20, 10)))
    refresh_search()
    return Town(commune, parcel, west, east, ZoningPlan.objects.get())


def _plan(commune: Commune) -> None:
    """R+3 on the western 15 m of 12345/40, industry on the rest; an oued over its northern 4 m."""
    plan = ZoningPlan.objects.create(
        commune=commune,
        name_fr="Plan d'aménagement de Berkane (DEMO)",
        name_ar="تصميم تهيئة بركان (تجريبي)",
        state=ZoningPlan.State.IN_FORCE,
        approved_on=date(2012, 5, 3),
        expires_on=date(2022, 5, 3),
        legal_ref="DEMO",
    )
    ZoneRule.objects.create(
        plan=plan, code="R+3", category="housing", name_fr="Habitat continu", name_ar="سكن متصل",
        min_plot_m2=120, max_floors=3, max_height_m=14.5, max_ground_ratio=0.8, article_ref="Art. 12",
    )  # fmt: skip
    wide = {"commune": commune, "plan": plan}
    Zone.objects.create(**wide, code="R+3", geometry=multi(square(X - 285, Y - 300, 300, 600)))
    Zone.objects.create(
        **wide, code="I", category="industry", geometry=multi(square(X + 15, Y - 300, 300, 600))
    )
    Easement.objects.create(
        commune=commune,
        kind="flood",
        name_fr="Oued Berkane",
        name_ar="واد بركان",
        geometry=multi(square(X - 50, Y + 16, 100, 30)),
    )
    Reservation.objects.create(
        commune=commune, kind="planned_road", name_fr="Voie 12", geometry=multi(square(X + 500, Y, 10))
    )
