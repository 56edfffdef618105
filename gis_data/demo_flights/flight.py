"""How a flight errs: where its model lies against the truth, how rough it is, in what light it was flown."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gis_data.demo_flights.scene import Scene
from gis_data.demo_flights.shadows import Sun
from gis_data.demo_flights.texture import Season

Epoch = Literal["before", "after"]
NoiseLevel = Literal["low", "high"]


@dataclass(frozen=True)
class Roughness:
    """Standard deviations of a surface model's noise, metres, and how far its edges wander."""

    white_m: float
    correlated_m: float
    broad_m: float
    in_shadow: float
    on_plants_m: float
    wander_m: float
    blunders: float
    holes: float


ROUGHNESS: dict[str, Roughness] = {
    "low": Roughness(0.015, 0.03, 0.02, 2.0, 0.14, 0.035, 0.0, 0.0),
    "high": Roughness(0.04, 0.08, 0.06, 2.8, 0.35, 0.11, 0.012, 0.004),
}


@dataclass(frozen=True)
class Flight:
    """One flight. `shift_m`: how far east and north of the truth its products lie.

    With (x, y) metres from the centre and r the half side, its heights are too great by
    `offset_m` + `tilt` · (x, y) + `doming_m` · (x² + y²) / r².
    """

    epoch: str
    roughness: Roughness
    shift_m: tuple[float, float]
    phase: tuple[float, float]
    offset_m: float
    tilt: tuple[float, float]
    doming_m: float
    sun: Sun
    season: Season
    gain: tuple[float, float, float]
    contrast: float
    seed: int


def plan_flight(scene: Scene, epoch: str, noise: str) -> Flight:
    """The flight of an epoch: the first is tied to ground control, the second only to its own receiver.

    ValueError for an unknown epoch or noise level.
    """
    if epoch not in ("before", "after") or noise not in ROUGHNESS:
        raise ValueError(f"no flight {epoch!r} with noise {noise!r}")
    second = epoch == "after"
    rng = np.random.default_rng([scene.seed, 9, int(second), int(noise == "high")])
    worse = 1.0 if noise == "low" else 2.2
    bearing = rng.uniform(0, 2 * np.pi)
    shift = rng.uniform(0.15, 0.24) * worse if second else 0.0
    side = float(np.sqrt(scene.window.area))
    gain = 1 + rng.normal(0, 0.025, 3) + (0.05 if second else 0.0)
    return Flight(
        epoch=epoch,
        roughness=ROUGHNESS[noise],
        shift_m=(round(float(shift * np.cos(bearing)), 3), round(float(shift * np.sin(bearing)), 3)),
        phase=(0.37, 0.61) if second else (0.0, 0.0),
        offset_m=round(float(rng.choice([-1, 1]) * rng.uniform(0.08, 0.18) * worse), 3) if second else 0.0,
        tilt=(float(rng.normal(0, 0.05) * worse / side), float(rng.normal(0, 0.05) * worse / side))
        if second
        else (0.0, 0.0),
        doming_m=round(float(rng.uniform(0.04, 0.09) * worse), 3) if second else 0.0,
        sun=Sun(208 + rng.normal(0, 4), 49 + rng.normal(0, 2))
        if second
        else Sun(128 + rng.normal(0, 4), 58 + rng.normal(0, 2)),
        season=Season(0.25) if second else Season(0.8),
        gain=(
            float(gain[0]) * (1.03 if second else 1.0),
            float(gain[1]),
            float(gain[2]) * (0.97 if second else 1.0),
        ),
        contrast=float(rng.uniform(0.96, 1.06)),
        seed=int(rng.integers(2**30)),
    )
