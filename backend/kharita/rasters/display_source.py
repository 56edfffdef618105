"""A raster of any kind read as what a map shows: red, green, blue of 8 bits, and where there is data."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from rasterio import DatasetReader
from rasterio.enums import MaskFlags
from rasterio.windows import Window

from kharita.rasters.band_meanings import RGB, Band, meanings_of, wavelength_of

SAMPLE_SIDE = 1024  # pixels of the look from which contrast is taken
LOW, HIGH = 2.0, 98.0  # percentiles that become black and white
Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
Mask = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


@dataclass(frozen=True)
class Stretch:
    """Values from `low` to `high` become 0 to 255, the same for all bands so that colours keep their tint."""

    low: float
    high: float

    def __call__(self, values: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.uint8]]:
        scaled = (values.astype(np.float32) - self.low) * (255.0 / (self.high - self.low))
        scaled = np.clip(np.nan_to_num(scaled), 0, 255)
        return np.asarray(scaled, np.uint8)


class DisplaySource:
    """Windows of `dataset` as (rows, columns, 3) uint8 and a mask (rows, columns) of 0 or 255."""

    def __init__(self, dataset: DatasetReader, kind: str) -> None:
        self.dataset = dataset
        colours = colours_of(dataset, kind)
        self.palette = _palette(dataset) if colours == ("palette",) else None
        if self.palette is not None or "grey" in colours:
            self.bands = [1]
        else:
            self.bands = [colours.index(colour) + 1 for colour in RGB]
        flags = dataset.mask_flag_enums[0]
        self.nodata = dataset.nodata if MaskFlags.nodata in flags else None
        self.has_mask = MaskFlags.all_valid not in flags and self.nodata is None
        is_byte = dataset.dtypes[0] == "uint8"
        self.stretch = None if is_byte else self._measured()

    def read(self, window: Window) -> tuple[Pixels, Mask]:
        """Raises rasterio's errors where a block cannot be unpacked."""
        raw = self.dataset.read(self.bands, window=window)
        mask = self._mask(raw, window)
        values = raw if self.stretch is None else self.stretch(raw)
        if self.palette is not None:
            return np.ascontiguousarray(self.palette[values[0]]), mask
        if len(self.bands) == 1:
            return np.repeat(values[0][..., None], 3, axis=2), mask
        return np.ascontiguousarray(np.moveaxis(values, 0, 2)), mask

    def _mask(self, raw: np.ndarray[Any, Any], window: Window | None, **options: Any) -> Mask:
        if self.has_mask:
            mask: Mask = self.dataset.dataset_mask(window=window, **options)
            return np.where(mask >= 128, np.uint8(255), np.uint8(0))
        valid = np.ones(raw.shape[1:], bool)
        if self.nodata is not None and not np.isnan(self.nodata):
            # Empty is what is empty in all bands: black alone is a colour.
            valid &= (raw != self.nodata).any(axis=0)
        if raw.dtype.kind == "f":
            valid &= np.isfinite(raw).all(axis=0)
        return np.where(valid, np.uint8(255), np.uint8(0))

    def _measured(self) -> Stretch:
        """The contrast of the whole raster, from a small picture of it."""
        scale = max(1.0, max(self.dataset.width, self.dataset.height) / SAMPLE_SIDE)
        shape = (max(1, round(self.dataset.height / scale)), max(1, round(self.dataset.width / scale)))
        raw = self.dataset.read(self.bands, out_shape=(len(self.bands), *shape))
        valid = self._mask(raw, None, out_shape=shape) > 0
        if not valid.any():
            return Stretch(0.0, 1.0)
        low, high = (float(value) for value in np.percentile(raw[:, valid], (LOW, HIGH)))
        return Stretch(low, high if high > low else low + 1.0)


def colours_of(dataset: DatasetReader, kind: str) -> tuple[str, ...]:
    """What each band is (see `band_meanings`)."""
    bands = [
        Band(
            interpretation=dataset.colorinterp[index - 1].name,
            description=dataset.descriptions[index - 1] or "",
            dtype=str(dataset.dtypes[index - 1]),
            wavelength_um=wavelength_of({**dataset.tags(index), **dataset.tags(index, ns="IMAGERY")}),
        )
        for index in dataset.indexes
    ]
    bits = int(dataset.tags(1, ns="IMAGE_STRUCTURE").get("NBITS", 8 * np.dtype(dataset.dtypes[0]).itemsize))
    return meanings_of(bands, kind=kind, bits=bits).colours


def _palette(dataset: DatasetReader) -> np.ndarray[Any, np.dtype[np.uint8]]:
    colours = np.zeros((65_536 if dataset.dtypes[0] == "uint16" else 256, 3), np.uint8)
    for index, colour in dataset.colormap(1).items():
        colours[index] = colour[:3]
    return colours
