"""Vector tiles and their TileJSON: the hottest path of all, so plain Django without the API's machinery."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.core.errors import NotFound
from kharita.maps.manifest import tilejson_of
from kharita.maps.tiles import encoded, etag_of, layers_named, open_for_tile, tile_at

MVT = "application/vnd.mapbox-vector-tile"
PUBLIC_SECONDS = 60
"""For so long a cache may answer without asking, when the address names a revision."""


@require_safe
@public(scope=Scope.READ)
def tile(request: HttpRequest, ids: str, z: str, x: str, y: str) -> HttpResponse:
    """One vector tile with the layers `ids`; 304 where the client has it, 204 where nothing is."""
    place = tile_at(z, x, y)
    opened = open_for_tile(layers_named(ids), request.user, place)
    etag = etag_of(opened, place)
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        found = encoded(opened, place, etag)
        response = HttpResponse(status=204) if not found.body else HttpResponse(found.body, content_type=MVT)
        if found.compressed is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = found.compressed
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = _cache_control(request)
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    return response


def _cache_control(request: HttpRequest) -> str:
    # A person's tiles stay with him and are asked for each time (304): his rights may have changed.
    if request.user.is_authenticated:
        return "private, no-cache"
    return f"public, max-age={PUBLIC_SECONDS}" if "r" in request.GET else "public, no-cache"


@require_safe
@public(scope=Scope.READ)
def tilejson(request: HttpRequest, ids: str) -> HttpResponse:
    """The TileJSON 3.0.0 of these layers together, as this person sees them."""
    response = JsonResponse(tilejson_of(layers_named(ids), request.user, request.build_absolute_uri("/")))
    response["Cache-Control"] = "private, no-cache"
    return response


@public(scope=Scope.READ)
def no_such_tile(request: HttpRequest, path: str) -> HttpResponse:
    """Anything else under /tiles/: a problem, not the map's page."""
    raise NotFound()
