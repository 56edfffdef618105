"""Encoded tiles that several web processes share in a Redis, where a deployment names one.

A tile is kept under all that it was made from: what the asker may see, where it lies, the database's state
and the code that encodes. So nothing here goes out of date, and nobody gets what others alone may see.

Redis itself is not trusted with more than time: names and values carry a checksum that only the deployment's
key makes, so that what was written by others, for another tile, or in part, counts as not there. One that is
away, slow or full is left alone for a while; the database answers meanwhile.
"""

import hashlib
import hmac
import logging
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import zstandard
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from kharita.core.metrics import count_shared_tile
from kharita.maps.cache import EncodedTile

log = logging.getLogger(__name__)

CONNECT_SECONDS = 0.1
ANSWER_SECONDS = 0.05
"""Longer than this a tile is not waited for: to encode one takes less."""
PAUSE_SECONDS = 5.0
"""For so long Redis is left alone after a fault."""
KEPT_SECONDS = 24 * 3600
"""Nobody asks for an old revision again: what was kept of it goes by itself."""
BYTES_MAX = 1024**2
"""Of one value: nothing larger is written, and no more is read of what somebody else wrote."""

_CHECK_BYTES = 32
_PLAIN, _ZSTD = b"\x00", b"\x01"


class Breaker:
    """Shut for `PAUSE_SECONDS` after a fault; then one caller tries, and the others go on without."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._shut_until: float | None = None
        self._lock = Lock()

    def lets_through(self) -> bool:
        if self._shut_until is None:
            return True
        with self._lock:
            now = self._clock()
            if self._shut_until is None or now < self._shut_until:
                return self._shut_until is None
            self._shut_until = now + PAUSE_SECONDS
            return True

    def shut(self) -> bool:
        """After a fault; whether it was open until now."""
        with self._lock:
            was_open = self._shut_until is None
            self._shut_until = self._clock() + PAUSE_SECONDS
            return was_open

    def open(self) -> None:
        self._shut_until = None


class SharedTiles:
    """Tiles in a Redis by `content`: a text that no other tile, sight, revision or database has."""

    def __init__(self, redis: Redis, key: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._key = hashlib.blake2b(key.encode(), digest_size=32, person=b"kharita tiles").digest()
        self._clock = clock
        self._breaker = Breaker(clock)

    def get(self, content: str) -> EncodedTile | None:
        """The tile; None where it is not there, not ours, or not had in time."""
        name = self._name_of(content)
        value = self._asked(lambda: self._redis.getrange(name, 0, BYTES_MAX))
        if not value:
            count_shared_tile("missed")
            return None
        tile = self._opened(name, value) if isinstance(value, bytes) else None
        count_shared_tile("found" if tile else "forged")
        return tile

    def put(self, content: str, tile: EncodedTile) -> None:
        """Keep the tile for others, if that can be done at once."""
        body, encoding = tile.encoded("zstd")
        payload = (_ZSTD if encoding else _PLAIN) + body
        if len(payload) + _CHECK_BYTES > BYTES_MAX:
            return
        name = self._name_of(content)
        value = self._check_of(name, payload) + payload
        self._asked(lambda: self._redis.set(name, value, ex=KEPT_SECONDS))

    def _asked(self, ask: Callable[[], Any]) -> Any:
        """What Redis answers; None while it is left alone, and where it fails or dawdles."""
        if not self._breaker.lets_through():
            return None
        started = self._clock()
        try:
            value = ask()
        except (RedisError, OSError, ValueError) as error:  # ValueError: what speaks there is no Redis
            self._left_alone(type(error).__name__)
            return None
        if self._clock() - started > CONNECT_SECONDS + ANSWER_SECONDS:
            self._left_alone("slow")
        else:
            self._breaker.open()
        return value

    def _left_alone(self, why: str) -> None:
        count_shared_tile("failed")
        if self._breaker.shut():
            log.warning("The shared tile cache fails (%s): tiles come from the database meanwhile.", why)

    def _name_of(self, content: str) -> bytes:
        text = f"{code()}/{content}".encode()
        return b"kharita:tile:" + hashlib.blake2b(text, digest_size=24, key=self._key).hexdigest().encode()

    def _check_of(self, name: bytes, payload: bytes) -> bytes:
        return hashlib.blake2b(name + payload, digest_size=_CHECK_BYTES, key=self._key).digest()

    def _opened(self, name: bytes, value: bytes) -> EncodedTile | None:
        check, payload = value[:_CHECK_BYTES], value[_CHECK_BYTES:]
        if not hmac.compare_digest(check, self._check_of(name, payload)):
            return None
        form, body = payload[:1], payload[1:]
        if form == _PLAIN:
            return EncodedTile(body)
        return EncodedTile(zstandard.ZstdDecompressor().decompress(body), zstd=body)


@cache
def code() -> str:
    """A digest of our source: another version may encode the same rows in another way."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(package.rglob("*.py")):
        digest.update(f"{path.relative_to(package)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def shared_tiles(url: str, key: str) -> SharedTiles:
    """The shared cache at `url` (`redis://`, `rediss://`, `unix://`)."""
    redis = Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_SECONDS,
        socket_timeout=ANSWER_SECONDS,
        retry=Retry(NoBackoff(), 0),  # the database answers sooner than a second try
    )
    return SharedTiles(redis, key)
