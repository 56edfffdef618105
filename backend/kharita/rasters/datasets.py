"""Rasters kept open: opening one costs more than reading a tile of it.

GDAL's handles must not be used by two threads at once: each is lent to one at a time, and as many are opened
as are used at once.
"""

import os
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import rasterio
from rasterio.env import set_gdal_config

IDLE_MAX = 48
BLOCK_CACHE_BYTES = 96 << 20
"""GDAL's own cache of decoded blocks, for the whole process (its default is a twentieth of the machine)."""

_Version = tuple[str, int, int, int, int]


class Datasets:
    """Open datasets that nobody uses at the moment, the least recently used closed first."""

    def __init__(self, idle_max: int = IDLE_MAX) -> None:
        self._idle_max = idle_max
        self._idle: OrderedDict[_Version, list[Any]] = OrderedDict()
        self._count = 0
        self._lock = Lock()

    @contextmanager
    def lend(self, path: Path, overview: int = -1) -> Iterator[Any]:
        """The dataset at `path` (of its overview `overview`, -1: itself) for the caller alone.

        Raises `rasterio.errors.RasterioIOError` where there is none, `OSError` where there is no file.
        """
        status = os.stat(path)
        version = (str(path), overview, status.st_ino, status.st_mtime_ns, status.st_size)
        dataset = self._take(version) or _opened(path, overview)
        try:
            yield dataset
        except BaseException:
            dataset.close()
            raise
        self._put_back(version, dataset)

    def _take(self, version: _Version) -> Any | None:
        with self._lock:
            idle = self._idle.get(version)
            if not idle:
                return None
            self._count -= 1
            dataset = idle.pop()
            if not idle:
                del self._idle[version]
            return dataset

    def _put_back(self, version: _Version, dataset: Any) -> None:
        closed = []
        with self._lock:
            self._idle.setdefault(version, []).append(dataset)
            self._idle.move_to_end(version)
            self._count += 1
            while self._count > self._idle_max:
                oldest = next(iter(self._idle))
                closed.append(self._idle[oldest].pop())
                self._count -= 1
                if not self._idle[oldest]:
                    del self._idle[oldest]
        for old in closed:
            old.close()

    def __len__(self) -> int:
        return self._count

    def clear(self) -> None:
        """Close all that are idle."""
        with self._lock:
            idle, self._idle, self._count = self._idle, OrderedDict(), 0
        for datasets in idle.values():
            for dataset in datasets:
                dataset.close()


def _opened(path: Path, overview: int) -> Any:
    set_gdal_config("GDAL_CACHEMAX", BLOCK_CACHE_BYTES)
    # No directory listings and no files beside it: what is served stands in the one file.
    options = {"OVERVIEW_LEVEL": overview} if overview >= 0 else {}
    return rasterio.open(path, driver="GTiff", **options)


DATASETS = Datasets()
