"""The formats on offer: what each is for, how it is written, what it allows."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import BadInput, Text
from kharita.exports.about import About
from kharita.exports.crs import CRS84, Crs, official, parse_crs
from kharita.exports.drawing import dxf
from kharita.exports.gdal_formats import flatgeobuf, geopackage, shapefile
from kharita.exports.geopackage_notes import with_notes
from kharita.exports.kml import kml
from kharita.exports.parquet import geoparquet
from kharita.exports.reading import Reading
from kharita.exports.text_formats import csv, geojson, geojsonseq
from kharita.exports.workbook import xlsx

SAME_AS_CRS84 = frozenset({CRS84, "EPSG:4326"})
Allowed = Literal["any", "degrees", "projected"]


@dataclass(frozen=True)
class Format:
    """One way to write rows: either `stream` gives the file piece by piece, or `save` writes it.

    `packed`: it comes as a zip with its README, else the README is inside the file itself.
    """

    id: str
    title: str
    purpose: Text
    extension: str
    media_type: str
    stream: Callable[[Reading], Generator[bytes, None, None]] | None = None
    save: Callable[[Reading, Path, About], None] | None = None
    packed: bool = True
    crs: Allowed = "any"
    notes: tuple[str, ...] = ()

    @property
    def file_extension(self) -> str:
        """Of what is downloaded."""
        return "zip" if self.packed else self.extension

    @property
    def file_media_type(self) -> str:
        return "application/zip" if self.packed else self.media_type

    def crs_named(self, text: str) -> Crs:
        """The CRS to write in; "" is the format's own. Raises `BadInput` for one that the format excludes."""
        if self.crs == "degrees":
            if text and parse_crs(text).code not in SAME_AS_CRS84:
                raise BadInput(
                    _("%(format)s is always in degrees (WGS 84, longitude first): so its standard says.")
                    % {"format": self.title},
                    field="crs",
                )
            return parse_crs(CRS84)
        crs = parse_crs(text) if text else official()
        if self.crs == "projected" and crs.is_geographic:
            raise BadInput(
                _("A drawing is in metres: choose a projected system, such as %(code)s.")
                % {"code": official().code},
                field="crs",
            )
        return crs


def _without_about(save: Callable[[Reading, Path], None]) -> Callable[[Reading, Path, About], None]:
    return lambda reading, path, _about: save(reading, path)


def _save_geopackage(reading: Reading, path: Path, about: About) -> None:
    geopackage(reading, path)
    with_notes(path, reading, about.texts(reading))


FORMATS: Mapping[str, Format] = {
    declared.id: declared
    for declared in (
        Format(
            id="gpkg",
            title="GeoPackage",
            purpose=gettext_lazy("One file for QGIS and ArcGIS; the best choice for most work"),
            extension="gpkg",
            media_type="application/geopackage+sqlite3",
            save=_save_geopackage,
            packed=False,
        ),
        Format(
            id="geojson",
            title="GeoJSON",
            purpose=gettext_lazy("For web maps and scripts"),
            extension="geojson",
            media_type="application/geo+json",
            stream=geojson,
            crs="degrees",
        ),
        Format(
            id="geojsonseq",
            title="GeoJSON Text Sequence",
            purpose=gettext_lazy("One feature a line, for programs that read large files piece by piece"),
            extension="geojsons",
            media_type="application/geo+json-seq",
            stream=geojsonseq,
            crs="degrees",
        ),
        Format(
            id="shp",
            title="Shapefile",
            purpose=gettext_lazy("For older programs; cuts column names to ten characters"),
            extension="shp",
            media_type="application/vnd.shp",
            save=_without_about(shapefile),
            notes=("shapefile",),
        ),
        Format(
            id="csv",
            title="CSV",
            purpose=gettext_lazy("A table for any program, with coordinates as text"),
            extension="csv",
            media_type="text/csv; charset=utf-8",
            stream=csv,
            notes=("csv-columns", "csv-formulas"),
        ),
        Format(
            id="xlsx",
            title="Excel (XLSX)",
            purpose=gettext_lazy("A spreadsheet with titled columns"),
            extension="xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            save=xlsx,
            packed=False,
            notes=("csv-columns",),
        ),
        Format(
            id="kml",
            title="KML",
            purpose=gettext_lazy("For Google Earth"),
            extension="kml",
            media_type="application/vnd.google-earth.kml+xml",
            stream=kml,
            crs="degrees",
        ),
        Format(
            id="dxf",
            title="DXF",
            purpose=gettext_lazy("For AutoCAD and other drawing programs"),
            extension="dxf",
            media_type="image/vnd.dxf",
            stream=dxf,
            crs="projected",
            notes=("dxf",),
        ),
        Format(
            id="fgb",
            title="FlatGeobuf",
            purpose=gettext_lazy("Fast and indexed, for programs that read parts over the network"),
            extension="fgb",
            media_type="application/flatgeobuf",
            save=_without_about(flatgeobuf),
        ),
        Format(
            id="parquet",
            title="GeoParquet",
            purpose=gettext_lazy("Small and fast for analysis in Python, R and DuckDB"),
            extension="parquet",
            media_type="application/vnd.apache.parquet",
            save=geoparquet,
            packed=False,
        ),
    )
}


def format_named(name: str) -> Format:
    """The format of that id. Raises `BadInput`."""
    found = FORMATS.get(name.lower())
    if found is None:
        raise BadInput(
            _("There is no format “%(name)s”; there are %(formats)s.")
            % {"name": name[:20], "formats": ", ".join(FORMATS)},
            field="format",
        )
    return found
