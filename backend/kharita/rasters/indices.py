"""Spectral indices: a fixed list, each with its formula, source, range and ramp. Nothing is ever
evaluated.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from kharita.core.errors import Text

Band = NDArray[np.float32]


def _ratio(above: Band, below: Band) -> Band:
    """NaN where the lower part is nothing."""
    small = np.abs(below) < 1e-6
    return np.where(small, np.float32(np.nan), above / np.where(small, np.float32(1), below))


def normalised_difference(first: Band, second: Band) -> Band:
    return _ratio(first - second, first + second)


def _savi(nir: Band, red: Band) -> Band:
    return np.asarray(1.5 * (nir - red) / (nir + red + np.float32(0.5)))


def _evi(nir: Band, red: Band, blue: Band) -> Band:
    return _ratio(2.5 * (nir - red), nir + 6 * red - np.float32(7.5) * blue + 1)


def _vari(green: Band, red: Band, blue: Band) -> Band:
    return _ratio(green - red, green + red - blue)


def _excess_green(green: Band, red: Band, blue: Band) -> Band:
    return _ratio(2 * green - red - blue, green + red + blue)


def _green_leaf(green: Band, red: Band, blue: Band) -> Band:
    return _ratio(2 * green - red - blue, 2 * green + red + blue)


@dataclass(frozen=True)
class Index:
    """An index over reflectances from 0 to 1.

    `bands` names what `of` takes, in order; `low` and `high` are the ends of its legend.
    """

    id: str
    title: Text
    bands: tuple[str, ...]
    of: Callable[..., Band]
    low: float
    high: float
    ramp: str


INDICES = {
    index.id: index
    for index in (
        # Rouse et al. 1974
        Index("ndvi", _("Vigour (NDVI)"), ("nir", "red"), normalised_difference, 0.0, 0.9, "greens"),
        # Gitelson et al. 1996
        Index("gndvi", _("Chlorophyll (GNDVI)"), ("nir", "green"), normalised_difference, 0.0, 0.9, "greens"),
        # Gitelson and Merzlyak 1994
        Index("ndre", _("Red edge (NDRE)"), ("nir", "red_edge"), normalised_difference, 0.0, 0.6, "greens"),
        # Huete 1988, L = 0.5
        Index("savi", _("Vigour over bare soil (SAVI)"), ("nir", "red"), _savi, 0.0, 0.8, "greens"),
        # Huete et al. 2002
        Index("evi", _("Dense vegetation (EVI)"), ("nir", "red", "blue"), _evi, 0.0, 0.9, "greens"),
        # McFeeters 1996
        Index("ndwi", _("Open water (NDWI)"), ("green", "nir"), normalised_difference, -0.3, 0.8, "blues"),
        # Gitelson et al. 2002
        Index("vari", _("Visible vegetation (VARI)"), ("green", "red", "blue"), _vari, -0.2, 0.5, "greens"),
        # Woebbecke et al. 1995, of chromatic coordinates
        Index("exg", _("Excess green (ExG)"), ("green", "red", "blue"), _excess_green, -0.1, 0.4, "greens"),
        # Louhaichi et al. 2001
        Index("gli", _("Green leaf (GLI)"), ("green", "red", "blue"), _green_leaf, -0.1, 0.35, "greens"),
    )
}


def available(band_names: Iterable[str]) -> tuple[Index, ...]:
    """The indices that can be made of bands with these names."""
    names = set(band_names)
    return tuple(index for index in INDICES.values() if names.issuperset(index.bands))
