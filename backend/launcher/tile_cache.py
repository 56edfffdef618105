"""The Redis behind KHARITA_TILE_CACHE_URL: does it answer, and is it set to make room by itself?"""

import json
import os
from typing import Any

from launcher.commands import Command, run
from launcher.paths import Clone


def look(clone: Clone, url: str) -> dict[str, Any]:
    """What the probe finds there; `error` when it cannot be reached."""
    lines = run(
        Command(
            [clone.python, "-m", "launcher.tile_cache_probe"],
            cwd=clone.backend,
            env=os.environ | {"KHARITA_TILE_CACHE_URL": url},
        ),
        log=clone.logs / "tile_cache.log",
    )
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def fault_of(found: dict[str, Any]) -> tuple[str, str] | None:
    """Why the cache does not serve as it should, and the mend; None when it does. Maps work without it."""
    if "error" in found:
        return (
            f"cannot be reached: {found['error']}",
            "Maps work without it, but each web process keeps its own tiles: "
            "check KHARITA_TILE_CACHE_URL and that server.",
        )
    if not found["bytes_max"] or found["policy"] == "noeviction":
        return (
            "does not make room when it is full",
            "Set maxmemory and `maxmemory-policy allkeys-lru` there.",
        )
    return None
