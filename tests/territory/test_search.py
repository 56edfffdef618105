"""One box that finds everything the reader may see, however it is spelt."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from kharita.accounts.roles import Role
from kharita.core.text import search_text
from kharita.territory.models import ParcelOwner, SearchBacklog, SearchEntry, Street, ZoningPlan
from kharita.territory.search_index import refresh_search
from kharita.territory.tasks import refresh_search as refresh_task
from tests.factories import CENTRE, line, make_parcel, make_user

X, Y = CENTRE


def found(api, query, **options):
    """(kind, French title, slug) of each find, best first."""
    answer = api.get("/search", q=query, **options)
    assert answer.status_code == 200, answer.content
    return [(item["kind"], item["title"]["fr"], item["slug"]) for item in answer.json()["items"]]


@pytest.mark.parametrize("query", ["12345/40", "T 12345 / 40", "١٢٣٤٥/٤٠", "tf n° 12345/40", "12345-40"])
def test_a_title_is_found_however_it_is_written(town, api, query):
    assert found(api(), query)[0] == ("parcel", "12345/40", "12345-40")


def test_the_beginning_of_a_number_finds_titles_whole_numbers_first(town, api):
    assert [title for _, title, _ in found(api(), "1234")] == ["R 1234/40", "12344/40", "12345/40"]
    assert [title for _, title, _ in found(api(), "12345/")] == ["12345/40"]
    assert [title for _, title, _ in found(api(), "R1234")][0] == "R 1234/40"


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("avenue mohammed v", "street", "Avenue Mohammed V"),
        ("Av. Mohamed V", "street", "Avenue Mohammed V"),
        ("شارع محمّد الخامس", "street", "Avenue Mohammed V"),
        ("شارع محمد خامس", "street", "Avenue Mohammed V"),
        ("hay massira", "district", "Quartier Al Massira"),
        ("Masira", "district", "Quartier Al Massira"),
        ("حى المسيره", "district", "Quartier Al Massira"),
        ("mosquee al qods", "place", "Mosquée Al Qods"),
        ("مسجد القدس", "place", "Mosquée Al Qods"),
        ("berkan", "commune", "Berkane"),
        ("بركان", "commune", "Berkane"),
        ("r+3", "zone", "R+3 · Habitat continu"),
    ],
)
def test_names_are_found_in_arabic_and_french_and_misspelt(town, api, query, kind, title):
    assert found(api(), query)[0][:2] == (kind, title)


def test_a_street_of_many_edges_is_one_find_that_shows_all_of_it(town, api):
    items = api().get("/search", q="mohammed").json()["items"]
    assert [item["kind"] for item in items] == ["street"]
    west, south, east, north = items[0]["bbox"]
    assert east - west == pytest.approx(400 / 91_300, rel=0.02)  # 400 m, at this latitude
    assert west < items[0]["center"][0] < east


def test_streets_of_one_name_in_two_quarters_are_two_finds(town, api):
    Street.objects.create(
        commune=town.commune, name_fr="Avenue Mohammed V", name_ar="شارع محمد الخامس",
        geometry=line((X + 1500, Y), (X + 1600, Y)),
    )  # fmt: skip
    refresh_search()
    assert len(found(api(), "mohammed")) == 2


@pytest.mark.parametrize("query", ["Idrissi", "idrisi", "الادريسي", "Fatima Zahra", "Alami", "علمي"])
def test_owners_are_found_by_who_may_see_them_and_by_nobody_else(town, api, officer, neighbour, query):
    assert [kind for kind, _, _ in found(api(officer), query)][0] == "owner"
    elsewhere = make_user(Role.URBANISM_OFFICER, neighbour)
    registry = make_user(Role.REGISTRY_CLERK, town.commune)
    for stranger in (None, make_user(), elsewhere, registry):
        answer = api(stranger).get("/search", q=query)
        assert not [item for item in answer.json()["items"] if item["kind"] == "owner"]
        assert "Idrissi" not in answer.content.decode()
        assert "Alami" not in answer.content.decode()


def test_addresses_are_the_desks_as_they_are_on_the_map(town, api):
    clerk = make_user(Role.REGISTRY_CLERK, town.commune)
    assert ("address", "12, avenue Mohammed V", "12345-40") in found(api(clerk), "12 av mohammed v")
    assert ("address", "12, avenue Mohammed V", "12345-40") in found(api(clerk), "١٢ شارع محمد الخامس")
    assert {kind for kind, _, _ in found(api(), "12 av mohammed v")} <= {"street"}


def test_a_closed_commune_is_found_by_those_who_serve_it_only(town, api, officer):
    type(town.commune).objects.update(is_public=False)
    for query in ("12345/40", "mohammed", "berkane", "massira", f"{X + 5} {Y + 5}"):
        items = api().get("/search", q=query).json()["items"]
        assert not [item for item in items if item["slug"] or item["kind"] != "coordinates"]
        assert found(api(officer), query)


def test_a_draft_plan_is_not_found(town, api):
    ZoningPlan.objects.update(state=ZoningPlan.State.DRAFT)
    refresh_search()
    assert found(api(), "r+3") == []


def test_coordinates_name_the_parcel_under_them(town, api):
    item = api().get("/search", q=f"{X + 5} {Y + 5}").json()["items"][0]
    assert (item["kind"], item["slug"]) == ("coordinates", "12345-40")
    assert item["title"]["en"].startswith("34.91")


def test_a_retired_parcel_is_found_no_more_even_before_the_refresh(town, api, officer):
    town.parcel.valid_to = town.parcel.valid_from
    town.parcel.save()
    assert found(api(officer), "12345/40") == []
    assert found(api(officer), "Idrissi") == []


def test_changes_are_noted_by_whichever_way_they_come_and_refreshed_by_the_job(town, api, officer):
    assert not SearchBacklog.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE territory_parcelowner SET name = 'Yassine Berrada', name_ar = '' WHERE name ~ 'Alami'"
        )
    assert SearchBacklog.objects.get().commune_id == town.commune.pk
    refresh_task(timestamp=0)
    assert found(api(officer), "berrada")[0][0] == "owner"
    assert found(api(officer), "alami") == []
    assert not SearchBacklog.objects.exists()


def test_a_refresh_leaves_what_did_not_change(town):
    before = set(SearchEntry.objects.values_list("pk", flat=True))
    ParcelOwner.objects.create(parcel=town.west, name="Hassan Tazi")
    refresh_search()
    after = set(SearchEntry.objects.values_list("pk", flat=True))
    assert before < after
    assert len(after - before) == 1


def test_the_readers_commune_comes_first_and_the_limit_holds(town, api, neighbour):
    make_parcel(neighbour, "12345/40", xy=(X + 4000, Y))
    communes = [
        item["commune_id"]
        for item in api().get("/search", q="12345/40", commune=neighbour.pk).json()["items"]
    ]
    assert communes == [neighbour.pk, town.commune.pk]
    assert len(found(api(), "12345/40", limit=1)) == 1


@pytest.mark.parametrize(
    "query", ["", "   ", "'", "\\", "%", "_", "& | !", ":*", "(", "\x001/2", "la", "ـ", "💧" * 60]
)
def test_no_query_breaks_the_search(town, api, query):
    assert api().get("/search", q=query).status_code == 200


def test_a_query_too_long_or_a_limit_out_of_range_is_refused_plainly(town, api):
    assert api().get("/search", q="x" * 121).status_code == 400
    assert api().get("/search", q="x", limit=0).status_code == 400


def test_a_search_takes_few_statements(town, api, officer):
    client = api(officer)
    client.get("/search", q="warm")
    with CaptureQueriesContext(connection) as asked:  # savepoints of the test included
        client.get("/search", q="12 avenue mohammed v")
    assert len(asked) <= 16, [query["sql"][:90] for query in asked]


@given(st.lists(st.text("aéÀ '-.,ال ةأ٣ءـ\t٫rqL'avbd", min_size=1, max_size=12), max_size=4))
def test_a_name_is_spelt_word_by_word_as_it_is_as_a_whole(names):
    """What `search_index` counts on: it brings each word into its one spelling apart."""
    text = " ".join(names)
    assert " ".join(filter(None, map(search_text, text.split(" ")))) == search_text(text)
