"""What is drawn over the imagery as permitted is what findings are held against, for who handles permits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.permits.models import Permit, PlanReading
from kharita.surveys import permitted
from kharita.surveys.models import Survey
from kharita.territory.models import Commune, Parcel
from tests.conftest import Api
from tests.factories import CENTRE, SRID, make_parcel, make_user, square
from tests.surveys.making import make_permit, make_survey

X, Y = CENTRE
HOUSE = square(X + 2, Y + 2, 10, 12)
DRAWN = {"type": "MultiPolygon", "coordinates": [[[[-2.3, 34.9], [-2.2, 34.9], [-2.2, 35], [-2.3, 34.9]]]]}


@pytest.fixture
def parcel(commune: Commune) -> Parcel:
    return make_parcel(commune, "12345/40")


@pytest.fixture
def survey(commune: Commune) -> Survey:
    return make_survey(commune, "VOL-1", days_ago=10)


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


def _told(desk: Api, survey: Survey, **box: float) -> dict[str, Any]:
    answer = desk.get(f"/surveys/{survey.pk}/permitted", **box)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def _read(permit: Permit, *, days_ago: int, name: str, plan: dict[str, Any] | None) -> PlanReading:
    told = {"footprint": DRAWN, "area_m2": 120.0, "crs": "", "remarks": [], "plan": plan}
    made: PlanReading = PlanReading.objects.create(
        permit=permit, name=name, sha256="0" * 64, size=1, told=told,
        read_at=timezone.now() - timedelta(days=days_ago),
    )  # fmt: skip
    return made


def _area(ground: dict[str, Any]) -> float:
    shape = GEOSGeometry(str(ground).replace("'", '"'), srid=4326)
    shape.transform(SRID)
    return float(shape.area)


def test_a_permit_is_told_with_its_footprint_and_the_height_that_it_allows(
    api: Callable[..., Api], inspector: User, parcel: Parcel, survey: Survey
) -> None:
    permit = make_permit(parcel, footprint=HOUSE, project={"height_m": 7.5, "floors": 1})
    told = _told(api(inspector), survey)
    (one,) = told["permits"]
    assert (one["reference"], one["purpose"], one["standing"]) == (permit.reference, "building", "in_force")
    assert (one["height_m"], one["floors"], one["state"]) == (7.5, 1, "works_under_way")
    assert _area(one["footprint"]) == pytest.approx(HOUSE.area, rel=0.001)
    assert told["is_whole"]


def test_where_a_permit_says_floors_only_they_make_the_height(
    api: Callable[..., Api], inspector: User, parcel: Parcel, survey: Survey
) -> None:
    make_permit(parcel, project={"floors": 2})
    (one,) = _told(api(inspector), survey)["permits"]
    assert one["footprint"] is None
    assert one["height_m"] == 12.0  # three storeys of 3.5 m and the acroterion
    assert _area(one["site"]) == pytest.approx(parcel.geometry.area, rel=0.001)


def test_how_each_stood_on_the_day_of_the_flight_is_told(
    api: Callable[..., Api], inspector: User, parcel: Parcel, survey: Survey
) -> None:
    past = timezone.localdate() - timedelta(days=30)
    later = make_permit(parcel, days_ago=5, state="issued")
    ended = make_permit(parcel, state="expired", valid_until=past)
    make_permit(parcel, issued_at=None, state="submitted")
    told = _told(api(inspector), survey)["permits"]
    assert {one["id"]: one["standing"] for one in told} == {later.pk: "later", ended.pk: "ended"}


def test_the_last_reading_of_each_drawn_plan_is_told(
    api: Callable[..., Api], inspector: User, parcel: Parcel, survey: Survey
) -> None:
    permit = make_permit(parcel, footprint=HOUSE)
    _read(permit, days_ago=9, name="old.dxf", plan={"storeys": 1, "height_m": 4.0})
    _read(permit, days_ago=2, name="new.dxf", plan={"storeys": 2, "height_m": 7.2})
    _read(permit, days_ago=1, name="outline.geojson", plan=None)
    (one,) = _told(api(inspector), survey)["permits"]
    (plan,) = one["plans"]
    assert (plan["name"], plan["storeys"], plan["height_m"]) == ("new.dxf", 2, 7.2)
    assert plan["footprint"] == DRAWN


def test_a_part_of_the_ground_may_be_asked_for(
    api: Callable[..., Api], inspector: User, parcel: Parcel, survey: Survey
) -> None:
    make_permit(parcel, footprint=HOUSE)
    west, south, east, north = parcel.geometry.transform(4326, clone=True).extent
    desk = api(inspector)
    box = {"west": west, "south": south, "east": east, "north": north}
    assert len(_told(desk, survey, **box)["permits"]) == 1
    aside = {"west": east + 0.01, "south": south, "east": east + 0.02, "north": north}
    assert _told(desk, survey, **aside)["permits"] == []
    assert desk.get(f"/surveys/{survey.pk}/permitted", west=west).status_code == 400


def test_it_is_for_who_handles_the_permits_of_the_commune(
    api: Callable[..., Api], commune: Commune, neighbour: Commune, parcel: Parcel, survey: Survey
) -> None:
    make_permit(parcel, footprint=HOUSE)
    Survey.objects.filter(pk=survey.pk).update(published_at=timezone.now())
    address = f"/surveys/{survey.pk}/permitted"
    assert api().get(address).status_code == 401
    member = make_user(Role.COMMISSION_MEMBER, commune, username="member")
    assert api(member).get(address).status_code == 403
    stranger = make_user(Role.INSPECTOR, neighbour, username="stranger")
    assert _told(api(stranger), survey)["permits"] == []
    Survey.objects.filter(pk=survey.pk).update(published_at=None)
    assert api(stranger).get(address).status_code == 404


def test_of_too_many_the_latest_are_told_and_that_there_are_more_only_to_whom_they_concern(
    api: Callable[..., Api], inspector: User, neighbour: Commune, parcel: Parcel, survey: Survey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(permitted, "PERMITTED_MAX", 1)
    make_permit(parcel, days_ago=200)
    latest = make_permit(parcel, days_ago=100)
    told = _told(api(inspector), survey)
    assert [one["reference"] for one in told["permits"]] == [latest.reference]
    assert not told["is_whole"]
    Survey.objects.filter(pk=survey.pk).update(published_at=timezone.now())
    told = _told(api(make_user(Role.INSPECTOR, neighbour, username="stranger")), survey)
    assert (told["permits"], told["is_whole"]) == ([], True)
