"""OGC API – Features Part 1: Core 1.0.1 (OGC 17-069r4), requirement by requirement."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import shapely
from django.test import Client

from kharita.accounts.models import User
from kharita.maps.door import layers_open_to
from kharita.territory.models import Commune, Parcel
from tests.factories import CENTRE, make_parcel, multi, square
from tests.ogc.conftest import Ogc, body_of, link_of

ITEMS = "/collections/parcels/items"
Make = Callable[..., Ogc]


def corners(parcel: Parcel, grow: float = 0.0) -> tuple[float, float, float, float]:
    west, south, east, north = parcel.geometry.transform(4326, clone=True).extent
    return west - grow, south - grow, east + grow, north + grow


def box(parcel: Parcel) -> str:
    return ",".join(map(str, corners(parcel)))


# /req/core/root-op, /req/core/root-success: the landing page and its links


def test_landing_page_links_to_everything(db: None, ogc: Make) -> None:
    landing = ogc().json("/")
    for rel, media in (
        ("self", "application/json"),
        ("alternate", "text/html"),
        ("service-desc", "application/vnd.oai.openapi+json;version=3.0"),
        ("service-doc", "text/html"),
        ("conformance", "application/json"),
        ("data", "application/json"),
    ):
        address = link_of(landing, rel, media)
        assert address is not None, rel
        answer = ogc().get(address)
        assert answer.status_code == 200 and answer["Content-Type"].startswith(media.split(";")[0]), rel


# /req/core/conformance-op, /req/core/conformance-success


def test_conformance_names_the_classes(db: None, ogc: Make) -> None:
    classes = ogc().json("/conformance")["conformsTo"]
    for name in ("core", "oas30", "html", "geojson"):
        assert f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" in classes
    assert "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs" in classes
    assert "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text" in classes
    assert len(classes) == len(set(classes))


# /req/core/query-param-unknown, /req/core/query-param-invalid: 400, and here by name


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("/", {"nonsense": "1"}, "nonsense"),
        ("/collections", {"limit": "3"}, "limit"),
        (ITEMS, {"limit": "0"}, "limit"),
        (ITEMS, {"limit": "-1"}, "limit"),
        (ITEMS, {"limit": "ten"}, "limit"),
        (ITEMS, {"limit": "1.5"}, "limit"),
        (ITEMS, {"limit": "9" * 30}, "limit"),
        (ITEMS, {"limit": "٣"}, "limit"),
        (ITEMS, {"bbox": ""}, "bbox"),
        (ITEMS, {"bbox": "1,2,3"}, "bbox"),
        (ITEMS, {"bbox": "1,2,3,4,5"}, "bbox"),
        (ITEMS, {"bbox": "1,2,x,4"}, "bbox"),
        (ITEMS, {"bbox": "1,2,nan,4"}, "bbox"),
        (ITEMS, {"bbox": "1,2,1e999,4"}, "bbox"),
        (ITEMS, {"bbox": "0,10,1,5"}, "bbox"),
        (ITEMS, {"bbox": "-500,0,500,10"}, "bbox"),
        (ITEMS, {"datetime": "yesterday"}, "datetime"),
        (ITEMS, {"datetime": "../.."}, "datetime"),
        (ITEMS, {"datetime": "2024-01-01T00:00:00"}, "datetime"),
        (ITEMS, {"datetime": "2025-01-01/2024-01-01"}, "datetime"),
        (ITEMS, {"datetime": "2024-01-01/2024-01-02/2024-01-03"}, "datetime"),
        (ITEMS, {"datetime": "2024-02-30"}, "datetime"),
        (ITEMS, {"f": "shapefile"}, "f"),
        (ITEMS, {"lang": "de"}, "lang"),
        (ITEMS, {"properties": "owner"}, "properties"),
        (ITEMS, {"skipGeometry": "perhaps"}, "skipGeometry"),
        (ITEMS, {"sortby": "owner"}, "sortby"),
        (ITEMS, {"sortby": ""}, "sortby"),
        (ITEMS, {"cursor": "nonsense"}, "cursor"),
        (ITEMS, {"cursor": "W10"}, "cursor"),
        (ITEMS, {"bbox_crs": "EPSG:9999", "bbox": "1,2,3,4"}, "bbox-crs"),
        (ITEMS, {"crs": "http://www.opengis.net/def/crs/EPSG/0/2154"}, "crs"),
        (ITEMS, {"filter": "owner = 1"}, "filter"),
        (ITEMS, {"filter": "TRUE", "filter_lang": "sql"}, "filter-lang"),
        (ITEMS, {"filter": "TRUE", "filter_crs": "x"}, "filter-crs"),
        (ITEMS, {"limit": ["1", "2"]}, "limit"),
        (ITEMS, {"filter": "\x00"}, "filter"),
    ],
)
def test_unknown_and_invalid_parameters_are_refused_by_name(
    parcels: list[Parcel], ogc: Make, path: str, query: dict[str, Any], field: str
) -> None:
    problem = ogc().refused(path, **query)
    assert problem["field"] == field
    assert problem["detail"]


# /req/core/http: 404, 405, 406


@pytest.mark.parametrize(
    "path",
    [
        "/collections/nothing",
        "/collections/nothing/items",
        "/collections/parcels/items/0",
        "/collections/parcels/items/999999999999999999999",
        "/collections/parcels/items/first",
        "/nothing",
    ],
)
def test_what_does_not_exist_is_a_404_problem(db: None, ogc: Make, path: str) -> None:
    answer = ogc().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(db: None, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)("/ogc/collections/parcels/items")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_head_says_what_get_would(parcels: list[Parcel], ogc: Make) -> None:
    got, head = (getattr(ogc().client, method)(f"/ogc{ITEMS}?limit=3") for method in ("get", "head"))
    assert head.status_code == 200 and head.content == b""
    for name in ("ETag", "Content-Type", "Content-Crs", "Cache-Control"):
        assert head[name] == got[name]


# Recommendation 2 (/rec/core/etag)


def test_an_unchanged_answer_is_a_304_and_a_change_is_seen_at_once(
    parcels: list[Parcel], ogc: Make, commune: Commune
) -> None:
    first = ogc().get(ITEMS, limit=1)
    assert first["Cache-Control"] == "public, no-cache"
    again = ogc().get(ITEMS, {"If-None-Match": first["ETag"]}, limit=1)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    make_parcel(commune, "99/40")
    changed = ogc().get(ITEMS, {"If-None-Match": first["ETag"]}, limit=1)
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


def test_etags_of_people_with_other_rights_are_others(
    parcels: list[Parcel], ogc: Make, officer: User
) -> None:
    public, own = ogc().get(ITEMS), ogc(officer).get(ITEMS)
    assert public["ETag"] != own["ETag"]
    assert own["Cache-Control"] == "private, no-cache"


# /rec/core/cross-origin


def test_other_sites_may_read_what_is_public_and_nothing_else(
    parcels: list[Parcel], ogc: Make, officer: User
) -> None:
    for path in ("/", ITEMS, "/nothing"):
        answer = ogc().get(path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.has_header("Access-Control-Allow-Credentials")
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        own = ogc(officer).get(path)
        assert not own.has_header("Access-Control-Allow-Origin")
    asked = ogc().client.options("/ogc/collections", headers={"Origin": "https://elsewhere.example"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "authorization" not in asked["Access-Control-Allow-Headers"].lower()


# /req/core/fc-md-op … /req/core/sfc-md-success: the collections


def test_every_layer_is_a_collection_with_its_links(parcels: list[Parcel], ogc: Make) -> None:
    document = ogc().json("/collections")
    assert [one["id"] for one in document["collections"]] == [layer.id for layer in layers_open_to(None)]
    for told in document["collections"]:
        assert told["itemType"] == "feature" and told["title"] and told["description"]
        assert link_of(told, "items", "application/geo+json"), told["id"]
        alone = ogc().json(f"/collections/{told['id']}")
        assert alone == told  # /req/core/sfc-md-success: the same as in the list
        for one in told["links"]:
            assert ogc().get(one["href"]).status_code == 200, one


def test_extent_is_that_of_the_rows_in_space_and_time(parcels: list[Parcel], ogc: Make) -> None:
    """/req/core/fc-md-extent."""
    extent = ogc().json("/collections/parcels")["extent"]
    west, south, east, north = extent["spatial"]["bbox"][0]
    first, last = corners(parcels[0]), corners(parcels[-1])
    assert (west, east) == (pytest.approx(first[0], abs=1e-5), pytest.approx(last[2], abs=1e-5))
    start, end = extent["temporal"]["interval"][0]
    assert datetime.fromisoformat(start) == min(parcel.valid_from for parcel in parcels)
    assert end is None


# /req/core/fc-op, /req/core/fc-response, /req/geojson/definition


def test_items_are_geojson(parcels: list[Parcel], ogc: Make) -> None:
    found = ogc().items(limit=3)
    assert found["type"] == "FeatureCollection"
    feature = found["features"][0]
    assert (feature["type"], feature["id"]) == ("Feature", parcels[0].pk)
    assert feature["properties"] == {"reference": "1/40", "slug": "1-40", "area_m2": 400.0}
    ring = shapely.geometry.shape(feature["geometry"]).geoms[0].exterior
    assert ring.is_ccw  # RFC 7946, 3.1.6
    degrees = parcels[0].geometry.transform(4326, clone=True)
    assert ring.coords[0] == pytest.approx(degrees[0][0][0], abs=2e-7)
    assert ogc().get(ITEMS)["Content-Type"] == "application/geo+json"


def test_texts_that_json_must_escape_come_as_they_are(commune: Commune, ogc: Make) -> None:
    for reference in ('quote " and \\ backslash', "line\nbreak", "قطعة ١", "</script>", "%s %(x)s {}"):
        make_parcel(commune, reference)
        assert reference in ogc().references()


# /req/core/fc-limit-definition, /req/core/fc-limit-response-1


def test_limit(parcels: list[Parcel], ogc: Make) -> None:
    assert len(ogc().items()["features"]) == 10  # the default
    assert len(ogc().items(limit=4)["features"]) == 4
    assert len(ogc().items(limit=99_999)["features"]) == 12  # the most, not a refusal


# /req/core/fc-links, /req/core/fc-timeStamp, /req/core/fc-numberMatched, /req/core/fc-numberReturned


def test_a_collection_counts_and_leads_on(parcels: list[Parcel], ogc: Make) -> None:
    page = ogc().items(limit=5)
    assert (page["numberMatched"], page["numberReturned"]) == (12, 5)
    assert abs(datetime.now(UTC) - datetime.fromisoformat(page["timeStamp"])).total_seconds() < 60
    assert all("type" in one and "rel" in one for one in page["links"])
    assert link_of(page, "self", "application/geo+json") and link_of(page, "alternate", "text/html")
    seen: list[int] = []
    for _page in range(2):
        seen += [feature["id"] for feature in page["features"]]
        page = ogc().json(link_of(page, "next") or "no page follows")
    seen += [feature["id"] for feature in page["features"]]
    assert link_of(page, "next") is None
    assert seen == [parcel.pk for parcel in parcels]
    assert page["numberReturned"] == 2


def test_a_last_page_that_is_full_leads_nowhere(parcels: list[Parcel], ogc: Make) -> None:
    assert link_of(ogc().items(limit=12), "next") is None
    assert link_of(ogc().items(limit=11), "next") is not None


def test_next_keeps_every_other_parameter(parcels: list[Parcel], ogc: Make) -> None:
    page = ogc().items(limit=2, filter="area_m2 > 1", properties="reference", lang="fr", skipGeometry="true")
    after = ogc().json(link_of(page, "next") or "")
    assert after["features"][0]["properties"] == {"reference": "3/40"}
    assert after["features"][0]["geometry"] is None


# /req/core/fc-bbox-definition, /req/core/fc-bbox-response


def test_bbox(parcels: list[Parcel], ogc: Make) -> None:
    assert ogc().references(bbox=box(parcels[2])) == ["3/40"]
    west, south, east, north = corners(parcels[2])
    assert ogc().references(bbox=f"{west},{south},-100,{east},{north},900") == ["3/40"]
    assert ogc().references(bbox="10,10,20,20") == []
    assert len(ogc().references(bbox="-180,-90,180,90")) == 12
    assert ogc().items(bbox=box(parcels[2]))["numberMatched"] == 1
    centre = parcels[2].geometry.centroid.transform(4326, clone=True)
    assert ogc().references(bbox=f"{centre.x},{centre.y},{centre.x},{centre.y}") == ["3/40"]


def test_bbox_across_the_antimeridian(parcels: list[Parcel], ogc: Make) -> None:
    """Requirement 23 D: the west may be larger than the east."""
    west, south, east, north = corners(parcels[2])
    assert ogc().references(bbox=f"170,{south},{east},{north}") == ["1/40", "2/40", "3/40"]
    assert ogc().references(bbox=f"170,{south},-170,{north}") == []


# /req/core/fc-time-definition, /req/core/fc-time-response


def test_datetime(commune: Commune, ogc: Make) -> None:
    for year in (2020, 2022, 2024):
        make_parcel(commune, f"{year}", valid_from=datetime(year, 3, 1, 12, tzinfo=UTC))
    assert ogc().references(datetime="2021-01-01T00:00:00Z") == ["2020"]
    assert ogc().references(datetime="2020-03-01") == ["2020"]
    assert ogc().references(datetime="2020-03-01T11:59:59Z") == []
    assert ogc().references(datetime="2020-03-01T13:00:00+01:00") == ["2020"]
    assert ogc().references(datetime="../2022-12-31T23:00:00Z") == ["2020", "2022"]
    assert ogc().references(datetime="/2022-12-31T23:00:00Z") == ["2020", "2022"]
    assert ogc().references(datetime="2023-01-01T00:00:00Z/..") == ["2020", "2022", "2024"]


def test_datetime_matches_everything_where_there_is_no_time(commune: Commune, ogc: Make) -> None:
    """Requirement 26 B: features without a temporal property match."""
    assert ogc().items("communes", datetime="1900-01-01")["numberMatched"] == 1


# /req/core/f-op, /req/core/f-success, /req/core/f-links


def test_one_feature(parcels: list[Parcel], ogc: Make) -> None:
    in_page = ogc().items(limit=1)["features"][0]
    alone = ogc().json(f"{ITEMS}/{parcels[0].pk}")
    assert {name: alone[name] for name in in_page} == in_page
    for rel in ("self", "alternate", "collection"):
        assert link_of(alone, rel)


# /req/html/definition, /req/html/content; negotiation


@pytest.mark.parametrize(
    ("accept", "query", "expected"),
    [
        ("", {}, "application/geo+json"),
        ("*/*", {}, "application/geo+json"),
        ("application/json", {}, "application/geo+json"),
        ("application/geo+json", {}, "application/geo+json"),
        ("application/geo+json-seq", {}, "application/geo+json-seq"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", {}, "text/html"),
        ("text/html;q=0.1, application/json", {}, "application/geo+json"),
        ("text/html", {"f": "json"}, "application/geo+json"),
        ("application/json", {"f": "html"}, "text/html"),
    ],
)
def test_the_form_is_chosen_by_f_then_by_accept(
    parcels: list[Parcel], ogc: Make, accept: str, query: dict[str, str], expected: str
) -> None:
    answer = ogc().get(ITEMS, {"Accept": accept} if accept else {}, **query)
    assert answer["Content-Type"].split(";")[0] == expected
    assert "Accept" in answer["Vary"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/conformance",
        "/collections",
        "/collections/parcels",
        ITEMS,
        "/collections/parcels/queryables",
        "/collections/parcels/sortables",
        "/collections/parcels/schema",
        "/nothing",
        f"{ITEMS}?limit=0",
    ],
)
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_everything_is_also_a_page_in_three_languages(
    parcels: list[Parcel], ogc: Make, path: str, language: str
) -> None:
    address = f"/ogc{path}{'&' if '?' in path else '?'}lang={language}"
    answer = ogc().client.get(address, headers={"Accept": "text/html"})
    assert answer["Content-Type"].startswith("text/html")
    assert answer["Content-Language"] == language
    assert f'lang="{language}"' in body_of(answer).decode()


def test_titles_follow_the_language(db: None, ogc: Make) -> None:
    path = "/collections/parcels"
    titles = {language: ogc().json(path, lang=language)["title"] for language in ("ar", "fr", "en")}
    assert (titles["fr"], titles["en"], len(set(titles.values()))) == ("Parcelles", "Parcels", 3)
    assert Client(headers={"Accept-Language": "fr"}).get(f"/ogc{path}").json()["title"] == "Parcelles"


# Sequences (RFC 8142) and large answers


def test_a_sequence_holds_one_feature_a_line(parcels: list[Parcel], ogc: Make) -> None:
    answer = ogc().get(ITEMS, f="geojsonseq", limit=5)
    records = body_of(answer).decode().split("\x1e")
    assert records[0] == ""
    assert [json.loads(record)["id"] for record in records[1:]] == [parcel.pk for parcel in parcels[:5]]
    assert answer["OGC-NumberMatched"] == "12"
    assert 'rel="next"' in answer["Link"]


@pytest.mark.parametrize("form", ["json", "geojsonseq"])
def test_large_answers_are_streamed_whole(commune: Commune, ogc: Make, form: str) -> None:
    Parcel.objects.bulk_create(
        Parcel(
            commune=commune,
            reference=f"{number}",
            slug=f"{number}",
            geometry=make_square(number),
            valid_from=datetime(2024, 1, 1, tzinfo=UTC),
        )
        for number in range(2_300)
    )
    answer = ogc().get(ITEMS, f=form, limit=2_200)
    assert answer.streaming
    text = body_of(answer).decode()
    if form == "json":
        page = json.loads(text)
        assert (page["numberReturned"], page["numberMatched"]) == (2_200, 2_300)
        assert len({feature["id"] for feature in page["features"]}) == 2_200
        rest = ogc().json(link_of(page, "next") or "")
        assert rest["numberReturned"] == 100
    else:
        assert text.count("\x1e") == 2_200


def make_square(number: int) -> Any:
    return multi(square(CENTRE[0] + number % 50 * 30, CENTRE[1] + number // 50 * 30, 20))
