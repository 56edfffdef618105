"""A selection's rows on their way out: one COPY, read in batches, never held as a whole.

COPY sends rows as the database finds them and needs neither a cursor nor an open transaction, so that 200,000
rows cost the same memory as a thousand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import DataError, InternalError, connection
from django.utils.translation import gettext as _
from psycopg import ClientCursor, Copy

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

COMMUNE = ("source.commune", "int8")
_SQL_TYPES = {"integer": "int8", "number": "float8", "boolean": "bool", "date": "date",
              "datetime": "timestamptz", "string": "text"}  # fmt: skip


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

    @property
    def plain_columns(self) -> list[tuple[str, str]]:
        """The SQL of the id and of each column, with its type."""
        return [("source.id", "int8"), *((f'source."{c.name}"', _SQL_TYPES[c.kind]) for c in self.columns)]

    def batches(
        self, extra: Sequence[tuple[str, str]], *, order: Order = "id", plain: bool = True
    ) -> Iterator[list[Row]]:
        """Lists of rows: the id, the columns (if `plain`), then `extra` (SQL over `source`, its type).

        Raises `BadInput` where a row has no place in the CRS.
        """
        selected = [COMMUNE, *(self.plain_columns if plain else ()), *extra]
        with self.copied(selected, order=order, form="BINARY") as copy:
            copy.set_types([kind for _sql, kind in selected])
            for batch in _batched(copy.rows()):
                self.note(len(batch), {row[0] for row in batch})
                yield [row[1:] for row in batch]
                self.tell()

    @contextmanager
    def copied(self, selected: Sequence[tuple[str, str]], *, order: Order, form: str) -> Iterator[Copy]:
        """The COPY of these columns (SQL over `source`, its type) of all rows, in PostgreSQL's format `form`.

        Raises `BadInput` where a row has no place in the CRS.
        """
        expressions = ", ".join(f"({sql})::{kind}" for sql, kind in selected)
        condition, params = where(self.opened, self.selection)
        by = "source.id" if order == "id" else "source.geometry, source.id"
        sql = f"COPY (SELECT {expressions} FROM {self.opened.source} WHERE {condition} ORDER BY {by}) TO STDOUT (FORMAT {form})"  # noqa: E501, S608  # from the door; values are bound
        with _copy(sql, [*self.opened.params, *params]) as copy:
            yield copy

    def note(self, rows: int, communes: set[int | None]) -> None:
        """That so many more rows, of these communes, were read."""
        self.communes.update(commune for commune in communes if commune is not None)
        self.rows += rows

    def tell(self) -> None:
        """That what was read so far is dealt with."""
        if self.on_progress is not None:
            self.on_progress(self.rows)


@contextmanager
def _copy(sql: str, params: list[Any]) -> Iterator[Copy]:
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
            yield copy
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
