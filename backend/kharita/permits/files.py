"""The door for documents: what a file is, told by its content, and why one is refused, in words that help.

Nothing that was sent is ever run, and nothing is parsed here: `permits.contents` looks into the file in a
process of its own. Files are kept under names of our own and handed out to be saved, never to be opened in
our pages (`download_headers`).
"""

import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy

from kharita.core.errors import DomainError, Text
from kharita.importing.faults import BadFile
from kharita.importing.intake import opened
from kharita.permits.contents.confined import LookFailed, Refusal, look

CHUNK = 1024 * 1024
NAME_MAX = 120
HEAD_BYTES = 1024

PDF, JPEG, PNG, TIFF = "application/pdf", "image/jpeg", "image/png", "image/tiff"
DXF, GEOJSON, SHAPEFILE = "image/vnd.dxf", "application/geo+json", "application/zip"
SUFFIXES = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", TIFF: ".tif", DXF: ".dxf", GEOJSON: ".geojson",
            SHAPEFILE: ".zip"}  # fmt: skip

ACCEPTED: Mapping[str, frozenset[str]] = {
    "paper": frozenset({PDF, JPEG, PNG, TIFF}),
    "plan": frozenset({PDF, JPEG, PNG, TIFF, DXF}),
    "drawing": frozenset({DXF}),
    "footprint": frozenset({DXF, GEOJSON, SHAPEFILE}),
    "photo": frozenset({JPEG, PNG}),
}
"""The media types that each kind of document may have."""

NAMES: Mapping[str, Text] = {
    PDF: "PDF", JPEG: "JPEG", PNG: "PNG", TIFF: "TIFF", DXF: "DXF", GEOJSON: "GeoJSON",
    SHAPEFILE: gettext_lazy("zipped shapefile"),
}  # fmt: skip

TEXTS: Mapping[str, Text] = {
    "empty": gettext_lazy("The file is empty (0 bytes). Save it again and send it once more."),
    "too-large": gettext_lazy(
        "The file is larger than {limit} MB. Scan at 200 points per inch, or send it in parts."
    ),
    "unknown-type": gettext_lazy("This is no file of a type that is read here. Accepted: {accepted}."),
    "wrong-type": gettext_lazy("This is a {found}; here one of these is needed: {accepted}."),
    "damaged": gettext_lazy("The file is damaged or breaks off. Open it, save it again and send that."),
    "too-heavy": gettext_lazy("The file is too complex to read safely. Print it to a new PDF and send that."),
    "two-in-one": gettext_lazy(
        "The file hides another one of a different type. Print it to a new PDF and send that."
    ),
    "pdf-locked": gettext_lazy("The PDF is locked by a password or restrictions. Save it without them."),
    "pdf-script": gettext_lazy("The PDF contains a script. Print it to a new PDF and send that."),
    "pdf-launch": gettext_lazy(
        "The PDF would start a program or send data. Print it to a new PDF and send that."
    ),
    "pdf-attachment": gettext_lazy("Other files are attached inside the PDF. Send each one by itself."),
    "pdf-media": gettext_lazy("The PDF contains sound, film or 3D. Print it to a new PDF and send that."),
    "pdf-form": gettext_lazy("The PDF is a dynamic form (XFA). Print it to a new PDF and send that."),
    "no-pages": gettext_lazy("The PDF has no pages."),
    "no-such-page": gettext_lazy("The document has no page {page}."),
    "too-many-pages": gettext_lazy("The document has {pages} pages; at most {limit} are accepted."),
    "page-size": gettext_lazy("Page {page} has no size, or is larger than 5 m. Print it at its real size."),
    "too-many-pixels": gettext_lazy(
        "The picture has more than {limit} million pixels. Save it smaller, or scan at 200 points per inch."
    ),
    "drawing-unreadable": gettext_lazy("The drawing cannot be read. Save it as DXF 2010 or 2018, send that."),
    "drawing-empty": gettext_lazy("Nothing is drawn in this file."),
    "geojson-unreadable": gettext_lazy(
        "The file is no GeoJSON, or breaks off. Export it again and send that."
    ),
    "drawing-too-large": gettext_lazy(
        "The drawing has {entities} entities; at most {limit} are accepted. Purge what is not needed."
    ),
}


class RefusedFile(DomainError):
    """A file that is not taken; `code` says why, `detail` what to do about it."""

    code = "file-refused"
    title = gettext_lazy("This file cannot be accepted")


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: `size` in bytes, `sha256` in hex, `pages` (1 for what has none)."""

    media_type: str
    size: int
    sha256: str
    pages: int
    safe_name: str


def inspect_upload(stream: BinaryIO, *, name: str, kind: str = "paper") -> Inspected:
    """What `stream` holds, read once from its present place to its end and put back there.

    `name` is what the sender calls it and decides nothing; `kind` is one of `ACCEPTED` and says which types
    are wanted (any other is taken as "paper"). Raises `RefusedFile`.
    """
    accepted = ACCEPTED.get(kind, ACCEPTED["paper"])
    start = stream.tell()
    try:
        with tempfile.TemporaryDirectory(prefix="kharita-document-") as folder:
            path = Path(folder) / "document"
            size, sha256 = _copy(stream, path)
            media_type = _type_of(path, accepted)
            pages = _pages(path, media_type, accepted)
    finally:
        stream.seek(start)
    return Inspected(media_type, size, sha256, pages, safe_name(name, media_type))


def refused(code: str, **values: Any) -> RefusedFile:
    """The refusal `code` with its text in the reader's language."""
    return RefusedFile(str(TEXTS[code]).format_map(values), code=f"file-{code}")


def shown_name(name: str) -> str:
    """`name` without folders and invisible letters (some turn texts around)."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    return shown or "document"


def safe_name(name: str, media_type: str) -> str:
    """`name` as it may be shown, ending as its type does."""
    shown = shown_name(name)
    stem = re.sub(r'[<>:"|?*%\s]+', " ", shown.rsplit(".", 1)[0] if "." in shown else shown).strip(" .")
    return (stem[:NAME_MAX].rstrip() or "document") + SUFFIXES[media_type]


def download_headers(media_type: str, name: str) -> dict[str, str]:
    """Headers for handing a stored file out: to be saved, never sniffed, never run in our pages."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return {
        "Content-Type": media_type,
        "Content-Disposition": disposition,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


def handed_out(file: FieldFile, *, media_type: str, name: str) -> FileResponse:
    """A stored file, to be saved: never shown inside our pages."""
    # Django writes a disposition of its own over ours, unless it is told the same.
    return FileResponse(
        file.open("rb"), as_attachment=True, filename=name, headers=download_headers(media_type, name)
    )


def page_picture(path: Path, *, media_type: str, page: int, width: int) -> bytes:
    """Page `page` (from 1) of a stored document as WebP, about `width` pixels wide. Raises `RefusedFile`."""
    task = {
        PDF: "picture-of-pdf",
        JPEG: "picture-of-image",
        PNG: "picture-of-image",
        TIFF: "picture-of-image",
    }
    if media_type not in task:
        raise refused("wrong-type", found=NAMES[media_type], accepted=_listed(ACCEPTED["paper"]))
    with tempfile.TemporaryDirectory(prefix="kharita-picture-") as folder:
        target = Path(folder) / "page.webp"
        _look(task[media_type], path.resolve(), str(target), str(page), str(width))
        return target.read_bytes()


def _copy(stream: BinaryIO, path: Path) -> tuple[int, str]:
    limit: int = settings.KHARITA.document_max_bytes
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as copy:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise refused("too-large", limit=limit // 1024**2)
            digest.update(chunk)
            copy.write(chunk)
    if size == 0:
        raise refused("empty")
    return size, digest.hexdigest()


def _type_of(path: Path, accepted: Iterable[str]) -> str:
    with path.open("rb") as file:
        found = _sniff(file.read(HEAD_BYTES))
    if found is None:
        raise refused("unknown-type", accepted=_listed(accepted))
    if found not in accepted:
        raise refused("wrong-type", found=NAMES[found], accepted=_listed(accepted))
    return found


def _sniff(head: bytes) -> str | None:
    """The media type by its first bytes; None for what is none of ours."""
    signatures = {
        b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"II*\0": TIFF, b"MM\0*": TIFF,
        b"AutoCAD Binary DXF": DXF, b"PK\x03\x04": SHAPEFILE,
    }  # fmt: skip
    for signature, media_type in signatures.items():
        if head.startswith(signature):
            return media_type
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    # Remarks (group 999) may stand before the first section.
    if re.match(rb"(999\r?\n[^\n]*\n\s*)*0\r?\n\s*SECTION", text):
        return DXF
    return GEOJSON if text.startswith(b"{") else None


def _pages(path: Path, media_type: str, accepted: Iterable[str]) -> int:
    if media_type == SHAPEFILE:
        _open_shapefile(path, accepted)
        return 1
    task = {PDF: "pdf", DXF: "drawing", GEOJSON: "geojson"}.get(media_type, "image")
    return int(_look(task, path)["pages"])


def _look(task: str, path: Path, *arguments: str) -> dict[str, Any]:
    try:
        return look(task, path, *arguments)
    except Refusal as refusal:
        raise refused(refusal.code, **refusal.values) from refusal
    except LookFailed as failure:
        raise refused("too-heavy" if failure.reason == "too-heavy" else "damaged") from failure


def _open_shapefile(path: Path, accepted: Iterable[str]) -> None:
    """The imports' own suspicion of archives; its reasons are told as ours."""
    try:
        with opened(path) as file:
            if file.driver != "ESRI Shapefile":
                raise refused("unknown-type", accepted=_listed(accepted))
    except BadFile as fault:
        raise RefusedFile(fault.detail, code=f"file-{fault.code}") from fault


def _listed(media_types: Iterable[str]) -> str:
    return ", ".join(str(NAMES[media_type]) for media_type in SUFFIXES if media_type in media_types)
