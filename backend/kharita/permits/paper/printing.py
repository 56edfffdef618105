"""A paper as a PDF: tagged, for archives (PDF/A-2a), and the same bytes whenever the same paper is printed.

ISO 19005-2 (PDF/A-2), level A: structure, reading order and language are in the file, which read-aloud
programs and searches need for Arabic above all.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

import segno
from django.template.loader import render_to_string

from kharita.permits.paper.content import Paper, shown
from kharita.permits.paper.kinds import labels
from kharita.permits.paper.wording import filled

SIGNATURE_ANCHOR = "signature"
_POINTS_PER_PIXEL = 0.75
SHORT_LABEL, SHORT_VALUE = 24, 16
"""Letters of a fact that fits into half a row."""


@dataclass(frozen=True)
class SignatureBox:
    """Where the visible stamp stands: `page` from 0, corners in points from the page's lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Printed:
    """A finished file. `signature` is where the stamp belongs, None for what nobody signs."""

    pdf: bytes
    pages: int
    signature: SignatureBox | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


def print_paper(paper: Paper) -> Printed:
    """The PDF of `paper`. Raises `FontsMissing`."""
    from kharita.permits.paper.fetching import document  # heavy: loaded by who prints

    html = render_to_string(f"paper/{paper.kind.layout}.html", _context(paper))
    pictures = {figure.id: figure.data for figure in paper.figures if figure.data}
    pages = document(html, pictures).render(pdf_variant="pdf/a-2a", pdf_tags=True)
    # Without it the file would be named after the moment of printing, and no two prints would be alike.
    content = html.encode() + b"".join(pictures.values())
    identifier = hashlib.md5(content, usedforsecurity=False).digest()
    pdf = pages.write_pdf(pdf_identifier=identifier, pdf_variant="pdf/a-2a", pdf_tags=True)
    return Printed(pdf, len(pages.pages), _signature_box(pages) if paper.kind.signed else None)


def _signature_box(document: Any) -> SignatureBox | None:
    """The place kept free on the last page that has one."""
    for number, page in reversed(list(enumerate(document.pages))):
        for name, (x1, y1, x2, y2) in page.anchors.items():
            if name.startswith(SIGNATURE_ANCHOR):
                height = page.height * _POINTS_PER_PIXEL
                return SignatureBox(
                    page=number,
                    left=min(x1, x2) * _POINTS_PER_PIXEL,
                    bottom=height - max(y1, y2) * _POINTS_PER_PIXEL,
                    right=max(x1, x2) * _POINTS_PER_PIXEL,
                    top=height - min(y1, y2) * _POINTS_PER_PIXEL,
                )
    return None


def _context(paper: Paper) -> dict[str, Any]:
    qr = segno.make(paper.url, error="m")
    return {
        "paper": paper,
        "title": " – ".join(paper.kind.title.in_(language) for language in paper.languages),
        "author": " – ".join(paper.letterhead.commune.in_(language) for language in paper.languages),
        "issued_at": paper.issued_at.isoformat(timespec="seconds"),
        "first_language": paper.languages[0],
        "qr": qr.svg_inline(border=0, omitsize=True),
        "sides": [_side(paper, language) for language in paper.languages],
        "both": _both(paper),
    }


def _side(paper: Paper, language: str) -> dict[str, Any]:
    """Everything that the paper shows in one language, as texts."""
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "title": paper.kind.title.in_(language),
        "rows": list(_rows(paper, language)),
        "paragraphs": [
            {"parts": paragraph, "leads": paragraph[-1].text.rstrip().endswith(":")}
            for paragraph in filled(
                paper.text[language], lambda name: isolated(paper.shown(name, language), language)
            )
        ],
        "tables": list(_tables(paper, language)),
        "figures": [
            {"id": figure.id, "svg": figure.svg, "caption": isolated(figure.caption.in_(language), language)}
            for figure in paper.figures
        ],
        "place": paper.place.in_(language),
        "issued_on": shown(paper.issued_at.astimezone(paper.zone).date(), language, paper.zone),
        "signatory": paper.signatory.in_(language) if paper.signatory else "",
        "words": _FIXED[language],
    }


def isolated(value: str, language: str) -> str:
    """`value` kept from the reading direction of the words around it, where it has letters of another one.

    By characters (Unicode UAX 9: FSI, PDI), because the printer's library knows no `unicode-bidi: isolate`.
    """
    foreign = {"L"} if language == "ar" else {"R", "AL"}
    is_foreign = any(bidirectional(letter) in foreign for letter in value)
    return f"\u2068{value}\u2069" if is_foreign else value


def _facts(paper: Paper, language: str) -> Iterator[tuple[str, str]]:
    for name in paper.kind.facts:
        if value := paper.shown(name, language):
            yield labels()[name].in_(language), isolated(value, language)


def _rows(paper: Paper, language: str) -> Iterator[list[tuple[str, str]]]:
    """The facts in the order of their kind, two short ones that follow one another in one row."""
    row: list[tuple[str, str]] = []
    for fact in _facts(paper, language):
        is_short = len(fact[0]) <= SHORT_LABEL and len(fact[1]) <= SHORT_VALUE
        if row and not is_short:
            yield row
            row = []
        row.append(fact)
        if not is_short or len(row) == 2:
            yield row
            row = []
    if row:
        yield row


def _tables(paper: Paper, language: str) -> Iterator[dict[str, Any]]:
    for table in paper.kind.tables:
        if rows := paper.tables.get(table.id):
            texts = [[shown(cell, language, paper.zone) or "—" for cell in row] for row in rows]
            yield {
                "id": table.id,
                "title": table.title.in_(language),
                "columns": [column.in_(language) for column in table.columns],
                "rows": [[isolated(text, language) for text in row] for row in texts],
            }


def _both(paper: Paper) -> list[dict[str, str]]:
    """The facts with both labels and both values, for the sheets that show two scripts side by side."""
    found = []
    for name in paper.kind.facts:
        label, ar, fr = labels()[name], paper.shown(name, "ar"), paper.shown(name, "fr")
        if ar or fr:
            found.append({"label_ar": label.ar, "label_fr": label.fr, "ar": ar, "fr": "" if ar == fr else fr})
    return found


_FIXED = {
    "fr": {
        "kingdom": "Royaume du Maroc",
        "ministry": "Ministère de l'Intérieur",
        "number": "N°",
        "made_at": "Fait à",
        "on": "le",
        "verify": "Vérifier l'authenticité de ce document",
        "code": "Code",
        "signature": "Signature",
    },
    "ar": {
        "kingdom": "المملكة المغربية",
        "ministry": "وزارة الداخلية",
        "number": "رقم",
        "made_at": "حرر بـ",
        "on": "بتاريخ",
        "verify": "للتحقق من صحة هذه الوثيقة",
        "code": "الرمز",
        "signature": "التوقيع",
    },
}
