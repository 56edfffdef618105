"""Vector tiles and their TileJSON for whoever carries a session or a token (the rest: `hot`)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.core.errors import NotFound
from kharita.core.metrics import count_tile
from kharita.maps.answers import TILE_VARY, sent
from kharita.maps.manifest import tilejson_of
from kharita.maps.tiles import answer, layers_named, sight_of, tile_at


@require_safe
@public(scope=Scope.READ)
def tile(request: HttpRequest, ids: str, z: str, x: str, y: str) -> HttpResponse:
    """One vector tile with the layers `ids`; 304 where the client has it, 204 where nothing is."""
    place = tile_at(z, x, y)
    found = answer(
        sight_of(layers_named(ids), request.user, place), place, request.headers.get("If-None-Match", "")
    )
    count_tile(found.outcome)
    told = sent(
        found, request.headers.get("Accept-Encoding", ""), is_public=not request.user.is_authenticated
    )
    response = HttpResponse(told.body, status=told.status, headers=dict(told.headers))
    if told.status != 200:
        del response["Content-Type"]
    patch_vary_headers(response, TILE_VARY)
    return response


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
