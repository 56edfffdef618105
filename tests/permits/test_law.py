"""The law as rows: loaded once and again, never over what a person edited; rates, sizes, fees."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kharita.permits.conditions import hold
from kharita.permits.fees import Rate, construction_tax
from kharita.permits.models import Holiday, Permit, PermitTypeVersion, State, TaxRate
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.law import load_law, version_of
from kharita.permits.services.submission import is_large
from kharita.territory.models import Commune
from tests.permits.conftest import NOW, PROJECT, Desk

DAY = date(2026, 9, 7)


def test_loading_twice_changes_nothing(db: None) -> None:
    first, again = load_law(), load_law()
    assert first.added["PermitType"] == 13
    assert (again.added, again.changed, again.kept) == ({}, {}, {})


def test_loading_brings_back_what_came_from_the_files_and_keeps_what_a_person_edited(db: None) -> None:
    load_law()
    PermitTypeVersion.objects.filter(kind_id="REPAIR").update(delay=99)
    PermitTypeVersion.objects.filter(kind_id="DEMOLISH").update(delay=77, is_edited=True)
    again = load_law()
    assert PermitTypeVersion.objects.get(kind_id="REPAIR").delay == 10
    assert PermitTypeVersion.objects.get(kind_id="DEMOLISH").delay == 77
    assert (again.changed, again.kept) == ({"PermitTypeVersion": 1}, {"PermitTypeVersion": 1})


def test_a_commune_s_own_version_takes_the_country_s_place_from_its_day(commune: Commune) -> None:
    load_law()
    country = PermitTypeVersion.objects.get(kind_id="BUILD_SMALL")
    own = PermitTypeVersion.objects.get(pk=country.pk)
    own.pk, own.commune, own.effective_from, own.delay = None, commune, date(2026, 1, 1), 12
    own.save()
    assert version_of("BUILD_SMALL", commune_id=commune.pk, day=DAY).delay == 12
    assert version_of("BUILD_SMALL", commune_id=commune.pk, day=date(2025, 12, 31)).delay == 15


def test_a_commune_moves_a_lunar_holiday_for_itself(commune: Commune) -> None:
    load_law()
    assert not calendar_of(commune.pk).is_working(date(2026, 5, 27))
    Holiday.objects.create(commune=commune, code="eid_al_adha-2026", on=date(2026, 5, 28), days=2)
    calendar = calendar_of(commune.pk)
    assert calendar.is_working(date(2026, 5, 27))
    assert not calendar.is_working(date(2026, 5, 28))
    assert not calendar.is_working(date(2026, 5, 29))


def test_an_administrator_s_holiday_moves_the_legal_dates_of_open_dossiers(
    desk: Desk, administrator: Any, api: Any
) -> None:
    permit = desk.submitted()
    assert permit.due_at is not None
    before = calendar_of(desk.commune.pk).day_of(permit.due_at)
    holiday = {"commune": desk.commune.pk, "code": "flood", "name_fr": "Inondation", "on": "2026-09-10"}
    assert api(desk.officer).put("/permits/holidays", holiday).status_code == 403
    assert api(administrator).put("/permits/holidays", holiday | {"commune": None}).status_code == 403
    answer = api(administrator).put("/permits/holidays", holiday)
    assert answer.json()["moved"] == 1, answer.content
    permit.refresh_from_db()
    assert permit.due_at is not None
    assert (before, calendar_of(desk.commune.pk).day_of(permit.due_at)) == (
        date(2026, 9, 28),
        date(2026, 9, 29),
    )


def test_a_council_s_rate_stays_within_the_law(desk: Desk, administrator: Any, api: Any) -> None:
    rate = {
        "commune": desk.commune.pk,
        "category": "individual_housing",
        "rate": "25",
        "effective_from": "2026-01-01",
    }
    assert api(administrator).put("/permits/rates", rate | {"rate": "31"}).status_code == 400
    assert api(administrator).put("/permits/rates", rate).status_code == 200
    assert TaxRate.objects.get(commune=desk.commune).rate == 25
    estimate = api(desk.applicant).get(f"/permits/{desk.draft().pk}/fee-estimate").json()
    assert Decimal(estimate["total"]) == 4_775


def test_the_worked_example_of_the_tax() -> None:
    rate = Rate("individual_housing", Decimal(25))
    line = construction_tax(covered_m2=Decimal("182.3"), overhang_m2=Decimal("4.2"), rate=rate)
    assert (line.quantity, line.amount) == (191, Decimal("4775.00"))


@pytest.mark.parametrize(
    ("covered", "overhang", "fixed", "exempt", "amount"),
    [
        ("100", "0", False, False, "2500.00"),  # a whole number is not rounded up
        ("100.01", "0", False, False, "2525.00"),
        ("0", "0", False, False, "0.00"),
        ("100", "0", True, False, "25.00"),
        ("100", "10", False, True, "0.00"),
    ],
)
def test_the_tax_at_its_limits(covered: str, overhang: str, fixed: bool, exempt: bool, amount: str) -> None:
    rate = Rate("restoration", Decimal(25), is_fixed=fixed)
    line = construction_tax(
        covered_m2=Decimal(covered), overhang_m2=Decimal(overhang), rate=rate, is_exempt=exempt
    )
    assert line.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("project", "owner", "large"),
    [
        ({}, "person", False),
        ({}, "public_body", True),
        ({"floors": 6}, "person", True),
        ({"floors": 5}, "person", False),
        ({"use": "tourist"}, "person", True),
        ({"is_open_to_public": True}, "person", True),
        ({"floor_area_m2": 3000}, "person", True),
        ({"floor_area_m2": 2999.9}, "person", False),
    ],
)
def test_the_table_tells_large_from_small(desk: Desk, project: Any, owner: str, large: bool) -> None:
    permit = Permit(commune=desk.commune, project=PROJECT | project, owner_kind=owner)
    permit.pk = desk.draft(complete=False).pk
    assert is_large(permit, day=DAY) is large


def test_a_large_building_is_filed_as_large_whatever_its_applicant_chose(desk: Desk) -> None:
    draft = desk.draft()
    Permit.objects.filter(pk=draft.pk).update(owner_kind="public_body")
    for kind in ("structural_study", "fire_study"):
        desk.attach(draft, kind)
    from kharita.permits.services.submission import submit

    sent = submit(draft=draft, applicant=desk.applicant, now=NOW)
    assert (sent.kind_id, sent.state, sent.rules.delay) == ("BUILD_LARGE", State.SUBMITTED, 30)


def test_conditions_need_their_facts() -> None:
    assert hold({}, {})
    assert hold({"floors": {"min": 2, "max": 3}}, {"floors": 3})
    assert not hold({"floors": {"min": 2, "max": 3}}, {"floors": 4})
    assert not hold({"floors": {"min": 2}}, {})
    assert not hold({"use": {"in": ["villa"]}}, {"use": None})
    assert hold({"use": "villa"}, {"use": "villa"})
