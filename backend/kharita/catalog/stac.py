"""The landing of a STAC catalogue (1.1.0): each layer a collection whose assets are its files.

A layer has no items, its files being of the whole collection; surveys are items (`stac_items`).
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


def landing(
    catalogue: Catalogue, entries: list[Entry], *, root: str, address: str | None, child: str
) -> dict[str, Any]:
    """The catalogue; `root` leads to it, `child` to a collection, with `{id}` in place of its id. `address`
    is its own, None where it may lie anywhere (then the others are relative)."""
    links: Links = [
        *_self(address),
        {"rel": "root", "type": JSON, "href": root, "title": str(catalogue.title)},
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
    catalogue: Catalogue, entry: Entry, files: list[Download], *, root: str, address: str | None
) -> dict[str, Any]:
    """One layer; `root` leads to the landing, `address` is its own (None: it may lie anywhere)."""
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
            *_self(address),
            {"rel": "root", "type": JSON, "href": root, "title": str(catalogue.title)},
            {"rel": "parent", "type": JSON, "href": root, "title": str(catalogue.title)},
            {"rel": "license", "href": licence.url, "title": here(licence.title)},
        ],
    }


def _self(address: str | None) -> Links:
    return [] if address is None else [{"rel": "self", "type": JSON, "href": address}]


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
