"""The catalogue for other catalogues: DCAT-AP as JSON-LD or Turtle, and STAC."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from rdflib import Graph

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.catalog import dcat, stac
from kharita.catalog.downloads import downloads_of
from kharita.catalog.entries import entries_for, entry_of
from kharita.catalog.presenting import public_catalogue
from kharita.core.errors import NotFound
from kharita.maps.tiles import layer_named

JSON_LD, TURTLE = "application/ld+json", "text/turtle"


def dcat_document() -> dict[str, Any]:
    """The public's catalogue: other catalogues harvest what everyone may see, whoever asks."""
    catalogue, entries = public_catalogue(), entries_for(None)
    files = {entry.layer.id: downloads_of(entry, catalogue.root) for entry in entries}
    return dcat.document(catalogue, entries, files, served=True)


@require_safe
@public(scope=Scope.READ)
def jsonld(request: HttpRequest) -> HttpResponse:
    """DCAT-AP 3 as JSON-LD; as Turtle for whoever would rather have that."""
    if request.get_preferred_type([JSON_LD, TURTLE]) == TURTLE:
        return turtle(request)
    return _open(HttpResponse(json.dumps(dcat_document(), ensure_ascii=False), content_type=JSON_LD))


@require_safe
@public(scope=Scope.READ)
def turtle(request: HttpRequest) -> HttpResponse:
    """DCAT-AP 3 as Turtle."""
    graph = Graph().parse(data=json.dumps(dcat_document()), format="json-ld")
    return _open(HttpResponse(graph.serialize(format="turtle"), content_type=f"{TURTLE}; charset=utf-8"))


@require_safe
@public(scope=Scope.READ)
def stac_collection(request: HttpRequest, layer_id: str) -> HttpResponse:
    """One layer as a STAC collection. Raises `NotFound`."""
    entry = entry_of(layer_named(layer_id), None)
    if not entry.rows:
        raise NotFound()
    catalogue = public_catalogue()
    document = stac.collection(
        catalogue,
        entry,
        downloads_of(entry, catalogue.root),
        root=request.build_absolute_uri("/stac"),
        address=request.build_absolute_uri(),
    )
    return _open(JsonResponse(document, content_type="application/json"))


def _open(response: HttpResponse) -> HttpResponse:
    # The same for everyone, so that any page and any harvester may read it.
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response
