"""Noise that is a function of the place alone: whichever block asks, the same point gets the same value."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

# Standard deviation of unit lattice values once blended by cubic B-splines in two directions.
_BLENDED = 151 / 315

NOTHING = np.empty((0, 0), dtype=np.float32)  # is added to a product


def hashed(x: NDArray[np.int64], y: NDArray[np.int64], seed: int) -> NDArray[np.uint32]:
    """A 32-bit hash of whole coordinates (murmur3's finaliser); `x` and `y` broadcast."""
    value = (
        x.astype(np.uint32) * np.uint32(0x9E3779B1)
        ^ y.astype(np.uint32) * np.uint32(0x85EBCA77)
        ^ np.uint32(seed * 0xC2B2AE3D & 0xFFFFFFFF)
    )
    value ^= value >> np.uint32(16)
    value *= np.uint32(0x85EBCA6B)
    value ^= value >> np.uint32(13)
    value *= np.uint32(0xC2B2AE35)
    value ^= value >> np.uint32(16)
    return value


def white(columns: NDArray[np.int64], rows: NDArray[np.int64], seed: int) -> Singles:
    """Near-normal noise of unit variance for each pixel: shape (rows, columns)."""
    value = hashed(columns[None, :], rows[:, None], seed)
    total = (value & np.uint32(0x3FF)).astype(np.float32)
    total += (value >> np.uint32(10)) & np.uint32(0x3FF)
    total += (value >> np.uint32(20)) & np.uint32(0x3FF)
    total -= np.float32(1534.5)
    total *= np.float32(1 / 512)
    return total


@dataclass(frozen=True)
class Field:
    """Smooth noise with features about `cell` metres wide, zero mean and unit variance."""

    seed: int
    cell: float

    def over(self, xs: Floats, ys: Floats) -> Singles:
        """Values at every pair of `xs` and `ys`: shape (len(ys), len(xs)).

        The lattice is blended by two products with narrow matrices, much faster than a lookup for each pixel.
        """
        left, across = _weights(xs / self.cell)
        low, down = _weights(ys / self.cell)
        lattice = self._lattice(
            left + np.arange(across.shape[1], dtype=np.int64)[None, :],
            low + np.arange(down.shape[1], dtype=np.int64)[:, None],
        )
        # OpenCV's product, not NumPy's: BLAS threads of several blocks drawn at once wait for one another.
        rows = cv2.gemm(lattice, across, 1, NOTHING, 0, flags=cv2.GEMM_2_T)
        return np.asarray(cv2.gemm(down, rows, 1, NOTHING, 0), dtype=np.float32)

    def at(self, x: Floats, y: Floats) -> Floats:
        """Values at points."""
        u, v = np.asarray(x) / self.cell, np.asarray(y) / self.cell
        i, j = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
        four = np.arange(4, dtype=np.int64)
        lattice = self._lattice(i[..., None, None] + four, j[..., None, None] + four[:, None])
        across, down = np.stack(_spline(u - i), axis=-1), np.stack(_spline(v - j), axis=-1)
        return np.asarray(np.einsum("...j,...ji,...i->...", down, lattice, across), dtype=np.float64)

    def _lattice(self, i: NDArray[np.int64], j: NDArray[np.int64]) -> Singles:
        scale = np.float32(np.sqrt(12) / _BLENDED / 2**32)
        return hashed(i, j, self.seed).astype(np.float32) * scale - np.float32(np.sqrt(3) / _BLENDED)


def _spline(t: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """The four weights of a uniform cubic B-spline."""
    s = 1 - t
    return (
        s**3 / 6,
        (3 * t**3 - 6 * t**2 + 4) / 6,
        (3 * s**3 - 6 * s**2 + 4) / 6,
        t**3 / 6,
    )


def _weights(position: Floats) -> tuple[int, Singles]:
    """The first lattice row that is needed, and each position's weights: shape (positions, lattice rows)."""
    whole = np.floor(position).astype(np.int64)
    first = int(whole.min())
    matrix = np.zeros((len(position), int(whole.max()) - first + 4), dtype=np.float32)
    row = np.arange(len(position))
    for offset, weight in enumerate(_spline(position - whole)):
        matrix[row, whole - first + offset] = weight
    return first, matrix


def smoothstep(low: float, high: float, value: Singles) -> Singles:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((value - np.float32(low)) * np.float32(1 / (high - low)), 0, 1)
    return np.asarray(t * t * (np.float32(3) - np.float32(2) * t), dtype=np.float32)
