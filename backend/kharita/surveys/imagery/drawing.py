"""What paints: loaded at the first tile that has to be painted, and by few threads at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kharita.core.errors import NotFound
from kharita.core.seats import HEAVY, NoSeat
from kharita.rasters.looks import Look

if TYPE_CHECKING:
    from kharita.rasters.encoding import Encoded, Form

WAIT_SECONDS = 5.0
_PAINTERS = BoundedSemaphore(HEAVY.total)
"""A map asks for dozens of tiles at once and none twice: they wait for each other, unlike other heavy
answers, for a tile is painted in some hundredths of a second. Half of the threads stay free for everyone
else."""


@contextmanager
def _painter() -> Iterator[None]:
    if not _PAINTERS.acquire(timeout=WAIT_SECONDS):
        raise NoSeat(_("It works on as much as it can. Try again in a moment."), retry_after=2)
    try:
        yield
    finally:
        _PAINTERS.release()


@cache
def _rendering() -> Any:
    return import_module("kharita.rasters.rendering")  # loads OpenCV


def painted(
    paths: Sequence[Path], tile: tuple[int, int, int], look: Look, *, size: int, form: "Form"
) -> "Encoded | None":
    """The tile of these files, the first on top. Raises `NotFound` where a file is gone, `NoSeat`."""
    with _painter():
        try:
            made: Encoded | None = _rendering().render_mosaic(paths, *tile, look, size, form=form)
        except FileNotFoundError as error:
            raise NotFound(_("The survey's file is not there any more.")) from error
        return made


def composed(tiles: Sequence[bytes]) -> bytes | None:
    """Stored tiles of one place as one, the first on top."""
    if not tiles:
        return None
    if len(tiles) == 1:
        return tiles[0]
    with _painter():
        made: bytes = _rendering().compose(tiles)
        return made
