"""GeoParquet 1.1: WKB, a bbox column that readers skip row groups by, rows in the order of their place."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kharita.exports.about import About
from kharita.exports.arrow import WKB, batches, plain_fields, wkb
from kharita.exports.crs import CRS84
from kharita.exports.reading import Reading

ROW_GROUP = 10_000
GEOMETRY, BBOX = "geometry", "bbox"
EDGES = ("xmin", "ymin", "xmax", "ymax")
_BOX = pa.struct([pa.field(edge, pa.float64(), nullable=False) for edge in EDGES])
_SIDES = ("min", "min", "max", "max")
_FUNCTIONS = ("ST_XMin", "ST_YMin", "ST_XMax", "ST_YMax")
_TYPES = {1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString",
          6: "MultiPolygon", 7: "GeometryCollection"}  # fmt: skip


def geoparquet(reading: Reading, path: Path, about: About) -> None:
    """The file, with the README in its metadata.

    PostGIS orders geometries along a Hilbert curve: neighbours come to lie in the same row group, whose box
    is then small.
    """
    titles = {column.name: str(column.title) for column in reading.columns}
    fields = [
        field.with_metadata({"title": titles[field.name]}) if field.name in titles else field
        for field in plain_fields(reading)
    ]
    schema = pa.schema([*fields, WKB.with_name(GEOMETRY), pa.field(BBOX, _BOX)])
    extra = [
        (wkb(reading.geometry), WKB.with_name(GEOMETRY)),
        *((f"{function}({reading.geometry})", edge) for function, edge in zip(_FUNCTIONS, _BOX, strict=True)),
    ]
    seen = _Seen()
    with pq.ParquetWriter(path, schema, compression="zstd", write_statistics=True) as writer:
        group: list[pa.RecordBatch] = []
        for batch in batches(reading, extra, order="place"):
            seen.add(batch)
            group.append(_with_box(batch, schema))
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

    def add(self, batch: pa.RecordBatch) -> None:
        starts = pc.binary_slice(batch[GEOMETRY], 1, 5)  # what follows the byte order is the type
        self.types.update(
            int.from_bytes(start, "little") for start in pc.unique(starts).to_pylist() if start is not None
        )
        found = [pc.min_max(batch[edge])[side].as_py() for edge, side in zip(EDGES, _SIDES, strict=True)]
        if found[0] is not None:
            west, south, east, north = self.bbox or found
            self.bbox = [
                min(west, found[0]), min(south, found[1]), max(east, found[2]), max(north, found[3])
            ]  # fmt: skip


def _with_box(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    edges = [batch[edge] for edge in EDGES]
    boxes = pa.StructArray.from_arrays(edges, fields=list(_BOX), mask=edges[0].is_null())
    return pa.RecordBatch.from_arrays([*batch.columns[: -len(EDGES)], boxes], schema=schema)


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
