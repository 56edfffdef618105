"""Where to part values into classes: as many cells in each, or as the values themselves fall apart."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Method = Literal["natural", "equal_areas"]
_BINS = 256
_DECIMALS = 3


def find_breaks(values: NDArray[np.float32], classes: int, method: Method) -> tuple[float, ...]:
    """The `classes - 1` rising values between classes; fewer where the values are too much alike.

    "natural" is the partition with the least squares within classes (Fisher 1958, Jenks 1977), exact over a
    histogram of 256 bins between the 0.5th and the 99.5th percentile. NaN is left out.
    """
    known = values[np.isfinite(values)].astype(np.float64)
    if known.size < classes:
        return ()
    if method == "equal_areas":
        found = np.quantile(known, np.arange(1, classes) / classes)
    else:
        found = _natural(known, classes)
    low, high = known.min(), known.max()
    rounded = sorted({round(float(value), _DECIMALS) for value in found})
    return tuple(value for value in rounded if low < value <= high)


def _natural(values: NDArray[np.float64], classes: int) -> NDArray[np.float64]:
    low, high = np.quantile(values, [0.005, 0.995])
    if not high > low:
        return np.empty(0)
    counts, edges = np.histogram(np.clip(values, low, high), bins=_BINS, range=(low, high))
    cost = _costs(counts.astype(np.float64), (edges[:-1] + edges[1:]) / 2)
    best = cost[0].copy()  # of the bins up to each, in one class
    choices = []
    for _class in range(1, classes):
        # total[i, j]: the bins before i in the classes so far, those from i to j in one more.
        total = np.full_like(cost, np.inf)
        total[1:] = best[:-1, None] + cost[1:]
        choices.append(total.argmin(axis=0))
        best = total.min(axis=0)
    last, starts = _BINS - 1, []
    for choice in reversed(choices):
        start = int(choice[last])
        starts.append(start)
        last = start - 1
        if last < 0:
            break
    # In the middle of the gap where there is one, so that rounding moves no cell.
    filled = np.flatnonzero(counts)
    upper = np.searchsorted(filled, sorted(starts))
    upper = upper[(upper > 0) & (upper < len(filled))]
    return np.asarray((edges[filled[upper - 1] + 1] + edges[filled[upper]]) / 2, np.float64)


def _costs(counts: NDArray[np.float64], middles: NDArray[np.float64]) -> NDArray[np.float64]:
    """[i, j]: the sum of squares around their mean of the bins from i to j; infinite where j < i."""
    zero = np.zeros(1)
    number, total, squares = (
        np.concatenate([zero, np.cumsum(part)]) for part in (counts, counts * middles, counts * middles**2)
    )
    n = number[None, 1:] - number[:-1, None]
    s = total[None, 1:] - total[:-1, None]
    q = squares[None, 1:] - squares[:-1, None]
    cost = q - np.divide(s**2, n, out=np.zeros_like(s), where=n > 0)
    return np.where(np.tri(_BINS, k=-1, dtype=bool), np.inf, np.maximum(cost, 0))
