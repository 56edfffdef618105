"""The audit's record: every way to change a row is seen, in the same transaction, and never rewritten."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.test import Client

from kharita.accounts.models import User
from kharita.core import audit
from kharita.core.audit import acting_as
from kharita.core.models import AuditRecord
from kharita.territory.models import Commune, Parcel, ParcelOwner
from tests.factories import make_parcel, make_user, multi, square

TABLE = "territory_parcel"


def _of(row_id: int, table: str = TABLE) -> list[AuditRecord]:
    return list(AuditRecord.objects.filter(table_name=table, row_id=row_id).order_by("id"))


def test_the_life_of_a_row_is_recorded_with_who_and_why(commune: Commune, officer: User) -> None:
    with acting_as(officer.pk, "counter visit"):
        parcel = make_parcel(commune, "1/40", address="Rue 1")
        parcel.address = "Rue 2"
        parcel.save()
    key = parcel.pk
    parcel.delete()
    born, changed, gone = _of(key)
    assert (born.action, born.before, born.actor_id) == ("insert", None, officer.pk)
    assert (changed.action, changed.before, changed.reason) == (
        "update",
        {"address": "Rue 1"},
        "counter visit",
    )
    assert (gone.action, gone.actor_id) == ("delete", None)
    assert gone.before is not None
    assert gone.before["address"] == "Rue 2"
    assert {record.commune_id for record in (born, changed, gone)} == {commune.pk}


def test_bulk_statements_are_recorded_row_by_row(commune: Commune) -> None:
    parcels = [
        make_parcel(commune, f"{number}/40", xy=(781_000 + 30 * number, 484_000)) for number in range(5)
    ]
    Parcel.objects.filter(commune=commune).update(address="all at once")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE territory_parcel SET tenure = 'state' WHERE reference < '3/40'")
    assert [record.before for record in _of(parcels[0].pk)[1:]] == [{"address": ""}, {"tenure": "unknown"}]
    assert [record.before for record in _of(parcels[4].pk)[1:]] == [{"address": ""}]


def test_rows_that_arrive_by_copy_are_recorded(commune: Commune) -> None:
    parcel = make_parcel(commune, "1/40")
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy("COPY territory_parcelowner (parcel_id, name) FROM STDIN") as copy,
    ):
        for name in ("Amina", "Brahim"):
            copy.write_row((parcel.pk, name))
    for owner in ParcelOwner.objects.all():
        assert [(r.action, r.commune_id) for r in _of(owner.pk, "territory_parcelowner")] == [
            ("insert", commune.pk)
        ]


def test_an_update_that_changes_nothing_leaves_no_record(commune: Commune) -> None:
    parcel = make_parcel(commune)
    Parcel.objects.filter(pk=parcel.pk).update(address="")
    assert [record.action for record in _of(parcel.pk)] == ["insert"]


def test_an_old_boundary_can_be_read_back_exactly(commune: Commune) -> None:
    parcel = make_parcel(commune, geometry=square(781_000.123456789, 484_000, 20))
    before = Parcel.objects.get(pk=parcel.pk).geometry
    Parcel.objects.filter(pk=parcel.pk).update(geometry=multi(square(781_001, 484_000, 20)))
    record = _of(parcel.pk)[-1]
    assert record.before is not None
    assert set(record.before) == {"geometry"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::geometry::bytea = %s::bytea", [record.before["geometry"], before.ewkb])
        assert cursor.fetchone() == (True,)


def test_a_rolled_back_change_leaves_no_record(commune: Commune) -> None:
    parcel = make_parcel(commune)
    with pytest.raises(IntegrityError), transaction.atomic():
        Parcel.objects.filter(pk=parcel.pk).update(address="never")
        make_parcel(commune, parcel.reference)
    assert [record.action for record in _of(parcel.pk)] == ["insert"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_auditrecord SET reason = ''",
        "DELETE FROM core_auditrecord",
        "TRUNCATE core_auditrecord",
        "DELETE FROM core_workflowevent",
        "TRUNCATE territory_parcel CASCADE",
    ],
)
def test_history_is_never_rewritten(commune: Commune, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only|never truncated"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_passwords_do_not_reach_the_record(commune: Commune) -> None:
    person = make_user(username="amina")
    hashes = {person.password}
    person.set_password("Another-Long-Word-7")
    person.save()
    hashes.add(person.password)
    key = person.pk
    person.delete()
    _, changed, gone = _of(key, "accounts_user")
    assert changed.before == {"password": None}
    assert not any(text in str(gone.before) for text in hashes)


def test_the_actor_inside_another_is_forgotten_when_it_ends(commune: Commune, officer: User) -> None:
    with acting_as(officer.pk, "outer"):
        with acting_as(None, "inner"):
            first = make_parcel(commune, "1/40")
        second = make_parcel(commune, "2/40", xy=(781_100, 484_000))
    third = make_parcel(commune, "3/40", xy=(781_200, 484_000))
    found = [(_of(p.pk)[0].actor_id, _of(p.pk)[0].reason) for p in (first, second, third)]
    assert found == [(None, "inner"), (officer.pk, "outer"), (None, "")]


def test_a_failing_statement_shows_its_own_error_and_forgets_the_actor(
    commune: Commune, officer: User
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(officer.pk, "will fail"):
        make_parcel(commune, "1/40")
        make_parcel(commune, "1/40")
    assert _of(make_parcel(commune, "2/40").pk)[0].reason == ""


def test_an_address_that_the_database_cannot_hold_does_not_spoil_what_comes_after(
    commune: Commune, officer: User, client: Client
) -> None:
    client.raise_request_exception = False
    assert client.delete("/api/v1/tokens/%00").status_code < 500
    with acting_as(officer.pk, "counter \0 visit"):
        parcel = make_parcel(commune)
    assert [(one.actor_id, one.reason) for one in _of(parcel.pk)] == [(officer.pk, "counter  visit")]
    Parcel.objects.update(address="Rue 3")
    assert (_of(parcel.pk)[-1].actor_id, _of(parcel.pk)[-1].reason) == (None, "")


def test_a_name_that_could_not_be_told_is_not_left_to_the_next(
    commune: Commune, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, pytest.raises(OperationalError):
        broken.setattr(audit, "_tell_database", lambda: (_ for _ in ()).throw(OperationalError))
        with acting_as(officer.pk, "visit"):
            pytest.fail("nothing is done in a name that could not be told")
    with acting_as(None, "import"):
        pass
    assert _of(make_parcel(commune).pk)[0].actor_id is None


def test_every_table_of_a_domain_and_of_people_is_audited(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relname ~ '^(territory|accounts|permits|surveys)_' "
            "AND oid NOT IN (SELECT tgrelid FROM pg_trigger WHERE tgname = 'audit_update')"
        )
        silent: set[Any] = {name for (name,) in cursor.fetchall()}
    # Link tables of Django are unused (roles, not groups); search words are derived from audited rows;
    # when a token was last used is no change to people; what a person was told or sent, and the names they
    # give to their own filters, decide nothing; what a comparison measured follows from its files.
    assert {name for name in silent if "search" not in name} == {
        "accounts_accesstokenuse",
        "accounts_user_groups",
        "accounts_user_user_permissions",
        "permits_notice",
        "permits_outgoingmessage",
        "permits_savedview",
        "surveys_parcelchange",
        "surveys_progress",
    }
