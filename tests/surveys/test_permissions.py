"""Which permits count on the day of a flight: as they were in force then, and no others."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from shapely import MultiPolygon, box

from kharita.permits.in_force import replacing
from kharita.permits.models import Permit
from kharita.surveys.verdict.limits import load_limits
from kharita.surveys.verdict.loading import Loader, permissions_at
from kharita.surveys.verdict.things import Change, Land, Permission, Piece
from kharita.territory.models import Commune, Easement, Parcel, Zone, ZoningPlan
from tests.factories import CENTRE, make_parcel, square
from tests.surveys.making import make_permit

X, Y = CENTRE


@pytest.fixture
def parcel(commune: Commune) -> Parcel:
    return make_parcel(commune, "12345/40")


def _piece(parcel: Parcel) -> Piece:
    shape = MultiPolygon([box(X + 2, Y + 2, X + 12, Y + 14)])
    change = Change(shape, "up", 120.0, 7.0, 7.0, 840.0, 0.9)
    return Piece(change, Land(parcel.pk, parcel.reference, box(X, Y, X + 20, Y + 20)))


def _permissions(parcel: Parcel) -> list[Permission]:
    on = timezone.now() - timedelta(days=10)
    return permissions_at(parcel.commune_id, [_piece(parcel)], on=on, limits=load_limits())


def _amend(permit: Permit, *, days_ago: int, **fields: Any) -> Permit:
    link = permit.parcel_links.get()
    made = make_permit(link.parcel, kind="AMEND", days_ago=days_ago, project={"height_m": 10.0}, **fields)
    Permit.objects.filter(pk=made.pk).update(parent=permit)
    made.refresh_from_db()
    return made


def test_an_amendment_takes_its_permit_s_place_once_it_is_issued(parcel: Parcel) -> None:
    permit = make_permit(parcel, project={"height_m": 7.0})
    _amend(permit, days_ago=50, state="issued")
    (one,) = _permissions(parcel)
    assert (one.height_m, one.issued_on) == (10.0, timezone.localdate(permit.issued_at))


def test_an_amendment_issued_after_the_flight_changes_nothing(parcel: Parcel) -> None:
    permit = make_permit(parcel, project={"height_m": 7.0})
    _amend(permit, days_ago=5, state="issued")
    assert [(one.id, one.height_m) for one in _permissions(parcel)] == [(permit.pk, 7.0)]


@pytest.mark.parametrize("state", ["withdrawn", "refused", "expired"])
def test_an_amendment_that_ended_gives_its_place_back(parcel: Parcel, state: str) -> None:
    permit = make_permit(parcel, project={"height_m": 7.0})
    _amend(permit, days_ago=50, state=state)
    assert replacing([permit]) == {}
    assert [(one.id, one.height_m) for one in _permissions(parcel)] == [(permit.pk, 7.0)]


def test_what_was_never_issued_has_ended_or_builds_nothing_does_not_count(parcel: Parcel) -> None:
    make_permit(parcel, issued_at=None, state="submitted")
    make_permit(parcel, state="withdrawn")
    make_permit(parcel, kind="INFO_NOTE")
    make_permit(parcel, project={"works": "fence"})
    assert _permissions(parcel) == []
    demolition = make_permit(parcel, kind="DEMOLISH")
    assert [(one.id, one.purpose) for one in _permissions(parcel)] == [(demolition.pk, "demolition")]


def test_a_permit_ends_with_its_validity_only_where_no_works_were_declared(parcel: Parcel) -> None:
    past = timezone.localdate() - timedelta(days=30)
    lapsed = make_permit(parcel, state="expired", valid_until=past)
    built = make_permit(parcel, state="works_under_way", valid_until=past)
    ends = {one.id: one.ended_on for one in _permissions(parcel)}
    assert ends == {lapsed.pk: past, built.pk: None}


def test_a_permit_of_a_file_is_held_to_be_used_after_some_years(parcel: Parcel) -> None:
    old = make_permit(parcel, state="issued", days_ago=3_000, created_by_import=1)
    (one,) = _permissions(parcel)
    assert (one.id, one.completed_on) == (
        old.pk, timezone.localdate(old.issued_at).replace(year=timezone.localdate(old.issued_at).year + 5),
    )  # fmt: skip


def test_the_ground_is_what_the_plan_in_force_keeps_free(commune: Commune, parcel: Parcel) -> None:
    around = square(X - 50, Y - 50, 150)
    for state in ("in_force", "draft"):
        plan = ZoningPlan.objects.create(commune=commune, state=state, name_fr="PA")
        Zone.objects.create(commune=commune, plan=plan, geometry=around, code=f"V {state}", category="green")
    Easement.objects.create(commune=commune, kind="flood", geometry=around)
    Easement.objects.create(commune=commune, kind="archaeology", geometry=around)  # asks, forbids nothing
    piece = _piece(parcel)
    loader = Loader(commune.pk, [piece], on=timezone.now(), limits=load_limits())
    found = loader.around(piece)
    assert sorted((one.sort, one.kind) for one in found.burdens) == [
        ("easement", "flood"),
        ("zone", "V in_force"),
    ]
    assert found.zone == "V in_force"
