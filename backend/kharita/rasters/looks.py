"""Ways to look at a raster: what each needs of the file and how it describes itself. Painting is elsewhere.

A look is a value: two that are equal give the same picture of the same file.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from kharita.core.errors import Text
from kharita.rasters.indices import INDICES, Index
from kharita.rasters.ramps import Stop, stops


@dataclass(frozen=True)
class Look:
    """`bands` (from 1) are read with `collar` pixels around the tile; `lossless`: each bit of a pixel
    counts.
    """

    id: ClassVar[str]
    collar: ClassVar[int] = 0
    lossless: ClassVar[bool] = False
    unit: ClassVar[str] = ""

    @property
    def title(self) -> Text:
        raise NotImplementedError

    @property
    def bands(self) -> tuple[int, ...]:
        return (1,)

    @property
    def legend(self) -> tuple[Stop, ...]:
        """What colours mean, in `unit`; empty for a picture."""
        return ()


@dataclass(frozen=True)
class Colours(Look):
    """A picture of three bands, each stretched between its `low` and `high` (None: bytes as they are)."""

    id: ClassVar[str] = "rgb"
    shown: tuple[int, int, int] = (1, 2, 3)
    low: tuple[float, float, float] | None = None
    high: tuple[float, float, float] | None = None

    @property
    def title(self) -> Text:
        return _("Colours")

    @property
    def bands(self) -> tuple[int, ...]:
        return self.shown


@dataclass(frozen=True)
class SingleBand(Look):
    """One band in grey or in another ramp."""

    id: ClassVar[str] = "band"
    low: float
    high: float
    band: int = 1
    ramp: str = "grey"

    @property
    def title(self) -> Text:
        return _("One band")

    @property
    def bands(self) -> tuple[int, ...]:
        return (self.band,)

    @property
    def legend(self) -> tuple[Stop, ...]:
        return stops(self.ramp, self.low, self.high)


@dataclass(frozen=True)
class Heights(Look):
    """Heights in colours between `low` and `high` metres, and as relief if `shaded`."""

    id: ClassVar[str] = "dsm"
    unit: ClassVar[str] = "m"
    collar: ClassVar[int] = 1
    low: float
    high: float
    ramp: str = "batlow"
    shaded: bool = False

    @property
    def title(self) -> Text:
        return _("Heights")

    @property
    def legend(self) -> tuple[Stop, ...]:
        return stops(self.ramp, self.low, self.high)


@dataclass(frozen=True)
class Hillshade(Look):
    """Relief in grey, lit from four sides."""

    id: ClassVar[str] = "hillshade"
    collar: ClassVar[int] = 1
    exaggeration: float = 1.0

    @property
    def title(self) -> Text:
        return _("Relief")


@dataclass(frozen=True)
class Slope(Look):
    """How steep it is, in degrees."""

    id: ClassVar[str] = "slope"
    unit: ClassVar[str] = "°"
    collar: ClassVar[int] = 1
    high: float = 60.0
    ramp: str = "browns"

    @property
    def title(self) -> Text:
        return _("Slope")

    @property
    def legend(self) -> tuple[Stop, ...]:
        return stops(self.ramp, 0.0, self.high)


@dataclass(frozen=True)
class SpectralIndex(Look):
    """An index of `INDICES`; `of_bands` are the file's numbers of its bands, in its order.

    `one` is the value that stands for a reflectance of 1 (255 for bytes, 10000 for many cameras, 1 for
    floats).
    """

    id: ClassVar[str] = "index"
    index: str
    of_bands: tuple[int, ...]
    one: float = 1.0

    @property
    def definition(self) -> Index:
        return INDICES[self.index]

    @property
    def title(self) -> Text:
        return self.definition.title

    @property
    def bands(self) -> tuple[int, ...]:
        return self.of_bands

    @property
    def legend(self) -> tuple[Stop, ...]:
        return stops(self.definition.ramp, self.definition.low, self.definition.high)


@dataclass(frozen=True)
class Terrain(Look):
    """Heights for a map's 3D view (Terrain-RGB); where there are none, `fill` metres."""

    id: ClassVar[str] = "terrain"
    lossless: ClassVar[bool] = True
    fill: float = 0.0

    @property
    def title(self) -> Text:
        return _("Terrain")


@dataclass(frozen=True)
class HeightDifference(Look):
    """How much higher the file is than `before`, in metres up to `limit`; less than `least` is seen
    through.
    """

    id: ClassVar[str] = "difference"
    unit: ClassVar[str] = "m"
    before: Path
    limit: float = 6.0
    least: float = 0.5
    ramp: str = "blue-red"

    @property
    def title(self) -> Text:
        return _("Difference of heights")

    @property
    def legend(self) -> tuple[Stop, ...]:
        return stops(self.ramp, -self.limit, self.limit, count=7)
