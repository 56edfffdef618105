"""The two files that are made of each survey product: one to measure on, one to look at.

Both are made in a process with limits, in a folder beside the target that goes away whatever happens; the
target appears by a rename, whole or not at all. A process that was killed leaves that folder behind: the next
run for the same target begins by removing it.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from kharita.core.errors import Conflict
from kharita.rasters.inspection import ask
from kharita.rasters.refusals import BadRaster
from kharita.rasters.stored_tiles import TILE_SIZE

__all__ = ["TILE_SIZE", "make_analysis_cog", "make_display_cog"]

SECONDS_MAX = 12 * 3600.0
Told = Callable[[float], None]


def make_analysis_cog(source: Path, target: Path, *, kind: str, told: Told) -> None:
    """`source` (inspected, of `kind`) as COG in its own CRS, without loss: ZSTD, tiles of 512, overviews.

    A palette becomes RGB; what is mirrored or rotated is turned north up. `told` hears progress from 0 to 1,
    about every second, and may raise to stop. Raises `BadRaster` where the source cannot be read to its end.
    """
    _make("analysis-cog", source, target, kind, told)


def make_display_cog(source: Path, target: Path, *, kind: str, told: Told) -> None:
    """`source` as RGBA tiles of `TILE_SIZE` on the web's grid (EPSG:3857, WEBP), at every zoom.

    16 bits are stretched to 8, multispectral bands are shown as natural colours. Not for height models.
    `told` and errors as in `make_analysis_cog`.
    """
    if kind in ("dsm", "dtm"):
        raise ValueError("Height models are drawn when they are asked for")
    _make("display-cog", source, target, kind, told)


def _make(task: str, source: Path, target: Path, kind: str, told: Told) -> None:
    told(0.0)
    with _workplace(target) as folder:
        try:
            ask(task, source, kind, str(folder), seconds=SECONDS_MAX, told=told)
        except BadRaster as refusal:
            if refusal.code == "no-space":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target)) from refusal
            raise
        made = folder / "made.tif"
        _settle(made)
        made.replace(target)
        _settle(target.parent)
    told(1.0)


@contextmanager
def _workplace(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` for one run at a time; what an earlier one left is removed.

    Raises `Conflict` where another run is making the same file.
    """
    folder = (target.parent / f".{target.name}.making").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(held)
        raise Conflict(_("This file is being made already. Wait until that is done.")) from error
    try:
        for left in folder.iterdir():
            left.unlink()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _settle(path: Path) -> None:
    """To the disk: a rename must not outlive the bytes it names."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
