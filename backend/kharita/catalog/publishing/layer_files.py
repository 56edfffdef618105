"""One layer's files in a publication, as nobody sees it, all of one moment."""

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from kharita.catalog.entries import Entry
from kharita.catalog.publishing.files import PublishedFile, tell
from kharita.catalog.publishing.pyramid import write_pyramid
from kharita.catalog.publishing.storage import Storage
from kharita.core.errors import DomainError
from kharita.exports.formats import FORMATS
from kharita.exports.writing import write
from kharita.maps.door import open_blocks
from kharita.maps.revisions import revision_of
from kharita.maps.selection import Selection

logger = logging.getLogger(__name__)
PYRAMID = "pmtiles"
PYRAMID_TYPE = "application/vnd.pmtiles"
FORM = 1
"""Raised when the same rows would be written otherwise, so that what is published is written again."""


@dataclass(frozen=True)
class LayerFiles:
    """A published layer; `is_new` tells whether this run wrote it."""

    entry: Entry
    folder: str
    files: list[PublishedFile]
    is_new: bool


def key_of(entry: Entry) -> str:
    """Equal as long as nobody would see anything else in the layer."""
    opened, tables = entry.opened, entry.opened.tables
    if (below := entry.layer.generalise_below) is not None:
        tables |= open_blocks(entry.layer, None, below - 1).tables
    moment = entry.changed_at.isoformat() if entry.changed_at else ""
    seen = (FORM, opened.rights, revision_of(tables), entry.rows, moment, entry.bounds, opened.fields)
    return f"{entry.revision}-{hashlib.sha256(repr(seen).encode()).hexdigest()[:12]}"


def publish_layer(
    storage: Storage, entry: Entry, formats: Iterable[str], desk: Path, known: dict[str, int]
) -> LayerFiles | None:
    """Write the layer's files unless they are there, of the same key; None where it has nothing to draw.

    The list of the files is stored last: where it is, they are whole.
    """
    key = key_of(entry)
    folder = f"layers/{entry.layer.id}/{key}/"
    wanted = [PYRAMID, *formats]
    listed = _listed(storage, folder)
    if all(form in listed for form in wanted) and _are_there(listed.values(), known):
        return LayerFiles(entry, folder, [listed[form] for form in wanted], is_new=False)
    files = []
    for form in wanted:
        told = _write(storage, entry, form, folder, desk)
        if told is None:
            return None
        files.append(told)
        logger.info("%s: %s, %d bytes", entry.layer.id, form, told.size)
    sheet = desk / "files.json"
    sheet.write_text(json.dumps([file.as_dict() for file in files]), encoding="utf-8")
    storage.put(f"{folder}files.json", sheet, media_type="application/json")
    return LayerFiles(entry, folder, files, is_new=True)


def _listed(storage: Storage, folder: str) -> dict[str, PublishedFile]:
    told = storage.read(f"{folder}files.json")
    files = [PublishedFile(**entry) for entry in json.loads(told)] if told else []
    return {file.format: file for file in files}


def _are_there(files: Iterable[PublishedFile], known: dict[str, int]) -> bool:
    return all(known.get(file.path) == file.size for file in files)


def _write(storage: Storage, entry: Entry, form: str, folder: str, desk: Path) -> PublishedFile | None:
    if form == PYRAMID:
        path, name, media_type = desk / "tiles", f"{entry.layer.id}.pmtiles", PYRAMID_TYPE
        if not write_pyramid(entry, path):
            return None
    else:
        known = FORMATS[form]
        path, name = desk / "rows", f"{entry.layer.id}.{known.file_extension}"
        media_type = known.file_media_type
        write(entry.opened, Selection(), form, path)
    told = tell(f"{folder}{name}", path, media_type=media_type, form=form)
    storage.put(told.path, path, media_type=media_type)
    path.unlink()
    return told


class one_moment:  # noqa: N801 - reads as a word in `with one_moment()`
    """All that is read inside is of one moment, whatever is written meanwhile."""

    def __enter__(self) -> None:
        self._transaction = transaction.atomic()
        is_outermost = not connection.in_atomic_block
        self._transaction.__enter__()
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("SET LOCAL statement_timeout = 0")  # a job's work, not a request's

    def __exit__(self, *error: object) -> None:
        self._transaction.__exit__(*error)  # type: ignore[arg-type]  # what `with` gives


def check_formats(formats: Iterable[str]) -> list[str]:
    """The formats, each once. Raises `DomainError` for one that there is not."""
    wanted = list(dict.fromkeys(formats))
    if strangers := [form for form in wanted if form not in FORMATS]:
        raise DomainError(f"{', '.join(strangers)}: {', '.join(FORMATS)}")
    return wanted
