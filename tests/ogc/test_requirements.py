"""No requirement of the conformance classes that we claim is without a test that quotes it; here are those
that hold across all collections, and what the OpenAPI document owes.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator
from pyproj import CRS

from kharita.maps.door import layers_open_to
from kharita.maps.grid import Tile
from kharita.territory.models import Parcel
from tests.contract.routes import plain_routes
from tests.factories import SRID
from tests.maps.conftest import tile_over
from tests.ogc.conftest import Ogc, body_of, link_of

Make = Callable[..., Ogc]
HERE = Path(__file__).parent
ITEMS = "/collections/parcels/items"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"

# By standard and requirements class, in the order in which the standard has them.
FEATURES_1 = {
    "core": """root-op root-success api-definition-op api-definition-success conformance-op
        conformance-success http query-param-unknown query-param-invalid crs84 fc-md-op fc-md-success
        fc-md-links fc-md-items
        fc-md-items-links fc-md-extent sfc-md-op sfc-md-success fc-op fc-limit-definition fc-limit-response-1
        fc-bbox-definition fc-bbox-response fc-time-definition fc-time-response fc-response fc-links
        fc-rel-type fc-timeStamp fc-numberMatched fc-numberReturned f-op f-success f-links""",
    "html": "definition content",
    "geojson": "definition content",
    "oas30": "oas-definition-1 oas-definition-2 oas-impl completeness exception-codes security",
}
FEATURES_2 = {
    "crs": """crs-uri fc-md-crs-list fc-md-storageCrs fc-md-storageCrs-valid-value fc-md-crs-list-global
        fc-bbox-crs-definition fc-bbox-crs-valid-values fc-bbox-crs-default-value fc-bbox-crs-action
        bbox-crs-exception fc-crs-definition fc-crs-valid-value fc-crs-default-value fc-crs-action
        crs-exception ogc-crs-header ogc-crs-header-value geojson""",
}
FEATURES_3 = {
    "queryables": "queryables-link get-queryables-op get-queryables-response",
    "queryables-query-parameters": "parameters",
    "filter": """filter-param filter-lang-param filter-crs-wgs84 filter-crs-param expression-construction
        mixing-expressions response""",
    "features-filter": "filter-crs-param response queryables-link",
}
TILES_1 = {
    "core": "conformance-success tc-op tc-tilematrix-definition tc-tilerow-definition tc-tilecol-definition "
    "tc-success tc-error",
    "tileset": "tileset-description tile-template",
    "tilesets-list": "tileset-links tileset-path",
    "dataset-tilesets": "landingpage operation",
    "geodata-tilesets": "desc-links operation",
    "collections-selection": "collections-parameter collections-response",
    "mvt": "content",
    "oas30": "completeness operation-id",
}
FILES = {
    "Features 1": (FEATURES_1, ("test_features_part1.py", "test_requirements.py")),
    "Features 2": (FEATURES_2, ("test_features_part2.py", "test_requirements.py")),
    "Features 3": (FEATURES_3, ("test_features_part3.py", "test_cql2.py", "test_requirements.py")),
    "Tiles 1": (TILES_1, ("test_tiles_api.py", "test_requirements.py")),
}


@pytest.mark.parametrize("standard", FILES)
def test_every_requirement_is_quoted_by_a_test(standard: str) -> None:
    classes, files = FILES[standard]
    words = "\n".join((HERE / name).read_text() for name in files)
    # A class stands before the first of several names: "/req/core/tc-success and tc-error".
    quoted = set(re.findall(r"/req/([\w-]+/[\w-]+)", words))
    quoted |= {
        f"{found[1]}/{name}"
        for found in re.finditer(r"/req/([\w-]+)/[\w-]+((?:,| and| with) [\w-]+)+", words)
        for name in re.findall(r"[\w-]+", found[0].split("/")[-1])
    }
    owed = {f"{name}/{one}" for name, several in classes.items() for one in several.split()}
    assert owed - quoted == set()


def every_json(ogc: Ogc) -> Iterator[tuple[str, Any]]:
    for layer in layers_open_to(None):
        yield layer.id, ogc.json(f"/collections/{layer.id}")


def test_the_definition_is_linked_and_is_openapi(parcels: list[Parcel], ogc: Make) -> None:
    """/req/core/api-definition-op, /req/core/api-definition-success, /req/oas30/oas-definition-1,
    /req/oas30/oas-definition-2, and by Tiles /req/core/conformance-success of the landing page."""
    landing = ogc().json("/")
    address = link_of(landing, "service-desc", OPENAPI)
    assert address
    answer = ogc().get(address)
    assert (answer.status_code, answer["Content-Type"].replace(" ", "")) == (200, OPENAPI)
    document = answer.json()
    OpenAPIV30SpecValidator(document).validate()
    page = link_of(landing, "service-doc", "text/html")
    assert page and ogc().get(page).status_code == 200


def test_the_definition_is_complete(parcels: list[Parcel], ogc: Make) -> None:
    """/req/oas30/completeness, /req/oas30/oas-impl: each address we answer under /ogc, and no other (that all
    it promises is answered, test_fuzz tries)."""
    shape = re.compile(r"[{<][^}>]*[}>]")
    told = {shape.sub("{}", path).rstrip("/") for path in ogc().json("/api", f="json")["paths"]}
    told = {re.sub(r"^/collections/\w+/items$", "/collections/{}/items", path) for path in told}
    own = [route.path for route in plain_routes() if route.path.startswith("/ogc/")]
    answered = {shape.sub("{}", path.removeprefix("/ogc")).rstrip("/") for path in own}
    assert answered - {"/{}"} == told


def test_the_definition_names_refusals_and_ways_in(parcels: list[Parcel], ogc: Make) -> None:
    """/req/oas30/exception-codes, /req/oas30/security: a wrong token is a 401, and that is told."""
    document = ogc().json("/api", f="json")
    assert {scheme["scheme"] for scheme in document["components"]["securitySchemes"].values()} == {
        "bearer",
        "basic",
    }
    assert {} in document["security"]
    for path, operations in document["paths"].items():
        assert {"200", "400", "401", "503"} <= set(operations["get"]["responses"]), path
    refused = ogc().get(ITEMS, headers={"Authorization": "Bearer wrong"})
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"]


def test_operations_on_tiles_have_the_names_of_the_standard(parcels: list[Parcel], ogc: Make) -> None:
    """/req/oas30/operation-id; /req/dataset-tilesets/operation, /req/geodata-tilesets/operation."""
    paths = ogc().json("/api", f="json")["paths"]
    names = {path: operations["get"]["operationId"] for path, operations in paths.items()}
    assert len(set(names.values())) == len(names)
    tile = "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}"
    for base, kind in (("/tiles", "dataset"), ("/collections/{collectionId}/tiles", "collection")):
        assert names[base] == f".{kind}.vector.getTileSetsList"
        assert names[base + "/{tileMatrixSetId}"] == f".{kind}.vector.getTileSet"
        assert names[base + tile] == f".{kind}.vector.getTile"


def test_coordinates_are_longitude_and_latitude_unless_asked_otherwise(
    parcels: list[Parcel], ogc: Make
) -> None:
    """/req/core/crs84."""
    west, south, east, north = parcels[0].geometry.transform(4326, clone=True).extent
    [feature] = ogc().items(limit=1)["features"]
    for longitude, latitude in feature["geometry"]["coordinates"][0][0]:
        assert west - 1e-6 <= longitude <= east + 1e-6
        assert south - 1e-6 <= latitude <= north + 1e-6
    assert ogc().json("/collections/parcels")["extent"]["spatial"].get("crs", CRS84) == CRS84


def test_collections_lead_to_themselves_and_to_their_items(parcels: list[Parcel], ogc: Make) -> None:
    """/req/core/fc-md-success, /req/core/fc-md-links, /req/core/fc-md-items, /req/core/fc-md-items-links,
    /req/core/sfc-md-op."""
    document = ogc().json("/collections")
    for rel, media in (("self", "application/json"), ("alternate", "text/html")):
        assert link_of(document, rel, media), rel
    assert {one["id"] for one in document["collections"]} == {layer.id for layer in layers_open_to(None)}
    for told in [*document["collections"], *(one for _name, one in every_json(ogc()))]:
        items = [one for one in told["links"] if one["rel"] == "items"]
        assert {"application/geo+json", "text/html"} <= {one["type"] for one in items}, told["id"]
        for one in items:
            answer = ogc().get(one["href"])
            assert answer.status_code == 200
            assert answer["Content-Type"].startswith(one["type"].partition(";")[0])


def test_every_link_has_its_relation_and_its_type(parcels: list[Parcel], ogc: Make) -> None:
    """/req/core/fc-rel-type, for every document that has links."""
    item = f"{ITEMS}/{parcels[0].pk}"
    for path in ("/", "/collections", "/collections/parcels", f"{ITEMS}?limit=2", item, "/tiles"):
        links = ogc().json(path)["links"]
        assert links, path
        assert all(one["rel"] and one["type"] and one["href"].startswith("http") for one in links), path


def test_every_collection_answers_in_geojson(parcels: list[Parcel], ogc: Make) -> None:
    """/req/geojson/content: a FeatureCollection, and each of its features by itself a Feature."""
    for layer in layers_open_to(None):
        answer = ogc().get(f"/collections/{layer.id}/items", limit=2)
        assert answer["Content-Type"] == "application/geo+json"
        page = answer.json() if not answer.streaming else ogc().items(layer.id, limit=2)
        assert page["type"] == "FeatureCollection"
        assert page["numberReturned"] == len(page["features"])
        for feature in page["features"]:
            alone = ogc().json(f"/collections/{layer.id}/items/{feature['id']}")
            assert alone["type"] == "Feature"
            assert alone["geometry"] == feature["geometry"]
            assert alone["properties"] == feature["properties"]


def test_systems_are_told_by_addresses_that_exist(parcels: list[Parcel], ogc: Make) -> None:
    """/req/crs/crs-uri, /req/crs/fc-md-storageCrs-valid-value."""
    for name, told in every_json(ogc()):
        assert told["storageCrs"] in told["crs"], name
        for uri in told["crs"]:
            assert uri == CRS84 or CRS.from_epsg(int(uri.removeprefix(EPSG))).is_exact_same(
                CRS.from_user_input(f"EPSG:{uri.rpartition('/')[2]}")
            )


def test_a_box_without_a_system_is_in_degrees(parcels: list[Parcel], ogc: Make) -> None:
    """/req/crs/fc-bbox-crs-default-value: whatever `crs` asks for."""
    box = ",".join(map(str, parcels[2].geometry.transform(4326, clone=True).extent))
    for crs in (CRS84, f"{EPSG}{SRID}", f"{EPSG}4326"):
        assert ogc().references(bbox=box, crs=crs) == ["3/40"]


def test_a_system_of_the_box_that_is_not_listed_is_refused(parcels: list[Parcel], ogc: Make) -> None:
    """/req/crs/bbox-crs-exception."""
    assert ogc().refused(ITEMS, bbox="0,0,1,1", bbox_crs=f"{EPSG}2154")["field"] == "bbox-crs"


def test_the_header_holds_the_address_in_angle_brackets(parcels: list[Parcel], ogc: Make) -> None:
    """/req/crs/ogc-crs-header-value, for the page as well as for one feature, of every collection."""
    for layer in layers_open_to(None):
        for uri in (CRS84, f"{EPSG}{SRID}"):
            answer = ogc().get(f"/collections/{layer.id}/items", crs=uri)
            assert answer["Content-Crs"] == f"<{uri}>"


def test_every_collection_leads_to_its_queryables(parcels: list[Parcel], ogc: Make) -> None:
    """/req/queryables/queryables-link, /req/features-filter/queryables-link."""
    relation = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
    for name, told in every_json(ogc()):
        address = link_of(told, relation, "application/schema+json")
        assert address, name
        assert ogc().json(address)["type"] == "object"


def test_conditions_are_made_of_queryables_and_narrow_what_the_rest_selects(
    parcels: list[Parcel], ogc: Make
) -> None:
    """/req/filter/expression-construction, /req/filter/mixing-expressions, /req/filter/response."""
    assert ogc().refused(ITEMS, filter="no_such_property = 1")["field"] == "filter"
    third = ",".join(map(str, parcels[2].geometry.transform(4326, clone=True).extent))
    assert ogc().references(filter="reference IN ('3/40', '4/40')", bbox=third) == ["3/40"]
    assert ogc().references(filter="reference IN ('3/40', '4/40')", reference="4/40") == ["4/40"]
    page = ogc().items(filter="reference = '3/40'")
    assert (page["numberMatched"], page["numberReturned"]) == (1, 1)


def test_the_tile_classes_are_claimed(parcels: list[Parcel], ogc: Make) -> None:
    """/req/core/conformance-success of Tiles."""
    claimed = ogc().json("/conformance")["conformsTo"]
    for name in TILES_1:
        assert f"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/{name}" in claimed


def test_tilesets_of_every_collection_lead_to_tiles_of_vectors(parcels: list[Parcel], ogc: Make) -> None:
    """/req/tilesets-list/tileset-path, /req/tileset/tile-template, /req/core/tc-tilematrix-definition,
    /req/mvt/content."""
    for layer in layers_open_to(None):
        [entry] = ogc().json(f"/collections/{layer.id}/tiles")["tilesets"]
        address = link_of(entry, "self") or ""
        assert address.endswith(f"/collections/{layer.id}/tiles/WebMercatorQuad")
        template = link_of(ogc().json(address), "item", "application/vnd.mapbox-vector-tile") or ""
        tile = tile_over(layer.zooms[1])
        answer = ogc().get(_filled(template, tile))
        assert answer.status_code in (200, 204, 404), layer.id
        assert ogc().get(_filled(template, tile).replace(f"/{tile.z}/", "/99/")).status_code in (400, 404)
        if answer.status_code == 200:
            assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
            assert layer.id in mapbox_vector_tile.decode(body_of(answer))
    assert ogc().get(f"/collections/parcels/tiles/WebMercatorQuad/{_path(tile_over(17))}").status_code == 200


def _filled(template: str, tile: Tile) -> str:
    for name, number in (("{tileMatrix}", tile.z), ("{tileRow}", tile.y), ("{tileCol}", tile.x)):
        assert name in template
        template = template.replace(name, str(number))
    return template


def _path(tile: Tile) -> str:
    return f"{tile.z}/{tile.y}/{tile.x}"
