"""The checks of a stored dossier and of a draft: what the database gives them."""

from datetime import date, timedelta
from typing import Any

import pytest
import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Polygon
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from kharita.permits.checks.dossier import check_permit, run_checks
from kharita.permits.checks.finding import Finding, Outcome
from kharita.permits.checks.presenting import as_json, counts_of, present, worst_of
from kharita.permits.models import Permit, PermitParcel, PermitType
from kharita.territory.models import (
    Commune,
    Easement,
    Parcel,
    Reservation,
    Street,
    Zone,
    ZoneRule,
    ZoningPlan,
)
from tests.factories import CENTRE, line, make_neighbour, make_parcel, multi, square

X, Y = CENTRE
TODAY = date(2026, 11, 27)
VILLA = {"use": "villa", "floors": 1, "height_m": 8.5, "floor_area_m2": 200, "dwellings": 1}


@pytest.fixture
def parcel(commune: Commune) -> Parcel:
    """20 m × 20 m at CENTRE between two others, on a street to the south, in a zone of a plan in force."""
    plan = ZoningPlan.objects.create(
        commune=commune, name_fr="PA", state="in_force", expires_on=date(2031, 3, 15), legal_ref="décret"
    )
    ZoneRule.objects.create(
        plan=plan, code="V1", category="villa", uses=["housing"], min_plot_m2=300, min_frontage_m=14,
        max_cos=0.8, max_ground_ratio=0.4, max_floors=1, max_height_m=8.5, setback_front_m=4,
        setback_side_m=4, setback_rear_m=4, article_ref="art. 9",
    )  # fmt: skip
    Zone.objects.create(commune=commune, plan=plan, code="V1", geometry=multi(square(X - 300, Y - 300, 600)))
    Street.objects.create(commune=commune, width_m=12, geometry=line((X - 200, Y - 8), (X + 200, Y - 8)))
    for place in ((X - 20, Y), (X + 20, Y), (X, Y + 20)):
        make_parcel(commune, xy=place)
    return make_parcel(commune, "12345/40", declared_area_m2=400)


def check(parcel: Parcel, *, footprint: Any = None, **project: Any) -> dict[str, Finding]:
    """The findings by check (the last of each)."""
    found = run_checks(
        parcel_ids=[parcel.pk],
        project=VILLA | project,
        footprint=square(X + 4, Y + 4, 12) if footprint is None else footprint,
        today=TODAY,
    )
    return {finding.id: finding for finding in found}


def test_a_draft_that_is_not_stored_is_checked_on_its_parcel(parcel: Parcel) -> None:
    found = check(parcel)
    assert {finding.outcome for finding in found.values()} == {Outcome.PASS}
    assert found["ground_ratio"].values["given"] == 0.36
    assert found["frontage"].values["given"] == pytest.approx(20)
    assert check(parcel, floors=2)["floors"].outcome == Outcome.FAIL
    assert check(parcel, footprint=square(X + 3, Y + 4, 12))["setback_side"].values["given"] == 3


def test_it_takes_a_handful_of_statements(parcel: Parcel) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        check(parcel)
    assert len(queries) == 6


def permit_on(parcel: Parcel, number: str = "P-1", **fields: Any) -> Permit:
    kind, _new = PermitType.objects.get_or_create(code=fields.pop("code", "BUILD_SMALL"))
    now = timezone.now()
    made: Permit = Permit.objects.create(
        commune=parcel.commune, kind=kind, number=number, reference=number, site=parcel.geometry,
        created_at=now, changed_at=now, project=VILLA, **{"state": "submitted"} | fields,
    )  # fmt: skip
    PermitParcel.objects.create(permit=made, parcel=parcel, reference=parcel.reference)
    return made


def test_a_stored_dossier_is_not_in_its_own_way_nor_what_it_amends(parcel: Parcel) -> None:
    first = permit_on(parcel, "P-1", footprint=multi(square(X + 4, Y + 4, 12)))
    second = permit_on(parcel, "P-2", parent=first)
    for dossier in (first, second):
        found = {finding.id: finding for finding in check_permit(permit=dossier, today=TODAY)}
        assert found["overlapping_permits"].outcome == Outcome.PASS
    third = permit_on(parcel, "P-3")
    found = {finding.id: finding for finding in check_permit(permit=third, today=TODAY)}
    assert found["overlapping_permits"].values["count"] == 2


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({}, Outcome.WARN),
        ({"state": "issued", "issued_at": timezone.now()}, Outcome.WARN),
        ({"state": "refused"}, Outcome.PASS),
        ({"state": "draft"}, Outcome.PASS),
        ({"code": "INFO_NOTE"}, Outcome.PASS),
    ],
)
def test_only_what_is_under_way_or_in_force_holds_ground(
    parcel: Parcel, fields: dict[str, Any], outcome: Outcome
) -> None:
    permit_on(parcel, "P-9", **fields)
    finding = check(parcel)["overlapping_permits"]
    assert finding.outcome == outcome
    # An applicant must not learn of another's dossier before it is public.
    assert ("P-9" in repr(finding)) == ("issued_at" in fields)


def test_drafts_of_plans_and_retired_parcels_are_not_looked_at(parcel: Parcel, commune: Commune) -> None:
    draft = ZoningPlan.objects.create(commune=commune, name_fr="Révision", state="draft")
    Zone.objects.create(commune=commune, plan=draft, code="X", geometry=multi(square(X, Y, 20)))
    Reservation.objects.create(commune=commune, plan=draft, kind="facility", geometry=multi(square(X, Y, 20)))
    then = timezone.now() - timedelta(days=9)
    make_parcel(commune, xy=(X, Y - 20), valid_from=then, valid_to=timezone.now())
    found = check(parcel)
    assert found["zones"].message == "one-zone"
    assert found["reservations"].message == "nothing-reserved"
    assert found["access"].message == "access-by-road"
    parcel.valid_to = timezone.now()
    parcel.save()
    assert check(parcel)["plot"].message == "no-plot"


def test_the_plan_in_force_comes_before_one_that_has_expired(parcel: Parcel, commune: Commune) -> None:
    for state, kind in (("expired", "development_plan"), ("in_force", "master_plan")):
        other = ZoningPlan.objects.create(commune=commune, name_fr="Autre", state=state, kind=kind)
        Zone.objects.create(commune=commune, plan=other, code="Z", geometry=multi(square(X, Y, 20)))
    assert check(parcel)["zones"].values["zones"] == [{"zone": "V1", "percent": 100}]


def test_easements_and_reservations_come_with_their_names(parcel: Parcel, commune: Commune) -> None:
    Easement.objects.create(
        commune=commune, kind="flood", name_fr="Oued Berkane", geometry=multi(square(X, Y + 15, 20))
    )
    Reservation.objects.create(
        commune=commune, kind="planned_road", name_fr="Voie 12", geometry=multi(square(X + 18, Y - 5, 30))
    )
    found = check(parcel)
    assert found["servitudes"].values["name"]["fr"] == "Oued Berkane"
    assert (found["servitudes"].outcome, found["servitudes"].values["built"]) == (Outcome.FAIL, 12)
    assert (found["planned_road"].values["area"], found["planned_road"].values["residual"]) == (40, 360)


def test_dirty_rows_do_not_break_the_check(parcel: Parcel, commune: Commune) -> None:
    bow_tie = Polygon([(X, Y), (X + 20, Y + 20), (X + 20, Y), (X, Y + 20), (X, Y)], srid=26191)
    Easement.objects.create(commune=commune, kind="flood", geometry=MultiPolygon(bow_tie, srid=26191))
    Zone.objects.create(
        commune=commune, plan=ZoningPlan.objects.get(), code="B", geometry=MultiPolygon(bow_tie, srid=26191)
    )
    make_parcel(commune, "9/9", geometry=MultiPolygon(bow_tie, srid=26191))
    found = check(parcel)
    assert found["servitudes"].values["area"] == pytest.approx(200)
    assert found["zones"].message == "split-zones"


def test_another_communes_plan_does_not_govern(parcel: Parcel) -> None:
    other = make_neighbour()
    plan = ZoningPlan.objects.create(commune=other, name_fr="PA voisin", state="in_force")
    Zone.objects.create(commune=other, plan=plan, code="N", geometry=multi(square(X - 50, Y - 50, 100)))
    assert check(parcel)["zones"].message == "one-zone"


def test_without_streets_in_the_commune_access_is_unknown(parcel: Parcel) -> None:
    Street.objects.all().delete()
    assert check(parcel)["access"].outcome == Outcome.UNKNOWN


def test_what_is_kept_is_shown_in_the_readers_language_with_shapes_in_degrees(parcel: Parcel) -> None:
    findings = run_checks(
        parcel_ids=[parcel.pk],
        project=VILLA | {"height_m": 10},
        footprint=square(X + 3, Y + 4, 12),
        today=TODAY,
    )
    kept = as_json(findings)
    said = {}
    for language in ("ar", "fr", "en"):
        with translation.override(language):
            [said[language]] = [each for each in present(kept) if each["id"] == "height"]
    assert said["en"]["detail"] == "10\u00a0m; at most 8.5\u00a0m in zone V1: 1.5\u00a0m too much."
    assert "8,5" in said["fr"]["detail"]
    assert len({each["title"] for each in said.values()}) == 3
    assert worst_of(findings) == Outcome.FAIL
    assert counts_of(findings)["fail"] == 2
    [side] = [each for each in present(kept) if each["id"] == "setback_side"]
    roles = {each["properties"]["role"]: each["geometry"] for each in side["shapes"]["features"]}
    assert set(roles) == {"edge", "strip", "breach"}
    breach = GEOSGeometry(str(roles["breach"]).replace("'", '"'), srid=4326)
    breach.transform(26191)
    assert shapely.from_wkb(bytes(breach.wkb)).area == pytest.approx(12, rel=0.01)
    assert -3 < breach.transform(4326, clone=True).centroid.x < -2
