"""Where a layer's data can be had: services for programs, files to take away."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kharita.catalog.entries import Entry
from kharita.core.errors import Text

GEOJSON = "application/geo+json"


@dataclass(frozen=True)
class Service:
    """An address that programs read; `conforms_to` is its standard."""

    kind: str
    title: Text
    href: str
    media_type: str
    conforms_to: str


def services_of(entry: Entry, root: str) -> list[Service]:
    """The services of one layer; `root` is the deployment's address, ending in a slash."""
    collection = f"{root}ogc/collections/{entry.layer.id}"
    return [
        Service(
            "features",
            _("OGC API Features: rows with their columns, filtered by the server"),
            collection,
            "application/json",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0",
        ),
        Service(
            "ogc_tiles",
            _("OGC API Tiles: vector tiles"),
            f"{collection}/tiles",
            "application/json",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0",
        ),
        Service(
            "tilejson",
            _("TileJSON: vector tiles for web maps"),
            f"{root}tiles/{entry.layer.id}.json",
            "application/json",
            "https://github.com/mapbox/tilejson-spec/tree/master/3.0.0",
        ),
    ]


def service_dicts(entry: Entry, root: str) -> list[dict[str, Any]]:
    """The same for the JSON API, in the active language."""
    return [
        {"kind": service.kind, "title": str(service.title), "href": service.href}
        for service in services_of(entry, root)
    ]
