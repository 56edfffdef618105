"""The OpenAPI 3.0 document of the OGC API: every address, parameter and answer."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kharita.accounts.limits import AskedTooOften
from kharita.accounts.tokens import TokenRefused
from kharita.core.layers import layers
from kharita.maps import cql
from kharita.maps.cql import LANGUAGES
from kharita.maps.door import layers_open_to, open_layer
from kharita.ogc import links, matrix_sets, systems
from kharita.ogc.answers import EVERYWHERE, GEOJSON, GEOJSON_SEQ, HTML, JSON, OPENAPI_JSON, SCHEMA_JSON
from kharita.ogc.openapi_schemas import SCHEMAS
from kharita.ogc.parameters import ITEMS, LIMIT_DEFAULT, LIMIT_MAX
from kharita.ogc.schemas import properties_of
from kharita.ogc.stylesheets import LOOKS

PROBLEM = "application/problem+json"
SECURITY = {name: {"type": "http", "scheme": name} for name in ("bearer", "basic")}


def document_of(request: HttpRequest) -> dict[str, Any]:
    """The whole document, in the reader's language."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": _("Kharita: the commune's data"),
            "description": _("The commune's layers as features, vector tiles and styles, by open standards."),
            "version": "1.0.0",
        },
        "servers": [{"url": request.build_absolute_uri(links.ROOT)}],
        "tags": [
            {"name": "api"},
            {"name": "features"},
            {"name": "schemas"},
            {"name": "tiles"},
            {"name": "styles"},
        ],
        "paths": {
            **_api_paths(),
            **_feature_paths(),
            **_items_paths(request),
            **_tile_paths(),
            **_style_paths(),
        },
        # Nobody in particular, or whoever an access token stands for (`accounts.token_login`).
        "security": [{}, *({name: []} for name in SECURITY)],
        "components": {
            "securitySchemes": SECURITY,
            "parameters": _parameters(),
            "schemas": SCHEMAS,
            "headers": _headers(),
            "responses": _refusals(),
        },
    }


def _reference(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _operation(
    name: str,
    tag: str,
    summary: str,
    content: dict[str, str],
    *,
    parameters: Sequence[str] = (),
    forms: Sequence[str] = ("json", "html"),
    headers: Sequence[str] = ("ETag",),
    is_found: bool = False,
    is_empty: bool = False,
) -> dict[str, Any]:
    """One GET: `content` gives the schema ("": any bytes) of each media type."""
    told = {
        media: {"schema": _reference("schemas", schema) if schema else {"type": "string"}}
        for media, schema in content.items()
    }
    responses: dict[str, Any] = {
        "200": {
            "description": summary,
            "headers": {header: _reference("headers", header) for header in headers},
            "content": told,
        },
        "304": _reference("responses", "NotModified"),
        "400": _reference("responses", "BadInput"),
        "401": _reference("responses", "TokenRefused"),
        "429": _reference("responses", "AskedTooOften"),
        "503": _reference("responses", "TooSlow"),
    }
    if is_empty:
        responses["204"] = {"description": _("Nothing is there")}
    if is_found:
        responses["404"] = _reference("responses", "NotFound")
    form = {
        "name": "f",
        "in": "query",
        "required": False,
        "description": _("The form of the answer, before what Accept says"),
        "schema": {"type": "string", "enum": list(forms)},
    }
    return {
        "get": {
            "operationId": name,
            "tags": [tag],
            "summary": summary,
            "parameters": [
                *(_reference("parameters", parameter) for parameter in parameters),
                form,
                _reference("parameters", "lang"),
            ],
            "responses": responses,
        }
    }


def _api_paths() -> dict[str, Any]:
    return {
        "/": _operation("getLandingPage", "api", _("The landing page"), {JSON: "landingPage", HTML: ""}),
        "/conformance": _operation(
            "getConformance", "api", _("What the API conforms to"), {JSON: "confClasses", HTML: ""}
        ),
        "/api": _operation("getApi", "api", _("This document"), {OPENAPI_JSON: "openapi", HTML: ""}),
    }


def _feature_paths() -> dict[str, Any]:
    base = "/collections/{collectionId}"
    schema = {SCHEMA_JSON: "jsonSchema", HTML: ""}
    one = ("collectionId",)
    return {
        "/collections": _operation(
            "getCollections", "features", _("The collections"), {JSON: "collections", HTML: ""}
        ),
        base: _operation(
            "getCollection",
            "features",
            _("One collection"),
            {JSON: "collection", HTML: ""},
            parameters=one,
            is_found=True,
        ),
        f"{base}/items/{{featureId}}": _operation(
            "getItem",
            "features",
            _("One feature"),
            {GEOJSON: "featureGeoJSON", HTML: ""},
            parameters=(*one, "featureId", "crs"),
            headers=("ETag", "Content-Crs"),
            is_found=True,
        ),
        f"{base}/queryables": _operation(
            "getQueryables", "schemas", _("What to filter by"), schema, parameters=one, is_found=True
        ),
        f"{base}/sortables": _operation(
            "getSortables", "schemas", _("What to sort by"), schema, parameters=one, is_found=True
        ),
        f"{base}/schema": _operation(
            "getSchema", "schemas", _("What the columns hold"), schema, parameters=one, is_found=True
        ),
    }


def _items_paths(request: HttpRequest) -> dict[str, Any]:
    """The items of each collection by itself, since each has its own properties to ask for."""
    found = {}
    for layer in layers_open_to(request.user):
        opened = open_layer(layer, request.user)
        operation = _operation(
            f"getItems.{layer.id}",
            "features",
            str(layer.title),
            {GEOJSON: "featureCollectionGeoJSON", HTML: "", GEOJSON_SEQ: ""},
            parameters=ITEMS,
            forms=("json", "html", "geojsonseq"),
            headers=("ETag", "Content-Crs", "OGC-NumberMatched"),
        )
        operation["get"]["responses"]["302"] = {"description": _("The page without empty parameters")}
        schemas = properties_of(opened)
        own = [name for name in cql.names_of(opened) if name not in (*ITEMS, *EVERYWHERE)]
        operation["get"]["parameters"] += [
            _query(name, str(schemas[name]["title"]), _plain(schemas[name])) for name in own
        ]
        found[f"/collections/{layer.id}/items"] = operation
    return found


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    kept = {name: schema[name] for name in ("type", "format", "maxLength") if name in schema}
    # What a column of whole numbers holds at most.
    return kept | ({"minimum": -(2**31), "maximum": 2**31 - 1} if kept["type"] == "integer" else {})


def _tile_paths() -> dict[str, Any]:
    # The names of operations on tiles are the standard's own (OGC 20-057, /req/oas30/operation-id).
    found: dict[str, Any] = {
        "/tileMatrixSets": _operation(
            "getTileMatrixSets", "tiles", _("Tile matrix sets"), {JSON: "anyObject", HTML: ""}
        ),
        "/tileMatrixSets/{tileMatrixSetId}": _operation(
            "getTileMatrixSet",
            "tiles",
            _("One tile matrix set"),
            {JSON: "anyObject", HTML: ""},
            parameters=("tileMatrixSetId",),
            is_found=True,
        ),
    }
    for base, prefix, own in (
        ("/tiles", "dataset", ()),
        ("/collections/{collectionId}/tiles", "collection", ("collectionId",)),
    ):
        several = ("collections",) if not own else ()
        found[base] = _operation(
            f".{prefix}.vector.getTileSetsList",
            "tiles",
            _("The tilesets"),
            {JSON: "tileSets", HTML: ""},
            parameters=own,
            is_found=True,
        )
        grid = f"{base}/{{tileMatrixSetId}}"
        found[grid] = _operation(
            f".{prefix}.vector.getTileSet",
            "tiles",
            _("One tileset"),
            {JSON: "anyObject", HTML: ""},
            parameters=(*own, "tileMatrixSetId", *several),
            is_found=True,
        )
        found[f"{grid}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"] = _operation(
            f".{prefix}.vector.getTile",
            "tiles",
            _("One vector tile"),
            {links.MVT: ""},
            parameters=(*own, "tileMatrixSetId", "tileMatrix", "tileRow", "tileCol", *several),
            forms=("mvt",),
            is_found=True,
            is_empty=True,
        )
    return found


def _style_paths() -> dict[str, Any]:
    found = {}
    for base, prefix, own in (
        ("/styles", "dataset", ()),
        ("/collections/{collectionId}/styles", "collection", ("collectionId",)),
    ):
        found[base] = _operation(
            f"{prefix}.getStyles",
            "styles",
            _("Styles"),
            {JSON: "anyObject", HTML: ""},
            parameters=own,
            is_found=True,
        )
        found[f"{base}/{{styleId}}"] = _operation(
            f"{prefix}.getStyle",
            "styles",
            _("One style, as a MapLibre document"),
            {links.STYLE: "anyObject", HTML: ""},
            parameters=(*own, "styleId"),
            is_found=True,
        )
    return found


def _path(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _query(name: str, description: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
        **more,
    }


def _parameters() -> dict[str, Any]:
    return {**_path_parameters(), **_place_parameters(), **_choice_parameters()}


def _path_parameters() -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0, "maximum": 9_999_999}
    ids = [layer.id for layer in layers.all()]
    grid = {"type": "string", "enum": [matrix_sets.ID]}
    return {
        "collectionId": _path("collectionId", _("The collection"), {"type": "string", "enum": ids}),
        "featureId": _path("featureId", _("The feature's number"), {"type": "integer", "minimum": 1}),
        "tileMatrixSetId": _path("tileMatrixSetId", _("The tile matrix set"), grid),
        "tileMatrix": _path(
            "tileMatrix", _("The zoom"), {"type": "integer", "minimum": 0, "maximum": matrix_sets.LEVELS - 1}
        ),
        "tileRow": _path("tileRow", _("The row, from the north"), number),
        "tileCol": _path("tileCol", _("The column, from the west"), number),
        "styleId": _path("styleId", _("The style"), {"type": "string", "enum": list(LOOKS)}),
        "collections": _query(
            "collections",
            _("Which collections the tile carries, lowest first"),
            {"type": "array", "items": {"type": "string", "enum": ids}, "minItems": 1, "maxItems": 16},
            style="form",
            explode=False,
        ),
    }


def _place_parameters() -> dict[str, Any]:
    crs = {"type": "string", "format": "uri", "enum": list(systems.offered())}
    box = {
        "type": "array",
        "items": {"type": "number"},
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    }
    return {
        "bbox": _query(
            "bbox",
            _("Only what touches this box: west, south, east, north in degrees, or as bbox-crs has it"),
            box,
            style="form",
            explode=False,
        ),
        "bbox-crs": _query("bbox-crs", _("The system in which the box is written"), crs),
        "filter-crs": _query("filter-crs", _("The system in which the filter's geometries are written"), crs),
        "crs": _query("crs", _("The system in which geometries are given"), crs),
        "datetime": _query(
            "datetime",
            _("Only what holds at this moment or in this interval (RFC 3339, “..” for open)"),
            {"type": "string", "example": "2024-01-01T00:00:00Z/.."},
        ),
        "filter": _query(
            "filter",
            _("Only what meets this condition, in CQL2"),
            {"type": "string", "maxLength": 32_000, "example": "id > 1"},
        ),
        "filter-lang": _query(
            "filter-lang",
            _("How the filter is written"),
            {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
        ),
    }


def _choice_parameters() -> dict[str, Any]:
    names = {"type": "array", "items": {"type": "string"}}
    return {
        "limit": _query(
            "limit",
            _("How many features at most; more than %(most)d are %(most)d") % {"most": LIMIT_MAX},
            {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT_DEFAULT},
        ),
        "cursor": _query(
            "cursor",
            _("Where a page begins: given by the link “next”"),
            {"type": "string", "maxLength": 2_000},
        ),
        "sortby": _query(
            "sortby",
            _("The columns to sort by, with a minus sign for the other direction"),
            {**names, "example": ["-id"]},
            style="form",
            explode=False,
        ),
        "properties": _query("properties", _("Only these columns"), names, style="form", explode=False),
        "skipGeometry": _query(
            "skipGeometry", _("Without geometries"), {"type": "boolean", "default": False}
        ),
        "lang": _query(
            "lang",
            _("The language of texts, before what Accept-Language says"),
            {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
        ),
    }


def _headers() -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    return {
        "ETag": {"description": _("Stands for this state of the answer"), **text},
        "Content-Crs": {"description": _("The system in which geometries are given"), **text},
        "OGC-NumberMatched": {
            "description": _("How many features are selected in all"),
            "schema": {"type": "integer", "minimum": 0},
        },
    }


def _refusals() -> dict[str, Any]:
    content = {PROBLEM: {"schema": _reference("schemas", "problem")}, HTML: {"schema": {"type": "string"}}}
    return {
        "NotModified": {"description": _("The client's copy is still right")},
        "BadInput": {"description": _("A parameter cannot be understood; it is named"), "content": content},
        "TokenRefused": {"description": str(TokenRefused.title), "content": content},
        "AskedTooOften": {"description": str(AskedTooOften.title), "content": content},
        "NotFound": {"description": _("It does not exist, or it is not yours to see."), "content": content},
        "TooSlow": {"description": _("This takes too long"), "content": content},
    }
