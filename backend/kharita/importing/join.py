"""Tables without geometry, joined to a file's rows by key (an assessor's table to its parcels)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kharita.importing.faults import BadMapping
from kharita.importing.intake import opened
from kharita.importing.mapping import Mapping
from kharita.importing.messages import told
from kharita.importing.rows import texts_of
from kharita.importing.sources import GEOMETRY, ROW, batches, describe

PREFIX = "table."


@dataclass
class JoinedTable:
    """A table with one row for each key; `found` tells which keys the file's rows have asked for."""

    column: str
    keys: pa.StringArray
    columns: dict[str, pa.Array]
    read: int
    several: int
    found: Any
    without_key: int

    def join(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """`batch` with the table's columns, called `table.<name>`; null where the key is not in the table."""
        wanted = texts_of(batch.column(self.column))
        index = pc.index_in(wanted, value_set=self.keys)
        hit = index.drop_null().to_numpy()
        self.found[hit] = True
        joined = [column.take(index) for column in self.columns.values()]
        names = [PREFIX + name for name in self.columns]
        return pa.RecordBatch.from_arrays([*batch.columns, *joined], [*batch.schema.names, *names])

    def account(self) -> dict[str, int]:
        """What became of the table's rows: read = used as such + several of one key + unmatched keys + no
        key."""
        matched = int(self.found.sum())
        return {
            "read": self.read,
            "keys": len(self.keys),
            "matched": matched,
            "unmatched": len(self.keys) - matched,
            "several": self.several,
            "without_key": self.without_key,
        }


def read_table(path: Path, mapping: Mapping) -> JoinedTable:
    """The table in `path`, aggregated by key as the mapping says."""
    join = mapping.table
    if join is None:
        raise BadMapping(told("join-missing"))
    used = _used_columns(mapping)
    with opened(path) as file:
        source, _sample = describe(file, layer=join.layer)
        if join.layer not in (None, source.layer):
            raise BadMapping(told("no-sheet", name=join.layer, names=", ".join(source.layers)))
        names = {column.name for column in source.columns}
        missing = sorted({join.key, *(used - {"__rows"})} - names)
        if missing:
            raise BadMapping(told("table-columns-missing", names=", ".join(missing)))
        wanted = [name for name in sorted({join.key, *used}) if name in names]
        parts = list(batches(file, layer=source.layer, encoding=source.encoding, columns=wanted))
    table = pa.Table.from_batches(parts).drop_columns([GEOMETRY, ROW])
    return _aggregated(table, mapping, used)


def _used_columns(mapping: Mapping) -> set[str]:
    named = {column for rule in mapping.fields.values() for column in rule.sources}
    named |= set(mapping.attributes) if mapping.attributes != "all" else set()
    return {name.removeprefix(PREFIX) for name in named if name.startswith(PREFIX)}


def _aggregated(table: pa.Table, mapping: Mapping, used: set[str]) -> JoinedTable:
    join = mapping.table
    if join is None:
        raise BadMapping(told("join-missing"))
    keys = texts_of(table[join.key].combine_chunks())
    kept = pc.is_valid(keys)
    table, present = table.filter(kept), keys.filter(kept)
    coded = present.dictionary_encode()
    groups = coded.indices.to_numpy()
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(len(coded.dictionary)))
    columns = {
        name: _aggregate(
            texts_of(table[name].combine_chunks()), join.aggregate.get(name, "first"), order, starts
        )
        for name in sorted(used)
    }
    return JoinedTable(
        column=join.column,
        keys=coded.dictionary,
        columns=columns,
        read=len(keys),
        several=len(present) - len(coded.dictionary),
        found=np.zeros(len(coded.dictionary), dtype=bool),
        without_key=len(keys) - len(present),
    )


def _aggregate(texts: pa.StringArray, how: str, order: Any, starts: Any) -> pa.Array:
    """One value for each group of rows (`order` sorts rows by group, `starts` is where each begins)."""
    values = texts.take(pa.array(order)).to_pylist()
    ends = [*starts[1:].tolist(), len(values)]
    combine = _COMBINE[how]
    return pa.array(
        [
            combine([v for v in values[start:end] if v is not None])
            for start, end in zip(starts, ends, strict=True)
        ],
        pa.string(),
    )


def _numbers(values: list[str]) -> list[float]:
    found = []
    for value in values:
        try:
            found.append(float(value.replace(",", ".").replace(" ", "")))
        except ValueError:
            continue
    return found


def _written(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)


def _of_numbers(combine: Callable[[list[float]], float]) -> Callable[[list[str]], str | None]:
    def combined(values: list[str]) -> str | None:
        numbers = _numbers(values)
        return _written(float(combine(numbers))) if numbers else None

    return combined


_COMBINE: dict[str, Callable[[list[str]], str | None]] = {
    "first": lambda values: values[0] if values else None,
    "last": lambda values: values[-1] if values else None,
    "count": lambda values: str(len(values)),
    "list": lambda values: ", ".join(dict.fromkeys(values)) or None,
    "sum": _of_numbers(sum),
    "min": _of_numbers(min),
    "max": _of_numbers(max),
}
