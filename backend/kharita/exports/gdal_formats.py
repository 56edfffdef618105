"""GeoPackage, FlatGeobuf and shapefile, written by GDAL from a stream of Arrow batches."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db import connection

from kharita.exports.arrow import WKB, batches, plain_fields, wkb
from kharita.exports.flatgeobuf_index import EDGES, Boxes, indexed
from kharita.exports.reading import Order, Reading
from kharita.maps.selection import where

SHAPEFILE_NAME = 10
"""Characters in the name of a shapefile's column."""
_SHAPES = {"point": ("Point", 1), "line": ("MultiLineString", 2), "polygon": ("MultiPolygon", 3)}


def geopackage(reading: Reading, path: Path) -> None:
    """A GeoPackage with one table, called as the layer is."""
    _write(reading, path, "GPKG", geometry_name="geom", identifier=str(reading.opened.layer.title))


def flatgeobuf(reading: Reading, path: Path) -> None:
    """A FlatGeobuf with its spatial index, so that clients read only the part that they look at.

    GDAL's own index holds the boxes of all features and, to sort these, up to 100 MB of the features; rows
    that come in the order of their place need no sorting.
    """
    plain = path.with_name(f"unindexed-{path.name}")
    boxes = Boxes()
    _write(reading, plain, "FlatGeobuf", order="place", boxes=boxes, SPATIAL_INDEX="NO")
    indexed(plain, path, boxes)
    plain.unlink()


def shapefile(reading: Reading, path: Path) -> None:
    """The parts of a shapefile beside `path` (.shp, .shx, .dbf, .prj, .cpg)."""
    _write(reading, path, "ESRI Shapefile", names=shapefile_names(reading), one_kind=True)


def shapefile_names(reading: Reading) -> dict[str, str]:
    """A column's name in a shapefile by its own: cut to ten characters, numbered where two would be alike."""
    taken: dict[str, str] = {}
    for name in ("id", *(column.name for column in reading.columns)):
        plain = re.sub(r"[^A-Za-z0-9_]", "_", name)
        short, number = plain[:SHAPEFILE_NAME], 1
        while short.lower() in (other.lower() for other in taken.values()):
            number += 1
            short = f"{plain[: SHAPEFILE_NAME - 1 - len(str(number))]}_{number}"
        taken[name] = short
    return taken


def _write(
    reading: Reading,
    path: Path,
    driver: str,
    *,
    names: dict[str, str] | None = None,
    one_kind: bool = False,
    order: Order = "id",
    boxes: Boxes | None = None,
    **options: Any,
) -> None:
    import pyogrio  # heavy: loaded by who writes a file

    fields = plain_fields(reading)
    shown = [field.with_name(names[field.name]) for field in fields] if names else fields
    schema = pa.schema([*shown, WKB])
    kind, dimension = _kind_of(reading)
    shape = f"ST_CollectionExtract({reading.geometry}, {dimension})" if one_kind else reading.geometry
    promoted = shape if kind == "Point" else f"ST_Multi({shape})"
    faults: list[BaseException] = []
    rows = _batches(reading, schema, promoted, order, boxes, faults)
    stream = pa.RecordBatchReader.from_batches(schema, rows)
    try:
        pyogrio.write_arrow(
            stream,
            path,
            layer=reading.opened.layer.id if driver != "ESRI Shapefile" else None,
            driver=driver,
            geometry_name=WKB.name,
            geometry_type="MultiPoint" if one_kind and kind == "Unknown" and dimension == 1 else kind,
            crs=reading.crs.wkt,
            encoding="UTF-8" if driver == "ESRI Shapefile" else None,
            **({"layer_options": options} if options else {}),
        )
    except Exception:
        # What ended the stream says more than what GDAL makes of a stream that ended.
        if faults:
            raise faults[0] from None
        raise


def _batches(
    reading: Reading,
    schema: pa.Schema,
    shape: str,
    order: Order,
    boxes: Boxes | None,
    faults: list[BaseException],
) -> Iterator[pa.RecordBatch]:
    extra = [(wkb(shape), WKB)]
    if boxes is not None:
        extra += [(f"ST_{edge}({shape})", pa.field(edge, pa.float64())) for edge in EDGES]
    try:
        for batch in batches(reading, extra, order=order):
            if boxes is not None:
                boxes.add(batch)
            yield pa.RecordBatch.from_arrays(batch.columns[: len(schema)], schema=schema)
    except Exception as fault:
        faults.append(fault)
        raise


def _kind_of(reading: Reading) -> tuple[str, int]:
    """The geometry type of the rows as GDAL calls it ("Unknown": there are several), its dimension + 1."""
    kind, dimension = _SHAPES[reading.opened.layer.kind]
    condition, params = where(reading.opened, reading.selection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT GeometryType(source.geometry) FROM {reading.opened.source} WHERE {condition}",  # noqa: S608  # from the door; values are bound
            [*reading.opened.params, *params],
        )
        found = {name for (name,) in cursor.fetchall() if name is not None}
    plain = kind.upper()
    return (kind if found <= {plain, plain.removeprefix("MULTI")} else "Unknown"), dimension
