"""GeoJSON, GeoJSON sequences and CSV: text that PostgreSQL mostly writes itself, batch by batch."""

import json
from collections.abc import Generator, Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from kharita.core.geo import WGS84
from kharita.exports.arrow import batches, plain_fields
from kharita.exports.crs import DECIMALS
from kharita.exports.reading import Reading
from kharita.maps.features import feature_sql

RECORD_SEPARATOR = b"\x1e"
"""Begins each text of a JSON sequence (RFC 8142)."""
BOM = b"\xef\xbb\xbf"
"""By which Excel knows that a CSV file is UTF-8."""
FORMULA = r"^([=+\-@\t\r])"
"""A spreadsheet takes a text that begins so for a formula; an apostrophe before it says that it is none."""
PLACE = ("longitude", "latitude")


def geojson(reading: Reading) -> Generator[bytes, None, None]:
    """A FeatureCollection (RFC 7946: WGS 84, longitude first)."""
    yield f'{{"type":"FeatureCollection","name":{json.dumps(reading.opened.layer.id)},"features":['.encode()
    comma = b""
    for features in _features(reading):
        yield comma + ",\n".join(features).encode()
        comma = b",\n"
    yield b"]}\n"


def geojsonseq(reading: Reading) -> Generator[bytes, None, None]:
    """One Feature a line, each behind a record separator (RFC 8142)."""
    for features in _features(reading):
        yield b"".join(RECORD_SEPARATOR + feature.encode() + b"\n" for feature in features)


def _features(reading: Reading) -> Iterator[list[str]]:
    feature = feature_sql(reading.opened, tuple(column.name for column in reading.columns))
    for batch in reading.batches([(feature, "text")], plain=False):
        yield [row[0] for row in batch]


def csv(reading: Reading, *, bom: bool = False) -> Generator[bytes, None, None]:
    """RFC 4180 in UTF-8: id, the columns, a point inside the shape in degrees, the shape as WKT."""
    inside = f"ST_Transform(ST_PointOnSurface(source.geometry), {WGS84})"
    extra = [
        (f"round(ST_X({inside})::numeric, {DECIMALS})", pa.field(PLACE[0], pa.float64())),
        (f"round(ST_Y({inside})::numeric, {DECIMALS})", pa.field(PLACE[1], pa.float64())),
        (f"ST_AsText({reading.geometry}, {reading.crs.decimals})", pa.field("WKT", pa.string())),
    ]
    schema = pa.schema([*plain_fields(reading), *(field for _sql, field in extra)])
    yield (BOM if bom else b"") + _csv_lines(pa.Table.from_batches([], schema=schema), header=True)
    for batch in batches(reading, extra):
        yield _csv_lines(_without_formulas(batch), header=False)


def _without_formulas(batch: pa.RecordBatch) -> pa.RecordBatch:
    arrays = [
        pc.replace_substring_regex(array, pattern=FORMULA, replacement=r"'\1")
        if pa.types.is_string(array.type)
        else array
        for array in batch.columns
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=batch.schema)


def _csv_lines(rows: pa.RecordBatch | pa.Table, *, header: bool) -> bytes:
    sink = pa.BufferOutputStream()
    options = pcsv.WriteOptions(include_header=header, quoting_style="needed", quoting_header="none")
    pcsv.write_csv(rows, sink, options)
    return bytes(sink.getvalue())
