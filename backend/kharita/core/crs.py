"""From one coordinate system to another; ways are kept, for to find one takes longer than to use it."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pyproj import Transformer

Transform = Callable[[Any, Any], tuple[Any, Any]]


@lru_cache(maxsize=64)
def way(source: int | str, target: int | str) -> Transform:
    """(x, y), numbers or arrays, of `source` in `target` (EPSG codes or WKT); east or longitude first."""
    found: Transform = Transformer.from_crs(source, target, always_xy=True).transform
    return found
