"""Files on their way into a publication: made in a folder of this machine, told by size and checksum."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kharita.catalog.publishing.storage import Storage

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pmtiles": "application/vnd.pmtiles",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle; charset=utf-8",
    ".woff2": "font/woff2",
}
OTHER = "application/octet-stream"
_READ_AT_ONCE = 1024**2


@dataclass(frozen=True)
class PublishedFile:
    """A file of a publication; `format` names what a layer is written as, and is empty for the rest."""

    path: str
    media_type: str
    size: int
    sha256: str
    format: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def media_type_of(path: str) -> str:
    return MEDIA_TYPES.get(Path(path).suffix, OTHER)


def tell(path: str, source: Path, *, media_type: str = "", form: str = "") -> PublishedFile:
    """What the manifest says of a file that is stored as `path`."""
    return PublishedFile(
        path=path,
        media_type=media_type or media_type_of(path),
        size=source.stat().st_size,
        sha256=_sha256(source),
        format=form,
    )


class Desk:
    """Texts and documents are written on it, then stored."""

    def __init__(self, storage: Storage, folder: Path) -> None:
        self.storage, self.folder = storage, folder
        self.files: list[PublishedFile] = []

    def text(self, path: str, text: str, *, unless_known: Mapping[str, int] | None = None) -> PublishedFile:
        sheet = self.folder / "sheet"
        sheet.write_text(text, encoding="utf-8")
        return self.file(path, sheet, unless_known=unless_known)

    def json(
        self, path: str, document: Any, *, unless_known: Mapping[str, int] | None = None
    ) -> PublishedFile:
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        return self.text(path, text, unless_known=unless_known)

    def file(
        self, path: str, source: Path, *, unless_known: Mapping[str, int] | None = None
    ) -> PublishedFile:
        """Store a file; not again where one of that size is `unless_known` to be there, whose name says what
        it holds."""
        told = tell(path, source)
        if (unless_known or {}).get(path) != told.size:
            self.storage.put(path, source, media_type=told.media_type)
        self.files.append(told)
        return told


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()
