"""Crowns of trees and heaps of sand, stamped onto a surface."""

import numpy as np
from numpy.typing import NDArray

from gis_data.demo_flights.grid import Grid
from gis_data.demo_flights.noise import Field, Singles
from gis_data.demo_flights.objects import Dome

LEAF_SEED, CLUMP_SEED = 7001, 7002


def stamp(
    height: Singles, crown: NDArray[np.int32], grid: Grid, domes: list[tuple[int, Dome]], epoch: str
) -> Singles:
    """Raise `height` by each dome and label it in `crown`, in place; the leaf noise of the block."""
    leaf = Field(CLUMP_SEED, max(0.7, grid.gsd * 2)).over(grid.xs, grid.ys)
    if grid.gsd < 0.16:
        leaf += np.float32(0.8) * Field(LEAF_SEED, 0.24).over(grid.xs, grid.ys)
    if not domes:
        return leaf
    xs, ys = grid.xs, grid.ys
    for index, dome in domes:
        radius, tall = dome.size(epoch)
        reach = radius * 1.35
        left, right = np.searchsorted(xs, (dome.x - reach, dome.x + reach))
        top, bottom = np.searchsorted(-ys, (-dome.y - reach, -dome.y + reach))
        if left >= right or top >= bottom:
            continue
        dx = (xs[left:right] - dome.x).astype(np.float32)[None, :]
        dy = (ys[top:bottom] - dome.y).astype(np.float32)[:, None]
        window = slice(top, bottom), slice(left, right)
        raised = _profile(dome, dx, dy, radius, leaf[window]) * np.float32(tall)
        surface = raised + np.float32(dome.base)
        inside = (raised > 0) & (surface > height[window])
        height[window][inside] = surface[inside]
        crown[window][inside] = index + 1
    return leaf


def _profile(dome: Dome, dx: Singles, dy: Singles, radius: float, leaf: Singles) -> Singles:
    """The dome's shape: 1 at its top, 0 outside it."""
    distance = np.sqrt(dx * dx + dy * dy) / np.float32(radius)
    if dome.kind == "heap":
        return np.maximum(np.float32(1) - distance * (1 + np.float32(0.05) * leaf), 0)
    angle = np.arctan2(dy, dx)
    turn = np.float32(dome.seed % 628 / 100)
    if dome.kind == "palm":
        fronds = np.float32(0.55) + np.float32(0.45) * np.cos(angle * 9 + turn)
        edge = distance / (np.float32(0.45) + np.float32(0.6) * fronds)
        return np.where(edge < 1, np.float32(1) - np.float32(0.28) * edge * edge, 0).astype(np.float32)
    wave = np.float32(0.1) * np.sin(angle * 3 + turn) + np.float32(0.06) * np.sin(angle * 5 + 2 * turn)
    edge = distance * (1 + wave + np.float32(0.12) * leaf)
    round_ = np.sqrt(np.maximum(np.float32(1) - edge * edge, 0))
    lumpy = np.float32(0.42) + np.float32(0.58) * round_ + np.float32(0.05) * leaf
    return np.where(edge < 1, np.maximum(lumpy, np.float32(0.2)), 0).astype(np.float32)
