"""What tells about a publication: DCAT-AP, STAC, and a README for people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from kharita.catalog import dcat, stac
from kharita.catalog.downloads import EU_TYPES, Download
from kharita.catalog.entries import Entry
from kharita.catalog.languages import here
from kharita.catalog.presenting import public_catalogue
from kharita.catalog.publisher import licence_of
from kharita.catalog.publishing.files import Desk, PublishedFile
from kharita.exports.formats import FORMATS

TITLES = {"pmtiles": "PMTiles"}
Files = Mapping[str, list[PublishedFile]]


def write_documents(
    desk: Desk, folder: str, entries: list[Entry], files: Files, now: datetime
) -> dict[str, Any]:
    """Write them below `folder`; their paths, as the manifest names them. Addresses within are relative."""
    return {
        "catalogue": _write_dcat(desk, folder, entries, files).path,
        "stac": _write_stac(desk, folder, entries, files).path,
        "readme": _write_readme(desk, folder, entries, files, now).path,
    }


def _downloads(files: Files, up: str) -> dict[str, list[Download]]:
    """The files as downloads; `up` leads from the document to the publication's root."""
    return {key: [_download(file, up) for file in listed] for key, listed in files.items()}


def _download(file: PublishedFile, up: str) -> Download:
    form = FORMATS.get(file.format)
    return Download(
        format=file.format,
        title=form.title if form else TITLES[file.format],
        purpose=form.purpose if form else "",
        href=f"{up}{file.path}",
        media_type=file.media_type.partition(";")[0],
        eu_type=EU_TYPES.get(file.format, ""),
        size=file.size,
        sha256=file.sha256,
    )


def _write_dcat(desk: Desk, folder: str, entries: list[Entry], files: Files) -> PublishedFile:
    document = dcat.document(public_catalogue(), entries, _downloads(files, "../../"), served=False)
    return desk.json(f"{folder}catalogue.jsonld", document)


def _write_stac(desk: Desk, folder: str, entries: list[Entry], files: Files) -> PublishedFile:
    catalogue, downloads = public_catalogue(), _downloads(files, "../../../../")
    for entry in entries:
        collection = stac.collection(
            catalogue, entry, downloads[entry.layer.id], root="../catalog.json", address=None
        )
        desk.json(f"{folder}stac/{entry.layer.id}/collection.json", collection)
    landing = stac.landing(
        catalogue, entries, root="./catalog.json", address=None, child="./{id}/collection.json"
    )
    return desk.json(f"{folder}stac/catalog.json", landing)


def _write_readme(
    desk: Desk, folder: str, entries: list[Entry], files: Files, now: datetime
) -> PublishedFile:
    """One text with the three languages one after the other."""
    parts = []
    for code in ("ar", "fr", "en"):
        with translation.override(code):
            told = {
                "catalogue": public_catalogue(),
                "publisher": here(public_catalogue().publisher.name),
                "licence": licence_of(),
                "licence_title": here(licence_of().title),
                "licence_terms": here(licence_of().terms),
                "entries": [(entry, files[entry.layer.id]) for entry in entries],
                "now": now,
            }
            parts.append(render_to_string("catalog/README.txt", told).strip())
    return desk.text(f"{folder}README.md", "\n\n---\n\n".join(parts) + "\n")
