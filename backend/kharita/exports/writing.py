"""A selection as a file: written aside, packed with its README, and put in its place whole or not at all."""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kharita.exports.about import About
from kharita.exports.formats import Format, format_named
from kharita.exports.gdal_formats import shapefile_names
from kharita.exports.reading import OnProgress, Reading
from kharita.exports.text_formats import csv
from kharita.maps.door import OpenLayer
from kharita.maps.selection import Selection

PIECE = 1024 * 1024
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Written:
    """A file that is complete: its size, checksum, rows, the communes they are of, the data's revision."""

    size: int
    sha256: str
    rows: int
    communes: frozenset[int]
    revision: int


def write(
    opened: OpenLayer,
    selection: Selection,
    format: str,
    path: Path,
    crs: str = "",
    on_progress: OnProgress | None = None,
    *,
    filter_text: str = "",
    bom: bool = False,
    packed: bool = True,
) -> Written:
    """Write the selected rows to `path` in `format` (a key of `FORMATS`) and `crs` ("": the format's own).

    The file appears at `path` only when it is complete and on the disk; what was there before is replaced.
    `packed=False` leaves out the zip and the README around formats that have no room for one inside.
    Titles are in the active language. Raises `BadInput`; whatever `on_progress` raises ends the writing.
    """
    form = format_named(format)
    if not packed and form.id == "shp":
        packed = True  # several files: an archive is the only way to give them as one
    reading = Reading(opened, selection, form.crs_named(crs), on_progress)
    about = About.of(reading, filter=filter_text)
    about.notes = form.notes
    with _aside(path) as folder:
        data = folder / f"{opened.layer.id}.{form.extension}"
        _write_data(reading, form, data, about, bom=bom)
        done = _pack(reading, form, folder, about) if form.packed and packed else data
        size, checksum = _settle(done)
        os.replace(done, path)
    _sync_folder(path.parent)
    return Written(size, checksum, reading.rows, frozenset(reading.communes), about.revision)


def chunks(reading: Reading, form: Format, *, bom: bool = False) -> Generator[bytes, None, None]:
    """The file's content piece by piece, for formats that stream."""
    if form.stream is None:
        raise TypeError(f"{form.id} is no stream")
    return (partial(csv, bom=bom) if form.id == "csv" else form.stream)(reading)


def _write_data(reading: Reading, form: Format, path: Path, about: About, *, bom: bool) -> None:
    if form.save is not None:
        form.save(reading, path, about)
        return
    with path.open("wb") as file:
        for piece in chunks(reading, form, bom=bom):
            file.write(piece)


class _aside:  # noqa: N801 - reads as a word in `with _aside(path)`
    """A folder beside `path` that is gone afterwards, whatever happens."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix=f".{self.path.name}.", dir=self.path.parent))
        return self.folder

    def __exit__(self, *_error: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _pack(reading: Reading, form: Format, folder: Path, about: About) -> Path:
    parts = sorted(folder.iterdir())
    about.files = {part.name: _checksum(part) for part in parts}
    if form.id == "shp":
        about.names = shapefile_names(reading)
    packed = folder / "packed.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for language, text in about.texts(reading).items():
            archive.writestr(zipfile.ZipInfo(f"README.{language}.txt", FIXED_TIME), "\ufeff" + text)
        for part in parts:
            archive.write(part, part.name)
            part.unlink()
    return packed


def _pieces(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(path):
        digest.update(piece)
    return digest.hexdigest()


def _settle(path: Path) -> tuple[int, str]:
    """Have the file on the disk; its size and checksum."""
    checksum = _checksum(path)
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_size, checksum


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
