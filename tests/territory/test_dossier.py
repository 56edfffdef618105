"""The dossier of a parcel: what it tells, in which language, and to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kharita.accounts.roles import Role
from kharita.core.facets import Entry, FacetContent, ParcelFacet, parcel_facets
from kharita.territory.models import Parcel, ParcelLineage, ParcelOwner, ZoningPlan
from tests.factories import CENTRE, make_parcel, make_user

X, Y = CENTRE


def read(api, slug="12345-40", **query):
    answer = api.get(f"/parcels/{slug}", **query)
    assert answer.status_code == 200, answer.content
    dossier = answer.json()
    dossier["by_id"] = {facet["id"]: facet for facet in dossier["facets"]}
    return dossier


def entries(dossier, facet):
    return {entry["id"]: entry for entry in dossier["by_id"][facet]["entries"]}


def test_the_public_learns_the_ground_and_its_rules_but_nothing_of_persons(town, api):
    dossier = read(api())
    assert list(dossier["by_id"]) == ["identity", "place", "zoning", "burdens", "buildings", "neighbours"]
    parcel = dossier["parcel"]
    assert (parcel["tenure"], parcel["address"], parcel["declared_area_m2"]) == (None, None, None)
    assert parcel["area_m2"] == pytest.approx(400)
    assert parcel["commune"]["name"]["ar"] == "بركان"
    assert [district["name"]["fr"] for district in parcel["districts"]] == ["Quartier Al Massira"]
    text = api().get("/parcels/12345-40").content.decode()
    for secret in ("Idrissi", "الإدريسي", "Alami", "B-7", "410", "12, avenue"):
        assert secret not in text


def test_an_officer_learns_all_of_it(town, api, officer):
    dossier = read(api(officer))
    assert list(dossier["by_id"]) == [
        "identity", "place", "zoning", "burdens", "buildings", "owners", "history",
        "neighbours", "attributes",
    ]  # fmt: skip
    assert dossier["parcel"]["tenure"] == "titled"
    assert dossier["parcel"]["address"]["ar"] == "12 شارع محمد الخامس"
    assert dossier["by_id"]["owners"]["table"]["rows"][0]["share"] == "1/2"
    assert entries(dossier, "attributes")["LOT"]["value"] == "B-7"


@pytest.mark.parametrize(
    ("role", "facet", "shown"),
    [
        (Role.REGISTRY_CLERK, "owners", False),
        (Role.REGISTRY_CLERK, "attributes", False),
        (Role.SERVICE_MANAGER, "owners", False),
        (Role.SERVICE_MANAGER, "attributes", True),
        (Role.INSPECTOR, "owners", True),
    ],
)
def test_each_role_sees_its_facets(town, api, role, facet, shown):
    assert (facet in read(api(make_user(role, town.commune)))["by_id"]) is shown


def test_an_officer_of_another_commune_is_the_public_here(town, api, neighbour):
    stranger = make_user(Role.ADMINISTRATOR, neighbour)
    assert "owners" not in read(api(stranger))["by_id"]
    assert read(api(stranger))["parcel"]["tenure"] is None


@pytest.mark.parametrize(
    ("declared", "difference", "level"), [(400, 0, "ok"), (410, -2.4, "waiting"), (300, 33.3, "late")]
)
def test_the_declared_area_is_compared_with_the_surveyed_one(town, api, officer, declared, difference, level):
    Parcel.objects.filter(pk=town.parcel.pk).update(declared_area_m2=declared)
    entry = entries(read(api(officer)), "identity")["area_difference"]
    assert (entry["value"], entry["unit"], entry["level"]) == (difference, "%", level)


def test_a_split_parcel_tells_the_share_and_the_rules_of_each_zone(town, api):
    zoning = read(api())["by_id"]["zoning"]
    shown = {entry["id"]: entry["value"] for entry in zoning["entries"]}
    assert shown["zone.R+3"] == "R+3 · Habitat continu (75 % of the parcel)"
    assert shown["zone.I"] == "I (25 % of the parcel)"
    assert shown["rule.R+3.max_floors"] == "R+3"
    assert shown["rule.R+3.max_ground_ratio"] == 80
    assert "Articles: Art. 12" in zoning["notes"]
    assert "The plan states no rules for zone I." in zoning["notes"]


def test_an_expired_plan_says_so(town, api):
    plan = f"plan.{town.plan.pk}"
    state = entries(read(api()), "zoning")[f"{plan}.state"]
    assert (state["value"], state["level"]) == ("Expired", "late")
    ZoningPlan.objects.update(expires_on=timezone.localdate() + timedelta(days=1))
    state = entries(read(api()), "zoning")[f"{plan}.state"]
    assert (state["value"], state["level"]) == ("In force", "ok")


def test_a_draft_plan_is_the_desks(town, api, officer):
    ZoningPlan.objects.update(state=ZoningPlan.State.DRAFT, expires_on=None)
    assert read(api())["by_id"]["zoning"]["entries"] == []
    assert entries(read(api(officer)), "zoning")[f"plan.{town.plan.pk}.state"]["level"] == "waiting"


def test_a_plot_smaller_than_its_zone_asks_is_marked(town, api):
    town.plan.rules.update(min_plot_m2=500)
    assert entries(read(api()), "zoning")["rule.R+3.min_plot_m2"]["level"] == "late"


def test_what_crosses_the_parcel_is_measured_and_drawn(town, api):
    burdens = read(api())["by_id"]["burdens"]
    assert [(row["name"], row["area_m2"], row["share"]) for row in burdens["table"]["rows"]] == [
        ("Oued Berkane", pytest.approx(80), 20)
    ]
    assert burdens["shapes"][0]["geometry"]["type"] == "Polygon"


def test_buildings_are_counted_by_what_stands_on_the_parcel(town, api):
    shown = entries(read(api()), "buildings")
    assert shown["covered"]["value"] == pytest.approx(200)
    assert shown["ground_ratio"]["value"] == 50


def test_the_avenue_it_fronts_and_its_neighbours_are_named(town, api):
    dossier = read(api())
    assert entries(dossier, "place")["streets"]["value"] == "Avenue Mohammed V"
    rows = dossier["by_id"]["neighbours"]["table"]["rows"]
    assert [(row["reference"], row["slug"]) for row in rows] == [
        ("12344/40", "12344-40"),
        ("R 1234/40", "r-1234-40"),
    ]


def test_shares_that_do_not_add_up_are_named(town, api, officer):
    ParcelOwner.objects.filter(name="Mohammed Alami").delete()
    assert read(api(officer))["by_id"]["owners"]["notes"] == ["The shares add up to 1/2, not to one."]


def test_a_divided_parcel_and_its_parts_lead_to_one_another(town, api, officer):
    now = timezone.now()
    old = make_parcel(
        town.commune, "500/40", xy=(X + 100, Y), valid_to=now, valid_from=now - timedelta(days=900)
    )
    part = make_parcel(town.commune, "501/40", xy=(X + 100, Y), side=10)
    ParcelLineage.objects.create(parent=old, child=part, kind=ParcelLineage.Kind.SPLIT, at=now)
    row = read(api(officer), "501-40")["by_id"]["history"]["table"]["rows"][0]
    assert (row["relation"], row["reference"], row["kind"]) == ("Came from", "500/40", "Division")
    past = read(api(officer), row["slug"], version=row["version"])
    assert past["parcel"]["valid_to"] is not None
    assert past["by_id"]["history"]["table"]["rows"][0]["relation"] == "Became"
    assert api().get("/parcels/500-40").status_code == 404


def test_a_slug_names_the_current_version_and_a_version_the_one_before(town, api, officer):
    now = timezone.now()
    before = make_parcel(
        town.commune, "9/40", xy=(X + 200, Y), valid_to=now, valid_from=now - timedelta(days=9)
    )
    after = make_parcel(town.commune, "9/40", xy=(X + 200, Y), side=30)
    assert read(api(officer), "9-40")["parcel"]["id"] == after.pk
    assert read(api(officer), "9-40", version=before.pk)["parcel"]["id"] == before.pk
    assert api().get("/parcels/9-40", version=before.pk).status_code == 404


@pytest.mark.parametrize(("language", "zone"), [("fr", "Habitat continu"), ("ar", "سكن متصل")])
def test_names_come_in_the_readers_language(town, api, officer, language, zone):
    zoning = read(api(officer, language))["by_id"]["zoning"]["entries"][0]
    assert zone in zoning["value"]


def test_an_unknown_parcel_or_commune_is_not_found(town, api, neighbour):
    assert api().get("/parcels/1-1").status_code == 404
    answer = api().get("/parcels/12345-40", commune=neighbour.pk)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_point_of_the_map_names_its_parcel(town, api):
    centre = read(api())["parcel"]["center"]
    assert api().get("/parcels/at", lon=centre[0], lat=centre[1]).json()["slug"] == "12345-40"
    assert api().get("/parcels/at", lon=centre[0] + 0.01, lat=centre[1]).status_code == 404
    assert api().get("/parcels/at", lon=2.35, lat=48.85).status_code == 404
    assert api().get("/parcels/at", lon=500, lat=0).status_code == 400


def test_communes_tell_what_they_hold_and_who_serves_them(town, api, officer, neighbour):
    rows = {row["code"]: row for row in api(officer).get("/communes").json()}
    assert (rows[town.commune.code]["serves"], rows[town.commune.code]["parcels"]) == (True, 3)
    assert (rows[neighbour.code]["serves"], rows[neighbour.code]["parcels"]) == (False, 0)
    type(neighbour).objects.filter(pk=neighbour.pk).update(is_public=False)
    assert [row["code"] for row in api().get("/communes").json()] == [town.commune.code]


def test_a_domain_adds_its_facet_by_declaring_it(town, api, officer, monkeypatch):
    lamps = ParcelFacet(
        "lamps", "Lamps", lambda parcel, user: FacetContent(entries=(Entry("n", "Lamps", 2),)),
        permission="territory.view_desk", order=25,
    )  # fmt: skip
    monkeypatch.setattr(parcel_facets, "_facets", {**parcel_facets._facets, "lamps": lamps})
    assert list(read(api(officer))["by_id"])[2] == "lamps"
    assert "lamps" not in read(api())["by_id"]


def test_a_dossier_takes_as_many_statements_in_a_crowded_quarter_as_in_an_empty_one(town, api, officer):
    client = api(officer)
    read(client)
    with CaptureQueriesContext(connection) as few:
        read(client)
    for number in range(12):
        make_parcel(town.commune, f"{700 + number}/40", xy=(X - 20 + 5 * number, Y + 20), side=5)
        ParcelOwner.objects.create(parcel=town.parcel, name=f"Heir {number}", share_denominator=99)
    with CaptureQueriesContext(connection) as many:
        read(client)
    assert len(many) == len(few) <= 20
