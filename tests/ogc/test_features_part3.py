"""OGC API – Features Part 3: Filtering (OGC 19-079r2), sorting, columns, schemas (Part 5), and rights."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.maps.door import layers_open_to, open_layer
from kharita.ogc.systems import EPSG
from kharita.territory.models import Building, Commune, Parcel
from tests.factories import CENTRE, SRID, make_parcel, make_user, multi, square
from tests.ogc.conftest import Ogc, link_of

Make = Callable[..., Ogc]
ITEMS = "/collections/parcels/items"


def test_queryables_are_a_schema_of_what_is_shown(parcels: list[Parcel], ogc: Make, officer: User) -> None:
    """/req/queryables/get-queryables-op, /req/queryables/get-queryables-response."""
    told = ogc().json("/collections/parcels/queryables")
    assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert told["$id"].endswith("/ogc/collections/parcels/queryables")
    assert (told["type"], told["additionalProperties"]) == ("object", False)
    assert set(told["properties"]) == {"id", "reference", "slug", "area_m2", "geometry"}
    assert told["properties"]["geometry"]["format"] == "geometry-multipolygon"
    assert told["properties"]["area_m2"]["type"] == "number"
    own = ogc(officer).json("/collections/parcels/queryables")["properties"]
    assert set(own) - set(told["properties"]) == {"tenure", "declared_area_m2", "address"}
    assert "titled" in own["tenure"]["enum"]


def test_every_queryable_can_be_filtered_by_and_every_sortable_sorted_by(
    parcels: list[Parcel], ogc: Make, administrator: User
) -> None:
    for layer in layers_open_to(None):
        base = f"/collections/{layer.id}"
        for user in (None, administrator):
            for name in ogc(user).json(f"{base}/queryables")["properties"]:
                ogc(user).items(layer.id, filter=f"{name} IS NOT NULL")
            for name in ogc(user).json(f"{base}/sortables")["properties"]:
                ogc(user).items(layer.id, sortby=f"-{name}")


def test_schema_says_what_the_features_hold(parcels: list[Parcel], ogc: Make) -> None:
    """Part 5, /req/schemas, /req/core-roles-features."""
    told = ogc().json("/collections/parcels/schema")["properties"]
    assert told["id"]["x-ogc-role"] == "id"
    assert told["geometry"]["x-ogc-role"] == "primary-geometry"
    feature = ogc().items(limit=1)["features"][0]
    assert set(told) - {"id", "geometry"} == set(feature["properties"])


def test_filters_as_text_and_json_and_together_with_the_rest(parcels: list[Parcel], ogc: Make) -> None:
    """/req/filter/filter-param, /req/filter/filter-lang-param, /req/features-filter/response."""
    text = "reference IN ('2/40', '3/40', '4/40')"
    assert ogc().references(filter=text) == ["2/40", "3/40", "4/40"]
    assert ogc().references(filter=text, filter_lang="cql2-text", limit=2) == ["2/40", "3/40"]
    document = {"op": "like", "args": [{"property": "reference"}, "1_/40"]}
    assert ogc().references(filter=json.dumps(document), filter_lang="cql2-json") == [
        "10/40",
        "11/40",
        "12/40",
    ]
    west, south, east, north = parcels[2].geometry.transform(4326, clone=True).extent
    assert ogc().references(filter=text, bbox=f"{west},{south},{east},{north}") == ["3/40"]
    assert ogc().items(filter=text, limit=1)["numberMatched"] == 3


def test_filter_crs_with_its_order_of_axes(parcels: list[Parcel], ogc: Make) -> None:
    """/req/filter/filter-crs-wgs84, /req/filter/filter-crs-param."""
    place = parcels[2].geometry.centroid
    metres = f"S_INTERSECTS(geometry, POINT({place.x} {place.y}))"
    assert ogc().references(filter=metres, filter_crs=f"{EPSG}{SRID}") == ["3/40"]
    degrees = place.transform(4326, clone=True)
    assert ogc().references(filter=f"S_INTERSECTS(geometry, POINT({degrees.x} {degrees.y}))") == ["3/40"]
    turned = f"S_INTERSECTS(geometry, POINT({degrees.y} {degrees.x}))"
    assert ogc().references(filter=turned, filter_crs=f"{EPSG}4326") == ["3/40"]
    assert ogc().references(filter=turned) == []


def test_a_fault_names_parameter_place_and_property(parcels: list[Parcel], ogc: Make) -> None:
    problem = ogc().refused(ITEMS, filter="area_m2 > 1 AND owner = 'x'")
    assert (problem["field"], problem["position"], problem["property"]) == ("filter", "17", "owner")
    assert problem["detail"] == "This layer has no property called “owner”."
    assert (
        ogc().refused(ITEMS, filter="area_m2 > 1 AND owner = 'x'", lang="fr")["detail"] != problem["detail"]
    )


def test_what_only_the_database_cannot_reckon_is_a_400(parcels: list[Parcel], ogc: Make) -> None:
    answer = ogc().get(ITEMS, filter="area_m2 ^ 9999 > 1", limit=1)
    assert answer.status_code == 400, answer.content


# Columns and geometries left out, and the order


def test_only_the_wanted_columns_and_no_geometry(parcels: list[Parcel], ogc: Make) -> None:
    page = ogc().items(properties="area_m2,reference", skipGeometry="true", limit=1)
    assert page["features"][0]["properties"] == {"reference": "1/40", "area_m2": 400.0}
    assert page["features"][0]["geometry"] is None
    assert ogc().items(properties="", limit=1)["features"][0]["properties"] == {}


def test_sorting_by_several_columns_both_ways(commune: Commune, ogc: Make) -> None:
    for reference, side in (("a", 20), ("b", 30), ("c", 20), ("d", 30)):
        make_parcel(commune, reference, side=side)
    assert ogc().references(sortby="area_m2,-reference") == ["c", "a", "d", "b"]
    assert ogc().references(sortby="-area_m2,+reference") == ["b", "d", "a", "c"]
    assert ogc().references(sortby="-id") == ["d", "c", "b", "a"]


@pytest.mark.parametrize(
    "order", ["", "height_m", "-height_m", "-height_m,floors", "floors,-id", "-floors,height_m,id"]
)
@pytest.mark.parametrize("limit", [3, 7])
def test_pages_hold_each_row_once_with_ties_and_nulls(
    commune: Commune, ogc: Make, order: str, limit: int
) -> None:
    for number in range(20):
        Building.objects.create(
            commune=commune,
            geometry=multi(square(CENTRE[0] + number * 10, CENTRE[1], 5)),
            height_m=None if number % 4 == 0 else float(number % 3),
            floors=None if number % 5 == 0 else number % 2,
        )
    query = {"sortby": order} if order else {}
    whole = [one["id"] for one in ogc().items("buildings", limit=100, **query)["features"]]
    page = ogc().items("buildings", limit=limit, **query)
    seen = [one["id"] for one in page["features"]]
    while address := link_of(page, "next"):
        page = ogc().json(address)
        seen += [one["id"] for one in page["features"]]
        assert len(seen) <= len(whole)
    assert seen == whole
    assert len(set(whole)) == 20


# Rights: the door's, whatever is asked


def test_a_hidden_column_is_found_by_no_parameter(parcels: list[Parcel], ogc: Make, officer: User) -> None:
    """A condition or an order on what is hidden would tell it row by row."""
    for query in (
        {"filter": "tenure = 'titled'"},
        {"filter": "tenure IS NULL"},
        {"filter": '{"op":"isNull","args":[{"property":"tenure"}]}', "filter_lang": "cql2-json"},
        {"filter": "A_CONTAINS((tenure), ('titled'))"},
        {"sortby": "tenure"},
        {"properties": "tenure"},
    ):
        problem = ogc().refused(ITEMS, **query)
        assert problem["detail"] == "This layer has no property called “tenure”."
        assert ogc(officer).get(ITEMS, **query).status_code == 200


def test_a_cursor_made_with_more_rights_tells_nothing(
    parcels: list[Parcel], ogc: Make, officer: User
) -> None:
    address = link_of(ogc(officer).items(sortby="tenure", limit=2), "next") or ""
    assert ogc().get(address).status_code == 400
    cursor = address.rpartition("cursor=")[2]
    assert ogc().get(ITEMS, cursor=cursor).status_code == 400


def test_columns_of_another_commune_are_empty_and_cannot_be_asked_out(
    parcels: list[Parcel], neighbour: Commune, ogc: Make, officer: User
) -> None:
    make_parcel(neighbour, "n/40", xy=(CENTRE[0] + 4_000, CENTRE[1]), tenure="melk")
    assert "n/40" in ogc(officer).references()
    assert ogc(officer).references(filter="tenure = 'melk'") == []
    assert "n/40" in ogc(officer).references(filter="tenure IS NULL")


@pytest.mark.parametrize("role", [None, *Role])
def test_every_role_sees_what_the_door_gives(
    parcels: list[Parcel], neighbour: Commune, ogc: Make, role: Role | None
) -> None:
    commune = parcels[0].commune
    neighbour.is_public = False
    neighbour.save()
    make_parcel(neighbour, "hidden/40", xy=(CENTRE[0] + 4_000, CENTRE[1]))
    user = None if role is None else make_user(role, commune)
    for layer in layers_open_to(None):
        opened = open_layer(layer, user)
        page = ogc(user).items(layer.id, limit=100)
        for feature in page["features"]:
            assert tuple(feature["properties"]) == opened.fields
        told: dict[str, Any] = ogc(user).json(f"/collections/{layer.id}/schema")["properties"]
        assert set(told) == {"id", *opened.fields, "geometry"}
    assert "hidden/40" not in ogc(user).references()
    assert "hidden/40" not in ogc(user).references(filter="reference LIKE 'hid%'")


def test_an_item_of_a_closed_commune_is_as_absent_as_one_that_never_was(
    parcels: list[Parcel], neighbour: Commune, ogc: Make
) -> None:
    neighbour.is_public = False
    neighbour.save()
    hidden = make_parcel(neighbour, "hidden/40", xy=(CENTRE[0] + 4_000, CENTRE[1]))
    answers = [ogc().get(f"{ITEMS}/{number}") for number in (hidden.pk, 10**12)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


def test_properties_are_asked_for_by_their_names(parcels: list[Parcel], ogc: Make, officer: User) -> None:
    """/req/queryables-query-parameters/parameters."""
    assert ogc().references(reference="2/40") == ["2/40"]
    assert ogc().references(id=str(parcels[2].pk), slug="3-40") == ["3/40"]
    assert ogc().references(reference="2/40", filter="area_m2 > 1e6") == []
    assert ogc().refused(ITEMS, id="first")["field"] == "id"
    assert ogc().refused(ITEMS, tenure="titled")["field"] == "tenure"  # hidden: as if it were none
    assert ogc(officer).get(ITEMS, tenure="titled").status_code == 200


def test_the_draft_s_name_and_dialect_work_as_gdal_uses_them(parcels: list[Parcel], ogc: Make) -> None:
    assert ogc().references(filter="slug ILIKE '2-4_'", filter_lang="cql-text") == ["2/40"]
    assert "2/40" not in ogc().references(filter="slug NOT ILIKE '2-4_'", filter_lang="cql-text")
