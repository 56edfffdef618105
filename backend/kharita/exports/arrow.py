"""A selection's rows as Arrow batches, parsed by Arrow from PostgreSQL's own CSV.

No row becomes an object of Python's on its way, which would cost several times its size; and `pyarrow.array`,
which would make columns of such objects, loads pandas (30 MB) wherever it is installed.
"""

from binascii import unhexlify
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from kharita.exports.reading import BATCH_BYTES, BATCH_ROWS, COMMUNE, Order, Reading

WKB = pa.field("geometry", pa.binary())
_TYPES: dict[str, pa.DataType] = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "string": pa.string(),
}
_COMMUNE = "0"  # no column is called so


def plain_fields(reading: Reading) -> list[pa.Field]:
    """The fields of the id and the columns."""
    return [
        pa.field("id", pa.int64(), nullable=False),
        *(pa.field(column.name, _TYPES[column.kind]) for column in reading.columns),
    ]


def wkb(geometry: str) -> str:
    """The SQL of a geometry for a binary field of `batches`."""
    return f"encode(ST_AsBinary({geometry}, 'NDR'), 'hex')"


def batches(
    reading: Reading, extra: Sequence[tuple[str, pa.Field]], *, order: Order = "id"
) -> Iterator[pa.RecordBatch]:
    """Batches of rows: the id, the columns, then `extra` (SQL over `source`, its field).

    A field of binary type takes SQL that gives hexadecimal digits. Raises `BadInput` where a row has no place
    in the CRS.
    """
    fields = [*plain_fields(reading), *(field for _sql, field in extra)]
    selected = [COMMUNE, *reading.plain_columns, *((sql, _SQL_TYPES[field.type]) for sql, field in extra)]
    with reading.copied(selected, order=order, form="CSV") as copy:
        for text in _pieces(copy):
            batch = _parsed(text, fields)
            reading.note(batch.num_rows, set(pc.unique(batch[_COMMUNE]).to_pylist()))
            yield batch.select([field.name for field in fields])
            reading.tell()


_SQL_TYPES = {pa.binary(): "text", pa.string(): "text", pa.float64(): "float8"}


def _pieces(lines: Any) -> Iterator[bytes]:
    """Whole rows, joined; the server sends each by itself."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(bytes(line))
        size += len(line)
        if len(held) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _parsed(text: bytes, fields: list[pa.Field]) -> pa.RecordBatch:
    types = {_COMMUNE: pa.int64()} | {
        field.name: pa.string() if pa.types.is_binary(field.type) else field.type for field in fields
    }
    table = pcsv.read_csv(
        pa.BufferReader(text),
        # As one block: a block would have to begin and end with whole rows as well.
        pcsv.ReadOptions(column_names=list(types), block_size=len(text) + 1, use_threads=False),
        pcsv.ParseOptions(newlines_in_values=True),
        pcsv.ConvertOptions(
            column_types=types,
            null_values=[""],  # PostgreSQL writes a text that is empty as "", what is missing as nothing
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
            timestamp_parsers=[pcsv.ISO8601],
        ),
    )
    (batch,) = table.combine_chunks().to_batches()
    arrays = [
        _unhexed(batch[field.name]) if pa.types.is_binary(field.type) else batch[field.name]
        for field in fields
    ]
    return pa.RecordBatch.from_arrays(
        [batch[_COMMUNE], *arrays], schema=pa.schema([pa.field(_COMMUNE, pa.int64()), *fields])
    )


def _unhexed(digits: pa.StringArray) -> pa.BinaryArray:
    valid, offsets, data = digits.buffers()
    halved = np.frombuffer(offsets, np.int32)[: len(digits) + 1] // 2
    values = unhexlify(memoryview(data)[: 2 * int(halved[-1])]) if data is not None else b""
    buffers = [valid, pa.py_buffer(halved), pa.py_buffer(values)]
    return pa.BinaryArray.from_buffers(pa.binary(), len(digits), buffers)
