"""The landing of a STAC catalogue (1.1.0): each layer a collection whose assets are its files.

Surveys put their items here; a layer has none, its files being of the whole collection.
"""

from datetime import datetime
from typing import Any

from kharita.catalog.dcat import Catalogue
from kharita.catalog.downloads import Download
from kharita.catalog.entries import Entry
from kharita.catalog.languages import here

VERSION = "1.1.0"
WORLD = (-180.0, -90.0, 180.0, 90.0)
JSON = "application/json"
Links = list[dict[str, str]]


def landing(catalogue: Catalogue, entries: list[Entry], *, address: str, child: str) -> dict[str, Any]:
    """The catalogue; `address` is its own, `child` that of a collection with `{id}` in place of its id."""
    links: Links = [
        {"rel": "self", "type": JSON, "href": address},
        {"rel": "root", "type": JSON, "href": address, "title": str(catalogue.title)},
        {"rel": "about", "type": "text/html", "href": catalogue.page},
    ]
    links += [
        {
            "rel": "child",
            "type": JSON,
            "href": child.format(id=entry.layer.id),
            "title": str(entry.layer.title),
        }
        for entry in entries
    ]
    return {
        "type": "Catalog",
        "stac_version": VERSION,
        "id": "kharita",
        "title": str(catalogue.title),
        "description": str(catalogue.description),
        "links": links,
    }


def collection(
    catalogue: Catalogue, entry: Entry, files: list[Download], *, root: str, address: str
) -> dict[str, Any]:
    """One layer; `root` is the landing's address, `address` the collection's own."""
    layer, licence = entry.layer, entry.licence
    return {
        "type": "Collection",
        "stac_version": VERSION,
        "id": layer.id,
        "title": str(layer.title),
        "description": str(layer.description),
        "keywords": [str(word) for word in layer.keywords],
        "license": licence.spdx or "other",
        "providers": [
            {
                "name": here(catalogue.publisher.name),
                "url": catalogue.publisher.url,
                "roles": ["producer", "licensor", "host"],
            }
        ],
        "extent": {
            "spatial": {"bbox": [list(entry.bounds or WORLD)]},
            "temporal": {"interval": [[None, _utc(entry.changed_at)]]},
        },
        "assets": {
            file.format: {
                "href": file.href,
                "title": str(file.title),
                "type": file.media_type,
                "roles": ["data"],
            }
            for file in files
        },
        "links": [
            {"rel": "self", "type": JSON, "href": address},
            {"rel": "root", "type": JSON, "href": root, "title": str(catalogue.title)},
            {"rel": "parent", "type": JSON, "href": root, "title": str(catalogue.title)},
            {"rel": "license", "href": licence.url, "title": here(licence.title)},
        ],
    }


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
