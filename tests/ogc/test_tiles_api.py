"""OGC API – Tiles 1.0 (OGC 20-057): each test quotes the requirement that it holds."""

import json
from typing import Any

import mapbox_vector_tile
import pyogrio
import pytest
from django.test import Client

from kharita.accounts.models import User
from kharita.core.layers import layers
from kharita.maps.grid import Tile
from kharita.territory.models import Commune, LandCover
from tests.factories import CENTRE, make_parcel, square
from tests.maps.conftest import body_of, tile_over

GRID = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
TILE = tile_over(16)


@pytest.fixture
def town(commune: Commune) -> Commune:
    """Three parcels and a park about CENTRE."""
    x, y = CENTRE
    for step in range(3):
        make_parcel(commune, f"10{step}/40", xy=(x + 25 * step, y))
    LandCover.objects.create(commune=commune, geometry=square(x, y, 60), kind="park")
    return commune


@pytest.fixture
def client(db: None) -> Client:
    return Client(headers={"Accept-Language": "en"})


def _json(client: Client, path: str, **query: str) -> dict[str, Any]:
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/json")
    found: dict[str, Any] = answer.json()
    return found


def _address(tile: Tile, collection: str = "") -> str:
    base = f"/ogc/collections/{collection}" if collection else "/ogc"
    return f"{base}/tiles/WebMercatorQuad/{tile.z}/{tile.y}/{tile.x}"


def _links(document: dict[str, Any], rel: str) -> list[dict[str, Any]]:
    return [link for link in document["links"] if link["rel"] in (rel, REL + rel)]


def test_core_tc_op_the_row_stands_before_the_column(client: Client, town: Commune) -> None:
    """/req/core/tc-op, /req/core/tc-tilerow-definition, /req/core/tc-tilecol-definition."""
    assert TILE.x != TILE.y
    found = client.get(_address(TILE, "parcels"))
    assert found.status_code == 200
    assert found["Content-Type"] == "application/vnd.mapbox-vector-tile"
    swapped = client.get(f"/ogc/collections/parcels/tiles/WebMercatorQuad/{TILE.z}/{TILE.x}/{TILE.y}")
    assert swapped.status_code == 404


def test_core_tc_success_it_is_the_tile_of_our_own_map(client: Client, town: Commune) -> None:
    """/req/core/tc-success: same bytes, ETag and 304 as the address that our map reads."""
    ours = client.get(f"/tiles/parcels/{TILE.z}/{TILE.x}/{TILE.y}.mvt")
    found = client.get(_address(TILE, "parcels"))
    assert body_of(found) == body_of(ours)
    assert found["ETag"] == ours["ETag"]
    again = client.get(_address(TILE, "parcels"), headers={"If-None-Match": ours["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "WebMercatorQuad/16/70000/32343",  # a row beyond the matrix
        "WebMercatorQuad/16/25975/70000",  # a column beyond it
        "WebMercatorQuad/16/0/0",  # in the matrix, beyond the limits of the tileset
        "WebMercatorQuad/25/0/0",  # no such matrix
        "WebMercatorQuad/5/12/15",  # a matrix that the tileset does not have
        "WebMercatorQuad/16/-1/0",
        "WebMercatorQuad/sixteen/0/0",
        "WorldCRS84Quad/16/0/0",
    ],
)
def test_core_tc_error_a_tile_out_of_range_is_refused(client: Client, town: Commune, path: str) -> None:
    """/req/core/tc-error A: 404 or 400, with a report."""
    answer = client.get(f"/ogc/collections/parcels/tiles/{path}")
    assert answer.status_code in (400, 404)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_core_tc_error_an_empty_tile_within_the_limits_is_204(client: Client, town: Commune) -> None:
    """/req/core/tc-error B."""
    x, y = CENTRE
    make_parcel(town, "900/40", xy=(x + 1500, y))
    between = tile_over(18, x + 700, y)
    assert client.get(_address(between, "parcels")).status_code == 204


def test_tileset_description(client: Client, town: Commune) -> None:
    """/req/tileset/tileset-description A, C, D, E, F and G."""
    told = _json(client, "/ogc/collections/parcels/tiles/WebMercatorQuad")
    assert told["dataType"] == "vector"
    assert told["tileMatrixSetURI"] == GRID
    [grid] = _links(told, "tiling-scheme")
    assert _json(client, grid["href"])["uri"] == GRID
    [template] = _links(told, "item")
    assert template["templated"] is True
    assert template["type"] == "application/vnd.mapbox-vector-tile"
    address = template["href"].replace("{tileMatrix}", str(TILE.z))
    address = address.replace("{tileRow}", str(TILE.y)).replace("{tileCol}", str(TILE.x))
    assert client.get(address).status_code == 200


def test_tileset_limits_are_those_of_the_rows(client: Client, town: Commune) -> None:
    """Tile Matrix Set 2.0, /req/tilematrixsetlimits: tiles with content are within."""
    told = _json(client, "/ogc/collections/parcels/tiles/WebMercatorQuad")
    limit = next(one for one in told["tileMatrixSetLimits"] if one["tileMatrix"] == "16")
    assert limit["minTileRow"] <= TILE.y <= limit["maxTileRow"]
    assert limit["minTileCol"] <= TILE.x <= limit["maxTileCol"]
    assert limit["maxTileRow"] - limit["minTileRow"] <= 1
    first, last = layers.get("parcels").zooms  # type: ignore[union-attr]  # declared
    assert [one["tileMatrix"] for one in told["tileMatrixSetLimits"]] == [
        str(z) for z in range(first, last + 1)
    ]


def test_tileset_layers_say_what_the_tile_holds(client: Client, town: Commune) -> None:
    told = _json(client, "/ogc/collections/parcels/tiles/WebMercatorQuad")
    tile = mapbox_vector_tile.decode(body_of(client.get(_address(TILE, "parcels"))))
    schemas = {layer["id"]: layer["propertiesSchema"]["properties"] for layer in told["layers"]}
    assert set(tile) <= set(schemas)
    for name, content in tile.items():
        for feature in content["features"]:
            assert set(feature["properties"]) <= set(schemas[name])
    assert schemas["parcels"]["area_m2"]["type"] == "number"


def test_tilesets_list_tileset_links(client: Client, town: Commune) -> None:
    """/req/tilesets-list/tileset-links A to D, for the dataset and for a collection."""
    for base in ("/ogc", "/ogc/collections/parcels"):
        [entry] = _json(client, f"{base}/tiles")["tilesets"]
        assert entry["dataType"] == "vector"
        assert entry["tileMatrixSetURI"] == GRID
        [own] = _links(entry, "self")
        assert own["href"].endswith(f"{base}/tiles/WebMercatorQuad")
        assert len(_links(entry, "tiling-scheme")) == 1
        assert _json(client, own["href"])["tileMatrixSetURI"] == GRID


def test_geodata_tilesets_desc_links(client: Client, town: Commune) -> None:
    """/req/geodata-tilesets/desc-links and /req/dataset-tilesets/landingpage."""
    for path in ("/ogc/", "/ogc/collections/parcels"):
        [link] = _links(_json(client, path), "tilesets-vector")
        assert _json(client, link["href"])["tilesets"]


def test_collections_selection(client: Client, town: Commune) -> None:
    """/req/collections-selection/collections-parameter and collections-response: ids or addresses."""
    address = _address(TILE)
    both = mapbox_vector_tile.decode(body_of(client.get(address, {"collections": "land_cover,parcels"})))
    assert set(both) == {"land_cover", "parcels"}
    one = client.get(address, {"collections": "http://testserver/ogc/collections/land_cover"})
    assert set(mapbox_vector_tile.decode(body_of(one))) == {"land_cover"}
    told = _json(client, "/ogc/tiles/WebMercatorQuad", collections="land_cover")
    assert [layer["id"] for layer in told["layers"]] == ["land_cover"]
    refused = client.get(address, {"collections": "land_cover,owners"})
    assert refused.status_code == 400
    assert refused.json()["field"] == "collections"


def test_an_unknown_parameter_is_refused(client: Client, town: Commune) -> None:
    assert client.get("/ogc/tiles/WebMercatorQuad", {"colections": "parcels"}).status_code == 400
    assert client.get(_address(TILE, "parcels"), {"f": "png"}).status_code == 400


def test_the_tile_matrix_set_is_the_registered_one(client: Client) -> None:
    """Tile Matrix Set 2.0, annex D: WebMercatorQuad, zooms 0 to 24."""
    told = _json(client, "/ogc/tileMatrixSets/WebMercatorQuad")
    assert (told["id"], told["uri"]) == ("WebMercatorQuad", GRID)
    assert told["crs"] == "http://www.opengis.net/def/crs/EPSG/0/3857"
    assert [one["id"] for one in told["tileMatrices"]] == [str(zoom) for zoom in range(25)]
    registered = {0: (559082264.028717, 156543.033928041), 14: (34123.6733415964, 9.55462853564703)}
    for zoom, (scale, cell) in registered.items():
        matrix = told["tileMatrices"][zoom]
        assert matrix["scaleDenominator"] == pytest.approx(scale, rel=1e-13)
        assert matrix["cellSize"] == pytest.approx(cell, rel=1e-13)
        assert matrix["pointOfOrigin"] == pytest.approx([-20037508.3427892, 20037508.3427892], rel=1e-14)
        assert matrix["cornerOfOrigin"] == "topLeft"
        assert (matrix["tileWidth"], matrix["matrixWidth"], matrix["matrixHeight"]) == (256, 2**zoom, 2**zoom)


def test_a_person_s_tile_is_theirs(client: Client, town: Commune, officer: User) -> None:
    """The same rights as everywhere: a column of the desk is in the officer's tile and in nobody else's."""
    own = Client()
    own.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    theirs = mapbox_vector_tile.decode(body_of(own.get(_address(TILE, "parcels"))))
    public = mapbox_vector_tile.decode(body_of(client.get(_address(TILE, "parcels"))))
    columns = [
        set().union(*(set(one["properties"]) for one in tile["parcels"]["features"]))
        for tile in (theirs, public)
    ]
    assert "declared_area_m2" not in columns[1]
    told = _json(own, "/ogc/collections/parcels/tiles/WebMercatorQuad")["layers"][-1]
    assert "tenure" in told["propertiesSchema"]["properties"]
    assert own.get(_address(TILE, "parcels"))["Cache-Control"].startswith("private")


def test_gdal_reads_a_tile_and_sees_the_ids_of_the_geojson(
    client: Client, town: Commune, tmp_path: Any
) -> None:
    answer = client.get(_address(TILE, "parcels"))
    path = tmp_path / "tile.mvt"
    path.write_bytes(body_of(answer))
    read = pyogrio.read_dataframe(
        path, layer="parcels", X=TILE.x, Y=TILE.y, Z=TILE.z, CLIP="NO", fid_as_index=True
    )
    items = json.loads(client.get("/api/v1/layers/parcels/items").content)
    assert set(read["mvt_id"]) == {feature["id"] for feature in items["features"]}
