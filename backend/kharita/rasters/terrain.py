"""Heights as colours that a map's 3D view reads: Mapbox Terrain-RGB, steps of 0.1 m from −10,000 m.

https://docs.mapbox.com/data/tilesets/guides/access-elevation-data/ (MapLibre: `raster-dem`, encoding
"mapbox").
"""

import numpy as np
from numpy.typing import NDArray

LOWEST_M = -10_000.0
STEP_M = 0.1
_STEPS = 1 << 24


def to_rgb(heights: NDArray[np.float32], fill: float) -> NDArray[np.uint8]:
    """Heights (height, width) in metres as RGB; where they are not known, `fill`."""
    known = np.where(np.isfinite(heights), heights, np.float32(fill)).astype(np.float64)
    steps = np.clip(np.rint((known - LOWEST_M) / STEP_M), 0, _STEPS - 1).astype(np.uint32)
    return np.stack([steps >> 16, steps >> 8 & 255, steps & 255], axis=-1).astype(np.uint8)


def from_rgb(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The heights of such a picture, in metres."""
    wide = rgb.astype(np.uint32)
    return np.asarray(LOWEST_M + ((wide[..., 0] << 16) + (wide[..., 1] << 8) + wide[..., 2]) * STEP_M)
