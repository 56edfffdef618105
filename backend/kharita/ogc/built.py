"""What the front end's build gives the pages under /ogc/: one script, its styles, the mark."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

ENTRY = "src/ogc/main.ts"
MARK = "src/app/mark.svg"


def _static(file: str) -> str:
    return f"{settings.STATIC_URL}app/{file}"


def manifest() -> dict[str, Any]:
    """Vite's list of what was built, by source file; empty where nothing is."""
    path: Path = settings.KHARITA.frontend_dir / ".vite" / "manifest.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> dict[str, Any]:
    built: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return built


def page_files() -> dict[str, Any]:
    """Addresses of the pages' `styles` (shared ones first), `script` and `mark`; empty where none is built.

    The pages are readable without any of them.
    """
    built = manifest()
    entry = built.get(ENTRY, {})
    own = f"assets/{entry.get('name', '')}-"
    styles = sorted(entry.get("css", []), key=lambda file: file.startswith(own))
    return {
        "styles": [_static(file) for file in styles],
        "script": _static(entry["file"]) if "file" in entry else "",
        "mark": _static(built[MARK]["file"]) if MARK in built else "",
    }
