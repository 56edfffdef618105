"""Pages of documents as pictures for the viewer: drawn once, then kept on disk by what the document holds.

The folder is bounded by `KHARITA_PAGES_MAX`; what is thrown out is drawn again. The document itself may lie
in any storage, on another machine too.
"""

import tempfile
from pathlib import Path
from shutil import copyfileobj

from django.core.cache import caches

from kharita.permits.files import CHUNK, page_picture
from kharita.permits.models import Document

STORE = "pages"


def kept_picture(document: Document, *, page: int, width: int) -> bytes | None:
    """The picture if it was drawn before (WebP). The caller has seen to it that its reader may see it."""
    found: bytes | None = caches[STORE].get(_key(document, page, width))
    return found


def draw_picture(document: Document, *, page: int, width: int) -> bytes:
    """Draw page `page` (from 1), about `width` pixels wide, and keep it. Raises `RefusedFile`."""
    with tempfile.TemporaryDirectory(prefix="kharita-page-") as folder:
        path = Path(folder) / "document"
        with document.file.open("rb") as source, path.open("wb") as copy:
            copyfileobj(source, copy, CHUNK)
        drawn = page_picture(path, media_type=document.media_type, page=page, width=width)
    caches[STORE].set(_key(document, page, width), drawn)
    return drawn


def _key(document: Document, page: int, width: int) -> str:
    """Of the content, never of the row: a replaced file is another picture, the same file the same one."""
    return f"{document.sha256}:{document.media_type}:{page}:{width}"
