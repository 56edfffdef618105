"""Encoded tiles kept in the process, least recently used first out, bounded in bytes."""

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

GZIP_FROM = 1024
"""Bytes under which compressing is not worth it."""


@dataclass(frozen=True)
class EncodedTile:
    """A tile's bytes, compressed once if that is worth it (level 1: more costs more than the SQL)."""

    body: bytes
    compressed: bytes | None

    @classmethod
    def of(cls, body: bytes) -> "EncodedTile":
        return cls(body, gzip.compress(body, 1, mtime=0) if len(body) >= GZIP_FROM else None)

    @property
    def weight(self) -> int:
        return len(self.body) + len(self.compressed or b"") + 256


class TileCache:
    """Tiles by ETag. As that holds the layers' revisions and the asker's rights, nothing here goes stale and
    nobody is given what was made for someone with other rights."""

    def __init__(self, bytes_max: int) -> None:
        self.bytes_max = bytes_max
        self._tiles: OrderedDict[str, EncodedTile] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, etag: str) -> EncodedTile | None:
        with self._lock:
            tile = self._tiles.get(etag)
            if tile is not None:
                self._tiles.move_to_end(etag)
            return tile

    def put(self, etag: str, tile: EncodedTile) -> None:
        with self._lock:
            replaced = self._tiles.pop(etag, None)
            self._weight += tile.weight - (replaced.weight if replaced else 0)
            self._tiles[etag] = tile
            while self._weight > self.bytes_max:
                self._weight -= self._tiles.popitem(last=False)[1].weight

    def clear(self) -> None:
        with self._lock:
            self._tiles.clear()
            self._weight = 0

    @property
    def weight(self) -> int:
        """Bytes held."""
        return self._weight
