"""The files that a layer can be taken away as: what exports can write, by the address that makes it."""

from dataclasses import dataclass

from kharita.catalog.entries import Entry
from kharita.core.errors import Text
from kharita.exports.formats import FORMATS

EU_TYPES = {
    "gpkg": "GPKG",
    "geojson": "GEOJSON",
    "geojsonseq": "GEOJSON",
    "shp": "SHP",
    "csv": "CSV",
    "xlsx": "XLSX",
    "kml": "KML",
    "dxf": "DXF",
    "parquet": "PARQUET",
}
"""Codes of the European table of file types; the others have none there."""


@dataclass(frozen=True)
class Download:
    """One file, or the address that makes it. `eu_type` is its code in the European table of file types;
    `size` (bytes) and `sha256` are known of files that are published."""

    format: str
    title: str
    purpose: Text
    href: str
    media_type: str
    eu_type: str = ""
    size: int | None = None
    sha256: str = ""


def downloads_of(entry: Entry, root: str) -> list[Download]:
    """The files of one layer; `root` is the deployment's address, ending in a slash."""
    return [
        Download(
            format=form.id,
            title=form.title,
            purpose=form.purpose,
            href=f"{root}api/v1/layers/{entry.layer.id}/export.{form.id}",
            media_type=form.file_media_type.partition(";")[0],
            eu_type=EU_TYPES.get(form.id, ""),
        )
        for form in FORMATS.values()
    ]
