"""GeoParquet 1.1: WKB, a bbox column that readers skip row groups by, rows in the order of their place."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kharita.exports.about import About
from kharita.exports.crs import CRS84
from kharita.exports.reading import Reading, Row

ROW_GROUP = 20_000
GEOMETRY, BBOX = "geometry", "bbox"
EDGES = ("xmin", "ymin", "xmax", "ymax")
_FUNCTIONS = ("ST_XMin", "ST_YMin", "ST_XMax", "ST_YMax")
_TYPES = {1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString",
          6: "MultiPolygon", 7: "GeometryCollection"}  # fmt: skip


def geoparquet(reading: Reading, path: Path, about: About) -> None:
    """The file, with the README in its metadata.

    PostGIS orders geometries along a Hilbert curve: neighbours come to lie in the same row group, whose box
    is then small.
    """
    box = pa.struct([pa.field(edge, pa.float64(), nullable=False) for edge in EDGES])
    titles = {column.name: str(column.title) for column in reading.columns}
    fields = [
        field.with_metadata({"title": titles[field.name]}) if field.name in titles else field
        for field in reading.arrow_fields()
    ]
    schema = pa.schema([*fields, pa.field(GEOMETRY, pa.binary()), pa.field(BBOX, box)])
    extra = [
        (f"ST_AsBinary({reading.geometry}, 'NDR')", "bytea"),
        *((f"{function}({reading.geometry})", "float8") for function in _FUNCTIONS),
    ]
    seen = _Seen()
    with pq.ParquetWriter(path, schema, compression="zstd", write_statistics=True) as writer:
        group: list[pa.RecordBatch] = []
        for rows in reading.batches(extra, order="place"):
            group.append(_batch(rows, schema, box, seen))
            if sum(batch.num_rows for batch in group) >= ROW_GROUP:
                writer.write_table(pa.Table.from_batches(group))
                group = []
        if group:
            writer.write_table(pa.Table.from_batches(group))
        notes = {f"README.{language}": text for language, text in about.texts(reading).items()}
        writer.add_key_value_metadata({"geo": json.dumps(_metadata(reading, seen)), **notes})


class _Seen:
    """What the metadata tell about all geometries together."""

    def __init__(self) -> None:
        self.types: set[int] = set()
        self.bbox: list[float] | None = None

    def add(self, shapes: tuple[bytes | None, ...], edges: list[tuple[float | None, ...]]) -> None:
        self.types.update(int.from_bytes(shape[1:5], "little") for shape in shapes if shape)
        found = [box for box in edges if box[0] is not None]
        boxes: list[Any] = [*found, tuple(self.bbox)] if self.bbox else found
        if boxes:
            west, south, east, north = zip(*boxes, strict=True)
            self.bbox = [min(west), min(south), max(east), max(north)]


def _batch(rows: list[Row], schema: pa.Schema, box: pa.DataType, seen: _Seen) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True))
    shapes, edges = columns[-5], list(zip(*columns[-4:], strict=True))
    seen.add(shapes, edges)
    boxes = [None if edge[0] is None else dict(zip(EDGES, edge, strict=True)) for edge in edges]
    arrays = [pa.array(column, type=kind.type) for column, kind in zip(columns[:-4], schema, strict=False)]
    return pa.RecordBatch.from_arrays([*arrays, pa.array(boxes, type=box)], schema=schema)


def _metadata(reading: Reading, seen: _Seen) -> dict[str, Any]:
    """The file's `geo` metadata (GeoParquet 1.1.0)."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted(_TYPES[number] for number in seen.types),
        "covering": {"bbox": {edge: [BBOX, edge] for edge in EDGES}},
    }
    if reading.crs.code != CRS84:  # what is meant where nothing is said
        column["crs"] = reading.crs.projjson
    if seen.bbox is not None:
        column["bbox"] = seen.bbox
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
