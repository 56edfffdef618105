"""The spatial index of a FlatGeobuf, put into a file that was written without one.

The index is a packed Hilbert R-tree: nodes of 16 children, level by level from the root, each a box and what
it leads to (a node's number; in the leaves a feature's offset). The features must stand near their neighbours
for it to be of use; any order makes it right. Format: https://flatgeobuf.org, packedrtree.cpp.
"""

import os
import shutil
import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

EDGES = ("XMin", "YMin", "XMax", "YMax")
_LEAST = EDGES[:2]
_SIZE = struct.Struct("<I")
_MAGIC_BYTES = 8
_NODE_SIZE = 16
_NODE = np.dtype([*((edge, "<f8") for edge in EDGES), ("leads_to", "<u8")])
_FEATURES_COUNT, _INDEX_NODE_SIZE = 8, 9  # fields of the header's table (header.fbs)
_PIECE = 1024 * 1024


class Boxes:
    """The features' boxes in the order of the file; a feature without a place has one that meets none."""

    def __init__(self) -> None:
        self.leaves: list[NDArray[np.void]] = []

    def add(self, batch: pa.RecordBatch) -> None:
        """Those of a batch with a column for each of `EDGES`."""
        leaves = np.zeros(batch.num_rows, _NODE)
        for edge in EDGES:
            nowhere = np.inf if edge in _LEAST else -np.inf
            leaves[edge] = batch[edge].fill_null(nowhere).to_numpy()
        self.leaves.append(leaves)


def indexed(source: Path, target: Path, boxes: Boxes) -> None:
    """Write `source` (a FlatGeobuf without an index) to `target` with one.

    Raises `ValueError` where it is not such a file or does not hold as many features as there are boxes.
    """
    with source.open("rb") as file, target.open("wb") as made:
        magic = file.read(_MAGIC_BYTES)
        size = file.read(_SIZE.size)
        header = bytearray(magic + size + file.read(*_SIZE.unpack(size)))
        start = file.tell()
        if count := _features(header):
            leaves = np.concatenate(boxes.leaves)
            boxes.leaves.clear()
            if len(leaves) != count:
                raise ValueError(f"{source.name} has {count} features, not those of {len(leaves)} boxes")
            leaves["leads_to"] = _offsets(file, count)
            _say_indexed(header)
            file.seek(start)
        made.write(header)
        if count:
            for level in _tree(leaves):
                made.write(level.data)
        shutil.copyfileobj(file, made, _PIECE)


def _offsets(file: BinaryIO, count: int) -> NDArray[np.uint64]:
    """Where each feature begins, from the first on; before each stands its size."""
    offsets = np.empty(count, np.uint64)
    at = 0
    for number in range(count):
        offsets[number] = at
        (size,) = _SIZE.unpack(file.read(_SIZE.size))
        file.seek(size, os.SEEK_CUR)
        at += _SIZE.size + size
    return offsets


def _tree(leaves: NDArray[np.void]) -> list[NDArray[np.void]]:
    """The levels as they stand in the file: the root first, the leaves last."""
    levels = [leaves]
    while len(levels) == 1 or len(levels[0]) > 1:  # one feature has a root above it too
        levels.insert(0, _above(levels[0]))
    first = 0  # the number of the level's first node
    for above in levels[:-1]:
        first += len(above)
        above["leads_to"] = first + np.arange(len(above)) * _NODE_SIZE
    return levels


def _above(level: NDArray[np.void]) -> NDArray[np.void]:
    starts = np.arange(0, len(level), _NODE_SIZE)
    nodes = np.zeros(len(starts), _NODE)
    for edge in EDGES:
        joined = np.minimum if edge in _LEAST else np.maximum
        nodes[edge] = joined.reduceat(level[edge], starts)
    return nodes


def _place(header: bytearray, field: int) -> int:
    """Where a field of the header's table stands, 0 where it is left out (as what has its default value is).

    FlatBuffers: a table begins with the way back to its vtable, which gives each field's place in the table.
    """
    base = _MAGIC_BYTES + 4
    table = base + int(struct.unpack_from("<I", header, base)[0])
    vtable = table - int(struct.unpack_from("<i", header, table)[0])
    if struct.unpack_from("<H", header, vtable)[0] <= 4 + 2 * field:
        return 0
    offset = int(struct.unpack_from("<H", header, vtable + 4 + 2 * field)[0])
    return table + offset if offset else 0


def _features(header: bytearray) -> int:
    place = _place(header, _FEATURES_COUNT)
    return int(struct.unpack_from("<Q", header, place)[0]) if place else 0


def _say_indexed(header: bytearray) -> None:
    place = _place(header, _INDEX_NODE_SIZE)
    if not place:
        raise ValueError("the file has an index already")
    struct.pack_into("<H", header, place, _NODE_SIZE)
