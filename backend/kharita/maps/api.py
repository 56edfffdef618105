"""The map's JSON: manifest, legends, and the rows of a layer as GeoJSON."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.core.layers import Layer
from kharita.maps import features
from kharita.maps.door import open_layer
from kharita.maps.manifest import legend_of, manifest_of
from kharita.maps.selection import Selection
from kharita.maps.tiles import layer_named

router = Router(tags=["maps"])
GEOJSON = "application/geo+json"


class CategoryOut(Schema):
    value: str
    title: str
    color: str


class LegendOut(Schema):
    id: str
    title: str
    kind: str
    color: str
    classify_by: str | None
    categories: list[CategoryOut]


class LayerOut(LegendOut):
    description: str
    group: str
    basemap: bool
    visible: bool
    zooms: tuple[int, int]
    fields: list[str]
    label: str | None
    tiles: str
    bounds: tuple[float, float, float, float] | None
    licence: str
    generalise_below: int | None
    revision: int


class GroupOut(Schema):
    id: str
    title: str


class ManifestOut(Schema):
    groups: list[GroupOut]
    layers: list[LayerOut]
    revision: int


class ItemsIn(Schema):
    """Which rows: within `bbox` (west,south,east,north in degrees), of one commune, after an id."""

    bbox: str = ""
    commune: int | None = None
    limit: int = Field(1000, ge=1, le=10_000)
    after: int | None = None
    offset: int = Field(0, ge=0)


@router.get("/manifest", response=ManifestOut)
@public(scope=Scope.READ)
def manifest(request: HttpRequest) -> dict[str, Any]:
    """The groups and layers of the map as you see them, lowest first."""
    return manifest_of(request.user)


@router.get("/layers/{layer_id}/legend", response=LegendOut)
@public(scope=Scope.READ)
def legend(request: HttpRequest, layer_id: str) -> dict[str, Any]:
    """What a layer's colours mean."""
    return legend_of(open_layer(layer_named(layer_id), request.user))


@router.get("/layers/{layer_id}/items")
@public(scope=Scope.READ)
def items(request: HttpRequest, layer_id: str, wanted: Query[ItemsIn]) -> HttpResponse:
    """A layer's rows as a GeoJSON FeatureCollection, in the order of their ids; the link `next` goes on."""
    layer = layer_named(layer_id)
    page = features.page_of(
        open_layer(layer, request.user),
        Selection(bbox=features.parse_bbox(wanted.bbox) if wanted.bbox else None, commune_id=wanted.commune),
        limit=wanted.limit,
        after=wanted.after,
        offset=wanted.offset,
    )
    links = [{"rel": "self", "type": GEOJSON, "href": request.build_absolute_uri()}]
    if page.returned == wanted.limit:
        links.append(
            {"rel": "next", "type": GEOJSON, "href": _next_page(request, layer, wanted, page.last_id)}
        )
    # The features are JSON text already: a collection is written around them, not parsed and written again.
    body = (
        f'{{"type":"FeatureCollection","numberReturned":{page.returned},"links":{json.dumps(links)},'
        f'"features":[{page.features}]}}'
    )
    return _geojson(body)


@router.get("/layers/{layer_id}/items/{feature_id}")
@public(scope=Scope.READ)
def item(request: HttpRequest, layer_id: str, feature_id: int) -> HttpResponse:
    """One row of a layer as a GeoJSON Feature."""
    return _geojson(features.feature_of(open_layer(layer_named(layer_id), request.user), feature_id))


def _next_page(request: HttpRequest, layer: Layer, wanted: ItemsIn, last_id: int | None) -> str:
    query: dict[str, Any] = {"limit": wanted.limit, "after": last_id}
    if wanted.bbox:
        query["bbox"] = wanted.bbox
    if wanted.commune is not None:
        query["commune"] = wanted.commune
    return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")


def _geojson(body: str) -> HttpResponse:
    response = HttpResponse(body, content_type=GEOJSON)
    response["Cache-Control"] = "private, no-cache"
    return response
