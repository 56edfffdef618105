"""Asks the Redis behind KHARITA_TILE_CACHE_URL how it is set and prints that as JSON.

Run by the launcher with `.venv`'s Python: it needs a package (redis).
"""

import json
import os

from redis import Redis
from redis.exceptions import RedisError

_SECONDS = 5


def look(url: str) -> dict[str, object]:
    """Its version, the bytes it may hold (0: any) and what it does once they are full."""
    with Redis.from_url(url, socket_connect_timeout=_SECONDS, socket_timeout=_SECONDS) as server:
        told = server.info()
        return {
            "version": told["redis_version"],
            "bytes_max": told["maxmemory"],
            "policy": told["maxmemory_policy"],
        }


if __name__ == "__main__":
    try:
        print(json.dumps(look(os.environ["KHARITA_TILE_CACHE_URL"])))
    except (RedisError, OSError, ValueError) as error:
        print(json.dumps({"error": str(error).strip()}))
