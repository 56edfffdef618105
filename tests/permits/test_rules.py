"""What administrators write: faults at their field, rules not in force, members, the letterhead."""

from datetime import date
from typing import Any

import pytest

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.permits.models import EntityMember
from tests.factories import make_neighbour, make_user
from tests.permits.conftest import Desk
from tests.permits.test_api import NAMES

ENTITY = NAMES | {"code": "own", "kind": "health"}
REASON = NAMES | {"code": "own", "effective_from": "2026-01-01"}


@pytest.fixture
def administrator(desk: Desk) -> User:
    return make_user(Role.ADMINISTRATOR, desk.commune, username="administrator")


@pytest.mark.parametrize(("noun", "rule"), [("entities", ENTITY), ("reasons", REASON)])
def test_a_code_that_is_taken_is_told_at_its_field(
    desk: Desk, api: Any, administrator: User, noun: str, rule: dict[str, Any]
) -> None:
    own = rule | {"commune": desk.commune.pk}
    assert api(administrator).put(f"/permits/{noun}", own).status_code == 200
    again = api(administrator).put(f"/permits/{noun}", own)
    assert again.status_code == 400
    assert [one["field"] for one in again.json()["faults"]] == ["code"]


def test_a_name_that_is_missing_is_told_at_its_field(desk: Desk, api: Any, administrator: User) -> None:
    nameless = ENTITY | {"commune": desk.commune.pk, "name_ar": ""}
    answer = api(administrator).put("/permits/entities", nameless)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["faults"]] == ["wanted.name_ar"]


def test_what_is_out_of_force_is_listed_for_who_writes_rules_and_for_no_choice(
    desk: Desk, api: Any, administrator: User
) -> None:
    commune = desk.commune.pk
    api(administrator).put("/permits/entities", ENTITY | {"commune": commune, "is_active": False})
    api(administrator).put("/permits/reasons", REASON | {"commune": commune, "effective_to": "2026-02-01"})
    for noun in ("entities", "reasons"):
        offered = api().get(f"/permits/{noun}", commune=commune).json()
        every = api().get(f"/permits/{noun}", commune=commune, every=True).json()
        assert {one["code"] for one in every} - {one["code"] for one in offered} == {"own"}
        assert [one["is_own"] for one in every if one["code"] == "own"] == [True]


def test_an_administrator_says_who_speaks_for_an_entity_and_who_no_longer(
    desk: Desk, api: Any, administrator: User
) -> None:
    second = make_user(Role.COMMISSION_MEMBER, desk.commune, username="second")
    mine = api(administrator)
    candidates = mine.get("/permits/entity-members/candidates", commune=desk.commune.pk).json()
    assert {one["id"] for one in candidates} == {desk.member.pk, second.pk}
    wanted = {"entity": desk.agency.pk, "commune": desk.commune.pk, "user": second.pk}
    named = mine.post("/permits/entity-members", wanted)
    assert named.status_code == 201, named.content
    listed = mine.get("/permits/entity-members", commune=desk.commune.pk).json()
    assert {one["user"] for one in listed} == {desk.member.pk, second.pk}
    assert mine.delete(f"/permits/entity-members/{named.json()['id']}").status_code == 204
    assert set(EntityMember.objects.values_list("user", flat=True)) == {desk.member.pk}
    stranger = mine.post("/permits/entity-members", wanted | {"user": desk.officer.pk})
    assert (stranger.status_code, stranger.json()["field"]) == (400, "user")


def test_another_communes_administrator_neither_sees_nor_names_members(desk: Desk, api: Any) -> None:
    abroad = api(make_user(Role.ADMINISTRATOR, make_neighbour(), username="abroad"))
    asked = {"commune": desk.commune.pk}
    assert abroad.get("/permits/entity-members/candidates", **asked).status_code == 404
    assert abroad.get("/permits/entity-members", **asked).json() == []
    member = EntityMember.objects.get()
    assert abroad.delete(f"/permits/entity-members/{member.pk}").status_code == 404
    wanted = {"entity": desk.agency.pk, "commune": desk.commune.pk, "user": desk.member.pk}
    assert abroad.post("/permits/entity-members", wanted).status_code == 403


def test_the_letterhead_is_written_by_the_communes_administrator_alone(
    desk: Desk, api: Any, administrator: User
) -> None:
    path = f"/communes/{desk.commune.pk}/letterhead"
    lines = {"province_fr": "Province de Berkane", "province_ar": "إقليم بركان", "contact": "0536 61 00 00"}
    assert api(desk.officer).put(path, lines).status_code == 403
    assert api(administrator).put(path, lines).status_code == 200
    assert api(administrator).get(path).json() | lines == api(administrator).get(path).json()
    long = api(administrator).put(path, {"region_fr": "x" * 121})
    assert (long.status_code, long.json()["faults"][0]["field"]) == (400, "wanted.region_fr")


def test_a_reason_of_the_country_is_not_a_communes_to_change(
    desk: Desk, api: Any, administrator: User
) -> None:
    country = desk.reason()
    wanted = REASON | {"id": country.pk, "commune": desk.commune.pk, "code": country.code}
    assert api(administrator).put("/permits/reasons", wanted).status_code == 404
    country.refresh_from_db()
    assert country.effective_from <= date(2026, 9, 7) and country.commune_id is None
