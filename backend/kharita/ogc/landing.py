"""OGC API: where a client begins, and what it can rely on."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from kharita.ogc import links, pages
from kharita.ogc.answers import HTML, OPENAPI_JSON, answer, served

FEATURES = "http://www.opengis.net/spec/ogcapi-features-"
CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/"
TILES = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/"
GRIDS = "http://www.opengis.net/spec/tms/2.0/conf/"
COMMON = "http://www.opengis.net/spec/ogcapi-common-"

CONFORMS_TO = (
    *(f"{COMMON}1/1.0/conf/{name}" for name in ("core", "landing-page", "json", "html", "oas30")),
    f"{COMMON}2/1.0/conf/collections",
    *(f"{FEATURES}1/1.0/conf/{name}" for name in ("core", "oas30", "html", "geojson")),
    f"{FEATURES}2/1.0/conf/crs",
    *(
        f"{FEATURES}3/1.0/conf/{name}"
        for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")
    ),
    *(
        f"{FEATURES}5/1.0/conf/{name}"
        for name in ("schemas", "core-roles-features", "queryables", "sortables")
    ),
    *(
        f"{CQL2}{name}"
        for name in (
            "cql2-text",
            "cql2-json",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "accent-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
            "spatial-functions",
            "temporal-functions",
            "array-functions",
            "property-property",
            "arithmetic",
        )
    ),
    *(
        f"{TILES}{name}"
        for name in (
            "core",
            "tileset",
            "tilesets-list",
            "dataset-tilesets",
            "geodata-tilesets",
            "collections-selection",
            "mvt",
            "oas30",
        )
    ),
    *(
        f"{GRIDS}{name}"
        for name in ("tilematrixset", "tilematrixsetlimits", "json-tilematrixset", "json-tilesetmetadata")
    ),
)


@served()
def landing(request: HttpRequest) -> HttpResponseBase:
    """The landing page."""
    root = links.ROOT
    document = {
        "title": _("Kharita: the commune's data"),
        "description": _("The commune's layers as features, vector tiles and styles, by open standards."),
        "attribution": "Kharita",
        "links": [
            *links.here(request, title=_("This page")),
            links.link(request, f"{root}/api", "service-desc", media=OPENAPI_JSON, title=_("The API")),
            links.link(
                request,
                f"{root}/api",
                "service-doc",
                media=HTML,
                title=_("The API's documentation"),
                query={"f": "html"},
            ),
            links.link(request, f"{root}/conformance", "conformance", title=_("What the API conforms to")),
            links.link(
                request, f"{root}/conformance", f"{links.REL}conformance", title=_("What the API conforms to")
            ),
            links.link(request, f"{root}/collections", "data", title=_("The collections")),
            links.link(request, f"{root}/collections", f"{links.REL}data", title=_("The collections")),
            links.link(request, f"{root}/tiles", f"{links.REL}tilesets-vector", title=_("Vector tiles")),
            links.link(request, f"{root}/styles", f"{links.REL}styles", title=_("Styles")),
            links.link(
                request, f"{root}/tileMatrixSets", f"{links.REL}tiling-schemes", title=_("Tile matrix sets")
            ),
        ],
    }
    return answer(request, document, template="ogc/landing.html", context=lambda: pages.landing(request))


@served()
def conformance(request: HttpRequest) -> HttpResponseBase:
    """The conformance classes that the API is built to."""
    document = {"links": links.here(request), "conformsTo": list(CONFORMS_TO)}
    context = pages.about(None, "conformance")
    return answer(request, document, template="ogc/conformance.html", context=context)
