"""People of a commune: seen and changed by its administrators, and by nobody beyond."""

from typing import Any

import pytest
from django.test import Client

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import Role
from kharita.core.models import AuditRecord
from kharita.territory.models import Commune
from tests.factories import make_parcel, make_user

NEW = {"username": "amina", "full_name": "Amina", "language": "fr"}


@pytest.fixture
def other_administrator(neighbour: Commune) -> User:
    return make_user(Role.ADMINISTRATOR, neighbour)


def _roles(*granted: tuple[Role, Commune]) -> list[dict[str, Any]]:
    return [{"role": role, "commune_id": commune.pk} for role, commune in granted]


def test_an_administrator_makes_a_person_who_can_log_in(
    api: Any, administrator: User, commune: Commune, client: Client
) -> None:
    answer = api(administrator).post("/users", NEW | {"roles": _roles((Role.CREW, commune))})
    assert answer.status_code == 201
    credentials = {"username": "amina", "password": answer.json()["password"]}
    session = client.post("/api/v1/session", credentials, content_type="application/json").json()
    assert session["user"]["must_change_password"] is True
    assert session["user"]["roles"][0]["role"] == "crew"


def test_a_taken_name_is_a_conflict_and_a_bad_one_names_its_field(
    api: Any, administrator: User, commune: Commune
) -> None:
    roles = _roles((Role.CREW, commune))
    taken = api(administrator).post("/users", NEW | {"username": administrator.username, "roles": roles})
    assert (taken.status_code, taken.json()["field"]) == (409, "username")
    bad = api(administrator).post("/users", NEW | {"username": "two words", "roles": roles})
    assert (bad.status_code, bad.json()["faults"][0]["field"]) == (400, "username")


def test_nobody_grants_a_role_where_he_does_not_administer(
    api: Any, administrator: User, commune: Commune, neighbour: Commune, officer: User
) -> None:
    beyond = _roles((Role.ADMINISTRATOR, neighbour))
    assert api(administrator).post("/users", NEW | {"roles": beyond}).status_code == 403
    assert api(administrator).patch(f"/users/{officer.pk}", {"roles": beyond}).status_code == 403
    assert api(officer).post("/users", NEW | {"roles": _roles((Role.CREW, commune))}).status_code == 403
    assert not User.objects.filter(username="amina").exists()


def test_people_of_other_communes_do_not_exist_here(
    api: Any, administrator: User, other_administrator: User, officer: User
) -> None:
    listed = {user["id"] for user in api(administrator).get("/users").json()["items"]}
    assert listed == {administrator.pk, officer.pk}
    path = f"/users/{other_administrator.pk}"
    assert api(administrator).get(path).status_code == 404
    assert api(administrator).patch(path, {"is_active": False}).status_code == 404
    assert api(administrator).post(f"{path}/password").status_code == 404


def test_a_person_of_two_communes_keeps_what_the_other_one_gave(
    api: Any, administrator: User, commune: Commune, neighbour: Commune, other_administrator: User
) -> None:
    shared = make_user(Role.CREW, commune)
    Membership.objects.create(user=shared, commune_id=neighbour.pk, role=Role.ADMINISTRATOR)
    seen = api(administrator).get(f"/users/{shared.pk}").json()
    assert [role["commune_id"] for role in seen["roles"]] == [commune.pk]
    assert seen["may_manage"] is False
    assert api(administrator).post(f"/users/{shared.pk}/password").status_code == 403
    assert api(administrator).patch(f"/users/{shared.pk}", {"is_active": False}).status_code == 403
    assert api(administrator).patch(f"/users/{shared.pk}", {"email": "x@example.org"}).status_code == 403
    assert api(administrator).patch(f"/users/{shared.pk}", {"roles": []}).status_code == 200
    left = list(shared.memberships.values_list("commune_id", flat=True))
    assert left == [neighbour.pk]


def test_superusers_are_out_of_reach(api: Any, administrator: User, commune: Commune) -> None:
    root = make_user(Role.CREW, commune, is_superuser=True)
    assert api(administrator).get(f"/users/{root.pk}").status_code == 404
    assert api(administrator).post(f"/users/{root.pk}/password").status_code == 404
    assert api(root).get(f"/users/{root.pk}").status_code == 200


def test_a_commune_keeps_its_last_administrator(api: Any, administrator: User, commune: Commune) -> None:
    root = make_user(is_superuser=True)
    path = f"/users/{administrator.pk}"
    for change in ({"is_active": False}, {"roles": _roles((Role.CREW, commune))}, {"roles": []}):
        answer = api(root).patch(path, change)
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/last-administrator")
    make_user(Role.ADMINISTRATOR, commune)
    assert api(root).patch(path, {"is_active": False}).status_code == 200


def test_nobody_closes_his_own_account(api: Any, administrator: User, commune: Commune) -> None:
    make_user(Role.ADMINISTRATOR, commune)
    assert api(administrator).patch(f"/users/{administrator.pk}", {"is_active": False}).status_code == 409


def test_closing_an_account_and_resetting_its_password_end_its_sessions(
    api: Any, administrator: User, officer: User
) -> None:
    session = api(officer)
    assert session.get("/roles").status_code == 200
    assert api(administrator).post(f"/users/{officer.pk}/password").status_code == 200
    assert session.get("/roles").status_code == 401
    again = api(User.objects.get(pk=officer.pk))
    api(administrator).patch(f"/users/{officer.pk}", {"is_active": False})
    assert again.get("/session").json()["user"] is None


def test_the_audit_is_read_in_one_s_own_commune_only(
    api: Any, administrator: User, other_administrator: User, commune: Commune, officer: User
) -> None:
    parcel = make_parcel(commune)
    own = api(administrator).get("/audit", table="territory_parcel", row_id=parcel.pk).json()
    assert [item["action"] for item in own["items"]] == ["insert"]
    assert api(other_administrator).get("/audit", table="territory_parcel").json()["items"] == []
    assert api(officer).get("/audit").status_code == 403
    assert AuditRecord.objects.filter(table_name="territory_parcel").exists()


def test_changes_over_the_api_carry_the_person_and_the_address(
    api: Any, administrator: User, officer: User
) -> None:
    api(administrator).patch(f"/users/{officer.pk}", {"phone": "0600000001"})
    record = AuditRecord.objects.filter(table_name="accounts_user", row_id=officer.pk).latest("id")
    assert (record.actor_id, record.reason) == (administrator.pk, f"/api/v1/users/{officer.pk}")
    assert record.before == {"phone": ""}


def test_every_role_says_what_it_may_do(api: Any, officer: User) -> None:
    listed = {role["role"]: role["permissions"] for role in api(officer).get("/roles").json()}
    assert set(listed) == {role.value for role in Role}
    assert listed["citizen"] == []


def test_a_role_in_a_commune_that_does_not_exist_is_refused(api: Any, commune: Commune) -> None:
    root = make_user(is_superuser=True)
    answer = api(root).post("/users", NEW | {"roles": [{"role": Role.CREW, "commune_id": -1}]})
    assert answer.status_code == 400, answer.content
    assert not User.objects.filter(username=NEW["username"]).exists()
