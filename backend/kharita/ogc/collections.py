"""OGC API – Features: the collections, one for each layer."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from kharita.core.layers import Layer
from kharita.maps.door import OpenLayer, layers_open_to, open_layer
from kharita.maps.manifest import bounds_of
from kharita.maps.measured import span_of
from kharita.maps.revisions import revision_of
from kharita.maps.statements import limited
from kharita.maps.tiles import layer_named
from kharita.ogc import links, pages, systems
from kharita.ogc.answers import GEOJSON, GEOJSON_SEQ, HTML, SCHEMA_JSON, answer, served

GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


def collection_of(request: HttpRequest, layer: Layer) -> dict[str, Any]:
    """A layer's description, as this person sees it."""
    opened = open_layer(layer, request.user)
    document: dict[str, Any] = {
        "id": layer.id,
        "title": str(layer.title),
        "description": str(layer.description or layer.title),
        "itemType": "feature",
        "crs": list(systems.offered()),
        "storageCrs": systems.storage().uri,
    }
    if layer.keywords:
        document["keywords"] = [str(word) for word in layer.keywords]
    extent = _extent(opened)
    if extent:
        document["extent"] = extent
    document["links"] = _links(request, layer)
    return document


def _extent(opened: OpenLayer) -> dict[str, Any]:
    revision = revision_of(opened.tables)
    with limited():
        bounds, span = bounds_of(opened, revision), span_of(opened, revision)
    extent: dict[str, Any] = {}
    if bounds is not None:
        extent["spatial"] = {"bbox": [list(bounds)], "crs": systems.CRS84}
    if span is not None:
        ends = [None if end is None else end.isoformat().replace("+00:00", "Z") for end in span]
        extent["temporal"] = {"interval": [ends], "trs": GREGORIAN}
    return extent


def _links(request: HttpRequest, layer: Layer) -> list[links.Link]:
    base = f"{links.ROOT}/collections/{layer.id}"
    items = f"{base}/items"
    return [
        links.link(request, base, "self", title=layer.title),
        links.link(request, base, "alternate", media=HTML, title=layer.title, query={"f": "html"}),
        links.link(request, items, "items", media=GEOJSON, title=_("The features")),
        links.link(request, items, "items", media=HTML, query={"f": "html"}, title=_("The features")),
        links.link(request, items, "items", media=GEOJSON_SEQ, query={"f": "geojsonseq"}),
        links.link(
            request,
            f"{base}/queryables",
            f"{links.REL}queryables",
            media=SCHEMA_JSON,
            title=_("What to filter by"),
        ),
        _told(request, f"{base}/sortables", _("What to sort by")),
        links.link(
            request,
            f"{base}/schema",
            f"{links.REL}schema",
            media=SCHEMA_JSON,
            title=_("What the columns hold"),
        ),
        links.link(request, f"{base}/tiles", f"{links.REL}tilesets-vector", title=_("Vector tiles")),
        links.link(request, f"{base}/styles", f"{links.REL}styles", title=_("Styles")),
        links.link(request, f"{links.ROOT}/", "root"),
    ]


def _told(request: HttpRequest, path: str, title: str) -> links.Link:
    """A link to a schema, whose relation is the last word of its address."""
    return links.link(request, path, links.REL + path.rpartition("/")[2], media=SCHEMA_JSON, title=title)


@served()
def collections(request: HttpRequest) -> HttpResponseBase:
    """All collections."""
    document = {
        "links": links.here(request, title=_("The collections")),
        "crs": list(systems.offered()),
        "collections": [collection_of(request, layer) for layer in layers_open_to(request.user)],
    }
    context = pages.about(None, "collections")
    return answer(request, document, template="ogc/collections.html", context=context)


@served()
def collection(request: HttpRequest, layer_id: str) -> HttpResponseBase:
    """One collection."""
    layer = layer_named(layer_id)
    return answer(
        request,
        collection_of(request, layer),
        template="ogc/collection.html",
        context=lambda: pages.collection(request, open_layer(layer, request.user)),
    )
