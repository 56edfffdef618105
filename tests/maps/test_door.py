"""The one door: rows and columns narrowed to who asks."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.core.layers import Layer, layers
from kharita.maps.door import OpenLayer, open_layer
from kharita.territory.models import Commune
from tests.factories import make_parcel, make_user

NOBODY = AnonymousUser()


def parcels() -> Layer:
    layer = layers.get("parcels")
    assert layer is not None
    return layer


def rows_of(opened: OpenLayer) -> dict[str, dict[str, object]]:
    columns = ", ".join(f'source."{field}"' for field in opened.fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {opened.source}", opened.params)
        rows = [dict(zip(opened.fields, row, strict=True)) for row in cursor.fetchall()]
    return {str(row["reference"]): row for row in rows}


def test_the_public_gets_only_public_columns(commune: Commune) -> None:
    make_parcel(commune, "1/40", tenure="habous", address="Rue 1")
    opened = open_layer(parcels(), NOBODY)
    assert set(rows_of(opened)["1/40"]) == {"reference", "slug", "area_m2"}
    assert not opened.is_classified


def test_staff_columns_are_filled_only_in_the_communes_one_serves(
    commune: Commune, neighbour: Commune, officer: User
) -> None:
    make_parcel(commune, "1/40", tenure="habous")
    make_parcel(neighbour, "2/40", tenure="state")
    rows = rows_of(open_layer(parcels(), officer))
    assert rows["1/40"]["tenure"] == "habous"
    assert rows["2/40"]["tenure"] is None


def test_a_superuser_reads_every_commune(commune: Commune, neighbour: Commune) -> None:
    make_parcel(commune, "1/40", tenure="habous")
    make_parcel(neighbour, "2/40", tenure="state")
    rows = rows_of(open_layer(parcels(), make_user(is_superuser=True)))
    assert [row["tenure"] for row in rows.values()] == ["habous", "state"]


def test_a_citizen_with_an_account_sees_what_the_public_sees(commune: Commune) -> None:
    citizen = make_user(Role.CITIZEN, commune)
    assert open_layer(parcels(), citizen).fields == open_layer(parcels(), NOBODY).fields


def test_rows_of_a_closed_commune_are_for_those_who_serve_it(commune: Commune, officer: User) -> None:
    make_parcel(commune, "1/40")
    Commune.objects.update(is_public=False)
    assert rows_of(open_layer(parcels(), NOBODY)) == {}
    assert set(rows_of(open_layer(parcels(), officer))) == {"1/40"}


def test_rights_are_the_same_for_two_people_who_see_the_same(commune: Commune, neighbour: Commune) -> None:
    one, other = (make_user(Role.URBANISM_OFFICER, commune) for _ in range(2))
    elsewhere = make_user(Role.URBANISM_OFFICER, neighbour)
    rights = {who: open_layer(parcels(), who).rights for who in (one, other, elsewhere, NOBODY)}
    assert rights[one] == rights[other]
    assert len(set(rights.values())) == 3


def test_rights_follow_a_role_taken_away(commune: Commune, officer: User) -> None:
    before = open_layer(parcels(), officer).rights
    officer.memberships.all().delete()
    assert open_layer(parcels(), User.objects.get(pk=officer.pk)).rights != before


@pytest.mark.parametrize("layer", layers.all(), ids=lambda layer: layer.id)
def test_every_table_that_a_layer_reads_counts_its_changes(layer: Layer, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'maps_count_update'")
        counted = {row[0] for row in cursor.fetchall()}
    assert open_layer(layer, NOBODY).tables <= counted


@pytest.mark.parametrize("layer", layers.all(), ids=lambda layer: layer.id)
def test_what_a_layer_names_is_there(layer: Layer, db: None) -> None:
    opened = open_layer(layer, make_user(is_superuser=True))
    assert set(opened.fields) == {*layer.fields, *layer.staff_fields}
    assert layer.appears_by in {None, *layer.fields}
    assert layer.classify_by in {None, *opened.fields}
    assert layer.label in {None, "name", *opened.fields}
