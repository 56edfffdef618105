"""What is green, and what is rough: the two marks by which a tree is told from a roof."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kharita.rasters.change.reading import STEPS_PER_METRE, Colours, Heights, Mask

GREEN_NDVI = 0.25
GREEN_EXCESS = 0.055
"""2g − r − b of chromaticities (Woebbecke 1995); soil, concrete, tiles and asphalt lie under it."""

DARKEST = 45
"""Sum of red, green and blue under which a pixel lies in shadow and its colour is noise."""


def greenness(colours: Colours) -> NDArray[np.float32]:
    """NDVI where there is near infrared, else the excess green index; (height, width) float32."""
    red, green, blue = (cv2.blur(band, (3, 3)).astype(np.float32) for band in colours[:3])
    if len(colours) > 3:
        infrared = cv2.blur(colours[3], (3, 3)).astype(np.float32)
        return np.asarray((infrared - red) / np.maximum(infrared + red, 1), np.float32)
    return np.asarray((2 * green - red - blue) / np.maximum(red + green + blue, 1), np.float32)


def is_green(index: NDArray[np.float32], colours: Colours, known: Mask) -> Mask:
    """Where the index tells of vegetation and there is light enough to believe it."""
    lit = colours[:3].sum(axis=0, dtype=np.int32) > DARKEST
    green: Mask = known & lit & (index > (GREEN_NDVI if len(colours) > 3 else GREEN_EXCESS))
    return green


def roughness(heights: Heights, size: int) -> NDArray[np.float32]:
    """Standard deviation (m) of the heights about the best plane through each `size` × `size` window.

    Noise on a roof, flat or pitched; decimetres on a crown of leaves and on any edge. Unknown heights count
    as zero: look only where a whole window is known. The sums are of whole steps and therefore exact.
    """
    steps = np.nan_to_num(heights).astype(np.float64) * STEPS_PER_METRE
    reach = size // 2
    ones, ramp = np.ones(size), np.arange(-reach, reach + 1, dtype=np.float64)
    count, spread = float(size * size), float(size * (ramp**2).sum())

    def summed(
        values: NDArray[np.float64], across: NDArray[np.float64], down: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        return np.asarray(cv2.sepFilter2D(values, cv2.CV_64F, across, down, borderType=cv2.BORDER_REPLICATE))

    total = summed(steps, ones, ones)
    squares = summed(steps * steps, ones, ones) - total * total / count
    squares -= summed(steps, ramp, ones) ** 2 / spread + summed(steps, ones, ramp) ** 2 / spread
    return (np.sqrt(np.maximum(squares, 0) / count) / STEPS_PER_METRE).astype(np.float32)
