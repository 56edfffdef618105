"""`seed_demo`: into an empty database only, all or nothing, with accounts for every role."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.demo import services
from kharita.demo.accounts import PASSWORD
from kharita.territory.linking import relink
from kharita.territory.models import (
    Building,
    Commune,
    Parcel,
    ParcelLineage,
    ParcelOwner,
    Place,
    Street,
    Zone,
    ZoningPlan,
)
from tests.factories import make_commune

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PARCELS = 400


def command(name: str, **options: Any) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def seeded(db: None) -> services.Seeded:
    return services.seed(now=NOW, parcels=PARCELS)


def test_the_town_is_there_with_its_parcels_named_and_measured(seeded: services.Seeded) -> None:
    assert Parcel.objects.current().count() == PARCELS
    assert Commune.objects.get(code="02.113.01.09").name_ar == "بركان"
    parcel = Parcel.objects.current().filter(tenure="titled").first()
    assert parcel.slug == parcel.reference.replace("/", "-")
    assert parcel.area_m2 == pytest.approx(parcel.geometry.area)
    assert parcel.created_by_import is None
    assert Street.objects.filter(source__isnull=False, target__isnull=False).count() == seeded.rows["streets"]


def test_new_rows_get_ids_after_those_of_the_demo(seeded: services.Seeded) -> None:
    commune = make_commune("99.999.99.99")
    assert commune.pk > max(Commune.objects.exclude(pk=commune.pk).values_list("pk", flat=True))


def test_linking_again_changes_nothing(seeded: services.Seeded) -> None:
    assert not Building.objects.filter(parcel__isnull=True).exists()
    assert not Place.objects.filter(parcel__isnull=True).exists()
    assert sum(relink(commune_id=commune.pk) for commune in Commune.objects.all()) == 0


def test_past_divisions_and_mergers_can_be_followed(seeded: services.Seeded) -> None:
    split = ParcelLineage.objects.filter(kind="split").select_related("parent", "child").first()
    assert split.parent.valid_to == split.child.valid_from
    assert split.child.valid_to is None
    merged = ParcelLineage.objects.filter(kind="merge").values("child").annotate(parents=Count("id"))
    assert {row["parents"] for row in merged} == {2}


def test_each_role_has_an_account_that_its_password_opens(seeded: services.Seeded, client: Any) -> None:
    roles = set(User.objects.values_list("memberships__role", flat=True))
    assert roles == set(Role.values)
    assert all(user.check_password(PASSWORD) for user in User.objects.all())
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_commune_sees_its_own_owners_and_drafts_only(seeded: services.Seeded) -> None:
    own = User.objects.get(username="urbanism")
    other = User.objects.get(username="urbanism-sidi-slimane")
    owners = {
        user.username: set(
            ParcelOwner.objects.visible_to(user).values_list("parcel__commune__code", flat=True).distinct()
        )
        for user in (own, other)
    }
    assert owners == {"urbanism": {"02.113.01.09"}, "urbanism-sidi-slimane": {"02.113.01.29"}}
    draft = ZoningPlan.objects.get(state="draft")
    assert draft in ZoningPlan.objects.visible_to(own)
    assert draft not in ZoningPlan.objects.visible_to(other)
    assert not Zone.objects.visible_to(None).filter(plan=draft).exists()


def test_the_command_says_what_it_does_and_a_second_one_does_nothing(db: None) -> None:
    first = command("seed_demo", parcels=PARCELS, permits=0)
    assert f"Loaded {Parcel.objects.count():,} parcels" in first
    assert "Demo town ready: 400 parcels" in first
    second = command("seed_demo", parcels=PARCELS, permits=0)
    assert "Nothing to do" in second
    assert "import_file" in second
    assert Commune.objects.count() == 2


def test_force_refuses_and_deletes_nothing(db: None) -> None:
    make_commune()
    with pytest.raises(CommandError, match="Nothing was changed"):
        command("seed_demo", parcels=PARCELS, force=True)
    assert Commune.objects.count() == 1


def test_in_another_crs_it_does_nothing_and_says_how_to_import(db: None, settings: Any) -> None:
    settings.KHARITA_SRID = 26986
    said = command("seed_demo", parcels=PARCELS)
    assert "EPSG:26986" in said
    assert "import_file" in said
    assert not Commune.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_ending_half_way_leaves_the_database_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(communes: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(services, "create_accounts", fail)
    with pytest.raises(KeyboardInterrupt):
        services.seed(now=NOW, parcels=PARCELS)
    assert not Commune.objects.exists()
    assert not Parcel.objects.exists()


def test_accounts_are_listed_only_where_the_demo_made_them(
    db: None, django_user_model: type[User], seed_accounts: Callable[[], None]
) -> None:
    django_user_model.objects.create_user("admin", "someone@berkane.ma", PASSWORD, full_name="Someone")
    assert command("demo_accounts").strip() == "There are no demo accounts here."
    django_user_model.objects.all().delete()
    seed_accounts()
    listed = command("demo_accounts")
    assert PASSWORD in listed
    assert "urbanism-sidi-slimane" in listed


@pytest.fixture
def seed_accounts() -> Callable[[], None]:
    return lambda: services.seed(now=NOW, parcels=PARCELS) and None
