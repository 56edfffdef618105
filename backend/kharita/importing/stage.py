"""The staging table: where the rows of one import wait, checked, between the dry run and its end.

It is unlogged (a crash of the database empties it, and the dry run is made again) and filled by COPY in text
form, the quickest way into PostgreSQL that was measured from Python (docs/import.md).
"""

import json
import struct
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from django.conf import settings
from django.db import connection
from psycopg.copy import QueuedLibpqWriter

from kharita.importing.geometry import Geometries
from kharita.importing.mapping import Mapping
from kharita.importing.models import Import, ImportRow
from kharita.importing.targets import ImportTarget, TargetField

ROWS_TABLE = ImportRow._meta.db_table
NULL = "\\N"
_POLYGON, _MULTIPOLYGON = 3, 6  # in WKB
_SPECIAL = r"[\\\t\n\r]"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass
class Work:
    """One import being compared or applied: what the set-based statements of a target need to know."""

    source_import: Import
    target: ImportTarget
    mapping: Mapping
    now: datetime
    # Constant values for columns that no field maps (the plan of a zone).
    constants: dict[str, Any] = field(default_factory=dict)
    # What the comparison holds against the file instead of the target's own table.
    present_table: str = ""
    # Counts beside the outcomes of rows.
    remarks: dict[str, int] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.source_import.pk)

    @property
    def commune_id(self) -> int:
        return int(self.source_import.commune_id)

    @property
    def stage(self) -> str:
        return self.source_import.stage

    @property
    def has_geometry(self) -> bool:
        """Whether the records have a geometry of their own that a file brings."""
        return self.target.geometry not in (None, "place")

    @property
    def staged_fields(self) -> list[TargetField]:
        """The fields that the mapping fills, in the target's order, the key (a column of its own) aside."""
        return [
            declared
            for declared in self.target.fields
            if declared.id in self.mapping.fields and declared.id != self.target.key
        ]

    @property
    def has_attributes(self) -> bool:
        return bool(self.mapping.attributes)

    def execute(self, sql: str, **values: Any) -> int:
        """Run one statement and give the number of rows it touched.

        `{stage}` and `{rows}` stand for this import's tables, `{table}`, `{key}` and `{present}` for the
        target's; the constants and `values` are bound.
        """
        with connection.cursor() as cursor:
            cursor.execute(self._named(sql), self._values(values))
            return int(cursor.rowcount)

    def fetch(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query, written like `execute`'s."""
        with connection.cursor() as cursor:
            cursor.execute(self._named(sql), self._values(values))
            return list(cursor.fetchall())

    def keep(self, name: str, query: str, **values: Any) -> int:
        """Keep the result of `query` as temporary table `name` until the transaction ends. Gives its rows."""
        self.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
        return self.execute(f"CREATE TEMP TABLE {name} ON COMMIT DROP AS {query}", **values)

    def number(self, sql: str, **values: Any) -> int:
        """The single number that a query gives."""
        return int(self.fetch(sql, **values)[0][0] or 0)

    def _named(self, sql: str) -> str:
        for name, value in (
            ("{stage}", self.stage),
            ("{rows}", ROWS_TABLE),
            ("{table}", self.present_table or self.target.model._meta.db_table),
            ("{key}", self.target.key_column),
            ("{present}", self.target.present),
        ):
            sql = sql.replace(name, value)
        return sql

    def _values(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"id": self.id, "commune": self.commune_id, "now": self.now, **self.constants, **values}


def create_stage(work: Work) -> None:
    """An empty staging table and no account yet: a dry run always starts from nothing."""
    columns = [f"{declared.id} {declared.sql_type}" for declared in work.staged_fields]
    drop_stage(work.source_import)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE UNLOGGED TABLE {work.stage} (row integer, key text, slug text, geometry "
            "geometry, remark text, "
            f"detail jsonb, attributes jsonb{''.join(', ' + column for column in columns)}) "
            "WITH (autovacuum_enabled = off)"
        )
        cursor.execute(f"DELETE FROM {ROWS_TABLE} WHERE source_import_id = %s", [work.id])


def drop_stage(source_import: Import) -> None:
    """Remove the staging table, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {source_import.stage}")


def stage_exists(source_import: Import) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [source_import.stage])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True)
class Columns:
    """Rows for `table` as columns of text, already escaped and with `NULL` for what is missing."""

    table: str
    names: Sequence[str]
    values: Sequence[Sequence[str]]

    def as_text(self) -> str:
        return "\n".join(map("\t".join, zip(*self.values, strict=True))) + "\n"


class Copying:
    """COPY that goes on while the next rows are being prepared: a thread of its own feeds the database.

    The connection is taken until `finish`; what leaves the block with an error cancels the copy.
    """

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> "Copying":
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)

    def start(self, rows: Columns) -> None:
        """Begin to write `rows`, when those before are written."""
        self.finish()
        # psycopg's own cursor: Django's knows COPY without a writer only
        cursor = self._open.enter_context(connection.cursor()).cursor
        writer = QueuedLibpqWriter(cursor)
        statement = f"COPY {rows.table} ({', '.join(rows.names)}) FROM STDIN"
        self._open.enter_context(cursor.copy(statement, writer=writer)).write(rows.as_text())

    def finish(self) -> None:
        """Wait until all is written; the connection is free then."""
        self._open.close()


def escaped(column: pa.Array) -> list[str]:
    """A column as COPY's text. One look at the whole column tells whether any of its values needs care."""
    if pa.types.is_boolean(column.type):
        texts = pc.if_else(column, "t", "f")
    else:
        texts = column.cast(pa.string())  # numbers in their shortest exact form
        if pc.any(pc.match_substring_regex(texts, _SPECIAL), min_count=0).as_py():
            return escaped_texts(texts.to_pylist())
    found: list[str] = pc.fill_null(texts, NULL).to_pylist()
    return found


def escaped_texts(texts: Iterable[str | None]) -> list[str]:
    return [NULL if text is None else text.translate(_ESCAPES) for text in texts]


def as_hex(geometries: Geometries) -> list[str]:
    """Geometries as hexadecimal EWKB in the official CRS (`NULL` for none), single polygons as multipolygons
    of one: the cadastre has one type of polygon.

    Python writes the digits and the headers: GEOS's own way of doing it takes five times as long.
    """
    srid = struct.pack("<I", settings.KHARITA_SRID).hex()
    heads = {number: f"01{number:02x}000020{srid}" for number in range(1, 8)}
    of_one = f"{heads[_MULTIPOLYGON]}01000000"
    texts = []
    for wkb in shapely.to_wkb(geometries, byte_order=1).tolist():
        if wkb is None:
            texts.append(NULL)
        elif wkb[1] == _POLYGON:
            texts.append(of_one + wkb.hex())
        else:
            texts.append(heads[wkb[1]] + wkb[5:].hex())
    return texts


def as_json(details: Iterable[dict[str, Any] | None]) -> list[str]:
    return [
        NULL if detail is None else json.dumps(detail, ensure_ascii=False).translate(_ESCAPES)
        for detail in details
    ]


@dataclass
class Twins:
    """Finds texts (geometries, keys) that occur twice, by 64-bit hashes only: eight bytes a row, whatever the
    file's size."""

    hashes: list[Any] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)

    def add(self, rows: Any, texts: list[str]) -> None:
        self.hashes.append(np.fromiter(map(hash, texts), dtype=np.int64, count=len(texts)))
        self.rows.append(rows)

    def suspects(self) -> list[int]:
        """The rows whose text's hash is not theirs alone."""
        if not self.hashes:
            return []
        hashes, rows = np.concatenate(self.hashes), np.concatenate(self.rows)
        _values, inverse, counts = np.unique(hashes, return_inverse=True, return_counts=True)
        found: list[int] = rows[counts[inverse] > 1].tolist()
        return found
