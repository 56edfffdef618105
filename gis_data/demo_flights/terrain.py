"""The ground without anything on it: a slope, hills and hollows."""

from dataclasses import dataclass

import numpy as np

from gis_data.demo_flights.noise import Field, Floats, Singles

SEA_LEVEL_M = 148.0  # about where Berkane lies
OCTAVES = ((420.0, 3.2), (130.0, 0.7), (38.0, 0.12), (9.0, 0.025))  # width and amplitude, metres


@dataclass(frozen=True)
class Terrain:
    """Heights above the sea of bare ground; `centre` is where the slope is pinned."""

    seed: int
    centre: tuple[float, float]
    slope: tuple[float, float]

    def over(self, xs: Floats, ys: Floats) -> Singles:
        """Heights at every pair of `xs` and `ys`, metres: shape (len(ys), len(xs))."""
        plane = (xs - self.centre[0]) * self.slope[0] + ((ys - self.centre[1]) * self.slope[1])[:, None]
        total = (plane + SEA_LEVEL_M).astype(np.float32)
        for number, (cell, amplitude) in enumerate(OCTAVES):
            total += np.float32(amplitude) * Field(self.seed + number, cell).over(xs, ys)
        return total

    def at(self, x: Floats, y: Floats) -> Floats:
        """Heights at points, metres."""
        total = SEA_LEVEL_M + (x - self.centre[0]) * self.slope[0] + (y - self.centre[1]) * self.slope[1]
        for number, (cell, amplitude) in enumerate(OCTAVES):
            total = total + amplitude * Field(self.seed + number, cell).at(x, y)
        return np.asarray(total)


def make_terrain(seed: int, centre: tuple[float, float]) -> Terrain:
    """Ground that falls two to five in a hundred, in a seeded direction."""
    rng = np.random.default_rng([seed, 1])
    steepness, bearing = rng.uniform(0.02, 0.05), rng.uniform(0, 2 * np.pi)
    return Terrain(
        seed=int(rng.integers(2**30)),
        centre=centre,
        slope=(float(steepness * np.cos(bearing)), float(steepness * np.sin(bearing))),
    )
