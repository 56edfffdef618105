"""The manifest, TileJSON, legends and GeoJSON of layers."""

from collections.abc import Callable
from typing import Any

import pytest
import shapely
from django.test import Client

from kharita.accounts.models import User
from kharita.maps.door import layers_open_to
from kharita.territory.models import Commune, Parcel
from tests.conftest import Api
from tests.factories import CENTRE, make_parcel
from tests.maps.conftest import tile_over

ApiAs = Callable[..., Api]


def entry(manifest: dict[str, Any], layer_id: str) -> dict[str, Any]:
    return next(layer for layer in manifest["layers"] if layer["id"] == layer_id)


def test_the_manifest_lists_every_layer_in_drawing_order(commune: Commune, api: ApiAs) -> None:
    manifest = api().get("/manifest").json()
    assert [layer["id"] for layer in manifest["layers"]] == [layer.id for layer in layers_open_to(None)]
    groups = {group["id"] for group in manifest["groups"]}
    assert {layer["group"] for layer in manifest["layers"]} <= groups


def test_the_manifest_shows_columns_and_classes_by_right(commune: Commune, officer: User, api: ApiAs) -> None:
    public = entry(api().get("/manifest").json(), "parcels")
    assert "tenure" not in public["fields"]
    assert (public["classify_by"], public["categories"]) == (None, [])
    staff = entry(api(officer).get("/manifest").json(), "parcels")
    assert {"tenure", "address"} <= set(staff["fields"])
    assert staff["classify_by"] == "tenure"
    assert {category["value"] for category in staff["categories"]} >= {"titled", "habous"}


def test_bounds_follow_the_rows(commune: Commune, api: ApiAs) -> None:
    assert entry(api().get("/manifest").json(), "parcels")["bounds"] is None
    make_parcel(commune)
    west, south, east, north = entry(api().get("/manifest").json(), "parcels")["bounds"]
    assert -2.4 < west < east < -2.2
    assert 34.8 < south < north < 35.0
    Parcel.objects.all().delete()
    assert entry(api().get("/manifest").json(), "parcels")["bounds"] is None


def test_the_revision_changes_with_the_rows_and_the_address_of_the_tiles_does_not(
    commune: Commune, api: ApiAs
) -> None:
    before = entry(api().get("/manifest").json(), "parcels")
    make_parcel(commune)
    after = entry(api().get("/manifest").json(), "parcels")
    assert before["revision"] < after["revision"]
    assert before["tiles"] == after["tiles"]
    tile = tile_over(16)
    assert Client().get(after["tiles"].format(z=tile.z, x=tile.x, y=tile.y)).status_code == 200


def test_tilejson_has_what_version_3_requires(commune: Commune, officer: User) -> None:
    make_parcel(commune)
    document = Client().get("/tiles/parcels,streets.json").json()
    assert document["tilejson"] == "3.0.0"
    assert document["tiles"] == ["http://testserver/tiles/parcels,streets/{z}/{x}/{y}.mvt"]
    assert {layer["id"] for layer in document["vector_layers"]} == {"parcels", "parcels_blocks", "streets"}
    assert all(isinstance(layer["fields"], dict) for layer in document["vector_layers"])
    assert (document["minzoom"], document["maxzoom"]) == (10, 18)
    assert len(document["bounds"]) == 4
    staff = Client()
    staff.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    fields = {
        name: {
            layer["id"]: layer["fields"]
            for layer in browser.get("/tiles/parcels.json").json()["vector_layers"]
        }
        for name, browser in (("public", Client()), ("staff", staff))
    }
    assert fields["public"]["parcels"] == {"reference": "String", "slug": "String", "area_m2": "Number"}
    assert fields["staff"]["parcels"]["tenure"] == "String"


def test_items_are_geojson_as_rfc_7946_asks(commune: Commune, api: ApiAs) -> None:
    parcel = make_parcel(commune, "1/40")
    response = api().get("/layers/parcels/items")
    assert response["Content-Type"] == "application/geo+json"
    collection = response.json()
    (feature,) = collection["features"]
    assert (collection["type"], feature["type"], feature["id"]) == ("FeatureCollection", "Feature", parcel.pk)
    assert "crs" not in collection
    assert set(feature["properties"]) == {"reference", "slug", "area_m2"}
    shape = shapely.from_geojson(str(feature["geometry"]).replace("'", '"'))
    assert -2.4 < shape.centroid.x < -2.2
    assert 34.8 < shape.centroid.y < 35.0
    assert shape.geoms[0].exterior.is_ccw


def test_items_are_paged_by_links_without_gaps(commune: Commune, api: ApiAs) -> None:
    made = [make_parcel(commune, xy=(CENTRE[0] + 30 * number, CENTRE[1])).pk for number in range(7)]
    client, seen = api().client, []
    url = "/api/v1/layers/parcels/items?limit=3"
    while url and len(seen) <= len(made):
        page = client.get(url).json()
        seen += [feature["id"] for feature in page["features"]]
        url = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    assert seen == made


def test_items_are_narrowed_to_a_box_and_a_commune(commune: Commune, neighbour: Commune, api: ApiAs) -> None:
    here = make_parcel(commune)
    make_parcel(neighbour, xy=(CENTRE[0] + 3000, CENTRE[1]))
    west, south, east, north = here.geometry.transform(4326, clone=True).extent
    inside = api().get("/layers/parcels/items", bbox=f"{west},{south},{east},{north}").json()
    assert [feature["id"] for feature in inside["features"]] == [here.pk]
    of_commune = api().get("/layers/parcels/items", commune=commune.pk).json()
    assert [feature["id"] for feature in of_commune["features"]] == [here.pk]
    assert api().get("/layers/parcels/items", bbox="-180,-90,180,90").json()["numberReturned"] == 2


@pytest.mark.parametrize(
    "query",
    [
        {"bbox": "1,2,3"},
        {"bbox": "a,b,c,d"},
        {"bbox": "nan,0,1,1"},
        {"bbox": "3,0,1,1"},
        {"bbox": "0,-91,1,1"},
        {"limit": "0"},
        {"limit": "10001"},
        {"limit": "ten"},
        {"after": "x"},
    ],
)
def test_bad_parameters_are_refused_with_a_problem(query: dict[str, str], api: ApiAs, db: None) -> None:
    response = api().get("/layers/parcels/items", **query)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_items_show_staff_columns_of_ones_own_commune_only(
    commune: Commune, neighbour: Commune, officer: User, api: ApiAs
) -> None:
    own = make_parcel(commune, address="Rue 1")
    other = make_parcel(neighbour, xy=(CENTRE[0] + 3000, CENTRE[1]), address="Rue 2")
    items = api(officer).get("/layers/parcels/items").json()["features"]
    assert {item["id"]: item["properties"]["address"] for item in items} == {own.pk: "Rue 1", other.pk: None}
    one = api(officer).get(f"/layers/parcels/items/{other.pk}").json()
    assert one["properties"]["address"] is None


def test_one_item_is_found_only_by_who_may_see_it(commune: Commune, officer: User, api: ApiAs) -> None:
    parcel = make_parcel(commune)
    Commune.objects.update(is_public=False)
    assert api().get(f"/layers/parcels/items/{parcel.pk}").status_code == 404
    assert api(officer).get(f"/layers/parcels/items/{parcel.pk}").json()["id"] == parcel.pk
    assert api(officer).get("/layers/parcels/items/99999999").status_code == 404
    assert api().get("/layers/nothing/items").status_code == 404


def test_a_legend_names_its_classes_in_the_readers_language(db: None, api: ApiAs) -> None:
    legend = api().get("/layers/zones/legend").json()
    assert legend["classify_by"] == "category"
    assert {"value": "housing", "title": "Housing", "color": "#E9C46A"} in legend["categories"]
