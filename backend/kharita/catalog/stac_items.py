"""Drone surveys as items of a STAC catalogue (1.1.0): each flight with its files, tiles and thumbnail."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from kharita.catalog.dcat import Catalogue
from kharita.catalog.languages import here
from kharita.catalog.publisher import licence_of
from kharita.catalog.stac import JSON, VERSION, WORLD
from kharita.permits.shapes import geojson_of
from kharita.surveys.models import Product, Survey
from kharita.surveys.presenting import bbox_of

COLLECTION = "drone-surveys"
GEOJSON = "application/geo+json"
COG = "image/tiff; application=geotiff; profile=cloud-optimized"
PROJECTION = "https://stac-extensions.github.io/projection/v2.0.0/schema.json"
# GDAL's names of types are not all those of STAC.
_TYPES = {"byte": "uint8", "cfloat32": "cfloat32"}


def collection(catalogue: Catalogue, root: str, extent: tuple[Any, Any]) -> dict[str, Any]:
    """The collection of all surveys; `root` is the address of the landing, `extent` their bounds in degrees
    and the moments of the first and last flight (each None where there is none)."""
    bounds, times = extent
    licence = licence_of()
    address = f"{root}/collections/{COLLECTION}"
    return {
        "type": "Collection",
        "stac_version": VERSION,
        "id": COLLECTION,
        "title": _("Drone surveys"),
        "description": _(
            "Orthophotos and heights from drone flights, as cloud-optimised files and as tiles."
        ),
        "keywords": [_("drone"), _("orthophoto"), _("aerial imagery")],
        "license": licence.spdx or "other",
        "providers": [
            {
                "name": here(catalogue.publisher.name),
                "url": catalogue.publisher.url,
                "roles": ["producer", "licensor", "host"],
            }
        ],
        "extent": {
            "spatial": {"bbox": [list(bounds or WORLD)]},
            "temporal": {"interval": [[_utc(moment) for moment in times or (None, None)]]},
        },
        "links": [
            {"rel": "self", "type": JSON, "href": address},
            {"rel": "root", "type": JSON, "href": root, "title": str(catalogue.title)},
            {"rel": "parent", "type": JSON, "href": root, "title": str(catalogue.title)},
            {"rel": "items", "type": GEOJSON, "href": f"{address}/items"},
            {"rel": "license", "href": licence.url, "title": here(licence.title)},
        ],
    }


def item(survey: Survey, root: str) -> dict[str, Any]:
    """One survey with its ready files; `root` is the address of the landing."""
    site = root.removesuffix("/stac")
    address = f"{root}/collections/{COLLECTION}"
    products = [
        product
        for product in survey.products.all()
        if product.state == Product.State.READY and product.replaced_at is None
    ]
    gsd = _gsd(survey, products)
    return {
        "type": "Feature",
        "stac_version": VERSION,
        "stac_extensions": [PROJECTION],
        "id": survey.number,
        "collection": COLLECTION,
        "geometry": geojson_of(survey.footprint),
        "bbox": list(bbox_of(survey.footprint) or ()),
        "properties": {
            "title": survey.title,
            "datetime": _utc(survey.flown_at),
            "created": _utc(survey.created_at),
            "platform": "drone",
            **({"instruments": [survey.sensor]} if survey.sensor else {}),
            **({"gsd": gsd} if gsd else {}),
        },
        "assets": {
            name: asset for product in products for name, asset in _assets(survey, product, site).items()
        },
        "links": [
            {"rel": "self", "type": GEOJSON, "href": f"{address}/items/{survey.number}"},
            {"rel": "root", "type": JSON, "href": root},
            {"rel": "parent", "type": JSON, "href": address},
            {"rel": "collection", "type": JSON, "href": address},
            {"rel": "alternate", "type": "text/html", "href": f"{site}/s/{survey.pk}"},
        ],
    }


def _assets(survey: Survey, product: Product, site: str) -> dict[str, Any]:
    files = f"{site}/api/v1/surveys/{survey.pk}/products/{product.kind}"
    found: dict[str, Any] = {
        product.kind: {
            "href": f"{files}.tif",
            "type": COG,
            "title": product.get_kind_display(),
            "roles": ["data"],
            "bands": _bands(product),
            **_projection(product.facts),
        },
        f"{product.kind}-thumbnail": {
            "href": f"{files}.webp",
            "type": "image/webp",
            "title": product.get_kind_display(),
            "roles": ["thumbnail"],
        },
    }
    if product.kind == Product.Kind.ORTHO:
        found["tiles"] = {
            "href": f"{site}/imagery/{survey.pk}.json",
            "type": JSON,
            "title": _("Tiles"),
            "roles": ["tiles"],
        }
    return found


def _bands(product: Product) -> list[dict[str, Any]]:
    kind = str(product.facts.get("dtype", "")).lower()
    nodata = product.facts.get("nodata")
    return [
        {
            "name": str(colour),
            "data_type": _TYPES.get(kind, kind) or "other",
            **({"nodata": nodata} if nodata is not None else {}),
        }
        for colour in product.facts.get("colours", ())
    ]


def _projection(facts: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"proj:code": f"EPSG:{facts['epsg']}" if facts.get("epsg") else None}
    if told["proj:code"] is None:
        told["proj:wkt2"] = facts.get("crs_wkt")
    if facts.get("width") and facts.get("height"):
        told["proj:shape"] = [facts["height"], facts["width"]]
    if facts.get("transform"):
        told["proj:transform"] = list(facts["transform"])[:6]
    return told


def _gsd(survey: Survey, products: list[Product]) -> float | None:
    """Metres of a pixel: what the files say, else what the pilot said."""
    sizes: list[float] = [
        min(map(abs, size)) for product in products if (size := product.facts.get("pixel_size_m")) is not None
    ]
    if sizes:
        return round(min(sizes), 4)
    said: float | None = survey.gsd_cm
    return None if said is None else said / 100


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
