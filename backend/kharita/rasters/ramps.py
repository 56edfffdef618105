"""Colour ramps: values to colours that keep their order for every eye, in print and on a bright screen.

Sequential ramps grow lighter or darker all along (a test holds them to it), so that they read without colour
vision; between their stops colours are mixed in Oklab (Ottosson 2020), where equal steps look equal.
Sources: cividis (Nuñez, Anderton and Renslow 2018), viridis (Smith and van der Walt 2015), batlow (Crameri
2018), ColorBrewer (Brewer 2002: YlGn, YlOrBr, PuBu, RdBu).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

STEPS = 256

_RAMPS = {
    "grey": ("#000000", "#ffffff"),
    "cividis": (
        "#00224e", "#123570", "#3b496c", "#575d6d", "#707173",
        "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838",
    ),
    "viridis": (
        "#440154", "#482878", "#3e4989", "#31688e", "#26828e",
        "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725",
    ),
    "batlow": (
        "#011959", "#103f60", "#1c5a62", "#3c6d56", "#687b3e",
        "#9d892b", "#d29343", "#f8a17b", "#fdb7bc", "#faccfa",
    ),
    "greens": (
        "#ffffe5", "#f7fcb9", "#d9f0a3", "#addd8e", "#78c679", "#41ab5d", "#238443", "#006837", "#004529",
    ),
    "browns": (
        "#ffffe5", "#fff7bc", "#fee391", "#fec44f", "#fe9929", "#ec7014", "#cc4c02", "#993404", "#662506",
    ),
    "blues": (
        "#fff7fb", "#ece7f2", "#d0d1e6", "#a6bddb", "#74a9cf", "#3690c0", "#0570b0", "#045a8d", "#023858",
    ),
    "blue-red": (
        "#2166ac", "#4393c3", "#92c5de", "#d1e5f0", "#f7f7f7", "#fddbc7", "#f4a582", "#d6604d", "#b2182b",
    ),
}  # fmt: skip
RAMPS = tuple(_RAMPS)
DIVERGING = ("blue-red",)
"""Their middle is the lightest: for what is more or less than something."""

_TO_LMS = np.array([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
])  # fmt: skip
_TO_OKLAB = np.array([
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
])  # fmt: skip


@dataclass(frozen=True)
class Stop:
    """A value and its colour (#rrggbb)."""

    value: float
    color: str


@cache
def table(ramp: str) -> NDArray[np.uint8]:
    """The ramp in 256 steps, shape (256, 3), red first. Raises `KeyError` for one that is not there."""
    stops = oklab(np.array([_bytes(color) for color in _RAMPS[ramp]], dtype=np.float64) / 255)
    at = np.linspace(0, len(stops) - 1, STEPS)
    mixed = np.stack([np.interp(at, np.arange(len(stops)), stops[:, axis]) for axis in range(3)], axis=1)
    made = np.rint(_srgb(mixed) * 255).astype(np.uint8)
    made.setflags(write=False)
    return made


def colours(values: NDArray[np.float32], ramp: str, low: float, high: float) -> NDArray[np.uint8]:
    """Values (height, width) as RGB (height, width, 3); what is beyond `low` and `high` has the end's
    colour.
    """
    scaled = (values - np.float32(low)) * np.float32((STEPS - 1) / max(high - low, 1e-9))
    steps = np.nan_to_num(np.clip(scaled, 0, STEPS - 1), copy=False, nan=0.0)
    return np.asarray(table(ramp)[(steps + 0.5).astype(np.uint8)])


def stops(ramp: str, low: float, high: float, count: int = 6) -> tuple[Stop, ...]:
    """What a legend shows of the ramp."""
    shares = np.linspace(0, 1, count)
    rgb = table(ramp)[np.rint(shares * (STEPS - 1)).astype(int)]
    return tuple(
        Stop(float(low + share * (high - low)), f"#{r:02x}{g:02x}{b:02x}")
        for share, (r, g, b) in zip(shares, rgb.tolist(), strict=True)
    )


def oklab(srgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """sRGB (n, 3) from 0 to 1 as lightness, green to red, blue to yellow."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_OKLAB.T)


def _srgb(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    linear = np.clip((lab @ np.linalg.inv(_TO_OKLAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T, 0, 1)
    return np.asarray(np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055))


def _bytes(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
