"""A publication: the public layers, their catalogue and the map to see them, as files that need no server.

What a layer is written as lies under the key of what it holds, the texts under the moment of the run, the
viewer under its build. Everything is found from one pointer, `manifest.json`, which is replaced last: a run
that is killed leaves the publication before it as it was, and the next one goes on from what is there.
"""

import json
import logging
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from kharita.catalog.entries import Entry, entries_for, entry_of, official_crs
from kharita.catalog.publishing.documents import write_documents
from kharita.catalog.publishing.files import Desk, PublishedFile
from kharita.catalog.publishing.layer_files import LayerFiles, check_formats, one_moment, publish_layer
from kharita.catalog.publishing.map_files import write_maps, write_names
from kharita.catalog.publishing.search_files import write_search
from kharita.catalog.publishing.storage import Storage
from kharita.catalog.publishing.viewer import POINTER, write_viewer
from kharita.core.errors import BadInput, Conflict
from kharita.maps.tiles import layer_named

logger = logging.getLogger(__name__)
FORMAT = 1
"""Of the pointer: raised when viewers built before could not read it."""
KEPT = 3
ENTRANCE = "index.html"


@dataclass(frozen=True)
class Publication:
    """What a run did: `written` layers, those `kept` from before, how many files were `removed`."""

    version: str
    written: list[str]
    kept: list[str]
    removed: int
    bytes_in_all: int


def publish(
    storage: Storage,
    *,
    now: datetime,
    layer_ids: Sequence[str] = (),
    formats: Sequence[str] = ("parquet",),
    keep: int = KEPT,
) -> Publication:
    """Bring a publication up to date with what everyone may see now; the last `keep` ones stay.

    Raises `NotFound` for an unknown layer, `BadInput` where there is nothing to publish, `Conflict` while
    another run of this deployment goes on.
    """
    wanted = check_formats(formats)
    with _alone(), one_moment(), tempfile.TemporaryDirectory(prefix="kharita-publish-") as folder:
        known = storage.sizes()
        layers = [
            done
            for entry in _entries(layer_ids)
            if (done := publish_layer(storage, entry, wanted, Path(folder), known)) is not None
        ]
        if not layers:
            raise BadInput(_("There is nothing to publish: no layer has a row that everyone may see."))
        version = f"{now:%Y%m%dT%H%M%SZ}"
        manifest = _write_version(storage, Path(folder), layers, version, now, known)
        removed = _remove_old(storage, manifest, keep)
    return Publication(
        version=version,
        written=[layer.entry.layer.id for layer in layers if layer.is_new],
        kept=[layer.entry.layer.id for layer in layers if not layer.is_new],
        removed=removed,
        bytes_in_all=sum(file["size"] for file in manifest["files"]),
    )


@contextmanager
def _alone() -> Iterator[None]:
    """One run at a time; the lock goes with the connection, however the run ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('catalog.publish'))")
        if not cursor.fetchone()[0]:
            raise Conflict(_("Another publication is being written; wait until it is done."))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('catalog.publish'))")


def _entries(layer_ids: Sequence[str]) -> list[Entry]:
    if not layer_ids:
        return entries_for(None)
    return [entry for key in layer_ids if (entry := entry_of(layer_named(key), None)).rows]


def _write_version(
    storage: Storage,
    folder: Path,
    layers: list[LayerFiles],
    version: str,
    now: datetime,
    known: dict[str, int],
) -> dict[str, Any]:
    desk = Desk(storage, folder)
    place = f"versions/{version}/"
    entries = [layer.entry for layer in layers]
    by_id = {layer.entry.layer.id: layer for layer in layers}
    files = {key: layer.files for key, layer in by_id.items()}
    page = write_viewer(desk, known)
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": version,
        "published_at": now.isoformat(timespec="seconds"),
        "languages": [code for code, _name in settings.LANGUAGES],
        "default_language": settings.LANGUAGE_CODE,
        "crs": {"srid": settings.KHARITA_SRID, "name": official_crs()[1]},
        "maps": write_maps(desk, place, entries, files),
        "name_points": write_names(desk, place, entries),
        "search": write_search(desk, f"{place}search/", by_id, known),
        **write_documents(desk, place, entries, files, now),
        "layers": [_layer_line(layer) for layer in layers],
    }
    everything = [file for layer in layers for file in layer.files] + desk.files
    sums = desk.text(f"{place}SHA256SUMS", _checksums(everything))
    manifest |= {
        "checksums": sums.path,
        "files": [file.as_dict() for file in sorted([*everything, sums], key=lambda file: file.path)],
    }
    desk.json(f"{place}{POINTER}", manifest)
    _point(storage, folder, ENTRANCE, page)
    _point(storage, folder, POINTER, json.dumps(manifest, ensure_ascii=False, separators=(",", ":")))
    return manifest


def _layer_line(layer: LayerFiles) -> dict[str, Any]:
    entry = layer.entry
    return {
        "id": entry.layer.id,
        "revision": entry.revision,
        "rows": entry.rows,
        "changed_at": entry.changed_at.isoformat(timespec="seconds") if entry.changed_at else None,
        "files": [file.path for file in layer.files],
    }


def _checksums(files: Iterable[PublishedFile]) -> str:
    """Lines that `sha256sum --check` reads, from the publication's root."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda file: file.path))


def _point(storage: Storage, folder: Path, path: str, text: str) -> None:
    sheet = folder / "pointer"
    sheet.write_text(text, encoding="utf-8")
    media_type = "text/html; charset=utf-8" if path == ENTRANCE else "application/json"
    storage.put(path, sheet, media_type=media_type, is_pointer=True)


def _remove_old(storage: Storage, newest: dict[str, Any], keep: int) -> int:
    """Remove what none of the last `keep` publications needs; how many files that was."""
    there = storage.sizes()
    whole = sorted(
        (path for path in there if path.startswith("versions/") and path.endswith(f"/{POINTER}")),
        reverse=True,
    )
    needed = {POINTER, ENTRANCE, *_needed_by(newest)}
    for path in whole[: max(1, keep)]:
        needed |= {path, *_needed_by(json.loads(storage.read(path) or b"{}"))}
    ours = ("versions/", "layers/", "viewer/")
    old = [path for path in there if path.startswith(ours) and path not in needed]
    storage.delete(old)
    return len(old)


def _needed_by(manifest: dict[str, Any]) -> set[str]:
    paths = {file["path"] for file in manifest.get("files", [])}
    lists = {f"{'/'.join(path.split('/')[:3])}/files.json" for path in paths if path.startswith("layers/")}
    return paths | lists
