"""A bounded part of a raster's blocks, unpacked: whether they can be read, and whether they hold anything."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rasterio import DatasetReader
from rasterio.errors import RasterioError
from rasterio.windows import Window

from kharita.core.confined_child import Fault
from kharita.rasters.tiff_structure import Directory

BLOCKS_MAX = 48
BYTES_MAX = 192 * 1024**2
WHOLE_BYTES = 48 * 1024**2  # a raster up to this is read whole
HEIGHT_MIN_M, HEIGHT_MAX_M = -500.0, 9_000.0  # of ground and roofs, with room


@dataclass
class Sample:
    """`is_whole`: nothing was left out. Heights are in the raster's own unit, of pixels with data."""

    is_whole: bool
    has_data: bool = False
    is_one_value: bool = True
    lowest: float = np.inf
    highest: float = -np.inf
    has_nan: bool = False


def read_sample(dataset: DatasetReader, *, heights: bool) -> Sample:
    """Raises `Fault` where a block cannot be unpacked."""
    windows, is_whole = _windows(dataset)
    sample, first = Sample(is_whole), None
    for window in windows:
        try:
            read = dataset.read(window=window)
            valid = dataset.dataset_mask(window=window) > 0
        except (RasterioError, ValueError) as error:
            raise Fault("damaged-at", row=int(window.row_off), column=int(window.col_off)) from error
        if heights or read.dtype.kind == "f":
            finite = np.isfinite(read).all(axis=0)
            sample.has_nan |= bool((~finite & valid).any())
            valid &= finite
        if not valid.any():
            continue
        sample.has_data = True
        values = read[:, valid]
        first = values[:, :1] if first is None else first
        sample.is_one_value &= bool((values == first).all())
        if heights:
            sample.lowest = min(sample.lowest, float(values.min()))
            sample.highest = max(sample.highest, float(values.max()))
    return sample


def _windows(dataset: DatasetReader) -> tuple[Iterator[Window], bool]:
    """Blocks from the first to the last, evenly spread; and whether those are all."""
    height, width = dataset.block_shapes[0]
    across, down = -(-dataset.width // width), -(-dataset.height // height)
    each = dataset.count * height * width * np.dtype(dataset.dtypes[0]).itemsize
    total = across * down
    if total * each <= WHOLE_BYTES:
        return _strips(dataset, height), True
    chosen = _spread(total, each)
    places = [(index % across * width, index // across * height) for index in chosen]
    windows = (
        Window(column, row, min(width, dataset.width - column), min(height, dataset.height - row))
        for column, row in places
    )
    return windows, len(chosen) == total


def _spread(total: int, each: int) -> list[int]:
    """Which of `total` blocks of `each` bytes, from the first to the last."""
    count = int(max(2, min(total, BLOCKS_MAX, BYTES_MAX // each)))
    chosen: list[int] = np.unique(np.linspace(0, total - 1, count).round().astype(int)).tolist()
    return chosen


def sampled_blocks(directory: Directory) -> list[int]:
    """The blocks of a picture, as they lie in its file, that are unpacked: as many as are read of it."""
    total = directory.blocks_declared
    if directory.unpacked_bytes <= WHOLE_BYTES:
        return list(range(total))
    return _spread(total, directory.block_bytes)


def _strips(dataset: DatasetReader, block_height: int) -> Iterator[Window]:
    """All of a small raster, by rows of blocks: thousands of strips of one row take long singly."""
    height = max(block_height, 512 // block_height * block_height)
    for row in range(0, dataset.height, height):
        yield Window(0, row, dataset.width, min(height, dataset.height - row))


def check_sample(sample: Sample, *, kind: str, nodata: float | None, unit_m: float) -> tuple[str, ...]:
    """Codes of what is worth telling. Raises `Fault` for nothing on it, and for heights that cannot be."""
    if sample.is_whole and not sample.has_data:
        raise Fault("no-data")
    if kind not in ("dsm", "dtm"):
        # A picture of one colour without anything that says where it holds data.
        if sample.is_whole and sample.is_one_value:
            raise Fault("one-colour")
        return ()
    if sample.has_data and not (
        sample.lowest * unit_m >= HEIGHT_MIN_M and sample.highest * unit_m <= HEIGHT_MAX_M
    ):
        code = "heights-absurd" if nodata is not None else "nodata-unknown"
        raise Fault(code, lowest=f"{sample.lowest:.6g}", highest=f"{sample.highest:.6g}")
    return ("nan-nodata",) if sample.has_nan and (nodata is None or nodata == nodata) else ()
