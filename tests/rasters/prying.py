"""A child of `core.confined` that does what a parser talked into mischief would do."""

import sys
from pathlib import Path
from typing import Any

from kharita.core.confined_child import Limits, run


def _tried(path: Path, mode: str = "rb") -> str:
    try:
        with path.open(mode):
            return "read"
    except OSError as error:
        return type(error).__name__


def pry(path: Path, *others: str) -> dict[str, Any]:
    """What opening `path`, `others` and a new file beside `path` comes to."""
    return {
        "own": _tried(path),
        "others": {other: _tried(Path(other)) for other in others},
        "written": _tried(path.with_name("left-behind"), "wb"),
    }


def swell(_path: Path) -> dict[str, Any]:
    """More memory than there is for it."""
    return {"bytes": len(bytearray(4 * 1024**3))}


run(sys.argv[1:], {"pry": pry, "swell": swell}, Limits(fenced=True))
