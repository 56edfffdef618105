"""The STAC API (1.0): core, collections, items, search. Each person finds the surveys that they may see."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib.gis.db.models import Extent
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.catalog import stac, stac_items
from kharita.catalog.downloads import downloads_of
from kharita.catalog.entries import entries_for
from kharita.catalog.presenting import public_catalogue
from kharita.catalog.stac_items import COLLECTION, GEOJSON
from kharita.catalog.stac_search import KNOWN, Search, found, search_from
from kharita.core.crs import way
from kharita.core.errors import BadInput, NotFound
from kharita.core.geo import WEB_MERCATOR, WGS84
from kharita.surveys.models import Survey

CONFORMS_TO = (
    "https://api.stacspec.org/v1.0.0/core",
    "https://api.stacspec.org/v1.0.0/collections",
    "https://api.stacspec.org/v1.0.0/ogcapi-features",
    "https://api.stacspec.org/v1.0.0/item-search",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
)
JSON = stac.JSON


def root_of(request: HttpRequest) -> str:
    """The address of the landing."""
    return request.build_absolute_uri("/stac")


@require_safe
@public(scope=Scope.READ)
def landing(request: HttpRequest) -> HttpResponse:
    """The catalogue: each layer is a collection, surveys are one whose items can be searched."""
    root = root_of(request)
    document = stac.landing(
        public_catalogue(), entries_for(None), root=root, address=root, child=f"{root}/collections/{{id}}"
    )
    document["conformsTo"] = list(CONFORMS_TO)
    document["links"] += [
        {"rel": "conformance", "type": JSON, "href": f"{root}/conformance"},
        {"rel": "data", "type": JSON, "href": f"{root}/collections"},
        {"rel": "search", "type": GEOJSON, "href": f"{root}/search", "method": "GET"},
        {"rel": "search", "type": GEOJSON, "href": f"{root}/search", "method": "POST"},
        {
            "rel": "service-desc",
            "type": "application/vnd.oai.openapi+json;version=3.1",
            "href": request.build_absolute_uri("/api/v1/openapi.json"),
        },
        {"rel": "service-doc", "type": "text/html", "href": request.build_absolute_uri("/api/v1/docs")},
    ]
    if _extent(request.user) is not None:
        document["links"].append(
            {
                "rel": "child",
                "type": JSON,
                "href": f"{root}/collections/{COLLECTION}",
                "title": _("Drone surveys"),
            }
        )
    return _answer(request, document)


@require_safe
@public(scope=Scope.READ)
def conformance(request: HttpRequest) -> HttpResponse:
    """What this API promises."""
    return _answer(request, {"conformsTo": list(CONFORMS_TO)})


@require_safe
@public(scope=Scope.READ)
def collections(request: HttpRequest) -> HttpResponse:
    """All collections."""
    root, catalogue = root_of(request), public_catalogue()
    listed = [
        stac.collection(
            catalogue, entry, downloads_of(entry, catalogue.root), root=root,
            address=f"{root}/collections/{entry.layer.id}",
        )
        for entry in entries_for(None)
    ]  # fmt: skip
    extent = _extent(request.user)
    if extent is not None:
        listed.append(stac_items.collection(catalogue, root, extent))
    links = [
        {"rel": "self", "type": JSON, "href": f"{root}/collections"},
        {"rel": "root", "type": JSON, "href": root},
    ]
    return _answer(request, {"collections": listed, "links": links})


@require_safe
@public(scope=Scope.READ)
def survey_collection(request: HttpRequest) -> HttpResponse:
    """The collection of surveys. Raises `NotFound` for who may see none."""
    extent = _extent(request.user)
    if extent is None:
        raise NotFound()
    return _answer(request, stac_items.collection(public_catalogue(), root_of(request), extent))


@require_safe
@public(scope=Scope.READ)
def items(request: HttpRequest) -> HttpResponse:
    """The surveys, the latest flight first."""
    return _page(
        request, {**request.GET.dict(), "collections": COLLECTION}, f"collections/{COLLECTION}/items"
    )


@require_safe
@public(scope=Scope.READ)
def item(request: HttpRequest, number: str) -> HttpResponse:
    """One survey by its number. Raises `NotFound`."""
    page, _token, _matched = found(Search(ids=(number,), limit=1), request.user)
    if not page:
        raise NotFound(_("There is no such survey, or it is not yours to see."))
    return _answer(request, stac_items.item(page[0], root_of(request)), GEOJSON)


@require_http_methods(["GET", "HEAD", "POST"])
@public(scope=Scope.READ, only_reads=True)
def search(request: HttpRequest) -> HttpResponse:
    """Surveys by place, time, number; by the query of a GET or the JSON of a POST."""
    if request.method != "POST":
        return _page(request, request.GET.dict(), "search")
    try:
        asked = json.loads(request.body or b"{}")
    except ValueError as error:
        raise BadInput(_("The request could not be read.")) from error
    if not isinstance(asked, dict):
        raise BadInput(_("The request could not be read."))
    return _page(request, asked, "search", is_post=True)


def _page(
    request: HttpRequest, asked: Mapping[str, Any], path: str, *, is_post: bool = False
) -> HttpResponse:
    wanted = search_from(asked)
    surveys, token, matched = found(wanted, request.user)
    root = root_of(request)
    links: list[dict[str, Any]] = [
        {"rel": "root", "type": JSON, "href": root},
        {"rel": "self", "type": GEOJSON, "href": request.build_absolute_uri()},
    ]
    if token:
        links.append(_next(f"{root}/{path}", asked, token, is_post=is_post))
    document = {
        "type": "FeatureCollection",
        "features": [stac_items.item(survey, root) for survey in surveys],
        "numberMatched": matched,
        "numberReturned": len(surveys),
        "links": links,
    }
    return _answer(request, document, GEOJSON)


def _next(address: str, asked: Mapping[str, Any], token: str, *, is_post: bool) -> dict[str, Any]:
    link: dict[str, Any] = {"rel": "next", "type": GEOJSON, "method": "POST" if is_post else "GET"}
    if is_post:
        return link | {"href": address, "body": {**asked, "token": token}}
    kept = {name: value for name, value in asked.items() if name in KNOWN}
    if address.endswith("/items"):
        kept.pop("collections", None)
    return link | {"href": f"{address}?{urlencode({**kept, 'token': token})}"}


def _extent(user: Any) -> tuple[Any, Any] | None:
    """The bounds in degrees, the first and last flight of what `user` may see; None where that is nothing."""
    rows = Survey.objects.visible_to(user).filter(state=Survey.State.READY, footprint__isnull=False)
    all_of = rows.aggregate(box=Extent("web_geometry"), first=Min("flown_at"), last=Max("flown_at"))
    if all_of["box"] is None:
        return None
    to_degrees = way(WEB_MERCATOR, WGS84)
    west, south, east, north = all_of["box"]
    corners = (*to_degrees(west, south), *to_degrees(east, north))
    return corners, (all_of["first"], all_of["last"])


def _answer(request: HttpRequest, document: dict[str, Any], media_type: str = JSON) -> HttpResponse:
    response = JsonResponse(document, content_type=media_type)
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-store"
    else:  # the same for everyone: any page and any harvester may read it
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Cookie", "Authorization", "Accept-Language"])
    return response
