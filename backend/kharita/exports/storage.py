"""Where exported files lie, and how what nobody needs any more goes."""

import shutil
import time
from collections.abc import Container, Iterator
from pathlib import Path

from django.conf import settings

from kharita.exports.models import Export

LEFT_OVER_SECONDS = 24 * 3600.0
"""What belongs to no export is deleted when it is as old as this: nothing is written for so long."""


def folder() -> Path:
    """The folder of all exports."""
    return Path(settings.MEDIA_ROOT) / "exports"


def path_of(export: Export) -> Path:
    """Where the complete file is; never under a name that a person chose."""
    return folder() / export.key.hex


def discard(export: Export) -> None:
    """Delete the file, and what a killed run of its job left."""
    path_of(export).unlink(missing_ok=True)
    discard_unfinished(export)


def discard_unfinished(export: Export) -> None:
    """Delete what killed runs left; only for who holds the export's lock, or when it is over."""
    for left in folder().glob(f".{export.key.hex}.*"):
        shutil.rmtree(left, ignore_errors=True)


def unfinished_bytes(export: Export) -> int:
    """What is written so far."""
    return sum(
        part.stat().st_size
        for left in folder().glob(f".{export.key.hex}.*")
        for part in left.rglob("*")
        if part.is_file()
    )


def left_over(known: Container[str]) -> Iterator[Path]:
    """Old files and folders of exports that no longer exist."""
    if not folder().is_dir():
        return
    before = time.time() - LEFT_OVER_SECONDS
    for path in folder().iterdir():
        key = path.name.lstrip(".").partition(".")[0]
        if key not in known and path.stat().st_mtime < before:
            yield path
