"""Encoded tiles kept in the process, least recently used first out, bounded in bytes."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import brotli
import zstandard

COMPRESSED_FROM = 1024
"""Bytes under which compressing is not worth it."""

# The quickest of each: a higher level costs more than the SQL that made the tile.
_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(level=1).compress(body),
    "br": lambda body: bytes(brotli.compress(body, quality=1)),
    "gzip": lambda body: gzip.compress(body, 1, mtime=0),
}
ENCODINGS = tuple(_ENCODERS)
"""What we compress with, the one we like best first."""


def encoding_for(accepted: str) -> str | None:
    """The best encoding that a client takes, by its Accept-Encoding; None: as it is."""
    if not accepted:
        return None
    offered = {}
    for item in accepted.lower().split(","):
        name, _, weight = item.partition(";")
        offered[name.strip()] = weight.replace(" ", "")
    for encoding in ENCODINGS:
        if encoding in offered and offered[encoding] not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            return encoding
    return None


class EncodedTile:
    """A tile's bytes, compressed once for each encoding that is asked for."""

    __slots__ = ("_compressed", "body")

    def __init__(self, body: bytes, *, zstd: bytes | None = None) -> None:
        """`zstd`: the same bytes compressed so, where they are known already."""
        self.body = body
        self._compressed: dict[str, bytes] = {} if zstd is None else {"zstd": zstd}

    def encoded(self, encoding: str | None) -> tuple[bytes, str | None]:
        """The bytes to send and the encoding that they are in."""
        if encoding is None or len(self.body) < COMPRESSED_FROM:
            return self.body, None
        compressed = self._compressed.get(encoding)
        if compressed is None:
            compressed = self._compressed[encoding] = _ENCODERS[encoding](self.body)
        return compressed, encoding

    @property
    def weight(self) -> int:
        """What it may come to hold, each encoding taken as two thirds of the bytes."""
        compressed = 2 * len(self.body) if len(self.body) >= COMPRESSED_FROM else 0
        return len(self.body) + compressed + 512


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
