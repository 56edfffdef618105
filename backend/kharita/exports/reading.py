"""A selection's rows on their way out: one COPY, read in batches, never held as a whole.

COPY sends rows as the database finds them and needs neither a cursor nor an open transaction, so that 200,000
rows cost the same memory as a thousand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pyarrow as pa
from django.db import DataError, InternalError, connection
from django.utils.translation import gettext as _
from psycopg import ClientCursor

from kharita.core.errors import BadInput
from kharita.exports.crs import Crs
from kharita.maps.door import OpenLayer
from kharita.maps.fields import Column, column_of
from kharita.maps.selection import Selection, fields_of, where

BATCH_ROWS = 5_000
BATCH_BYTES = 8 * 1024**2
Order = Literal["id", "place"]
OnProgress = Callable[[int], None]
Row = tuple[Any, ...]

_SQL_TYPES = {"integer": "int8", "number": "float8", "boolean": "bool", "date": "date",
              "datetime": "timestamptz", "string": "text"}  # fmt: skip
_ARROW_TYPES: dict[str, pa.DataType] = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "string": pa.string(),
}


@dataclass
class Reading:
    """What is read: the rows of a selection, their columns, their geometry in `crs`.

    `communes` fills with the communes that rows were read of, `rows` counts them; both hold for as much as
    was read. `on_progress` is called with the count after each batch and may raise, which ends the reading.
    """

    opened: OpenLayer
    selection: Selection
    crs: Crs
    on_progress: OnProgress | None = None
    communes: set[int] = field(default_factory=set)
    rows: int = 0

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column_of(self.opened, name) for name in fields_of(self.opened, self.selection))

    @property
    def geometry(self) -> str:
        """The SQL of a row's geometry in the wanted CRS."""
        return self.crs.geometry_sql(self.opened)

    def batches(
        self, extra: Sequence[tuple[str, str]], *, order: Order = "id", plain: bool = True
    ) -> Iterator[list[Row]]:
        """Lists of rows: the id, the columns (if `plain`), then `extra` (SQL over `source`, its type).

        Raises `BadInput` where a row has no place in the CRS.
        """
        columns = [("source.id", "int8"), *((f'source."{c.name}"', _SQL_TYPES[c.kind]) for c in self.columns)]
        selected = [("source.commune", "int8"), *(columns if plain else ()), *extra]
        expressions = ", ".join(f"({sql})::{kind}" for sql, kind in selected)
        condition, params = where(self.opened, self.selection)
        by = "source.id" if order == "id" else "source.geometry, source.id"
        sql = f"COPY (SELECT {expressions} FROM {self.opened.source} WHERE {condition} ORDER BY {by}) TO STDOUT (FORMAT BINARY)"  # noqa: E501, S608  # from the door; values are bound
        for batch in _copied(sql, [*self.opened.params, *params], [kind for _sql, kind in selected]):
            self.communes.update(row[0] for row in batch if row[0] is not None)
            self.rows += len(batch)
            yield [row[1:] for row in batch]
            if self.on_progress is not None:
                self.on_progress(self.rows)

    def arrow_fields(self) -> list[pa.Field]:
        """The Arrow fields of the id and the columns."""
        return [
            pa.field("id", pa.int64(), nullable=False),
            *(pa.field(column.name, _ARROW_TYPES[column.kind]) for column in self.columns),
        ]


def _copied(sql: str, params: list[Any], types: list[str]) -> Iterator[list[Row]]:
    connection.ensure_connection()
    assert connection.connection is not None  # noqa: S101 - ensured on the line above
    # COPY binds no values; psycopg writes them into the statement, also where there are none (%% is then %).
    statement = ClientCursor(connection.connection).mogrify(sql, params)
    try:
        with (
            connection.wrap_database_errors,
            connection.connection.cursor() as cursor,
            cursor.copy(statement) as copy,
        ):
            copy.set_types(types)
            yield from _batched(copy.rows())
    except (DataError, InternalError) as error:
        raise BadInput(
            _("The rows cannot be written in this coordinate system: it does not reach so far (%(reason)s).")
            % {"reason": str(error).splitlines()[0][:200]},
            field="crs",
        ) from error


def _batched(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(len(value) for value in row if isinstance(value, bytes | str))
        if len(batch) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def as_arrow(rows: list[Row], schema: pa.Schema) -> pa.RecordBatch:
    """The rows as one Arrow batch of `schema`."""
    columns = zip(*rows, strict=True) if rows else ([] for _field in schema)
    arrays = [pa.array(values, type=kind.type) for values, kind in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
