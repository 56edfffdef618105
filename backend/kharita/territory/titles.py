"""References of parcels: land titles read as people write them, and one canonical form of each.

A land title is `number/index` ("12345/40", the index being the land registry office, in digits or letters),
a requisition `R number/index`; a qualifier may follow ("bis", "P1"). Whatever is not a title (a lot number of
another country, a key of untitled land) is a reference too, and is kept as it came, trimmed.
Nothing here touches the database.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

REFERENCE_LENGTH = 60  # Parcel.reference and Parcel.slug

# Marks that word processors put around mixed Arabic and Latin text; they are never part of a reference.
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C, 0xFEFF]
)
_SLASHES = dict.fromkeys(map(ord, "⁄∕╱⧸\\"), "/")
_REQUISITION = r"R(?:EQ(?:UISITION)?)?\.?|مطلب(?:\s*(?:ال)?تحفيظ)?"
_TITLE = r"T\.?\s*F?\.?|TITRE(?:\s+FONCIER)?|(?:ال)?رسم(?:\s*(?:ال)?عقاري)?|ر\s*\.?\s*ع\.?"
_LENIENT = re.compile(
    rf"(?:(?:(?P<requisition>{_REQUISITION})|{_TITLE})\s*(?:N\s*[°O]\.?|عدد|رقم)?\s*:?\s*)?"
    r"0*(?P<number>[1-9][0-9]{0,6})\s*/\s*(?:0*(?P<digits>[1-9][0-9]{0,2})|(?P<letters>[A-Z]{1,2}))"
    r"(?:(?:(?<=[0-9])|[\s.,()-]+)(?P<qualifier>BIS|TER|QUATER|P\s*[0-9]{1,4}))?\s*\)?"
)
# What an import mostly meets: already canonical, told apart by one vectorised match.
_CANONICAL = r"^[1-9][0-9]{0,6}/([1-9][0-9]{0,2}|[A-Z]{1,2})$"


@dataclass(frozen=True)
class Title:
    """A parsed land title or requisition."""

    number: int
    index: str
    is_requisition: bool = False
    qualifier: str = ""

    @property
    def reference(self) -> str:
        """The canonical form: "12345/40", "R 1234/40", "12345/40 bis", "12345/E P1"."""
        prefix = "R " if self.is_requisition else ""
        suffix = f" {self.qualifier}" if self.qualifier else ""
        return f"{prefix}{self.number}/{self.index}{suffix}"

    def __str__(self) -> str:
        return self.reference


def _trimmed(text: str) -> str:
    """`text` in composed form with Latin digits, single spaces and no invisible marks."""
    digits = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_SLASHES)
    )
    return " ".join(digits.split())


def parse_title(text: str) -> Title | None:
    """The land title that `text` names, however it is spaced, prefixed and in whichever digits; else None."""
    without_accents = "".join(
        c for c in unicodedata.normalize("NFD", _trimmed(text)) if not unicodedata.combining(c)
    )
    match = _LENIENT.fullmatch(without_accents.upper())
    if match is None:
        return None
    qualifier = (match["qualifier"] or "").replace(" ", "")
    return Title(
        number=int(match["number"]),
        index=match["digits"] or match["letters"],
        is_requisition=match["requisition"] is not None,
        qualifier=qualifier if qualifier.startswith("P") else qualifier.lower(),
    )


def canonical_reference(text: str) -> str:
    """The one form in which a reference is stored: of a title its canonical form, else the trimmed text."""
    title = parse_title(text)
    return title.reference if title else _trimmed(text)[:REFERENCE_LENGTH].rstrip()


def slug_of(reference: str) -> str:
    """The reference in an address: letters, digits and dots, joined by "-" ("12345/40" → "12345-40")."""
    words = re.findall(r"(?:[^\W_]|\.)+", reference.lower())
    return "-".join(words)[:REFERENCE_LENGTH].strip("-") or "-"


def canonical_references(values: Any) -> pa.StringArray:
    """`canonical_reference` of a whole column (Arrow, pandas, numpy or a list); missing stays missing.

    200,000 titles that are canonical already take some 20 ms; of the others each distinct one is parsed once.
    """
    texts = _texts(values)
    strange = pc.invert(pc.match_substring_regex(texts, pattern=_CANONICAL))
    return _mapped(texts, strange, canonical_reference)


def slugs_of(references: Any) -> pa.StringArray:
    """`slug_of` of a whole column of references; missing stays missing."""
    texts = _texts(references)
    strange = pc.invert(pc.match_substring_regex(texts, pattern=r"^[0-9]+/[0-9]+$"))
    return _mapped(pc.replace_substring(texts, "/", "-"), strange, slug_of, source=texts)


def _texts(values: Any) -> pa.StringArray:
    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values, from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_floating(array.type) and pc.all(pc.equal(array, pc.floor(array)), min_count=0).as_py():
        array = array.cast(pa.int64())  # a column of whole numbers with gaps, which pandas makes floats
    return array.cast(pa.string())


def _mapped(
    texts: pa.StringArray, where: pa.BooleanArray, function: Any, source: Any = None
) -> pa.StringArray:
    """`texts`, in the rows told by `where` replaced by `function(source)`, called once per distinct value."""
    chosen = (texts if source is None else source).filter(where).dictionary_encode()
    if not len(chosen):
        return texts
    meanings = pa.array([function(text) for text in chosen.dictionary.to_pylist()], pa.string())
    return pc.replace_with_mask(texts, pc.fill_null(where, False), meanings.take(chosen.indices))
