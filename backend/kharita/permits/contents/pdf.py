"""A PDF: whether it is only something to read. Scripts, launches, attachments and locks are refused.

ISO 32000-2: actions (12.6.4), embedded files (7.11.4), XFA forms (Annex K), encryption (7.6).
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from kharita.core.confined_child import Fault

PAGES_MAX = 400
OBJECTS_MAX = 400_000
SIDE_MAX_POINTS = 14_400  # 5.08 m, the largest page that ISO 32000 lets a reader expect
TAIL_BYTES = 2_048
# A link that opens a page of the web, or of the document itself, is only followed by a person's own click.
ACTIONS_REFUSED = {
    "/JavaScript": "pdf-script",
    "/Launch": "pdf-launch",
    "/ImportData": "pdf-launch",
    "/SubmitForm": "pdf-launch",
    "/GoToE": "pdf-attachment",
    "/Rendition": "pdf-media",
    "/Movie": "pdf-media",
    "/Sound": "pdf-media",
    "/RichMediaExecute": "pdf-media",
}
KEYS_REFUSED = {
    "/JS": "pdf-script",
    "/JavaScript": "pdf-script",
    "/EmbeddedFiles": "pdf-attachment",
    "/EF": "pdf-attachment",
    "/XFA": "pdf-form",
}
SUBTYPES_REFUSED = {
    "/RichMedia": "pdf-media",
    "/Movie": "pdf-media",
    "/Screen": "pdf-media",
    "/3D": "pdf-media",
    "/FileAttachment": "pdf-attachment",
}


def look_at_pdf(path: Path) -> dict[str, Any]:
    """`{"pages": n}`. Raises `Fault`."""
    _refuse_two_in_one(path)
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise Fault("pdf-locked")
            pages = len(pdf.pages)
            if pages == 0:
                raise Fault("no-pages")
            if pages > PAGES_MAX:
                raise Fault("too-many-pages", pages=pages, limit=PAGES_MAX)
            _refuse_what_acts(pdf)
            _refuse_giant_pages(pdf)
    except pikepdf.PasswordError as error:
        raise Fault("pdf-locked") from error
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise Fault("damaged") from error
    return {"pages": pages}


def _refuse_two_in_one(path: Path) -> None:
    """A file that is also an archive or a web page: what a reader shows is not what another program finds."""
    if zipfile.is_zipfile(path):
        raise Fault("two-in-one")
    with path.open("rb") as file:
        head = file.read(1024).lower()
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        tail = file.read()
    if b"<html" in head or b"<script" in head or b"<?php" in head:
        raise Fault("two-in-one")
    if b"%%EOF" not in tail:
        raise Fault("damaged")


def _refuse_what_acts(pdf: pikepdf.Pdf) -> None:
    for found in _dictionaries(pdf):
        for key, code in KEYS_REFUSED.items():
            if key in found:
                raise Fault(code)
        kind = found.get("/S")
        if isinstance(kind, pikepdf.Name) and str(kind) in ACTIONS_REFUSED:
            raise Fault(ACTIONS_REFUSED[str(kind)])
        subtype = found.get("/Subtype")
        if isinstance(subtype, pikepdf.Name) and str(subtype) in SUBTYPES_REFUSED:
            raise Fault(SUBTYPES_REFUSED[str(subtype)])


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, also those that nothing refers to: a reader may be led to them later.

    Indirect objects are each visited once from the table, so that circles end.
    """
    seen = 0
    for root in pdf.objects:
        waiting = [root]
        while waiting:
            seen += 1
            if seen > OBJECTS_MAX:
                raise Fault("too-heavy")
            here = waiting.pop()
            if isinstance(here, pikepdf.Stream):
                here = here.stream_dict
            if isinstance(here, pikepdf.Dictionary):
                yield here
                waiting += [value for value in here.values() if _is_direct(value)]
            elif isinstance(here, pikepdf.Array):
                waiting += [value for value in list(here) if _is_direct(value)]


def _is_direct(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _refuse_giant_pages(pdf: pikepdf.Pdf) -> None:
    for number, page in enumerate(pdf.pages, start=1):
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        if max(abs(right - left), abs(top - bottom)) > SIDE_MAX_POINTS or right == left or top == bottom:
            raise Fault("page-size", page=number)
