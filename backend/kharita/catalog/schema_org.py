"""schema.org's Dataset in the head of the catalogue's pages: how search engines for data find a layer."""

from typing import Any

from kharita.catalog.dcat import Catalogue
from kharita.catalog.downloads import Download
from kharita.catalog.entries import Entry
from kharita.catalog.languages import here


def dataset(catalogue: Catalogue, entry: Entry, files: list[Download]) -> dict[str, Any]:
    """One layer, in the active language."""
    layer = entry.layer
    node: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": catalogue.dataset_id(entry),
        "url": f"{catalogue.root}data/{layer.id}",
        "identifier": layer.id,
        "name": str(layer.title),
        # Search engines refuse descriptions of less than 50 characters.
        "description": f"{layer.description} {here(catalogue.publisher.name)}.".ljust(50),
        "keywords": [str(word) for word in layer.keywords],
        "license": entry.licence.url,
        "isAccessibleForFree": True,
        "version": str(entry.revision),
        "creator": {
            "@type": "Organization",
            "name": here(catalogue.publisher.name),
            "url": catalogue.publisher.url,
        },
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": str(catalogue.title),
            "url": catalogue.page,
        },
        "variableMeasured": [
            {"@type": "PropertyValue", "name": column.name, "description": str(column.title)}
            for column in entry.columns
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": str(file.title),
                "encodingFormat": file.media_type,
                "contentUrl": file.href,
            }
            for file in files
        ],
    }
    if entry.changed_at is not None:
        node["dateModified"] = entry.changed_at.isoformat(timespec="seconds")
    if entry.bounds is not None:
        west, south, east, north = entry.bounds
        box = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
        node["spatialCoverage"] = {"@type": "Place", "geo": box}
    return node


def catalogue_node(catalogue: Catalogue, entries: list[Entry]) -> dict[str, Any]:
    """The whole catalogue, in the active language; each layer has its own page."""
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": catalogue.id,
        "url": catalogue.page,
        "name": str(catalogue.title),
        "description": str(catalogue.description),
        "publisher": {"@type": "Organization", "name": here(catalogue.publisher.name)},
        "dataset": [
            {
                "@type": "Dataset",
                "@id": catalogue.dataset_id(entry),
                "name": str(entry.layer.title),
                "description": str(entry.layer.description),
                "url": f"{catalogue.root}data/{entry.layer.id}",
                "license": entry.licence.url,
            }
            for entry in entries
        ],
    }
