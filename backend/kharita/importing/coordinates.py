"""Geometry from columns: x and y, WKT, or one row for each corner of an outline."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from kharita.importing.faults import BadMapping
from kharita.importing.mapping import Coordinates, Mapping
from kharita.importing.messages import told
from kharita.importing.rows import texts_of
from kharita.importing.sources import GEOMETRY, ROW


def with_geometry(batches: Iterator[pa.RecordBatch], mapping: Mapping) -> Iterator[pa.RecordBatch]:
    """The batches with the geometry that the mapping's `coordinates` describe (unchanged without them).

    Outlines (`of`) gather the rows of all batches, as the corners of one may stand apart; the record's number
    is then the row of its first corner.
    """
    place = mapping.coordinates
    if place is None:
        yield from batches
    elif place.of is not None:
        yield from _outlines(list(batches), place)
    else:
        for batch in batches:
            yield _replaced(batch, _of_rows(batch, place))


def _of_rows(batch: pa.RecordBatch, place: Coordinates) -> NDArray[np.object_]:
    if place.wkt is not None:
        texts = texts_of(batch.column(place.wkt)).to_numpy(zero_copy_only=False)
        return np.asarray(shapely.to_wkb(shapely.from_wkt(texts, on_invalid="ignore")), dtype=object)
    x, y = _numbers(batch, place.x), _numbers(batch, place.y)
    points = np.full(batch.num_rows, None, dtype=object)
    present = ~(np.isnan(x) | np.isnan(y))
    points[present] = shapely.points(x[present], y[present])
    return np.asarray(shapely.to_wkb(points), dtype=object)


def _outlines(batches: list[pa.RecordBatch], place: Coordinates) -> Iterator[pa.RecordBatch]:
    if not batches:
        return
    table = pa.Table.from_batches(batches).combine_chunks()
    batch = table.to_batches()[0]
    coded = texts_of(batch.column(place.of)).dictionary_encode()
    groups = pc.fill_null(coded.indices, len(coded.dictionary)).to_numpy()
    sequence = _numbers(batch, place.order) if place.order else np.arange(batch.num_rows, dtype=float)
    order = np.lexsort((sequence, groups))
    corners = np.column_stack([_numbers(batch, place.x), _numbers(batch, place.y)])[order]
    starts = np.flatnonzero(np.r_[True, np.diff(groups[order]) != 0])
    outlines = np.array([_polygon(ring) for ring in np.split(corners, starts[1:])], dtype=object)
    firsts = np.minimum.reduceat(order, starts)
    chosen = batch.take(pa.array(firsts))
    yield _replaced(chosen, np.asarray(shapely.to_wkb(outlines), dtype=object))


def _polygon(corners: NDArray[np.float64]) -> shapely.Polygon | None:
    if len(corners) < 3 or np.isnan(corners).any():
        return None
    return shapely.Polygon(corners)


def _numbers(batch: pa.RecordBatch, name: str | None) -> NDArray[np.float64]:
    if name is None:
        raise BadMapping(told("coordinates-incomplete"))
    texts = pc.replace_substring(texts_of(batch.column(name)), ",", ".")
    good = pc.match_substring_regex(texts, r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$")
    numbers = pc.if_else(pc.fill_null(good, False), texts, pa.scalar(None, pa.string())).cast(pa.float64())
    return np.asarray(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)


def _replaced(batch: pa.RecordBatch, wkb: NDArray[np.object_]) -> pa.RecordBatch:
    names = [name for name in batch.schema.names if name not in (GEOMETRY, ROW)]
    return pa.RecordBatch.from_arrays(
        [*(batch.column(name) for name in names), pa.array(wkb, pa.binary()), batch.column(ROW)],
        [*names, GEOMETRY, ROW],
    )
