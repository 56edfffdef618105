"""GDAL's own translate and warp (`gdal_utils.h`), called in this process with their progress.

rasterio offers neither progress nor a way to stop inside a conversion of minutes; the C functions that the
commands `gdal_translate` and `gdalwarp` are made of have both. They are called in the very library that
rasterio has loaded. Only child processes use this: it sets GDAL's error handler and options.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_double, c_int, c_uint, c_void_p
from pathlib import Path

import rasterio

OPEN_RASTER_STRICT = 0x02 | 0x40  # GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR
FAILURE = 3  # CE_Failure
PROGRESS = CFUNCTYPE(c_int, c_double, c_char_p, c_void_p)
HANDLER = CFUNCTYPE(None, c_int, c_int, c_char_p)


class GdalFailed(Exception):
    """GDAL gave up; its last error is the text."""


class Gdal:
    """The loaded library. `said` keeps the last errors."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(str(_loaded_library()))
        self.said: list[str] = []
        self._handler = HANDLER(self._hear)
        self._declare()
        self.library.CPLSetErrorHandler(self._handler)
        self.library.GDALAllRegister()

    def _hear(self, level: int, number: int, message: bytes) -> None:
        if level >= FAILURE:
            self.said.append(message.decode(errors="replace"))
            del self.said[:-20]

    def _declare(self) -> None:
        lib = self.library
        lib.CPLSetErrorHandler.argtypes, lib.CPLSetErrorHandler.restype = [HANDLER], c_void_p
        lib.CPLSetConfigOption.argtypes, lib.CPLSetConfigOption.restype = [c_char_p, c_char_p], None
        lib.GDALOpenEx.argtypes = [c_char_p, c_uint, c_void_p, c_void_p, c_void_p]
        lib.GDALOpenEx.restype = c_void_p
        lib.GDALClose.argtypes, lib.GDALClose.restype = [c_void_p], c_int
        for tool in ("Translate", "Warp"):
            new = getattr(lib, f"GDAL{'WarpApp' if tool == 'Warp' else tool}OptionsNew")
            new.argtypes, new.restype = [c_void_p, c_void_p], c_void_p
            free = getattr(lib, f"GDAL{'WarpApp' if tool == 'Warp' else tool}OptionsFree")
            free.argtypes, free.restype = [c_void_p], None
            progress = getattr(lib, f"GDAL{'WarpApp' if tool == 'Warp' else tool}OptionsSetProgress")
            progress.argtypes, progress.restype = [c_void_p, PROGRESS, c_void_p], None
        lib.GDALTranslate.argtypes = [c_char_p, c_void_p, c_void_p, POINTER(c_int)]
        lib.GDALTranslate.restype = c_void_p
        lib.GDALWarp.argtypes = [c_char_p, c_void_p, c_int, POINTER(c_void_p), c_void_p, POINTER(c_int)]
        lib.GDALWarp.restype = c_void_p

    def configure(self, **options: str) -> None:
        """Set GDAL's options for the whole process."""
        for name, value in options.items():
            self.library.CPLSetConfigOption(name.encode(), value.encode())

    @contextmanager
    def opened(self, path: Path | str, *drivers: str) -> Iterator[c_void_p]:
        """The dataset in `path`, by `drivers` only. Raises `GdalFailed`."""
        self.said.clear()
        allowed = _texts(drivers)
        dataset = self.library.GDALOpenEx(str(path).encode(), OPEN_RASTER_STRICT, allowed, None, None)
        if not dataset:
            raise GdalFailed(self._last())
        try:
            yield c_void_p(dataset)
        finally:
            self.library.GDALClose(dataset)

    def translate(
        self, source: c_void_p, target: Path, arguments: Sequence[str], told: Callable[[float], None]
    ) -> None:
        """`gdal_translate arguments source target`. Raises `GdalFailed`, and what `told` raises."""
        lib = self.library
        with self._options("Translate", arguments, told) as (options, raised):
            wrong = c_int(0)
            made = lib.GDALTranslate(str(target).encode(), source, options, ctypes.byref(wrong))
            self._finish(made, wrong, raised)

    def warp(
        self, source: c_void_p, target: Path, arguments: Sequence[str], told: Callable[[float], None]
    ) -> None:
        """`gdalwarp arguments source target`. Raises `GdalFailed`, and what `told` raises."""
        lib = self.library
        with self._options("WarpApp", arguments, told) as (options, raised):
            wrong, sources = c_int(0), (c_void_p * 1)(source)
            made = lib.GDALWarp(str(target).encode(), None, 1, sources, options, ctypes.byref(wrong))
            self._finish(made, wrong, raised)

    @contextmanager
    def _options(
        self, tool: str, arguments: Sequence[str], told: Callable[[float], None]
    ) -> Iterator[tuple[c_void_p, list[BaseException]]]:
        self.said.clear()
        raised: list[BaseException] = []

        def progress(done: float, _message: bytes, _data: int) -> int:
            try:
                told(done)
            except BaseException as error:  # noqa: BLE001 - carried through C, and raised behind it
                raised.append(error)
                return 0
            return 1

        callback = PROGRESS(progress)
        options = getattr(self.library, f"GDAL{tool}OptionsNew")(_texts(arguments), None)
        if not options:
            raise GdalFailed(self._last())
        try:
            getattr(self.library, f"GDAL{tool}OptionsSetProgress")(options, callback, None)
            yield c_void_p(options), raised
        finally:
            getattr(self.library, f"GDAL{tool}OptionsFree")(options)

    def _finish(self, made: int | None, wrong: c_int, raised: list[BaseException]) -> None:
        failed = len(self.said)
        closed = self.library.GDALClose(made) if made else 0
        if raised:
            raise raised[0]
        # Closing writes what was still held; an error during the work may leave a dataset that lacks parts.
        if not made or closed != 0 or wrong.value or failed or self.said:
            raise GdalFailed(self._last())

    def _last(self) -> str:
        return "; ".join(self.said[-3:]) or "no reason given"


def _texts(values: Sequence[str]) -> ctypes.Array[c_char_p]:
    return (c_char_p * (len(values) + 1))(*(value.encode() for value in values), None)


def _loaded_library() -> Path:
    """The GDAL that rasterio brought into this process (its wheel's own, or the system's)."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        path = Path(line.split(maxsplit=5)[-1])
        if path.name.startswith("libgdal"):
            return path
    raise GdalFailed(f"rasterio {rasterio.__version__} has no GDAL loaded as a library")
