"""The Redis behind KHARITA_TILE_CACHE_URL: does it answer, and is it set to make room by itself?"""

from typing import Any

from launcher.paths import Clone
from launcher.probes import ask


def look(clone: Clone, url: str) -> dict[str, Any]:
    """What the probe finds there; `error` when it cannot be reached."""
    return ask(clone, "tile_cache_probe", "KHARITA_TILE_CACHE_URL", url)


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
